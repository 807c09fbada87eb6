"""Filters as links, chips that take one off, ranges to fill in, words for a filter that makes no sense."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import ckan.plugins.toolkit as tk

from ckanext.forum.lookup import Opened, has_others
from ckanext.forum.place import Place
from forum_core import french, periods
from forum_core.explore.address import filter_query
from forum_core.explore.figures import Facet, Figures
from forum_core.explore.filters import (
    ALL,
    LEAST,
    MOST,
    SINCE,
    UNTIL,
    Filter,
    FilterProblem,
)
from forum_core.labels import reads
from forum_core.measure import Measure, amount_said, capital
from forum_core.periods import has_days
from forum_core.schema.model import Field, Schema

STOPPING = frozenset(
    {
        "filter.year-format",
        "filter.year-absent",
        "filter.band-unknown",
        "filter.choice-unknown",
        "filter.amount-format",
        "filter.amount-order",
        "filter.date-format",
        "filter.date-order",
    }
)
"""Problems after which no row is shown: a reader would take other rows for those of the filter."""

_SENTENCES = {
    "filter.year-format": "L’année de cette adresse n’en est pas une. Choisissez-en une dans la liste.",
    "filter.year-absent": "Aucune ligne n’est de l’année demandée. Choisissez-en une dans la liste.",
    "filter.band-unknown": "Cette tranche de montant n’existe pas. Choisissez-en une dans la liste.",
    "filter.choice-unknown": "Cette valeur n’existe pas dans le registre. Choisissez-en une dans la liste.",
    "filter.amount-format": "Ce montant n’est pas un nombre. Écrivez par exemple 1500 ou 1500,50.",
    "filter.amount-order": "Le montant le plus petit dépasse le plus grand. Échangez-les.",
    "filter.date-format": "Cette date n’existe pas. Écrivez-la comme 31/12/2025.",
    "filter.date-order": "La première date vient après la dernière. Échangez-les.",
    "filter.words-long": "Votre recherche est longue\u00a0: seuls ses 200 premiers caractères sont cherchés.",
    "sort.column-unknown": "Cette colonne ne se trie pas\u00a0: les lignes sont dans l’ordre habituel.",
}
_FROM = {"De": "de", "Du": "du"}
_LISTED = 12
"""Choices of one group that are seen at once; the others unfold."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter; without address when it would lead to no row."""

    label: str
    count: str
    address: str | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one filter; `more` are those that unfold."""

    title: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """Two bounds to fill in: their parameters, what stands there now, and whether it makes no sense."""

    title: str
    kind: str
    low: str
    high: str
    low_value: str
    high_value: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Filters:
    """All that a reader can choose, what is chosen, and what went wrong.

    Attributes:
        kept: What the search form sends along with the words.
        range_kept: What the form of ranges sends along with them.
    """

    groups: tuple[Group, ...]
    ranges: tuple[Range, ...]
    chips: tuple[Chip, ...]
    words: str
    kept: tuple[tuple[str, str], ...]
    range_kept: tuple[tuple[str, str], ...]
    clear: str
    notices: tuple[str, ...]


def filters(opened: Opened, place: Place, seen: Figures, problems: Sequence[FilterProblem]) -> Filters:
    """Everything about filters that a page shows."""
    schema, now = opened.schema, place.filter
    groups = [_authorities(opened, place, seen), _years(schema, place, seen), _bands(schema, place, seen)]
    groups += _columns(schema, place, seen)
    unranged = replace(now, least=None, most=None, since=None, until=None)
    return Filters(
        groups=tuple(group for group in groups if len(group.choices) > 1),
        ranges=tuple(_ranges(schema, now, {problem.parameter for problem in problems})),
        chips=tuple(_chips(schema, place)),
        words=now.words,
        kept=_hidden(place.filtered(replace(now, words=""))),
        range_kept=_hidden(place.filtered(unranged)),
        clear=place.filtered(ALL).address,
        notices=sentences(problems),
    )


def sentences(problems: Iterable[FilterProblem]) -> tuple[str, ...]:
    """The problems as sentences, each once."""
    return tuple(dict.fromkeys(_SENTENCES[problem.code] for problem in problems))


def band_label(schema: Schema, key: str) -> str:
    """The words of an amount band."""
    return next(band.label for band in schema.page.bands if band.key == key)


def choice_label(field: Field, key: str) -> str:
    """The words of a value of a column of choices."""
    if field.type == "boolean":
        return f"{field.heading}\u00a0: {key}"
    return reads(field, key)


def said(schema: Schema, flt: Filter) -> tuple[str, ...]:
    """Each part of a filter in words."""
    return tuple(label for label, _ in _parts(schema, flt))


def with_choice(flt: Filter, column: str, value: str | None) -> Filter:
    """The same filter with another value of a column of choices; None for all."""
    others = tuple(one for one in flt.choices if one[0] != column)
    return replace(flt, choices=(*others, (column, value)) if value is not None else others)


def _authorities(opened: Opened, place: Place, seen: Figures) -> Group:
    title = "Collectivité"
    if opened.authority:
        others = has_others(opened)
        mine = Choice(opened.current.organization_title, french.number(seen.rows), place.address, chosen=True)
        everyone = Choice("Toutes", "", place.of_authority(None).address, chosen=False)
        return Group(title, (mine, everyone) if others else ())
    ordered = sorted(zip(opened.publications, seen.files, strict=False), key=lambda both: -both[1].rows)
    choices = tuple(
        _choice(one.organization_title, facet.rows, place.of_authority(one.organization_name), chosen=False)
        for one, facet in ordered
    )
    return Group(title, choices[:_LISTED], choices[_LISTED:])


def _years(schema: Schema, place: Place, seen: Figures) -> Group:
    now = place.filter
    choices = [
        _choice(
            periods.said(schema, int(facet.key)),
            facet.rows,
            place.filtered(replace(now, year=int(facet.key))),
            chosen=now.year == int(facet.key),
        )
        for facet in seen.years
    ]
    everything = _choice("Toutes", _sum(seen.years), place.filtered(replace(now, year=None)), chosen=False)
    return Group(capital(periods.noun(schema)), (*choices[:_LISTED], everything), tuple(choices[_LISTED:]))


def _bands(schema: Schema, place: Place, seen: Figures) -> Group:
    now = place.filter
    choices = [
        _choice(
            band_label(schema, facet.key),
            facet.rows,
            place.filtered(replace(now, band=facet.key)),
            chosen=now.band == facet.key,
        )
        for facet in seen.bands
    ]
    everything = _choice(
        "Toutes les tranches", _sum(seen.bands), place.filtered(replace(now, band=None)), chosen=False
    )
    return Group(Measure(schema.page).head, (*choices, everything) if choices else ())


def _columns(schema: Schema, place: Place, seen: Figures) -> Iterator[Group]:
    now = place.filter
    for column in seen.choices:
        field, chosen = schema.field(column.column), now.choice(column.column)
        choices = tuple(
            _choice(
                choice_label(field, facet.key),
                facet.rows,
                place.filtered(with_choice(now, column.column, facet.key)),
                chosen=chosen == facet.key,
            )
            for facet in column.facets
            if facet.rows or chosen == facet.key
        )
        # One value only is no choice to offer.
        if chosen is None and len(choices) == 1:
            continue
        rest = place.filtered(with_choice(now, column.column, None))
        everything = _choice("Toutes les lignes", _sum(column.facets), rest, chosen=False)
        yield Group(field.heading, (*choices[:_LISTED], everything), choices[_LISTED:])


def _ranges(schema: Schema, flt: Filter, wrong: Collection[str]) -> Iterator[Range]:
    if schema.page.amount is not None:
        measure = Measure(schema.page)
        title = "Montant, en euros" if measure.is_money else measure.name
        yield _range(title, "amount", (LEAST, MOST), flt, wrong)
    if has_days(schema):
        title = schema.field(schema.page.date).heading
        yield _range(f"Date\u00a0: {title[:1].lower()}{title[1:]}", "date", (SINCE, UNTIL), flt, wrong)


def _range(title: str, kind: str, names: tuple[str, str], flt: Filter, wrong: Collection[str]) -> Range:
    """What was typed stays in its field when it makes no sense: it is there that one corrects it."""
    low, high = names
    is_wrong = low in wrong or high in wrong
    stands = tk.request.args if is_wrong else filter_query(flt)
    low_value, high_value = (stands.get(name, "") for name in names)
    if not is_wrong:
        low_value, high_value = (_typed(kind, value) for value in (low_value, high_value))
    return Range(title, kind, low, high, low_value, high_value, is_wrong)


def _typed(kind: str, value: str) -> str:
    """As a French reader types it. A browser's own field for dates is written in the browser's language."""
    if kind == "amount":
        return value.replace(".", ",")
    return "/".join(reversed(value.split("-")))


def _chips(schema: Schema, place: Place) -> Iterator[Chip]:
    for label, without in _parts(schema, place.filter):
        yield Chip(label, place.filtered(without).address)


def _parts(schema: Schema, now: Filter) -> Iterator[tuple[str, Filter]]:
    """Each part of a filter in words, and the filter without it."""
    if now.words:
        yield french.quoted(now.words), replace(now, words="")
    if now.year is not None:
        yield f"{capital(periods.noun(schema))} {periods.said(schema, now.year)}", replace(now, year=None)
    if now.band is not None:
        yield band_label(schema, now.band), replace(now, band=None)
    for column, value in now.choices:
        yield choice_label(schema.field(column), value), with_choice(now, column, None)
    amounts = [bound if bound is None else amount_said(schema.page, bound) for bound in (now.least, now.most)]
    if any(amounts):
        yield _between(*amounts, "De", "à"), replace(now, least=None, most=None)
    days = [bound if bound is None else french.day(bound) for bound in (now.since, now.until)]
    if any(days):
        yield _between(*days, "Du", "au"), replace(now, since=None, until=None)


def _between(low: str | None, high: str | None, first: str, to: str) -> str:
    if low and high:
        return f"{first} {low} {to} {high}"
    return f"À partir {_FROM[first]} {low}" if low else f"Jusqu’{to} {high}"


def _hidden(place: Place) -> tuple[tuple[str, str], ...]:
    return tuple(place.query().items())


def _choice(label: str, rows: int, place: Place, *, chosen: bool) -> Choice:
    return Choice(label, french.number(rows), place.address if rows or chosen else None, chosen)


def _sum(facets: Iterable[Facet]) -> int:
    return sum(facet.rows for facet in facets)
