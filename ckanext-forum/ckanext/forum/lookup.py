"""From an address to publications that this reader may see: not found, withdrawn, or open for reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

import ckan.plugins.toolkit as tk

from ckanext.forum import config
from ckanext.forum.current import Current, Withdrawal, current, currents, withdrawal
from forum_core.errors import SchemaError
from forum_core.explore.engine import Reading, open_engine
from forum_core.schema.model import Schema

Answer = TypeVar("Answer")


class WithdrawnError(LookupError):
    """The register, or the row, was there and was withdrawn."""

    def __init__(self, schema: Schema, withdrawn: Withdrawal, *, row: bool = False) -> None:
        super().__init__(schema.name)
        self.schema = schema
        self.withdrawn = withdrawn
        self.row = row


@dataclass(frozen=True, slots=True)
class Opened:
    """Publications of a register that the reader may see, and their files as one table.

    Attributes:
        authority: Name of the authority that the address names; None for all that publish the register.
        publications: One for each of the reading's files, in the same order; by title of authority.
    """

    schema: Schema
    authority: str | None
    publications: tuple[Current, ...]
    reading: Reading

    @property
    def current(self) -> Current:
        """The publication, where there is one; of several, the first by title of authority."""
        return self.publications[0]

    @property
    def id(self) -> str:
        """What identifies the content: the publications' ids."""
        return " ".join(one.publication_id for one in self.publications)


def schema_of(register: str) -> Schema:
    """The register's schema; one that is unknown, or cannot be used, is a page that does not exist."""
    try:
        return config.registers().get(register)
    except SchemaError:
        return tk.abort(404)


def visible(publications: Iterable[Current]) -> list[Current]:
    """Those that this reader may see: a private dataset hides its register everywhere."""
    return [one for one in publications if _may_see(one)]


def published(register: str | None = None) -> list[Current]:
    """Visible publications of one register, or of all that this site has a schema for."""
    known = set(config.registers().names())
    return [one for one in visible(currents(register)) if one.register in known]


def has_others(opened: Opened) -> bool:
    """True when another authority publishes the same register."""
    mine = {one.organization for one in opened.publications}
    return any(_may_see(one) for one in currents(opened.schema.name) if one.organization not in mine)


def read(register: str, authority: str | None, work: Callable[[Opened], Answer]) -> Answer:
    """Do some work on the current publication of an authority, or on those of all when it is None.

    A publication can leave between the pointer's answer and the opening of its file: the pointer is then
    asked once more.

    Raises:
        WithdrawnError: The register of the authority was withdrawn.
    """
    schema = schema_of(register)
    try:
        return work(_open(schema, authority))
    except FileNotFoundError:
        return work(_open(schema, authority))


def open_current(schema: Schema, authority: str) -> Opened:
    """The current publication of the authority, ready to be read."""
    found = current(schema.name, authority)
    if found is None:
        gone = withdrawal(schema.name, authority)
        if gone:
            raise WithdrawnError(schema, gone)
    if found is None or found.organization_name != authority or not _may_see(found):
        tk.abort(404)
    return open_file(schema, found)


def open_all(schema: Schema) -> Opened:
    """The publications of every authority as one table; without any, a page that does not exist."""
    found = tuple(published(schema.name))
    if not found:
        tk.abort(404)
    engine = open_engine(config.publications_folder())
    return Opened(schema, None, found, engine.read(schema, *(one.parquet for one in found)))


def open_every() -> list[Opened]:
    """Every register that has a publication which this reader may see, over all its authorities."""
    store = config.registers()
    found = {one.register for one in published()}
    return [open_all(store.get(name)) for name in store.names() if name in found]


def open_file(schema: Schema, publication: Current) -> Opened:
    """A publication that was found and may be seen, with its file."""
    engine = open_engine(config.publications_folder())
    reading = engine.read(schema, publication.parquet)
    return Opened(schema, publication.organization_name, (publication,), reading)


def _open(schema: Schema, authority: str | None) -> Opened:
    return open_all(schema) if authority is None else open_current(schema, authority)


def _may_see(publication: Current) -> bool:
    try:
        return bool(
            tk.check_access("package_show", {"user": tk.current_user.name}, {"id": publication.dataset_id})
        )
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return False
