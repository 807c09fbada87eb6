"""How amounts spread: columns whose bounds grow threefold, for sums go from ten euros to millions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from forum_core import french
from forum_core.charts.distribution import Middle, distribution
from forum_core.charts.mark import Mark
from forum_core.charts.scale import linear
from forum_core.charts.sentences import cut_bars
from forum_core.explore.drawings.picture import Kept, Numbers, Picture, part_of
from forum_core.french import SPACE
from forum_core.measure import capital
from forum_core.schema.model import PagePicture

# Steps go 1, 3, 10, 30 …: nearly the same distance on a logarithmic scale, and round to read.
# What is under one euro is counted with it.
_STEPS = """
SELECT step, count(*), median(amount) FROM (
    SELECT amount, CASE WHEN amount > 0 THEN greatest(
        2 * floor(log10(amount::DOUBLE))
        + CASE WHEN amount::DOUBLE / pow(10, floor(log10(amount::DOUBLE))) >= 3 THEN 1 ELSE 0 END, 0
    )::INTEGER END AS step
    FROM kept WHERE chosen AND amount IS NOT NULL
) GROUP BY GROUPING SETS ((step), ()) ORDER BY grouping(step) DESC, step NULLS FIRST
"""

_FEWEST = 5


@dataclass(frozen=True, slots=True)
class _Column:
    low: Decimal
    high: Decimal
    rows: int


def draw_spread(kept: Kept, key: str, _: PagePicture) -> Picture | None:
    """Rows of each interval of amount, and where the middle row stands."""
    found = kept.cursor.execute(_STEPS).fetchall()
    (_all, rows, median), *steps = found
    counts = {step: count for step, count, _median in steps if step is not None}
    if not rows or not counts:
        return None
    columns = [
        _Column(_bound(step), _bound(step + 1), counts.get(step, 0))
        for step in _steps(min(counts), max(counts))
    ]
    middle = Decimal(str(median))
    marks = _marks(kept, columns, middle)
    caption = f"Nombre {french.of(kept.page.many)} selon {kept.measure.the}"
    return Picture(
        key=key,
        title=kept.title(_finding(kept, rows, middle)),
        note=f"{caption}. Les bornes triplent environ d’une colonne à l’autre (échelle logarithmique)",
        drawing=distribution(
            marks,
            bounds=[kept.measure.round(bound) for bound in (*(one.low for one in columns), columns[-1].high)],
            name=key,
            title=caption,
            middle=_middle(kept, columns, middle),
        ),
        table=_table(kept, columns, rows, caption),
        foot=tuple(
            filter(
                None, (cut_bars(marks, linear([mark.value for mark in marks])), _left(kept, columns, rows))
            )
        ),
    )


def _steps(first: int, last: int) -> range:
    """From the first to the last; with empty ones around when they are too few to show a shape."""
    around = max(0, math.ceil((_FEWEST - (last - first + 1)) / 2))
    return range(max(first - around, 0), last + around + 1)


def _bound(step: int) -> Decimal:
    return Decimal(3 if step % 2 else 1) * 10 ** (step // 2)


def _marks(kept: Kept, columns: Sequence[_Column], middle: Decimal) -> list[Mark]:
    return [
        Mark(
            label=_interval(kept, one),
            value=one.rows,
            said=french.number(one.rows),
            main=one.low <= middle < one.high,
        )
        for one in columns
    ]


def _interval(kept: Kept, one: _Column) -> str:
    return f"De {kept.measure.cell(one.low)} à moins de {kept.measure.say(one.high)}"


def _middle(kept: Kept, columns: Sequence[_Column], middle: Decimal) -> Middle | None:
    for place, one in enumerate(columns):
        if one.low <= middle < one.high:
            within = math.log(middle / one.low) / math.log(one.high / one.low)
            return Middle(place, within, f"médiane{SPACE}: {kept.measure.say(middle)}")
    return None


def _finding(kept: Kept, rows: int, middle: Decimal) -> str:
    if rows == 1:
        return f"{french.count(1, kept.page.one, kept.page.many)}, de {kept.measure.say(middle)}"
    return f"la moitié des {kept.page.many} ne dépassent pas {kept.measure.say(middle)}"


def _left(kept: Kept, columns: Sequence[_Column], rows: int) -> str:
    left = rows - sum(one.rows for one in columns)
    if not left:
        return ""
    noun = french.count(left, kept.page.one, kept.page.many)
    return f"Sans colonne, car de zéro ou de moins{SPACE}: {noun}."


def _table(kept: Kept, columns: Sequence[_Column], rows: int, caption: str) -> Numbers:
    many = kept.page.many
    body = tuple(
        (
            _interval(kept, one),
            french.number(one.rows),
            part_of(one.rows, rows) or "–",
        )
        for one in columns
    )
    return Numbers(caption, (kept.measure.head, capital(many), "Part"), body)
