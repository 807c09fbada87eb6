"""The town's accounts and budget: its subsidies and allowances are those of its other registers."""

# ruff: noqa: S311 - the same numbers each time are what is wanted

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import town
from grants import MONEY, Grant

Row = dict[str, str]

_GROWTH, _MARGIN, _THOUSAND = Decimal("1.032"), Decimal("1.04"), Decimal("1E3")
_HELPED = {"sport": "321", "culture": "313", "enfance": "212"}
SOCIAL_CENTRE = "Centre communal d’action sociale"


@dataclass(frozen=True, slots=True)
class Line:
    """Where a sum stands in a budget: chapter, account of the M57 list, function, section, side."""

    chapter: str
    account: str
    label: str
    function: str
    section: str = "fonctionnement"
    side: str = "dépense"


_COUNCIL = Line("65", "65311", "Indemnités de fonction", "020")
_SOCIAL = Line("65", "657363", "à caractère administratif", "420")


def of_the_town(
    matter: dict[str, Any], grants: Sequence[Grant], allowances: Mapping[int, Decimal], siret: str
) -> list[Row]:
    """Accounts of three years that are closed, and the budget of the one that runs.

    Args:
        matter: Lines, chapters and functions of `registers.yaml`.
        grants: All grants of the town; those in money are paid in the year of their decision.
        allowances: What its council received of the town, by year.
        siret: Of the town.
    """
    rng = random.Random("42/budget")
    rows: list[Row] = []
    for at, year in enumerate(town.YEARS):
        sums: dict[Line, Decimal] = {}
        for planned in matter["budget_lines"]:
            thousands = planned["thousands"]
            drift = Decimal(rng.randint(960, 1_050)) / 1000
            cents = Decimal(rng.randint(0, 99_999)) / 100
            amount = Decimal(thousands * 1000) * _GROWTH**at * drift + cents
            line = Line(**{key: value for key, value in planned.items() if key != "thousands"})
            sums[line] = amount.quantize(Decimal("0.01"))
        sums[_COUNCIL] = allowances[year]
        sums |= _subsidies([grant for grant in grants if grant.date.year == year and grant.nature == MONEY])
        rows.extend(_row(matter, siret, year, line, amount) for line, amount in sums.items())
    return rows


def _subsidies(grants: Iterable[Grant]) -> dict[Line, Decimal]:
    """What was granted in money, by line."""
    sums: dict[Line, Decimal] = {}
    for grant in grants:
        function = _HELPED.get(grant.to.field, "40")
        associations = Line("65", "65748", "Autres personnes de droit privé", function)
        line = _SOCIAL if grant.to.name == SOCIAL_CENTRE else associations
        sums[line] = sums.get(line, Decimal(0)) + grant.amount
    return dict(sorted(sums.items(), key=lambda item: (item[0].account, item[0].function)))


def _row(matter: dict[str, Any], siret: str, year: int, line: Line, amount: Decimal) -> Row:
    closed = year < town.YEARS[-1]
    said = f"{amount:.2f}"
    planned = f"{(amount * _MARGIN).quantize(_THOUSAND):.2f}" if amount >= _THOUSAND * 10 else said
    return {
        "BGT_NATDEC": "compte administratif" if closed else "budget primitif",
        "BGT_ANNEE": str(year),
        "BGT_SIRET": siret,
        "BGT_NOM": "Budget principal",
        "BGT_CONTNAT": line.chapter,
        "BGT_CONTNAT_LABEL": matter["chapters"][line.chapter],
        "BGT_NATURE": line.account,
        "BGT_NATURE_LABEL": line.label,
        "BGT_FONCTION": line.function,
        "BGT_FONCTION_LABEL": matter["functions"][line.function],
        "BGT_OPERATION": "",
        "BGT_SECTION": line.section,
        "BGT_OPBUDG": "réel",
        "BGT_CODRD": line.side,
        "BGT_MTREAL": said if closed else "",
        "BGT_MTBUDGPREC": "",
        "BGT_MTRARPREC": "",
        "BGT_MTPROPNOUV": "" if closed else planned,
        "BGT_MTPREV": "" if closed else planned,
        "BGT_CREDOUV": planned if closed else "",
        "BGT_MTRAR3112": "",
        "BGT_ARTSPE": "non spécialisé",
    }
