"""Everything that the page of one row shows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ckanext.forum.account import Account, account
from ckanext.forum.lookup import Opened
from ckanext.forum.place import home_of
from ckanext.forum.registers.table import Cell, cell
from forum_core import french
from forum_core.explore.page import Row
from forum_core.schema.model import Schema


@dataclass(frozen=True, slots=True)
class Fact:
    """One column of a row: its title, what it means, its value."""

    title: str
    help: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class RowPage:
    """One row, complete."""

    schema: Schema
    authority: str
    title: str
    day: str
    facts: tuple[Fact, ...]
    account: Account
    register: str
    address: str


def row_page(opened: Opened, row: Row) -> RowPage:
    """Read one row in full."""
    schema, publication = opened.schema, opened.current
    place = home_of(schema, publication.organization_name)
    return RowPage(
        schema=schema,
        authority=publication.organization_title,
        title=_row_title(schema, row),
        day=french.cell("date", row.values.get(schema.page.date)),
        facts=tuple(
            Fact(field.title.replace("'", "’"), field.help, cell(field, row, short=False))
            for field in schema.fields
            if field.name in row.values
        ),
        account=account(schema, publication),
        register=place.address,
        address=place.row(row.key, absolute=True),
    )


def _row_title(schema: Schema, row: Row) -> str:
    subject = french.cell("text", row.values.get(schema.page.subject))
    amount = row.values.get(schema.page.amount) if schema.page.amount else None
    return f"{subject}\u00a0: {french.money(amount)}" if isinstance(amount, Decimal) else subject
