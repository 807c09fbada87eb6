"""Versions that a register replaced stay readable, as they were."""

from __future__ import annotations

import json

import pytest

from forum_core.schema.store import load_store
from forum_core.schema.versions import older_versions, versions

SCHEMA = load_store().get("subventions")


@pytest.fixture
def root(tmp_path):
    def keep(*numbers):
        for number in numbers:
            folder = tmp_path / "schemas" / SCHEMA.name / "versions" / number
            folder.mkdir(parents=True)
            (folder / "schema.json").write_text(json.dumps({"version": number}), encoding="utf-8")
        return tmp_path / "schemas"

    return keep


def test_the_current_version_comes_first_and_the_others_from_the_latest_on(root):
    kept = root("1.1.0", "1.10.0", "1.9.0")

    assert versions(SCHEMA, kept) == (SCHEMA.version, "1.10.0", "1.9.0", "1.1.0")


def test_a_kept_version_is_given_as_it_was(root):
    assert older_versions(SCHEMA.name, root("1.1.0"))["1.1.0"] == {"version": "1.1.0"}


def test_a_folder_whose_name_is_no_number_is_no_version(root):
    assert dict(older_versions(SCHEMA.name, root("brouillon"))) == {}


def test_a_register_without_older_versions_has_its_own(root):
    assert versions(SCHEMA, root()) == (SCHEMA.version,)
