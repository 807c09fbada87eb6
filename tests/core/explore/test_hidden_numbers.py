"""A number that is hidden is no nought: no sum, part or comparison takes it for one, and the page says so."""

from __future__ import annotations

from datetime import date

import gate_registers as registers
import pytest

from forum_core.explore.filters import ALL
from forum_core.explore.pictures import pictures
from forum_core.schema.model import Page, PagePicture, Unit

KINDS = (
    PagePicture("by-period"),
    PagePicture("top-subjects"),
    PagePicture("by-choice", "age"),
    PagePicture("crossing", rows=("secteur",), columns=("age",)),
)
PLACES = registers.register(
    "places",
    (
        registers.column("annee", "year"),
        registers.column("secteur", "text"),
        registers.column("age", "choice", constraints={"enum": ["petits", "grands"]}),
        registers.column("places", "count"),
    ),
    Page(
        subject="secteur",
        subject_ids=(),
        amount="places",
        unit=Unit("place", "places"),
        date="annee",
        words=("secteur",),
        columns=("secteur", "age", "places"),
        bands=(),
        one="ligne",
        many="lignes",
        subject_one="secteur",
        subject_many="secteurs",
        pictures=KINDS,
    ),
    key=("annee", "secteur", "age"),
)
LEFT_OUT = "1\u00a0ligne sur {} a un nombre non renseigné\u00a0: elle n’est pas comptée."


def row(annee, secteur, places, age="petits"):
    return {"annee": annee, "secteur": secteur, "age": age, "places": places}


@pytest.fixture
def draw(published_once):
    def drawn(*rows):
        reading = published_once(PLACES, rows)
        return pictures(reading, ALL, lambda *_: "#", today=date(2026, 3, 1))

    return drawn


def test_every_picture_of_a_sum_says_what_it_leaves_out(draw):
    rows = row(2024, "Nord", 40), row(2024, "Sud", 20, "grands"), row(2024, "Nord", None, "grands")

    drawn = draw(*rows)

    assert [picture.foot[-1] for picture in drawn] == [LEFT_OUT.format(3)] * len(KINDS)


def test_no_year_is_compared_to_one_that_hides_a_number(draw):
    years = draw(row(2023, "Nord", 40), row(2024, "Nord", 50), row(2024, "Sud", None), row(2025, "Nord", 60))[
        0
    ]

    assert years.title == "Le nombre de places a augmenté de 50\u202f% entre 2023 et 2025"
    assert [cells[-1] for cells in years.table.rows] == ["–", "–", "–"]


def test_a_last_year_that_hides_a_number_is_said_and_not_compared(draw):
    years = draw(row(2024, "Nord", 40), row(2025, "Nord", 60), row(2025, "Sud", None))[0]

    assert years.title == "Au moins 60\u00a0places en 2025"


def test_a_year_of_hidden_numbers_keeps_its_place_without_a_nought(draw):
    years = draw(row(2023, "Nord", 40), row(2024, "Nord", None), row(2025, "Nord", 60))[0]

    assert [cells[0] for cells in years.table.rows] == ["2023", "2025"]
    assert ">–<" in years.drawing


def test_a_body_of_hidden_numbers_is_not_among_the_first(draw):
    subjects = draw(row(2024, "Nord", 40), row(2024, "Est", 20), row(2024, "Sud", None))[1]

    assert [cells[0] for cells in subjects.table.rows] == ["Nord", "Est"]


def test_what_has_one_value_only_is_not_drawn_as_a_share(draw):
    drawn = draw(row(2024, "Nord", 40), row(2025, "Nord", 60))

    assert [picture.title.partition("\u00a0")[0] for picture in drawn] == [
        "Le nombre de places a augmenté de 50\u202f% entre 2024 et 2025"
    ]
    assert not any("Nord" in picture.title or "petits" in picture.title for picture in drawn)
