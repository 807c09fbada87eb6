"""How values spread: columns side by side, one an interval, and where the middle one stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forum_core.charts.mark import Mark, drawing, heard, linked, nothing
from forum_core.charts.markup import Markup, share, tag
from forum_core.charts.scale import Scale, linear
from forum_core.charts.sentences import cut_bars

HEIGHT, _TOP, _FOOT = 222.0, 44.0, 26.0
_COUNT = 20.0
_MOST_LETTERS = 34
"""Of all counts together; beyond, a narrow screen shows the main one only."""


@dataclass(frozen=True, slots=True)
class Middle:
    """The median: the interval it falls in, how far into it (0 to 1), and in words."""

    column: int
    within: float
    said: str


def distribution(
    columns: Sequence[Mark], *, bounds: Sequence[str], name: str, title: str, middle: Middle | None = None
) -> Markup:
    """Columns that touch one another, the bounds of the intervals under them.

    Args:
        columns: Counts, from the lowest interval to the highest.
        bounds: Bounds of the intervals in words, one more than there are columns.
        name: Prefix of the identifiers in the page.
        title: What is drawn, for who does not see it.
        middle: Where the median stands.
    """
    if not columns:
        return nothing()
    scale = linear([column.value for column in columns])
    inside = [
        *(_column(column, scale, place, len(columns)) for place, column in enumerate(columns)),
        tag("line", class_="axis", x1=0, x2="100%", y1=HEIGHT - _FOOT, y2=HEIGHT - _FOOT),
        *(_middle(middle, columns, scale) if middle else ()),
        *(_count(column, scale, place, columns) for place, column in enumerate(columns)),
        *_bounds(bounds),
    ]
    says = " ".join(filter(None, (heard(columns), cut_bars(columns, scale))))
    links = any(column.href for column in columns)
    return drawing(inside, name=name, title=title, says=says, height=HEIGHT, links=links, kind="distribution")


def _column(column: Mark, scale: Scale, place: int, count: int) -> Markup:
    tall = _tall(column, scale)
    top = HEIGHT - _FOOT - tall
    return linked(
        column,
        tag("rect", class_=column.tone, x=share(place / count), width=share(1 / count), y=top, height=tall),
        tag(
            "line",
            class_="break",
            x1=share(place / count),
            x2=share(place / count),
            y1=top,
            y2=HEIGHT - _FOOT,
        ),
    )


def _tall(column: Mark, scale: Scale) -> float:
    # What is not nought is never invisible.
    return max(scale.at(column.value) * (HEIGHT - _FOOT - _TOP), 1.5 if column.value else 0)


def _count(column: Mark, scale: Scale, place: int, columns: Sequence[Mark]) -> Markup:
    many = max(len(one.said) for one in columns) * len(columns) > _MOST_LETTERS
    class_ = "strong is-halo is-minor" if many and not column.main else "strong is-halo"
    top = HEIGHT - _FOOT - _tall(column, scale)
    return tag(
        "text",
        column.said,
        class_=class_,
        text_anchor="end" if many and place == len(columns) - 1 else "middle",
        x=share(1 if many and place == len(columns) - 1 else (place + 0.5) / len(columns)),
        y=top - 6,
    )


def _bounds(bounds: Sequence[str]) -> list[Markup]:
    last = len(bounds) - 1
    shown: list[Markup] = []
    for place, words in enumerate(bounds):
        anchor = "start" if place == 0 else "end" if place == last else "middle"
        # A narrow screen has room for the ends and the middle.
        minor = place not in {0, last, last // 2} or (place == last // 2 and last < 2)
        class_ = "lab is-minor" if minor else "lab"
        shown.append(
            tag("text", words, class_=class_, text_anchor=anchor, x=share(place / last), y=HEIGHT - 6)
        )
    return shown


def _middle(middle: Middle, columns: Sequence[Mark], scale: Scale) -> tuple[Markup, ...]:
    place = (middle.column + middle.within) / len(columns)
    anchor = "start" if place < 0.3 else "end" if place > 0.7 else "middle"
    top = HEIGHT - _FOOT - _tall(columns[middle.column], scale)
    strokes = ((18, top - _COUNT), (top, HEIGHT - _FOOT))  # the count of the column stands between
    return (
        *(
            tag("line", class_="ceiling", x1=share(place), x2=share(place), y1=y1, y2=y2)
            for y1, y2 in strokes
            if y2 > y1
        ),
        tag("text", middle.said, class_="strong", text_anchor=anchor, x=share(place), y=13),
    )
