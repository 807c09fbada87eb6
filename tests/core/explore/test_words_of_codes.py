"""A picture says the words of a list, and its links ask for the codes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import gate_registers as registers
import pytest
from explored import published

from forum_core.explore.filters import ALL, Filter
from forum_core.explore.pictures import pictures
from forum_core.schema.model import Awaited, Code, Page, PagePicture

SIZES = (Code("T1", "T1 (une pièce)"), Code("EPCI", "Intercommunalité"))
SENT = (Code("venu", "Venu"), Code("non reçu", "Pas encore reçu"))
HOMES = registers.register(
    "logements",
    (
        registers.column("annee", "year"),
        registers.column("secteur", "text"),
        replace(registers.column("taille", "choice", constraints={"enum": ["T1", "EPCI"]}), codes=SIZES),
        replace(registers.column("etat", "choice", constraints={"enum": ["venu", "non reçu"]}), codes=SENT),
        registers.column("obtenus", "count"),
    ),
    Page(
        subject="secteur",
        subject_ids=(),
        amount="obtenus",
        date="annee",
        words=("secteur",),
        columns=("secteur", "taille", "obtenus"),
        bands=(),
        one="ligne",
        many="lignes",
        subject_one="commune",
        subject_many="communes",
        pictures=(
            PagePicture("by-choice", column="taille"),
            PagePicture("crossing", rows=("secteur",), columns=("taille",)),
            PagePicture("values", rows=("taille",), columns=("obtenus",)),
            PagePicture("top-subjects"),
        ),
        awaited=Awaited("etat", ("non reçu",)),
    ),
    key=("annee", "secteur", "taille"),
)


@pytest.fixture
def draw(quarantine, publications):
    rows = [
        {"annee": 2025, "secteur": "Nord", "taille": "T1", "etat": "venu", "obtenus": 30},
        {"annee": 2025, "secteur": "Nord", "taille": "EPCI", "etat": "venu", "obtenus": 70},
        {"annee": 2025, "secteur": "Sud", "taille": "T1", "etat": "non reçu", "obtenus": None},
    ]

    def drawn(flt=ALL):
        reading = published(HOMES, rows, quarantine, publications)
        return pictures(reading, flt, lambda kind, key: f"?{kind}={key}", today=date(2026, 3, 1))

    return drawn


def test_a_title_says_the_word_and_a_link_asks_for_the_code(draw):
    by_choice = draw()[0]

    assert by_choice.title.startswith("En 2025, taille\u00a0: intercommunalité d’abord (70")
    assert ">T1 (une pièce)</a>" in by_choice.drawing
    assert "?choice=taille=T1" in by_choice.drawing
    assert [row[0] for row in by_choice.table.rows] == ["Intercommunalité", "T1 (une pièce)"]


def test_a_word_after_the_year_has_a_small_letter_unless_it_is_the_code_itself(draw):
    assert draw(Filter(year=2025))[0].title.startswith("En 2025, taille\u00a0: intercommunalité d’abord (70")
    only = draw(Filter(year=2025, choices=(("taille", "T1"),)))[0]
    assert only.title.startswith("En 2025, pour ce choix, taille\u00a0: T1 (une pièce), la totalité")


def test_a_table_of_sums_has_the_words_at_its_head_and_says_what_is_awaited(draw):
    crossing = draw()[1]

    heads = re.findall(r'<th scope="col"[^>]*><a[^>]*>(.*?)</a>', crossing.drawing)
    assert heads == ["Intercommunalité", "T1 (une pièce)"]
    assert "pas encore reçu" in crossing.drawing
    assert any("«\u202fpas encore reçu\u202f»" in sentence for sentence in crossing.foot)


def test_a_table_of_values_has_the_words_in_the_order_of_the_list(draw):
    values = draw()[2]

    assert re.findall(r'<th scope="row">(.*?)</th>', values.drawing) == ["T1 (une pièce)", "Intercommunalité"]


def test_the_first_subjects_are_said_without_a_gender(draw):
    subjects = draw(Filter(year=2025))[3]

    assert subjects.title == "En 2025, Nord\u00a0: la totalité du montant"
    assert subjects.note.startswith("1\u00a0commune")
