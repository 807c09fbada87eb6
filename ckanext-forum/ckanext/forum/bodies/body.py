"""Everything that the page of a body shows, from the publications that its reader may see."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ckanext.forum import lookup
from ckanext.forum.keyfigures import KeyFigure
from ckanext.forum.lookup import Opened
from ckanext.forum.place import Tab, home_of
from forum_core import french, periods
from forum_core.explore.bodies import Identity, Part, identify, parts, rows_of
from forum_core.explore.filters import ALL
from forum_core.explore.page import Row
from forum_core.labels import reads
from forum_core.measure import Measure
from forum_core.schema.model import Schema

_SHOWN_ROWS = 20


@dataclass(frozen=True, slots=True)
class Year:
    """What an authority's rows of a year come to."""

    year: str
    authority: str
    rows: str
    total: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its day and cells, in the order of the register's table, and where it stands."""

    address: str
    day: str
    authority: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InRegister:
    """The body in one register."""

    schema: Schema
    says: str
    measure: str
    heads: tuple[str, ...]
    years: tuple[Year, ...]
    lines: tuple[Line, ...]
    all_rows: str | None
    rest: str


@dataclass(frozen=True, slots=True)
class BodyPage:
    """A body, completely.

    Attributes:
        identifier: The number of its address.
        numbers: Label and number, as they are written.
    """

    identifier: str
    name: str
    also: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]
    key_figures: tuple[KeyFigure, ...]
    registers: tuple[InRegister, ...]


def body_page(identifier: str) -> BodyPage | None:
    """Read a body by its SIREN or RNA; None when no visible row is about it.

    A body that is asked for by its RNA and known by a SIREN too is shown by its SIREN.
    """
    opened = lookup.open_every()
    identity = _identity([identify(one.reading, identifier) for one in opened])
    found = [(one, mine) for one in opened if (mine := parts(one.reading, identity))]
    if not found:
        return None
    every = [part for _, mine in found for part in mine]
    names = [name for name, _ in _names(every).most_common()]
    number = identity.siren or identifier
    return BodyPage(
        identifier=number,
        name=names[0],
        also=tuple(names[1:]),
        numbers=_numbers(identity),
        key_figures=_key_figures(found),
        registers=tuple(_in_register(one, mine, identity) for one, mine in found),
    )


def _identity(found: Sequence[Identity]) -> Identity:
    """What the registers know together; two SIRENs for one RNA are two bodies, and the RNA stays alone."""
    sirens = {one.siren for one in found if one.siren}
    siren = next(iter(sirens)) if len(sirens) == 1 else None
    rnas = frozenset[str]().union(*(one.rnas for one in found))
    return Identity(siren, rnas)


def _names(every: Iterable[Part]) -> Counter[str]:
    names: Counter[str] = Counter()
    for part in every:
        names[part.name] += part.rows
    return names


def _numbers(identity: Identity) -> tuple[tuple[str, str], ...]:
    siren = [("SIREN", french.cell("siren", identity.siren))] if identity.siren else []
    return (*siren, *(("RNA", number) for number in sorted(identity.rnas)))


def _key_figures(found: Sequence[tuple[Opened, tuple[Part, ...]]]) -> tuple[KeyFigure, ...]:
    """Sum and rows of each register, then authorities and years over all of them."""
    figures: list[KeyFigure] = []
    for opened, mine in found:
        page, rows = opened.schema.page, sum(part.rows for part in mine)
        total = _total(mine)
        if total is not None:
            figures.append(_figure(opened.schema, total))
        figures.append(KeyFigure(french.number(rows), french.counted(rows, page.one, page.many)))
    authorities = {opened.publications[part.place].organization for opened, mine in found for part in mine}
    figures.append(
        KeyFigure(
            french.number(len(authorities)), french.counted(len(authorities), "collectivité", "collectivités")
        )
    )
    years = {part.year for _, mine in found for part in mine if part.year is not None}
    if years:
        figures.append(KeyFigure(french.number(len(years)), french.counted(len(years), "année", "années")))
    return tuple(figures)


def _figure(schema: Schema, total: Decimal) -> KeyFigure:
    page = schema.page
    if page.unit is None:
        return KeyFigure(french.money_short(total), french.of(page.many))
    return KeyFigure(french.number(total), french.counted(int(abs(total)), page.unit.one, page.unit.many))


def _total(mine: Iterable[Part]) -> Decimal | None:
    sums = [part.total for part in mine if part.total is not None]
    return sum(sums, Decimal(0)) if sums else None


def _in_register(opened: Opened, mine: tuple[Part, ...], identity: Identity) -> InRegister:
    schema = opened.schema
    rows = sum(part.rows for part in mine)
    columns = [name for name in schema.page.columns if name not in {schema.page.subject, schema.page.date}]
    lines = rows_of(opened.reading, identity, _SHOWN_ROWS)
    return InRegister(
        schema=schema,
        says=french.count(rows, schema.page.one, schema.page.many),
        measure=Measure(schema.page).head,
        heads=tuple(schema.field(name).label or schema.field(name).title for name in columns),
        years=_years(opened, mine),
        lines=tuple(_line(opened, row, columns) for row in lines),
        all_rows=_address(opened, mine, None, None),
        rest=f"Les {len(lines)} dernières sur {french.number(rows)}" if rows > len(lines) else "",
    )


def _years(opened: Opened, mine: Iterable[Part]) -> tuple[Year, ...]:
    """By year, the latest first, and by authority."""
    groups: dict[tuple[int | None, int], list[Part]] = defaultdict(list)
    for part in mine:
        groups[part.year, part.place].append(part)
    ordered = sorted(groups.items(), key=lambda both: (-(both[0][0] or 0), both[0][1]))
    return tuple(_year(opened, year, place, group) for (year, place), group in ordered)


def _year(opened: Opened, year: int | None, place: int, group: Sequence[Part]) -> Year:
    who, page = opened.publications[place], opened.schema.page
    rows, total = sum(part.rows for part in group), _total(group)
    measure = Measure(page)
    return Year(
        year=periods.said(opened.schema, year) if year is not None else "Sans date",
        authority=who.organization_title,
        rows=french.count(rows, page.one, page.many),
        total=measure.cell(total) if total is not None else "",
        address=_address(opened, group, who.organization_name, year) if year is not None else None,
    )


def _address(opened: Opened, group: Iterable[Part], authority: str | None, year: int | None) -> str | None:
    """The register's table with exactly these rows; None when no number is in all of them."""
    shared = frozenset[str].intersection(*(part.numbers for part in group))
    if not shared:
        return None
    chosen = replace(ALL, words=min(shared), year=year)
    return home_of(opened.schema, authority, Tab.TABLE).filtered(chosen).address


def _line(opened: Opened, row: Row, columns: Sequence[str]) -> Line:
    schema, who = opened.schema, opened.publications[row.place]
    return Line(
        address=home_of(schema, who.organization_name).row(row.key),
        day=reads(schema.field(schema.page.date), row.values.get(schema.page.date), short=True),
        authority=who.organization_title,
        cells=tuple(reads(schema.field(name), row.values.get(name), short=True) for name in columns),
    )
