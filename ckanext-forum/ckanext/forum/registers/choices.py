"""Filters as links, chips that take one off, and what is said when a filter makes no sense."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ckanext.forum.registers.place import Place
from forum_core import french
from forum_core.explore.figures import Facet, Figures
from forum_core.explore.filters import ALL, FilterProblem
from forum_core.schema.model import Schema

STOPPING = frozenset({"filter.year-format", "filter.year-absent", "filter.band-unknown"})
"""Problems after which no row is shown: a reader would take other rows for those of the filter."""

_SENTENCES = {
    "filter.year-format": "L’année de cette adresse n’en est pas une. Choisissez-en une dans la liste.",
    "filter.year-absent": "Aucune ligne n’est de l’année demandée. Choisissez-en une dans la liste.",
    "filter.band-unknown": "Cette tranche de montant n’existe pas. Choisissez-en une dans la liste.",
    "filter.words-long": "Votre recherche est longue\u00a0: seuls ses 200 premiers caractères sont cherchés.",
    "sort.column-unknown": "Cette colonne ne se trie pas\u00a0: les lignes sont dans l’ordre habituel.",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter; without address when it would lead to no row."""

    label: str
    count: str
    address: str | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one filter."""

    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Filters:
    """All that a reader can choose, what is chosen, and what went wrong."""

    groups: tuple[Group, ...]
    chips: tuple[Chip, ...]
    words: str
    kept: tuple[tuple[str, str], ...]
    clear: str
    notices: tuple[str, ...]


def filters(schema: Schema, place: Place, seen: Figures, problems: Iterable[FilterProblem]) -> Filters:
    """Everything about filters that the page shows."""
    groups = [_years(place, seen.years)]
    if schema.page.bands and seen.bands:
        groups.append(_bands(schema, place, seen.bands))
    kept = tuple((name, value) for name, value in place.at(1).query().items() if name != "q")
    return Filters(
        groups=tuple(group for group in groups if len(group.choices) > 1),
        chips=tuple(_chips(schema, place)),
        words=place.filter.words,
        kept=kept,
        clear=place.filtered(ALL).address,
        notices=sentences(problems),
    )


def sentences(problems: Iterable[FilterProblem]) -> tuple[str, ...]:
    """The problems as sentences, each once."""
    return tuple(dict.fromkeys(_SENTENCES[problem.code] for problem in problems))


def band_label(schema: Schema, key: str) -> str:
    """The words of an amount band."""
    return next(band.label for band in schema.page.bands if band.key == key)


def _years(place: Place, facets: tuple[Facet, ...]) -> Group:
    now = place.filter
    choices = [
        _choice(
            facet.key,
            facet.rows,
            place.filtered(replace(now, year=int(facet.key))),
            chosen=now.year == int(facet.key),
        )
        for facet in facets
    ]
    everything = _choice("Toutes", _sum(facets), place.filtered(replace(now, year=None)), chosen=False)
    return Group("Année", (*choices, everything))


def _bands(schema: Schema, place: Place, facets: tuple[Facet, ...]) -> Group:
    now = place.filter
    choices = [
        _choice(
            band_label(schema, facet.key),
            facet.rows,
            place.filtered(replace(now, band=facet.key)),
            chosen=now.band == facet.key,
        )
        for facet in facets
    ]
    everything = _choice("Tous", _sum(facets), place.filtered(replace(now, band=None)), chosen=False)
    return Group("Montant", (*choices, everything))


def _choice(label: str, rows: int, place: Place, *, chosen: bool) -> Choice:
    return Choice(label, french.number(rows), place.address if rows or chosen else None, chosen)


def _sum(facets: Iterable[Facet]) -> int:
    return sum(facet.rows for facet in facets)


def _chips(schema: Schema, place: Place) -> Iterable[Chip]:
    now = place.filter
    if now.words:
        yield Chip(french.quoted(now.words), place.filtered(replace(now, words="")).address)
    if now.year is not None:
        yield Chip(f"Année {now.year}", place.filtered(replace(now, year=None)).address)
    if now.band is not None:
        yield Chip(band_label(schema, now.band), place.filtered(replace(now, band=None)).address)
