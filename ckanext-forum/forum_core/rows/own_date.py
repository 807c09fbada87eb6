"""The date of a row, from whatever its register dates rows by: a day, a year, a school year, a period."""

from __future__ import annotations

import re
from datetime import date

_YEAR = re.compile(r"([0-9]{4})([-/][0-9]{4})?")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(/[0-9]{4}-[0-9]{2}-[0-9]{2})?")


def last_day(text: str) -> date | None:
    """The day by which a rule with dates judges the row; None when the text is no date.

    A year counts as its last day, a school year as the last day of its first year, a period as its first day.
    """
    return _read(text, "12-31")


def first_day(text: str) -> date | None:
    """The day on which it begins, of a school year 1 January of its first year; None when it is no date."""
    return _read(text, "01-01")


def _read(text: str, of_year: str) -> date | None:
    if found := _YEAR.fullmatch(text.strip()):
        text = f"{found[1]}-{of_year}"
    elif found := _DAY.fullmatch(text.strip()):
        text = found[1]
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
