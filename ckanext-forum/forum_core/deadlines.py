"""When the next rows of a register are expected, from its frequency and the last day its rows cover. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from forum_core import french

# Months between two publications, by EU frequency code. Whoever publishes as things happen is silent for
# a quarter at most before somebody should look. Codes without a rhythm are absent: nothing is late there.
_MONTHS: Mapping[str, int] = {
    **dict.fromkeys(
        ("UPDATE_CONT", "CONT", "HOURLY", "DAILY", "DAILY_2", "WEEKLY", "WEEKLY_2", "BIWEEKLY"), 3
    ),
    **dict.fromkeys(("MONTHLY", "MONTHLY_2"), 1),
    "BIMONTHLY": 2,
    "QUARTERLY": 3,
    "ANNUAL_3": 4,
    "ANNUAL_2": 6,
    "ANNUAL": 12,
    "BIENNIAL": 24,
    "TRIENNIAL": 36,
}
_LONGEST_WAIT = 3
"""Months left after a period to publish its rows."""
_SOON = timedelta(days=30)
_QUARTER, _YEAR = 3, 12


class Kept(StrEnum):
    """Is the frequency kept?"""

    KEPT = "kept"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The rows of one period, and the day by which they are expected.

    Attributes:
        period: « 1er trimestre 2026 », « année 2026 », « mars 2026 ».
        days: From today to `due`; negative when it has passed.
    """

    period: str
    due: date
    days: int
    kept: Kept


def deadline(frequency: str, last: date | None, today: date) -> Deadline | None:
    """The next deadline, None when the frequency has no rhythm or nothing says what the rows cover.

    Args:
        frequency: A code of the EU list, as the schema has it.
        last: Last day that published rows are about; the day of publication when rows have no date.
        today: The day on which one asks.
    """
    months = _MONTHS.get(frequency)
    if months is None or last is None:
        return None
    first = _start(last, months)
    begins, ends = _later(first, months), _later(first, 2 * months)
    due = _later(ends, min(months, _LONGEST_WAIT)) - timedelta(days=1)
    days = (due - today).days
    kept = Kept.LATE if days < 0 else Kept.SOON if due - today <= _SOON else Kept.KEPT
    return Deadline(_named(begins, months), due, days, kept)


def _start(day: date, months: int) -> date:
    """First day of the period that holds a day; periods are counted from the first of January of year 0."""
    elapsed = (day.year * _YEAR + day.month - 1) // months * months
    return date(elapsed // _YEAR, elapsed % _YEAR + 1, 1)


def _later(first: date, months: int) -> date:
    elapsed = first.year * _YEAR + first.month - 1 + months
    return date(elapsed // _YEAR, elapsed % _YEAR + 1, 1)


def _named(begins: date, months: int) -> str:
    match months:
        case 1:
            return french.day(begins).split(french.SPACE, 1)[1]
        case 3:
            rank = (begins.month - 1) // _QUARTER + 1
            return f"{'1er' if rank == 1 else f'{rank}e'} trimestre{french.SPACE}{begins.year}"
        case 12:
            return f"année{french.SPACE}{begins.year}"
        case _:
            return french.years(begins, _later(begins, months) - timedelta(days=1))
