"""Rows that say the same: `probable-duplicate` (a person should look), `unique-key` (one too many)."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule


def check(asked: Asked) -> Iterator[Finding]:
    """The rows after the first that say the same, spaces and case apart; 64 bits of digest are kept a row."""
    columns: list[str] = asked.params["columns"]
    digests, rows = array("Q"), array("q")
    for row, cells in asked.rows(*columns):
        if any(cells):
            same = "\x1f".join(" ".join(cell.casefold().split()) for cell in cells)
            digests.append(int.from_bytes(blake2b(same.encode(), digest_size=8).digest()))
            rows.append(row)
    order = sorted(range(len(rows)), key=digests.__getitem__)  # stable: the first row of each comes first
    for before, after in pairwise(order):
        if digests[before] == digests[after]:
            yield asked.finding(asked.params["at"], rows[after])


DUPLICATE = NamedRule("probable-duplicate", check, ("at", "columns"))
UNIQUE = NamedRule("unique-key", check, ("at", "columns"))
