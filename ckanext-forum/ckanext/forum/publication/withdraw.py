"""Take a register, or one of its rows, off the site: what held values goes, a trace without values stays."""

from __future__ import annotations

import logging
from pathlib import Path

from ckan import model
from ckanext.forum import config, current, quarantine
from ckanext.forum.current import Current
from ckanext.forum.errors import NothingPublished
from ckanext.forum.model import Publication, State, WithdrawnRow
from ckanext.forum.publication import follow, publish, swap
from ckanext.forum.publication.checkpoints import checkpoint
from ckanext.forum.publication.locks import only_publisher
from forum_core.explore.engine import open_engine
from forum_core.explore.page import row as find_row
from forum_core.privacy import gate
from forum_core.privacy.cleared import ClearedTable
from forum_core.privacy.words import check_reason, check_words
from forum_core.schema.model import Schema

log = logging.getLogger(__name__)


def withdraw(register: str, organization: model.Group, reason: str, author: str) -> str:
    """Withdraw a whole register; the id of the publication that leaves.

    Raises:
        NothingPublished: It has no publication.
        PrivacyRefused: The reason, which everybody reads, holds what no cell may.
        PublicationBusy: Somebody is publishing it.
    """
    schema = config.registers().get(register)
    check_words(reason, schema)
    with only_publisher(schema.name, organization.id):
        follow.finish(schema.name, organization.id, author)
        leaving = _current(schema.name, organization)
        # Written first: whatever happens next, the publication is on its way out and a reconciler goes on.
        for one in Publication.of(schema.name, organization.id):
            if one.state in (State.CURRENT, State.FORMER):
                one.end(State.WITHDRAWN, reason)
        model.Session.commit()
        checkpoint("before-swap")
        swap.take_out(leaving.publication_id)
        checkpoint("after-swap")
        follow.finish(schema.name, organization.id, author)
    log.info("withdrawn", extra={"publication": leaving.publication_id})
    return leaving.publication_id


def withdraw_row(register: str, organization: model.Group, key: str, reason: str, author: str) -> str:
    """Withdraw one row: a publication without it replaces the one that has it; its id.

    Raises:
        NothingPublished: The register has no publication.
        PrivacyRefused: No row has that key, or it is the last one; or the reason, which everybody reads,
            holds what no cell may, or says again whom the row was about.
        PublicationBusy: Somebody is publishing the register.
    """
    schema = config.registers().get(register)
    check_words(reason, schema)
    with only_publisher(schema.name, organization.id), quarantine.workshop("travail-") as into:
        follow.finish(schema.name, organization.id, author)
        before = _current(schema.name, organization)
        cleared = _without(schema, before, frozenset({key}), into)
        leaving = find_row(open_engine(config.publications_folder()).read(schema, before.parquet), key)
        check_reason(reason, schema, leaving.values if leaving else {})
        row = WithdrawnRow(
            register=schema.name,
            organization=organization.id,
            key=key,
            author=author,
            reason=reason,
            done=False,
        )
        model.Session.add(row)
        model.Session.commit()
        publication, _ = publish.release(cleared, publish.Place(schema, organization, before, author, into))
    return publication


def finish_rows(register: str, organization: model.Group, author: str) -> bool:
    """Go on with withdrawals of rows that a crash stopped (the caller holds the lock); True if there were."""
    waiting = frozenset(row.key for row in WithdrawnRow.of(register, organization.id) if not row.done)
    before = current.current(register, organization.name)
    if not waiting or before is None:
        return False
    schema = config.registers().get(register)
    with quarantine.workshop("travail-") as into:
        cleared = _without(schema, before, waiting, into)
        publish.release(cleared, publish.Place(schema, organization, before, author, into))
    return True


def _current(register: str, organization: model.Group) -> Current:
    found = current.current(register, organization.name)
    if found is None:
        raise NothingPublished("publication.none", register=register)
    return found


def _without(schema: Schema, before: Current, keys: frozenset[str], into: Path) -> ClearedTable:
    return gate.without_rows(schema, gate.reopen(before.parquet, before.clearance), keys, into)
