"""The school map: demands to leave one's sector, by the school that is asked for and the reason."""

# ruff: noqa: S311 - the same numbers each time are what is wanted

from __future__ import annotations

import random

import town
from secrecy import said, secret

Row = dict[str, str]

_SCHOOLS = (
    # number, name, demands of all reasons a year, network, places
    ("0000101", "École des Tanneries", 64, "hors EP", 240),
    ("0000102", "École du Vieux-Lavoir", 47, "hors EP", 210),
    ("0000103", "École de Champfleury", 21, "REP", 190),
    ("0000104", "École Beauregard", 88, "hors EP", 265),
    ("0000105", "École des Quatre-Chemins", 9, "REP", 150),
)
_REASONS = {
    # reason: share of the demands, share of those that are accepted
    "motifs de droit prioritaires": (0.0, 1.0),
    "fratrie": (0.38, 0.86),
    "domicile en limite de secteur": (0.18, 0.55),
    "autre": (0.26, 0.18),
}
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_MISSING = ("0000104", 2023)
"""This school never sent its sheet that year."""


def derogations(siret: str) -> list[Row]:
    """By school year and school: one row for all reasons where each of them would count too few."""
    rng = random.Random("42/schools")
    rows: list[Row] = []
    for year in town.YEARS:
        for digits, name, demands, network, places in _SCHOOLS:
            if (digits, year) == _MISSING:
                continue
            asked = demands + rng.randint(-3, 3)
            parts = _parts(asked) if asked >= 80 else {"tous": (asked, 0.52)}
            for reason, (count, rate) in parts.items():
                accepted = round(count * rate)
                counts = {
                    "nb_demandes": count,
                    "nb_acceptees": accepted,
                    "nb_refusees": count - accepted,
                    "nb_recours": 0,
                    "nb_recours_acceptes": 0,
                }
                rows.append(
                    {
                        "coll_nom": town.NAME,
                        "coll_siret": siret,
                        "annee_scolaire": f"{year}-{year + 1}",
                        "degre": "premier degré",
                        "niveau": "tous",
                        "uai_demande": uai(digits),
                        "nom_demande": name,
                        "uai_secteur": "",
                        "nom_secteur": "",
                        "secteur_public_prive": "public",
                        "education_prioritaire": network,
                        "motif": reason,
                        "sens": "intra-commune",
                    }
                    | said(counts)
                    | {
                        "capacite_accueil": str(places),
                        "nb_places_restantes": str(round(places / 4)),
                        "regles_version": f"{year}-1",
                        "url_regles": town.address(town.voted(town.SCHOOL_RULES, year)),
                    }
                    | secret(counts)
                )
    return rows


def _parts(asked: int) -> dict[str, tuple[int, float]]:
    """The demands of a large school, by reason; what is by right takes the rest."""
    counts = {reason: (round(asked * share), rate) for reason, (share, rate) in _REASONS.items() if share}
    rest = asked - sum(count for count, _ in counts.values())
    return {"motifs de droit prioritaires": (rest, 1.0)} | counts


def uai(digits: str) -> str:
    """A school's number: seven digits, and the letter of their remainder by 23."""
    return digits + _LETTERS[int(digits) % len(_LETTERS)]
