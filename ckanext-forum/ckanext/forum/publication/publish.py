"""The path of one file, from quarantine to public: composes the stages, decides nothing about data."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from ckan import model
from ckanext.forum import authorities, clock, config, current, quarantine
from ckanext.forum.current import Current
from ckanext.forum.errors import PublicationRefused
from ckanext.forum.model import Publication, State, WithdrawnRow
from ckanext.forum.publication import follow, load, record, storage, swap
from ckanext.forum.publication.checkpoints import checkpoint
from ckanext.forum.publication.locks import only_publisher
from forum_core.errors import ForumError
from forum_core.files.csv import write_csv
from forum_core.files.difference import Difference, compare, write_changes
from forum_core.findings import Report
from forum_core.pipeline import prepare
from forum_core.privacy import gate
from forum_core.privacy.cleared import Clearance, ClearedTable
from forum_core.rows.table import RawTable
from forum_core.schema.model import Schema
from forum_core.source import AS_FOUND, Choices

log = logging.getLogger(__name__)

# An upload is a source like any other: `files` reads it, found by its entry point, never imported by name.
_SOURCE = "files"


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asks to publish.

    Attributes:
        deposit: Folder of the quarantine that holds the deposited file.
        partial: The decision to publish the good rows of a file that has others.
        dry_run: Do everything up to the gate, and change nothing.
        choices: How the file is to be read, where somebody contradicts what the reader finds.
    """

    register: str
    organization: model.Group
    deposit: Path
    author: str
    partial: bool = False
    repair: bool = False
    dry_run: bool = False
    choices: Choices = AS_FOUND


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cleared table goes: register, authority, what is there now; who asks; a folder to work in."""

    schema: Schema
    organization: model.Group
    before: Current | None
    author: str
    into: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it.

    Attributes:
        publication: Id of the current publication; None for a dry run of a first one.
        changed: False when the same rows were already published, or for a dry run.
    """

    report: Report
    clearance: Clearance
    publication: str | None
    changed: bool
    difference: Difference | None = None


def publish(order: Order) -> Outcome:
    """Publish a deposited file, or say why not; a failure at any point changes nothing public.

    Raises:
        PublicationRefused: The report says which rows and why.
        PublicationBusy: Somebody else is at it.
        ForumError: The file, its columns or the privacy gate refuse it.
    """
    schema = config.registers().get(order.register)
    authority = authorities.authority(order.organization)
    with only_publisher(schema.name, order.organization.id), quarantine.workshop("travail-") as into:
        follow.finish(schema.name, order.organization.id, order.author)
        raw = _read(order, into)
        checkpoint("after-read")
        today = clock.today()
        prepared = prepare(schema, raw, authority=authority, today=today, repair=order.repair, into=into)
        if not prepared.report.valid and not (order.partial and not prepared.checked.blocked):
            raise PublicationRefused(prepared.report)
        before = current.current(schema.name, order.organization.name)
        cleared = gate.clear(
            schema,
            prepared.checked,
            partial=order.partial,
            withdrawn=frozenset(row.key for row in WithdrawnRow.of(schema.name, order.organization.id)),
            former=current.last_said(schema.name, order.organization.id, before),
            into=into,
            released=current.released(schema.name, order.organization.id),
        )
        if order.dry_run or (before and _same(before.clearance, cleared.clearance)):
            known = before.publication_id if before else None
            return Outcome(prepared.report, cleared.clearance, known, changed=False)
        place = Place(schema, order.organization, before, order.author, into)
        publication, difference = release(cleared, place)
        return Outcome(prepared.report, cleared.clearance, publication, changed=True, difference=difference)


