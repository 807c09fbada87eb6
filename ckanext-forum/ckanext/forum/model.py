"""Our tables in CKAN's database: publications, and rows withdrawn. Neither holds a value of a register."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckan import model


class State(StrEnum):
    """Life of a publication. Only the DataStore's pointer decides which one is current; this follows it."""

    PREPARING = "preparing"
    CURRENT = "current"
    FORMER = "former"
    WITHDRAWN = "withdrawn"
    ABANDONED = "abandoned"


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return str(uuid.uuid4())


class Publication(tk.BaseModel):
    """One clearance made public, or on its way there. Created by migration 0001."""

    __tablename__ = "forum_publication"

    id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True, default=_new_id)
    register: Mapped[str] = mapped_column(sa.UnicodeText)
    organization: Mapped[str] = mapped_column(sa.UnicodeText)
    dataset: Mapped[str] = mapped_column(sa.UnicodeText)
    resource: Mapped[str] = mapped_column(sa.UnicodeText)
    author: Mapped[str] = mapped_column(sa.UnicodeText)
    created: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True), default=_now)
    ended: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    state: Mapped[str] = mapped_column(sa.UnicodeText)
    digest: Mapped[str] = mapped_column(sa.UnicodeText)
    csv_digest: Mapped[str | None] = mapped_column(sa.UnicodeText)
    rows_in: Mapped[int] = mapped_column(sa.Integer)
    rows_out: Mapped[int] = mapped_column(sa.Integer)
    rows_refused: Mapped[int] = mapped_column(sa.Integer)
    rows_suppressed: Mapped[int] = mapped_column(sa.Integer)
    rows_added: Mapped[int | None] = mapped_column(sa.Integer)
    rows_changed: Mapped[int | None] = mapped_column(sa.Integer)
    rows_left: Mapped[int | None] = mapped_column(sa.Integer)
    clearance: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reason: Mapped[str | None] = mapped_column(sa.UnicodeText)

    @classmethod
    def of(cls, register: str, organization: str) -> list[Publication]:
        """Publications of one register of one authority, latest first."""
        query = sa.select(cls).where(cls.register == register, cls.organization == organization)
        return list(model.Session.scalars(query.order_by(cls.created.desc())))

    def end(self, state: State, reason: str | None = None) -> None:
        """Close the publication in a final state."""
        self.state = state
        self.ended = _now()
        self.reason = reason or self.reason


class WithdrawnRow(tk.BaseModel):
    """A row that was taken off the site: its key, when and why, never what it held (migration 0001).

    `done` is False until the publication without the row has replaced the one that had it.
    """

    __tablename__ = "forum_withdrawn_row"

    id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True, default=_new_id)
    register: Mapped[str] = mapped_column(sa.UnicodeText)
    organization: Mapped[str] = mapped_column(sa.UnicodeText)
    key: Mapped[str] = mapped_column(sa.UnicodeText)
    created: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True), default=_now)
    author: Mapped[str] = mapped_column(sa.UnicodeText)
    reason: Mapped[str] = mapped_column(sa.UnicodeText)
    done: Mapped[bool] = mapped_column(sa.Boolean, default=False)

    @classmethod
    def of(cls, register: str, organization: str) -> list[WithdrawnRow]:
        """Rows withdrawn from one register of one authority."""
        query = sa.select(cls).where(cls.register == register, cls.organization == organization)
        return list(model.Session.scalars(query))
