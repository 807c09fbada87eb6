"""A chain of counts, from what was asked to what was given: each step beside its part of the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from forum_core import french
from forum_core.charts.hbar import hbar
from forum_core.charts.mark import Mark
from forum_core.explore.drawings.picture import Kept, Numbers, Picture, part_of
from forum_core.french import NARROW, SPACE
from forum_core.measure import small
from forum_core.schema.model import Field, PagePicture

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Step:
    field: Field
    total: Decimal
    missing: int

    @property
    def said(self) -> str:
        """The number, in the words of its column."""
        return french.cell(self.field.meaning, self.total)


def draw_steps(kept: Kept, key: str, picture: PagePicture) -> Picture | None:
    """One bar a step; a column that no row fills is left out."""
    places = {name: place for place, name in enumerate(kept.numbers) if name in picture.columns}
    wanted = [name for name in picture.columns if name in places]
    if not wanted:
        return None
    sums = ", ".join(f"sum(n{places[name]}), count(*) - count(n{places[name]})" for name in wanted)
    (found,) = kept.cursor.execute(f"SELECT count(*), {sums} FROM kept WHERE chosen").fetchall()  # noqa: S608 - no value
    rows, *counted = found
    pairs = zip(wanted, counted[::2], counted[1::2], strict=True)
    steps = [
        _Step(kept.schema.field(name), total, missing) for name, total, missing in pairs if total is not None
    ]
    if len(steps) < _FEWEST or steps[0].total <= 0:
        return None
    first, speaks = steps[0], _speaks(kept, steps)
    caption = f"De {_quoted(first)} à {_quoted(steps[-1])}"
    return Picture(
        key=key,
        title=kept.title(_finding(first, speaks)),
        note=f"{caption}, étape par étape. Chaque part est celle de la première étape",
        drawing=hbar([_mark(one, first, main=one is speaks) for one in steps], title=caption, cuts=False),
        table=Numbers(
            caption,
            ("Étape", "Nombre", "Part de la première"),
            tuple((one.field.heading, one.said, part_of(one.total, first.total) or "–") for one in steps),
        ),
        foot=tuple(filter(None, (_missing(steps, rows),))),
    )


def _speaks(kept: Kept, steps: Sequence[_Step]) -> _Step:
    """The step that the register measures, else the last one."""
    measured = [one for one in steps[1:] if one.field.name == kept.page.amount]
    return (measured or [steps[-1]])[0]


def _quoted(step: _Step) -> str:
    return french.quoted(step.field.heading)


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


def _missing(steps: Sequence[_Step], rows: int) -> str:
    """What is not in the sums: an empty cell is no nought."""
    holes = [
        f"{one.field.heading} ({french.number(one.missing)} sur {french.count(rows, 'ligne', 'lignes')})"
        for one in steps
        if one.missing
    ]
    if not holes:
        return ""
    return f"Non renseigné ou masqué, donc non compté{SPACE}: {f'{NARROW}; '.join(holes)}."
