"""What a type of ours is: the meaning that a column can have, beyond its Table Schema type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

Descriptor = Mapping[str, Any]  # a Table Schema field, as its standard wrote it


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell is not what its column means: a code, and facts that are not the cell.

    Attributes:
        refuses: False when the standard accepts the cell and a person should only look at it.
    """

    code: str
    params: tuple[tuple[str, str | int], ...] = ()
    refuses: bool = True


@dataclass(frozen=True, slots=True)
class Mended:
    """A cell written otherwise, with the same meaning, and the name of the repair."""

    text: str
    code: str


@dataclass(frozen=True, slots=True)
class Examples:
    """Cells that show the type; the tests run every one of them."""

    valid: tuple[str, ...]
    invalid: tuple[str, ...]
    repaired: Mapping[str, str] = field(default_factory=dict[str, str])
    beyond_repair: tuple[str, ...] = ()
    descriptor: Descriptor = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class FieldType:
    """One meaning that a column can have. Functions get the text of a cell that is not empty.

    Attributes:
        name: Word of `schema.yaml`, ``fields/*/forum/type``.
        label: What it is, in French, for the data dictionary.
        table_types: Table Schema types that it may stand for.
        arrow: Type of the column once checked.
        datastore: Type of the column in PostgreSQL.
        problem: Why the cell is not acceptable, or None. Asked beside frictionless, never in its place.
        repair: The cell written as the standard wants it, or None. The caller keeps it only when the cell was
            not acceptable and the result is.
        parse: The value of an acceptable cell.
        evidence: How a cell speaks of the repair's assumption: +1 for, -1 against, 0 silent. A column that
            speaks more against than for is not repaired. None where a repair assumes nothing.
        names: Official list of `forum_core.reference` that gives each code its name; empty when none does.
    """

    name: str
    label: str
    table_types: tuple[str, ...]
    arrow: pa.DataType
    datastore: str
    problem: Callable[[str, Descriptor], Problem | None]
    repair: Callable[[str, Descriptor], Mended | None]
    parse: Callable[[str, Descriptor], Any]
    examples: Examples
    evidence: Callable[[str], int] | None = None
    names: str = ""
