"""Former versions beside a register: their numbers hold, their files are brought to today, no row is lost."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
import yaml

from forum_core.pipeline import prepare
from forum_core.rows.read import read_file
from forum_core.schema.compat import compat
from forum_core.schema.documents import read_any_version
from forum_core.schema.former import MAPPING, version_files
from forum_core.schema.store import installed_root, load_store

TODAY = date(2026, 11, 30)
STORE = load_store()
ROOT = installed_root()
KEPT = {name: version_files(ROOT / name / "schema.yaml") for name in STORE.names()}
FOLDERS = [file.parent for files in KEPT.values() for file in files if (file.parent / MAPPING).exists()]


def _steps():
    """Each version with the one that took its place."""
    for name, files in KEPT.items():
        chain = [*files, ROOT / name / "schema.yaml"]
        yield from pairwise(chain)


STEPS = list(_steps())


def brought(folder, into):
    schema = STORE.get(folder.parents[1].name)
    raw = read_file(folder / "example.csv", into)
    return schema, prepare(schema, raw, authority=None, today=TODAY, repair=False, into=into)


def test_there_are_registers_with_former_versions():
    assert len(STEPS) > 1
    assert FOLDERS


@pytest.mark.parametrize(
    ("before", "after"), STEPS, ids=lambda path: f"{path.parent.parent.name}-{path.parent.name}"
)
def test_the_number_of_a_version_says_as_much_as_what_changed(before, after):
    found = compat(read_any_version(before), read_any_version(after))

    assert found.reasons
    assert found.number_holds


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_file_of_a_former_version_is_brought_as_its_author_expects(folder, tmp_path):
    expected = yaml.safe_load((folder / "example.expected.yaml").read_text(encoding="utf-8"))

    _, result = brought(folder, tmp_path)

    report = result.report
    assert report.read.standard == expected["standard"]
    assert [[f.code, f.row, f.field] for f in report.errors] == expected["errors"]
    assert [[f.code, f.row, f.field] for f in report.warnings] == expected["warnings"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_every_row_of_a_former_file_is_brought_or_refused(folder, tmp_path):
    schema, result = brought(folder, tmp_path)

    checked = result.checked
    assert checked.rows_in == checked.spool.rows + len(checked.refused)
    assert checked.spool.rows > 0
    assert set(checked.spool.schema.names) > {field.name for field in schema.fields}
