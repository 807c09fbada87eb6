"""Figures of what a filter keeps, and what each other choice would keep: the file is filtered once."""

# ruff: noqa: S608 - column names come from the schema, quoted; what a visitor typed is bound.

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb

from forum_core.explore.engine import Reading
from forum_core.explore.filters import Filter, band_sql, words_sql, year_sql, years
from forum_core.files.duck import quoted
from forum_core.schema.model import Schema

_SIREN_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Facet:
    """One choice of a filter and what it would keep. `key` is a year or the key of a band."""

    key: str
    rows: int
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class Body:
    """A body and what its rows come to."""

    name: str
    rows: int
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What a filter keeps.

    Attributes:
        total: Sum of the amount column, None when the register has no amount.
        bodies: Distinct bodies, by the first identifier that is filled (a SIRET by its SIREN), else by name.
        median: None when there is no row, or no amount.
        first_date, last_date: Bounds of the date column, None when it holds years.
        years: All of the data, latest first; they respect words and band, not the year that is chosen.
        bands: In the schema's order; they respect words and year, not the band that is chosen.
        top: First bodies by amount, or by rows when there is no amount.
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


@dataclass(frozen=True, slots=True)
class _Cell:
    """Rows of one year in one band, before either is chosen."""

    year: int | None
    band: str | None
    rows: int
    total: Decimal | None


def figures(reading: Reading, flt: Filter, *, top: int = 0) -> Figures:
    """Figures and facets of a filter.

    Args:
        reading: The publication.
        flt: What the visitor asks to see.
        top: How many first bodies to name.
    """
    schema = reading.schema
    with reading.cursor() as cursor:
        _keep_words(cursor, reading, flt)
        cells = [
            _Cell(*found)
            for found in cursor.execute(
                "SELECT year, band, count(*), sum(amount) FROM kept GROUP BY ALL"
            ).fetchall()
        ]
        shown, values = _shown(flt)
        ((bodies, median, first, last),) = cursor.execute(
            f"SELECT count(DISTINCT body), median(amount), min(day), max(day) FROM kept WHERE {shown}", values
        ).fetchall()
        first_bodies = _top(cursor, shown, values, top) if top else ()
    chosen = [cell for cell in cells if flt.year in {None, cell.year} and flt.band in {None, cell.band}]
    has_amount = schema.page.amount is not None
    return Figures(
        rows=sum(cell.rows for cell in chosen),
        total=_total(chosen) if has_amount else None,
        bodies=bodies,
        median=median,
        first_date=first,
        last_date=last,
        years=_years(years(reading), cells, flt, has_amount=has_amount),
        bands=_bands(schema, cells, flt),
        top=first_bodies,
    )


def body_sql(schema: Schema) -> str:
    """What tells one body from another: the first identifier that is filled, else the name."""
    ways = [_identifier_sql(schema, name) for name in schema.page.subject_ids]
    return f"coalesce({', '.join([*ways, quoted(schema.page.subject)])})"


def _identifier_sql(schema: Schema, name: str) -> str:
    column = f"nullif({quoted(name)}::VARCHAR, '')"
    # The establishments of one body differ by the last five digits only.
    return f"left({column}, {_SIREN_DIGITS})" if schema.field(name).meaning == "siret" else column


def _keep_words(cursor: duckdb.DuckDBPyConnection, reading: Reading, flt: Filter) -> None:
    """The rows that the words keep, with what figures are made of; year and band are chosen afterwards."""
    schema = reading.schema
    amount = (quoted(schema.page.amount) if schema.page.amount else "NULL") + "::DECIMAL(18, 2)"
    is_date = schema.field(schema.page.date).type == "date"
    day = quoted(schema.page.date) if is_date else "NULL::DATE"
    condition, values = words_sql(schema.page.words, flt.words)
    cursor.execute(
        f"CREATE TEMP TABLE kept AS SELECT {year_sql(schema)}::INTEGER AS year, {band_sql(schema)} AS band, "
        f"{amount} AS amount, {day} AS day, {body_sql(schema)} AS body, "
        f"{quoted(schema.page.subject)} AS name "
        f"FROM read_parquet(?) WHERE {condition}",
        [str(reading.path), *values],
    )


def _shown(flt: Filter) -> tuple[str, list[str | int]]:
    conditions = {"year = ?": flt.year, "band = ?": flt.band}
    given = {sql: value for sql, value in conditions.items() if value is not None}
    return " AND ".join(given) or "true", list(given.values())


def _top(
    cursor: duckdb.DuckDBPyConnection, shown: str, values: list[str | int], top: int
) -> tuple[Body, ...]:
    found = cursor.execute(
        f"SELECT min(name), count(*) AS rows, sum(amount) AS total FROM kept WHERE {shown} GROUP BY body "
        "ORDER BY total DESC NULLS LAST, rows DESC, body LIMIT ?",
        [*values, top],
    ).fetchall()
    return tuple(Body(*body) for body in found)


def _years(keys: tuple[int, ...], cells: list[_Cell], flt: Filter, *, has_amount: bool) -> tuple[Facet, ...]:
    facets: list[Facet] = []
    for year in keys:
        there = [cell for cell in cells if cell.year == year and flt.band in {None, cell.band}]
        facets.append(
            Facet(str(year), sum(cell.rows for cell in there), _total(there) if has_amount else None)
        )
    return tuple(facets)


def _bands(schema: Schema, cells: list[_Cell], flt: Filter) -> tuple[Facet, ...]:
    facets: list[Facet] = []
    for band in schema.page.bands:
        there = [cell for cell in cells if cell.band == band.key and flt.year in {None, cell.year}]
        facets.append(Facet(band.key, sum(cell.rows for cell in there), _total(there)))
    return tuple(facets)


def _total(cells: list[_Cell]) -> Decimal:
    return sum((cell.total or Decimal(0) for cell in cells), Decimal("0.00"))
