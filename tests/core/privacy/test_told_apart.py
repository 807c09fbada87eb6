"""A person whose row is set apart is not named in the texts of the other rows."""

from __future__ import annotations

import gate_registers as registers
import pytest

from forum_core.errors import PrivacyRefused
from forum_core.privacy.gate import clear
from forum_core.sentences import say_error

APART = "Mme Canari-Essai Fictive"


@pytest.fixture
def refusal(quarantine, publications):
    def clearing(*rows):
        table = registers.checked(registers.AIDS, quarantine, list(rows))
        try:
            clear(registers.AIDS, table, partial=False, withdrawn=frozenset(), former=None, into=publications)
        except PrivacyRefused as kept:
            return kept
        return None

    return clearing


def apart(nom):
    return registers.aid(nom, siret=None)


@pytest.mark.parametrize(
    ("nom", "motif"),
    [
        (APART, "Spectacle de Fictive Canari-Essai"),
        (APART, "CANARI-ESSAI FICTIVE, SPECTACLE"),
        ("M. Émile FACTICE", "Bourse pour Emile Factice (2024)"),
        ("FACTICE MME ZOÉ", "Pour Zoe Factice"),
        ("M. et Mme Canari Fictif", "Logement de Canari Fictif"),
        ("M. Fictif Canari, artiste", "Résidence de Fictif Canari"),
        ("Mme Le Canari Fictive", "Aide à Fictive Le Canari"),
        ("M. Fictif Canari", "Résidence 'Canari Fictif'"),
    ],
    ids=range(8),
)
def test_a_text_of_another_row_that_names_a_person_set_apart_keeps_the_table_in(refusal, nom, motif):
    kept = refusal(apart(nom), registers.aid(motif=motif), registers.aid())

    assert (kept.code, kept.params["kind"], kept.params["column"]) == (
        "gate.personal-data",
        "person_apart",
        "motif",
    )
    assert kept.params["rows"] == ("3",)
    assert "le nom d’une personne dont la ligne est mise à part (ligne 3)" in say_error(kept).message


@pytest.mark.parametrize(
    ("nom", "motif"),
    [
        (APART, "Concert de Canari-Essai"),
        (APART, "Fictive, puis bien plus loin Canari-Essai"),
        ("M. Canari", "Canari Canari"),
        ("Le Fournil EI", "Achat pour le fournil"),
    ],
    ids=range(4),
)
def test_one_word_alone_and_words_apart_name_nobody(refusal, nom, motif):
    assert refusal(apart(nom), registers.aid(motif=motif)) is None


def test_a_body_may_bear_the_name_of_a_person_set_apart(refusal):
    assert refusal(apart(APART), registers.aid("Association Fictive Canari-Essai")) is None
