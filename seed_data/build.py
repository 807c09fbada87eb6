"""Write what the finance departments of two fictional authorities would export. Same bytes each time.

Usage: python seed_data/build.py FOLDER
"""

# ruff: noqa: S311 - the same numbers each time are what is wanted

from __future__ import annotations

import csv
import io
import random
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import allowances
import bodies
import budget
import complements
import creche
import deliberations
import housing
import pay
import schools
import valleys
import yaml
from grants import Grant, grants_of
from identifiers import siret
from town import NAME as TOWN

from faults import with_faults

HERE = Path(__file__).parent
COLUMNS = (
    "nomAttribuant",
    "idAttribuant",
    "dateConvention",
    "referenceDecision",
    "nomBeneficiaire",
    "idBeneficiaire",
    "rnaBeneficiaire",
    "objet",
    "montant",
    "nature",
    "conditionsVersement",
    "datesPeriodeVersement",
    "idRAE",
    "notificationUE",
    "pourcentageSubvention",
    "dispositifAide",
)


def main() -> None:
    """Build all files under the folder named on the command line."""
    (folder,) = map(Path, sys.argv[1:])
    for name, content in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def files() -> dict[str, bytes]:
    """Every file by its path in this folder."""
    words: dict[str, Any] = yaml.safe_load((HERE / "names.yaml").read_text(encoding="utf-8"))
    demo: dict[str, Any] = yaml.safe_load((HERE / "demo.yaml").read_text(encoding="utf-8"))
    town, community = (organization["siren"] for organization in demo["organizations"])
    grants = _grants(words)
    rows = [_row(grant, siret(town)) for grant in grants]
    helped = valleys.rows(words, siret(community))
    matter: dict[str, Any] = yaml.safe_load((HERE / "registers.yaml").read_text(encoding="utf-8"))
    tables = _of_the_town(words, matter, grants, town) | _of_the_valleys(words, helped, community)
    return {
        "valmont-sur-dore/subventions-2022-2025.csv": _text(COLUMNS, rows).encode(),
        "valmont-sur-dore/avec-erreurs.csv": with_faults(COLUMNS, rows, siret(community)),
        "cc-des-trois-vallees/subventions_2023_2025.csv": valleys.export(helped),
    } | {
        path: _text(list(table[0]), (row.values() for row in table)).encode()
        for path, table in tables.items()
    }


Table = list[dict[str, str]]


def _of_the_town(
    words: dict[str, Any], matter: dict[str, Any], grants: Sequence[Grant], siren: str
) -> dict[str, Table]:
    """Every other register of the town, by the path of its file."""
    number = siret(siren)
    paid = allowances.of_the_town(words, number)
    tables = {
        "deliberations": deliberations.of_the_town(words, grants, number),
        "subventions-complements": complements.of_the_town(words, grants, number),
        "indemnites": paid,
        "budget": budget.of_the_town(matter, grants, allowances.paid_by_the_town(paid, number), number),
        "hautes-remunerations": pay.of_the_town(siren),
        "attributions-logements": housing.allocations(number),
        "grille-cotation": housing.scoring(matter, number),
        "seances-caleol": housing.sittings(number),
        "offre-petite-enfance": creche.supply(matter, number),
        "attributions-creche": creche.allocations(number),
        "bareme-creche": creche.scale(matter, number),
        "derogations-scolaires": schools.derogations(number),
    }
    return {f"valmont-sur-dore/{name}.csv": table for name, table in tables.items()}


def _of_the_valleys(words: dict[str, Any], helped: Sequence[valleys.Row], siren: str) -> dict[str, Table]:
    """The few that the community keeps: it has one afternoon a month for them."""
    number = siret(siren)
    tables = {
        "deliberations": deliberations.of_the_valleys(map(valleys.decision, helped), number, valleys.NAME),
        "indemnites": allowances.of_the_valleys(words, number, valleys.NAME),
        "attributions-logements": housing.allocations_of_the_valleys(number, valleys.NAME, siren),
    }
    return {f"cc-des-trois-vallees/{name}.csv": table for name, table in tables.items()}


def _grants(words: dict[str, Any]) -> list[Grant]:
    rng = random.Random(42)
    leaders, others = bodies.leaders(words), bodies.associations(words, rng)
    return [grant for year in words["years"] for grant in grants_of(year, words, leaders, others)]


def _row(grant: Grant, town_siret: str) -> tuple[str, ...]:
    return (
        TOWN,
        town_siret,
        grant.date.isoformat(),
        grant.reference,
        grant.to.name,
        grant.to.siret,
        grant.to.rna,
        grant.objet,
        f"{grant.amount}.00",
        grant.nature,
        grant.conditions,
        "/".join(day.isoformat() for day in grant.period),
        "",
        "non",
        "1",
        "",
    )


def _text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    main()
