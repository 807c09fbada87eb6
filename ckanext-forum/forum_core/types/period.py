"""A day, or two days separated by a slash: the first and the last of a period (ISO 8601)."""

from __future__ import annotations

import calendar
import re

import pyarrow as pa

from forum_core.types import date
from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.spaces import trimmed
from forum_core.types.text import parse

_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(/[0-9]{4}-[0-9]{2}-[0-9]{2})?")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


def problem(text: str, descriptor: Descriptor) -> Problem | None:
    """Another form, a day that no calendar has, or a last day before the first.

    The last two only warn: the standard's pattern lets them pass, and its own valid example has some.
    """
    if not _FORM.fullmatch(text):
        return Problem("period-form")
    ends = text.split("/")
    if any(date.problem(end, descriptor) for end in ends):
        return Problem("period-day", refuses=False)
    return Problem("period-order", refuses=False) if ends[0] > ends[-1] else None


def repair(text: str, _: Descriptor) -> Mended | None:
    """The separator ``_`` of the 2017 regulation, dates in French order, whole months written as such."""
    ends = _split(trimmed(text))
    days = [date.day_of(end) or _edge(end, last=end is ends[-1]) for end in ends]
    if not all(days):
        return None
    if len(ends) == 1 and _MONTH.fullmatch(ends[0]):
        days.insert(0, _edge(ends[0], last=False))
    return Mended("/".join(map(str, days)), "period-form")


def _split(text: str) -> list[str]:
    """The ends; a slash separates only where it does not belong to the dates themselves."""
    for separator in ("_", " / ", " - ", " au ", ";"):
        if separator in text:
            return [end.strip() for end in text.removeprefix("du ").split(separator)]
    if text.count("/") == 1:
        return text.split("/")
    if text.count("/") == 5:  # two dates of two slashes, and the one between
        parts = text.split("/")
        return ["/".join(parts[:3]), "/".join(parts[3:])]
    return [text]


def _edge(text: str, *, last: bool) -> str | None:
    """First or last day of a month AAAA-MM."""
    found = _MONTH.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= 12:
        return None
    year, month = int(found[1]), int(found[2])
    return f"{text}-{calendar.monthrange(year, month)[1] if last else 1:02}"


def evidence(text: str) -> int:
    """That of its two dates."""
    return sum(map(date.evidence, _split(trimmed(text))))


TYPE = FieldType(
    name="period",
    label="Date ou période (AAAA-MM-JJ/AAAA-MM-JJ)",
    table_types=("string",),
    arrow=pa.string(),
    datastore="text",
    problem=problem,
    repair=repair,
    parse=parse,
    evidence=evidence,
    examples=Examples(
        valid=("2017-03-14", "2017-03-14/2018-03-14"),
        invalid=("2017-01-01_2017-12-31", "2017", "avant l’été", "2017-01-01/", "27/06/2017"),
        repaired={
            "2017-01-01_2017-12-31": "2017-01-01/2017-12-31",
            "2017/09/08_2021/09/07": "2017-09-08/2021-09-07",
            "2017/09/08/2021/09/07": "2017-09-08/2021-09-07",
            "01/01/2017 - 31/12/2017": "2017-01-01/2017-12-31",
            "du 01/01/2017 au 31/12/2017": "2017-01-01/2017-12-31",
            "14/03/2017": "2017-03-14",
            "2017-03": "2017-03-01/2017-03-31",
            "2017-01/2017-02": "2017-01-01/2017-02-28",
        },
        beyond_repair=("2017", "01/01/17_31/12/17", "2017-13"),
        descriptor={
            "name": "exemple",
            "type": "string",
            "constraints": {"pattern": r"^[0-9]{4}\-[0-9]{2}\-[0-9]{2}(\/[0-9]{4}\-[0-9]{2}\-[0-9]{2})?$"},
        },
    ),
)
