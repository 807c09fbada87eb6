"""The calculator of points of a scoring grid, as the page shows it: the reader's browser does the sum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ckanext.forum.asked import Asked
from forum_core import french
from forum_core.explore.criteria import Criterion, Grid, grid
from forum_core.measure import capital, count_said
from forum_core.schema.model import Unit

_POINTS = Unit("point", "points")


@dataclass(frozen=True, slots=True)
class Choice:
    """A criterion: its words, its points for a sum and for a reader."""

    label: str
    detail: str
    points: str
    said: str


@dataclass(frozen=True, slots=True)
class Part:
    """Criteria that stand together."""

    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Calculator:
    """The calculator. `notes` say which grid it is, and what it leaves out."""

    title: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...]


def calculator(asked: Asked, today: date) -> Calculator | None:
    """The calculator of one authority's grid: grids of several are never added together."""
    if asked.opened.authority is None:
        return None
    found = grid(asked.opened.reading, asked.place.filter, today=today)
    if found is None:
        return None
    version = f", version {found.version}" if found.version else ""
    parts = tuple(Part(capital(group.title), tuple(map(_choice, group.criteria))) for group in found.groups)
    return Calculator(f"Compter ses points{version}", parts, _notes(found))


def _choice(one: Criterion) -> Choice:
    if one.points is None:
        return Choice(one.label, one.detail, "", french.EMPTY)
    return Choice(one.label, one.detail, _plain(one.points), count_said(one.points, _POINTS))


def _plain(points: Decimal) -> str:
    """As a program reads it."""
    return f"{points.normalize():f}"


def _notes(found: Grid) -> tuple[str, ...]:
    notes: list[str] = []
    if found.others:
        other = french.count(found.others, "autre version", "autres versions")
        notes.append(
            f"Vos choix gardent aussi {other} de la grille\u00a0: leurs points ne s’additionnent pas."
        )
    if found.left:
        left = french.count(found.left, "critère n’est", "critères ne sont")
        notes.append(f"{left} pas dans cette liste\u00a0: ils sont dans le tableau.")
    return tuple(notes)
