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
OTHERS = ("ods", "xls")


def example_of(name):
    return installed_root() / name / "examples" / "valid.csv"


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


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def filled(folder):
    """Each template with the rows of its example typed in it, and the first one saved in other formats."""
    office = Office(folder)
    others = [(STORE.names()[0], extension) for extension in OTHERS]
    asked = {}
    for name, extension in [*((name, "xlsx") for name in STORE.names()), *others]:
        schema = STORE.get(name)
        template = folder / f"modele-{name}.xlsx"
        template.write_bytes(project(schema))
        rows = typed_rows(schema, example_of(name))
        asked[name, extension] = office.type_in(template, rows, folder / f"{name}.{extension}")
    office.type_all()
    office.as_csv([asked[name, "xlsx"] for name in STORE.names()], folder / "vu")
    return asked


@pytest.mark.parametrize("name", STORE.names())
def test_what_is_typed_in_a_template_comes_back_as_typed(name, filled, folder, tmp_path):
    schema = STORE.get(name)
    expected, _ = good_rows(schema, example_of(name), tmp_path / "exemple")

    rows, result = good_rows(schema, filled[name, "xlsx"], tmp_path / "rempli")
    shown, shown_result = good_rows(schema, folder / "vu" / f"{name}.csv", tmp_path / "vu", repair=True)
    assert rows == expected
    assert [finding.code for finding in result.report.errors] == []
    assert [finding.code for finding in result.report.warnings if finding.code == "several-sheets"] == []
    assert shown == expected
    assert [finding.code for finding in shown_result.report.errors] == []


@pytest.mark.parametrize("extension", OTHERS)
def test_a_template_saved_in_another_format_is_still_known(extension, filled, tmp_path):
    schema = STORE.get(STORE.names()[0])
    expected, _ = good_rows(schema, example_of(schema.name), tmp_path / "exemple")

    rows, result = good_rows(schema, filled[schema.name, extension], tmp_path / "rempli")
    (tmp_path / "lu").mkdir()
    read = read_file(filled[schema.name, extension], tmp_path / "lu")
    assert read.template == Template(schema.name, schema.version)
    assert rows == expected
    assert "several-sheets" not in [finding.code for finding in result.report.warnings]
