"""The frame that every tab of a register shares: question, coverage, state, tabs, filters, number of rows."""

from __future__ import annotations

from dataclasses import dataclass

import ckan.plugins.toolkit as tk

from ckanext.forum.account import Account, account, together
from ckanext.forum.asked import Asked
from ckanext.forum.choices import STOPPING, Filters, filters
from ckanext.forum.lookup import Opened
from ckanext.forum.place import Place, Tab
from forum_core import french
from forum_core.explore.figures import Figures
from forum_core.explore.filters import Filter
from forum_core.schema.model import Schema

_LABELS = {
    Tab.SUMMARY: "Synthèse",
    Tab.TABLE: "Tableau",
    Tab.EXPLAINED: "Comprendre",
    Tab.QUALITY: "Qualité",
    Tab.FILES: "Télécharger",
    Tab.API: "API",
}
_NAMED = 3
"""Authorities that the sentence of coverage names."""


@dataclass(frozen=True, slots=True)
class Link:
    """A tab: its words and its address, with the filters of now."""

    label: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the body of a tab.

    Attributes:
        authority: Title of the authority; empty when the page is over all that publish the register.
        coverage: Who publishes, in a sentence; empty on the page of one authority.
        filters: None on a tab that is about the whole register.
        found: How many rows the filters keep, in a sentence.
        shown: False when there is nothing to show: no row, or a filter that makes no sense.
    """

    schema: Schema
    place: Place
    title: str
    authority: str
    organization: str
    coverage: str
    account: Account
    tabs: tuple[Link, ...]
    filters: Filters | None
    found: str
    shown: bool
    history: str
    explained: str
    feed: str


def frame(asked: Asked, seen: Figures | None = None) -> Frame:
    """The frame of a tab.

    Args:
        asked: The request.
        seen: Figures of the filter, on a tab that follows it; None on a tab about the whole register.
    """
    opened, place = asked.opened, asked.place
    authority = opened.current.organization_title if opened.authority else ""
    stopped = any(problem.code in STOPPING for problem in asked.problems)
    return Frame(
        schema=opened.schema,
        place=place,
        title=_title(place, opened.schema),
        authority=authority,
        organization=tk.url_for("organization.read", id=opened.authority) if opened.authority else "",
        coverage="" if opened.authority else coverage(opened),
        account=account_of(opened),
        tabs=tuple(
            Link(label, place.in_tab(tab).address, tab == place.tab) for tab, label in _LABELS.items()
        ),
        filters=filters(opened, place, seen, asked.problems) if seen else None,
        found=_found(opened.schema, place.filter, seen, stopped=stopped) if seen else "",
        shown=not stopped and (seen is None or bool(seen.rows)),
        history=place.in_tab(Tab.HISTORY).path,
        explained=place.in_tab(Tab.EXPLAINED).path,
        feed=place.feed,
    )


def account_of(opened: Opened) -> Account:
    """What the publications say of themselves, as one."""
    if opened.authority:
        return account(opened.schema, opened.current)
    return together(opened.schema, opened.publications)


def coverage(opened: Opened) -> str:
    """How many authorities publish, and which: « 2 collectivités publient ce registre ici : A et B. »."""
    titles = [one.organization_title for one in opened.publications]
    number = french.count(len(titles), "collectivité publie", "collectivités publient")
    if len(titles) <= _NAMED + 1:
        return f"{number} ce registre ici\u00a0: {french.listed(titles)}."
    others = french.count(len(titles) - _NAMED, "autre", "autres")
    return f"{number} ce registre ici\u00a0: {french.listed([*titles[:_NAMED], others])}."


def _title(place: Place, schema: Schema) -> str:
    if place.tab == Tab.SUMMARY:
        return schema.title
    return f"{_LABELS.get(place.tab, 'Historique')}, {schema.title}"


def _found(schema: Schema, flt: Filter, seen: Figures, *, stopped: bool) -> str:
    if stopped:
        return "Aucune ligne n’est montrée."
    if not seen.rows:
        return "Aucune ligne ne répond à ces choix."
    return f"{french.count(seen.rows, schema.page.one, schema.page.many)}.{_to_add(schema, flt, seen)}"


def _to_add(schema: Schema, flt: Filter, seen: Figures) -> str:
    """Which choices are to be made before these rows may be added up; nothing when they are."""
    if schema.page.amount is None or seen.total is not None:
        return ""
    # A value whose rows have no amount sums to nought, and mixes with any other.
    held = {
        one.column: sum(bool(facet.rows) and facet.total != 0 for facet in one.facets) for one in seen.choices
    }
    mixed = [
        f"de {french.quoted(schema.field(name).heading)}"
        for name in schema.page.separate
        if flt.choice(name) is None and held[name] > 1
    ]
    if not mixed:
        return ""
    return f" Pour en voir la somme, choisissez une valeur {french.listed(mixed)}."
