"""Tests of the project around the archive: database server, processes, start-up."""
