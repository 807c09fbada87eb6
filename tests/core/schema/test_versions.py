"""Versions that a register replaced stay readable, as they were."""

from __future__ import annotations

import json
import shutil

import pytest

from forum_core.errors import SchemaError
from forum_core.schema.loader import load_schema
from forum_core.schema.store import installed_root
from forum_core.schema.versions import versions

OLD = {"title": "Avant", "fields": [{"name": "date", "type": "date", "example": "2020-01-01"}]}
AS_WRITTEN = json.dumps(OLD)


@pytest.fixture
def loaded(tmp_path):
    """A real register with these older versions beside it, and no other."""

    def load(*numbers, text=AS_WRITTEN):
        folder = tmp_path / "subventions"
        folder.mkdir()
        shutil.copy(installed_root() / folder.name / "schema.yaml", folder)
        for number in numbers:
            (folder / "versions" / number).mkdir(parents=True)
            (folder / "versions" / number / "schema.json").write_text(text, encoding="utf-8")
        return load_schema(folder / "schema.yaml")

    return load


def test_the_current_version_comes_first_and_the_others_from_the_latest_on(loaded):
    schema = loaded("1.1.0", "1.10.0", "1.9.0")

    assert versions(schema) == (schema.version, "1.10.0", "1.9.0", "1.1.0")


def test_a_kept_version_is_given_as_it_was(loaded):
    assert loaded("1.1.0").older["1.1.0"] == OLD


def test_a_folder_whose_name_is_no_number_is_no_version(loaded):
    assert loaded("brouillon").older == {}


def test_a_register_without_older_versions_has_its_own(loaded):
    schema = loaded()

    assert versions(schema) == (schema.version,)


@pytest.mark.parametrize("text", ["[]", "{}", '{"fields": [{}]}', "fields: [{name: a, type: date}]", "{"])
def test_a_kept_version_that_is_no_table_schema_is_refused_by_its_file(loaded, text):
    with pytest.raises(SchemaError) as refused:
        loaded("1.1.0", text=text)

    assert refused.value.params["file"].endswith("versions/1.1.0/schema.json")
