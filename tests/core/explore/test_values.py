"""A table of numbers that are never added: a delay by category and by year."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import gate_registers as registers
import pytest
from explored import published

from forum_core.explore.filters import ALL, Filter
from forum_core.explore.pictures import MOST_ROWS, pictures, statement
from forum_core.schema.model import Page, PagePicture

DELAYS = registers.register(
    "delais",
    (
        registers.column("annee", "year"),
        registers.column("secteur", "text"),
        registers.column("taille", "choice", constraints={"enum": ["studio", "T1", "T2"]}),
        registers.column("attente", "number"),
    ),
    Page(
        subject="secteur",
        subject_ids=(),
        amount=None,
        date="annee",
        words=("secteur",),
        columns=("secteur", "taille", "attente"),
        bands=(),
        one="ligne",
        many="lignes",
        subject_one="secteur",
        subject_many="secteurs",
        pictures=(PagePicture("values", columns=("attente",), rows=("taille",)),),
    ),
    key=("annee", "secteur", "taille"),
)


@pytest.fixture
def draw(quarantine, publications):
    def drawn(*rows, flt=ALL, schema=DELAYS):
        told = [dict(zip(("annee", "secteur", "taille", "attente"), row, strict=True)) for row in rows]
        reading = published(schema, told, quarantine, publications)
        return pictures(reading, flt, lambda *_: "#", today=date(2026, 3, 1)), reading

    return drawn


def grid(picture):
    rows = re.findall(r"<tr>(.*?)</tr>", picture.drawing)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


def test_each_category_says_its_number_of_each_year_and_several_are_a_span(draw):
    (picture,), _ = draw(
        (2024, "Nord", "T1", 12.5),
        (2024, "Sud", "T1", 18),
        (2025, "Nord", "T1", 14),
        (2025, "Nord", "T2", 20),
    )

    assert grid(picture) == [
        ["Taille", "2024", "2025"],
        ["T1", "de 12,5 à 18", "14"],
        ["T2", "–", "20"],
    ]
    assert picture.title == "Attente en 2025\u00a0: de 14 pour T1 à 20 pour T2"
    assert "ne s’additionnent pas" in picture.note


def test_categories_stand_in_the_order_of_their_list(draw):
    (picture,), _ = draw((2024, "Nord", "T1", 3), (2024, "Nord", "studio", 2))

    assert [cells[0] for cells in grid(picture)] == ["Taille", "Studio", "T1"]


def test_a_table_has_an_end_however_many_categories_there_are(draw):
    page = replace(DELAYS.page, pictures=(PagePicture("values", columns=("attente",), rows=("secteur",)),))
    rows = [(2024, f"Secteur {place:02}", "T1", place) for place in range(MOST_ROWS + 2)]

    (picture,), _ = draw(*rows, schema=replace(DELAYS, page=page))

    assert len(grid(picture)) == 1 + MOST_ROWS
    assert picture.foot == ("2\u00a0autres catégories sont dans les lignes du registre.",)


def test_an_empty_number_is_no_nought_and_a_year_chosen_is_alone(draw):
    rows = (2024, "Nord", "T1", 12), (2025, "Nord", "T1", None), (2025, "Nord", "T2", 9)

    (picture,), _ = draw(*rows)
    (chosen,), _ = draw(*rows, flt=Filter(year=2024))

    assert grid(picture)[1] == ["T1", "12", "non renseigné"]
    assert grid(chosen) == [["Taille", "2024"], ["T1", "12"]]


def test_without_a_number_nothing_is_drawn_and_a_statement_has_no_such_table(draw):
    drawn, _ = draw((2024, "Nord", "T1", None))
    _, reading = draw((2024, "Nord", "T1", 3))

    assert drawn == ()
    assert [one.printed for one in pictures(reading, ALL, lambda *_: "#", today=date(2026, 3, 1))] == [False]
    assert statement(reading, ALL, lambda *_: "#", today=date(2026, 3, 1)) == ()
