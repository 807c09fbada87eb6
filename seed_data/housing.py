"""Social housing in numbers: allocations, scoring grid, sittings. No row is about a household.

A count from 1 to 10 is left empty, and the row says so: what a careful office would send.
"""

# ruff: noqa: S311 - the same numbers each time are what is wanted

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import town
from grid import Version, grid
from secrecy import LEAST, said, secret

Row = dict[str, str]

_YEARS = (2023, 2024, 2025)
"""2022 was counted in another software, and was never found again."""

# Size: demands at the end of 2023, dwellings offered in 2023.
_SIZES = {"T1": (396, 27), "T2": (642, 61), "T3": (488, 66), "T4": (271, 38), "T5": (118, 9)}
_GRIDS = {2023: "", 2024: "2023-1", 2025: "2025-1"}


def allocations(siret: str) -> list[Row]:
    """By year and size of dwelling."""
    rng = random.Random("42/housing")
    rows: list[Row] = []
    for at, year in enumerate(_YEARS):
        for size, (demands, offered) in _SIZES.items():
            homes = round(offered * (1 + 0.06 * at)) + rng.randint(-2, 2)
            seen = round(homes * rng.uniform(2.7, 3.2))
            given = homes - rng.randint(2, 5)
            counts = {
                "nb_demandes_actives": round(demands * 1.07**at),
                "nb_logements_proposes": homes,
                "nb_candidats_examines": seen,
                "nb_attributions": given,
                "nb_refus_candidats": round(given * 0.27),
                "nb_non_attributions": seen - given,
                "nb_baux_signes": given - rng.randint(1, 4),
                "nb_attributions_premier_quartile": round(given * rng.uniform(0.26, 0.34)),
                "nb_attributions_dalo": round(given * rng.uniform(0.1, 0.24)),
                "nb_mutations": round(given * rng.uniform(0.22, 0.36)),
            }
            delay = str(rng.randint(14, 27)) if given >= LEAST else ""
            rows.append(
                _period(siret, town.NAME, year, ("commune", town.INSEE, "Valmont-sur-Dore"))
                | {"bailleur_nom": "", "bailleur_siren": "", "reservataire": "tous"}
                | {"typologie": size, "type_financement": "tous"}
                | said(counts)
                | {"delai_median_mois": delay, "grille_version": _GRIDS[year]}
                | secret(counts)
            )
    return rows


def allocations_of_the_valleys(siret: str, name: str, siren: str) -> list[Row]:
    """Two years of a small territory, of which the first gave nothing: a row says so."""
    return [
        _period(siret, name, year, ("EPCI", siren, "Trois Vallées"))
        | {"bailleur_nom": "", "bailleur_siren": "", "reservataire": "tous"}
        | {"typologie": "toutes", "type_financement": "tous"}
        | said(counts)
        | {"delai_median_mois": delay, "grille_version": ""}
        | secret(counts)
        for year, delay, counts in (
            (2024, "", dict.fromkeys(_COUNTS, 0) | {"nb_demandes_actives": 143}),
            (
                2025,
                "15",
                dict(zip(_COUNTS, (151, 14, 41, 13, 3, 28, 12, 4, 0, 2), strict=True)),
            ),
        )
    ]


_COUNTS = (
    "nb_demandes_actives",
    "nb_logements_proposes",
    "nb_candidats_examines",
    "nb_attributions",
    "nb_refus_candidats",
    "nb_non_attributions",
    "nb_baux_signes",
    "nb_attributions_premier_quartile",
    "nb_attributions_dalo",
    "nb_mutations",
)


def scoring(matter: dict[str, Any], siret: str) -> list[Row]:
    """Both versions of the grid, each voted at the end of the year before."""
    versions = (
        Version("2023-1", dt.date(2023, 12, 15), dt.date(2024, 12, 31), town.voted(town.HOUSING_GRID, 2023)),
        Version("2025-1", dt.date(2025, 1, 1), None, town.voted(town.HOUSING_GRID, 2024)),
    )
    return grid(matter["housing_criteria"], versions, siret, version="grille_version")


def sittings(siret: str) -> list[Row]:
    """The commission sits every two months; in summer it has too few files to be counted."""
    rng = random.Random("42/sittings")
    rows: list[Row] = []
    for year in _YEARS:
        for month in (1, 3, 5, 7, 9, 11):
            homes = rng.randint(4, 9) if month == 7 else rng.randint(26, 36)
            files = round(homes * rng.uniform(2.6, 3.1))
            given = homes - rng.randint(1, 3)
            conditional = rng.randint(11, 13) if files > 80 else 0
            refused = files - given - conditional if month != 7 else files - given
            counts = {
                "nb_logements": homes + conditional,
                "nb_dossiers": files,
                "nb_attributions": given,
                "nb_attributions_sous_condition": conditional if month != 7 else 0,
                "nb_non_attributions": refused,
                "nb_rejets": 0,
            }
            rows.append(
                {
                    "coll_nom": town.NAME,
                    "coll_siret": siret,
                    "commission_id": "CALEOL-HD-1",
                    "bailleur_nom": town.LANDLORD,
                    "bailleur_siren": town.landlord_siren(),
                    "date_seance": _third_tuesday(year, month).isoformat(),
                }
                | said(counts)
                | {
                    "nb_membres_presents": str(rng.randint(5, 8)),
                    "url_reglement_interieur": f"{town.SITE}/caleol.pdf",
                }
                | secret(counts)
            )
    return rows


def _period(siret: str, name: str, year: int, territory: tuple[str, str, str]) -> Row:
    kind, code, words = territory
    return {
        "coll_nom": name,
        "coll_siret": siret,
        "periode_debut": f"{year}-01-01",
        "periode_fin": f"{year}-12-31",
        "territoire_type": kind,
        "territoire_code": code,
        "territoire_nom": words,
    }


def _third_tuesday(year: int, month: int) -> dt.date:
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(1 - first.weekday()) % 7 + 14)
