"""Imports every admin of this package, each of which registers itself with its decorator."""

from importlib import import_module
from pkgutil import iter_modules

import articles.admin as package


def register_all() -> None:
    """Register all. Not done when the package is imported: the site is part of it."""
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
