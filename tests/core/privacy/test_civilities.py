"""A register that forbids names keeps in a text where a civility stands before one."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace

import gate_registers as registers
import pytest

from forum_core.errors import PrivacyRefused
from forum_core.privacy.gate import clear

NOTES = replace(
    registers.PLACES,
    fields=(*registers.PLACES.fields, registers.column("note", "text")),
    privacy=replace(registers.PLACES.privacy, forbid=("name",)),
)


@pytest.fixture
def kept_in(quarantine, publications):
    def clearing(**cells):
        rows = [{"quartier": "Centre", "familles": 20, **cells}]
        table = registers.checked(NOTES, quarantine, rows)
        try:
            clear(NOTES, table, partial=False, withdrawn=frozenset(), former=None, into=publications)
        except PrivacyRefused as refusal:
            return refusal.code, refusal.params["kind"], refusal.params["column"]
        return None

    return clearing


@pytest.mark.parametrize(
    "text",
    [
        "Départ de Mme Canari en mars.",
        "M. Canari est parti.",
        "remplacé par MM. Canari et Autre",
        "(Madame\u00a0Canari)",
        "M. et Mme Canari",
        "MME CANARI",
        "aide à madame Canari",
        "aide de mme CANARI",
        "Mr Canari, remplacé",
        "M CANARI JEAN",
    ],
    ids=range(10),
)
def test_a_civility_before_a_name_is_found_in_a_note(kept_in, text):
    assert kept_in(note=text) == ("gate.personal-data", "name", "note")


@pytest.mark.parametrize(
    "text",
    [
        "Un poste vacant deux mois.",
        "Monsieur le directeur",
        "",
        None,
        "Règle M.3",
        "TOMMES Canari",
        "Bâtiment M Nord",
        "madame la maire",
        "M 57",
        "M B",
        "MRAP et MMEA",
    ],
    ids=range(11),
)
def test_a_note_that_names_nobody_leaves(kept_in, text):
    assert kept_in(note=text) is None


def test_a_place_may_be_named_after_somebody_and_may_not_be_somebody(kept_in):
    assert kept_in(quartier="Groupe scolaire M. Canari") is None
    assert kept_in(quartier="École Madame Canari") is None
    assert kept_in(quartier="École de monsieur Canari") is None
    assert kept_in(quartier="Mme Canari, 3 rue des Lilas") == ("gate.personal-data", "name", "quartier")


def test_a_body_that_a_page_is_about_may_be_named_after_somebody(quarantine, publications):
    def found(subject_ids):
        page = replace(NOTES.page, subject="note", subject_ids=subject_ids)
        schema = replace(NOTES, page=page)
        rows = [{"quartier": "Centre", "familles": 20, "note": "Jardin de Mme Canari"}]
        table = registers.checked(schema, quarantine, rows)
        clear(schema, table, partial=False, withdrawn=frozenset(), former=None, into=publications)

    found(("quartier",))
    with pytest.raises(PrivacyRefused):
        found(())


@pytest.mark.parametrize(
    ("meaning", "cell", "names"),
    [
        ("code", "Mme-Canari", True),
        ("code", "aide_MME_Canari", True),
        ("code", "2025-MR3", False),
        ("url", "https://exemple.fr/aides/madame-canari.pdf", True),
        ("url", "https://exemple.fr/a?de=mlle%20canari", True),
        ("url", "https://exemple.fr/programme-canari", False),
    ],
    ids=range(6),
)
def test_a_reference_or_an_address_that_names_somebody_is_found(
    quarantine, publications, meaning, cell, names
):
    schema = replace(
        NOTES, fields=tuple(replace(f, meaning=meaning) if f.name == "note" else f for f in NOTES.fields)
    )
    rows = [{"quartier": "Centre", "familles": 20, "note": cell}]
    table = registers.checked(NOTES, quarantine, rows)

    refusal = pytest.raises(PrivacyRefused, match="personal-data") if names else nullcontext()
    with refusal:
        clear(schema, table, partial=False, withdrawn=frozenset(), former=None, into=publications)
