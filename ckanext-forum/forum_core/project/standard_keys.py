"""Keys that several targets lose together: those of the standard's own document, and those about rows."""

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

ROW_KEYS: tuple[str, ...] = (
    "fields",
    "custom_checks",
    "missingValues",
    "forum/rules",
    "forum/later",
    "forum/key",
    "forum/authority",
    "forum/persons",
    "forum/nil",
    "forum/privacy",
    "forum/page",
)
"""What is said of the rows of a file, not of the dataset that they make."""
