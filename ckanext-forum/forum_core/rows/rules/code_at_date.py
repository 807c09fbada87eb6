"""`code-not-at-date`: a code of a shared list is used between its days. Asked of every column of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from forum_core.findings import Finding
from forum_core.rows.own_date import last_day
from forum_core.rows.rules.base import Asked, Read
from forum_core.rows.table import MappedTable
from forum_core.schema.model import Code, Rule, Schema

NAME = "code-not-at-date"


def check(schema: Schema, mapped: MappedTable, today: date) -> Iterator[Finding]:
    """Cells whose code did not exist yet, or no more, on the date of their row."""
    asked = Asked(schema, mapped, Rule(NAME, {}), today)
    for field in schema.fields:
        dated = {one.code: one for one in field.codes if one.since or one.until}
        if dated and field.name in mapped.fields:
            yield from _found(asked, field.name, dated)


def _found(asked: Asked, column: str, dated: Mapping[str, Code]) -> Iterator[Finding]:
    def judge(code: Code | None, day: date | None) -> Iterator[Finding]:
        if code is None or day is None:
            return
        if code.since and day < code.since:
            yield asked.finding(column, since=code.since.isoformat())
        if code.until and day > code.until:
            yield asked.finding(column, until=code.until.isoformat())

    return asked.each(judge, Read(column, dated.get), Read(asked.schema.page.date, last_day))
