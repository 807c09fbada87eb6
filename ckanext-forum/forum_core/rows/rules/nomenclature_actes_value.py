"""`nomenclature-actes-value` of schema.data.gouv.fr: a matter of the @CTES list, written « theme/matter »."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from forum_core.findings import Finding
from forum_core.reference.lists import statuses
from forum_core.rows.rules.base import Asked, NamedRule, Read
from forum_core.types.choice import same_word

_LIST = "matieres_actes_2017"


def check(asked: Asked) -> Iterator[Finding]:
    """Cells without a slash, with a space beside it, or whose first part is none of the nine themes.

    Accents and case do not matter, as for the validator of schema.data.gouv.fr.
    """
    column = asked.params["column"]
    known: dict[str, bool] = {"": True}

    def judge(cell: str) -> Iterator[Finding]:
        theme, slash, matter = cell.partition("/")
        if theme not in known:
            known[theme] = same_word(theme, _themes()) is not None
        if cell and (not slash or theme[-1:].isspace() or matter[:1].isspace() or not known[theme]):
            yield asked.finding(column)

    return asked.each(judge, Read(column))


@cache  # the list is part of the code
def _themes() -> tuple[str, ...]:
    return tuple(name for code, name in statuses(_LIST).items() if "." not in code)


RULE = NamedRule("nomenclature-actes-value", check, ("column",))
