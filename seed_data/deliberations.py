"""What both councils voted: a list at the standard's format, with the deliberations that other files name."""

# ruff: noqa: S311 - the same numbers each time are what is wanted

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import town
from grants import Grant

Row = dict[str, str]

_MATTERS = {
    "budget": ("7.1", "finances locales/décisions budgétaires"),
    "taxes": ("7.2", "finances locales/fiscalité"),
    "loans": ("7.3", "finances locales/emprunts"),
    "grants": ("7.5", "finances locales/subventions"),
    "market": ("1.1", "commande publique/marchés publics"),
    "land": ("3.1", "domaine et patrimoine/acquisitions"),
    "staff": ("4.1", "fonction publique/personnel titulaires et stagiaires de la FPT"),
    "seats": ("5.3", "institutions et vie politique/désignation de représentants"),
    "mandates": ("5.6", "institutions et vie politique/exercice des mandats locaux"),
    "school": ("8.1", "domaines de compétences par thèmes/enseignement"),
    "family": ("8.2", "domaines de compétences par thèmes/aide sociale"),
    "roads": ("8.3", "domaines de compétences par thèmes/voirie"),
    "housing": ("8.5", "domaines de compétences par thèmes/politique de la ville habitat logement"),
    "nature": ("8.8", "domaines de compétences par thèmes/environnement"),
    "culture": ("8.9", "domaines de compétences par thèmes/culture"),
    "wishes": ("9.4", "autres domaines de compétences/voeux et motions"),
}

_YEARLY = {
    (0, 1): ("budget", "Débat d’orientation budgétaire pour {year}"),
    (0, 2): ("seats", "Représentants de la ville au syndicat mixte des eaux de la Dore"),
    (0, 10): ("market", "Groupement de commandes pour l’achat d’électricité"),
    (1, 1): ("family", "Règlement et barème d’attribution des places en crèche"),
    (1, 2): ("staff", "Tableau des effectifs au 1er mars {year}"),
    (1, 11): ("roads", "Programme de voirie {year}"),
    (2, 1): ("budget", "Compte administratif {before}"),
    (2, 2): ("budget", "Budget primitif {year}"),
    (2, 10): ("taxes", "Taux des taxes directes locales pour {year}"),
    (2, 11): ("mandates", "État des indemnités des élus pour {before}"),
    (3, 1): ("school", "Périmètres des écoles et règles de dérogation, rentrée {year}"),
    (3, 2): ("culture", "Programmation du festival des Tanneries {year}"),
    (4, 1): ("market", "Délégation de la restauration des écoles, rapport annuel"),
    (4, 2): ("housing", "Garantie d’emprunt à Habitat de la Dore pour douze logements"),
    (4, 11): ("nature", "Plan de gestion des bords de la Dore"),
    (5, 1): ("land", "Achat d’une parcelle rue des Moulins"),
    (5, 2): ("staff", "Convention de service commun avec le centre de gestion"),
    (6, 1): ("loans", "Emprunt de 1 500 000 € pour l’école des Tanneries"),
    (6, 2): ("budget", "Décision modificative n° 1 au budget {year}"),
    (7, 1): ("seats", "Rapport des représentants de la ville dans la société d’aménagement"),
    (7, 2): ("wishes", "Vœu pour le maintien de la ligne de train Valmont–Saint-Amable"),
    (8, 1): ("housing", "Grille de cotation des demandes de logement social"),
    (8, 2): ("budget", "Tarifs des services municipaux pour {next}"),
    (8, 10): ("budget", "Décision modificative n° 2 au budget {year}"),
}
"""By council and place among its numbers: those on subsidies stand at 3 to 9."""

_FIELDS = {
    "sport": "sportives",
    "culture": "culturelles",
    "social": "de solidarité",
    "enfance": "de l’enfance",
}


@dataclass(frozen=True, slots=True)
class Council:
    """Who votes."""

    name: str
    siret: str
    seats: int


@dataclass(frozen=True, slots=True)
class Vote:
    """What was voted, and when. `matter` is one of `_MATTERS`."""

    number: str
    day: dt.date
    matter: str
    objet: str


def of_the_town(words: dict[str, Any], grants: Iterable[Grant], siret: str) -> list[Row]:
    """The town's deliberations: those voted every year, and one for each reference of its subsidies."""
    rng = random.Random("42/deliberations")
    of = Council(town.NAME, siret, town.SEATS)
    rows: list[Row] = []
    for year in town.YEARS:
        for (council, place), (matter, said) in _YEARLY.items():
            day = town.session(words, year, council)
            objet = said.format(year=year, before=year - 1, next=year + 1)
            vote = Vote(town.number(year, council, place), day, matter, objet)
            rows.append(_row(of, vote, rng))
    to_bodies = [grant for grant in grants if grant.to.siret or grant.to.rna]
    voted = {grant.reference: grant.to.field for grant in to_bodies}
    for reference, field in sorted(voted.items()):
        day = town.voted_on(words, reference)
        objet = f"Subventions aux associations {_FIELDS[field]}" if field in _FIELDS else "Autres subventions"
        rows.append(_row(of, Vote(reference, day, "grants", objet), rng))
    return sorted(rows, key=lambda row: (row["DELIB_DATE"], row["DELIB_ID"]))


def of_the_valleys(grants: Iterable[tuple[dt.date, str]], siret: str, name: str) -> list[Row]:
    """The community's, each a vote on subsidies. Those of the end of 2024 were never put online."""
    rng = random.Random("42/valleys/deliberations")
    of = Council(name, siret, 28)
    rows = [
        _row(of, Vote(reference, day, "grants", "Subventions aux associations du territoire"), rng)
        for day, reference in sorted(set(grants))
        if not dt.date(2024, 9, 1) <= day <= dt.date(2024, 12, 31)
    ]
    for row in rows:
        row["DELIB_URL"] = ""
    return rows


def _row(of: Council, vote: Vote, rng: random.Random) -> Row:
    code, theme = _MATTERS[vote.matter]
    of_a_budget = vote.matter in {"budget", "taxes", "loans"}
    return {
        "COLL_NOM": of.name,
        "COLL_SIRET": of.siret,
        "DELIB_ID": vote.number,
        "DELIB_DATE": vote.day.isoformat(),
        "DELIB_MATIERE_CODE": code,
        "DELIB_MATIERE_NOM": theme,
        "DELIB_OBJET": vote.objet,
        "BUDGET_ANNEE": str(vote.day.year) if of_a_budget else "",
        "BUDGET_NOM": "Budget principal" if of_a_budget else "",
        "PREF_ID": "",
        "PREF_DATE": (vote.day + dt.timedelta(days=rng.randint(1, 8))).isoformat(),
        **dict(zip(_VOTES, _votes(vote.matter, of.seats, rng), strict=True)),
        "DELIB_URL": town.address(vote.number),
    }


_VOTES = ("VOTE_EFFECTIF", "VOTE_REEL", "VOTE_POUR", "VOTE_CONTRE", "VOTE_ABSTENTION")


def _votes(matter: str, seats: int, rng: random.Random) -> tuple[str, ...]:
    """Seats, voters, for, against, abstentions; budgets divide. One in twelve was never written down."""
    present = seats - rng.randint(0, 5)
    divided = matter in {"budget", "taxes"}
    against, blank = (rng.randint(5, 9) if divided else 0), rng.randint(0, 3 if divided else 2)
    if rng.random() < 1 / 12:
        return ("",) * len(_VOTES)
    return tuple(map(str, (seats, present, present - against - blank, against, blank)))
