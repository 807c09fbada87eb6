"""What waits for a person: reports to answer, deposits to finish, publications that are late or soon due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import ckan.plugins.toolkit as tk

from ckan import model
from ckanext.forum import config, members
from ckanext.forum.current import Current, currents
from forum_core import french
from forum_core.deadlines import Deadline, Kept, deadline
from forum_core.schema.model import Schema

_WAITING = {"draft": "Dépôt à finir", "proposed": "Dépôt à publier"}


class When(StrEnum):
    """Where a task stands on the page."""

    LATE = "late"
    WAITING = "waiting"
    SOON = "soon"


class Kind(StrEnum):
    """What the task is about."""

    REPORT = "report"
    DEPOSIT = "deposit"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do.

    Attributes:
        due: ISO day by which it is expected; empty when there is none.
        status, note: « En retard de 12 jours », « avant le 8 mars 2026 ».
        address, action: Where to do it, and the words of the button.
    """

    kind: Kind
    when: When
    due: str
    status: str
    note: str
    title: str
    says: str
    organization: str
    authority: str
    address: str
    action: str


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Registers whose frequency asks for something by some day, and how many are up to date."""

    known: int
    kept: int
    tasks: tuple[Task, ...]


def of_reports(reports: Iterable[Mapping[str, Any]], today: date) -> list[Task]:
    """Open reports, by the day on which their answer is due."""
    return [_of_report(report, today) for report in reports]


def of_deposits(
    deposits: Iterable[Mapping[str, Any]], organizations: Sequence[model.Group], user: str
) -> list[Task]:
    """Deposits that a person may take further: drafts, and those proposed for publication."""
    by_name = {one.name: one for one in organizations}
    return [
        _of_deposit(one, by_name[one["organization"]], user)
        for one in deposits
        if one["state"] in _WAITING and one["organization"] in by_name
    ]


def of_publications(organizations: Sequence[model.Group], today: date) -> Rhythm:
    """Publications of some authorities whose next rows are late, or due within a month."""
    # Who works for an authority reads its private datasets too: nothing is left out here.
    wanted, schemas = {one.id for one in organizations}, config.registers()
    published = [one for one in currents() if one.organization in wanted and one.register in schemas.names()]
    expected = [
        (one, schema, found)
        for one in published
        if (found := _deadline(one, schema := schemas.get(one.register), today))
    ]
    tasks = [_of_publication(*one) for one in expected if one[2].kept is not Kept.KEPT]
    late = sum(found.kept is Kept.LATE for *_, found in expected)
    return Rhythm(len(expected), len(expected) - late, tuple(tasks))


def ordered(tasks: Iterable[Task]) -> list[Task]:
    """Late ones first, then those that wait, then what comes; by due day in each."""
    places = tuple(When)
    return sorted(tasks, key=lambda task: (places.index(task.when), task.due or "9999", task.title))


def _of_report(report: Mapping[str, Any], today: date) -> Task:
    due = french.paris_day(datetime.fromisoformat(report["due"]))
    days = (due - today).days
    about = ": ".join(filter(None, (report["subject"] + "\u00a0", report["subject_row"])))
    return Task(
        kind=Kind.REPORT,
        when=When.LATE if days < 0 else When.WAITING,
        due=due.isoformat(),
        status=_status(days, "Répondre"),
        note=f"avant le {french.day(due)}",
        title=f"Signalement {report['reference']}",
        says=f"{about if report['subject_row'] else report['subject']}. La réponse sera publique.",
        organization=report["organization"],
        authority=report["authority"],
        address=tk.url_for("forum_inbox.read", reference=report["reference"]),
        action="Répondre",
    )


def _of_deposit(deposit: Mapping[str, Any], organization: model.Group, user: str) -> Task:
    schemas = config.registers()
    known = deposit["register"] in schemas.names()
    changed = french.paris_day(datetime.fromisoformat(deposit["changed"]))
    publishes = members.may(user, organization.id, members.MAY_PUBLISH)
    proposed = deposit["state"] == "proposed"
    return Task(
        kind=Kind.DEPOSIT,
        when=When.WAITING,
        due="",
        status=_WAITING[deposit["state"]],
        note=f"depuis le {french.day(changed)}",
        title=schemas.get(deposit["register"]).title if known else deposit["register"],
        says=f"Fichier {french.quoted(deposit['filename'])}. "
        + (
            "Il attend une personne qui publie."
            if proposed and not publishes
            else "Rien n’est encore en ligne."
        ),
        organization=organization.id,
        authority=organization.title or organization.name,
        address=tk.url_for("forum_deposits.read", deposit=deposit["id"]),
        action="Voir" if proposed and not publishes else "Continuer",
    )


def _of_publication(publication: Current, schema: Schema, expected: Deadline) -> Task:
    last = publication.clearance.last_date
    covered = f"Les lignes en ligne vont jusqu’au {french.day(date.fromisoformat(last))}." if last else ""
    return Task(
        kind=Kind.PUBLICATION,
        when=When.LATE if expected.kept is Kept.LATE else When.SOON,
        due=expected.due.isoformat(),
        status=_status(expected.days, ""),
        note=f"attendu le {french.day(expected.due)}",
        title=f"{schema.title}, {expected.period}",
        says=covered,
        organization=publication.organization,
        authority=publication.organization_title,
        address=tk.url_for("forum_deposits.index"),
        action="Déposer",
    )


def _deadline(publication: Current, schema: Schema, today: date) -> Deadline | None:
    last = publication.clearance.last_date
    covered = date.fromisoformat(last) if last else french.paris_day(publication.published_at)
    return deadline(schema.frequency, covered, today)


def _status(days: int, verb: str) -> str:
    if days < 0:
        return f"En retard de {french.count(-days, 'jour', 'jours')}"
    when = "aujourd’hui" if days == 0 else f"dans {french.count(days, 'jour', 'jours')}"
    return f"{verb} {when}" if verb else when.capitalize()
