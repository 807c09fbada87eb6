"""What follows the DataStore's pointer: states, CKAN's row, index, files. Mends what a crash left.

The pointer decides. Everything here may be done twice, and starts from what is found, not what was intended.
"""

from __future__ import annotations

import sqlalchemy as sa
from ckan.lib import search

from ckan import model
from ckanext.forum import current
from ckanext.forum.current import Current
from ckanext.forum.model import Publication, State, WithdrawnRow
from ckanext.forum.publication import index, record, storage, swap


def finish(register: str, organization: str, author: str) -> bool:
    """Bring one register of one authority in line with its pointer; True when something had to be done.

    The caller holds the register's lock, so whatever is still being prepared was left by a crash.
    """
    pointed = _pointed(register, organization)
    history = Publication.of(register, organization)
    if pointed and _withdrawn(pointed, history):
        swap.take_out(pointed.publication_id)
        pointed = None
    changed = _settle_states(pointed, history)
    _settle_rows(pointed, history)
    model.Session.commit()
    for abandoned in changed:
        swap.drop_stage(swap.stage_name(abandoned))
    moved = _follow_record(pointed, history, author)
    sweep_files()
    return bool(changed) or moved


def sweep_files() -> None:
    """Delete the files that no current, former or unfinished publication refers to."""
    keep: set[str] = {one.clearance.digest for one in current.currents()}
    seen: set[tuple[str, str]] = set()
    needed = (Publication.register, Publication.organization, Publication.state, Publication.digest)
    for one in model.Session.execute(sa.select(*needed).order_by(Publication.created.desc())):
        if one.state in (State.PREPARING, State.CURRENT):
            keep.add(one.digest)
        elif one.state == State.FORMER and (one.register, one.organization) not in seen:
            seen.add((one.register, one.organization))
            keep.add(one.digest)
    storage.sweep(keep)


def _pointed(register: str, organization: str) -> Current | None:
    return next((one for one in current.currents(register) if one.organization == organization), None)


def _withdrawn(pointed: Current, history: list[Publication]) -> bool:
    return any(one.id == pointed.publication_id and one.state == State.WITHDRAWN for one in history)


def _settle_states(pointed: Current | None, history: list[Publication]) -> list[str]:
    """Make the states say what the pointer says; ids of the publications whose state changed."""
    changed: list[str] = []
    for one in history:
        is_pointed = pointed is not None and one.id == pointed.publication_id
        if one.state == State.CURRENT and not is_pointed:
            one.end(State.FORMER)
            changed.append(one.id)
        elif one.state == State.PREPARING and not is_pointed:
            one.end(State.ABANDONED, "interrompue avant la mise en ligne")
            changed.append(one.id)
    # The unique index allows one current publication: the old one must have left before.
    model.Session.flush()
    for one in history:
        if pointed is not None and one.id == pointed.publication_id and one.state != State.CURRENT:
            one.state = State.CURRENT
            changed.append(one.id)
    return changed


def _settle_rows(pointed: Current | None, history: list[Publication]) -> None:
    """Close withdrawals of rows that the current publication leaves out, and what still held them."""
    if not history:
        return
    at = next((one.created for one in history if pointed and one.id == pointed.publication_id), None)
    rows = WithdrawnRow.of(history[0].register, history[0].organization)
    for row in rows:
        if row.done or (pointed is not None and (at is None or at <= row.created)):
            continue
        row.done = True
        for one in history:
            if one.state == State.FORMER and one.created <= row.created:
                one.end(State.WITHDRAWN, row.reason)


def _follow_record(pointed: Current | None, history: list[Publication], author: str) -> bool:
    if pointed is not None:
        if not record.in_line(pointed):
            record.bring_in_line(pointed, author)
            return True
        return _index(pointed.dataset_id, pointed.publication_id)
    dataset = next((model.Package.get(one.dataset) for one in history), None)
    if dataset is None or dataset.state != "active":
        return False
    if dataset.private and not dataset.extras.get("publication"):
        return _index(dataset.id, "")
    record.empty(dataset.id, author)
    return True


def _index(dataset: str, publication: str) -> bool:
    """Index the dataset again when the search index tells another story; True when it did."""
    if index.publications([dataset]).get(dataset) == publication:
        return False
    search.rebuild(dataset)
    return True
