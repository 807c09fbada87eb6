"""The template of a register: what it holds, what it refuses, and how the reader knows it again."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from forum_core.errors import FileRefused
from forum_core.project.workbook import project
from forum_core.rows.read import read_file
from forum_core.rows.stamp import STAMP
from forum_core.schema.store import load_store

STORE = load_store()


@pytest.fixture(scope="module", params=STORE.names())
def schema(request):
    return STORE.get(request.param)


@pytest.fixture(scope="module")
def template(schema):
    return project(schema)


def sheets(content):
    book = CalamineWorkbook.from_object(io.BytesIO(content))
    return {
        one.name: (one.visible, book.get_sheet_by_name(one.name).to_python()) for one in book.sheets_metadata
    }


def first_sheet(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read("xl/worksheets/sheet1.xml").decode()


def test_its_first_sheet_has_the_exact_titles_and_no_row(schema, template):
    name, (visible, rows) = next(iter(sheets(template).items()))

    assert (name, visible) == ("Données", SheetVisibleEnum.Visible)
    assert rows == [[field.name for field in schema.fields]]


def test_its_second_sheet_explains_each_column(schema, template):
    _, rows = sheets(template)["Mode d’emploi"]

    explained = {row[0]: row for row in rows}
    for field in schema.fields:
        assert explained[field.name][3] == ("obligatoire" if field.required else "facultative")
        assert len(explained[field.name][2]) > 0


def test_its_hidden_sheet_says_schema_and_version(schema, template):
    visible, rows = sheets(template)[STAMP]

    assert visible is SheetVisibleEnum.VeryHidden
    assert rows[0][0] == schema.ref


def test_each_closed_list_is_a_list_to_choose_from(schema, template):
    closed = [
        field
        for field in schema.fields
        if field.type == "boolean"
        or field.meaning == "actes-matter"
        or "enum" in field.descriptor.get("constraints", {})
    ]

    assert first_sheet(template).count('type="list"') == len(closed)


def test_what_a_cell_says_fits_the_limits_of_the_format(schema, template):
    text = first_sheet(template)

    assert text.count("<dataValidation ") == len(schema.fields)
    assert max(map(len, re.findall(r'promptTitle="([^"]*)"', text))) <= 32 + len("&amp;") * 2
    assert all(len(one) <= 255 + 40 for one in re.findall(r' (?:prompt|error)="([^"]*)"', text))


def test_the_same_schema_gives_the_same_bytes(schema, template):
    assert project(schema) == template


def test_an_empty_template_is_read_at_its_first_sheet_and_said_to_be_empty(template, tmp_path):
    path = tmp_path / "modele.xlsx"
    path.write_bytes(template)

    with pytest.raises(FileRefused) as refused:
        read_file(path, tmp_path)

    assert refused.value.code == "file.no-rows"


def test_its_example_line_stands_under_the_same_titles(schema, template, tmp_path):
    path = tmp_path / "modele.xlsx"
    path.write_bytes(template)

    raw = read_file(path, tmp_path, sheet="Exemple")

    assert raw.headers == tuple(field.name for field in schema.fields)
    assert raw.spool.rows == 1
