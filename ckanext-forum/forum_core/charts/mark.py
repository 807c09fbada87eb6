"""What a chart draws, and what it says where there is nothing to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from forum_core.charts.markup import Markup, joined, share, tag
from forum_core.french import NARROW, SPACE

Say = Callable[[float], str]
"""A value of the axis in words."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One number of a chart.

    Attributes:
        label: What it is about.
        value: Its size; only its place in the drawing comes from it.
        said: The same in words, as the page writes it.
        href: Where its rows are.
        main: True for the mark that the title talks about.
        note: A second thing to know, in words.
        running: True for a period that is not over: drawn in dashes, compared with nothing.
        ceiling: The most that it may be: a stroke on the same scale, for charts in lines.
    """

    label: str
    value: float
    said: str
    href: str | None = None
    main: bool = False
    note: str = ""
    running: bool = False
    ceiling: float | None = None

    @property
    def tone(self) -> str:
        """Class of its filling."""
        if self.running:
            return "m-due"
        return "m-main" if self.main else "m-soft"

    @property
    def sentence(self) -> str:
        """What is heard of it."""
        label = f"{self.label} (en cours)" if self.running else self.label
        return f"{label}{SPACE}: {self.said}"


def nothing() -> Markup:
    """What stands in the place of a drawing without a number."""
    return tag("p", "Il n’y a aucun nombre à dessiner.", class_="chart-none")


def drawing(
    inside: Iterable[str], *, name: str, title: str, says: str, height: float, links: bool, kind: str
) -> Markup:
    """An SVG as wide as its place, which names and describes itself.

    Its role is « img » only without links: an image hides the links that it contains.
    """
    names = f"{name}-t {name}-d"
    described = (tag("title", title, id=f"{name}-t"), tag("desc", says, id=f"{name}-d"))
    return tag(
        "svg",
        *described,
        *inside,
        class_=f"chart chart-{kind}",
        width="100%",
        height=height,
        role="group" if links else "img",
        aria_labelledby=names,
        focusable="false",
    )


def linked(mark: Mark, *inside: str) -> Markup:
    """The shapes of a mark, inside its link if it has one."""
    if mark.href is None:
        return joined(*inside)
    return tag("a", *inside, href=mark.href, aria_label=mark.sentence, rel="nofollow")


def stroke(at: float) -> Markup:
    """A ceiling: a stroke across the bar at that part of the width."""
    return tag("line", class_="ceiling", x1=share(at), x2=share(at), y1="-25%", y2="125%")


def heard(marks: Sequence[Mark], most: int = 12) -> str:
    """The marks in one sentence; beyond `most`, the table has the rest."""
    said = f"{NARROW}; ".join(mark.sentence for mark in marks[:most])
    return f"{said}." if len(marks) <= most else f"{said}… La suite est dans le tableau."
