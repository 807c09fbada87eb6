"""What the pages of the schemas show, from what the schemas say in words (forum_core.project)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.forum import config
from ckanext.forum.themes import theme_label, theme_order
from forum_core.project import columns, older, rules, texts
from forum_core.project.columns import Column
from forum_core.project.datastore import is_published
from forum_core.project.exports import EXPORTS
from forum_core.project.older import Brought
from forum_core.project.rules import LaterWords, RuleWords
from forum_core.project.texts import Text
from forum_core.schema.model import Schema
from forum_core.schema.versions import versions


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version that can be read."""

    number: str
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A schema in the list of all."""

    schema: Schema
    address: str
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """Schemas of one theme."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The documentation of the version in force.

    Attributes:
        dropped: Titles of the columns that are never published.
    """

    schema: Schema
    register: str
    files: tuple[Link, ...]
    versions: tuple[Version, ...]
    columns: tuple[Column, ...]
    dropped: tuple[str, ...]
    texts: tuple[Text, ...]
    rules: tuple[RuleWords, ...]
    later: tuple[LaterWords, ...]


@dataclass(frozen=True, slots=True)
class OlderPage:
    """What is known of a version that another has replaced."""

    schema: Schema
    number: str
    title: str
    files: tuple[Link, ...]
    current: str
    template: str
    versions: tuple[Version, ...]
    columns: tuple[Column, ...]
    brought: Brought | None


def index_page() -> tuple[Theme, ...]:
    """All schemas of the site by theme."""
    store = config.registers()
    found = sorted(map(store.get, store.names()), key=lambda one: (theme_order(one.theme), one.title))
    return tuple(
        Theme(theme_label(code), tuple(map(_entry, group)))
        for code, group in groupby(found, key=lambda one: one.theme)
    )


def page(schema: Schema) -> Page:
    """All that the schema says."""
    return Page(
        schema=schema,
        register=tk.url_for("forum_registers.register", register=schema.name),
        files=_files(schema, schema.version, EXPORTS),
        versions=_versions(schema),
        columns=columns.describe(schema.fields),
        dropped=tuple(field.title for field in schema.fields if not is_published(field)),
        texts=texts.describe(schema),
        rules=rules.describe(schema),
        later=rules.describe_later(schema),
    )


def older_page(schema: Schema, number: str, table_schema: Mapping[str, Any]) -> OlderPage:
    """The columns of a version that another has replaced, and the way to the one in force."""
    return OlderPage(
        schema=schema,
        number=number,
        title=str(table_schema.get("title", schema.title)),
        files=_files(schema, number, [name for name, export in EXPORTS.items() if export.older]),
        current=_address(schema),
        template=tk.url_for("forum_schemas.xlsx", register=schema.name, version=schema.version),
        versions=_versions(schema),
        columns=older.describe(table_schema),
        brought=older.brought(schema, number),
    )


def _entry(schema: Schema) -> Entry:
    return Entry(schema, _address(schema), _files(schema, schema.version, EXPORTS))


def _address(schema: Schema) -> str:
    return tk.url_for("forum_schemas.read", register=schema.name, version=schema.version)


def _files(schema: Schema, number: str, names: Iterable[str]) -> tuple[Link, ...]:
    """The template first: most who come here have a table to fill in."""
    return tuple(
        Link(
            EXPORTS[name].title,
            tk.url_for(f"forum_schemas.{name.replace('-', '_')}", register=schema.name, version=number),
        )
        for name in sorted(names, key=lambda name: not EXPORTS[name].binary)
    )


def _versions(schema: Schema) -> tuple[Version, ...]:
    return tuple(
        Version(
            number,
            tk.url_for("forum_schemas.read", register=schema.name, version=number),
            number == schema.version,
        )
        for number in versions(schema)
    )
