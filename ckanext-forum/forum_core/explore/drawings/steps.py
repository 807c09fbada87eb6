"""A chain of counts, from what was asked to what was given: each step beside its part of the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from forum_core import french
from forum_core.charts.hbar import hbar
from forum_core.charts.mark import Mark
from forum_core.explore.drawings.picture import Kept, Numbers, Picture, left_out, part_of
from forum_core.french import SPACE
from forum_core.measure import small
from forum_core.schema.model import Field, PagePicture

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Step:
    field: Field
    total: Decimal

    @property
    def said(self) -> str:
        """The number, in the words of its column."""
        return french.cell(self.field.meaning, self.total)


def draw_steps(kept: Kept, key: str, picture: PagePicture) -> Picture | None:
    """One bar a step, over the rows that give every step; a column that no row fills is left out.

    A row whose demands are said and whose gifts are hidden would make the part of those who got too small.
    """
    places = {name: place for place, name in enumerate(kept.numbers) if name in picture.columns}
    wanted = [name for name in picture.columns if name in places]
    rows, *filled = _counted(kept, [f"count(n{places[name]})" for name in wanted])
    wanted = [name for name, count in zip(wanted, filled, strict=True) if count]
    if len(wanted) < _FEWEST:
        return None
    whole = " AND ".join(f"n{places[name]} IS NOT NULL" for name in wanted)
    kept_rows, *totals = _counted(kept, [f"sum(n{places[name]})" for name in wanted], f"AND {whole}")
    if not kept_rows or totals[0] <= 0:
        return None
    steps = [_Step(kept.schema.field(name), total) for name, total in zip(wanted, totals, strict=True)]
    first, speaks = steps[0], _speaks(kept, steps)
    caption = french.listed([french.quoted(step.field.heading) for step in steps])
    return Picture(
        key=key,
        title=kept.title(_finding(first, speaks)),
        note=f"{caption}, étape par étape. Chaque étape est comparée à la première",
        drawing=hbar([_mark(one, first, main=one is speaks) for one in steps], title=caption, cuts=False),
        table=Numbers(
            caption,
            ("Étape", "Nombre", "Part de la première"),
            tuple((one.field.heading, one.said, part_of(one.total, first.total) or "–") for one in steps),
        ),
        foot=left_out(rows - kept_rows, rows),
    )


def _counted(kept: Kept, measures: Sequence[str], condition: str = "") -> list[Any]:
    """How many rows of the choice, and the measures over them."""
    query = f"SELECT {', '.join(['count(*)', *measures])} FROM kept WHERE chosen {condition}"  # noqa: S608 - no value
    (found,) = kept.cursor.execute(query).fetchall()
    return list(found)


def _speaks(kept: Kept, steps: Sequence[_Step]) -> _Step:
    """The step that the register measures, else the last one."""
    measured = [one for one in steps[1:] if one.field.name == kept.page.amount]
    return (measured or [steps[-1]])[0]


def _finding(first: _Step, speaks: _Step) -> str:
    part = part_of(speaks.total, first.total)
    of = (
        f"{speaks.said} sur {first.said}, soit {part}"
        if part
        else f"{speaks.said}, pour {first.said} au départ"
    )
    return f"{small(speaks.field.heading)}{SPACE}: {of}"


def _mark(step: _Step, first: _Step, *, main: bool) -> Mark:
    part = part_of(step.total, first.total) if step is not first else ""
    return Mark(
        label=step.field.heading,
        value=float(step.total),
        said=step.said,
        main=main,
        note=f"{part} de la première étape" if part else "",
    )
