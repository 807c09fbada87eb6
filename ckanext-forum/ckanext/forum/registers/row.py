"""Everything that the page of one row shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

import ckan.plugins.toolkit as tk

from ckanext.forum.account import Account, account
from ckanext.forum.lookup import Opened
from ckanext.forum.place import Tab, home_of
from ckanext.forum.registers.trace import Trace, trace
from ckanext.forum.rowtable import Cell, cell
from forum_core import french, periods
from forum_core.explore.bodies import parse_identifier
from forum_core.explore.page import Row
from forum_core.labels import code_beside, reads, value_said
from forum_core.measure import amount_said, capital
from forum_core.periods import has_days
from forum_core.schema.model import Schema
from forum_core.sentences.typography import typeset

_OF = re.compile(r"\bde \{")


@dataclass(frozen=True, slots=True)
class Fact:
    """One column of a row: its title, what it means, its value, and the page of the body that it names.

    Attributes:
        code: What files write for it; empty when the words are the code.
    """

    title: str
    help: str
    cell: Cell
    code: str
    body: str | None


@dataclass(frozen=True, slots=True)
class RowPage:
    """One row, complete.

    Attributes:
        sentence: The row as one says it; empty when the schema declares no sentence.
        body: Address of the page of the body that the row is about; None when it has no number.
    """

    schema: Schema
    authority: str
    title: str
    sentence: str
    day: str
    body: str | None
    trace: Trace
    facts: tuple[Fact, ...]
    account: Account
    register: str
    explained: str
    address: str


def row_page(opened: Opened, row: Row) -> RowPage:
    """Read one row in full."""
    schema, publication = opened.schema, opened.current
    place = home_of(schema, publication.organization_name)
    body = _body_address(schema, row)
    return RowPage(
        schema=schema,
        authority=publication.organization_title,
        title=_row_title(schema, row),
        sentence=_sentence(schema, row, publication.organization_title),
        body=body,
        trace=trace(opened, row),
        day=_dated(schema, row),
        facts=tuple(
            Fact(
                capital(typeset(field.title)),
                field.help,
                cell(schema, field, row, short=False),
                code_beside(field, row.values[field.name]),
                body if field.name in schema.page.subject_ids and row.values[field.name] else None,
            )
            for field in schema.fields
            if field.name in row.values
        ),
        account=account(schema, publication),
        register=place.address,
        explained=place.in_tab(Tab.EXPLAINED).path,
        address=place.row(row.key, absolute=True),
    )


def _body_address(schema: Schema, row: Row) -> str | None:
    """Where all rows of the same body are: by its SIREN when the row has it, else by its RNA."""
    written = [str(row.values[name]) for name in schema.page.subject_ids if row.values.get(name)]
    numbers = [number for one in written if (number := parse_identifier(one))]
    if not numbers:
        return None
    best = next((number for number in numbers if number.isdigit()), numbers[0])
    return tk.url_for("forum_bodies.body", identifier=best)


def _sentence(schema: Schema, row: Row, authority: str) -> str:
    """The schema's sentence with the row's words; none when one of them is missing."""
    page = schema.page
    words = {"authority": authority}
    if row.values.get(page.subject) not in (None, ""):
        words["subject"] = _subject(schema, row)
    for word, name in (("amount", page.amount), ("date", page.date)):
        value = row.values.get(name) if name else None
        if value not in (None, ""):
            words[word] = value_said(schema, name or "", value)
    # « de Valmont », and « d’Avignon ».
    words |= {f"of_{word}": french.of(said) for word, said in words.items()}
    try:
        return _OF.sub("{of_", page.sentence).format_map(words)
    except KeyError:
        return ""


def _subject(schema: Schema, row: Row) -> str:
    """Whom the row is about, with what stands before the name."""
    page = schema.page
    said = value_said(schema, page.subject, row.values.get(page.subject))
    before = row.values.get(page.before) if page.before else None
    return f"{before} {said}" if before else said


def _row_title(schema: Schema, row: Row) -> str:
    subject = _subject(schema, row)
    amount = row.values.get(schema.page.amount) if schema.page.amount else None
    worth = isinstance(amount, (Decimal, int, float))
    return f"{subject}\u00a0: {amount_said(schema.page, amount)}" if worth else subject


def _dated(schema: Schema, row: Row) -> str:
    """« Datée du 12 mars 2026 », « Année scolaire 2024-2025 »."""
    value = row.values.get(schema.page.date)
    if value in (None, ""):
        return "Sans date"
    said = reads(schema.field(schema.page.date), value)
    return f"Datée du {said}" if has_days(schema) else f"{capital(periods.noun(schema))} {said}"
