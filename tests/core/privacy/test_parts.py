"""A count that is small once its parts are taken off keeps the table in, as if it were said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import gate_registers as registers
import pytest

from forum_core.errors import PrivacyRefused
from forum_core.privacy.gate import clear
from forum_core.privacy.parts import bounds, parts
from forum_core.schema.model import Parts, Rule
from forum_core.sentences import say_error

SPACE = "\u00a0"
COUNTS = ("examines", "retenus", "ecartes")
FILES = registers.register(
    "dossiers",
    (
        *registers.PLACES.fields[:2],
        *(registers.column(name, "integer", "count_of_persons", "keep") for name in COUNTS),
        registers.column("places", "integer"),
    ),
    registers.PLACES.page,
    key=("debut", "quartier"),
    privacy=replace(registers.PLACES.privacy, parts=(Parts("examines", ("retenus", "ecartes")),)),
)


def files(*rows):
    names = (*COUNTS, "places")
    return [
        {"debut": date(2024, 9, 1), "quartier": f"Secteur {number}", **dict(zip(names, row, strict=True))}
        for number, row in enumerate(rows)
    ]


def stating(*rules):
    return replace(FILES, rules=rules, privacy=replace(FILES.privacy, parts=()))


def compared(first, op, second, severity="error"):
    return Rule("compare-columns-value", {"column": first, "op": op, "column2": second}, severity)


@pytest.fixture
def verdict(quarantine, publications):
    def clearing(schema, rows):
        table = registers.checked(schema, quarantine, rows)
        try:
            clear(schema, table, partial=False, withdrawn=frozenset(), former=None, into=publications)
        except PrivacyRefused as refusal:
            return refusal
        return None

    return clearing


@pytest.mark.parametrize(
    "row", [(60, 52, None, 50), (60, None, 50, 50), (60, 30, 20, 50), (60, 44, 15, 50)], ids=str
)
def test_what_the_parts_leave_is_a_count_too(verdict, row):
    refusal = verdict(FILES, files((60, 30, 30, 50), row))

    assert (refusal.code, refusal.params["column"]) == ("gate.small-rest", "examines")
    assert refusal.params["rows"] == ("3",)


@pytest.mark.parametrize(
    "row",
    [
        (60, 30, 30, 50),
        (60, None, None, 50),
        (60, 30, 19, 50),
        (60, 30, None, 50),
        (None, 30, 20, 50),
        (60, 0, None, 50),
        (60, 60, 0, 50),
        (60, 33, 30, 50),
    ],
    ids=str,
)
def test_parts_that_leave_nobody_or_many_go_out(verdict, row):
    assert verdict(FILES, files(row)) is None


def test_the_refusal_says_what_else_to_empty(verdict):
    sentence = say_error(verdict(FILES, files((60, 30, 25, 50))))

    assert sentence.message.startswith(f"Colonne examines{SPACE}: sans ses parts, 1{SPACE}case laisse ")
    assert sentence.fix.startswith("Videz aussi la plus petite des parts")


def test_rules_that_refuse_say_which_counts_are_parts():
    schema = stating(
        compared("retenus", "<=", "examines"),
        compared("examines", ">", "ecartes"),
        Rule("sum-at-most", {"column": "examines", "columns": ["retenus", "ecartes", "places"]}),
        compared("retenus", "==", "examines"),
    )

    assert parts(schema) == (
        Parts("examines", ("retenus",)),
        Parts("examines", ("ecartes",)),
        Parts("examines", ("retenus", "ecartes")),
    )


def test_a_part_of_a_part_is_a_part(verdict):
    schema = stating(
        Rule("sum-at-most", {"column": "examines", "columns": ["retenus", "ecartes"]}),
        compared("aides", "<=", "retenus"),
    )
    schema = replace(
        schema, fields=(*schema.fields, registers.column("aides", "integer", "count_of_persons", "keep"))
    )
    through = [row | {"aides": 12} for row in files((60, None, 45, 50))]

    assert Parts("examines", ("ecartes", "aides")) in parts(schema)
    assert verdict(schema, through).code == "gate.small-rest"
    assert verdict(schema, [row | {"aides": 12} for row in files((60, None, 30, 50))]) is None
    assert verdict(schema, [row | {"aides": 12} for row in files((60, 30, 30, 50))]) is None


def test_counts_that_bound_each_other_have_no_end_of_parts():
    schema = stating(compared("retenus", "<=", "examines"), compared("examines", "<=", "retenus"))

    assert set(parts(schema)) == {Parts("examines", ("retenus",)), Parts("retenus", ("examines",))}


def test_a_rule_that_only_warns_says_nothing_of_parts():
    assert parts(stating(compared("retenus", "<=", "examines", "warning"))) == ()


def test_a_column_that_never_leaves_gives_nothing_back():
    dropped = replace(FILES.field("ecartes").privacy, action="drop")
    fields = tuple(
        replace(field, privacy=dropped) if field.name == "ecartes" else field for field in FILES.fields
    )

    assert parts(replace(FILES, fields=fields)) == (Parts("examines", ("retenus",)),)


def test_a_number_of_something_else_must_not_hold_an_empty_count_under_the_threshold(verdict):
    schema = stating(compared("retenus", "<=", "places"))

    assert bounds(schema) == (("retenus", "places"),)
    assert verdict(schema, files((60, None, None, 4))).code == "gate.small-bound"
    assert verdict(schema, files((60, None, None, 11), (60, 0, None, 4), (60, 20, None, 25))) is None


@pytest.mark.parametrize(
    "declared",
    [Parts("examines", ("places",)), Parts("quartier", ("retenus",)), Parts("examines", ("examines",))],
)
def test_parts_that_are_no_counts_of_persons_keep_the_table_in(verdict, declared):
    schema = replace(FILES, privacy=replace(FILES.privacy, parts=(declared,)))

    assert verdict(schema, files((60, 30, 30, 50))).code == "gate.parts"


def test_a_sensitive_count_of_everybody_keeps_the_table_in(verdict):
    sensitive = replace(FILES, privacy=replace(FILES.privacy, sensitive=("retenus",)))

    refusal = verdict(sensitive, files((60, 30, 30, 50), (60, 60, None, 50)))

    assert (refusal.code, refusal.params["column"]) == ("gate.all-alike", "retenus")
    assert refusal.params["rows"] == ("3",)
    assert say_error(refusal).message == (
        f"Colonne retenus{SPACE}: 1{SPACE}case dit de toutes les personnes d’un groupe une chose sensible "
        "(ligne 3)\u202f; tout le fichier est retenu."
    )


@pytest.mark.parametrize(
    "row", [(60, 40, None, 50), (0, 0, 0, 50), (60, None, 60, 50), (None, 20, 20, 50)], ids=str
)
def test_a_sensitive_count_of_some_of_a_group_goes_out(verdict, row):
    sensitive = replace(FILES, privacy=replace(FILES.privacy, sensitive=("retenus",)))

    assert verdict(sensitive, files(row)) is None


def test_what_is_sensitive_counts_persons_or_keeps_the_table_in(verdict):
    schema = replace(FILES, privacy=replace(FILES.privacy, sensitive=("places",)))

    assert verdict(schema, files((60, 30, 30, 50))).code == "gate.parts"


def test_a_median_that_no_rule_empties_with_its_count_keeps_the_table_in(verdict):
    schema = replace(FILES, fields=(*FILES.fields, registers.column("delai", "number")))
    rows = [row | {"delai": 12.0} for row in files((60, 30, 30, 50))]
    emptied = Rule("empty-if", {"column": "delai", "when": "retenus", "is": ["", "0"]})

    assert verdict(schema, rows).code == "gate.derived-number"
    assert verdict(replace(schema, rules=(replace(emptied, severity="warning"),)), rows) is not None
    assert verdict(replace(schema, rules=(emptied,)), rows) is None
