"""Numbers, sums, dates and counts as a French page writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from forum_core import french


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "0\u00a0ligne"),
        (1, "1\u00a0ligne"),
        (2, "2\u00a0lignes"),
        (1234, "1\u202f234\u00a0lignes"),
        (1_000_000, "1\u202f000\u202f000\u00a0de lignes"),
    ],
)
def test_a_count_agrees_with_its_noun(amount, written):
    assert french.count(amount, "ligne", "lignes") == written


def test_a_million_elides_before_a_vowel():
    assert french.count(2_000_000, "aide", "aides") == "2\u202f000\u202f000\u00a0d’aides"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("0", "0\u00a0€"),
        ("1", "1\u00a0€"),
        ("12450", "12\u202f450\u00a0€"),
        ("12450.50", "12\u202f450,50\u00a0€"),
        ("12450.00", "12\u202f450\u00a0€"),
        ("1000000", "1\u202f000\u202f000\u00a0€"),
        ("-2600", "\u22122\u202f600\u00a0€"),
    ],
)
def test_money_shows_cents_only_when_there_are_some(value, written):
    assert french.money(Decimal(value)) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("999999.40", "999\u202f999\u00a0€"),
        ("1000000", "1,0\u00a0M€"),
        ("12431900", "12,4\u00a0M€"),
        ("12450000", "12,5\u00a0M€"),
    ],
)
def test_a_headline_sum_is_short_from_a_million_on(value, written):
    assert french.money_short(Decimal(value)) == written


def test_dates_are_written_in_words():
    assert french.day(date(2026, 3, 1)) == "1er\u00a0mars\u00a02026"
    assert french.day_short(date(2025, 1, 20)) == "20\u00a0janv.\u00a02025"


def test_a_moment_is_told_in_paris_time():
    assert (
        french.moment(datetime(2026, 3, 12, 9, 58, tzinfo=UTC))
        == "12\u00a0mars\u00a02026 à 10\u00a0h\u00a058"
    )


def test_a_period_of_one_year_is_that_year():
    assert french.years(date(2025, 1, 1), date(2025, 12, 31)) == "2025"
    assert french.years(date(2022, 1, 1), date(2025, 12, 31)) == "2022–2025"
    assert french.years(None, None) == ""


@pytest.mark.parametrize(
    ("octets", "written"),
    [
        (0, "0\u00a0octet"),
        (999, "999\u00a0octets"),
        (1500, "1,5\u00a0Ko"),
        (148_200, "148\u00a0Ko"),
        (22_000_000, "22\u00a0Mo"),
    ],
)
def test_sizes_are_decimal(octets, written):
    assert french.size(octets) == written


@pytest.mark.parametrize(
    ("meaning", "value", "written"),
    [
        ("text", None, "non renseigné"),
        ("text", "", "non renseigné"),
        ("text", "<b>", "<b>"),
        ("boolean", True, "oui"),
        ("boolean", False, "non"),
        ("money", Decimal("100.00"), "100\u00a0€"),
        ("ratio", 0.45, "45\u202f%"),
        ("ratio", 1.0, "100\u202f%"),
        ("siret", "21000001400014", "210\u202f000\u202f014\u202f00014"),
        ("period", "2017-03-14/2018-03-14", "14\u00a0mars\u00a02017 au 14\u00a0mars\u00a02018"),
        ("period", "plus tard", "plus tard"),
        ("date", date(2025, 5, 12), "12\u00a0mai\u00a02025"),
    ],
)
def test_a_cell_is_written_by_what_its_column_means(meaning, value, written):
    assert french.cell(meaning, value) == written


def test_a_list_ends_with_and():
    assert french.listed(["a"]) == "a"
    assert french.listed(["a", "b", "c"]) == "a, b et c"
    assert french.listed([]) == ""
