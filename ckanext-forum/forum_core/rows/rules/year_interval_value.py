"""`year-interval-value` of schema.data.gouv.fr: two years, the second later, or one where that is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule, Read

_YEARS = re.compile(r"([0-9]{4})/([0-9]{4})")
_YEAR = re.compile(r"[0-9]{4}")


def check(asked: Asked) -> Iterator[Finding]:
    """Cells that are neither AAAA/AAAA in order, nor AAAA where the standard allows it."""
    column, alone = asked.params["column"], asked.params.get("allow-year-only") in {True, "yes", "true"}

    def judge(cell: str) -> Iterator[Finding]:
        if not cell or (alone and _YEAR.fullmatch(cell)):
            return
        years = _YEARS.fullmatch(cell)
        if years is None or years[1] >= years[2]:
            yield asked.finding(column)

    return asked.each(judge, Read(column))


RULE = NamedRule("year-interval-value", check, ("column",))
