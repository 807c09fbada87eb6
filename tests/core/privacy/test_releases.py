"""A table of counts is compared with what was published before: no subtraction gives back a few."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import gate_registers as registers
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from forum_core.errors import PrivacyRefused
from forum_core.privacy.cleared import ROW_KEY
from forum_core.privacy.gate import clear
from forum_core.schema.model import Rule
from forum_core.sentences import say_error

YEAR, QUARTER, NEXT = (
    (date(2024, 1, 1), date(2024, 12, 31)),
    (date(2024, 1, 1), date(2024, 3, 31)),
    (date(2025, 1, 1), date(2025, 12, 31)),
)
CUT = registers.register(
    "decoupes",
    (
        registers.column("debut", "date", "quasi_identifier", "keep"),
        registers.column("fin", "date", "quasi_identifier", "keep"),
        registers.column("echelle", "text", "quasi_identifier", "keep"),
        registers.column("age", "text", "quasi_identifier", "keep"),
        registers.column("demandes", "integer", "count_of_persons", "keep"),
        registers.column("accords", "integer", "count_of_persons", "keep"),
    ),
    replace(registers.PLACES.page, subject="echelle", columns=("echelle", "demandes"), words=("echelle",)),
    key=("debut", "fin", "echelle", "age"),
    privacy=registers.PLACES.privacy,
    rules=(
        Rule(
            "counted-twice",
            {"at": "age", "columns": ["debut", "fin", "echelle"], "across": ["age"], "totals": ["tous"]},
        ),
        Rule("periods-apart", {"at": "fin", "columns": ["echelle"], "start": "debut", "end": "fin"}),
        Rule("one-value", {"column": "echelle", "columns": ["fin"]}),
        Rule("unique-key", {"at": "age", "columns": ["age"]}),
    ),
)


def row(demandes, accords=None, period=YEAR, echelle="commune", age="tous"):
    first, last = period
    return {
        "debut": first,
        "fin": last,
        "echelle": echelle,
        "age": age,
        "demandes": demandes,
        "accords": accords,
    }


@pytest.fixture
def publish(quarantine, publications):
    """Clears one table after the other, each against all those before; the refusal of the last, if any."""

    def clearing(*tables, schema=CUT, released=()):
        former, released = len(released), [*released]
        for rows in tables:
            table = registers.checked(schema, quarantine, list(rows))
            options = {"partial": False, "withdrawn": frozenset(), "former": None, "into": publications}
            try:
                released.append(clear(schema, table, **options, released=tuple(released)).path)
            except PrivacyRefused as refusal:
                assert len(released) - former == len(tables) - 1
                return refusal
        return None

    return clearing


@pytest.mark.parametrize("count", [39, 50, 30])
def test_a_count_does_not_change_by_a_few(publish, count):
    refusal = publish([row(40), row(60, period=NEXT)], [row(60, period=NEXT), row(count)])

    assert (refusal.code, refusal.params["column"], refusal.params["rows"]) == (
        "gate.small-change",
        "demandes",
        ("3",),
    )
    assert (
        "1\u00a0case diffère de moins de 11 d’un nombre déjà publié (ligne 3)" in say_error(refusal).message
    )


def test_changes_in_several_columns_are_said_together(publish):
    refusal = publish([row(40, 20)], [row(41, 21)])

    assert refusal.code == "gate.small-changes"
    assert refusal.params["columns"] == ("demandes", "accords")


def test_what_was_emptied_meanwhile_is_remembered(publish):
    assert publish([row(40)], [row(None)], [row(42)]).code == "gate.small-change"


@pytest.mark.parametrize(
    "rows",
    [[row(40)], [row(None)], [row(51)], [row(29)], [row(40), row(60, period=NEXT)]],
    ids=["same", "emptied", "more", "fewer", "next year"],
)
def test_a_count_that_stays_leaves_or_changes_by_many_goes_out(publish, rows):
    assert publish([row(40)], rows) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([row(30)], [row(26, age="moyens"), row(None, age="grands")]),
        ([row(26, age="moyens"), row(None, age="grands")], [row(30)]),
        ([row(30)], [row(26, age="moyens")]),
        ([row(30)], [row(26, period=QUARTER)]),
        ([row(26, period=QUARTER)], [row(30)]),
        ([row(30)], [row(25, echelle="quartier", age="a"), row(None, echelle="quartier", age="b")]),
    ],
    ids=range(6),
)
def test_another_cut_of_the_same_persons_gives_no_few_back(publish, before, after):
    refusal = publish(before, after)

    assert refusal.code == "gate.other-cut"
    assert "Debut, Fin, Echelle, Age" in say_error(refusal).fix


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([row(30)], [row(15, age="moyens"), row(15, age="grands")]),
        ([row(15, age="moyens"), row(15, age="grands")], [row(30)]),
        ([row(40)], [row(26, period=QUARTER)]),
        ([row(30)], [row(12, period=NEXT)]),
        ([row(30), row(20, period=NEXT, echelle="quartier")], [row(30)]),
        ([row(30, age="moyens")], [row(None, age="grands")]),
        ([row(30)], [row(15, age="moyens"), row(None, age="grands")]),
        ([row(30, 20)], [row(15, age="moyens"), row(15, age="grands")]),
    ],
    ids=range(8),
)
def test_another_cut_that_gives_no_few_back_goes_out(publish, before, after):
    assert publish(before, after) is None


def test_a_period_that_goes_on_shares_its_days_with_those_that_follow(publish):
    opened = replace(CUT.rules[1], params={**CUT.rules[1].params, "open": True})
    schema = replace(CUT, rules=(opened,))

    refusal = publish([row(30, period=(YEAR[0], None))], [row(26, period=NEXT)], schema=schema)

    assert refusal.code == "gate.other-cut"


def test_a_rule_on_a_column_that_does_not_leave_is_left_out_and_the_others_are_asked(publish):
    dropped = registers.column("age", "text", "quasi_identifier", "drop")
    fields = tuple(dropped if field.name == "age" else field for field in CUT.fields)
    schema = replace(CUT, fields=fields, key=CUT.key[:3])

    assert publish([row(30)], [row(26, period=QUARTER)], schema=schema).code == "gate.other-cut"


def test_a_former_file_whose_columns_had_another_type_is_compared(publish, publications):
    former = pa.table(
        {
            ROW_KEY: ["0" * 16],
            "debut": ["2024-01-01"],
            "fin": ["2024-12-31"],
            "echelle": ["commune"],
            "age": ["tous"],
            "demandes": ["30"],
        }
    )
    pq.write_table(former, publications / "former.parquet")

    refusal = publish([row(26, period=QUARTER)], released=[publications / "former.parquet"])

    assert refusal.code == "gate.other-cut"


def test_a_former_file_that_was_swept_meanwhile_is_not_compared(publish, publications):
    assert publish([row(26)], released=[publications / "gone.parquet"]) is None


def test_a_register_of_bodies_is_not_compared(publish):
    schema = replace(CUT, privacy=replace(CUT.privacy, release="as_is"))
    fields = tuple(replace(f, privacy=replace(f.privacy, class_="public")) for f in CUT.fields)

    assert publish([row(40)], [row(41)], schema=replace(schema, fields=fields)) is None
