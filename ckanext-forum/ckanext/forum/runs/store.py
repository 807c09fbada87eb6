"""Runs as they are kept: what, for whom, which stage is reached. Ids and counts only, never a cell."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ckan import model

MOST_TRIES = 5
"""Tries of one stage before a person has to look."""

_PAUSES = (2, 10, 60, 300)


class RunState(StrEnum):
    """Life of a run; the two first are open."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    TO_REVIEW = "to-review"


OPEN = (RunState.QUEUED, RunState.RUNNING)


def now() -> datetime:
    """The present, aware."""
    return datetime.now(UTC)


def new_id() -> str:
    """A new id."""
    return str(uuid.uuid4())


class Run(tk.BaseModel):
    """One run of a kind of work on a subject. Created by migration 0004.

    Attributes:
        subject: Id of what is worked on, for the stages.
        stage: How many stages are done; work resumes at that one.
        tries: Times that this stage was begun.
        token: Raised by each worker that takes the run over; who holds another one has lost it.
        reason: Name of the last error, never its message, which could hold a value.
    """

    __tablename__ = "forum_run"

    id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(sa.UnicodeText)
    subject: Mapped[str] = mapped_column(sa.UnicodeText)
    organization: Mapped[str] = mapped_column(sa.UnicodeText)
    register: Mapped[str] = mapped_column(sa.UnicodeText)
    author: Mapped[str] = mapped_column(sa.UnicodeText)
    state: Mapped[str] = mapped_column(sa.UnicodeText, default=RunState.QUEUED)
    stage: Mapped[int] = mapped_column(sa.Integer, default=0)
    tries: Mapped[int] = mapped_column(sa.Integer, default=0)
    token: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    reason: Mapped[str | None] = mapped_column(sa.UnicodeText)
    next_try: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True), default=now)
    created: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True), default=now)
    changed: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True), default=now)


def get(run: str) -> Run | None:
    """The run of that id as the database has it now."""
    return model.Session.get(Run, run, populate_existing=True)


def last(subject: str) -> Run | None:
    """The last run about something."""
    query = sa.select(Run).where(Run.subject == subject).order_by(Run.created.desc()).limit(1)
    return model.Session.scalar(query)


def take(run: str) -> Run | None:
    """Take an open run over: the token of whoever had it is void. Commits; None when it is not open."""
    _change(run, None, state=RunState.RUNNING, token=Run.token + 1)
    found = get(run)
    return found if found and found.state in OPEN else None


def begin(run: Run) -> bool:
    """Count one more try of the stage; False when the run is lost, or has to be looked at. Commits."""
    if run.tries >= MOST_TRIES:
        _change(run.id, run.token, state=RunState.TO_REVIEW)
        return False
    pause = timedelta(seconds=_PAUSES[min(run.tries, len(_PAUSES) - 1)])
    return _change(run.id, run.token, tries=Run.tries + 1, next_try=now() + pause)


def finish(run: Run, stages: int) -> bool:
    """Note that the stage is done; False when another worker has the run. Commits."""
    state = RunState.DONE if run.stage + 1 >= stages else RunState.RUNNING
    return _change(run.id, run.token, stage=Run.stage + 1, tries=0, reason=None, state=state, next_try=now())


def fail(run: str, token: int, tries: int, reason: str) -> None:
    """Note that the stage failed; after the last try a person has to look. Commits."""
    state = RunState.TO_REVIEW if tries >= MOST_TRIES else RunState.QUEUED
    _change(run, token, reason=reason, state=state)


def _change(run: str, held: int | None, **values: object) -> bool:
    update = sa.update(Run).where(Run.id == run, Run.state.in_(OPEN)).values(changed=now(), **values)
    if held is not None:
        update = update.where(Run.token == held)
    done = model.Session.execute(update.execution_options(synchronize_session=False)).rowcount == 1
    model.Session.commit()
    return done
