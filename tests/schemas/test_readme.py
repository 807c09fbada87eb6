"""The README of the schemas has a row for each rule and each picture that a schema may ask for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from forum_core.explore.pictures import KINDS
from forum_core.rows.rules.registry import RULES

README = (Path(__file__).parents[2] / "schemas" / "README.md").read_text(encoding="utf-8")
ROWS = {
    name
    for line in README.splitlines()
    if line.startswith("| `")
    for name in re.findall(r"`([^`]+)`", line.split("|")[1])
}


@pytest.mark.parametrize("name", sorted({*RULES, *KINDS}))
def test_what_a_schema_may_ask_for_has_its_row(name):
    assert name in ROWS
