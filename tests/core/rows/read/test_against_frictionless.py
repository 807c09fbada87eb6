"""Row numbers and cells are those of frictionless, wherever it reads a text at all."""

from __future__ import annotations

import csv
import io

import pytest
from frictionless import Dialect, Resource, formats
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum_core.rows.read import read_file
from forum_core.rows.table import ROW

TEXTS = {
    "plain": "nom;code;aide\nJudo;1;oui\nRugby;2;non\n",
    "blank lines": "nom;code;aide\n\nJudo;1;oui\n\n;;\nRugby;2;non\n",
    "cells on several lines": 'nom;code;aide\n"Ju\ndo";1;"o\n\nui"\nRugby;2;non\n',
    "titles": "Aides 2025;;\n\nnom;code;aide\nJudo;1;oui\nRugby;2;non\n",
    "windows": "nom;code;aide\r\nJudo;1;oui\r\nRugby;2;non\r\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_rows_and_numbers_are_those_of_frictionless(text, reading, tmp_path):
    found = reading(text)

    dialect = Dialect(header_rows=[found.read.header_row], controls=[formats.CsvControl(delimiter=";")])
    with Resource(path="depot.csv", basepath=str(tmp_path), dialect=dialect, encoding="utf-8") as resource:
        rows = {row.row_number: tuple(cell or "" for cell in row.cells) for row in resource.row_stream}

    expected = {number: cells if any(cells) else ("", "", "") for number, cells in rows.items()}
    assert dict(zip(found.numbers, found.rows, strict=True)) == expected


CELL = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n;,\"'| "), max_size=12
).filter(lambda text: not text.startswith("'"))


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(CELL, min_size=3, max_size=3).filter(any), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t|"),
)
def test_what_the_csv_module_writes_is_read_back(rows, delimiter, tmp_path_factory):
    folder = tmp_path_factory.mktemp("aller-retour")
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([["nom", "objet", "code"], *rows])
    path = folder / "depot.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")

    raw = read_file(path, folder, delimiter=delimiter)

    cells = raw.spool.table().drop([ROW]).to_pylist()
    assert [list(row.values()) for row in cells] == rows
