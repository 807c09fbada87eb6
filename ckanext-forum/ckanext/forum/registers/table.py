"""The table of rows: its caption, its heads that sort, its lines, its pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ckanext.forum.registers.place import PAGE_ROWS, Place, last_page
from forum_core import french
from forum_core.explore.page import Row, Sort, sortable
from forum_core.schema.model import Field, Schema

# Meanings whose values are short and are read at one glance: never cut over two lines.
_SHORT = frozenset({"boolean", "choice", "date", "rna", "siren", "siret"})
_NUMERIC = frozenset({"integer", "number"})


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head; following it sorts, and sorts the other way round when it sorts already."""

    title: str
    address: str
    direction: str | None
    numeric: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as text, and the classes that say how it is set."""

    text: str
    classes: str
    empty: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the first cell leads to its own page."""

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
    pager: Pager


def table(schema: Schema, place: Place, rows: Iterable[Row], total: int) -> Table:
    """The rows of a page, ready to be shown."""
    fields = tuple(schema.field(name) for name in schema.page.columns if name in sortable(schema))
    return Table(
        caption=_caption(schema, place, total),
        heads=tuple(_head(place, field) for field in fields),
        lines=tuple(_line(place, fields, row) for row in rows),
        pager=_pager(place, total),
    )


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


def _caption(schema: Schema, place: Place, total: int) -> str:
    period = f" en {place.filter.year}" if place.filter.year else ""
    column = schema.field(place.sort.column).heading
    way = "décroissant" if place.sort.descending else "croissant"
    many = schema.page.many
    order = f"tri par {column[:1].lower()}{column[1:]} ({way})"
    return f"{many[:1].upper()}{many[1:]}{period}, {order}{french.SPACE}: {span(place, total)}"


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


def _line(place: Place, fields: tuple[Field, ...], row: Row) -> Line:
    return Line(place.row(row.key), tuple(cell(field, row) for field in fields))


def cell(field: Field, row: Row, *, short: bool = True) -> Cell:
    """One value of a row as text."""
    value = row.values[field.name]
    empty = value in (None, "")
    told = (
        ("num", is_numeric(field)),
        ("nowrap", field.meaning in _SHORT and not empty),
        ("is-empty", empty),
    )
    classes = " ".join(name for name, holds in told if holds)
    return Cell(french.cell(field.meaning, value, short=short), classes, empty)


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
