"""Bars made of parts: under each, its parts in words, so that no colour has to be told from another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forum_core.charts.mark import Mark, nothing, stroke
from forum_core.charts.markup import Markup, joined, share, tag
from forum_core.french import SPACE

_BOX = 0.04
"""Part of the width that what is awaited takes."""
_ROOM = 0.94
"""Part of the width that bars have where a box may follow them."""

TONES = ("m-main", "m-soft", "m-grey-2", "m-grey", "m-hatch")
"""Classes of the parts, in order; the last one is also that of « autres »."""


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar: what it is about, its whole in words, its parts in the order of the chart.

    A part below nought cannot stand in a stack: it is said in words and not drawn.

    Attributes:
        awaited: What has not come, in words: a dashed box of no size after the parts.
        ceiling: The most that the whole may be.
    """

    label: str
    said: str
    parts: tuple[Mark, ...]
    href: str | None = None
    awaited: str = ""
    ceiling: float | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """What one tone of the chart is, and where its rows are."""

    name: str
    href: str | None = None


def stacked(
    stacks: Sequence[Stack], *, keys: Sequence[Key], title: str, awaited: str = "", ceiling: str = ""
) -> Markup:
    """A legend, then the bars in a list, all on one scale.

    Args:
        stacks: In the order to show; each has one part for each name.
        keys: What the parts are, at most as many as there are tones.
        title: What is listed, for who does not see it.
        awaited: What the dashed box is, when a stack has one.
        ceiling: What the stroke is, when a stack has one.
    """
    longest = max((max(_drawn(stack), stack.ceiling or 0) for stack in stacks), default=0)
    if not stacks or not longest:
        return nothing()
    # A box after the longest bar must stay inside the drawing.
    longest /= _ROOM if any(stack.awaited for stack in stacks) else 1
    signs = (
        _sign(tag("rect", class_="m-due", x=1, y=1, width=10, height=10), awaited),
        _sign(tag("line", class_="ceiling", x1=6, x2=6, y1=0, y2=12), ceiling),
    )
    legend = tag("p", *map(_key, keys, TONES), *signs, class_="legend-line note")
    lines = (_line(stack, longest) for stack in stacks)
    return joined(legend, tag("ol", *lines, class_="bar-list has-parts gap-m", aria_label=title))


def _sign(shape: Markup, words: str) -> Markup:
    if not words:
        return joined()
    drawn = tag("svg", shape, width=12, height=12, aria_hidden="true", focusable="false")
    return tag("span", drawn, tag("span", words), class_="colour-key")


def _drawn(stack: Stack) -> float:
    return sum(max(part.value, 0) for part in stack.parts)


def _key(key: Key, tone: str) -> Markup:
    square = tag("rect", class_=tone, width=11, height=11)
    drawn = tag("svg", square, width=11, height=11, aria_hidden="true", focusable="false")
    words = tag("a", key.name, href=key.href, rel="nofollow") if key.href else tag("span", key.name)
    return tag("span", drawn, words, class_="colour-key")


def _line(stack: Stack, longest: float) -> Markup:
    label = tag("a", stack.label, href=stack.href, rel="nofollow") if stack.href else tag("span", stack.label)
    words = f"{SPACE}· ".join(f"{part.label} {part.said}" for part in stack.parts if part.value)
    awaited = tag("span", stack.awaited, class_="awaited") if stack.awaited else ""
    between = f"{SPACE}· " if words and awaited else ""
    return tag(
        "li",
        label,
        tag("svg", *_parts(stack, longest), aria_hidden="true", focusable="false"),
        tag("span", stack.said, class_="value"),
        tag("span", words, between, awaited, class_="parts"),
    )


def _parts(stack: Stack, longest: float) -> list[Markup]:
    shapes: list[Markup] = []
    left = 0.0
    for part, tone in zip(stack.parts, TONES, strict=False):
        width = max(part.value, 0) / longest
        if not width:
            continue
        shapes.append(tag("rect", class_=tone, x=share(left), width=share(width), height="100%"))
        if left:
            shapes.append(tag("line", class_="break", x1=share(left), x2=share(left), y1=0, y2="100%"))
        left += width
    if stack.awaited:
        box = {"x": share(left + 0.004), "width": share(_BOX), "y": "8%", "height": "84%"}
        shapes.append(tag("rect", class_="m-due", **box))
    if stack.ceiling is not None:
        shapes.append(stroke(stack.ceiling / longest))
    return shapes
