"""The table of rows: its caption, its heads that sort, its lines, its pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from ckanext.forum.asked import Asked
from ckanext.forum.lookup import Opened
from ckanext.forum.place import PAGE_ROWS, Place, last_page
from ckanext.forum.registerhead import frame
from forum_core import french, periods
from forum_core.explore.engine import Reading
from forum_core.explore.figures import figures
from forum_core.explore.filters import Filter
from forum_core.explore.page import Row, Sort, rows_page, sortable
from forum_core.labels import reads
from forum_core.privacy.classes import is_hidden
from forum_core.schema.model import Field, Schema

# Meanings whose values are short and are read at one glance: never cut over two lines.
_SHORT = frozenset({"boolean", "date", "rna", "siren", "siret"})
_NUMERIC = frozenset({"integer", "number"})
_FIRST_ROWS = 5


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head; following its address sorts, and sorts the other way round when it sorts already."""

    title: str
    address: str | None
    direction: str | None
    numeric: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as text, and the classes that say how it is set; `hidden` when it is kept secret."""

    text: str
    classes: str
    empty: bool
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the first cell leads to its own page, if it has one."""

    address: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Pager:
    """Which rows are shown, and the way to the others."""

    says: str
    page: int
    last: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """One page of rows."""

    caption: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    pager: Pager | None

    @property
    def hides(self) -> bool:
        """True when a cell is kept secret."""
        return any(cell.hidden for line in self.lines for cell in line.cells)


def rows(asked: Asked) -> dict[str, Any]:
    """What the tab « Tableau » shows."""
    opened, place = asked.opened, asked.place
    seen = figures(opened.reading, place.filter)
    head = frame(asked, seen)
    return {"frame": head, "table": _rows_of_page(opened, place, seen.rows) if head.shown else None}


def _rows_of_page(opened: Opened, place: Place, total: int) -> Table:
    """The rows of a place's page, ready to be shown; of the last page when there are fewer."""
    place = place.at(min(place.page, last_page(total)))
    offset = (place.page - 1) * PAGE_ROWS
    found = _read(opened, place, offset=offset, limit=PAGE_ROWS)
    return _table(
        opened, place, found, _caption(opened.schema, place, span(place, total)), _pager(place, total)
    )


def first_rows(opened: Opened, place: Place, total: int) -> Table:
    """The few rows that the usual order puts first."""
    place = replace(place, sort=place.usual_sort, page=1)
    found = _first(opened.reading, place.filter, place.sort)
    shown = french.count(len(found), "ligne", "lignes")
    told = shown if total <= _FIRST_ROWS else f"{shown} sur {french.number(total)}"
    return _table(opened, place, found, _caption(opened.schema, place, told), None)


# A published file never changes, so neither do its first rows, and to find them is most of a page's time.
@lru_cache(maxsize=64)
def _first(reading: Reading, flt: Filter, sort: Sort) -> tuple[Row, ...]:
    return rows_page(reading, flt, sort, offset=0, limit=_FIRST_ROWS, columns=_columns(reading.schema))


def _read(opened: Opened, place: Place, *, offset: int, limit: int) -> tuple[Row, ...]:
    columns = _columns(opened.schema)
    return rows_page(opened.reading, place.filter, place.sort, offset=offset, limit=limit, columns=columns)


def _columns(schema: Schema) -> tuple[str, ...]:
    """Those that are shown, and the one that tells a hidden count from one that was not given."""
    told = (schema.privacy.hidden,) if schema.privacy and schema.privacy.hidden else ()
    return (*schema.page.columns, *told)


def _table(opened: Opened, place: Place, found: Iterable[Row], caption: str, pager: Pager | None) -> Table:
    schema = opened.schema
    fields = tuple(schema.field(name) for name in schema.page.columns if name in sortable(schema))
    heads = [_head(place, field) for field in fields]
    lines = [_line(opened, place, fields, row) for row in found]
    if opened.authority is None:
        heads.insert(1, Head("Collectivité", None, None, numeric=False))
    return Table(caption, tuple(heads), tuple(lines), pager)


def is_numeric(field: Field) -> bool:
    """True for columns whose figures stand to the right."""
    return field.type in _NUMERIC


def span(place: Place, total: int) -> str:
    """« lignes 26 à 50 sur 812 »."""
    first = (place.page - 1) * PAGE_ROWS + 1
    last = min(place.page * PAGE_ROWS, total)
    if total <= 1:
        return french.count(total, "ligne", "lignes")
    return f"lignes {french.number(first)} à {french.number(last)} sur {french.number(total)}"


def _caption(schema: Schema, place: Place, told: str) -> str:
    period = f" en {periods.said(schema, place.filter.year)}" if place.filter.year else ""
    column = schema.field(place.sort.column).heading
    way = "décroissant" if place.sort.descending else "croissant"
    many = schema.page.many
    order = f"tri par {french.quoted(column)} ({way})"
    return f"{many[:1].upper()}{many[1:]}{period}, {order}{french.SPACE}: {told}"


def _head(place: Place, field: Field) -> Head:
    sorts = place.sort.column == field.name
    # Dates and sums are asked for from the latest and the largest; words from the first letter.
    first_way = is_numeric(field) or field.type == "date"
    descending = not place.sort.descending if sorts else first_way
    return Head(
        title=field.heading,
        address=place.sorted(Sort(field.name, descending)).address,
        direction=("descending" if place.sort.descending else "ascending") if sorts else None,
        numeric=is_numeric(field),
    )


def _line(opened: Opened, place: Place, fields: tuple[Field, ...], row: Row) -> Line:
    publication = opened.publications[row.place]
    cells = [cell(opened.schema, field, row) for field in fields]
    if opened.authority is None:
        cells.insert(1, Cell(publication.organization_title, "", empty=False))
    return Line(place.row(row.key, publication.organization_name), tuple(cells))


def cell(schema: Schema, field: Field, row: Row, *, short: bool = True) -> Cell:
    """One value of a row as text; a count that is kept secret says so."""
    value = row.values[field.name]
    empty = value in (None, "")
    hidden = is_hidden(schema, field, row.values)
    told = (
        ("num", is_numeric(field)),
        ("nowrap", field.meaning in _SHORT and not empty),
        ("is-empty", empty and not hidden),
        ("is-secret", hidden),
    )
    classes = " ".join(name for name, holds in told if holds)
    written = french.HIDDEN if hidden else reads(field, value, short=short)
    return Cell(written, classes, empty, hidden)


def _pager(place: Place, total: int) -> Pager:
    last = last_page(total)
    says = span(place, total)
    return Pager(
        says=says[:1].upper() + says[1:],
        page=place.page,
        last=last,
        before=place.at(place.page - 1).address if place.page > 1 else None,
        after=place.at(place.page + 1).address if place.page < last else None,
    )
