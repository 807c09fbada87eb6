"""A chain of counts of one year, from what was asked to what was given: each step, its part of the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from forum_core import french
from forum_core.charts.hbar import hbar
from forum_core.charts.mark import Mark
from forum_core.explore.drawings.picture import (
    Kept,
    Numbers,
    Picture,
    left_out,
    part_of,
    summed,
)
from forum_core.measure import capital
from forum_core.schema.model import Field, PagePicture

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Step:
    """One count. `day` is the day on which it was counted, when it is a number of those who were there."""

    kept: Kept
    field: Field
    total: Decimal
    day: Any  # a day, or the number of a year: as the register dates its rows

    @property
    def words(self) -> str:
        """What is counted, in the plural."""
        return self.kept.words(self.field.name)

    @property
    def label(self) -> str:
        """The same at the head of a line."""
        return capital(self.words)

    @property
    def said(self) -> str:
        """The number, in the words of its column."""
        return french.cell(self.field.meaning, self.total)

    def part_of(self, first: _Step) -> str:
        """Its part of the first; what is counted on one day is no part of what a year adds up."""
        return "" if self.day is not None else part_of(self.total, first.total)


def draw_steps(kept: Kept, key: str, picture: PagePicture) -> Picture | None:
    """One bar a step, over the rows that give every step; a column that no row fills is left out.

    A row whose demands are said and whose gifts are hidden would make the part of those who got too small.
    """
    places = {name: place for place, name in enumerate(kept.numbers) if name in picture.columns}
    wanted = [name for name in picture.columns if name in places]
    kept = kept.of_one_year() or kept
    rows, *filled = _counted(kept, [f"count(n{places[name]})" for name in wanted])
    wanted = [name for name, count in zip(wanted, filled, strict=True) if count]
    if len(wanted) < _FEWEST:
        return None
    whole = " AND ".join(f"n{places[name]} IS NOT NULL" for name in wanted)
    sums = [summed(kept, name, "scope") for name in wanted]
    kept_rows, last, *totals = _counted(kept, ["max(day)", *sums], f"AND {whole}")
    if not kept_rows or totals[0] <= 0:
        return None
    steps = [
        _Step(kept, kept.schema.field(name), total, last if name in kept.page.stocks else None)
        for name, total in zip(wanted, totals, strict=True)
    ]
    first, speaks = steps[0], _speaks(kept, steps)
    caption = french.listed([french.quoted(step.label) for step in steps])
    return Picture(
        key=key,
        title=kept.title(_finding(first, speaks)),
        note=f"{caption}, étape par étape",
        drawing=hbar([_mark(one, first, main=one is speaks) for one in steps], title=caption, cuts=False),
        table=Numbers(
            caption,
            ("Étape", "Nombre", "Part de la première"),
            tuple((one.label, one.said, one.part_of(first) or "–") for one in steps),
        ),
        foot=left_out(kept, rows - kept_rows, rows),
    )


def _counted(kept: Kept, measures: Sequence[str], condition: str = "") -> list[Any]:
    """How many rows of the choice, and the measures over them."""
    (found,) = kept.cursor.execute(
        f"WITH scope AS (FROM kept WHERE {kept.scope} {condition}) "  # noqa: S608 - no value
        f"SELECT {', '.join(['count(*)', *measures])} FROM scope"
    ).fetchall()
    return list(found)


def _speaks(kept: Kept, steps: Sequence[_Step]) -> _Step:
    """The step that the register measures, else the last one."""
    measured = [one for one in steps[1:] if one.field.name == kept.page.amount]
    return (measured or [steps[-1]])[0]


def _finding(first: _Step, speaks: _Step) -> str:
    """« 126 places attribuées pour 310 demandes examinées, soit 41 % »."""
    part = speaks.part_of(first)
    said = f"{speaks.said} {speaks.words} pour {first.said} {first.words}"
    return f"{said}, soit {part}" if part else said


def _mark(step: _Step, first: _Step, *, main: bool) -> Mark:
    return Mark(step.label, float(step.total), step.said, main=main, note=_note(step, first))


def _note(step: _Step, first: _Step) -> str:
    if isinstance(step.day, date):
        return f"au {french.day(step.day)}"
    part = step.part_of(first) if step is not first else ""
    return f"{part} des {first.words}" if part else ""
