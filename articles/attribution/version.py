"""The version of attribution, which every suggestion names."""

VERSION = 1
"""Counted up whenever other suggestions may come of the same text and table."""
