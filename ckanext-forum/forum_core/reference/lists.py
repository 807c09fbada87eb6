"""Reads the official lists of this folder: each once a process, when a check first asks for it."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

COG_YEAR = 2026
"""Vintage of the lists of communes, groupings, départements and regions."""

FORMER = "ancienne"
"""Status of a commune that was merged into another one."""


@cache  # a list is part of the code: it does not change while we run
def statuses(name: str) -> Mapping[str, str]:
    """For each code of a list, its second column: a status or a name."""
    text = files("forum_core.reference").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines())
    next(rows)
    return {row[0]: row[1] for row in rows}


@cache
def names(name: str) -> Mapping[str, str]:
    """For each code of a list whose codes begin with their parent's, its name as it reads alone.

    « Bâtiments et installations » is the name of many accounts: that of the account above comes before it.
    """
    own = statuses(name)
    times = Counter(own.values())
    return {code: said if times[said] == 1 else _after_parent(own, code) for code, said in own.items()}


def _after_parent(own: Mapping[str, str], code: str) -> str:
    above = next((code[:end] for end in range(len(code) - 1, 0, -1) if code[:end] in own), None)
    return f"{own[above]}, {own[code]}" if above else own[code]
