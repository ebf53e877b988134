"""Measurements, run by hand or by `make benchmark`; no test depends on their figures."""
