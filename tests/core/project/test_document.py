"""The documentation of a register says all that its schema says, in French, and nothing that was not read."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from forum_core.project.columns import describe
from forum_core.project.document import project, project_older
from forum_core.project.older import brought
from forum_core.project.rules import ASKS
from forum_core.project.rules import describe as describe_rules
from forum_core.rows.rules.registry import RULES
from forum_core.schema.model import Rule
from forum_core.schema.replaced import Former, Rewriting
from forum_core.schema.store import load_store
from forum_core.schema.versions import versions

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


def test_an_official_list_that_one_may_read_through_is_written_out():
    texts = {name: project(STORE.get(name)) for name in STORE.names()}
    of_matters = [name for name, text in texts.items() if "    - `7.5`\u00a0: Subventions\n" in text]

    assert of_matters == [
        name for name in STORE.names() if any(one.meaning == "actes-matter" for one in STORE.get(name).fields)
    ]
    assert not any("    - `7`\u00a0: " in text for text in texts.values())
    assert not any("`65748`\u00a0: " in text for text in texts.values())


OLDER = [(STORE.get(name), number) for name in STORE.names() for number in STORE.get(name).older]


@pytest.mark.parametrize(("register", "number"), OLDER, ids=lambda one: getattr(one, "name", one))
def test_a_version_that_was_replaced_says_its_columns_and_what_becomes_of_its_files(register, number):
    text = project_older(register, number, versions(register))

    assert f"version {number}\n" in text
    assert f"La version en vigueur est la {register.version}." in text
    for field in register.older[number]["fields"]:
        assert f"### `{field['name']}`\n" in text
    for name in brought(register, number).missing:
        assert f"- `{name[0]}`\u00a0: {name[1]}" in text
    assert f"- {register.version}, en vigueur\n" in text
    assert f"- {number} (celle-ci)\n" in text


def test_a_kept_version_without_a_mapping_says_that_its_files_are_judged_as_any(schema):
    kept = {"fields": [{"name": "rue", "type": "string"}]}
    text = project_older(replace(schema, older={"0.1.0": kept}, former=()), "0.1.0")

    assert "Il est lu comme un fichier de la version en vigueur, et jugé par elle." in text
    assert "### `rue`\n\n**rue.**\n" in text


def test_renamed_rewritten_and_lost_columns_are_said(schema):
    former = Former(
        "0.1.0",
        "Essai 0.1.0",
        {"a": "b", "c": "c", "d": None},
        {},
        rewritings=(Rewriting("c", "dates à l'endroit"),),
        gone={"d": "Elle n'a plus de sens."},
    )
    kept = {"fields": [{"name": "a", "type": "string"}]}
    text = project_older(replace(schema, older={"0.1.0": kept}, former=(former,)), "0.1.0")

    assert "- `a`\u00a0: s’appelle aujourd’hui b.\n- `c`\u00a0: dates à l’endroit.\n" in text
    assert "plus de place\u00a0:\n\n- `d`\u00a0: Elle n’a plus de sens.\n" in text


def test_its_typography_is_that_of_french(schema):
    prose = re.sub(r"`[^`]*`|<[^>]*>|\]\([^)]*\)", "", project(schema))

    assert re.findall(r".{12}[a-zé] [;!?:»](?:\s|$)|« .{9}|[a-z]'[a-z].{9}", prose) == []


def test_each_kind_of_rule_is_said_in_words():
    assert ASKS.keys() == RULES.keys()


@pytest.mark.parametrize(
    ("name", "params", "asks"),
    [
        (
            "compare-columns-value",
            {"column": "PREF_DATE", "op": ">=", "column2": "DELIB_DATE"},
            "PREF_DATE ne vient pas avant DELIB_DATE.",
        ),
        (
            "compare-columns-value",
            {"column": "VOTE_POUR", "op": "<=", "column2": "VOTE_REEL"},
            "VOTE_POUR ne dépasse pas VOTE_REEL.",
        ),
        (
            "empty-if",
            {"column": "PREF_ID", "when": "PREF_DATE", "is": [""]},
            "PREF_ID est vide quand PREF_DATE est vide.",
        ),
        (
            "empty-if",
            {"column": "PREF_ID", "when": "VOTE_POUR", "is": ["", "0", "1"]},
            "PREF_ID est vide quand VOTE_POUR est vide ou vaut «\u202f0\u202f» ou «\u202f1\u202f».",
        ),
        (
            "cohesive-columns-value",
            {"column": "VOTE_POUR", "othercolumns": ["VOTE_CONTRE", "VOTE_REEL"]},
            "VOTE_POUR, VOTE_CONTRE et VOTE_REEL sont remplies ensemble, ou vides ensemble.",
        ),
    ],
)
def test_a_rule_is_said_by_what_its_columns_are(name, params, asks):
    (words,) = describe_rules(replace(STORE.get("deliberations"), rules=(Rule(name, params),)))

    assert words.asks == asks


def test_an_option_that_allows_more_is_said():
    rules = (
        Rule("not-in-future", {"column": "BGT_ANNEE"}),
        Rule("not-in-future", {"column": "BGT_ANNEE", "years": 1}),
    )

    words = describe_rules(replace(STORE.get("budget"), rules=rules))

    assert [one.asks for one in words] == [
        "BGT_ANNEE n’est pas à venir.",
        "BGT_ANNEE va au plus jusqu’à l’année en cours + 1.",
    ]
