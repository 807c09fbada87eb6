"""Numbers of reports: the year, then ten characters that nobody can guess and everybody can copy."""

from __future__ import annotations

import re
import secrets
from datetime import datetime

from forum_core import french

# No vowel, so no word; nothing that looks like something else. 27 letters: 47 bits in ten.
_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
_GROUP = 5
_WRITTEN = re.compile(rf"(\d{{4}})([{_LETTERS}]{{{_GROUP}}})([{_LETTERS}]{{{_GROUP}}})")


def new_reference(moment: datetime) -> str:
    """« 2026-K7QMT-4XDRF »."""
    year = french.paris_day(moment).year
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(2))
    return "-".join((str(year), *groups))


def parse(written: str) -> str | None:
    """A reference from what a person typed: case, spaces and dashes do not matter."""
    found = _WRITTEN.fullmatch(re.sub(r"[\W_]", "", written).upper())
    return "-".join(found.groups()) if found else None
