"""Named rules, each on rows that show what it asks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from mapped_tables import folder, mapped, row

from forum_core.errors import SchemaError
from forum_core.rows.check import check
from forum_core.rows.rules.base import Asked
from forum_core.rows.rules.registry import RULES, find_rule
from forum_core.schema.model import Rule


def asked(schema, name, *rows, apart=(), columns=None, **params):
    declared = [rule for rule in schema.rules if rule.name == name]
    rule = Rule(name, params) if params else declared[0]
    table = mapped(schema, rows, columns=columns, batch=2)
    found = RULES[name].check(Asked(schema, table, rule, frozenset(apart)))
    return [(finding.row, finding.field) for finding in found]


def test_one_of_required_asks_for_one_of_two_identifiers(subsidies):
    rows = (
        row(idBeneficiaire=""),
        row(idBeneficiaire="", rnaBeneficiaire="W751234567"),
        row(idBeneficiaire=None),
        row(idBeneficiaire=" "),
    )

    assert asked(subsidies, "one-of-required", *rows) == [(n, "idBeneficiaire") for n in (2, 4, 5)]
    assert asked(subsidies, "one-of-required", *rows, apart={2, 4, 5}) == []


def test_one_of_required_says_once_that_both_columns_are_absent(subsidies):
    columns = {f.name for f in subsidies.fields} - {"idBeneficiaire", "rnaBeneficiaire"}

    assert asked(subsidies, "one-of-required", row(), row(), columns=columns) == [(None, "idBeneficiaire")]


def test_french_siret_value_judges_a_column_that_means_something_else(subsidies):
    rows = (
        row(referenceDecision="21750001600018"),
        row(referenceDecision="21750001600019"),
        row(referenceDecision=""),
    )

    assert asked(subsidies, "french-siret-value", *rows, column="referenceDecision") == [
        (2, "referenceDecision")
    ]


def test_french_siret_value_leaves_a_siret_column_to_its_type(subsidies):
    assert asked(subsidies, "french-siret-value", row(idBeneficiaire="1"), column="idBeneficiaire") == []


def test_required_above_starts_over_the_threshold(subsidies):
    rows = [
        row(referenceDecision="", montant=amount)
        for amount in ("23000", "23000.01", "NaN", "beaucoup", "", "1e9")
    ]

    assert [number for number, _ in asked(subsidies, "required-above", *rows)] == [3, 7]


def test_not_after_compares_with_the_start_of_the_period(subsidies):
    rows = [
        row(dateConvention="2024-03-01", datesPeriodeVersement=period)
        for period in ("2024-01-01/2024-12-31", "2024-03-01", "2024-05-01/2024-12-31", "été", "")
    ]

    assert [number for number, _ in asked(subsidies, "not-after", *rows)] == [2]


def test_probable_duplicate_names_the_rows_after_the_first(subsidies):
    rows = row(), row(objet="Travaux"), row(nomBeneficiaire="CLUB DE  JUDO"), row()

    assert [number for number, _ in asked(subsidies, "probable-duplicate", *rows)] == [4, 5]


def test_a_warning_rule_refuses_nothing(subsidies):
    result = check(subsidies, mapped(subsidies, [row(), row()]), folder(), authority=None, apart=frozenset())

    assert [finding.code for finding in result.findings] == ["probable-duplicate"]
    assert result.refused == ()


def test_a_rule_that_we_do_not_have_is_refused_and_not_forgotten(subsidies):
    schema = replace(subsidies, rules=(Rule("phase-of-the-moon", {}),))

    with pytest.raises(SchemaError) as refused:
        check(schema, mapped(schema, [row()]), folder(), authority=None, apart=frozenset())

    assert refused.value.code == "schema.unknown-rule"
    assert find_rule("not-after", schema="x").name == "not-after"