def release(cleared: ClearedTable, place: Place) -> tuple[str, Difference]:
    """Make a cleared table the current publication: files and table beside, swap, then what follows.

    The caller holds the register's lock.
    """
    dataset = record.ensure_dataset(place.schema, place.organization, place.author)
    before = place.before
    resource, parquet_resource = (
        (before.resource_id, before.parquet_resource_id) if before else record.resource_ids(dataset)
    )
    publication = _begin(cleared, place, dataset, resource)
    try:
        staged, pointer, difference = _stage(cleared, place, publication, parquet_resource)
        checkpoint("before-swap")
        swap.prepare_pointer()
        swap.swap_in(staged, pointer)
    except (ForumError, OSError):
        _abandon(publication.id)
        raise
    log.info("published", extra={"publication": publication.id, "rows": staged.rows})
    checkpoint("after-swap")
    follow.finish(place.schema.name, place.organization.id, place.author)
    return publication.id, difference


@cache  # finding it reads the metadata of every package that is installed
def _source() -> Any:  # noqa: ANN401 - found by its name: it is no import of ours
    (found,) = entry_points(group="forum.sources", name=_SOURCE)
    return found.load()


def _read(order: Order, into: Path) -> RawTable:
    source = _source()(order.deposit / quarantine.DEPOSITED, order.choices)
    folder = into / "source"
    folder.mkdir(mode=0o700)
    return source.read(quarantine.DEPOSITED, folder)


def _same(before: Clearance, after: Clearance) -> bool:
    """The same rows and the same account: publishing again would change nothing that a person sees."""
    return (before.digest, before.ref, before.rows_in, before.rows_refused, before.rows_suppressed) == (
        after.digest,
        after.ref,
        after.rows_in,
        after.rows_refused,
        after.rows_suppressed,
    )


def _begin(cleared: ClearedTable, place: Place, dataset: str, resource: str) -> Publication:
    """Write the publication down before anything is made: a crash leaves a trace to finish or forget."""
    clearance = cleared.clearance
    publication = Publication(
        id=str(uuid.uuid4()),
        register=place.schema.name,
        organization=place.organization.id,
        dataset=dataset,
        resource=resource,
        author=place.author,
        state=State.PREPARING,
        digest=clearance.digest,
        rows_in=clearance.rows_in,
        rows_out=clearance.rows_out,
        rows_refused=clearance.rows_refused,
        rows_suppressed=clearance.rows_suppressed,
        clearance=current.clearance_to_json(clearance),
    )
    model.Session.add(publication)
    model.Session.commit()
    return publication


def _stage(
    cleared: ClearedTable, place: Place, publication: Publication, parquet_resource: str
) -> tuple[swap.Staged, swap.Pointer, Difference]:
    """Files in their place, table loaded beside; nobody sees either."""
    digest = cleared.clearance.digest
    difference = compare(place.schema, place.before.parquet if place.before else None, cleared.path)
    facts = write_csv(place.schema, cleared.path, place.into / f"{digest}.csv")
    staged = load.stage(place.schema, cleared, swap.stage_name(publication.id))
    if place.before:
        # Which rows appeared, changed and left: keys and names of columns, no values.
        write_changes(
            place.schema, place.before.parquet, cleared.path, place.into / f"{digest}.changes.parquet"
        )
        storage.take(place.into / f"{digest}.changes.parquet", f"{digest}.changes.parquet")
    storage.take(place.into / f"{digest}.csv", f"{digest}.csv")
    storage.take(cleared.path, f"{digest}.parquet")
    publication.csv_digest = facts.digest
    publication.rows_added = difference.added
    publication.rows_changed = difference.changed
    publication.rows_left = difference.left
    pointer = swap.Pointer(
        register=publication.register,
        organization=publication.organization,
        publication=publication.id,
        dataset=publication.dataset,
        resource=publication.resource,
        parquet_resource=parquet_resource,
        clearance=current.clearance_to_json(cleared.clearance),
        csv_digest=facts.digest,
        csv_size=facts.size,
        rows_added=difference.added,
        rows_changed=difference.changed,
        rows_left=difference.left,
    )
    model.Session.commit()
    return staged, pointer, difference


def _abandon(publication: str) -> None:
    model.Session.rollback()
    swap.drop_stage(swap.stage_name(publication))
    found = model.Session.get(Publication, publication)
    if found:
        found.end(State.ABANDONED, "échec avant la mise en ligne")
        model.Session.commit()
