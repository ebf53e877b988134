"""Tests of the demo archive's data files."""
