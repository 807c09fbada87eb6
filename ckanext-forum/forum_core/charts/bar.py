"""Vertical bars: one a period. Values below nought hang under the axis."""

from __future__ import annotations

from collections.abc import Sequence

from forum_core.charts.mark import Mark, Say, drawing, heard, linked, nothing
from forum_core.charts.markup import Markup, joined, share, tag
from forum_core.charts.scale import Scale, linear, ticks
from forum_core.charts.sentences import cut_bars

HEIGHT, _TOP, _FOOT = 222.0, 26.0, 26.0
_ROOMS = ((288, ""), (544, " is-minor"), (800, " is-tight"))
"""Widths from which on the words of all bars have room, and the class that hides some of them below."""
_LETTER = 8.0
_LEFT = 0.12
"""Part of the width that the words of the axis have to themselves."""
_WIDEST, _NARROW = 0.14, 0.16


def bar(marks: Sequence[Mark], *, name: str, title: str, say: Say) -> Markup:
    """Bars over their labels.

    Args:
        marks: In the order of time.
        name: Prefix of the identifiers in the page.
        title: What is drawn, for who does not see it.
        say: Writes a value of the axis.
    """
    if not marks:
        return nothing()
    scale = linear([mark.value for mark in marks])
    low = _low(scale)
    step = (1 - _LEFT) / len(marks)
    hidden = _hidden(marks)
    bars = [
        _bar(mark, scale, low, (_LEFT + step * place, step), hidden if _is_minor(marks, place) else "")
        for place, mark in enumerate(marks)
    ]
    axis = _height(scale, low, 0)
    inside = [*_grid(scale, low, say), *bars, tag("line", class_="axis", x1=0, x2="100%", y1=axis, y2=axis)]
    says = " ".join(filter(None, (heard(marks), cut_bars(marks, scale))))
    links = any(mark.href for mark in marks)
    return drawing(inside, name=name, title=title, says=says, height=HEIGHT, links=links, kind="bar")


def _low(scale: Scale) -> float:
    # A bar under the axis needs room for its value below it.
    return HEIGHT - _FOOT - (18 if scale.low < 0 else 0)


def _height(scale: Scale, low: float, value: float) -> float:
    return low - scale.at(value) * (low - _TOP)


def _grid(scale: Scale, low: float, say: Say) -> list[Markup]:
    lines: list[Markup] = []
    for value in ticks(scale):
        y = _height(scale, low, value)
        if value:
            lines.append(tag("line", class_="grid", x1=0, x2="100%", y1=y, y2=y))
        # Where the words of the axis have no room, those over the bars say enough.
        narrow = " is-minor" if len(say(value)) * _LETTER > _LEFT * _ROOMS[0][0] else ""
        lines.append(tag("text", say(value), x=0, y=y - 5, class_=f"tick{narrow}"))
    return lines


def _bar(mark: Mark, scale: Scale, low: float, place: tuple[float, float], hidden: str | None) -> Markup:
    left, step = place
    width = min(step * 0.72, _WIDEST)
    middle = left + step / 2
    start, end = _height(scale, low, 0), _height(scale, low, mark.value)
    # A value that is not nought is never invisible.
    tall = max(abs(end - start), 1.5 if mark.value else 0)
    top = start - tall if mark.value >= 0 else start
    said_at = top - 8 if mark.value >= 0 else top + tall + 15
    shape = tag("rect", class_=mark.tone, x=share(middle - width / 2), width=share(width), y=top, height=tall)
    return linked(
        mark,
        shape,
        _break(middle, width, top if mark.value >= 0 else top + tall - 18)
        if scale.beyond(mark.value)
        else "",
        *_words(mark, place, said_at, hidden),
    )


def _words(mark: Mark, place: tuple[float, float], y: float, hidden: str | None) -> tuple[Markup, ...]:
    if hidden is None:
        return ()
    left, step = place
    # Words wider than their bar may run to the left, where there is room, and never out of the drawing.
    at_edge = step < _NARROW and left + step > 1 - step / 2
    anchor, x = ("end", share(1)) if at_edge else ("middle", share(left + step / 2))
    return (
        tag("text", mark.said, class_=f"strong{hidden}", text_anchor=anchor, x=x, y=y),
        tag("text", mark.label, class_=f"lab{hidden}", text_anchor=anchor, x=x, y=HEIGHT - 6),
    )


def _break(middle: float, width: float, top: float) -> Markup:
    """Two white strokes across a bar that is drawn shorter than it is."""
    edges = {"x1": share(middle - width / 2), "x2": share(middle + width / 2), "class_": "break"}
    return joined(
        tag("line", y1=top + 13, y2=top + 8, **edges), tag("line", y1=top + 18, y2=top + 13, **edges)
    )


def _hidden(marks: Sequence[Mark]) -> str | None:
    """Class of the words that a narrow place has no room for; None when no place has."""
    longest = max(max(len(mark.said), len(mark.label)) for mark in marks)
    needed = len(marks) * (longest * _LETTER + 4) / (1 - _LEFT)
    return next((class_ for room, class_ in _ROOMS if needed <= room), None)


def _is_minor(marks: Sequence[Mark], place: int) -> bool:
    """True when the words of this bar may be left out: it is neither main, nor first, nor last."""
    last = len(marks) - 1
    if marks[place].main:
        return False
    near_main = any(marks[near].main for near in (place - 1, place + 1) if 0 <= near <= last)
    return near_main or place not in {0, last}
