"""The home page: figures that lead to their rows, and one answer already given, all from publications."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import ckan.plugins.toolkit as tk

from ckanext.forum import lookup
from ckanext.forum.current import Current
from ckanext.forum.keyfigures import KeyFigure
from ckanext.forum.place import Place, home_of
from forum_core import french
from forum_core.explore.figures import Facet, Figures, figures
from forum_core.explore.filters import ALL
from forum_core.schema.model import Schema

_ANSWERS = 2
_YEARS = 5
_BAR_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """A year, its sum or its number of rows, and how long its bar is (per cent of the longest)."""

    label: str
    address: str
    value: str
    width: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What the largest register says, year after year."""

    title: str
    note: str
    bars: tuple[Bar, ...]
    address: str
    leads: str


@dataclass(frozen=True, slots=True)
class Home:
    """What stands beside and under the question of the home page."""

    answer: Answer | None
    key_figures: tuple[KeyFigure, ...]


def home(publications: Sequence[Current]) -> Home:
    """Figures of the largest registers. Two at most are read: the page stays quick however many there are."""
    largest = sorted(publications, key=lambda one: one.clearance.rows_out, reverse=True)[:_ANSWERS]
    seen = [both for one in largest if (both := _see(one))]
    answers = [answer for opened, everything in seen if (answer := _answer(opened, everything))]
    return Home(answers[0] if answers else None, tuple(_shown(seen, publications)))


def _shown(
    seen: Sequence[tuple[lookup.Opened, Figures]], publications: Sequence[Current]
) -> Iterator[KeyFigure]:
    """The largest register in full, the sum of the other one, and who publishes."""
    for place, (opened, everything) in enumerate(seen):
        yield from _key_figures(opened, everything)[: _ANSWERS - place]
    authorities = len({one.organization for one in publications})
    if authorities:
        says = french.counted(authorities, "collectivité publie ici", "collectivités publient ici")
        yield KeyFigure(french.number(authorities), says, tk.url_for("organization.index"))


def _see(publication: Current) -> tuple[lookup.Opened, Figures] | None:
    """Figures of a publication; None when it left since the pointer was read: the page does without."""
    try:
        opened = lookup.open_file(lookup.schema_of(publication.register), publication)
        return opened, figures(opened.reading, ALL)
    except FileNotFoundError:
        return None


def _key_figures(opened: lookup.Opened, seen: Figures) -> tuple[KeyFigure, ...]:
    """The last year of a register: its sum, and its rows."""
    year = next((facet for facet in seen.years if facet.rows), None)
    if year is None:
        return ()
    page = opened.schema.page
    address = _of_year(opened, year).address
    who = opened.current.organization_title
    rows = KeyFigure(
        french.number(year.rows),
        f"{french.counted(year.rows, page.one, page.many)} en {year.key}, {who}",
        address,
    )
    if year.total is None:
        return (rows,)
    return (
        KeyFigure(french.money_short(year.total), f"{french.of(page.many)} en {year.key}, {who}", address),
        rows,
    )


def _answer(opened: lookup.Opened, seen: Figures) -> Answer | None:
    """The years of a register beside one another; nothing to compare when there is one only."""
    years = sorted((facet for facet in seen.years if facet.rows), key=lambda facet: facet.key)[-_YEARS:]
    if len(years) < 2 or max(_worth(facet) for facet in years) <= 0:
        return None
    schema, last = opened.schema, years[-1]
    return Answer(
        title=f"{opened.current.organization_title}\u00a0: {_headline(schema, last)} en {last.key}",
        note="Montant par année de décision" if last.total is not None else "Nombre de lignes par année",
        bars=tuple(_bar(opened, facet, years) for facet in years),
        address=_of_year(opened, last).address,
        leads=f"Voir les {french.count(last.rows, schema.page.one, schema.page.many)}",
    )


def _bar(opened: lookup.Opened, facet: Facet, years: Sequence[Facet]) -> Bar:
    longest = max(_worth(one) for one in years)
    width = max(Decimal(0), _worth(facet)) * _BAR_WIDTH / longest
    written = french.money_short(facet.total) if facet.total is not None else french.number(facet.rows)
    return Bar(facet.key, _of_year(opened, facet).address, written, f"{width:.2f}%", facet is years[-1])


def _headline(schema: Schema, facet: Facet) -> str:
    if facet.total is not None:
        return f"{french.money_short(facet.total)} {french.of(schema.page.many)}"
    return french.count(facet.rows, schema.page.one, schema.page.many)


def _worth(facet: Facet) -> Decimal:
    return Decimal(facet.rows) if facet.total is None else facet.total


def _of_year(opened: lookup.Opened, facet: Facet) -> Place:
    place = home_of(opened.schema, opened.current.organization_name)
    return place.filtered(replace(ALL, year=int(facet.key)))
