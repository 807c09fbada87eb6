"""From values to places between 0 and 1. Bars start at nought; a scale that is cut or logarithmic says so."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_APART = 8
"""A value this many times the next one would crush all others: its bar is cut."""
_HEADROOM = 1.25


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale that always holds nought.

    Attributes:
        low, high: Values at 0 and 1.
        cut: True when some values are beyond `high` or `low`, and drawn up to the edge.
    """

    low: float
    high: float
    cut: bool = False

    def at(self, value: float) -> float:
        """Place of a value, kept inside the drawing."""
        return (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)

    def beyond(self, value: float) -> bool:
        """True when the value is drawn shorter than it is."""
        return value > self.high or value < self.low

    @property
    def zero(self) -> float:
        """Place of nought."""
        return self.at(0)


def linear(values: Sequence[float], *, cuts: bool = True) -> Scale:
    """The scale of bars; when few values are far beyond all others, theirs are cut if `cuts`."""
    sizes = sorted((abs(value) for value in values), reverse=True)
    top = _cut_at(sizes) if cuts else None
    if top is None:
        return _around(min(0.0, *values, 0.0), max(0.0, *values, 0.0))
    low, high = min(values), max(values)
    return Scale(max(low, -top) if low < 0 else 0.0, min(high, top) if high > 0 else 0.0, cut=True)


def _around(low: float, high: float) -> Scale:
    return Scale(low, high) if high > low else Scale(0.0, 1.0)


def _cut_at(sizes: Sequence[float]) -> float | None:
    """Where to cut: above the last value that is not apart. At most a quarter of the bars may be cut."""
    for place in range(max(1, len(sizes) // 4)):
        if len(sizes) > place + 2 and sizes[place] >= _APART * sizes[place + 1] > 0:
            return sizes[place + 1] * _HEADROOM
    return None


def ticks(scale: Scale, most: int = 3) -> tuple[float, ...]:
    """Round values of the scale, nought among them: at most `most` steps a side."""
    reach = max(scale.high, -scale.low)
    step = _round_step(reach / most)
    first, last = math.ceil(scale.low / step - 1e-9), math.floor(scale.high / step + 1e-9)
    return tuple(step * number for number in range(first, last + 1))


def _round_step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))


@dataclass(frozen=True, slots=True)
class LogScale:
    """Each step is ten times the one before; only for positive values, and never for bars."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """Place of a positive value."""
        width = math.log10(self.high / self.low)
        return math.log10(min(max(value, self.low), self.high) / self.low) / width

    @property
    def powers(self) -> tuple[float, ...]:
        """The steps, from the lowest to the highest."""
        return tuple(
            10.0**power for power in range(round(math.log10(self.low)), round(math.log10(self.high)) + 1)
        )


def logarithmic(values: Sequence[float], *, from_ratio: float = 1000) -> LogScale | None:
    """The scale of points spread over at least `from_ratio`; None when a linear one shows them well."""
    if not values or min(values) <= 0 or max(values) / min(values) < from_ratio:
        return None
    return LogScale(10.0 ** math.floor(math.log10(min(values))), 10.0 ** math.ceil(math.log10(max(values))))
