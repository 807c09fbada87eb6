"""Erase the files of deposits that nobody has touched for long, and folders that no deposit owns."""

from __future__ import annotations

import time
import uuid
from pathlib import Path

from ckan import model
from ckanext.forum import config, quarantine
from ckanext.forum.deposits import folder, store
from ckanext.forum.deposits.store import Deposit, DepositState

_ORPHAN_SECONDS = 86_400
"""A folder is made before its row: younger ones may be on their way."""


def sweep() -> int:
    """Expire old deposits and erase what nobody owns; the number of folders that went."""
    gone = 0
    for deposit in store.untouched(config.deposit_days()):
        if store.change(deposit.id, deposit.version, deposit.editor, state=DepositState.EXPIRED):
            folder.remove(deposit.id)
            gone += 1
    return gone + _orphans()


def _orphans() -> int:
    gone = 0
    for path in quarantine.root().iterdir():
        if _is_deposit(path) and path.stat().st_mtime < time.time() - _ORPHAN_SECONDS:
            owner = model.Session.get(Deposit, path.name)
            if owner is None or not owner.open:
                folder.remove(path.name)
                gone += 1
    return gone


def _is_deposit(path: Path) -> bool:
    """Deposits are named by an id alone; work under way has a prefix, or a lock for another sweep."""
    try:
        return str(uuid.UUID(path.name)) == path.name and not (path / quarantine.LOCK).exists()
    except ValueError:
        return False
