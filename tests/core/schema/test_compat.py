"""One throw-away schema for each kind of change, and what the numbers must say of it."""

from __future__ import annotations

from copy import deepcopy

import pytest

from forum_core.schema.compat import LEVELS, Change, compat, lowest_number, written
from forum_core.sentences.versions import CHANGES, REASONS

FIELD = {
    "name": "classe",
    "title": "Classe",
    "type": "string",
    "example": "petit",
    "constraints": {"required": True, "enum": ["petit", "grand"]},
    "forum": {
        "type": "choice",
        "help": "Taille.",
        "aliases": ["taille"],
        "codelist": "classe",
        "codes": [
            {"code": "petit", "label": "Petit", "valid_from": "2020-01-01", "valid_to": "2024-12-31"},
            {"code": "grand", "label": "Grand"},
        ],
    },
}
FREE = {"name": "remarque", "title": "Remarque", "type": "string", "forum": {"type": "text", "help": "Mots."}}
COUNT = {
    "name": "nombre",
    "title": "Nombre",
    "type": "integer",
    "constraints": {"minimum": 0, "maximum": 100},
    "forum": {"type": "count", "help": "Combien."},
}
SIDES = {"name": "one-of-required", "params": {"column1": "classe", "column2": "remarque"}}
OTHERS = {"name": "one-of-required", "params": {"column1": "nombre", "column2": "remarque"}}
CEILING = {
    "name": "sum-at-most",
    "code": "ESS-01",
    "severity": "error",
    "params": {"column": "nombre", "columns": ["nombre"]},
    "says": "Corrigez.",
}
BEFORE = {
    "name": "essai",
    "version": "1.2.3",
    "fields": [FIELD, FREE, COUNT],
    "custom_checks": [{"name": "french-siret-value", "params": {"column": "remarque"}}],
    "forum": {"title": "Essai", "rules": [CEILING]},
}


def changed(change):
    after = deepcopy(BEFORE)
    change(after)
    return after


def field(at, **keys):
    return lambda document: document["fields"][at].update(deepcopy(keys))


def constraints(at, **keys):
    def change(document):
        ours = document["fields"][at].setdefault("constraints", {})
        ours.update(keys)
        for key in [key for key, value in ours.items() if value is None]:
            del ours[key]

    return change


def column(**keys):
    return lambda document: document["fields"].append({**deepcopy(FREE), "name": "nouvelle", **keys})


def code(at, **keys):
    return lambda document: document["fields"][0]["forum"]["codes"][at].update(keys)


def check(rule):
    return lambda document: document["custom_checks"].append(rule)


def rule(**keys):
    return lambda document: document["forum"]["rules"][0].update(keys)


def renamed(document):
    document["fields"][2] = {**COUNT, "name": "effectif"}


def recalled(document):
    document["fields"][2] = {
        **COUNT,
        "name": "total",
        "title": "Total",
        "forum": {"type": "count", "help": "Combien.", "aliases": ["nombre"]},
    }


KINDS = [
    (field(0, title="Catégorie"), "words", "classe"),
    (field(0, example="grand"), "words", "classe"),
    (lambda document: document["forum"].update(title="Essais"), "words", None),
    (lambda document: document["fields"].reverse(), "order-changed", None),
    (column(title="Nouvelle"), "column-added", "nouvelle"),
    (column(title="Nouvelle", constraints={"required": True}), "required-column-added", "nouvelle"),
    (lambda document: document["fields"].pop(2), "column-removed", "nombre"),
    (renamed, "column-renamed", "nombre"),
    (recalled, "column-renamed", "nombre"),
    (constraints(0, enum=["petit", "moyen", "grand"]), "codes-added", "classe"),
    (constraints(0, enum=["petit"]), "codes-removed", "classe"),
    (code(0, valid_from="2019-01-01"), "dates-wider", "classe"),
    (code(0, valid_to="2025-12-31"), "dates-wider", "classe"),
    (lambda document: document["fields"][0]["forum"].pop("codes"), "dates-wider", "classe"),
    (code(0, valid_from="2020-01-02"), "dates-narrower", "classe"),
    (code(0, valid_from="2019-01-01", valid_to="2023-12-31"), "dates-narrower", "classe"),
    (code(1, valid_to="2030-12-31"), "dates-narrower", "classe"),
    (code(1, valid_from="2020-01-01"), "dates-narrower", "classe"),
    (code(1, label="Grande"), "words", "classe"),
    (code(1, says="ou très grande"), "words", "classe"),
    (constraints(0, enum=None), "constraint-looser", "classe"),
    (constraints(0, required=None), "constraint-looser", "classe"),
    (constraints(0, required=False), "constraint-looser", "classe"),
    (constraints(1, required=True), "constraint-tighter", "remarque"),
    (constraints(1, enum=["a"]), "constraint-tighter", "remarque"),
    (constraints(1, pattern="^a"), "constraint-tighter", "remarque"),
    (constraints(1, maxLength=5), "constraint-tighter", "remarque"),
    (constraints(2, minimum=1), "constraint-tighter", "nombre"),
    (constraints(2, minimum=-1), "constraint-looser", "nombre"),
    (constraints(2, maximum=99.5), "constraint-tighter", "nombre"),
    (constraints(2, maximum=1000), "constraint-looser", "nombre"),
    (constraints(2, maximum=None), "constraint-looser", "nombre"),
    (field(2, type="number"), "type-changed", "nombre"),
    (field(2, forum={"type": "integer", "help": "Combien."}), "type-changed", "nombre"),
    (field(1, format="uri"), "type-changed", "remarque"),
    (field(1, trueValues=["oui"]), "codes-removed", "remarque"),
    (lambda document: document.update(missingValues=["", "NC"]), "empty-words-changed", None),
    (check(OTHERS), "rule-added", None),
    (lambda document: document["custom_checks"].clear(), "rule-removed", None),
    (rule(severity="warning"), "rule-removed", None),
    (rule(params={"column": "nombre", "columns": []}), "rule-changed", None),
    (rule(until="2030-12-31"), "rule-changed", None),
    (rule(says="Corrigez donc."), "words", None),
]


