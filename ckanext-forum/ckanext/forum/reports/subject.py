"""What a report is about: a row, a register of an authority, a dataset, or a page; read from its address."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk
from flask import current_app, has_request_context, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from ckan import model
from ckanext.forum import config, members
from ckanext.forum.current import Current, current, withdrawal, withdrawn_row
from ckanext.forum.reports.store import Report
from forum_core import french
from forum_core.explore.engine import open_engine
from forum_core.explore.page import row as find_row
from forum_core.labels import value_said
from forum_core.schema.model import Schema

_LONGEST_PAGE = 500
_DATASET_PAGES = ("dataset", "dataset_resource", "resource")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is reported, by names and ids. An authority answers for it; None while nobody knows which.

    Attributes:
        organization: Id of the authority.
        row: Key of a row of the register.
        page: Address on this site that the person came from.
    """

    organization: str | None = None
    register: str | None = None
    row: str | None = None
    dataset: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A subject in words, for whoever may see it.

    Attributes:
        row: What the row says first, read from the public file; empty when it is no row, or has left.
    """

    title: str
    authority: str
    address: str | None
    row: str = ""


def of_page(address: str) -> Subject:
    """The subject that an address of this site leads to; an empty one for any other text."""
    path = _local_path(address)
    if path is None:
        return Subject()
    endpoint, found = _route(path)
    if found.get("register") and found.get("authority"):
        return Subject(_id_of(found["authority"]), found["register"], found.get("key"), page=path)
    if endpoint.partition(".")[0] in _DATASET_PAGES and found.get("id"):
        dataset = model.Package.get(found["id"])
        if dataset:
            return Subject(dataset.owner_org, dataset=dataset.id, page=path)
    if endpoint.startswith("organization.") and found.get("id"):
        return Subject(_id_of(found["id"]), page=path)
    return Subject(page=path)


def check(subject: Subject, user: str) -> None:
    """Let through what this reader may see.

    Raises:
        ObjectNotFound: There is no such thing, or this reader may not know of it.
    """
    organization = members.authority(subject.organization)
    if organization is None:
        raise tk.ObjectNotFound
    if subject.register:
        _check_register(subject, organization, user)
    elif subject.dataset:
        dataset = model.Package.get(subject.dataset)
        if dataset is None or dataset.owner_org != organization.id or not _may_read(dataset.id, user):
            raise tk.ObjectNotFound


def shown(report: Report | Subject, user: str) -> Shown:
    """A subject in words; what this reader may not see is only « une page de ce site »."""
    organization = members.authority(report.organization)
    authority = organization.title or organization.name if organization else ""
    schema = _schema(report.register)
    if organization and schema and report.register:
        return _shown_register(report, organization, schema, user)
    if report.dataset and _may_read(report.dataset, user):
        dataset = model.Package.get(report.dataset)
        address = tk.url_for("dataset.read", id=dataset.name)
        return Shown(f"Le jeu de données {french.quoted(dataset.title or dataset.name)}", authority, address)
    page = None if report.register or report.dataset else report.page
    return Shown("Une page de ce site", authority, page)


def _shown_register(report: Report | Subject, organization: model.Group, schema: Schema, user: str) -> Shown:
    authority = organization.title or organization.name
    publication = current(schema.name, organization.name)
    seen = _may_read(publication.dataset_id, user) if publication else _was_public(schema, organization)
    if not seen:
        return Shown("Une page de ce site", authority, None)
    place = {"register": schema.name, "authority": organization.name}
    register = french.quoted(schema.title)
    if not report.row:
        return Shown(f"Le registre {register}", authority, tk.url_for("forum_registers.authority", **place))
    address = tk.url_for("forum_registers.row", **place, key=report.row)
    says = _row_in_words(schema, publication, report.row) if publication else ""
    return Shown(f"Une ligne du registre {register}", authority, address, says)


def _check_register(subject: Subject, organization: model.Group, user: str) -> None:
    schema = _schema(subject.register)
    if schema is None:
        raise tk.ObjectNotFound
    publication = current(schema.name, organization.name)
    if publication is None:
        if not _was_public(schema, organization):
            raise tk.ObjectNotFound
        return
    if not _may_read(publication.dataset_id, user):
        raise tk.ObjectNotFound
    if subject.row and not (
        _row_in_words(schema, publication, subject.row)
        or withdrawn_row(schema.name, organization.name, subject.row)
    ):
        raise tk.ObjectNotFound


def _row_in_words(schema: Schema, publication: Current, key: str) -> str:
    """Whom the row is about, its day and its amount; empty when the public file has no such row."""
    engine = open_engine(config.publications_folder())
    try:
        found = find_row(engine.read(schema, publication.parquet), key)
    except FileNotFoundError:
        # Replaced a moment ago: the next request reads the new one.
        return ""
    if found is None:
        return ""
    names = (schema.page.subject, schema.page.date, schema.page.amount)
    cells = [value_said(schema, name, found.values.get(name)) for name in names if name]
    return ", ".join(cells)


def _was_public(schema: Schema, organization: model.Group) -> bool:
    return withdrawal(schema.name, organization.name) is not None


def _schema(register: str | None) -> Schema | None:
    store = config.registers()
    return store.get(register) if register in store.names() else None


def _id_of(name: str) -> str | None:
    organization = members.authority(name)
    # An address holds the name; an id would open another way to the same page.
    return organization.id if organization and organization.name == name else None


def _may_read(dataset: str, user: str) -> bool:
    try:
        return bool(tk.check_access("package_show", {"user": user}, {"id": dataset}))
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return False


def _local_path(address: str) -> str | None:
    parts = urlsplit(address)
    local = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return parts.path if local and len(parts.path) <= _LONGEST_PAGE and "\\" not in parts.path else None


def _route(path: str) -> tuple[str, dict[str, str]]:
    adapter = current_app.create_url_adapter(request if has_request_context() else None)
    if adapter is None:
        return "", {}
    try:
        return adapter.match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return "", {}
