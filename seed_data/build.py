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

import bodies
import valleys
import yaml
from grants import Grant, grants_of
from identifiers import siret

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
TOWN = "Ville de Valmont-sur-Dore"


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
    town_files = _town(words, siret(town))
    return {
        "valmont-sur-dore/subventions-2022-2025.csv": _text(COLUMNS, town_files).encode(),
        "valmont-sur-dore/avec-erreurs.csv": with_faults(COLUMNS, town_files, siret(community)),
        "cc-des-trois-vallees/subventions_2023_2025.csv": valleys.export(words, siret(community)),
    }


def _town(words: dict[str, Any], town_siret: str) -> list[tuple[str, ...]]:
    rng = random.Random(42)
    leaders, others = bodies.leaders(words), bodies.associations(words, rng)
    grants = [grant for year in words["years"] for grant in grants_of(year, words, leaders, others)]
    return [_row(grant, town_siret) for grant in grants]


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
