"""The versions of a register that can still be read: the current one, and those it replaced, as they were.

An older version is the Table Schema that was in force, kept as a file; it is read, never followed: rows are
judged by the current schema.
"""

from __future__ import annotations

from forum_core.schema.model import Schema


def versions(schema: Schema) -> tuple[str, ...]:
    """Numbers of the versions that can be read, the current one first, then the others from the latest on."""
    older = set(schema.older) - {schema.version}
    return (schema.version, *sorted(older, key=_order, reverse=True))


def _order(number: str) -> tuple[int, ...]:
    return tuple(map(int, number.split(".")))
