"""Every write of the archive: a function each, which checks permission and records the change."""
