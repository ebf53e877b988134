"""Tests, in folders that mirror `articles/`."""
