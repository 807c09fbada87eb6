"""One colour of an authority: is it dark enough under white words, and if not, which near one is. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

ENOUGH = 4.5
"""Contrast with white that RGAA 3.2 asks of text."""

_WRITTEN = re.compile(r"#?([0-9a-f]{6})")
_STEPS = 256


@dataclass(frozen=True, slots=True)
class Judged:
    """A colour, its contrast with white, and the nearest one of the same hue that is dark enough."""

    colour: str
    ratio: float
    nearest: str

    @property
    def accepted(self) -> bool:
        """True when white words can be read on it."""
        return self.ratio >= ENOUGH


def parse(written: str) -> str | None:
    """« #1f5fa8 » from what was typed, None when that is no colour of six digits."""
    found = _WRITTEN.fullmatch(written.strip().lower())
    return f"#{found[1]}" if found else None


def judge(colour: str) -> Judged:
    """Measure a colour that `parse` gave."""
    parts = _parts(colour)
    return Judged(colour, _contrast(parts), _written(_darker(parts)))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _written(parts: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*parts)


def _darker(parts: tuple[int, int, int]) -> tuple[int, int, int]:
    """The colour brought towards black, its parts in the same proportion, until it passes."""
    for step in range(_STEPS, -1, -1):
        red, green, blue = parts
        tried = red * step // _STEPS, green * step // _STEPS, blue * step // _STEPS
        if _contrast(tried) >= ENOUGH:
            return tried
    return 0, 0, 0


def _contrast(parts: tuple[int, int, int]) -> float:
    """WCAG 2.1 contrast ratio with white."""
    red, green, blue = (_linear(part / 255) for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
