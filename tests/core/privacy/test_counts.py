"""Counts of persons that say too much keep the table in, and the refusal says where and what to group."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import gate_registers as registers
import pytest

from forum_core.errors import PrivacyRefused
from forum_core.privacy.gate import clear
from forum_core.sentences import say_error

NARROW, SPACE = "\u202f", "\u00a0"

SHARES = registers.register(
    "accords",
    (
        *registers.PLACES.fields[:2],
        registers.column("demandes", "integer", "count_of_persons", "drop"),
        registers.column("accords", "integer", "count_of_persons", "keep"),
        registers.column("masque", "boolean"),
    ),
    registers.PLACES.page,
    key=("debut", "quartier"),
    privacy=replace(registers.PLACES.privacy, asked="demandes", given=("accords",), hidden="masque"),
)


def places(*counts):
    return [
        {"debut": date(2024, 9, 1), "quartier": f"Secteur {number}", "familles": count}
        for number, count in enumerate(counts)
    ]


def shares(*rows):
    return [
        {"debut": date(2024, 9, 1), "quartier": f"Secteur {number}", **dict(zip(NAMES, row, strict=True))}
        for number, row in enumerate(rows)
    ]


NAMES = ("demandes", "accords", "masque")


@pytest.fixture
def released(quarantine, publications):
    def release(schema, rows):
        table = registers.checked(schema, quarantine, rows)
        return clear(
            schema, table, partial=False, withdrawn=frozenset(), former=None, into=publications
        ).clearance

    return release


@pytest.fixture
def refused(released, publications):
    def refuse(schema, rows):
        with pytest.raises(PrivacyRefused) as kept:
            released(schema, rows)
        assert list(publications.iterdir()) == []
        return kept.value

    return refuse


@pytest.mark.parametrize("count", [1, 10])
def test_a_small_count_keeps_the_whole_table_in_and_says_where(refused, count):
    refusal = refused(registers.PLACES, places(50, count, 60, 70))

    assert refusal.code == "gate.small-count"
    assert refusal.params == {
        "column": "familles",
        "cells": 1,
        "rows": ("3",),
        "threshold": 11,
        "dimensions": ("Quartier",),
    }


def test_the_refusal_is_said_with_its_place_and_a_way_to_regroup(refused):
    sentence = say_error(refused(registers.PLACES, places(3, 50, 4)))

    assert sentence.message == (
        f"Colonne familles{SPACE}: 2{SPACE}cases comptent moins de 11 personnes (lignes 2, 4){NARROW}; "
        "tout le fichier est retenu."
    )
    assert sentence.fix.startswith(f"Regroupez{SPACE}: par année au lieu du trimestre, ")
    assert sentence.fix.endswith(f"Colonnes à élargir{SPACE}: Quartier.")


def test_many_rows_are_counted_and_the_first_are_named(refused):
    refusal = refused(registers.PLACES, places(*[5] * 30))

    assert refusal.params["cells"] == 30
    assert refusal.params["rows"] == (*map(str, range(2, 22)), "…")


def test_several_columns_are_said_together(refused):
    schema = replace(
        SHARES,
        fields=tuple(
            replace(field, privacy=replace(field.privacy, action="keep")) for field in SHARES.fields
        ),
    )

    refusal = refused(schema, shares((40, 4, None), (3, 20, None)))

    assert refusal.code == "gate.small-counts"
    assert refusal.params["columns"] == ("demandes", "accords")
    assert (refusal.params["cells"], refusal.params["rows"]) == (2, ("2", "3"))
    assert "dans les colonnes demandes, accords (lignes 2, 3)" in say_error(refusal).message


def test_a_negative_count_is_as_small_as_a_positive_one(refused):
    assert refused(registers.PLACES, places(50, -3)).params["rows"] == ("3",)


def test_an_empty_cell_zero_and_large_counts_leave(released):
    assert released(registers.PLACES, places(None, 0, 11, -40)).rows_out == 4


@pytest.mark.parametrize("asked", [1, 10, -2])
def test_a_zero_for_a_small_group_reveals_a_refusal_of_everybody(refused, asked):
    refusal = refused(SHARES, shares((40, 20, None), (asked, 0, None)))

    assert refusal.code == "gate.all-refused"
    assert (refusal.params["column"], refusal.params["cells"], refusal.params["rows"]) == (
        "accords",
        1,
        ("3",),
    )
    assert say_error(refusal).message == (
        f"Colonne accords{SPACE}: 1{SPACE}zéro révèle que moins de 11 personnes ont demandé et que toutes "
        f"ont été refusées (ligne 3){NARROW}; tout le fichier est retenu."
    )


def test_a_number_who_asked_that_was_emptied_tells_the_same(refused):
    assert refused(SHARES, shares((None, 0, True), (40, 20, None))).code == "gate.all-refused"


@pytest.mark.parametrize(
    "row",
    [(11, 0, None), (0, 0, None), (None, 0, None), (None, 0, False), (5, None, True), (None, None, True)],
)
def test_a_zero_that_reveals_nothing_leaves(released, row):
    assert released(SHARES, shares(row, (40, 20, None))).rows_out == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"asked": None},
        {"given": ()},
        {"given": ("absente",)},
        {"asked": "quartier"},
        {"hidden": "quartier"},
        {"asked": None, "given": ()},
    ],
)
def test_a_relation_that_is_not_whole_keeps_the_table_in(refused, changes):
    schema = replace(SHARES, privacy=replace(SHARES.privacy, **changes))

    assert refused(schema, shares((40, 20, None))).code == "gate.asked-and-given"


def test_a_count_that_is_no_number_keeps_the_table_in(refused):
    fields = (*registers.PLACES.fields[:2], registers.column("familles", "text", "count_of_persons", "keep"))
    schema = replace(registers.PLACES, fields=fields)

    assert refused(schema, places("douze")).code == "gate.count-not-number"
