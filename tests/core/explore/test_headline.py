"""Numbers at the head of a page, rates and chains are of one year; those who wait are counted on one day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import gate_registers as registers
import pytest

from forum_core.explore.filters import ALL, Filter
from forum_core.explore.headline import headline
from forum_core.explore.page import Sort, default_sort, rows_page
from forum_core.explore.pictures import pictures
from forum_core.schema.model import Page, PageFigure, PagePicture, Unit

TODAY = date(2026, 3, 1)
FIGURES = (
    PageFigure("demandes", column="recues"),
    PageFigure("places", column="obtenues", out_of="recues"),
    PageFigure("en attente", column="attente"),
    PageFigure("jours", column="jours", spans=True),
    PageFigure("lignes de petits", only=(("age", "petits"),)),
)
PLACES = registers.register(
    "places",
    (
        registers.column("jour", "date"),
        registers.column("age", "choice", constraints={"enum": ["petits", "grands", "moyens"]}),
        registers.column("recues", "count"),
        registers.column("obtenues", "count"),
        registers.column("attente", "count"),
        registers.column("jours", "count"),
        registers.column("secret", "boolean"),
    ),
    Page(
        subject="age",
        subject_ids=(),
        amount="obtenues",
        unit=Unit("place", "places"),
        date="jour",
        words=("age",),
        columns=("age", "jour", "obtenues"),
        bands=(),
        one="ligne",
        many="lignes",
        subject_one="âge",
        subject_many="âges",
        figures=FIGURES,
        stocks=("attente",),
        sort=("-jour", "obtenues"),
        pictures=(
            PagePicture("steps", columns=("recues", "obtenues", "attente")),
            PagePicture("rates", rows=("age",), columns=("recues", "obtenues")),
        ),
    ),
    key=("jour", "age"),
)
SECRET = replace(
    PLACES, privacy=replace(PLACES.privacy, asked="recues", given=("obtenues",), hidden="secret")
)


def row(jour, age, *counts, secret=False):
    names = ("recues", "obtenues", "attente", "jours")
    return {
        "jour": date.fromisoformat(jour),
        "age": age,
        **dict(zip(names, counts, strict=True)),
        "secret": secret,
    }


ROWS = [
    row("2024-05-01", "petits", 500, 50, 450, 300),
    row("2025-05-01", "petits", 100, 40, 60, 120),
    row("2025-11-01", "petits", 60, 20, 40, 100),
    row("2025-11-01", "grands", 40, 30, 11, 140),
    row("2026-02-01", "petits", 900, 90, 810, 20),
]


@pytest.fixture
def told(published_once):
    def told(rows=ROWS, flt=ALL, schema=PLACES):
        found = headline(published_once(schema, rows), flt, today=TODAY)
        return found.year, {one.figure.says: one for one in found.told}

    return told


@pytest.fixture
def draw(published_once):
    def drawn(rows=ROWS, flt=ALL, schema=PLACES):
        return pictures(published_once(schema, rows), flt, lambda *_: "#", today=TODAY)

    return drawn


def test_numbers_are_of_the_last_year_that_is_over(told):
    year, found = told()

    assert year == 2025
    assert (found["demandes"].most, found["places"].most, found["places"].whole) == (200, 90, 200)
    assert found["lignes de petits"].most == 2


def test_numbers_are_of_the_year_that_is_chosen(told):
    year, found = told(flt=Filter(year=2024))

    assert (year, found["demandes"].most) == (2024, 500)


def test_those_who_wait_are_counted_on_the_last_day_alone(told, draw):
    _, found = told()
    chain, _ = draw()

    assert (found["en attente"].most, found["en attente"].day) == (51, date(2025, 11, 1))
    assert chain.table.rows[-1] == ("En attente", "51", "–")
    assert "au 1er\u00a0novembre\u00a02025" in chain.drawing


def test_a_number_that_is_never_added_is_a_span(told):
    _, found = told()

    assert (found["jours"].least, found["jours"].most) == (100, 140)


def test_a_part_counts_the_rows_that_say_both_numbers(told):
    rows = [*ROWS, row("2025-12-01", "grands", 80, None, None, None, secret=True)]

    _, found = told(rows, schema=SECRET)

    assert (found["demandes"].most, found["demandes"].hidden) == (280, 0)
    assert (found["places"].whole, found["places"].hidden) == (200, 1)


def test_a_filter_of_another_value_leaves_a_number_out(told):
    _, found = told(flt=Filter(choices=(("age", "grands"),)))

    assert "lignes de petits" not in found
    assert found["demandes"].most == 40


def test_without_a_number_there_is_no_year_either(told):
    schema = replace(PLACES, page=replace(PLACES.page, figures=FIGURES[:2]))

    assert told([row("2025-05-01", "petits", None, None, None, None)], schema=schema) == (None, {})


def test_values_that_are_kept_separate_are_not_added(told):
    schema = replace(PLACES, page=replace(PLACES.page, separate=("age",)))

    _, found = told(ROWS[1:4], schema=schema)

    assert set(found) == {"jours", "lignes de petits"}


def test_rates_say_the_best_and_the_worst_of_one_year(draw):
    _, rates = draw()

    worst, best = "38\u202f% des demandes pour petits", "75\u202f% pour grands"
    assert rates.title == f"En 2025, places\u00a0: de {worst} à {best}"
    assert rates.table.rows == (
        ("Petits", "160", "60", "38\u202f%"),
        ("Grands", "40", "30", "75\u202f%"),
    )


def test_a_rate_of_hidden_numbers_is_called_so(draw):
    rows = [
        row("2025-05-01", "petits", 100, 40, 60, 120),
        row("2025-05-01", "grands", 20, 11, 9, 120),
        row("2025-05-01", None, 30, None, None, None, secret=True),
    ]

    _, rates = draw(rows, schema=SECRET)

    assert rates.table.rows[-1] == ("Non renseigné", "masqué", "masqué", "masqué")
    assert "1\u00a0ligne sur 3 a un nombre masqué" in rates.foot[0]


def test_a_category_that_hides_a_part_of_its_rows_has_no_rate(draw):
    rows = [
        *ROWS,
        row("2025-06-01", "moyens", 16, 16, 0, 120),
        row("2025-07-01", "moyens", 90, None, None, None, secret=True),
    ]

    _, rates = draw(rows, schema=SECRET)

    assert rates.table.rows[-1] == ("Moyens", "masqué", "masqué", "masqué")
    assert "100" not in rates.title


def test_one_category_alone_has_no_rates(draw):
    assert len(draw(ROWS[:2])) == 1


def test_a_picture_of_some_rows_says_which_and_leads_to_them(published_once):
    asked = PagePicture("by-period", only=(("age", "petits"),), says="Petits seuls")
    schema = replace(PLACES, page=replace(PLACES.page, pictures=(asked,)))
    reading = published_once(schema, ROWS)
    led = []

    (picture,) = pictures(reading, ALL, lambda *link: led.append(link), today=TODAY)

    assert picture.title.startswith("Petits seuls\u00a0: le nombre de places a augmenté")
    assert ("year", "2025", (("age", "petits"),)) in led
    assert pictures(reading, Filter(choices=(("age", "grands"),)), lambda *_: "#", today=TODAY) == ()


def test_rows_are_sorted_as_the_schema_asks_and_equals_by_what_follows(published_once):
    reading = published_once(PLACES, ROWS)

    found = rows_page(reading, ALL, default_sort(PLACES), offset=0, limit=5)

    assert default_sort(PLACES) == Sort("jour", descending=True)
    assert [one.values["obtenues"] for one in found] == [90, 20, 30, 40, 50]
