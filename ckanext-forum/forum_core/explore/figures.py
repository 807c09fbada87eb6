"""Figures of what a filter keeps, and what each other choice would keep: the files are filtered once."""

# ruff: noqa: S608 - column names come from the schema, quoted; what a visitor typed is bound.

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import duckdb

from forum_core.explore.engine import Bound, Reading
from forum_core.explore.filters import (
    Filter,
    amount_sql,
    band_sql,
    before_facets,
    choice_fields,
    choice_keys,
    choice_sql,
    years,
)
from forum_core.files.duck import quoted
from forum_core.measure import nought
from forum_core.periods import has_days, year_sql
from forum_core.schema.model import Schema

_SIREN_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Facet:
    """One choice of a filter and what it would keep. `key`: a year, a band, a value, a file's place."""

    key: str
    rows: int
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of one column."""

    column: str
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A body and what its rows come to."""

    name: str
    rows: int
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What a filter keeps.

    Each list of facets respects all of the filter but the choice that it offers.

    Attributes:
        total: Sum of the amount column, None when the register has no amount, or when these rows are of
            several values that the register never adds together (`page.separate`). So are the others.
        bodies: Distinct bodies, by the first identifier that is filled (a SIRET by its SIREN), else by name.
        median: None when there is no row, or no amount.
        first_date, last_date: Bounds of the date column, None when it holds years.
        years: All of the data, latest first.
        bands: In the schema's order.
        top: First bodies by amount, or by rows when there is no amount.
        choices: For each column of choices, its values in the standard's order.
        files: For each of the reading's files, by its place; none when it has one only.
    """

    rows: int
    total: Decimal | None
    bodies: int
    median: Decimal | None
    first_date: date | None
    last_date: date | None
    years: tuple[Facet, ...]
    bands: tuple[Facet, ...]
    top: tuple[Body, ...]
    choices: tuple[Choices, ...] = ()
    files: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class _Dimension:
    """What rows are grouped by: its SQL, the value chosen (None for all), and the values offered."""

    sql: str
    chosen: str | int | None
    keys: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """Rows that fall together in every dimension, before any is chosen."""

    keys: tuple[str | int | None, ...]
    rows: int
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class _Adding:
    """How sums are made: from nought on (None without an amount), never over several values of a place."""

    zero: Decimal | None
    separate: tuple[int, ...]

    def total(self, cells: list[_Cell]) -> Decimal | None:
        """The sum of the cells; None when there is none to say. A row without amount mixes with any other."""
        valued = [(cell.keys, cell.total) for cell in cells if cell.total is not None]
        if self.zero is None or any(len({keys[place] for keys, _ in valued}) > 1 for place in self.separate):
            return None
        return sum((total for _, total in valued), self.zero)


# A published file never changes, so neither do its figures: pages of a table and tabs ask for the same ones.
@lru_cache(maxsize=256)
def figures(reading: Reading, flt: Filter, *, top: int = 0) -> Figures:
    """Figures and facets of a filter.

    Args:
        reading: The publications.
        flt: What the visitor asks to see.
        top: How many first bodies to name.
    """
    dimensions = _dimensions(reading, flt)
    with reading.cursor() as cursor:
        _keep(cursor, reading, flt, dimensions)
        cells = _cells(cursor, len(dimensions))
        shown, values = _shown(dimensions)
        adding = _adding(reading.schema)
        kept = [cell for cell in cells if _fits(cell, dimensions)]
        total = adding.total(kept)
        amount = "amount" if total is not None else "NULL"
        ((bodies, median, first, last),) = cursor.execute(
            f"SELECT count(DISTINCT body), median({amount}::DECIMAL(18, 2)), min(day), max(day) "
            f"FROM kept WHERE {shown}",
            values,
        ).fetchall()
        first_bodies = _top(cursor, amount, shown, values, top) if top else ()
    facets = [_facets(cells, dimensions, place, adding) for place in range(len(dimensions))]
    columns = [field.name for field in choice_fields(reading.schema)]
    return Figures(
        rows=sum(cell.rows for cell in kept),
        total=total,
        bodies=bodies,
        median=median,
        first_date=first,
        last_date=last,
        years=facets[0],
        bands=facets[1],
        top=first_bodies,
        choices=tuple(map(Choices, columns, facets[2:-1])),
        files=_by_place(reading, facets[-1]),
    )


def body_sql(schema: Schema) -> str:
    """What tells one body from another: the first identifier that is filled, else the name."""
    ways = [_identifier_sql(schema, name) for name in schema.page.subject_ids]
    return f"coalesce({', '.join([*ways, name_sql(schema)])})"


def name_sql(schema: Schema) -> str:
    """Whom a row is about, in words: `page.before`, then `page.subject`; else its identifier."""
    page = schema.page
    name = _filled_sql(page.subject)
    if page.before is not None:
        both = f"concat_ws(' ', {_filled_sql(page.before)}, {name})"
        name = f"CASE WHEN {name} IS NOT NULL THEN {both} END"
    return f"coalesce({', '.join((name, *map(_filled_sql, page.subject_ids)))})"


def _filled_sql(name: str) -> str:
    return f"nullif({quoted(name)}::VARCHAR, '')"


def _identifier_sql(schema: Schema, name: str) -> str:
    column = _filled_sql(name)
    # The establishments of one body differ by the last five digits only.
    return f"left({column}, {_SIREN_DIGITS})" if schema.field(name).meaning == "siret" else column


def _dimensions(reading: Reading, flt: Filter) -> list[_Dimension]:
    """Year, band, columns of choices, file: always in this order."""
    schema = reading.schema
    bands = tuple(band.key for band in schema.page.bands)
    several = len(reading.paths) > 1
    return [
        _Dimension(f"{year_sql(schema)}::INTEGER", flt.year, years(reading)),
        _Dimension(band_sql(schema), flt.band, bands),
        *(
            _Dimension(choice_sql(field), flt.choice(field.name), choice_keys(field))
            for field in choice_fields(schema)
        ),
        _Dimension("filename" if several else "NULL::VARCHAR", None, tuple(dict.fromkeys(reading.files))),
    ]


def _adding(schema: Schema) -> _Adding:
    # Choices come after year and band.
    places = enumerate((field.name for field in choice_fields(schema)), start=2)
    separate = tuple(place for place, name in places if name in schema.page.separate)
    return _Adding(nought(schema) if schema.page.amount else None, separate)


def _keep(
    cursor: duckdb.DuckDBPyConnection, reading: Reading, flt: Filter, dimensions: Iterable[_Dimension]
) -> None:
    """The rows that words and ranges keep, with what figures are made of; the rest is chosen afterwards."""
    schema = reading.schema
    day = quoted(schema.page.date) if has_days(schema) else "NULL::DATE"
    groups = ", ".join(f"{one.sql} AS d{place}" for place, one in enumerate(dimensions))
    condition, values = before_facets(reading, flt)
    cursor.execute(
        f"CREATE TEMP TABLE kept AS SELECT {groups}, {amount_sql(schema)} AS amount, {day} AS day, "
        f"{body_sql(schema)} AS body, {name_sql(schema)} AS name "
        f"FROM read_parquet(?) WHERE {condition}",
        [reading.files, *values],
    )


def _cells(cursor: duckdb.DuckDBPyConnection, dimensions: int) -> list[_Cell]:
    groups = ", ".join(f"d{place}" for place in range(dimensions))
    found: list[tuple[Any, ...]] = cursor.execute(  # values of the columns grouped by
        f"SELECT {groups}, count(*), sum(amount) FROM kept GROUP BY ALL"
    ).fetchall()
    return [_Cell(tuple(keys), rows, total) for *keys, rows, total in found]


def _shown(dimensions: Iterable[_Dimension]) -> tuple[str, list[Bound]]:
    chosen = {place: one.chosen for place, one in enumerate(dimensions) if one.chosen is not None}
    return " AND ".join(f"d{place} = ?" for place in chosen) or "true", list(chosen.values())


def _top(
    cursor: duckdb.DuckDBPyConnection, amount: str, shown: str, values: list[Bound], top: int
) -> tuple[Body, ...]:
    found = cursor.execute(
        f"SELECT min(name), count(*) AS rows, sum({amount}) AS total FROM kept WHERE {shown} GROUP BY body "
        "ORDER BY total DESC NULLS LAST, rows DESC, body LIMIT ?",
        [*values, top],
    ).fetchall()
    return tuple(Body(*body) for body in found)


def _fits(cell: _Cell, dimensions: list[_Dimension], *, but: int | None = None) -> bool:
    return all(
        one.chosen is None or place == but or cell.keys[place] == one.chosen
        for place, one in enumerate(dimensions)
    )


def _facets(
    cells: list[_Cell], dimensions: list[_Dimension], place: int, adding: _Adding
) -> tuple[Facet, ...]:
    kept = [cell for cell in cells if _fits(cell, dimensions, but=place)]
    facets: list[Facet] = []
    for key in dimensions[place].keys:
        there = [cell for cell in kept if cell.keys[place] == key]
        facets.append(Facet(str(key), sum(cell.rows for cell in there), adding.total(there)))
    return tuple(facets)


def _by_place(reading: Reading, facets: Iterable[Facet]) -> tuple[Facet, ...]:
    """Facets of files, named by the place of the file: where it lies is nobody's business."""
    if len(reading.paths) == 1:
        return ()
    return tuple(Facet(str(reading.place_of(one.key)), one.rows, one.total) for one in facets)
