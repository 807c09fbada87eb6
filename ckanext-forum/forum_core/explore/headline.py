"""The numbers at the head of a register's page, as its schema asks for them: those of one year."""

# ruff: noqa: S608 - column names come from the schema, quoted; what a visitor typed is bound.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

import duckdb

from forum_core import periods
from forum_core.explore.engine import Reading
from forum_core.explore.filters import Filter, narrowed, where
from forum_core.files.duck import quoted
from forum_core.periods import year_sql
from forum_core.schema.model import PageFigure


@dataclass(frozen=True, slots=True)
class Told:
    """One number.

    Attributes:
        least, most: The number; for one that is never added, the smallest and the largest.
        whole: What it is a part of, over the same rows; None when it is a part of nothing.
        hidden: Rows that the number leaves out, since they hide theirs.
        day: The day on which it was counted, when it counts those who are there.
    """

    figure: PageFigure
    least: Decimal
    most: Decimal
    whole: Decimal | None
    hidden: int
    day: date | None


@dataclass(frozen=True, slots=True)
class Headline:
    """The numbers, and the year that they are of; None when no row is dated, or there is no number."""

    year: int | None
    told: tuple[Told, ...]


# A published file never changes, and a day changes the year that is over.
@lru_cache(maxsize=128)
def headline(reading: Reading, flt: Filter, *, today: date) -> Headline:
    """Read what the schema asks for; a number that these rows do not say is left out.

    Without a year in the filter, it is the last one that is over and says the first number.
    """
    held = {field.name for field in reading.fields}
    wanted = [
        figure
        for figure in reading.schema.page.figures
        if {figure.column, figure.out_of, *(column for column, _ in figure.only)} - {None} <= held
    ]
    if not wanted:
        return Headline(None, ())
    with reading.cursor() as cursor:
        year = flt.year if flt.year is not None else _year(cursor, reading, flt, wanted[0], today)
        of_year = replace(flt, year=year)
        told = [one for figure in wanted if (one := _told(cursor, reading, of_year, figure)) is not None]
    return Headline(year if told else None, tuple(told))


def _year(
    cursor: duckdb.DuckDBPyConnection, reading: Reading, flt: Filter, first: PageFigure, today: date
) -> int | None:
    chosen = narrowed(reading.schema, flt, first.only) or flt
    condition, values = where(reading, chosen)
    said = f"{quoted(first.column)} IS NOT NULL" if first.column else "true"
    found = cursor.execute(
        f"SELECT DISTINCT ({year_sql(reading.schema)})::INTEGER AS y FROM read_parquet(?) "
        f"WHERE {condition} AND {said} AND y IS NOT NULL",
        [reading.files, *values],
    ).fetchall()
    return periods.speaking(reading.schema, (int(year) for (year,) in found), today)


def _told(
    cursor: duckdb.DuckDBPyConnection, reading: Reading, flt: Filter, figure: PageFigure
) -> Told | None:
    chosen = narrowed(reading.schema, flt, figure.only)
    if chosen is None:
        return None
    condition, values = where(reading, chosen)
    stock = figure.column in reading.schema.page.stocks
    ((least, most, whole, hidden, day, mixed),) = cursor.execute(
        f"WITH scope AS (FROM read_parquet(?) WHERE {condition}) "
        f"SELECT {', '.join(_measures(reading, figure))}, {_mixed_sql(reading, figure)}",
        [reading.files, *values],
    ).fetchall()
    if least is None or mixed:
        return None
    return Told(figure, Decimal(str(least)), Decimal(str(most)), whole, hidden, _day(day) if stock else None)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _measures(reading: Reading, figure: PageFigure) -> Sequence[str]:
    """The smallest, the largest, the whole, the rows that hide, and the last day."""
    if figure.column is None:
        return ("(SELECT count(*) FROM scope)",) * 2 + ("NULL", "0", "NULL")
    number, day = quoted(figure.column), quoted(reading.schema.page.date)
    counted = [f"{number} IS NOT NULL", *([f"{quoted(figure.out_of)} IS NOT NULL"] if figure.out_of else [])]
    rows = f"FROM scope WHERE {' AND '.join(counted)}"
    last = f"(SELECT max({day}) {rows})"
    if figure.column in reading.schema.page.stocks:
        rows = f"{rows} AND {day} = {last}"
    ends = (f"min({number})", f"max({number})") if figure.spans else (f"sum({number})",) * 2
    whole = f"(SELECT sum({quoted(figure.out_of)}) {rows})" if figure.out_of else "NULL"
    return (*(f"(SELECT {end} {rows})" for end in ends), whole, _hidden_sql(reading, counted), last)


def _mixed_sql(reading: Reading, figure: PageFigure) -> str:
    """Whether the numbers are of several values that are never added together."""
    names = reading.schema.page.separate if figure.column and not figure.spans else ()
    counts = [f"count(DISTINCT coalesce({quoted(name)}::VARCHAR, '')) > 1" for name in names]
    said = f"FROM scope WHERE {quoted(figure.column or '')} IS NOT NULL"
    return f"(SELECT {' OR '.join(counts)} {said})" if counts else "false"


def _hidden_sql(reading: Reading, counted: Sequence[str]) -> str:
    policy = reading.schema.privacy
    told = policy.hidden if policy else None
    if told is None or told not in {field.name for field in reading.fields}:
        return "0"
    return f"(SELECT count(*) FROM scope WHERE {quoted(told)} AND NOT ({' AND '.join(counted)}))"
