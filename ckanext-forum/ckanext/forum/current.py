"""Which publication is current, as the DataStore's pointer says. Reads only; `publication.swap` writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from ckanext.datastore.backend.postgres import get_read_engine

from ckan import model
from ckanext.forum import config
from ckanext.forum.model import Publication, State, WithdrawnRow
from forum_core.privacy.cleared import Apart, Clearance

POINTER = "_forum_current"
"""Table of the DataStore database: one row for each register of each authority that is published."""

_UNDEFINED_TABLE = "42P01"


@dataclass(frozen=True, slots=True)
class Current:
    """The publication that the public reads now.

    Attributes:
        organization: Id of the CKAN organisation; its name and title may change, this does not.
        resource_id: The CSV resource, whose id is also the DataStore table's name.
        parquet_resource_id: The Parquet resource.
        added, changed, left: Rows against the publication before it.
    """

    publication_id: str
    register: str
    organization: str
    organization_name: str
    organization_title: str
    dataset_id: str
    resource_id: str
    parquet_resource_id: str
    clearance: Clearance
    parquet: Path = field(repr=False)
    csv: Path = field(repr=False)
    csv_digest: str
    csv_size: int
    published_at: datetime
    added: int
    changed: int
    left: int


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A register that was taken off the site as a whole."""

    at: datetime
    reason: str


def current(register: str, organization_name: str) -> Current | None:
    """The current publication of a register of an authority, None when there is none."""
    organization = _organization(organization_name)
    found = organization and _read(
        "register = :register AND organization = :organization",
        register=register,
        organization=organization.id,
    )
    return found[0] if found else None


def currents(register: str | None = None) -> list[Current]:
    """All current publications, or those of one register, ordered by title of authority."""
    found = _read("register = :register", register=register) if register else _read("true")
    return sorted(found, key=lambda one: (one.register, one.organization_title))


def by_resource(resource_id: str) -> Current | None:
    """The current publication that a CSV or Parquet resource belongs to."""
    found = _read("resource = :resource OR parquet_resource = :resource", resource=resource_id)
    return found[0] if found else None


def by_dataset(dataset_id: str) -> Current | None:
    """The current publication of a dataset, by its id."""
    found = _read("dataset = :dataset", dataset=dataset_id)
    return found[0] if found else None


def withdrawal(register: str, organization_name: str) -> Withdrawal | None:
    """When and why the register was withdrawn; None while it has a publication, or never had one."""
    organization = _organization(organization_name)
    if organization is None or current(register, organization_name):
        return None
    last = next((p for p in Publication.of(register, organization.id) if p.state == State.WITHDRAWN), None)
    return Withdrawal(last.ended, last.reason or "") if last and last.ended else None


def withdrawn_row(register: str, organization_name: str, key: str) -> WithdrawnRow | None:
    """The trace (`created`, `reason`) of a row that was withdrawn, by its key."""
    organization = _organization(organization_name)
    rows = WithdrawnRow.of(register, organization.id) if organization else []
    return next((row for row in rows if row.key == key), None)


def last_said(register: str, organization: str, before: Current | None) -> Apart | None:
    """What was last said of the rows set apart; a withdrawal takes it off the site, not out of memories."""
    if before:
        return before.clearance.apart
    read = (State.FORMER, State.WITHDRAWN)
    last = next((one for one in Publication.of(register, organization) if one.state in read), None)
    return clearance_from_json(last.clearance).apart if last else None


def released(register: str, organization: str) -> tuple[Path, ...]:
    """Files of the publications that everybody has or had, the latest first, as far as they are kept."""
    folder = config.publications_folder()
    digests = dict.fromkeys(
        one.digest
        for one in Publication.of(register, organization)
        if one.state in {State.CURRENT, State.FORMER}
    )
    return tuple(path for digest in digests if (path := folder / f"{digest}.parquet").is_file())


def clearance_to_json(clearance: Clearance) -> dict[str, Any]:
    """A clearance as stored."""
    return asdict(clearance)


def clearance_from_json(stored: Mapping[str, Any]) -> Clearance:
    """A clearance from what was stored."""
    return Clearance(**{**stored, "apart": Apart(**stored["apart"]), "dropped": tuple(stored["dropped"])})


def _organization(name_or_id: str) -> model.Group | None:
    found = model.Group.get(name_or_id)
    return found if found and found.is_organization and found.state == "active" else None


def _read(where: str, **values: str | None) -> list[Current]:
    # The conditions are the constants of this module; what a visitor typed is a bound parameter.
    query = sa.text(f'SELECT * FROM "{POINTER}" WHERE {where}')  # noqa: S608
    try:
        with get_read_engine().connect() as connection:
            rows = connection.execute(query, values).mappings().all()
    except sa.exc.ProgrammingError as err:
        # Nothing was ever published on this site: the table comes with the first publication.
        if getattr(err.orig, "pgcode", None) != _UNDEFINED_TABLE:
            raise
        return []
    ids = {row["organization"] for row in rows}
    known = {one.id: one for one in model.Session.query(model.Group).filter(model.Group.id.in_(ids))}
    return [_current(row, known[row["organization"]]) for row in rows if row["organization"] in known]


def _current(row: Mapping[str, Any], organization: model.Group) -> Current:
    clearance = clearance_from_json(json.loads(row["clearance"]))
    folder = config.publications_folder()
    return Current(
        publication_id=row["publication"],
        register=row["register"],
        organization=organization.id,
        organization_name=organization.name,
        organization_title=organization.title or organization.name,
        dataset_id=row["dataset"],
        resource_id=row["resource"],
        parquet_resource_id=row["parquet_resource"],
        clearance=clearance,
        parquet=folder / f"{clearance.digest}.parquet",
        csv=folder / f"{clearance.digest}.csv",
        csv_digest=row["csv_digest"],
        csv_size=row["csv_size"],
        published_at=row["published_at"],
        added=row["rows_added"],
        changed=row["rows_changed"],
        left=row["rows_left"],
    )
