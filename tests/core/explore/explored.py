"""A published register to read, and the names that a filter keeps of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import gate_registers as registers

from forum_core.explore.engine import open_engine
from forum_core.explore.filters import ALL
from forum_core.explore.page import Sort, rows_page
from forum_core.privacy.gate import clear

ROWS = [
    registers.aid("Judo club", jour=date(2024, 3, 1), somme=Decimal("1500.50"), motif="Tatamis de l’œuvre"),
    registers.aid(
        "Judo club annexe",
        jour=date(2024, 5, 1),
        somme=Decimal("500.00"),
        siret="21750001600027",
        motif="Écoles",
    ),
    registers.aid(
        "Élan théâtral",
        jour=date(2023, 1, 1),
        somme=Decimal("999.99"),
        siret=None,
        rna="W751234567",
        motif="Saison",
    ),
    registers.aid(
        "élan cycliste",
        jour=date(2023, 6, 1),
        somme=Decimal("23000.00"),
        siret=registers.OTHER_BODY,
        motif=None,
    ),
    registers.aid(
        "Zébulon",
        jour=date(2022, 6, 1),
        somme=Decimal("50000.00"),
        siret=registers.OTHER_BODY,
        motif="écoles",
    ),
]


def published(schema, rows, quarantine, publications):
    table = registers.checked(schema, quarantine, rows)
    cleared = clear(schema, table, partial=False, withdrawn=frozenset(), former=None, into=publications)
    return open_engine(publications).read(schema, cleared.path)


BY_NAME = Sort("nom")


def names(reading, flt=ALL, sort=BY_NAME):
    return [found.values["nom"] for found in rows_page(reading, flt, sort, offset=0, limit=50)]
