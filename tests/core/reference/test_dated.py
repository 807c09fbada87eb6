"""Dated tables: what holds on a day, for a size, and what is said of each line."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from forum_core.errors import SchemaError
from forum_core.reference.dated import FOLDER, read_dated_table
from forum_core.schema.documents import installed_root
from forum_core.sentences import say_error

TABLES = {
    f"{path.parent.name}/{path.stem}": read_dated_table(path)
    for path in sorted((installed_root() / FOLDER).glob("*/*.csv"))
}
RATES = TABLES["indemnites/taux_maximaux"]
HEADER = (
    "cle,minimum,maximum,valeur,depuis,depuis_verifie,jusqu_au,verifie,hors_total,limite_cle,limite_pct\n"
)
LAST_DAY, NEXT_DAY = date(2025, 12, 23), date(2025, 12, 24)


def test_a_rate_is_that_of_the_day_and_of_the_population():
    rates = [str(RATES.at("maire", day, 3500).value) for day in (LAST_DAY, NEXT_DAY)]
    by_size = [str(RATES.at("maire", NEXT_DAY, size).value) for size in (3499, 3500, 9999, 10000)]

    assert rates == ["55", "58.3"]
    assert by_size == ["55.7", "58.3", "58.3", "67.6"]


def test_what_nobody_wrote_is_none():
    assert RATES.at("maire", date(2019, 12, 28), 3500) is None
    assert RATES.at("maire", NEXT_DAY, None) is None
    assert RATES.at("doge", NEXT_DAY, 3500) is None


def test_a_line_from_a_source_that_was_not_read_says_so():
    assert RATES.at("maire", NEXT_DAY, 3500).sure
    assert not RATES.at("maire", NEXT_DAY, 3500).sure_day
    assert not RATES.at("president_communaute_de_communes", NEXT_DAY, 3500).sure


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEADER + "maire,,,douze,,,,oui,non,,\n", 2),
        (HEADER + "maire,,,12,2024-02-30,,,oui,non,,\n", 2),
        (HEADER + "maire,,,12,,,,oui,non,,\nmaire,,,13\n", 3),
        ("cle,valeur\nmaire,12\n", 2),
    ],
    ids=["number", "day", "short line", "columns"],
)
def test_what_is_no_such_table_is_refused_with_its_file_and_line(tmp_path, text, line):
    file = tmp_path / "taux.csv"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(SchemaError) as refused:
        read_dated_table(file)

    assert (refused.value.params["file"], refused.value.params["line"]) == (str(file), line)
    assert say_error(refused.value).place == f"Ligne {line}"


def test_a_table_saved_by_a_spreadsheet_is_read_and_one_of_another_encoding_is_refused(tmp_path):
    file = tmp_path / "taux.csv"
    text = HEADER + "élue,,,12,,,,oui,non,,\n"

    file.write_text(text, encoding="utf-8-sig")
    assert read_dated_table(file).at("élue", NEXT_DAY).value == 12

    file.write_text(text, encoding="cp1252")
    with pytest.raises(SchemaError) as refused:
        read_dated_table(file)
    assert (refused.value.code, refused.value.params["line"]) == ("schema.encoding", 2)


def test_a_table_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SchemaError):
        read_dated_table(tmp_path / "taux.csv")


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_each_size_and_each_day_has_one_line_at_most(table):
    lines = [line for found in table.lines.values() for line in found]
    days = {day for line in lines for day in (line.since, line.until) if day} or {NEXT_DAY}
    sizes = {size for line in lines for size in (line.low, line.high) if size is not None} | {None}

    doubled = [
        (key, day, size)
        for key, found in table.lines.items()
        for day in days
        for size in sizes
        if sum(line.holds(day, size) for line in found) > 1
    ]

    assert lines
    assert doubled == []


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_populations_follow_one_another_without_a_gap(table):
    for found in table.lines.values():
        for since in {line.since for line in found}:
            of_day = [line for line in found if line.since == since and line.low is not None]
            assert [line.high + 1 for line, _ in pairwise(of_day)] == [line.low for line in of_day[1:]]
