"""What answers the addresses of the API: one file per kind of thing."""
