"""Identifiers and official codes against numbers of the real world."""

from __future__ import annotations

import pytest

from forum_core.types.registry import TYPES


def code_of(meaning, text):
    """What the type says of the text, and whether it refuses it."""
    problem = TYPES[meaning].problem(text, {})
    return (problem.code, problem.refuses) if problem else None


# Schools of Ain, Corsica, overseas and the six remainders around each letter that is not used (I, O, Q).
@pytest.mark.parametrize(
    "number",
    [
        "0010013J",
        "0120022J",
        "0130010R",
        "0140004D",
        "0211928G",
        "6200002H",
        "7200021K",
        "9840002E",
        "0800009A",
    ],
)
def test_the_key_letter_of_a_real_school_is_right(number):
    assert code_of("uai", number) is None


def test_another_key_letter_is_refused():
    assert code_of("uai", "0750655F") == ("uai-key", True)


def test_a_merged_commune_is_a_warning_that_names_the_vintage():
    problem = TYPES["commune"].problem("01340", {})

    assert (problem.code, problem.refuses, dict(problem.params)) == (
        "commune-merged",
        False,
        {"year": "2026"},
    )


def test_a_code_that_the_list_does_not_have_is_a_warning():
    assert code_of("commune", "86999") == ("commune-unknown", False)


@pytest.mark.parametrize(
    "code", ["86194", "2A004", "75114", "200069854", "86", "2A", "971", "84", "QN08601M", "861940101"]
)
def test_every_kind_of_territory_is_known(code):
    assert code_of("territory", code) is None


def test_a_sector_of_ones_own_is_a_warning():
    assert code_of("territory", "NORD") == ("territory-form", False)


def test_an_rna_with_letters_is_looked_at_and_not_refused():
    assert code_of("rna", "W9G2001932") == ("rna-letters", False)


@pytest.mark.parametrize(("code", "known"), [("7.10", True), ("7.11", False), ("9.4", True), ("9.5", False)])
def test_the_matters_are_those_of_the_nomenclature(code, known):
    assert (code_of("actes-matter", code) is None) == known


def test_an_account_of_another_plan_is_a_warning():
    assert code_of("m57-account", "65748") is None
    assert code_of("m57-account", "999999") == ("account-unknown", False)


@pytest.mark.parametrize("number", ["00000000000000", "000000000"])
def test_zeros_pass_the_key_and_are_refused(number):
    meaning = "siret" if len(number) == 14 else "siren"

    assert code_of(meaning, number) == (f"{meaning}-zeros", True)


def test_la_poste_has_a_key_of_its_own():
    assert code_of("siret", "35600000049837") is None
    assert code_of("siret", "35600000049838") == ("siret-key", True)
