"""The texts of law of a register in words. A text that nobody read is never among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from forum_core import french
from forum_core.schema.model import LegalText, Schema
from forum_core.sentences.typography import typeset


@dataclass(frozen=True, slots=True)
class Text:
    """A text of law that was read.

    Attributes:
        since: Between which days it binds; empty when that is not said.
        checked: « lu en août 2026 »; empty when the month is not known.
    """

    title: str
    url: str | None
    says: str
    since: str
    checked: str


def describe(schema: Schema) -> tuple[Text, ...]:
    """The texts that somebody read, in the order of the schema."""
    return tuple(map(_text, (law for law in schema.laws if law.verified)))


def dates(since: date | None, until: date | None) -> str:
    """« du … au … », « depuis le … », « jusqu’au … », or nothing."""
    if since and until:
        return f"du {french.day(since)} au {french.day(until)}"
    if since:
        return f"depuis le {french.day(since)}"
    return f"jusqu’au {french.day(until)}" if until else ""


def _text(law: LegalText) -> Text:
    several = "s" if " et " in (law.article or "") else ""
    article = f", article{several} {law.article}" if law.article else ""
    since, until = (date.fromisoformat(day) if day else None for day in (law.since, law.until))
    return Text(
        title=typeset(f"{law.text}{article}"),
        url=law.url,
        says=typeset(law.says),
        since=dates(since, until),
        checked=_checked(law.checked),
    )


def _checked(month: str | None) -> str:
    if not month:
        return ""
    # « 1er août 2026 » without its day.
    return f"lu en {french.day(date.fromisoformat(f'{month}-01')).partition(french.SPACE)[2]}"
