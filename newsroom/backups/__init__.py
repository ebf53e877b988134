"""Backups: database, files and a manifest in one folder or tar; and bringing them back."""
