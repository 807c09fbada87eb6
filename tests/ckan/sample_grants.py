"""Small files of subsidies for the tests of CKAN: visible data, valid unless a test breaks them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

SIREN = "210000014"
SIRET = "21000001400014"
COLUMNS = [
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
]


def grant(number: int, **changes: str) -> dict[str, str]:
    """One valid row; the amount is its number in euros and ten cents."""
    return {
        "nomAttribuant": "Valmont-sur-Dore",
        "idAttribuant": SIRET,
        "dateConvention": f"20{20 + number % 5}-03-{1 + number % 28:02d}",
        "referenceDecision": f"DEL-{number:06d}",
        "nomBeneficiaire": f"Association numéro {number}",
        "idBeneficiaire": "",
        "rnaBeneficiaire": f"W{number:09d}",
        "objet": "Fonctionnement",
        "montant": f"{number}.10",
        "nature": "aide en numéraire",
        "conditionsVersement": "unique",
        "datesPeriodeVersement": "2024-01-13/2024-03-02",
        "idRAE": "",
        "notificationUE": "non",
        "pourcentageSubvention": "1",
        "dispositifAide": "",
        **changes,
    }


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    """The rows as a file of the standard."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path
