"""`names-nobody`: a text holds no civility before a name. Where a text may name people, it only warns."""

from __future__ import annotations

from collections.abc import Iterator

from forum_core.findings import Finding
from forum_core.privacy.civilities import names_somebody
from forum_core.rows.rules.base import Asked, NamedRule, Read


def check(asked: Asked) -> Iterator[Finding]:
    """Rows whose text names somebody, but those about a person, which do not leave."""
    column = asked.params["column"]

    def judge(named: bool) -> Iterator[Finding]:
        if named:
            yield asked.finding(column)

    found = asked.each(judge, Read(column, names_somebody))
    return (finding for finding in found if finding.row not in asked.apart)


RULE = NamedRule("names-nobody", check, ("column",))
