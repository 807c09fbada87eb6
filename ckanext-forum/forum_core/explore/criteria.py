"""The criteria of a scoring grid and what each gives, from the rows that a filter keeps: the latest grid."""

# ruff: noqa: S608 - column names come from the schema, quoted; what a visitor typed is bound.

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from forum_core.explore.engine import Reading
from forum_core.explore.filters import Filter, where
from forum_core.files.duck import quoted
from forum_core.labels import reads
from forum_core.periods import has_days
from forum_core.schema.model import Field

MOST = 200
"""Criteria of a grid that are shown."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What gives points. `points` is None when the row does not say how many."""

    label: str
    points: Decimal | None
    detail: str


@dataclass(frozen=True, slots=True)
class Group:
    """Criteria that stand together; without title where the grid has no groups."""

    title: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One grid.

    Attributes:
        version: Its name; empty when the register names none.
        others: Grids that the filter keeps too, and that are not shown.
        since: The day from which it binds; None when the register holds no days.
        left: Criteria beyond `MOST`.
    """

    version: str
    groups: tuple[Group, ...]
    others: int
    left: int
    since: date | None = None


def grid(reading: Reading, flt: Filter, *, today: date) -> Grid | None:
    """The grid to add up, None when the schema declares none or no row is kept.

    Of several versions it is the last one that has begun; its groups are in the order of their names, the
    criteria of each from the most points to the least.
    """
    asked = reading.schema.page.calculator
    if asked is None or not {asked.label, asked.points} <= {field.name for field in reading.fields}:
        return None
    condition, values = where(reading, flt)
    columns = {field.name for field in reading.fields}
    version, group, detail = (_text_sql(name, columns) for name in (asked.version, asked.group, asked.detail))
    points = f"TRY_CAST({quoted(asked.points)} AS DECIMAL(18, 2))"
    days = has_days(reading.schema)
    date_column = quoted(reading.schema.page.date)
    last = f"max({date_column})" if days else "NULL"
    # Versions that have not begun come last.
    to_come = f"coalesce(min({date_column}) > ?, false), " if days else ""
    with reading.cursor() as cursor:
        versions = cursor.execute(
            f"SELECT {version} AS v, {last} FROM read_parquet(?) WHERE {condition} GROUP BY v "
            f"ORDER BY {to_come}max({date_column}) DESC NULLS LAST, v DESC",
            [reading.files, *values, *([today] if days else [])],
        ).fetchall()
        if not versions:
            return None
        found = cursor.execute(
            f"SELECT {group} AS g, {_text_sql(asked.label, columns)} AS label, {points} AS points, {detail}, "
            f"count(*) OVER () FROM read_parquet(?) WHERE {condition} AND {version} = ? "
            "ORDER BY g, points DESC NULLS LAST, label LIMIT ?",
            [reading.files, *values, versions[0][0], MOST],
        ).fetchall()
    left = found[0][4] - len(found)
    by = reading.schema.field(asked.group) if asked.group else None
    return Grid(versions[0][0], tuple(_groups(found, by)), len(versions) - 1, left, versions[0][1])


def _groups(found: list[tuple[str, str, Decimal | None, str, int]], by: Field | None) -> Iterator[Group]:
    for value, rows in groupby(found, key=lambda row: row[0]):
        title = reads(by, value) if by and value else ""
        yield Group(title, tuple(Criterion(label, points, detail) for _, label, points, detail, _ in rows))


def _text_sql(name: str | None, columns: set[str]) -> str:
    return f"coalesce({quoted(name)}::VARCHAR, '')" if name in columns and name else "''"
