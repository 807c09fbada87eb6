"""A register that forbids days of birth keeps in a text that says one."""

from __future__ import annotations

from dataclasses import replace

import gate_registers as registers
import pytest

from forum_core.errors import PrivacyRefused
from forum_core.privacy.births import says_birth
from forum_core.privacy.gate import clear
from forum_core.sentences import say_error

FORBIDDING = replace(registers.MEETINGS, privacy=replace(registers.MEETINGS.privacy, forbid=("birth",)))


@pytest.fixture
def kept_in(quarantine, publications):
    def clearing(schema=FORBIDDING, **cells):
        row = {"annee": 2024, "elu": "Canari", "sujet": "Eau"} | cells
        table = registers.checked(schema, quarantine, [row])
        try:
            clear(schema, table, partial=False, withdrawn=frozenset(), former=None, into=publications)
        except PrivacyRefused as refusal:
            return refusal
        return None

    return clearing


@pytest.mark.parametrize(
    "text",
    [
        "Aide à un enfant né le 12/03/2015",
        "élue NÉE LE 3 mars 1971",
        "né(e) le 03.03.71",
        "nee  le 1er mai",
        "Date de naissance : 12/03/1965",
    ],
    ids=range(5),
)
def test_a_day_of_birth_in_a_text_keeps_the_table_in(kept_in, text):
    refusal = kept_in(sujet=text)

    assert says_birth(text)
    assert (refusal.params["kind"], refusal.params["column"]) == ("birth", "sujet")
    assert "un jour de naissance" in say_error(refusal).message


@pytest.mark.parametrize(
    "text",
    [
        "Association née en 1901",
        "Séance du 12/03/2024",
        "Année le 3",
        "12/03/1965",
        None,
        "Naissance d’un club",
    ],
    ids=range(6),
)
def test_other_days_and_years_leave(kept_in, text):
    assert kept_in(sujet=text) is None


@pytest.mark.parametrize("cell", ["12/03/1965", "1965-03-12", "19650312", " 12.03.1965 "], ids=range(4))
def test_a_person_named_by_law_is_not_known_by_a_day_of_birth(kept_in, cell):
    assert kept_in(elu=cell).params["kind"] == "birth"


@pytest.mark.parametrize("cell", ["ELU-001", "20241301", "1234567", "2025-001"], ids=range(4))
def test_another_key_of_a_person_leaves(kept_in, cell):
    assert kept_in(elu=cell) is None


def test_nothing_is_looked_for_where_the_register_does_not_forbid_it(kept_in):
    assert kept_in(registers.MEETINGS, sujet="né le 12/03/2015") is None
