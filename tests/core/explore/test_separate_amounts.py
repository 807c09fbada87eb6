"""Amounts of several values of a separate column, income and expense, are never added together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import gate_registers as registers
import pytest
from explored import published

from forum_core.explore.figures import figures
from forum_core.explore.filters import ALL, Filter
from forum_core.explore.pictures import pictures
from forum_core.privacy.gate import clear
from forum_core.schema.model import Page, PagePicture

ACCOUNTS = registers.register(
    "comptes",
    (
        registers.column("annee", "year"),
        registers.column("poste", "text"),
        registers.column("sens", "choice", constraints={"enum": ["recette", "dépense"]}),
        registers.column("etape", "choice", constraints={"enum": ["budget", "compte"]}),
        registers.column("somme", "money"),
    ),
    Page(
        subject="poste",
        subject_ids=(),
        amount="somme",
        separate=("sens", "etape"),
        date="annee",
        words=("poste",),
        columns=("poste", "sens", "etape", "somme"),
        bands=(),
        one="ligne",
        many="lignes",
        subject_one="poste",
        subject_many="postes",
        pictures=(PagePicture("by-period"), PagePicture("top-subjects")),
    ),
    key=("annee", "poste", "sens", "etape"),
)


def line(poste, sens, somme, etape="compte", annee=2024):
    return {
        "annee": annee,
        "poste": poste,
        "sens": sens,
        "etape": etape,
        "somme": Decimal(somme) if somme else None,
    }


ROWS = [
    line("Impôts", "recette", "100.00"),
    line("Dotations", "recette", "20.00", annee=2025),
    line("Salaires", "dépense", "70.00"),
    line("Énergie", "dépense", "5.50"),
    line("Énergie", "dépense", None, etape="budget", annee=2025),
]


@pytest.fixture
def reading(published_once):
    return published_once(ACCOUNTS, ROWS)


def drawn(reading, flt):
    return pictures(reading, flt, lambda *_: None, today=date(2026, 3, 1))


def test_mixed_rows_have_no_sum_no_median_and_no_picture(reading):
    seen = figures(reading, ALL, top=2)

    assert (seen.rows, seen.total, seen.median) == (5, None, None)
    assert [body.total for body in seen.top] == [None, None]
    assert drawn(reading, ALL) == ()


def test_each_choice_still_says_its_own_sum(reading):
    sides, steps = figures(reading, ALL).choices

    assert [facet.total for facet in sides.facets] == [Decimal("120.00"), Decimal("75.50")]
    assert [facet.total for facet in steps.facets] == [Decimal("0.00"), None]
    assert [facet.total for facet in figures(reading, ALL).years] == [Decimal("20.00"), None]


def test_one_value_of_each_adds_up_and_is_drawn(reading):
    spent = Filter(choices=(("sens", "dépense"),))

    seen = figures(reading, spent, top=1)

    assert (seen.total, seen.median) == (Decimal("75.50"), Decimal("37.75"))
    assert [body.name for body in seen.top] == ["Salaires"]
    assert len(drawn(reading, spent)) == 2


def test_another_separate_column_keeps_them_apart_as_well(quarantine, publications):
    rows = [*ROWS, line("Salaires", "dépense", "80.00", etape="budget")]
    reading = published(ACCOUNTS, rows, quarantine, publications)

    spent = figures(reading, Filter(choices=(("sens", "dépense"),)))
    budgeted = figures(reading, Filter(choices=(("sens", "dépense"), ("etape", "budget"))))

    assert (spent.total, budgeted.total) == (None, Decimal("80.00"))


@pytest.mark.parametrize(("separate", "total"), [(("sens",), None), ((), "195.50")])
def test_a_clearance_says_no_sum_of_mixed_rows(separate, total, quarantine, publications):
    schema = replace(ACCOUNTS, page=replace(ACCOUNTS.page, separate=separate))
    table = registers.checked(schema, quarantine, ROWS)

    cleared = clear(schema, table, partial=False, withdrawn=frozenset(), former=None, into=publications)

    assert cleared.clearance.total == total
