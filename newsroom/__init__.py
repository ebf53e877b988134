"""The project around the archive: settings, database server, processes."""
