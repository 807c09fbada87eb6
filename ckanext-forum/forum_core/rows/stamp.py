"""The hidden sheet by which a spreadsheet template of ours is known: its schema, and which sheet to read.

Its first cell is ``name@version`` of the schema, the second the sheet that rows are typed in; those below are
sheets that explain. A sheet survives what a property of a document does not: being saved in another format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

STAMP = "forum"
"""Name of that sheet."""

_REF = re.compile(r"([a-z][a-z0-9_]{0,62})@([0-9]{1,6}(?:\.[0-9]{1,6}){0,3})")


@dataclass(frozen=True, slots=True)
class Template:
    """Which template a sheet was typed in."""

    register: str
    version: str


def template_of(cell: str) -> Template | None:
    """What the first cell says; None for all that is no name and number, which nobody is shown."""
    found = _REF.fullmatch(cell)
    return Template(found[1], found[2]) if found else None
