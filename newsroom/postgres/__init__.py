"""The embedded PostgreSQL: where it lies, how it is made, who keeps it and who uses it."""
