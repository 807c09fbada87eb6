"""`cohesive-columns-value` of schema.data.gouv.fr: columns that go together are all filled, or all empty."""

from __future__ import annotations

from collections.abc import Iterator

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule


def check(asked: Asked) -> Iterator[Finding]:
    """For each row that has some of them and not all, the empty ones."""
    columns: list[str] = [asked.params["column"], *asked.params["othercolumns"]]
    for row, cells in asked.rows(*columns):
        empty = [name for name, cell in zip(columns, cells, strict=True) if not cell.strip()]
        if empty and len(empty) < len(columns):
            filled = next(name for name in columns if name not in empty)
            for name in empty:
                yield asked.finding(name, row, other=filled)


RULE = NamedRule("cohesive-columns-value", check, ("column", "othercolumns"))
