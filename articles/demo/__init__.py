"""The demo archive: data files of our own, and what reads them."""
