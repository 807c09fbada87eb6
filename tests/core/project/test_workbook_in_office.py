"""LibreOffice in French opens each template; what is typed in it comes back as typed."""

from __future__ import annotations

import csv
import sys
from datetime import date
from pathlib import Path

import pytest
from mapped_tables import TODAY

from forum_core.pipeline import prepare
from forum_core.project.workbook import project
from forum_core.rows.read import read_file
from forum_core.rows.stamp import Template
from forum_core.schema.store import installed_root, load_store

sys.path.insert(0, str(Path(__file__).parent))  # for office.py, under importlib mode

from office import SOFFICE, Office

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice n’est pas installé (paquet libreoffice-calc)"),
]

STORE = load_store()


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office"))


def good_rows(schema, path, into, *, repair=False):
    """The rows that a check lets through, with their types, and what is wrong with the others."""
    into.mkdir()
    result = prepare(schema, read_file(path, into), authority=None, today=TODAY, repair=repair, into=into)
    return result.checked.spool.table().drop_columns(["_row"]).to_pylist(), result


def as_typed(field, text):
    """How a person in France types a value: days with slashes, a comma before decimals."""
    if field.type == "date" and text:
        return date.fromisoformat(text).strftime("%d/%m/%Y")
    return text.replace(".", ",") if field.type == "number" else text


def typed_rows(schema, example):
    with example.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [[as_typed(field, row.get(field.name) or "") for field in schema.fields] for row in rows]


@pytest.mark.parametrize("name", STORE.names())
def test_what_is_typed_in_a_template_comes_back_as_typed(name, office, tmp_path):
    schema = STORE.get(name)
    example = installed_root() / name / "examples" / "valid.csv"
    template = tmp_path / "modele.xlsx"
    template.write_bytes(project(schema))
    expected, _ = good_rows(schema, example, tmp_path / "exemple")

    filled = office.type_in(template, typed_rows(schema, example), tmp_path / "rempli.xlsx")

    rows, result = good_rows(schema, filled, tmp_path / "rempli")
    shown, shown_result = good_rows(schema, office.as_csv(filled), tmp_path / "vu", repair=True)
    assert rows == expected
    assert [finding.code for finding in result.report.errors] == []
    assert [finding.code for finding in result.report.warnings if finding.code == "several-sheets"] == []
    assert shown == expected
    assert [finding.code for finding in shown_result.report.errors] == []


@pytest.mark.parametrize("extension", ["ods", "xls"])
def test_a_template_saved_in_another_format_is_still_known(extension, office, tmp_path):
    schema = STORE.get(STORE.names()[0])
    example = installed_root() / schema.name / "examples" / "valid.csv"
    template = tmp_path / "modele.xlsx"
    template.write_bytes(project(schema))
    expected, _ = good_rows(schema, example, tmp_path / "exemple")

    filled = office.type_in(template, typed_rows(schema, example), tmp_path / f"rempli.{extension}")

    rows, result = good_rows(schema, filled, tmp_path / "rempli")
    (tmp_path / "lu").mkdir()
    assert read_file(filled, tmp_path / "lu").template == Template(schema.name, schema.version)
    assert rows == expected
    assert "several-sheets" not in [finding.code for finding in result.report.warnings]
