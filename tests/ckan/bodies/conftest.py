"""A visitor's browser."""

from browsing import browser

__all__ = ["browser"]
