"""A register measures what it says: euros, a count of its own, or rows; its years may be school years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import gate_registers as registers
import pytest

from forum_core import periods
from forum_core.explore.address import filter_query, parse_filter
from forum_core.explore.bodies import find_bodies, identify, parts
from forum_core.explore.figures import Body, Facet, figures
from forum_core.explore.filters import ALL, Filter
from forum_core.explore.page import default_sort, rows_page
from forum_core.explore.pictures import pictures
from forum_core.labels import value_said
from forum_core.measure import Measure, amount_said, amount_short
from forum_core.privacy.gate import clear
from forum_core.schema.model import Band, Page, PagePicture, Unit

TODAY = date(2026, 3, 1)
PLACES = registers.register(
    "places",
    (
        registers.column("rentree", "school-year"),
        registers.column("secteur", "text"),
        registers.column("age", "choice", constraints={"enum": ["petits", "grands"]}),
        registers.column("obtenues", "count"),
    ),
    Page(
        subject="secteur",
        subject_ids=(),
        amount="obtenues",
        unit=Unit("place", "places"),
        date="rentree",
        words=("secteur",),
        columns=("secteur", "age", "rentree", "obtenues"),
        bands=(Band("peu", "Moins de 20", None, 20.0), Band("plus", "Plus de 20", 20.0, None)),
        one="décision",
        many="décisions",
        subject_one="secteur",
        subject_many="secteurs",
        pictures=(
            PagePicture("by-period"),
            PagePicture("top-subjects"),
            PagePicture("bands"),
            PagePicture("distribution"),
            PagePicture("by-choice", "age"),
        ),
    ),
    key=("rentree", "secteur", "age"),
)


def place(secteur, obtenues, rentree="2024-2025", age="petits"):
    return {"rentree": rentree, "secteur": secteur, "age": age, "obtenues": obtenues}


ROWS = [
    place("Nord", 12),
    place("Nord", 29, "2025-2026"),
    place("Sud", 40),
    place("Sud", 0, age="grands"),
]


@pytest.fixture
def places(published_once):
    return published_once(PLACES, ROWS)


@pytest.fixture
def draw(places):
    found = pictures(places, ALL, lambda kind, key: f"?{kind}={key}", today=TODAY)
    return dict(zip((one.kind for one in PLACES.page.pictures), found, strict=True))


def test_counts_are_summed_as_whole_numbers(places):
    found = figures(places, ALL, top=1)

    assert str(found.total) == "81"
    assert (found.rows, found.bodies, found.median) == (4, 2, Decimal("20.5"))
    assert found.top == (Body("Nord", 2, Decimal(41)),)
    assert found.bands == (Facet("peu", 2, Decimal(12)), Facet("plus", 2, Decimal(69)))


def test_a_school_year_is_asked_for_by_its_first_year(places):
    flt, problems = parse_filter(PLACES, {"annee": "2024"}, (2025, 2024))

    assert (flt, problems) == (Filter(year=2024), ())
    assert filter_query(flt) == {"annee": "2024"}
    assert figures(places, flt).total == 52
    assert figures(places, ALL).years == (Facet("2025", 1, Decimal(29)), Facet("2024", 3, Decimal(52)))
    assert periods.said(PLACES, 2024) == "2024-2025"


def test_largest_counts_come_first(places):
    first = rows_page(places, ALL, default_sort(PLACES), offset=0, limit=1)[0]

    assert first.values["obtenues"] == 40


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0\u00a0place"),
        (1, "1\u00a0place"),
        (Decimal("1.5"), "1,5\u00a0place"),
        (41, "41\u00a0places"),
        (1234, "1\u202f234\u00a0places"),
        (2_000_000, "2\u202f000\u202f000\u00a0de places"),
    ],
)
def test_a_count_is_said_with_its_noun(value, said):
    assert amount_said(PLACES.page, value) == amount_short(PLACES.page, value) == said
    assert Measure(PLACES.page).cell(value) == said.split("\u00a0")[0]


def test_euros_are_said_as_before():
    page = registers.AIDS.page

    assert amount_said(page, Decimal("12450.50")) == "12\u202f450,50\u00a0€"
    assert amount_short(page, Decimal(2_500_000)) == "2,5\u00a0M€"
    assert (Measure(page).head, Measure(page).of_whole) == ("Montant", "du montant")


def test_inside_a_sentence_a_value_says_what_it_counts():
    assert value_said(PLACES, "obtenues", 3) == "3\u00a0places"
    assert value_said(PLACES, "obtenues", None) == "non renseigné"
    assert value_said(PLACES, "secteur", "Nord") == "Nord"


def test_no_picture_of_a_count_speaks_of_money(draw):
    said = " ".join(
        " ".join((one.title, one.note, str(one.drawing), *one.foot, str(one.table))) for one in draw.values()
    )

    assert len(draw) == 5
    assert "€" not in said
    assert "ontant" not in said


def test_years_of_a_picture_are_said_as_school_years(draw):
    picture = draw["by-period"]

    assert picture.title == "52\u00a0places en 2024-2025"
    assert picture.table.header == ("Année", "Lignes", "Places", "Évolution")
    assert [row[0] for row in picture.table.rows] == ["2024-2025", "2025-2026 (en cours)"]


def test_a_school_year_is_over_in_september():
    assert periods.running(PLACES, date(2026, 8, 31)) == 2025
    assert periods.running(PLACES, date(2026, 9, 1)) == 2026
    assert periods.running(registers.AIDS, date(2026, 3, 1)) == 2026


def test_parts_are_parts_of_what_is_counted(draw):
    assert draw["by-choice"].title == "En 2024-2025, age\u00a0: petits, la totalité des places"
    assert draw["bands"].table.header == (
        "Tranche",
        "Décisions",
        "Part du nombre",
        "Places",
        "Part des places",
    )


def test_the_clearance_covers_whole_years_and_whole_numbers(quarantine, publications):
    def cleared(schema, rows):
        table = registers.checked(schema, quarantine, rows)
        return clear(
            schema, table, partial=False, withdrawn=frozenset(), former=None, into=publications
        ).clearance

    schools = cleared(PLACES, ROWS)
    fields = (registers.column("rentree", "year"), *PLACES.fields[1:])
    years = cleared(replace(PLACES, fields=fields), [place("Nord", 12, 2024), place("Nord", 1, 2025)])

    assert (schools.total, schools.first_date, schools.last_date) == ("81", "2024-09-01", "2026-08-31")
    assert (years.first_date, years.last_date) == ("2024-01-01", "2025-12-31")


def test_subjects_without_identifier_are_found_by_name_and_have_no_page(places):
    (found,) = find_bodies(places, "nord", 5)

    assert (found.identifier, found.name, found.total) == (None, "Nord", Decimal(41))
    assert parts(places, identify(places, "217500016")) == ()
