"""What the community of communes exports: what Excel saves in French, to be repaired when it is read."""

# ruff: noqa: S311 - the same numbers each time are what is wanted

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from collections.abc import Iterable, Iterator
from typing import Any

import bodies
from bodies import Body

YEARS = (2023, 2024, 2025)
BODIES = 46
ROWS_A_YEAR = 59
NAME = "Communauté de communes des Trois Vallées"

# The titles of the standard, as somebody typed them; one column of the software's own is in between.
COLUMNS = (
    "NOM DE L’ATTRIBUANT",
    "Identification de l’attribuant",
    "Service instructeur",
    "Référence de la décision",
    "Date de la convention de subvention",
    "Nom du bénéficiaire",
    "Identification SIRET du bénéficiaire",
    "Identification RNA du bénéficiaire",
    "Objet de la subvention",
    "Montant total de la subvention",
    "Nature de la subvention",
    "Conditions de versement de la subvention",
    "Date ou période de versement",
    "notificationUE",
    "pourcentageSubvention",
)


Row = tuple[str, ...]


def rows(words: dict[str, Any], siret: str) -> list[Row]:
    """Every grant of the three years."""
    rng = random.Random("42/valleys")
    helped = bodies.of_the_valleys(words, rng, BODIES)
    return [row for year in YEARS for row in _year(year, words, helped, siret, rng)]


def export(rows: Iterable[Row]) -> bytes:
    """The file: cp1252, semicolons, Windows line ends."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return text.getvalue().encode("cp1252")


def decision(row: Row) -> tuple[dt.date, str]:
    """The day and the number of the vote behind a row."""
    day, month, year = map(int, row[COLUMNS.index("Date de la convention de subvention")].split("/"))
    return dt.date(year, month, day), row[COLUMNS.index("Référence de la décision")]


def _year(
    year: int, words: dict[str, Any], helped: list[Body], siret: str, rng: random.Random
) -> Iterator[tuple[str, ...]]:
    numbers: dict[tuple[dt.date, str], int] = {}
    twice = rng.sample(helped, ROWS_A_YEAR - len(helped))
    persons = words["persons"]["of_the_valleys"] if year == YEARS[1] else []
    for body in (*helped, *twice, *(Body(name, "autres", "") for name in persons)):
        date = dt.date(year, rng.choice((3, 4, 6, 9, 12)), rng.choice((4, 11, 18, 25)))
        number = numbers.setdefault((date, body.field), len(numbers) + 1)
        objet = words["persons"]["objects"][2] if body.name in persons else _object(body, words, year, rng)
        amount = rng.choice((300, 450, 800, 1200, 1500, 2400, 3500, 5000, 8000, 15500, 27000)) + rng.choice(
            (0, 50.5)
        )
        yield _row(body, objet, amount, date, decision=f"{year}/{number:03}", siret=siret)


def _object(body: Body, words: dict[str, Any], year: int, rng: random.Random) -> str:
    return rng.choice(words["fields"][body.field]["objects"]).format(year=year, next=year + 1)


def _row(
    body: Body, objet: str, amount: float, date: dt.date, *, decision: str, siret: str
) -> tuple[str, ...]:
    paid = date + dt.timedelta(days=30)
    period = _day(paid) if amount < 5000 else f"{_day(paid)} au {_day(dt.date(date.year + 1, 6, 30))}"
    return (
        NAME,
        _grouped(siret),
        "Vie locale",
        decision,
        _day(date),
        body.name,
        _grouped(body.siret),
        body.rna,
        objet,
        f"{amount:,.2f} €".replace(",", "\u00a0").replace(".", ","),
        "Aide en numéraire",
        "unique" if amount < 5000 else "échelonné",
        period,
        "Non",
        "100 %",
    )


def _day(date: dt.date) -> str:
    return f"{date:%d/%m/%Y}"


def _grouped(siret: str) -> str:
    return " ".join((siret[:3], siret[3:6], siret[6:9], siret[9:])) if siret else ""
