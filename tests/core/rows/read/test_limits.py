"""Past a limit a person is told at once."""

from __future__ import annotations

import tracemalloc

import pytest

from forum_core.errors import FileRefused
from forum_core.rows.read import cells, limits, read_file


def test_a_million_columns_are_refused_in_time(refusal):
    header = ";".join(f"c{i}" for i in range(1_000_000))

    assert refusal(header + "\n" + ";" * 999_999 + "\n").code == "file.too-many-columns"


def test_columns_just_over_the_limit_are_refused(refusal):
    width = limits.MAX_COLUMNS + 1

    assert refusal(";".join(f"c{i}" for i in range(width)) + "\n" + ";".join("1" * width) + "\n").params == {
        "limit": limits.MAX_COLUMNS
    }


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_of_twenty_megabytes_is_refused_in_time(refusal, quote):
    cell = quote + "x" * 20_000_000 + quote

    assert refusal(f"nom;objet\nJudo;{cell}\n").code == "file.cell-too-long"


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_just_over_the_limit_is_refused_with_its_place(refusal, quote):
    cell = quote + "x" * (limits.MAX_CELL_CHARS + 1) + quote

    refused = refusal(f"nom;objet\nJudo;court\nRugby;{cell}\n")

    assert refused.code == "file.cell-too-long"
    assert 3 in refused.params.values()


def test_a_cell_over_the_limit_of_the_csv_module_is_refused_the_same(refusal):
    assert refusal(f"nom;objet\nJudo;{'x' * 200_000}\n").code == "file.cell-too-long"


def test_a_file_whose_rows_are_ragged_throughout_is_refused(refusal, monkeypatch):
    monkeypatch.setattr(cells, "MAX_RAGGED_ROWS", 10)

    assert refusal("a;b;c\n1;2;3\n" + "1;2\n" * 11).code == "file.ragged"


def test_a_folder_or_nothing_is_no_file(tmp_path, into):
    for path, code in ((tmp_path, "file.not-regular"), (tmp_path / "rien.csv", "file.not-found")):
        with pytest.raises(FileRefused) as refused:
            read_file(path, into)

        assert refused.value.code == code


@pytest.mark.slow
def test_memory_does_not_grow_with_the_rows(dropped, tmp_path):
    few, many = (peak_of(dropped, tmp_path, rows) for rows in (20_000, 60_000))

    assert many < 1.1 * few


def peak_of(dropped, tmp_path, rows):
    line = "Club sportif;un objet assez long pour peser;2025-01-01;1500,00;oui\n"
    path = dropped("nom;objet;date;montant;aide\n" + line * rows)
    into = tmp_path / f"{rows}"
    into.mkdir()
    tracemalloc.start()
    read_file(path, into)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak
