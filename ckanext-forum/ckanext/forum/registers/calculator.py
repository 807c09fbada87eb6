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
    """A criterion: its words, its points for a sum and for a reader, its bar; `takes` below nought."""

    label: str
    detail: str
    points: str
    said: str
    width: str
    takes: bool = False


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


def grid_of(asked: Asked, today: date) -> Grid | None:
    """One authority's grid: grids of several are never added together."""
    if asked.opened.authority is None:
        return None
    return grid(asked.opened.reading, asked.place.filter, today=today)


def calculator(found: Grid) -> Calculator:
    """The calculator of a grid."""
    version = f", version {found.version}" if found.version else ""
    sizes = [abs(one.points) for group in found.groups for one in group.criteria if one.points]
    most = max(sizes, default=Decimal(1))
    parts = tuple(
        Part(capital(group.title), tuple(_choice(one, most) for one in group.criteria))
        for group in found.groups
    )
    return Calculator(f"Compter ses points{version}", parts, _notes(found))


def _choice(one: Criterion, most: Decimal) -> Choice:
    if one.points is None:
        return Choice(one.label, one.detail, "", french.EMPTY, "0")
    width = f"{abs(one.points) / most:.1%}"
    said = count_said(one.points, _POINTS)
    return Choice(one.label, one.detail, _plain(one.points), said, width, takes=one.points < 0)


def _plain(points: Decimal) -> str:
    """As a program reads it."""
    return f"{points.normalize():f}"


def _notes(found: Grid) -> tuple[str, ...]:
    notes: list[str] = []
    if found.others:
        other = french.count(found.others, "autre version", "autres versions")
        notes.append(
            f"Le tableau contient aussi {other}\u00a0: on n’additionne pas les points de deux versions."
        )
    if found.left:
        left = french.count(found.left, "critère n’est", "critères ne sont")
        notes.append(f"{left} pas dans cette liste\u00a0: ils sont dans le tableau.")
    return tuple(notes)
