"""Crèches: the places that exist, how those of the town are given each spring, and the points that decide."""

# ruff: noqa: S311 - the same numbers each time are what is wanted

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import identifiers
import town
from grid import Version, grid
from secrecy import LEAST, said, secret

Row = dict[str, str]

_AGES = {
    # age: demands and places of 2022
    "moins de 12 mois": (148, 62),
    "12-23 mois": (96, 44),
    "24-35 mois": (51, 24),
}
_COMMISSIONS = {2022: "2022-05-12", 2023: "2023-05-11", 2024: "2024-05-16", 2025: "2025-05-15"}
_SCALES = {2022: "2022-1", 2023: "2022-1", 2024: "2024-1", 2025: "2024-1"}


def supply(matter: dict[str, Any], siret: str) -> list[Row]:
    """Every place of the town that welcomes young children."""
    return [
        {
            "coll_nom": town.NAME,
            "coll_siret": siret,
            "structure_id": f"EAJE-{number:02}",
            "structure_nom": one["name"],
            "structure_siret": siret if one["by"] == "commune" else _establishment(number),
            "gestionnaire_type": one["by"],
            "type_accueil": one["kind"],
            "code_commune": town.INSEE,
            "adresse": "",
            "longitude": f"{one['longitude']:.4f}",
            "latitude": f"{one['latitude']:.4f}",
            "places_agreees": str(one["agreed"]),
            "places_ouvertes": str(one["opened"]),
            "places_reservees_commune": str(one["kept"]),
            "financement": one["paid"],
            "date_maj": "2025-09-01",
        }
        for number, one in enumerate(matter["structures"], 1)
    ]


def _establishment(number: int) -> str:
    return identifiers.siret(identifiers.body_siren(620 + number))


def allocations(siret: str) -> list[Row]:
    """By year and age, over all kinds of welcome: finer cells would count too few children."""
    rng = random.Random("42/creche")
    rows: list[Row] = []
    for at, year in enumerate(town.YEARS):
        for age, (demands, places) in _AGES.items():
            asked = round(demands * 1.04**at) + rng.randint(-4, 4)
            free = places + rng.randint(-3, 3)
            given = free - rng.randint(0, 2)
            withdrawn = rng.randint(11, 16) if asked > 90 else 0
            counts = {
                "nb_demandes": asked,
                "nb_attributions": given,
                "nb_liste_attente": asked - given - withdrawn,
                "nb_refus_familles": rng.randint(3, 14),
                "nb_desistements": withdrawn,
                "nb_attributions_insertion": round(given * 0.21),
                "nb_attributions_handicap": rng.randint(2, 5),
            }
            rows.append(
                {
                    "coll_nom": town.NAME,
                    "coll_siret": siret,
                    "commission_id": f"COM-{year}",
                    "date_commission": _COMMISSIONS[year],
                    "territoire_code": town.INSEE,
                    "territoire_nom": "Valmont-sur-Dore",
                    "tranche_age": age,
                    "type_accueil": "tous",
                    "nb_places_disponibles": str(free),
                }
                | said(counts)
                | {
                    "seuil_points_dernier_admis": str(rng.randint(38, 52)) if given >= LEAST else "",
                    "delai_median_jours": str(rng.randint(96, 190)) if given >= LEAST else "",
                    "bareme_version": _SCALES[year],
                }
                | secret(counts)
            )
    return rows


def scale(matter: dict[str, Any], siret: str) -> list[Row]:
    """Both versions of the points, each voted before the commission that first used it."""
    versions = (
        Version("2022-1", dt.date(2022, 3, 1), dt.date(2024, 2, 29), town.voted(town.NURSERY_GRID, 2022)),
        Version("2024-1", dt.date(2024, 3, 1), None, town.voted(town.NURSERY_GRID, 2024)),
    )
    return grid(matter["creche_criteria"], versions, siret, version="bareme_version")
