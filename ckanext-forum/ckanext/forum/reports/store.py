"""Reports as they are kept: their table, who sent how many lately, and how long an address stays."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ckan import model

DAYS_TO_ANSWER = 15
EMAIL_DAYS_AFTER_ANSWER = 30
EMAIL_DAYS_AT_MOST = 365


class ReportState(StrEnum):
    """Life of a report; the two last ones have a public answer."""

    RECEIVED = "received"
    IN_PROGRESS = "in-progress"
    ANSWERED = "answered"
    CLOSED = "closed"


OPEN = (ReportState.RECEIVED, ReportState.IN_PROGRESS)
DONE = (ReportState.ANSWERED, ReportState.CLOSED)


def now() -> datetime:
    """The present, aware."""
    return datetime.now(UTC)


class Report(tk.BaseModel):
    """One report (migration 0002). Its message is for officers only, its e-mail for nobody's eyes."""

    __tablename__ = "forum_report"

    id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True, default=lambda: str(uuid.uuid4()))
    reference: Mapped[str] = mapped_column(sa.UnicodeText)
    once: Mapped[str] = mapped_column(sa.UnicodeText)
    organization: Mapped[str] = mapped_column(sa.UnicodeText)
    register: Mapped[str | None] = mapped_column(sa.UnicodeText)
    row: Mapped[str | None] = mapped_column(sa.UnicodeText)
    dataset: Mapped[str | None] = mapped_column(sa.UnicodeText)
    page: Mapped[str | None] = mapped_column(sa.UnicodeText)
    message: Mapped[str] = mapped_column(sa.UnicodeText)
    email: Mapped[str | None] = mapped_column(sa.UnicodeText)
    created: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True), default=now)
    state: Mapped[str] = mapped_column(sa.UnicodeText, default=ReportState.RECEIVED)
    answer: Mapped[str | None] = mapped_column(sa.UnicodeText)
    answered: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    answered_by: Mapped[str | None] = mapped_column(sa.UnicodeText)

    @property
    def due(self) -> datetime:
        """By when the authority answers."""
        return self.created + timedelta(days=DAYS_TO_ANSWER)


class Sender(tk.BaseModel):
    """That somebody sent a report, a day long; tied to no report (migration 0002)."""

    __tablename__ = "forum_report_sender"

    id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)
    sender: Mapped[str] = mapped_column(sa.UnicodeText)
    at: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True))


def by_reference(reference: str) -> Report | None:
    """The report of that reference."""
    return model.Session.scalars(sa.select(Report).where(Report.reference == reference)).first()


def by_once(once: str) -> Report | None:
    """The report that the same click made already."""
    return model.Session.scalars(sa.select(Report).where(Report.once == once)).first()


def keep(report: Report) -> Report:
    """Keep a new report; when the same click kept it meanwhile, that one."""
    with model.Session.no_autoflush:
        try:
            with model.Session.begin_nested():
                model.Session.add(report)
        except sa.exc.IntegrityError:
            kept = by_once(report.once)
            if kept is None:
                raise
            return kept
    return report


def inbox(organizations: Iterable[str], states: Iterable[ReportState]) -> list[Report]:
    """Reports of some authorities in some states: open ones first, the oldest of them on top."""
    is_open = Report.state.in_(OPEN)
    query = (
        sa.select(Report)
        .where(Report.organization.in_(list(organizations)), Report.state.in_(list(states)))
        .order_by(is_open.desc(), sa.case((is_open, Report.created)), Report.created.desc())
    )
    return list(model.Session.scalars(query))


def forget_emails(moment: datetime) -> int:
    """Erase the addresses whose time is over; how many there were."""
    answered = Report.answered < moment - timedelta(days=EMAIL_DAYS_AFTER_ANSWER)
    old = Report.created < moment - timedelta(days=EMAIL_DAYS_AT_MOST)
    over = sa.or_(sa.and_(Report.state.in_(DONE), answered), old)
    update = sa.update(Report).where(Report.email.is_not(None), over).values(email=None)
    # The objects of the session may hold an address that was just erased.
    return model.Session.execute(update.execution_options(synchronize_session="fetch")).rowcount
