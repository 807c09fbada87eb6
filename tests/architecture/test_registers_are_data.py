"""Code and templates never name a register, nor a column of one: adding a register is adding a folder."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import Any

import sources
import yaml

SCHEMAS = sorted((sources.ROOT / "schemas").glob("*/schema.yaml"))
# Words of the model itself, which a register's column may happen to share.
SHARED_WORDS = {"annee", "latitude", "longitude", "nature", "points", "siren"}


def test_no_python_file_names_a_register_or_a_column():
    forbidden = _register_names() | (_column_names() - SHARED_WORDS)

    named = [
        f"{sources.shown(path)}:{node.lineno} {node.value!r}"
        for path in sources.python_files()
        for node in ast.walk(sources.parse(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in forbidden
    ]

    assert SCHEMAS
    assert named == []


def test_no_template_names_a_register_or_a_column():
    words = "|".join(sorted(map(re.escape, _register_names() | _column_names() - SHARED_WORDS)))
    pattern = re.compile(rf"\b(?:{words})\b")

    named = [
        f"{sources.shown(path)}: {match.group()}"
        for path in sources.template_files()
        for match in pattern.finditer(_markup(path.read_text(encoding="utf-8")))
    ]

    assert named == []


def _markup(text: str) -> str:
    """The template's code: Jinja expressions and attributes, where a register could be singled out."""
    return " ".join(re.findall(r"\{[{%].*?[%}]\}|=\"[^\"]*\"", text, flags=re.DOTALL))


@cache
def _read(path: Path) -> dict[str, Any]:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _register_names() -> set[str]:
    return {path.parent.name for path in SCHEMAS}


def _column_names() -> set[str]:
    shared = _read(sources.ROOT / "schemas" / "fields.yaml")
    return set(shared) | {
        field["name"] for path in SCHEMAS for field in _read(path)["fields"] if "name" in field
    }
