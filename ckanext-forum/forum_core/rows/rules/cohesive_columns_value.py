"""`cohesive-columns-value` of schema.data.gouv.fr: columns that go together are all filled, or all empty."""

from __future__ import annotations

from collections.abc import Iterator

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule, Read, filled


def check(asked: Asked) -> Iterator[Finding]:
    """For each row that has some of them and not all, the empty ones."""
    columns: list[str] = [asked.params["column"], *asked.params["othercolumns"]]

    def judge(*there: bool) -> Iterator[Finding]:
        if any(there):
            other = columns[there.index(True)]
            yield from (
                asked.finding(name, other=other) for name, is_ in zip(columns, there, strict=True) if not is_
            )

    return asked.each(judge, *(Read(name, filled) for name in columns))


RULE = NamedRule("cohesive-columns-value", check, ("column", "othercolumns"))
