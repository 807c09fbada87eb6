"""The years that a register's rows are told apart by: calendar years, or school years named by their first.

`page.date` of a schema names a column of days, of years (2024) or of school years (« 2024-2025 »).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from forum_core.files.duck import quoted
from forum_core.schema.model import Schema

_FIRST_MONTH = 9
"""Of a school year."""


def has_days(schema: Schema) -> bool:
    """True when the date column holds days, not years: dates from and to make sense."""
    return schema.field(schema.page.date).type in {"date", "datetime"}


def are_school_years(schema: Schema) -> bool:
    """True when the date column holds school years."""
    return schema.field(schema.page.date).meaning == "school-year"


def year_sql(schema: Schema) -> str:
    """The year of a row: that of its date, the number itself, or the first year of a school year."""
    column = quoted(schema.page.date)
    if has_days(schema):
        return f"year({column})"
    if schema.field(schema.page.date).type == "string":
        return f"TRY_CAST(left({column}, 4) AS INTEGER)"
    return column


def bounds_sql(schema: Schema) -> tuple[str, str]:
    """First and last day that the rows cover, as ISO text."""
    if has_days(schema):
        column = quoted(schema.page.date)
        return f"min({column})::VARCHAR", f"max({column})::VARCHAR"
    first, last = (f"{bound}({year_sql(schema)})::INTEGER" for bound in ("min", "max"))
    if are_school_years(schema):
        return _day_sql(first, _FIRST_MONTH, 1), _day_sql(f"{last} + 1", _FIRST_MONTH - 1, 31)
    return _day_sql(first, 1, 1), _day_sql(last, 12, 31)


def _day_sql(year: str, month: int, day: int) -> str:
    return f"TRY_CAST(({year})::VARCHAR || '-{month:02}-{day:02}' AS DATE)::VARCHAR"


def said(schema: Schema, year: int) -> str:
    """« 2024 », or « 2024-2025 »."""
    return f"{year}-{year + 1}" if are_school_years(schema) else str(year)


def noun(schema: Schema) -> str:
    """« année », or « année scolaire »."""
    return "année scolaire" if are_school_years(schema) else "année"


def running(schema: Schema, today: date) -> int:
    """The year that is not over."""
    if are_school_years(schema) and today.month < _FIRST_MONTH:
        return today.year - 1
    return today.year


def speaking(schema: Schema, years: Iterable[int], today: date) -> int | None:
    """The year that speaks where none is chosen: the last one that is over, else the last."""
    known = sorted(years)
    over = [year for year in known if year < running(schema, today)]
    return next(iter(over[-1:] or known[-1:]), None)
