"""What a visitor asks to see: read from the address, said again in SQL. What is typed is bound."""

# ruff: noqa: S608 - column names come from the schema, quoted; what a visitor typed is bound.

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from forum_core.explore.engine import Reading
from forum_core.explore.words import pattern_of, split_words
from forum_core.files.duck import quoted, text
from forum_core.schema.model import Schema

WORDS, YEAR, BAND = "q", "annee", "tranche"
"""Query parameters, part of the public addresses."""

LONGEST = 200
"""Characters of the search that are read."""

Condition = tuple[str, tuple[str | int, ...]]
"""SQL of a condition and its parameters."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows: all of them unless something is given. All that is given holds at once.

    Attributes:
        words: As the visitor wrote them, trimmed.
        year: Calendar year of the date column.
        band: Key of one of the page's bands.
    """

    words: str = ""
    year: int | None = None
    band: str | None = None

    @property
    def active(self) -> bool:
        """True when it leaves anything out by intention."""
        return self != ALL


ALL = Filter()


@dataclass(frozen=True, slots=True)
class FilterProblem:
    """A part of the address that was left aside, and why (`code`); what was typed is not kept."""

    code: str
    parameter: str


def parse_filter(
    schema: Schema, args: Mapping[str, str], years: Collection[int]
) -> tuple[Filter, tuple[FilterProblem, ...]]:
    """Read a filter from query parameters; nothing raises, unknown parameters are ignored.

    Args:
        schema: Its page names the bands.
        args: Query parameters.
        years: Years that the data have.
    """
    problems: list[FilterProblem] = []
    words = " ".join(args.get(WORDS, "").split())
    if len(words) > LONGEST:
        problems.append(FilterProblem("filter.words-long", WORDS))
        words = words[:LONGEST].rstrip()
    band = args.get(BAND, "").strip() or None
    if band is not None and band not in {known.key for known in schema.page.bands}:
        problems.append(FilterProblem("filter.band-unknown", BAND))
        band = None
    year, problem = _parse_year(args.get(YEAR, "").strip(), years)
    problems += [problem] if problem else []
    return Filter(words, year, band), tuple(problems)


def years(reading: Reading) -> tuple[int, ...]:
    """Years that the data have, latest first."""
    column = year_sql(reading.schema)
    with reading.cursor() as cursor:
        found = cursor.execute(
            f"SELECT DISTINCT {column} AS y FROM read_parquet(?) WHERE y IS NOT NULL ORDER BY y DESC",
            [str(reading.path)],
        ).fetchall()
    return tuple(int(year) for (year,) in found)


def where(schema: Schema, flt: Filter) -> Condition:
    """The whole filter as one condition."""
    conditions = [words_sql(schema.page.words, flt.words)]
    if flt.year is not None:
        conditions.append((f"{year_sql(schema)} = ?", (flt.year,)))
    if flt.band is not None:
        conditions.append((f"{band_sql(schema)} = ?", (flt.band,)))
    return " AND ".join(sql for sql, _ in conditions), tuple(
        value for _, values in conditions for value in values
    )


def words_sql(names: Collection[str], words: str) -> Condition:
    """Each word stands in one of these columns; accents, case and apostrophes do not matter."""
    columns = [quoted(name) for name in names]
    patterns = [pattern_of(token) for token in split_words(words)]
    one = " OR ".join(f"regexp_matches({column}::VARCHAR, ?)" for column in columns)
    sql = " AND ".join(f"({one})" for _ in patterns) or "true"
    return sql, tuple(pattern for pattern in patterns for _ in columns)


def year_sql(schema: Schema) -> str:
    """The period of a row: the year of its date, or the number itself where the column holds years."""
    column = quoted(schema.page.date)
    return f"year({column})" if schema.field(schema.page.date).type in {"date", "datetime"} else column


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


def _parse_year(value: str, known: Collection[int]) -> tuple[int | None, FilterProblem | None]:
    if not value:
        return None, None
    if not re.fullmatch(r"[0-9]{4}", value):
        return None, FilterProblem("filter.year-format", YEAR)
    if int(value) not in known:
        return None, FilterProblem("filter.year-absent", YEAR)
    return int(value), None
