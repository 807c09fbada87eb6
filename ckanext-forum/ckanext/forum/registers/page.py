"""Everything that the page of an authority's register, and the page of one of its rows, show."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import ckan.plugins.toolkit as tk

from ckanext.forum.registers.account import Account, account, laws
from ckanext.forum.registers.choices import STOPPING, Filters, filters
from ckanext.forum.registers.figures import KeyFigure, key_figures
from ckanext.forum.registers.lookup import Opened
from ckanext.forum.registers.place import PAGE_ROWS, Place, home_of, last_page
from ckanext.forum.registers.table import Cell, Table, cell, table
from forum_core import french
from forum_core.explore.figures import Figures, figures
from forum_core.explore.filters import FilterProblem
from forum_core.explore.page import Row, rows_page
from forum_core.schema.model import LegalText, Schema


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away."""

    label: str
    says: str
    address: str


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A register of an authority, as filtered."""

    schema: Schema
    authority: str
    place: Place
    account: Account
    filters: Filters
    found: str
    key_figures: tuple[KeyFigure, ...]
    table: Table | None
    downloads: tuple[Download, ...]
    download_note: str
    whole: Download
    span: str
    laws: tuple[LegalText, ...]
    dataset: str
    organization: str
    api: str


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


def register_page(opened: Opened, place: Place, problems: tuple[FilterProblem, ...]) -> RegisterPage:
    """Read what the place asks for. After a filter that makes no sense, no row and no figure is shown."""
    schema, publication = opened.schema, opened.current
    seen = figures(opened.reading, place.filter)
    place = place.at(min(place.page, last_page(seen.rows)))
    stopped = any(problem.code in STOPPING for problem in problems)
    shown = bool(seen.rows) and not stopped
    everything = home_of(schema, publication.organization_name)
    return RegisterPage(
        schema=schema,
        authority=publication.organization_title,
        place=place,
        account=account(schema, publication),
        filters=filters(schema, place, seen, problems),
        found="Aucune ligne n’est montrée." if stopped else _found(schema, seen.rows),
        key_figures=key_figures(schema, seen) if shown else (),
        table=_table(opened, place, seen) if shown else None,
        downloads=_downloads(place) if shown else (),
        download_note=_download_note(seen),
        whole=_whole(opened, everything),
        span=_span(seen),
        laws=laws(schema),
        dataset=tk.url_for("dataset.read", id=publication.dataset_id),
        organization=tk.url_for("organization.read", id=publication.organization_name),
        api=tk.url_for("api.action", ver=3, logic_function="datastore_search")
        + f"?resource_id={publication.resource_id}&limit=5",
    )


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


def _table(opened: Opened, place: Place, seen: Figures) -> Table:
    rows = rows_page(
        opened.reading, place.filter, place.sort, offset=(place.page - 1) * PAGE_ROWS, limit=PAGE_ROWS
    )
    return table(opened.schema, place, rows, seen.rows)


def _found(schema: Schema, rows: int) -> str:
    noun = french.count(rows, schema.page.one, schema.page.many)
    return f"{noun}." if rows else f"Aucune {schema.page.one} ne répond à ces choix."


def _downloads(place: Place) -> tuple[Download, ...]:
    return (
        Download("CSV", "Format commun des collectivités, virgule, UTF-8", place.csv),
        Download("JSON", "Pour les logiciels, avec les totaux", place.json_whole),
    )


def _download_note(seen: Figures) -> str:
    rows = french.count(seen.rows, "ligne", "lignes")
    return f"{rows}, {french.money(seen.total)}." if seen.total is not None else f"{rows}."


def _whole(opened: Opened, everything: Place) -> Download:
    rows = french.count(opened.current.clearance.rows_out, "ligne", "lignes")
    return Download("Tout le registre", f"{rows}, {french.size(opened.current.csv_size)}", everything.csv)


def _span(seen: Figures) -> str:
    if seen.first_date is None or seen.last_date is None:
        return ""
    if seen.first_date == seen.last_date:
        return f"Le {french.day(seen.first_date)}."
    return f"Du {french.day(seen.first_date)} au {french.day(seen.last_date)}."


def _row_title(schema: Schema, row: Row) -> str:
    subject = french.cell("text", row.values.get(schema.page.subject))
    amount = row.values.get(schema.page.amount) if schema.page.amount else None
    return f"{subject}\u00a0: {french.money(amount)}" if isinstance(amount, Decimal) else subject
