"""A report in French: its state, its dates, and the paragraphs of its texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ckanext.forum.reports.store import DONE, OPEN, ReportState, now
from forum_core import french

STATES = {
    ReportState.RECEIVED: ("Reçu", "is-soon"),
    ReportState.IN_PROGRESS: ("En cours", "is-soon"),
    ReportState.ANSWERED: ("Répondu", "is-ok"),
    ReportState.CLOSED: ("Classé", ""),
}


@dataclass(frozen=True, slots=True)
class ReportWords:
    """A report as a page shows it. `message`, `page` and the others of the inbox are empty in public."""

    reference: str
    address: str
    state: str
    code: str
    state_class: str
    open: bool
    received: str
    received_short: str
    due: str
    delay: str
    is_late: bool
    authority: str
    subject: str
    subject_address: str | None
    subject_row: str
    answer: tuple[str, ...]
    answered: str
    answer_text: str
    message: tuple[str, ...]
    extract: str
    page: str
    wants_mail: bool
    answered_by: str
    version: str


_EXTRACT = 140


def in_words(report: Mapping[str, Any]) -> ReportWords:
    """What an action said of a report, in words."""
    state = ReportState(report["state"])
    says, state_class = STATES[state]
    due = french.paris_day(datetime.fromisoformat(report["due"]))
    today = french.paris_day(now())
    received = datetime.fromisoformat(report["created"])
    answered = report["answered"]
    message = report.get("message") or ""
    late = state in OPEN and due < today
    return ReportWords(
        reference=report["reference"],
        address=report["address"],
        state=says,
        code=state,
        state_class="is-late" if late else state_class,
        open=state not in DONE,
        received=french.moment(received),
        received_short=french.day_short(french.paris_day(received)),
        due=french.day(due),
        delay=_delay(due, today) if state in OPEN else "",
        is_late=late,
        authority=report["authority"],
        subject=report["subject"],
        subject_address=report["subject_address"],
        subject_row=report["subject_row"],
        answer=_paragraphs(report["answer"]),
        answered=french.moment(datetime.fromisoformat(answered)) if answered else "",
        answer_text=report["answer"] or "",
        message=_paragraphs(message),
        extract=_extract(message),
        page=report.get("page") or "",
        wants_mail=bool(report.get("wants_mail")),
        answered_by=report.get("answered_by") or "",
        version=report.get("version") or "",
    )


def _delay(due: date, today: date) -> str:
    days = (due - today).days
    if days < 0:
        return f"En retard de {french.count(-days, 'jour', 'jours')}"
    return "Répondre aujourd’hui" if days == 0 else f"Répondre dans {french.count(days, 'jour', 'jours')}"


def _paragraphs(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split("\n\n") if part.strip())


def _extract(message: str) -> str:
    line = " ".join(message.split())
    return line if len(line) <= _EXTRACT else f"{line[:_EXTRACT].rsplit(' ', 1)[0]}…"