@pytest.mark.parametrize(
    ("change", "code", "named"), KINDS, ids=[f"{at}-{kind[1]}" for at, kind in enumerate(KINDS)]
)
def test_each_kind_of_change_is_told_with_its_column(change, code, named):
    reasons = compat(BEFORE, changed(change)).reasons

    assert (code, named) in [(reason.code, reason.column) for reason in reasons]
    assert max(reason.change for reason in reasons) == LEVELS[code]


def test_every_kind_has_a_throw_away_schema_and_a_sentence():
    assert {kind[1] for kind in KINDS} == set(LEVELS)
    assert set(REASONS) == set(LEVELS)
    assert set(CHANGES) == set(Change)


def test_the_same_schema_is_no_change():
    found = compat(BEFORE, deepcopy(BEFORE))

    assert (found.change, found.reasons, found.replaces, found.number_holds) == (Change.NONE, (), True, True)


def test_a_rule_that_the_columns_already_asked_for_refuses_nothing():
    assert compat(BEFORE, changed(check(SIDES))).change is Change.PATCH


def test_a_change_of_words_hides_no_change_of_type():
    both = changed(field(2, type="number", title="Combien"))

    assert compat(BEFORE, both).change is Change.MAJOR


def test_against_an_official_file_only_the_standard_is_compared():
    official = {key: value for key, value in BEFORE.items() if key != "forum"}
    official["fields"] = [
        {key: value for key, value in one.items() if key != "forum"} for one in BEFORE["fields"]
    ]

    assert compat(official, BEFORE).change is Change.NONE


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("1.2.3", "1.2.3", Change.NONE),
        ("1.2.3", "1.2.2", Change.NONE),
        ("1.2.3", "1.2.4", Change.PATCH),
        ("1.2.3", "1.3.0", Change.MINOR),
        ("1.1", "2.0.2", Change.MAJOR),
        ("0.8.3", "0.8.4", Change.MINOR),
        ("0.8.3", "0.9.0", Change.MAJOR),
    ],
)
def test_a_number_says_how_far_a_version_goes(before, after, change):
    assert written(before, after) is change


@pytest.mark.parametrize(
    ("version", "holds"), [("1.2.3", False), ("1.2.4", False), ("1.3.0", False), ("2.0.0", True)]
)
def test_a_number_must_say_as_much_as_what_changed(version, holds):
    after = changed(constraints(1, required=True)) | {"version": version}

    found = compat(BEFORE, after)

    assert not found.replaces
    assert found.number_holds is holds


@pytest.mark.parametrize(
    ("before", "change", "least"),
    [
        ("1.2.3", Change.NONE, "1.2.3"),
        ("1.2.3", Change.PATCH, "1.2.4"),
        ("1.2.3", Change.MINOR, "1.3.0"),
        ("1.2.3", Change.MAJOR, "2.0.0"),
        ("0.8.3", Change.PATCH, "0.8.4"),
        ("0.8.3", Change.MINOR, "0.8.4"),
        ("0.8.3", Change.MAJOR, "0.9.0"),
    ],
)
def test_the_lowest_number_that_holds_does(before, change, least):
    assert lowest_number(before, change) == least
    assert written(before, least) >= change
