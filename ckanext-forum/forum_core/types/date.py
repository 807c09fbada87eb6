"""A day, written AAAA-MM-JJ."""

from __future__ import annotations

import re
from datetime import date, datetime

import pyarrow as pa

from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.spaces import without_spaces

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that a register can speak of; 0217 is a slip of the hand for 2017."""

_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.\-]([0-9]{1,2})[/.\-]([0-9]{1,2})")
_MIDNIGHT = re.compile(r"[T\s]+00:00(:00(\.0+)?)?Z?$")


def problem(text: str, _: Descriptor) -> Problem | None:
    """No such day, or a year that cannot be meant."""
    day = _read(text)
    if day is None:
        return Problem("date-form")
    return None if FIRST_YEAR <= day.year <= LAST_YEAR else Problem("date-year")


def repair(text: str, _: Descriptor) -> Mended | None:
    """French order or slashes to AAAA-MM-JJ, a midnight taken off; an absent day is not guessed."""
    day = day_of(text)
    return Mended(day, "date-form") if day else None


def day_of(text: str) -> str | None:
    """AAAA-MM-JJ of a day written in the ways that French files write it, or None."""
    bare = without_spaces(_MIDNIGHT.sub("", text.strip()))
    if found := _YEAR_FIRST.fullmatch(bare):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(bare):
        day, month, year = found.groups()
    else:
        return None
    return f"{year}-{month:0>2}-{day:0>2}"


def evidence(text: str) -> int:
    """A day over 12 proves the French order when it stands first, the American one when it stands second."""
    found = _DAY_FIRST.fullmatch(without_spaces(text))
    if not found:
        return 0
    first, second = int(found[1]), int(found[2])
    return (first > 12) - (second > 12)


def parse(text: str, _: Descriptor) -> date | None:
    """The day."""
    return _read(text)


def _read(text: str) -> date | None:
    try:
        # The very call of frictionless, so that both accept the same days. A day has no time zone.
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007
    except ValueError:
        return None


TYPE = FieldType(
    name="date",
    label="Date (AAAA-MM-JJ)",
    table_types=("date",),
    arrow=pa.date32(),
    datastore="date",
    problem=problem,
    repair=repair,
    parse=parse,
    evidence=evidence,
    examples=Examples(
        valid=("2017-06-27", "2024-02-29"),
        invalid=("27/06/2017", "2017-02-30", "2017-06", "0217-06-27", "juin 2017", "2017-06-27T10:00:00"),
        repaired={
            "27/06/2017": "2017-06-27",
            "7/6/2017": "2017-06-07",
            "2017/09/08": "2017-09-08",
            "27.06.2017": "2017-06-27",
            "2017-06-27 00:00:00": "2017-06-27",
            " 2017-06-27": "2017-06-27",
        },
        beyond_repair=("12/13/2025", "27/06/17", "2017-06", "2017", "31/02/2017", "2017-06-27T10:00:00"),
        descriptor={"name": "exemple", "type": "date"},
    ),
)
