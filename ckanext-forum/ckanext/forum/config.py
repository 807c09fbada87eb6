"""One typed accessor per option of ours, and for those of CKAN that we read."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

import ckan.plugins.toolkit as tk

from forum_core.schema.store import SchemaStore, installed_root, load_store

log = logging.getLogger(__name__)


def storage_folder() -> Path:
    """Folder of everything we keep on disk."""
    return Path(tk.config["ckan.storage_path"]) / "forum"


def publications_folder() -> Path:
    """Folder of the published files, named by digest; nothing else is in it."""
    return storage_folder() / "publications"


def quarantine_folder() -> Path:
    """Folder (0700) of what was not cleared yet."""
    return storage_folder() / "quarantine"


def fictional() -> bool:
    """True on a site whose data are made up: every page says so."""
    return tk.asbool(tk.config["ckanext.forum.fictional"])


def deposit_days() -> int:
    """Days that the file of a deposit stays in quarantine when nobody touches it."""
    return tk.asint(tk.config["ckanext.forum.deposit_days"])


def schema_folders() -> tuple[Path, ...]:
    """Folders of registers that the operator adds to ours; a register of a later one takes the place."""
    return tuple(map(Path, tk.aslist(tk.config["ckanext.forum.schemas"])))


@cache
def registers() -> SchemaStore:
    """The registers of this site, read once a process."""
    store = load_store(installed_root(), *schema_folders())
    for name, error in store.refused.items():
        log.warning("register %s is left out: %s %s", name, error.code, error.params)
    return store
