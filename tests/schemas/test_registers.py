"""Each folder of schemas/ is complete, and its own examples are its tests."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache

import pytest
import yaml

from forum_core.pipeline import prepare
from forum_core.privacy.gate import clear
from forum_core.project.table_schema import project
from forum_core.rows.read import read_file
from forum_core.schema.store import installed_root, load_store

TODAY = date(2026, 11, 30)
STORE = load_store()
REGISTERS = STORE.names()
AGGREGATES = [name for name in REGISTERS if STORE.get(name).privacy.release == "aggregate"]
ROOT = installed_root()


def prepared(name, example, tmp_path, *, repair=False):
    raw = read_file(ROOT / name / "examples" / example, tmp_path)
    return prepare(STORE.get(name), raw, authority=None, today=TODAY, repair=repair, into=tmp_path)


@pytest.fixture(scope="module")
def valid(tmp_path_factory):
    """The valid example of a register, made ready once."""
    return cache(lambda name: prepared(name, "valid.csv", tmp_path_factory.mktemp(name)))


@pytest.mark.parametrize("name", REGISTERS)
def test_a_folder_has_every_file(name):
    files = {str(path.relative_to(ROOT / name)) for path in (ROOT / name).rglob("*") if path.is_file()}

    assert files >= {
        "schema.yaml",
        "CHANGELOG.md",
        "notes.fr.md",
        "examples/valid.csv",
        "examples/invalid.csv",
        "examples/invalid.expected.yaml",
    }
    assert ("official.json" in files) == (STORE.get(name).official_url is not None)


@pytest.mark.parametrize("name", [name for name in REGISTERS if STORE.get(name).official_url])
def test_the_export_is_the_official_schema_letter_by_letter(name):
    official = json.loads((ROOT / name / "official.json").read_text(encoding="utf-8"))

    exported = project(STORE.get(name))

    # As text, so that the order of the keys counts too.
    assert json.dumps(exported, ensure_ascii=False) == json.dumps(official, ensure_ascii=False)


@pytest.mark.parametrize("name", REGISTERS)
def test_the_valid_example_is_valid(name, valid):
    result = valid(name)

    assert result.report.valid
    assert result.checked.spool.rows == result.checked.rows_in > 0


@pytest.mark.parametrize("name", AGGREGATES)
def test_the_valid_example_of_an_aggregate_leaves_through_the_gate(name, valid, tmp_path):
    checked = valid(name).checked

    cleared = clear(
        STORE.get(name), checked, partial=False, withdrawn=frozenset(), former=None, into=tmp_path
    )

    assert cleared.clearance.rows_out == checked.rows_in


@pytest.mark.parametrize("name", AGGREGATES)
def test_an_aggregate_keeps_the_threshold_of_all_and_forbids_names(name):
    policy = STORE.get(name).privacy

    assert policy.threshold >= 11
    assert "name" in policy.forbid
    assert (policy.asked is None, policy.hidden is None) == (False, False)


@pytest.mark.parametrize("name", [name for name in REGISTERS if name not in AGGREGATES])
def test_the_valid_example_of_rows_leaves_through_the_gate_less_its_persons(name, valid, tmp_path):
    checked = valid(name).checked

    cleared = clear(
        STORE.get(name), checked, partial=False, withdrawn=frozenset(), former=None, into=tmp_path
    )

    assert cleared.clearance.rows_out + cleared.clearance.rows_suppressed == checked.rows_in
    assert cleared.clearance.rows_out > 0


@pytest.mark.parametrize("name", REGISTERS)
def test_the_invalid_example_gets_what_its_author_expects(name, tmp_path):
    expected = yaml.safe_load(
        (ROOT / name / "examples" / "invalid.expected.yaml").read_text(encoding="utf-8")
    )

    report = prepared(name, "invalid.csv", tmp_path).report

    assert [[f.code, f.row, f.field] for f in report.errors] == expected["errors"]
    assert [[f.code, f.row, f.field] for f in report.warnings] == expected["warnings"]
    assert [[r.code, r.field, list(r.rows)] for r in report.repairs] == expected["repairs"]


@pytest.mark.parametrize("name", REGISTERS)
def test_the_invalid_example_breaks_every_rule(name, tmp_path):
    schema = STORE.get(name)

    findings = list(prepared(name, "invalid.csv", tmp_path).report.findings)

    broken = {dict(finding.params).get("rule", finding.code) for finding in findings}
    # A column whose meaning is such a number is judged by its meaning alone.
    meanings = {"french-siret-value": "siret", "french-siren-value": "siren"}
    numbers = {(finding.field, finding.code.split("-")[0]) for finding in findings}
    unbroken = [rule for rule in schema.rules if (rule.code or rule.name) not in broken]
    assert [
        rule.code or rule.name
        for rule in unbroken
        if (rule.params.get("column"), meanings.get(rule.name)) not in numbers
    ] == []


@pytest.mark.parametrize("name", REGISTERS)
def test_every_column_has_a_privacy_class_and_the_register_a_policy(name):
    schema = STORE.get(name)

    assert schema.privacy is not None
    assert [field.name for field in schema.fields if field.privacy is None] == []


@pytest.mark.parametrize("name", REGISTERS)
def test_every_column_is_said_in_plain_words(name):
    schema = STORE.get(name)

    said = [(field.title, field.help, field.example) for field in schema.fields]

    assert [words for words in said if not all(words)] == []
    assert [field.name for field in schema.fields if not field.help.endswith(".")] == []
    assert [
        f.name for f in schema.fields if f.caution and not f.caution.startswith("Ne pas en conclure")
    ] == []


@pytest.mark.parametrize("name", REGISTERS)
def test_the_register_says_its_question_its_duty_its_texts_and_its_limits(name):
    schema = STORE.get(name)

    assert schema.question.endswith("\u202f?") or schema.question.endswith(" ?")
    assert schema.summary.endswith(".")
    assert schema.duty.endswith(".")
    assert schema.excludes
    assert [law.text for law in schema.laws if law.verified and not law.checked] == []


@pytest.mark.parametrize("name", REGISTERS)
def test_every_keyword_can_be_a_tag_of_the_catalogue(name):
    # What CKAN takes as a tag: letters, figures, spaces, hyphens, underscores, dots; no apostrophe.
    assert [word for word in STORE.get(name).keywords if not re.fullmatch(r"[\w .\-]{2,100}", word)] == []


@pytest.mark.parametrize("name", REGISTERS)
def test_what_a_page_shows_as_it_is_has_the_spaces_of_print(name):
    schema = STORE.get(name)

    said = [
        *(schema.title, schema.question, schema.summary, schema.duty, schema.page.sentence, *schema.excludes),
        *(one.says for one in (*schema.rules, *schema.later, *schema.laws)),
        *(words for field in schema.fields for words in (field.help, field.caution, field.label)),
        *(code.label for field in schema.fields for code in field.codes),
        *(words for one in schema.metadata for words in (one.label, one.help)),
        *(band.label for band in schema.page.bands),
    ]

    assert [words for words in said if re.search(r"[ ][:;!?»€%]|«[ ]|\d[ ]\d|'", words)] == []


def test_no_schema_that_is_installed_is_refused():
    assert dict(STORE.refused) == {}


@pytest.mark.parametrize("name", REGISTERS)
def test_amount_bands_follow_one_another_without_a_gap(name):
    bands = STORE.get(name).page.bands

    # Neither the first nor the last one has an end.
    assert [band.above for band in bands] == [None, *(band.up_to for band in bands)][: len(bands)]
    assert [band.up_to for band in bands[-1:]] == [None] * len(bands[-1:])


_HEAD = 52
"""Characters that the head of a table has room for on a telephone."""


@pytest.mark.parametrize("name", REGISTERS)
def test_every_code_has_words_that_fit_in_the_head_of_a_table(name):
    for field in STORE.get(name).fields:
        for code in field.codes:
            where = f"{field.name}: {code.code}"
            assert 0 < len(code.label) <= _HEAD, where
            assert code.label[0] == code.label[0].upper(), where
            assert not code.says or code.says[0] == code.says[0].lower(), where
            assert not f"{code.label}{code.says}".endswith("."), where


@pytest.mark.parametrize("name", REGISTERS)
def test_no_two_codes_of_a_column_have_the_same_words(name):
    for field in STORE.get(name).fields:
        labels = [code.label for code in field.codes]
        assert len(set(labels)) == len(labels), field.name
