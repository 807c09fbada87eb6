"""Bring CKAN's rows, the files and the index in line with what the DataStore says is current."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import ckan.plugins.toolkit as tk
import pysolr
import sqlalchemy as sa
from ckan.lib import search
from ckan.types import CKANApp

from ckan import model
from ckanext.forum import current, quarantine
from ckanext.forum.errors import PublicationBusy
from ckanext.forum.model import Publication
from ckanext.forum.publication import follow, index, swap, withdraw
from ckanext.forum.publication.locks import RECONCILER, held, only_publisher

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mended:
    """What a passage did.

    Attributes:
        mended: Registers of authorities that were not in line.
        busy: Those that somebody is publishing now; they will be brought in line by that.
        ghosts: Documents of the index without a dataset.
        leftovers: Folders of the quarantine and staging tables without an owner.
    """

    registers: int = 0
    mended: int = 0
    busy: int = 0
    ghosts: int = 0
    leftovers: int = 0


def reconcile() -> Mended | None:
    """Mend what a crash left between the DataStore, CKAN, the files and the index.

    Returns:
        What was done; None when another process is at it.
    """
    with held(RECONCILER) as mine:
        return _reconcile() if mine else None


def at_start(application: CKANApp) -> None:
    """Reconcile when a web server starts; the worker that comes first does it, the others go on.

    A service that is down must not keep the site from starting: the next start, or the command, will do it.
    """
    try:
        with application._wsgi_app.test_request_context():
            reconcile()
    except (sa.exc.SQLAlchemyError, search.SearchError, pysolr.SolrError) as err:
        # Its kind only: a service's own words may quote what it was given.
        log.error("not reconciled at start: %s", type(err).__name__)  # noqa: TRY400


def _reconcile() -> Mended:
    swap.prepare_pointer()
    author = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    places = {(one.register, one.organization) for one in model.Session.query(Publication)}
    places |= {(one.register, one.organization) for one in current.currents()}
    mended = busy = 0
    for register, organization in sorted(places):
        try:
            mended += _one(register, organization, author)
        except PublicationBusy:
            busy += 1
    leftovers = quarantine.sweep() + _sweep_stages()
    done = Mended(len(places), mended, busy, index.remove_ghosts(), leftovers)
    log.info("reconciled", extra={"registers": done.registers, "mended": done.mended, "ghosts": done.ghosts})
    return done


def _one(register: str, organization: str, author: str) -> bool:
    with only_publisher(register, organization):
        changed = follow.finish(register, organization, author)
        found = model.Group.get(organization)
        return (bool(found) and withdraw.finish_rows(register, found, author)) or changed


def _sweep_stages() -> int:
    """Drop staging tables that belong to no publication under way."""
    under_way = {
        swap.stage_name(one.id) for one in model.Session.query(Publication).filter_by(state="preparing")
    }
    left = [name for name in swap.stages() if name not in under_way]
    for name in left:
        swap.drop_stage(name)
    return len(left)
