"""The documentation of a register says all that its schema says, in French, and nothing that was not read."""

from __future__ import annotations

import re

import pytest

from forum_core.project.columns import describe
from forum_core.project.document import project
from forum_core.project.rules import ASKS
from forum_core.project.rules import describe as describe_rules
from forum_core.rows.rules.registry import RULES
from forum_core.schema.store import load_store

STORE = load_store()


@pytest.fixture(scope="module", params=STORE.names())
def schema(request):
    return STORE.get(request.param)


def test_each_column_has_its_meaning_its_duty_and_its_example(schema):
    text = project(schema)

    for column in describe(schema.fields):
        part = text.split(f"### `{column.name}`\n")[1].split("\n## ")[0].split("\n### ")[0]
        assert column.says in part
        assert f"- Obligation\u00a0: {column.duty}" in part
        assert f"`{column.example}`" in part
        assert column.caution in part
        for code in column.codes:
            assert f"`{code.code}`" in part


def test_each_rule_has_its_code_and_what_to_do(schema):
    text = project(schema)

    for rule in describe_rules(schema):
        assert rule.code in text
        assert rule.says in text


def test_a_text_that_nobody_read_is_not_said(schema):
    text = project(schema)

    for law in schema.laws:
        if not law.verified:
            assert law.says not in text


def test_what_the_register_does_not_say_and_its_versions_are_there(schema):
    text = project(schema, (schema.version, "0.0.1"))

    assert "## Ce que ce registre ne dit pas" in text
    assert f"- {schema.version} (celle-ci)\n- 0.0.1\n" in text


def test_its_typography_is_that_of_french(schema):
    prose = re.sub(r"`[^`]*`|<[^>]*>|\]\([^)]*\)", "", project(schema))

    assert re.findall(r".{12}[a-zé] [;!?:»](?:\s|$)|« .{9}|[a-z]'[a-z].{9}", prose) == []


def test_each_kind_of_rule_is_said_in_words():
    assert ASKS.keys() == RULES.keys()
