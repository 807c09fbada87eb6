"""Starting a run, and leading it through its stages: lock on the source first, then token, then work."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from ckan import model
from ckanext.forum.runs import queue, store
from ckanext.forum.runs.kinds import Kinds, Stage
from ckanext.forum.runs.store import Run

log = logging.getLogger(__name__)


def start(kind: str, subject: str, *, register: str, organization: str, user: str) -> Run:
    """Note a run and queue it, in the caller's transaction: with its commit both are there, or neither."""
    run = Run(
        id=store.new_id(),
        kind=kind,
        subject=subject,
        register=register,
        organization=organization,
        author=user,
    )
    model.Session.add(run)
    model.Session.flush()
    queue.defer(model.Session.connection(), run.id)
    return run


def advance(run: str, kinds: Kinds, stop: Callable[[], bool] = bool) -> None:
    """Lead a run as far as it goes. Who finds its source busy leaves; the sweep queues the run again."""
    found = store.get(run)
    if found is None or found.state not in store.OPEN:
        return
    kind = kinds.get(found.kind)
    if kind is None:
        # Nobody here knows the work: trying again would change nothing.
        store.fail(run, found.token, store.MOST_TRIES, "UnknownKind")
        return
    with _source(found) as mine:
        taken = store.take(run) if mine else None
        while taken and not stop() and _one_stage(taken, kind.stages):
            taken = store.get(run)
            if taken and taken.state not in store.OPEN:
                break


def _one_stage(run: Run, stages: tuple[Stage, ...]) -> bool:
    """Do the stage that is reached; False when the run is no longer ours."""
    stage, name, subject = stages[run.stage], run.id, run.subject
    token, tries = run.token, run.tries + 1
    if not store.begin(run):
        return False
    try:
        stage.work(subject)
    except Exception as err:
        model.Session.rollback()
        store.fail(name, token, tries, type(err).__name__)
        log.warning("run stage failed", extra={"run": name, "stage": stage.name})
        raise
    # What the stage left open is not part of the note, and its reading of the row is old.
    model.Session.rollback()
    current = store.get(name)
    return current is not None and current.token == token and store.finish(current, len(stages))


@contextmanager
def _source(run: Run) -> Iterator[bool]:
    """Try to hold the lock of a source on a session of its own; says whether it is ours."""
    name = f"forum:run:{run.register}:{run.organization}"
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
    connection = model.meta.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        yield bool(connection.scalar(sa.text("SELECT pg_try_advisory_lock(:key)"), {"key": key}))
    finally:
        # Closing the session for real lets the lock go, whatever state the connection is in.
        connection.invalidate()
        connection.close()
