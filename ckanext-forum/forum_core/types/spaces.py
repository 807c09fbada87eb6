"""Spaces of every kind, as spreadsheets and word processors leave them in cells."""

from __future__ import annotations

import re

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u200b\u202f\u2060\ufeff]+")


def without_spaces(text: str) -> str:
    """The text without any space, no-break and zero-width ones included."""
    return _SPACES.sub("", text)


def trimmed(text: str) -> str:
    """The text without spaces at its ends, each run of spaces inside made one."""
    return _SPACES.sub(" ", text).strip()
