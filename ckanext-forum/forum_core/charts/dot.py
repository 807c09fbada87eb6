"""Points on one axis, one line each: for values that differ too much to be bars."""

from __future__ import annotations

from collections.abc import Sequence

from forum_core.charts.mark import Mark, Say, nothing
from forum_core.charts.markup import Markup, joined, share, tag
from forum_core.charts.scale import LogScale, Scale, linear, logarithmic
from forum_core.charts.sentences import log_scale

_EDGE = 0.03
"""Part of the width kept free on both sides, so that no point is cut."""


def dot(marks: Sequence[Mark], *, title: str, say: Say) -> Markup:
    """Labels, points and values, then the axis; logarithmic when linear would hide all but one.

    Args:
        marks: In the order to show.
        title: What is listed, for who does not see it.
        say: Writes a value of the axis.
    """
    if not marks:
        return nothing()
    scale = scale_of(marks)
    lines = tag("ol", *(_line(mark, scale) for mark in marks), class_="bar-list", aria_label=title)
    return joined(lines, _axis(scale, say))


def scale_of(marks: Sequence[Mark]) -> Scale | LogScale:
    """The scale that `dot` draws these marks with."""
    values = [mark.value for mark in marks]
    return logarithmic(values) or linear(values, cuts=False)


def _line(mark: Mark, scale: Scale | LogScale) -> Markup:
    label = tag("a", mark.label, href=mark.href, rel="nofollow") if mark.href else tag("span", mark.label)
    x = _EDGE + scale.at(mark.value) * (1 - 2 * _EDGE)
    shapes = (
        tag("line", class_="grid", x1=0, x2="100%", y1="50%", y2="50%"),
        tag("circle", class_=mark.tone, cx=share(x), cy="50%", r=6 if mark.main else 5),
    )
    drawn = tag("svg", *shapes, aria_hidden="true", focusable="false")
    return tag("li", label, drawn, tag("span", mark.said, class_="value"))


def _axis(scale: Scale | LogScale, say: Say) -> Markup:
    ends = f"L’axe va de {say(scale.low)} à {say(scale.high)}."
    words = f"{ends} {log_scale(scale)}" if isinstance(scale, LogScale) else ends
    return tag("p", words, class_="note chart-axis")
