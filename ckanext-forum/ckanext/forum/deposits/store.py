"""Deposits as they are kept: who, for which register, how to read the file, where it stands. Never a cell."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckan import model
from ckanext.forum.runs import store as runs
from ckanext.forum.runs.store import Run
from forum_core.source import Choices


class DepositState(StrEnum):
    """Life of a deposit; the file is in quarantine in the four first states, gone in the others."""

    EXAMINING = "examining"
    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    GIVEN_UP = "given-up"
    EXPIRED = "expired"


BUSY = (DepositState.EXAMINING, DepositState.PUBLISHING)
"""States in which a run works on the deposit."""

OPEN = (*BUSY, DepositState.DRAFT, DepositState.PROPOSED)
CLOSED = tuple(state for state in DepositState if state not in OPEN)
WAITING = (DepositState.DRAFT, DepositState.PROPOSED)
"""States in which a person may change the deposit."""

_SAID_STOPPED = (
    "Le travail a échoué plusieurs fois de suite. Rien n’est perdu\u00a0: recommencez, rien n’est fait "
    "deux fois. S’il échoue encore, prévenez la personne qui administre le site."
)


def now() -> datetime:
    """The present, aware."""
    return datetime.now(UTC)


def new_id() -> str:
    """A new id, for a row and for a folder."""
    return str(uuid.uuid4())


class Deposit(tk.BaseModel):
    """One deposit; its id is also the name of its folder in quarantine.

    Attributes:
        version: Raised by every change; a form sends the one that it showed, so two officers do not cross.
        reading: Raised when the file or the way to read it changes: the study of another one is stale.
        choices: `encoding`, `delimiter`, `sheet`, `repair`, `partial`, as far as somebody chose.
        trouble: Why the last try to publish failed, in a sentence.
        refused: Rows to correct when last examined, for lists.
    """

    __tablename__ = "forum_deposit"

    id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True, default=new_id)
    organization: Mapped[str] = mapped_column(sa.UnicodeText)
    register: Mapped[str] = mapped_column(sa.UnicodeText)
    author: Mapped[str] = mapped_column(sa.UnicodeText)
    editor: Mapped[str] = mapped_column(sa.UnicodeText)
    created: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True), default=now)
    changed: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True), default=now)
    state: Mapped[str] = mapped_column(sa.UnicodeText, default=DepositState.DRAFT)
    version: Mapped[int] = mapped_column(sa.Integer, default=1)
    reading: Mapped[int] = mapped_column(sa.Integer, default=1)
    filename: Mapped[str] = mapped_column(sa.UnicodeText)
    size: Mapped[int] = mapped_column(sa.BigInteger)
    choices: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    rows: Mapped[int | None] = mapped_column(sa.Integer)
    refused: Mapped[int | None] = mapped_column(sa.Integer)
    trouble: Mapped[str | None] = mapped_column(sa.UnicodeText)
    publication: Mapped[str | None] = mapped_column(sa.UnicodeText)

    @property
    def as_read(self) -> Choices:
        """How the officer wants the file to be read."""
        return Choices(**{name: self.choices.get(name) for name in ("encoding", "delimiter", "sheet")})

    @property
    def repair(self) -> bool:
        """True when the officer asked for the safe repairs."""
        return bool(self.choices.get("repair"))

    @property
    def partial(self) -> bool:
        """True when the publisher leaves the rows that are wrong."""
        return bool(self.choices.get("partial"))

    @property
    def open(self) -> bool:
        """True while its file is in quarantine."""
        return self.state in OPEN


def get(deposit: str, *, lock: bool = False) -> Deposit | None:
    """The deposit of that id as the database has it now; locked, nobody else changes it before the commit."""
    return model.Session.get(Deposit, deposit, populate_existing=True, with_for_update=lock or None)


def of(
    organizations: Iterable[str], states: Iterable[DepositState], most: int | None = None
) -> list[Deposit]:
    """Deposits of some authorities in some states, last changed first; at most so many, or all."""
    query = (
        sa.select(Deposit)
        .where(Deposit.organization.in_(list(organizations)), Deposit.state.in_(list(states)))
        .order_by(Deposit.changed.desc())
        .limit(most)
    )
    return list(model.Session.scalars(query))


def change(deposit: str, version: int, by: str, **values: object) -> bool:
    """Change a deposit that nobody else has changed since that version; says whether it was done. Commits."""
    update = (
        sa.update(Deposit)
        .where(Deposit.id == deposit, Deposit.version == version)
        .values(version=Deposit.version + 1, changed=now(), editor=by, **values)
    )
    done = model.Session.execute(update.execution_options(synchronize_session=False)).rowcount == 1
    model.Session.commit()
    return done


def note(deposit: str, reading: int, **values: object) -> None:
    """Write down what examining found, unless the file or its reading has changed meanwhile. Commits."""
    update = sa.update(Deposit).where(Deposit.id == deposit, Deposit.reading == reading).values(**values)
    model.Session.execute(update.execution_options(synchronize_session=False))
    model.Session.commit()


def release_stopped() -> None:
    """Give back to people what no run works on any more: its last one failed too often. Commits."""
    worked_on = sa.select(Run.subject).where(Run.state.in_(runs.OPEN))
    update = (
        sa.update(Deposit)
        .where(Deposit.state.in_(BUSY), Deposit.id.not_in(worked_on))
        .values(state=DepositState.DRAFT, version=Deposit.version + 1, trouble=_SAID_STOPPED)
    )
    model.Session.execute(update.execution_options(synchronize_session=False))
    model.Session.commit()


def untouched(days: int) -> list[Deposit]:
    """Deposits that wait for a person and that nobody has touched for so many days."""
    query = sa.select(Deposit).where(
        Deposit.state.in_(WAITING), Deposit.changed < now() - timedelta(days=days)
    )
    return list(model.Session.scalars(query))
