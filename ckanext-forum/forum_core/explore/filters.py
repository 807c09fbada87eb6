"""What a visitor asks to see: a filter, and the same said in SQL. What is typed is bound."""

# ruff: noqa: S608 - column names come from the schema, quoted; what a visitor typed is bound.

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from forum_core.explore.engine import Condition, Reading
from forum_core.explore.matches import holding
from forum_core.files.duck import quoted, text
from forum_core.measure import decimals
from forum_core.periods import year_sql
from forum_core.schema.model import Field, Schema

WORDS, YEAR, BAND = "q", "annee", "tranche"
LEAST, MOST, SINCE, UNTIL = "montant_min", "montant_max", "du", "au"
"""Query parameters, part of the public addresses; a column of choices is a parameter of its own name."""

YES, NO = "oui", "non"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows: all of them unless something is given. All that is given holds at once.

    Attributes:
        words: As the visitor wrote them, trimmed.
        year: Year of the date column, calendar or school one.
        band: Key of one of the page's bands.
        least, most: Bounds of the amount, included.
        since, until: Bounds of the date, included.
        choices: Columns and the one value of each that is kept, in the page's order.
    """

    words: str = ""
    year: int | None = None
    band: str | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    since: date | None = None
    until: date | None = None
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def active(self) -> bool:
        """True when it leaves anything out by intention."""
        return self != ALL

    def choice(self, column: str) -> str | None:
        """The value that is kept of a column of choices, None for all."""
        return dict(self.choices).get(column)


ALL = Filter()


@dataclass(frozen=True, slots=True)
class FilterProblem:
    """A part of the address that was left aside, and why (`code`); what was typed is not kept."""

    code: str
    parameter: str


def choice_fields(schema: Schema) -> tuple[Field, ...]:
    """Columns of the page that hold one of few known values."""
    fields = (schema.field(name) for name in schema.page.columns)
    return tuple(field for field in fields if choice_keys(field))


def choice_keys(field: Field) -> tuple[str, ...]:
    """The values of a column of choices, as addresses write them; none when the column is not one."""
    if field.type == "boolean":
        return (YES, NO)
    return tuple(str(value) for value in field.descriptor.get("constraints", {}).get("enum", ()))


def narrowed(schema: Schema, flt: Filter, only: tuple[tuple[str, str], ...]) -> Filter | None:
    """The same filter with these choices as well; None when it holds another value of one of them."""
    held = dict(flt.choices)
    if any(held.get(column, value) != value for column, value in only):
        return None
    held |= dict(only)
    order = [name for name in schema.page.columns if name in held]
    return replace(flt, choices=tuple((name, held[name]) for name in order))


def years(reading: Reading) -> tuple[int, ...]:
    """Years that the data have, latest first."""
    return _years(reading, year_sql(reading.schema))


# A published file never changes, so neither do its years.
@lru_cache(maxsize=256)
def _years(reading: Reading, column: str) -> tuple[int, ...]:
    with reading.cursor() as cursor:
        found = cursor.execute(
            f"SELECT DISTINCT {column} AS y FROM read_parquet(?) WHERE y IS NOT NULL ORDER BY y DESC",
            [reading.files],
        ).fetchall()
    return tuple(int(year) for (year,) in found)


def where(reading: Reading, flt: Filter) -> Condition:
    """The whole filter as one condition."""
    return _all([before_facets(reading, flt), *_facets(reading.schema, flt)])


def before_facets(reading: Reading, flt: Filter) -> Condition:
    """The words and the ranges: what every facet respects."""
    schema = reading.schema
    return _all([holding(reading, schema.page.words, flt.words), *_ranges(schema, flt)])


def amount_sql(schema: Schema) -> str:
    """The amount of a row: euros and cents, or whole when the column counts; NULL when there is none."""
    amount = schema.page.amount
    if amount is None:
        return "NULL::DECIMAL(18, 2)"
    return f"{quoted(amount)}::DECIMAL(18, {decimals(schema)})"


def summed_sql(schema: Schema) -> str:
    """The amount where it is summed over rows that no filter has chosen; NULL when some are never added."""
    return "NULL::DECIMAL(18, 2)" if schema.page.separate else amount_sql(schema)


def band_sql(schema: Schema) -> str:
    """Key of the band that a row's amount falls in: lower < amount <= upper."""
    if schema.page.amount is None or not schema.page.bands:
        return "NULL"
    amount = quoted(schema.page.amount)
    cases: list[str] = []
    for band in schema.page.bands:
        bounds = [
            f"{amount} {sign} {Decimal(str(bound))}"
            for sign, bound in ((">", band.above), ("<=", band.up_to))
            if bound is not None
        ]
        cases.append(f"WHEN {' AND '.join(bounds) or f'{amount} IS NOT NULL'} THEN {text(band.key)}")
    return f"CASE {' '.join(cases)} END"


def choice_sql(field: Field) -> str:
    """The value of a column of choices, as addresses write it."""
    column = quoted(field.name)
    if field.type == "boolean":
        return f"CASE WHEN {column} THEN {text(YES)} WHEN NOT {column} THEN {text(NO)} END"
    return f"{column}::VARCHAR"


def _ranges(schema: Schema, flt: Filter) -> Iterator[Condition]:
    amount, day = schema.page.amount, schema.page.date
    bounds = (
        (amount, ">=", flt.least),
        (amount, "<=", flt.most),
        (day, ">=", flt.since),
        (day, "<=", flt.until),
    )
    for column, sign, bound in bounds:
        if column is not None and bound is not None:
            yield f"{quoted(column)} {sign} ?", (bound,)


def _facets(schema: Schema, flt: Filter) -> Iterator[Condition]:
    if flt.year is not None:
        yield f"{year_sql(schema)} = ?", (flt.year,)
    if flt.band is not None:
        yield f"{band_sql(schema)} = ?", (flt.band,)
    for column, value in flt.choices:
        yield f"{choice_sql(schema.field(column))} = ?", (value,)


def _all(conditions: Collection[Condition]) -> Condition:
    sql = " AND ".join(sql for sql, _ in conditions)
    return sql, tuple(value for _, values in conditions for value in values)
