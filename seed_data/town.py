"""What the registers of the town share: its years, its council, its numbers, its decisions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import identifiers

NAME = "Ville de Valmont-sur-Dore"
POPULATION = 41_280
SEATS = 39
YEARS = (2022, 2023, 2024, 2025)
INSEE = "00001"
"""No commune has a code of a département 00."""

SITE = "https://www.valmont.example"
A_SESSION = 11
"""Numbers of deliberations kept for each council of the year; 3 to 9 of each are for subsidies."""

ALLOWANCES = "indemnites"
HOUSING_GRID, NURSERY_GRID, SCHOOL_RULES = "cotation", "creche", "ecoles"

_VOTED = {
    # subject: council of the year, and place among its numbers
    ALLOWANCES: (2, 11),
    HOUSING_GRID: (8, 1),
    NURSERY_GRID: (1, 1),
    SCHOOL_RULES: (3, 1),
}


def session(words: dict[str, Any], year: int, number: int) -> dt.date:
    """The day of a council of a year, the first being 0."""
    return dt.date.fromisoformat(words["years"][year]["sessions"][number])


def number(year: int, council: int, place: int) -> str:
    """The number of a deliberation by its council and its place, from 1 to 11."""
    return f"DEL-{year}-{place + A_SESSION * council:03}"


def voted(subject: str, year: int) -> str:
    """The deliberation of that year on a subject."""
    return number(year, *_VOTED[subject])


def voted_on(words: dict[str, Any], reference: str) -> dt.date:
    """The day of the council that voted a deliberation."""
    _, year, place = reference.split("-")
    return session(words, int(year), (int(place) - 1) // A_SESSION)


def address(reference: str) -> str:
    """Where the text of a deliberation stands."""
    return f"{SITE}/deliberations/{reference.removeprefix('DEL-')}.pdf"


def landlord_siren() -> str:
    """The body that lets the social housing of the town."""
    return identifiers.body_siren(601)


LANDLORD = "Habitat de la Dore"
