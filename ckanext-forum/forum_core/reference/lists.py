"""Reads the official lists of this folder: each once a process, when a check first asks for it."""

from __future__ import annotations

import csv
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
