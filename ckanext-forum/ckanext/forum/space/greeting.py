"""The words at the top of the space: the day, what waits, what is up to date, which role one has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ckan import model
from ckanext.forum import members
from ckanext.forum.space.tasks import Kind, When
from forum_core import french

_DAYS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")
_PARIS = ZoneInfo("Europe/Paris")
_TITLES = {When.LATE: "En retard", When.WAITING: "On vous attend", When.SOON: "Bientôt"}
_CLASSES = {When.LATE: "is-late", When.WAITING: "is-soon", When.SOON: "is-soon"}
_FEMININE = ("", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


@dataclass(frozen=True, slots=True)
class Section:
    """Tasks of one kind of urgency."""

    code: str
    title: str
    status_class: str
    tasks: tuple[Mapping[str, Any], ...]


def today(moment: datetime) -> str:
    """« Vendredi 20 mars 2026, 18 h 20 »."""
    local = moment.astimezone(_PARIS)
    day = f"{_DAYS[local.weekday()]}{french.SPACE}{french.day(local.date())}"
    return f"{day}, {local.hour}{french.SPACE}h{french.SPACE}{local.minute:02d}"


def sections(tasks: Sequence[Mapping[str, Any]]) -> tuple[Section, ...]:
    """Tasks under « En retard », « On vous attend », « Bientôt »; empty ones are left out."""
    return tuple(
        Section(when, _TITLES[when], _CLASSES[when], found)
        for when in When
        if (found := tuple(task for task in tasks if task["when"] == when))
    )


def title(found: Iterable[Section], *, works: bool) -> str:
    """« Bonjour. Un retard, deux réponses »."""
    if not works:
        return "Bonjour. Vous lisez, rien ne vous attend"
    tasks = [task for section in found for task in section.tasks]
    late = sum(task["when"] == When.LATE for task in tasks)
    waiting = [task for task in tasks if task["when"] == When.WAITING]
    answers = sum(task["kind"] == Kind.REPORT for task in waiting)
    deposits = sum(task["kind"] == Kind.DEPOSIT for task in waiting)
    parts = [
        _counted(late, "retard", "retards", feminine=False),
        _counted(answers, "réponse à donner", "réponses à donner"),
        _counted(deposits, "dépôt à finir", "dépôts à finir", feminine=False),
    ]
    said = ", ".join(filter(None, parts))
    return f"Bonjour. {said[:1].upper()}{said[1:]}" if said else "Bonjour. Rien ne vous attend"


def rhythm(known: int, kept: int) -> str:
    """« 3 registres sur 4 sont à jour »; nothing when no register has a rhythm."""
    if not known:
        return ""
    if known == 1:
        return "Le registre en ligne est à jour" if kept else ""
    counted = french.counted(kept, "registre", "registres")
    verb = "est" if kept < 2 else "sont"
    return f"{french.number(kept)} {counted} sur {french.number(known)} {verb} à jour"


def role(user: str, organization: str) -> str:
    """What the person may do there, in one word or two."""
    account = model.User.get(user)
    if account and account.sysadmin:
        return "Administration du site"
    if members.may(user, organization, members.MAY_PUBLISH):
        return "Publication"
    return "Dépôt" if members.may(user, organization, members.MAY_WORK) else "Lecture"


def _counted(amount: int, one: str, many: str, *, feminine: bool = True) -> str:
    if not amount:
        return ""
    word = _FEMININE[amount] if amount < len(_FEMININE) else french.number(amount)
    if amount == 1 and not feminine:
        word = "un"
    return f"{word} {one if amount == 1 else many}"
