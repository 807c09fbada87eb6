"""The reference has an entry for everything that a person can call, set or publish."""

from __future__ import annotations

import ast
import re

import pytest
import sources
import yaml

REFERENCE = (sources.ROOT / "docs" / "reference" / "README.md").read_text(encoding="utf-8")
HEADINGS = set(re.findall(r"^#+ `([^`]+)`", REFERENCE, flags=re.MULTILINE))
ADAPTER = sources.ROOT / "ckanext-forum" / "ckanext" / "forum"


def _register_names() -> set[str]:
    return {path.parent.name for path in (sources.ROOT / "schemas").glob("*/schema.yaml")}


def _options() -> set[str]:
    """Options of ours; those of scheming are declared for CKAN's own check, and set by us alone."""
    declared = yaml.safe_load((ADAPTER / "config_declaration.yaml").read_text(encoding="utf-8"))
    keys = {option["key"] for group in declared["groups"] for option in group["options"]}
    return {key for key in keys if key.startswith("ckanext.forum.")}


def _actions() -> set[str]:
    return {
        node.name
        for path in ADAPTER.glob("*/action.py")
        for node in ast.walk(sources.parse(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("forum_")
    }


def _commands() -> set[str]:
    """Commands of `ckan forum`, read from the decorators, so that no CKAN has to start."""
    found = set()
    for node in ast.walk(sources.parse(ADAPTER / "cli.py")):
        if not isinstance(node, ast.FunctionDef):
            continue
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith(".command"):
                group = ast.unparse(decorator.func).removesuffix(".command").removesuffix("_group")
                given = decorator.args[0].value if decorator.args else node.name
                found.add(" ".join(["ckan forum", *([] if group == "forum" else [group]), given]))
    return found


def _make_targets() -> set[str]:
    makefile = (sources.ROOT / "Makefile").read_text(encoding="utf-8")
    return {f"make {name}" for name in re.findall(r"^([a-z][a-z-]*):", makefile, flags=re.MULTILINE)} - {
        "make help"
    }


@pytest.mark.parametrize("kind", [_register_names, _options, _actions, _commands, _make_targets])
def test_everything_a_person_can_use_has_its_entry(kind):
    expected = kind()

    assert expected
    assert expected - HEADINGS == set()


def test_the_reference_describes_nothing_that_is_gone():
    known = _register_names() | _options() | _actions() | _commands() | _make_targets()
    core_commands = {heading for heading in HEADINGS if heading.startswith("forum ")}

    assert HEADINGS - known - core_commands == set()
