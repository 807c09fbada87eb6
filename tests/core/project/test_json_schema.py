"""The JSON Schema of a row accepts what the API gives, and refuses what it never would."""

from __future__ import annotations

import json

import gate_registers as registers
import pytest
from jsonschema import Draft202012Validator
from mapped_tables import TODAY

from forum_core.explore.engine import open_engine
from forum_core.explore.export import json_array
from forum_core.explore.filters import ALL
from forum_core.pipeline import prepare
from forum_core.privacy.gate import clear
from forum_core.project.json_schema import project
from forum_core.rows.read import read_file
from forum_core.schema.store import installed_root, load_store

STORE = load_store()


@pytest.fixture(scope="module", params=STORE.names())
def schema(request):
    return STORE.get(request.param)


@pytest.fixture(scope="module")
def rows(schema, tmp_path_factory):
    """The rows of the valid example, as the API gives them once they are published."""
    quarantine, publications = tmp_path_factory.mktemp("quarantine"), tmp_path_factory.mktemp("publications")
    raw = read_file(installed_root() / schema.name / "examples" / "valid.csv", quarantine)
    checked = prepare(schema, raw, authority=None, today=TODAY, repair=False, into=quarantine).checked
    cleared = clear(schema, checked, partial=False, withdrawn=frozenset(), former=None, into=publications)
    reading = open_engine(publications).read(schema, cleared.path)
    return json.loads(b"".join(json_array(reading, ALL)))


def test_it_is_a_schema_of_the_draft_that_it_names(schema):
    Draft202012Validator.check_schema(project(schema))


def test_rows_of_the_api_are_valid(schema, rows):
    validator = Draft202012Validator(project(schema))

    assert rows
    for row in rows:
        assert [error.json_path for error in validator.iter_errors(row)] == []


def test_a_row_without_a_column_or_with_a_text_for_a_number_is_not(schema, rows):
    row = dict(rows[0])
    validator = Draft202012Validator(project(schema))
    number = next((field.name for field in schema.fields if field.type in ("number", "integer")), None)

    del row["cle_ligne"]
    assert not validator.is_valid(row)
    if number:
        assert not validator.is_valid({**row, "cle_ligne": "a", number: "beaucoup"})


def test_a_column_that_is_never_published_is_not_in_it():
    dropped = [field.name for field in registers.AIDS.fields if field.privacy.action == "drop"]

    assert dropped
    assert project(registers.AIDS)["properties"].keys().isdisjoint(dropped)
