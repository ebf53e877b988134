"""Commands of the project, beside those of the archive."""
