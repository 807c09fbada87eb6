"""Degrees of a place on the map (WGS 84): what longitude and latitude share."""

from __future__ import annotations

import re

from forum_core.types import number
from forum_core.types.base import Descriptor, Mended, Problem

_SIXTIETHS = re.compile(r"[°'\"′″]")

parse = number.parse


def degrees_problem(text: str, descriptor: Descriptor, *, most: int) -> Problem | None:
    """No number of degrees, or one that the globe does not have."""
    found = number.problem(text, descriptor)
    if found:
        return Problem("degrees-sixtieths") if _SIXTIETHS.search(text) else found
    return (
        None if abs(number.parse(text, descriptor)) <= most else Problem("degrees-range", (("most", most),))
    )


def repair(text: str, descriptor: Descriptor) -> Mended | None:
    """A decimal comma; degrees, minutes and seconds are not converted."""
    return number.repair(text, descriptor)
