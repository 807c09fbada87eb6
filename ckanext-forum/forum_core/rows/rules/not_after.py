"""`not-after`: a day does not come after another column's day, or the first day of its period."""

from __future__ import annotations

from collections.abc import Iterator

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule, Read
from forum_core.types.date import day_of


def check(asked: Asked) -> Iterator[Finding]:
    """Rows where both days can be read and the first is the later one."""
    column, other = asked.params["column"], asked.params["other"]

    def judge(day: str | None, start: str | None) -> Iterator[Finding]:
        if day and start and day > start:
            yield asked.finding(column, other=other)

    return asked.each(judge, Read(column, day_of), Read(other, _start))


def _start(text: str) -> str | None:
    return day_of(text.partition("/")[0])


RULE = NamedRule("not-after", check, ("column", "other"), days=("column",))
