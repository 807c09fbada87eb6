"""Keys that only the standard's own document says; targets that name that document lose them together."""

from __future__ import annotations

STANDARD_KEYS: tuple[str, ...] = (
    "$schema",
    "title",
    "description",
    "countryCode",
    "countrycode",
    "homepage",
    "path",
    "resources",
    "licenses",
    "sources",
    "created",
    "lastModified",
    "contributors",
)
"""Who made a standard, where it stands and since when."""
