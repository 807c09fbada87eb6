"""What élus receive of each body where they sit: the council, its outside seats, the community's bureau."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import identifiers
import town

Row = dict[str, str]

_INDEX = {
    # value of the index 1027 in each half of the year, before rounding: points x value of the point / 12
    2022: (830 * Decimal("56.2323") / 12, 830 * Decimal("58.2004") / 12),
    2023: (830 * Decimal("58.2004") / 12, 830 * Decimal("59.0734") / 12),
    2024: (835 * Decimal("59.0734") / 12,) * 2,
    2025: (835 * Decimal("59.0734") / 12,) * 2,
}
ALLOWANCE, EXPENSES, PAY = (
    "indemnité de fonction",
    "remboursement de frais",
    "rémunération ou jetons de société",
)
PAID, SAID_BY_BODY, NOT_RECEIVED = "payé par la collectivité", "déclaré par l’organisme", "non reçu"
_RATES = {"maire": Decimal(85), "adjoint": Decimal(28), "conseiller délégué": Decimal(9)}
_DEPUTIES, _DELEGATES = 10, 6


@dataclass(frozen=True, slots=True)
class Elu:
    """A member of a council. Everybody is invented."""

    name: str
    first_name: str
    sex: str
    role: str
    number: str


@dataclass(frozen=True, slots=True)
class Outside:
    """A body beside the council, where some of its members sit."""

    name: str
    siret: str
    kind: str
    mandate: str


WATER = Outside(
    "Syndicat mixte des eaux de la Dore",
    identifiers.siret(identifiers.body_siren(611)),
    "syndicat",
    "délégué dans un syndicat",
)
BUILDER = Outside(
    "SEM Valmont Aménagement",
    identifiers.siret(identifiers.body_siren(612)),
    "SEM",
    "représentant dans une société",
)
BUSES = Outside(
    "SPL Dore Mobilités",
    identifiers.siret(identifiers.body_siren(613)),
    "SPL",
    "représentant dans une société",
)


def council(words: dict[str, Any]) -> list[Elu]:
    """The 39 of the town: the mayor, ten deputies, six delegates, and the others, who are paid nothing."""
    roles = ["maire", *["adjoint"] * _DEPUTIES, *["conseiller délégué"] * _DELEGATES]
    people = _people(words, town.SEATS, 0)
    roles += ["conseiller"] * (town.SEATS - len(roles))
    return [
        Elu(name, first, sex, role, f"VSD-{at:02}")
        for at, ((name, first, sex), role) in enumerate(zip(people, roles, strict=True), 1)
    ]


def of_the_town(words: dict[str, Any], siret: str) -> list[Row]:
    """Every year, a row for each member and each body that pays, or should have said what it pays."""
    everybody = council(words)
    rows: list[Row] = []
    for year in town.YEARS:
        rows.extend(_town_row(elu, year, siret) for elu in everybody)
        mayor, first, second, third = everybody[:4]
        rows.append(_expenses(mayor, year, siret, Decimal("1245.30") + 40 * (year - 2022)))
        rows.append(_outside(first, year, siret, WATER, Decimal("5264.64")))
        rows.append(_outside(mayor, year, siret, BUILDER, Decimal(3600)))
        rows.append(_outside(second, year, siret, BUILDER, Decimal(1200)))
        # The transport company answered in 2022 and 2023, and never since.
        rows.append(_outside(third, year, siret, BUSES, Decimal(900) if year < 2024 else None))
    return rows


def of_the_valleys(words: dict[str, Any], siret: str, name: str) -> list[Row]:
    """The president and six vice-presidents, from the first statement that was made, for 2024."""
    roles = ["président", *["vice-président"] * 6]
    rates = {"président": Decimal(45), "vice-président": Decimal(18)}
    people = list(_people(words, len(roles), town.SEATS))
    rows: list[Row] = []
    for year in (2024, 2025):
        for at, ((family, first, sex), role) in enumerate(zip(people, roles, strict=True), 1):
            elu, rate = Elu(family, first, sex, role, f"CTV-{at:02}"), rates[role]
            rows.append(
                _row(elu, year, siret, name)
                | {"organisme_nom": name, "organisme_siret": siret}
                | {"organisme_type": "EPCI à fiscalité propre"}
                | {"mandat": "conseiller communautaire", "nature": ALLOWANCE}
                | {"taux_vote_pct": str(rate), "montant_brut_annuel": _said(_of_year(rate, year))}
                | {"population_ref": "14650", "source_declaration": PAID}
            )
    return rows


def paid_by_the_town(rows: Sequence[Row], siret: str) -> dict[int, Decimal]:
    """What the town itself paid its members as allowances, by year: an account of its budget."""
    totals = dict.fromkeys(town.YEARS, Decimal(0))
    for row in rows:
        if row["organisme_siret"] == siret and row["nature"] == ALLOWANCE:
            totals[int(row["exercice"])] += Decimal(row["montant_brut_annuel"])
    return totals


def _town_row(elu: Elu, year: int, siret: str) -> Row:
    rate = _RATES.get(elu.role, Decimal(0))
    decision = town.voted(town.ALLOWANCES, year)
    return (
        _row(elu, year, siret, town.NAME)
        | {"organisme_nom": town.NAME, "organisme_siret": siret, "organisme_type": "commune"}
        | {"mandat": "conseiller municipal", "nature": ALLOWANCE}
        | {"taux_vote_pct": str(rate), "montant_brut_annuel": _said(_of_year(rate, year))}
        | {"population_ref": str(town.POPULATION), "source_declaration": PAID}
        | {"delib_id": decision, "delib_url": town.address(decision)}
    )


def _expenses(elu: Elu, year: int, siret: str, amount: Decimal) -> Row:
    return (
        _row(elu, year, siret, town.NAME)
        | {"organisme_nom": town.NAME, "organisme_siret": siret, "organisme_type": "commune"}
        | {"mandat": "conseiller municipal", "nature": EXPENSES}
        | {"montant_brut_annuel": _said(amount), "source_declaration": PAID}
    )


def _outside(elu: Elu, year: int, siret: str, body: Outside, amount: Decimal | None) -> Row:
    return (
        _row(elu, year, siret, town.NAME)
        | {"organisme_nom": body.name, "organisme_siret": body.siret, "organisme_type": body.kind}
        | {"mandat": body.mandate, "fonction": "vice-président" if body is WATER else "administrateur"}
        | {"nature": ALLOWANCE if body is WATER else PAY}
        | {"montant_brut_annuel": "" if amount is None else _said(amount)}
        | {"population_ref": "61300" if body is WATER else ""}
        | {"source_declaration": NOT_RECEIVED if amount is None else SAID_BY_BODY}
    )


_COLUMNS = (
    "coll_nom",
    "coll_siret",
    "exercice",
    "elu_nom",
    "elu_prenom",
    "elu_sexe",
    "id_elu",
    "organisme_nom",
    "organisme_siret",
    "organisme_type",
    "mandat",
    "fonction",
    "nature",
    "taux_vote_pct",
    "majoration_pct",
    "montant_brut_annuel",
    "montant_ecrete_annuel",
    "date_debut",
    "date_fin",
    "population_ref",
    "delib_id",
    "delib_url",
    "source_declaration",
)


def _row(elu: Elu, year: int, siret: str, name: str) -> Row:
    """A row with who and when; every other column is there, and empty."""
    return dict.fromkeys(_COLUMNS, "") | {
        "coll_nom": name,
        "coll_siret": siret,
        "exercice": str(year),
        "elu_nom": elu.name,
        "elu_prenom": elu.first_name,
        "elu_sexe": elu.sex,
        "id_elu": elu.number,
        "fonction": elu.role,
    }


def _of_year(rate: Decimal, year: int) -> Decimal:
    """Twelve months, each paid to the cent."""
    cent = Decimal("0.01")
    months = (((index * rate / 100).quantize(cent, ROUND_HALF_UP)) * 6 for index in _INDEX[year])
    return sum(months, Decimal(0))


def _said(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _people(words: dict[str, Any], count: int, start: int) -> Iterator[tuple[str, str, str]]:
    """Family name, first name and sex, women and men in turn."""
    elus = words["elus"]
    for at in range(start, start + count):
        sex, firsts = ("F", elus["women"]) if at % 2 else ("M", elus["men"])
        yield elus["names"][at], firsts[(at // 2) % len(firsts)], sex
