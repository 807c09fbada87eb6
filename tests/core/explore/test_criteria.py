"""A grid to add up is one grid: that of now, with every criterion and its points."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import gate_registers as registers
import pytest

from forum_core.explore.criteria import MOST, Criterion, Group, grid
from forum_core.explore.filters import ALL, Filter
from forum_core.schema.model import Calculator, Page

TODAY = date(2026, 3, 1)
GRIDS = registers.register(
    "grilles",
    (
        registers.column("debut", "date"),
        registers.column("edition", "text"),
        registers.column("famille", "text"),
        registers.column("critere", "text"),
        registers.column("points", "integer"),
        registers.column("condition", "text"),
    ),
    Page(
        subject="critere",
        subject_ids=(),
        amount=None,
        date="debut",
        words=("critere",),
        columns=("critere", "points"),
        bands=(),
        one="critère",
        many="critères",
        subject_one="critère",
        subject_many="critères",
        calculator=Calculator("critere", "points", "famille", "edition", "condition"),
    ),
    key=("debut", "critere"),
)


def criterion(critere, points, *, famille="Travail", edition="v1", debut=date(2025, 1, 1), condition=None):
    return {
        "debut": debut,
        "edition": edition,
        "famille": famille,
        "critere": critere,
        "points": points,
        "condition": condition,
    }


@pytest.fixture
def read(published_once):
    def found(rows, flt=ALL, schema=GRIDS):
        return grid(published_once(schema, rows), flt, today=TODAY)

    return found


def test_criteria_stand_in_their_groups_from_the_most_points_to_the_least(read):
    found = read(
        [
            criterion("Emploi", 10),
            criterion("Formation", 40, condition="Six mois"),
            criterion("Fratrie", -5, famille="Enfants"),
            criterion("Autre", None, famille="Enfants"),
        ]
    )

    assert (found.version, found.others, found.left) == ("v1", 0, 0)
    assert found.groups == (
        Group("Enfants", (Criterion("Fratrie", Decimal(-5), ""), Criterion("Autre", None, ""))),
        Group(
            "Travail", (Criterion("Formation", Decimal(40), "Six mois"), Criterion("Emploi", Decimal(10), ""))
        ),
    )


def test_the_grid_is_the_last_one_that_has_begun(read):
    rows = [
        criterion("Hier", 1, edition="v1", debut=date(2024, 1, 1)),
        criterion("Maintenant", 2, edition="v2", debut=date(2026, 1, 1)),
        criterion("Bientôt", 3, edition="v3", debut=date(2026, 9, 1)),
    ]

    found = read(rows)

    assert (found.version, found.others) == ("v2", 2)
    assert [one.label for group in found.groups for one in group.criteria] == ["Maintenant"]
    assert read(rows, Filter(year=2024)).version == "v1"


def test_without_group_or_version_all_criteria_are_one_list(read):
    schema = replace(GRIDS, page=replace(GRIDS.page, calculator=Calculator("critere", "points")))

    found = read([criterion("Emploi", 10), criterion("Fratrie", 5, edition="v2")], schema=schema)

    assert (found.version, found.others) == ("", 0)
    assert [(group.title, len(group.criteria)) for group in found.groups] == [("", 2)]


def test_a_list_that_is_too_long_says_what_it_leaves_out(read):
    found = read([criterion(f"Critère {number}", number) for number in range(MOST + 3)])

    assert (sum(len(group.criteria) for group in found.groups), found.left) == (MOST, 3)


def test_a_grid_may_be_that_of_a_year(read):
    page = replace(GRIDS.page, date="annee", calculator=Calculator("critere", "points", version="annee"))
    fields = (registers.column("annee", "year"), *GRIDS.fields)
    rows = [{"annee": year, **criterion("Emploi", year - 2000)} for year in (2024, 2025)]

    found = read(rows, schema=replace(GRIDS, page=page, fields=fields))

    assert (found.version, found.others) == ("2025", 1)
    assert found.groups == (Group("", (Criterion("Emploi", Decimal(25), ""),)),)


def test_there_is_no_grid_without_rows_or_without_declaration(read):
    plain = replace(GRIDS, page=replace(GRIDS.page, calculator=None))

    assert read([criterion("Emploi", 10)], Filter(words="absent")) is None
    assert read([criterion("Emploi", 10)], schema=plain) is None
