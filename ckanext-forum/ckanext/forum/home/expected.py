"""Are deadlines kept: what authorities are expected to publish next, from the registers’ frequency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ckanext.forum import catalogue, clock
from ckanext.forum.current import Current
from forum_core import french
from forum_core.deadlines import Deadline, Kept, deadline
from forum_core.schema.model import Schema

_SHOWN = 6

_STATES = {
    Kept.KEPT: ("Dans les temps", "is-ok"),
    Kept.SOON: ("Bientôt", "is-soon"),
    Kept.LATE: ("En retard", "is-late"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """The next rows that a register of an authority is expected to publish."""

    title: str
    address: str
    says: str
    state: str
    state_class: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected, the most urgent first.

    Attributes:
        says: How many registers keep their frequency; that nothing is known when none has a rhythm.
    """

    says: str
    lines: tuple[Line, ...]


def expected(schemas: Iterable[Schema], publications: Iterable[Current]) -> Expected:
    """The deadlines of the publications; a register without a rhythm is never late, and is not listed."""
    by_name = {schema.name: schema for schema in schemas}
    today = clock.today()
    found = [
        (due, by_name[one.register], one)
        for one in publications
        if (due := deadline(by_name[one.register].frequency, _covered(one), today))
    ]
    found.sort(key=lambda both: (both[0].due, both[1].title, both[2].organization_title))
    return Expected(_says([due for due, _, _ in found]), tuple(_line(*one) for one in found[:_SHOWN]))


def _covered(publication: Current) -> date:
    last = publication.clearance.last_date
    return date.fromisoformat(last) if last else french.paris_day(publication.published_at)


def _says(found: list[Deadline]) -> str:
    if not found:
        return "Aucun registre publié n’a de rythme annoncé\u00a0: rien ne dit ici s’il est à jour."
    late = sum(due.kept is Kept.LATE for due in found)
    if not late:
        return f"{french.count(len(found), 'publication suivie', 'publications suivies')}, aucune en retard."
    says = french.count(late, "publication en retard", "publications en retard")
    return f"{says} sur {french.number(len(found))}."


def _line(due: Deadline, schema: Schema, publication: Current) -> Line:
    state, state_class = _STATES[due.kept]
    verb = "étaient attendues avant le" if due.kept is Kept.LATE else "sont attendues avant le"
    return Line(
        title=f"{schema.title}, {publication.organization_title}",
        address=catalogue.address_of(publication),
        says=f"Les lignes de la période suivante ({due.period}) {verb} {french.day(due.due)}.",
        state=state,
        state_class=state_class,
    )
