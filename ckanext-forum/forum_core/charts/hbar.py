"""Horizontal bars in a list: labels of any length wrap, and are links. Below nought a bar grows leftwards."""

from __future__ import annotations

from collections.abc import Sequence

from forum_core.charts.mark import Mark, nothing, stroke
from forum_core.charts.markup import Markup, joined, share, tag
from forum_core.charts.scale import Scale, linear

_THIN = 0.004
"""Part of the width under which a value that is not nought is drawn as a hair."""


def hbar(marks: Sequence[Mark], *, title: str, cuts: bool = True) -> Markup:
    """Labels, bars and values, one line each; a list, since an image would hide the links it contains.

    Args:
        marks: In the order to show.
        title: What is listed, for who does not see it.
        cuts: False where bars are parts of one another, or stand beside a ceiling: then none is drawn shorter
            than it is.
    """
    if not marks:
        return nothing()
    ceilings = [mark.ceiling for mark in marks if mark.ceiling is not None]
    scale = linear([*(mark.value for mark in marks), *ceilings], cuts=cuts)
    class_ = "bar-list has-parts" if any(mark.note for mark in marks) else "bar-list"
    return tag("ol", *(_line(mark, scale) for mark in marks), class_=class_, aria_label=title)


def scale_of(marks: Sequence[Mark]) -> Scale:
    """The scale that `hbar` draws these marks with."""
    return linear([mark.value for mark in marks])


def _line(mark: Mark, scale: Scale) -> Markup:
    label = tag("a", mark.label, href=mark.href, rel="nofollow") if mark.href else tag("span", mark.label)
    value = tag("span", mark.said, class_="value")
    note = tag("span", mark.note, class_="parts") if mark.note else ""
    return tag("li", label, _bar(mark, scale), value, note)


def _bar(mark: Mark, scale: Scale) -> Markup:
    shapes: list[Markup] = []
    left, right = sorted((scale.zero, scale.at(mark.value)))
    if mark.ceiling is not None:
        room = share(scale.at(mark.ceiling) - scale.zero)
        shapes.append(tag("rect", class_="m-track", x=share(scale.zero), width=room, y="35%", height="30%"))
    if mark.value:
        # What is not nought is never invisible, and stays inside the drawing.
        hair = right - left < _THIN
        place = min(left, 1 - _THIN) if hair else left
        shapes.append(
            tag(
                "rect", class_=mark.tone, x=share(place), width=share(max(right - left, _THIN)), height="100%"
            )
        )
    if scale.beyond(mark.value):
        shapes.append(_break(0.9 if mark.value > 0 else 0.1))
    if scale.low < 0:
        zero = share(scale.zero)
        shapes.append(tag("line", class_="axis", x1=zero, x2=zero, y1=0, y2="100%"))
    if mark.ceiling is not None:
        shapes.append(stroke(scale.at(mark.ceiling)))
    return tag("svg", *shapes, aria_hidden="true", focusable="false")


def _break(at: float) -> Markup:
    gaps = (
        tag("line", class_="break", x1=share(at + shift), x2=share(at + shift + 0.01), y1="100%", y2=0)
        for shift in (0, 0.02)
    )
    return joined(*gaps)
