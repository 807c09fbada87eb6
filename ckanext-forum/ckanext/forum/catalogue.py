"""Lists of registers and of publications: the home page, all registers, who publishes one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

import ckan.plugins.toolkit as tk

from ckanext.forum.account import Account, account, total
from ckanext.forum.current import Current
from ckanext.forum.themes import theme_label, theme_order
from forum_core import french
from forum_core.measure import amount_said, amount_short
from forum_core.schema.model import Schema


@dataclass(frozen=True, slots=True)
class Card:
    """A register: its question, what is published of it, by whom, and since when."""

    name: str
    question: str
    summary: str
    address: str
    facts: tuple[str, ...]
    state: str
    state_class: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Registers of one theme."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A publication in a list: one authority, one register."""

    register: str
    authority: str
    address: str
    rows: str
    total: str | None
    account: Account


def themes(schemas: Iterable[Schema], publications: Sequence[Current]) -> tuple[Theme, ...]:
    """All registers of the site by theme, published or not."""
    ordered = sorted(schemas, key=lambda schema: (theme_order(schema.theme), schema.title))
    return tuple(
        Theme(theme_label(code), tuple(_card(schema, publications) for schema in group))
        for code, group in groupby(ordered, key=lambda schema: schema.theme)
    )


def entries(schemas: Iterable[Schema], publications: Iterable[Current]) -> tuple[Entry, ...]:
    """The publications, each as a line."""
    by_name = {schema.name: schema for schema in schemas}
    return tuple(_entry(by_name[one.register], one) for one in publications)


def latest(publications: Iterable[Current], number: int) -> list[Current]:
    """The last publications, the latest first."""
    return sorted(publications, key=lambda one: one.published_at, reverse=True)[:number]


def address_of(publication: Current) -> str:
    """Address of a register's page."""
    return tk.url_for(
        "forum_registers.authority", register=publication.register, authority=publication.organization_name
    )


def _card(schema: Schema, publications: Iterable[Current]) -> Card:
    mine = [one for one in publications if one.register == schema.name]
    state, state_class = _state(mine)
    return Card(
        name=schema.title,
        question=schema.question,
        summary=schema.summary,
        address=tk.url_for("forum_registers.register", register=schema.name),
        facts=_facts(schema, mine),
        state=state,
        state_class=state_class,
    )


def _state(publications: Sequence[Current]) -> tuple[str, str]:
    if not publications:
        return "Pas encore de publication", ""
    last = latest(publications, 1)[0]
    day = french.day(french.paris_day(last.published_at))
    if any(one.clearance.partial for one in publications):
        return "Publication partielle", "is-soon"
    return f"Publié le {day}", "is-ok"


def _facts(schema: Schema, publications: Sequence[Current]) -> tuple[str, ...]:
    if not publications:
        return ()
    rows = sum(one.clearance.rows_out for one in publications)
    facts = [french.count(rows, schema.page.one, schema.page.many)]
    sums = [amount for one in publications if (amount := total(one.clearance)) is not None]
    if sums:
        facts.append(amount_short(schema.page, sum(sums, Decimal(0))))
    if len(publications) > 1:
        facts.append(french.count(len(publications), "collectivité", "collectivités"))
    else:
        facts.append(publications[0].organization_title)
    return tuple(facts)


def _entry(schema: Schema, publication: Current) -> Entry:
    amount = total(publication.clearance)
    return Entry(
        register=schema.title,
        authority=publication.organization_title,
        address=address_of(publication),
        rows=french.number(publication.clearance.rows_out),
        total=None if amount is None else amount_said(schema.page, amount),
        account=account(schema, publication),
    )
