"""Examine a deposit, keep what was found beside its file, and find it again as long as it holds."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ckan import model
from ckanext.forum import authorities, clock, config, current, quarantine
from ckanext.forum.deposits import folder, store
from ckanext.forum.deposits.store import Deposit
from ckanext.forum.errors import AuthorityIncomplete, say
from ckanext.forum.model import WithdrawnRow
from forum_core.deposit.stored import read_study, write_study
from forum_core.deposit.study import Asked, Study, examine
from forum_core.errors import FileRefused, ForumError
from forum_core.schema.model import Schema

_REFUSED = "refused.json"


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a deposit's file: a study in its folder, or the sentences that refuse it whole."""

    study: Study | None
    folder: Path
    refused: str = ""
    code: str = ""


def schema_of(deposit: Deposit) -> Schema:
    """The register that the deposit is for."""
    return config.registers().get(deposit.register)


def find(deposit: Deposit) -> Found | None:
    """What was found of the deposit; None when it must be examined, first or again.

    A publication or a withdrawal since then changes what the file would change: that is examined again.
    """
    where = folder.study(deposit.id, deposit.reading)
    try:
        if (where / _REFUSED).is_file():
            return Found(None, where, **json.loads((where / _REFUSED).read_text(encoding="utf-8")))
        study = read_study(where)
    except FileNotFoundError:
        return None
    return Found(study, where) if study.public == public_digest(deposit) else None


def public_digest(deposit: Deposit) -> str | None:
    """Digest of what is public of the register now."""
    organization = model.Group.get(deposit.organization)
    online = current.current(deposit.register, organization.name) if organization else None
    return online.clearance.digest if online else None


def run(deposit: Deposit) -> Found:
    """Examine the file now, and keep what was found.

    Raises:
        OSError: The disk is full.
    """
    try:
        path = folder.file(deposit.id)
    except FileRefused as err:
        return Found(None, folder.of(deposit.id), say(err), err.code)
    with folder.new_study(deposit.id, deposit.reading) as into:
        # Another name for the same bytes: a file dropped meanwhile takes the first one.
        (into / quarantine.DEPOSITED).hardlink_to(path)
        try:
            study = examine(_asked(deposit), into / quarantine.DEPOSITED, into)
            write_study(study, into)
            counts: Mapping[str, Any] = {"rows": study.rows, "refused": study.refused}
        except ForumError as err:
            _write_refusal(err, into)
            counts = {"rows": None, "refused": None}
    store.note(deposit.id, deposit.reading, **counts)
    found = find(deposit)
    if found is None:
        # Something was published in the very meantime.
        return run(deposit)
    return found


def _asked(deposit: Deposit) -> Asked:
    organization = authorities.organization(deposit.organization)
    online = current.current(deposit.register, organization.name)
    return Asked(
        schema=schema_of(deposit),
        authority=authorities.authority(organization),
        today=clock.today(),
        choices=deposit.as_read,
        repair=deposit.repair,
        withdrawn=frozenset(row.key for row in WithdrawnRow.of(deposit.register, organization.id)),
        former=current.last_said(deposit.register, organization.id, online),
        public=online.parquet if online else None,
        released=current.released(deposit.register, organization.id),
    )


def _write_refusal(err: ForumError, into: Path) -> None:
    """Sentences only: codes and facts of an error hold no cell."""
    code = "authority" if isinstance(err, AuthorityIncomplete) else err.code
    descriptor = os.open(into / _REFUSED, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"refused": say(err), "code": code}, file, ensure_ascii=False)
