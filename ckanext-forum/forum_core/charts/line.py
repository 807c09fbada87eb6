"""A line through many periods. A period without a number is a gap in it, never a nought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forum_core.charts.mark import Mark, Say, drawing, heard, linked, nothing
from forum_core.charts.markup import Markup, share, tag
from forum_core.charts.scale import Scale, linear, ticks

HEIGHT, _TOP, _FOOT = 222.0, 26.0, 26.0
_LEFT, _RIGHT = 0.14, 0.94


@dataclass(frozen=True, slots=True)
class Gap:
    """A period of which nothing is known."""

    label: str


def line(points: Sequence[Mark | Gap], *, name: str, title: str, say: Say) -> Markup:
    """A line that is broken at gaps; its first, last and main points say their value.

    Args:
        points: In the order of time, all at the same distance.
        name: Prefix of the identifiers in the page.
        title: What is drawn, for who does not see it.
        say: Writes a value of the axis.
    """
    marks = [point for point in points if isinstance(point, Mark)]
    if not marks:
        return nothing()
    # A line keeps its shape: it is never cut, the axis goes as far as it does.
    scale = linear([0.0, *(mark.value for mark in marks)], cuts=False)
    path = tag(
        "svg",
        tag("path", class_="m-line", d=_path(points, scale)),
        width="100%",
        height=HEIGHT,
        viewBox=f"0 0 100 {HEIGHT:g}",
        preserveAspectRatio="none",
    )
    dots = [
        _dot(point, points, place, scale) for place, point in enumerate(points) if isinstance(point, Mark)
    ]
    base = _height(scale, 0)
    axis = tag("line", class_="axis", x1=0, x2="100%", y1=base, y2=base)
    inside = [*_grid(scale, say), path, axis, *dots, *_ends(points)]
    links = any(mark.href for mark in marks)
    return drawing(inside, name=name, title=title, says=heard(marks), height=HEIGHT, links=links, kind="line")


def _place(place: int, count: int) -> float:
    return (_LEFT + _RIGHT) / 2 if count == 1 else _LEFT + (_RIGHT - _LEFT) * place / (count - 1)


def _height(scale: Scale, value: float) -> float:
    low = HEIGHT - _FOOT - (8 if scale.low < 0 else 0)
    return low - scale.at(value) * (low - _TOP)


def _path(points: Sequence[Mark | Gap], scale: Scale) -> str:
    steps: list[str] = []
    drawn = False
    for place, point in enumerate(points):
        if isinstance(point, Mark):
            x = _place(place, len(points)) * 100
            steps.append(f"{'L' if drawn else 'M'}{x:.2f} {_height(scale, point.value):.2f}")
        drawn = isinstance(point, Mark)
    return "".join(steps)


def _grid(scale: Scale, say: Say) -> list[Markup]:
    lines: list[Markup] = []
    for value in ticks(scale):
        y = _height(scale, value)
        if value:
            lines.append(tag("line", class_="grid", x1=0, x2="100%", y1=y, y2=y))
        lines.append(tag("text", say(value), x=0, y=y - 5, class_="tick"))
    return lines


def _dot(mark: Mark, points: Sequence[Mark | Gap], place: int, scale: Scale) -> Markup:
    x, y = share(_place(place, len(points))), _height(scale, mark.value)
    marks = [point for point in points if isinstance(point, Mark)]
    said = mark.main or mark in (marks[0], marks[-1])
    words = (
        tag("text", mark.said, class_="strong", text_anchor="middle", x=x, y=max(y - 10, 14)) if said else ""
    )
    return linked(mark, tag("circle", class_=mark.tone, cx=x, cy=y, r=5 if mark.main else 3.5), words)


def _ends(points: Sequence[Mark | Gap]) -> list[Markup]:
    """Labels under the first and the last point."""
    return [
        tag(
            "text",
            points[place].label,
            text_anchor="middle",
            x=share(_place(place, len(points))),
            y=HEIGHT - 6,
        )
        for place in sorted({0, len(points) - 1})
    ]
