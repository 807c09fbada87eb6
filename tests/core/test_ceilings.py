"""Ceilings of allowances, against the amounts that the State and the association of mayors published."""

from __future__ import annotations

import csv
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from forum_core.ceilings import Period, Scale, ceiling, whole_year
from forum_core.schema.store import load_store

TABLES = load_store().get("indemnites_elus").tables
SCALE = Scale(
    TABLES["indemnites/taux_maximaux"],
    TABLES["indemnites/parametres"],
    ("indice_majore_ib1027", "valeur_annuelle_point_indice"),
)
OFFICIAL = list(csv.DictReader(Path(__file__).with_name("montants_2026.csv").open(encoding="utf-8")))


def cents(amount):
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize("official", OFFICIAL, ids=lambda line: f"{line['mandat']}-{line['population_min']}")
def test_the_official_amounts_of_2026_come_out_exactly(official):
    for size in filter(None, (official["population_min"], official["population_max"])):
        found = ceiling(SCALE, official["mandat"], int(size), whole_year(2026))

        assert cents(found.amount / 12) == Decimal(official["montant_brut_mensuel_eur"])
        assert found.sure


def test_there_are_eighteen_official_amounts():
    assert len(OFFICIAL) == 18


@pytest.mark.parametrize(
    ("size", "mayor", "deputy"),
    [
        (499, "1026.51", "398.53"),
        (500, "1622.29", "430.73"),
        (1000, "2077.17", "797.05"),
        (3500, "2214.04", "885.62"),
        (10000, "2616.59", "1107.02"),
        (20000, "3622.97", "1328.42"),
    ],
)
def test_the_amounts_published_for_july_2022_come_out_exactly(size, mayor, deputy):
    july = Period(date(2022, 7, 1), date(2022, 7, 31))

    assert cents(ceiling(SCALE, "maire", size, july).amount) == Decimal(mayor)
    assert cents(ceiling(SCALE, "adjoint", size, july).amount) == Decimal(deputy)


def test_the_year_of_a_change_counts_the_days_of_each_rate():
    index = Decimal(835) * Decimal("59.0734") / 12
    old, new = index * 55 / 100, index * Decimal("58.3") / 100

    found = ceiling(SCALE, "maire", 5000, whole_year(2025))

    assert cents(found.amount) == cents(11 * old + old * 23 / 31 + new * 8 / 31)
    assert found.changed
    # The day of the change was not read in the law itself: until the best rate all year, nobody is sure.
    assert cents(found.limit) == cents(12 * new)


def test_the_index_that_rose_in_july_counts_half_the_year():
    found = ceiling(SCALE, "maire", 5000, whole_year(2023))

    assert cents(found.amount) == cents(Decimal("0.55") * 830 * (Decimal("58.2004") + Decimal("59.0734")) / 2)
    assert found.changed


def test_part_of_a_month_counts_by_its_days():
    found = ceiling(SCALE, "maire", 5000, Period(date(2026, 4, 16), date(2026, 5, 31)))

    assert found.months == Decimal("1.5")
    assert cents(found.amount) == cents(
        Decimal("1.5") * ceiling(SCALE, "maire", 5000, whole_year(2026)).amount / 12
    )


@pytest.mark.parametrize("year", [2018, 2019])
def test_a_year_with_an_unknown_day_has_no_ceiling(year):
    assert ceiling(SCALE, "maire", 5000, whole_year(year)) is None


def test_a_deputy_may_go_up_to_the_mayor_and_a_large_town_above():
    deputy, mayor = (ceiling(SCALE, key, 5000, whole_year(2026)) for key in ("adjoint", "maire"))
    large = ceiling(SCALE, "maire", 100000, whole_year(2026))

    assert deputy.limit == mayor.amount == mayor.limit
    assert large.limit == large.amount * Decimal("1.4")
