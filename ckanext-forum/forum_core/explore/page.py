"""Rows as a page shows them: sorted the French way, in slices that never overlap; and one row by its key."""

# ruff: noqa: S608 - column names come from the schema, quoted; what a visitor typed is bound.

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from forum_core.explore.engine import Bound, Reading
from forum_core.explore.filters import Filter, FilterProblem, where
from forum_core.files.duck import quoted
from forum_core.privacy.cleared import ROW_KEY
from forum_core.schema.model import Schema

SORT = "tri"
"""Query parameter: a column, with a hyphen before it to sort downwards."""

PAGE, WHOLE = "page", "toutes"
"""Query parameter: the number of a page of rows, or the word for all of them."""

LONGEST_PAGE = 1000

Value = str | int | float | bool | Decimal | date | None

_KEY = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Row:
    """A published row. `values` has the columns that were asked for, in the schema's order.

    Attributes:
        place: Which of the reading's files it stands in.
    """

    key: str
    values: Mapping[str, Value] = field(repr=False)
    place: int = 0


@dataclass(frozen=True, slots=True)
class Sort:
    """By which column, and which way."""

    column: str
    descending: bool = False


def sortable(schema: Schema) -> tuple[str, ...]:
    """Columns that a page may be sorted by: those that it shows."""
    return schema.page.columns


def default_sort(schema: Schema) -> Sort:
    """What the schema asks for; else the largest amounts, or the latest rows where there is no amount."""
    if schema.page.sort:
        return _sort(schema.page.sort[0])
    return Sort(schema.page.amount or schema.page.date, descending=True)


def _sort(written: str) -> Sort:
    return Sort(written.removeprefix("-"), descending=written.startswith("-"))


def parse_sort(schema: Schema, args: Mapping[str, str]) -> tuple[Sort, tuple[FilterProblem, ...]]:
    """Read the sort from query parameters; the default one when there is none or it is unknown."""
    value = args.get(SORT, "").strip()
    if not value:
        return default_sort(schema), ()
    if value.removeprefix("-") not in sortable(schema):
        return default_sort(schema), (FilterProblem("sort.column-unknown", SORT),)
    return _sort(value), ()


def rows_page(
    reading: Reading,
    flt: Filter,
    sort: Sort,
    *,
    offset: int,
    limit: int,
    columns: Collection[str] | None = None,
) -> tuple[Row, ...]:
    """A slice of the rows that a filter keeps: empty cells last, equal ones by key, so slices never overlap.

    Args:
        reading: The publications.
        flt: Which rows.
        sort: In which order.
        offset: Rows before the slice.
        limit: Rows of the slice.
        columns: Columns of each row, None for all: a row costs as much as the columns that are read of it.

    Raises:
        ValueError: More than `LONGEST_PAGE` rows are asked for, or a column that the page does not show.
    """
    if not 0 <= limit <= LONGEST_PAGE or offset < 0:
        raise ValueError("page.limit", limit, offset)
    if sort.column not in {*sortable(reading.schema), default_sort(reading.schema).column}:
        raise ValueError("page.sort", sort.column)
    condition, values = where(reading, flt)
    return read_rows(
        reading,
        f"{condition} ORDER BY {_order_sql(reading, sort)} LIMIT ? OFFSET ?",
        [*values, limit, offset],
        columns,
    )


def row(reading: Reading, key: str) -> Row | None:
    """The row of that key, or None."""
    if not _KEY.fullmatch(key):
        return None
    found = read_rows(reading, f"{quoted(ROW_KEY)} = ?", [key])
    return found[0] if found else None


def _order_sql(reading: Reading, sort: Sort) -> str:
    """The sort, then what the schema sorts by among equals, then the key."""
    held = {field.name for field in reading.fields}
    others = [one for one in map(_sort, reading.schema.page.sort) if one.column in held - {sort.column}]
    return ", ".join([*(_ordered(reading, one) for one in (sort, *others)), quoted(ROW_KEY)])


def _ordered(reading: Reading, sort: Sort) -> str:
    column = quoted(sort.column)
    if reading.schema.field(sort.column).type == "string":
        column = f"nullif({column}, '') COLLATE NOACCENT.NOCASE"
    return f"{column} {'DESC' if sort.descending else 'ASC'} NULLS LAST"


def read_rows(
    reading: Reading, tail: str, values: Sequence[Bound], columns: Collection[str] | None = None
) -> tuple[Row, ...]:
    """Rows by what follows WHERE, and the values bound in it; with these columns, None for all."""
    published = [one.name for one in reading.fields]
    names = [name for name in published if columns is None or name in columns]
    selected = ", ".join(["filename", *(quoted(name) for name in (ROW_KEY, *names))])
    with reading.cursor() as cursor:
        found = cursor.execute(
            f"SELECT {selected} FROM read_parquet(?) WHERE {tail}", [reading.files, *values]
        ).fetchall()
    return tuple(
        Row(key, dict(zip(names, cells, strict=True)), reading.place_of(filename))
        for filename, key, *cells in found
    )
