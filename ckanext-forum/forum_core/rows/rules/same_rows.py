"""Rows that say the same: `probable-duplicate` (a person should look), `unique-key` (one too many)."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b

import numpy as np

from forum_core.findings import Finding
from forum_core.paid import folded
from forum_core.rows.rules.base import Asked, NamedRule, Read, Rows


def check(asked: Asked) -> Iterator[Finding]:
    """The rows after the first that say the same, spaces and case apart; 64 bits of digest are kept a row."""
    digests, firsts = array("Q"), array("q")
    again: list[Rows] = []
    for cells, rows in asked.combinations(*(Read(name, _same) for name in asked.params["columns"])):
        if any(cell is not None for cell in cells):
            same = "\x1f".join(cell or "" for cell in cells)
            digests.append(int.from_bytes(blake2b(same.encode(), digest_size=8).digest()))
            firsts.append(rows[0])
            again.append(rows[1:])
    order = np.argsort(digests, kind="stable")  # the first row of each comes first
    digest, first = np.array(digests)[order], np.array(firsts)[order]
    again.append(first[1:][digest[1:] == digest[:-1]])
    found = asked.finding(asked.params["at"])
    yield from (replace(found, row=row) for row in np.sort(np.concatenate(again)).tolist())


def _same(cell: str) -> str | None:
    return folded(cell) if cell else None


DUPLICATE = NamedRule("probable-duplicate", check, ("at", "columns"))
UNIQUE = NamedRule("unique-key", check, ("at", "columns"))
