"""A filter read from an address, and written into one. Nothing typed makes an error: it makes a problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from forum_core.explore.filters import (
    BAND,
    LEAST,
    MOST,
    SINCE,
    UNTIL,
    WORDS,
    YEAR,
    Filter,
    FilterProblem,
    choice_fields,
    choice_keys,
)
from forum_core.explore.words import LONGEST
from forum_core.periods import has_days
from forum_core.schema.model import Schema

Bounds = TypeVar("Bounds", Decimal, date)

_RESERVED = frozenset({WORDS, YEAR, BAND, LEAST, MOST, SINCE, UNTIL, "tri", "page"})
_AMOUNT = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,2})?")
_SPACES_AND_EURO = re.compile(r"[\s€]")
_FRENCH_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


class _Reader:
    """Parameters of an address, and the problems met while they are read."""

    def __init__(self, args: Mapping[str, str]) -> None:
        self._args = args
        self.problems: list[FilterProblem] = []

    def typed(self, parameter: str) -> str:
        """What stands there, without the spaces around."""
        return self._args.get(parameter, "").strip()

    def refuse(self, code: str, parameter: str) -> None:
        """Leave a parameter aside."""
        self.problems.append(FilterProblem(code, parameter))


def parse_filter(
    schema: Schema, args: Mapping[str, str], years: Collection[int]
) -> tuple[Filter, tuple[FilterProblem, ...]]:
    """Read a filter from query parameters; nothing raises, unknown parameters are ignored.

    Args:
        schema: Its page names the bands and the columns of choices.
        args: Query parameters.
        years: Years that the data have.
    """
    reader = _Reader(args)
    words = _words(reader)
    band = _band(reader, schema)
    year = _year(reader, years)
    amounts = (LEAST, MOST) if schema.page.amount is not None else ()
    days = (SINCE, UNTIL) if has_days(schema) else ()
    least, most = _range(reader, amounts, parse_amount, "amount")
    since, until = _range(reader, days, parse_day, "date")
    choices = tuple(_choices(reader, schema))
    return Filter(words, year, band, least, most, since, until, choices), tuple(reader.problems)


def filter_query(flt: Filter) -> dict[str, str]:
    """The parameters that `parse_filter` reads the same filter from."""
    said = {
        WORDS: flt.words,
        YEAR: flt.year,
        BAND: flt.band,
        **{parameter_of(column): value for column, value in flt.choices},
        LEAST: None if flt.least is None else f"{flt.least:f}",
        MOST: None if flt.most is None else f"{flt.most:f}",
        SINCE: flt.since,
        UNTIL: flt.until,
    }
    return {name: str(value) for name, value in said.items() if value not in (None, "")}


def parameter_of(column: str) -> str:
    """The parameter of a column of choices: its name, unless the page needs that word for itself."""
    return f"{column}_" if column in _RESERVED else column


def parse_amount(typed: str) -> Decimal | None:
    """An amount as a French reader types it: « 1 500,50 € »; None when it is none."""
    plain = _SPACES_AND_EURO.sub("", typed).replace(",", ".").replace("\u2212", "-")
    return Decimal(plain) if _AMOUNT.fullmatch(plain) else None


def parse_day(typed: str) -> date | None:
    """A day as a browser sends it (2025-03-12), or as a French reader types it (12/03/2025)."""
    french = _FRENCH_DAY.fullmatch(typed)
    try:
        if french:
            return date(int(french[3]), int(french[2]), int(french[1]))
        return date.fromisoformat(typed) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed) else None
    except ValueError:
        return None


def _words(reader: _Reader) -> str:
    words = " ".join(reader.typed(WORDS).split())
    if len(words) <= LONGEST:
        return words
    reader.refuse("filter.words-long", WORDS)
    return words[:LONGEST].rstrip()


def _band(reader: _Reader, schema: Schema) -> str | None:
    band = reader.typed(BAND) or None
    if band is None or band in {known.key for known in schema.page.bands}:
        return band
    reader.refuse("filter.band-unknown", BAND)
    return None


def _year(reader: _Reader, known: Collection[int]) -> int | None:
    typed = reader.typed(YEAR)
    if not typed:
        return None
    if re.fullmatch(r"[0-9]{4}", typed) and int(typed) in known:
        return int(typed)
    reader.refuse("filter.year-absent" if re.fullmatch(r"[0-9]{4}", typed) else "filter.year-format", YEAR)
    return None


def _range(
    reader: _Reader, parameters: tuple[str, ...], parse: Callable[[str], Bounds | None], kind: str
) -> tuple[Bounds | None, Bounds | None]:
    if not parameters:
        return None, None
    found = {parameter: parse(reader.typed(parameter)) for parameter in parameters}
    for parameter, bound in found.items():
        if bound is None and reader.typed(parameter):
            reader.refuse(f"filter.{kind}-format", parameter)
    low, high = found.values()
    if low is not None and high is not None and low > high:
        reader.refuse(f"filter.{kind}-order", parameters[0])
        return None, None
    return low, high


def _choices(reader: _Reader, schema: Schema) -> Iterator[tuple[str, str]]:
    for field in choice_fields(schema):
        value = reader.typed(parameter_of(field.name))
        if value in choice_keys(field):
            yield field.name, value
        elif value:
            reader.refuse("filter.choice-unknown", parameter_of(field.name))
