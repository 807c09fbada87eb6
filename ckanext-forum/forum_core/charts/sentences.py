"""What a drawing says of its own scale, in French."""

from __future__ import annotations

from collections.abc import Sequence

from forum_core import french
from forum_core.charts.mark import Mark
from forum_core.charts.scale import LogScale, Scale
from forum_core.french import SPACE


def cut_bars(marks: Sequence[Mark], scale: Scale) -> str:
    """Which bars are drawn shorter than they are, and by how much; nothing when none is."""
    beyond = [mark for mark in marks if scale.beyond(mark.value)]
    if not beyond:
        return ""
    said: list[str] = []
    for mark in beyond:
        edge = scale.high if mark.value > 0 else scale.low
        times = french.number(mark.value / edge, 0 if mark.value / edge >= 10 else 1)
        said.append(f"{mark.label} ({mark.said}, {times} fois plus longue en vrai)")
    noun = "La barre coupée est celle de" if len(said) == 1 else "Les barres coupées sont celles de"
    return f"{noun} {french.listed(said)}."


def log_scale(scale: LogScale) -> str:
    """That distances on this scale are not differences."""
    steps = len(scale.powers) - 1
    return f"Échelle logarithmique{SPACE}: {steps} pas, dont chacun multiplie par dix."
