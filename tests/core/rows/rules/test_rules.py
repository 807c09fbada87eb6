"""Named rules, each on rows that show what it asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from mapped_tables import TODAY, folder, mapped, row

from forum_core.rows.check import check
from forum_core.rows.own_date import first_day, last_day
from forum_core.rows.rules import code_at_date
from forum_core.rows.rules.base import Asked
from forum_core.rows.rules.registry import RULES
from forum_core.schema.model import Code, Rule
from forum_core.sentences import say

PLAIN = {"authority": None, "today": TODAY, "apart": frozenset()}


def asked(schema, name, *rows, apart=(), present=None, **params):
    declared = [rule for rule in schema.rules if rule.name == name]
    rule = Rule(name, params) if params else declared[0]
    table = mapped(schema, rows, columns=present, batch=2)
    found = RULES[name].check(Asked(schema, table, rule, TODAY, frozenset(apart)))
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

    assert asked(subsidies, "one-of-required", row(), row(), present=columns) == [(None, "idBeneficiaire")]


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


def test_names_nobody_reads_one_text_and_spares_the_rows_about_a_person(subsidies):
    rows = [
        row(objet=text) for text in ("Fonctionnement", "Voyage de madame Canari", "M. Canari", "", "MRAP")
    ]

    assert [number for number, _ in asked(subsidies, "names-nobody", *rows)] == [3, 4]
    assert asked(subsidies, "names-nobody", *rows, apart={3, 4}) == []


def test_probable_duplicate_names_the_rows_after_the_first(subsidies):
    rows = row(), row(objet="Travaux"), row(nomBeneficiaire="CLUB DE  JUDO"), row()

    assert [number for number, _ in asked(subsidies, "probable-duplicate", *rows)] == [4, 5]


def test_a_warning_rule_refuses_nothing(subsidies):
    result = check(subsidies, mapped(subsidies, [row(), row()]), folder(), **PLAIN)

    assert [finding.code for finding in result.findings] == ["probable-duplicate"]
    assert result.refused == ()


def test_french_siren_value_judges_a_column_that_means_something_else(subsidies):
    rows = row(objet="217500016"), row(objet="217500017"), row(objet="")

    assert asked(subsidies, "french-siren-value", *rows, column="objet") == [(3, "objet")]


@pytest.mark.parametrize(
    ("alone", "expected"), [("yes", [4, 5, 6]), (None, [3, 4, 5, 6])], ids=["one year allowed", "two years"]
)
def test_year_interval_value_wants_two_years_in_order(subsidies, alone, expected):
    cells = "2024/2025", "2024", "2025/2024", "2024/2024", "2024-2025", ""
    params = {"allow-year-only": alone} if alone else {}

    found = asked(
        subsidies, "year-interval-value", *(row(objet=cell) for cell in cells), column="objet", **params
    )

    assert [number for number, _ in found] == expected


def test_cohesive_columns_value_names_the_empty_ones_of_a_row_that_has_some(subsidies):
    rows = (
        row(referenceDecision="a", idRAE="b", dispositifAide="c"),
        row(referenceDecision="", idRAE="", dispositifAide=""),
        row(referenceDecision="a", idRAE="", dispositifAide=" "),
        row(referenceDecision="", idRAE="b", dispositifAide="c"),
    )

    found = asked(
        subsidies,
        "cohesive-columns-value",
        *rows,
        column="referenceDecision",
        othercolumns=["idRAE", "dispositifAide"],
    )

    assert found == [(4, "idRAE"), (4, "dispositifAide"), (5, "referenceDecision")]


@pytest.mark.parametrize(
    ("op", "expected"), [(">=", [3]), (">", [3, 4]), ("==", [2, 3]), ("<=", [2]), ("<", [2, 4])]
)
def test_compare_columns_value_reads_numbers_as_numbers(subsidies, op, expected):
    rows = [
        row(montant=amount, pourcentageSubvention=share)
        for amount, share in (("10", "0.9"), ("0.5", "0.9"), ("1", "1"), ("", "1"), ("beaucoup", "1"))
    ]

    found = asked(
        subsidies, "compare-columns-value", *rows, column="montant", op=op, column2="pourcentageSubvention"
    )

    assert [number for number, _ in found] == expected


def test_required_if_and_empty_if_follow_another_column(subsidies):
    rows = (
        row(notificationUE="oui", idRAE=""),
        row(notificationUE="oui", idRAE="1"),
        row(notificationUE="non", idRAE=""),
        row(notificationUE="non", idRAE="1"),
    )
    params = {"column": "idRAE", "when": "notificationUE", "is": ["oui"]}

    assert asked(subsidies, "required-if", *rows, **params) == [(2, "idRAE")]
    assert asked(subsidies, "empty-if", *rows, **params) == [(3, "idRAE")]


def test_sums_compare_a_column_with_the_others_together(subsidies):
    rows = [
        row(montant=whole, idRAE=first, objet=second)
        for whole, first, second in (
            ("10", "4", "6"),
            ("10", "4", "5.5"),
            ("10", "4", "7"),
            ("", "4", "7"),
            ("10", "", ""),
            ("4", "", "4"),
            ("10", "quatre", "7"),
        )
    ]
    params = {"column": "montant", "columns": ["idRAE", "objet"]}

    assert [number for number, _ in asked(subsidies, "sum-columns-value", *rows, **params)] == [3, 4]
    assert [number for number, _ in asked(subsidies, "sum-at-most", *rows, **params)] == [4]


def test_nomenclature_actes_value_knows_the_nine_themes(subsidies):
    cells = (
        "Commande publique/Marchés publics",
        "COMMANDE PUBLIQUE/x",
        "Finances locales",
        "Cuisine/Tartes",
        "Finances locales /Subventions",
        "Finances locales/ Subventions",
        "",
    )

    found = asked(subsidies, "nomenclature-actes-value", *(row(objet=cell) for cell in cells), column="objet")

    assert [number for number, _ in found] == [4, 5, 6, 7]


def test_unique_key_names_the_rows_after_the_first(subsidies):
    rows = row(), row(objet="Travaux"), row()

    found = asked(subsidies, "unique-key", *rows, at="objet", columns=["referenceDecision", "objet"])

    assert found == [(4, "objet")]


def test_same_year_compares_a_day_with_a_year(subsidies):
    rows = [
        row(dateConvention=day, objet=year)
        for day, year in (
            ("2024-05-01", "2024"),
            ("2024-05-01", "2023"),
            ("mai", "2023"),
            ("2024-05-01", "x"),
        )
    ]

    found = asked(subsidies, "same-year", *rows, column="dateConvention", year="objet")

    assert [number for number, _ in found] == [3]


def test_whole_period_wants_the_ends_of_a_span_of_the_calendar(subsidies):
    rows = [
        row(dateConvention=first, objet=last)
        for first, last in (
            ("2025-01-01", "2025-12-31"),
            ("2025-10-01", "2025-12-31"),
            ("2024-01-01", "2024-03-31"),
            ("2025-01-01", "2025-06-30"),
            ("2025-02-01", "2025-04-30"),
            ("2024-07-01", "2025-06-30"),
            ("2025-01-01", "2025-12-30"),
            ("2025-12-31", "2025-01-01"),
            ("2025-02-30", "2025-03-31"),
            ("", "2025-03-31"),
        )
    ]
    params = {"column": "objet", "start": "dateConvention", "spans": ["quarter", "year"]}

    found = asked(subsidies, "whole-period", *rows, **params)

    assert [number for number, _ in found] == [5, 6, 7, 8]


def test_a_rule_binds_only_between_its_days(subsidies):
    days = "2019-12-31", "2020-01-01", "2024-06-30", "2024-07-01", "bientôt"
    table = mapped(subsidies, [row(dateConvention=day, idRAE="") for day in days])
    rule = Rule(
        "required-if",
        {"column": "idRAE", "when": "notificationUE", "is": ["non"]},
        code="ESS-01",
        since=date(2020, 1, 1),
        until=date(2024, 6, 30),
    )

    found = list(RULES[rule.name].check(Asked(subsidies, table, rule, TODAY)))

    assert [finding.row for finding in found] == [3, 4]
    assert {dict(finding.params)["rule"] for finding in found} == {"ESS-01"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-05-06", date(2024, 5, 6)),
        ("2024", date(2024, 12, 31)),
        ("2024-2025", date(2024, 12, 31)),
        ("2024-05-06/2025-01-01", date(2024, 5, 6)),
        ("2024-13-01", None),
        ("", None),
        ("mai 2024", None),
    ],
)
def test_the_date_of_a_row_is_read_from_what_its_register_dates_rows_by(text, day):
    assert last_day(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-05-06", date(2024, 5, 6)),
        ("2024", date(2024, 1, 1)),
        ("2024-2025", date(2024, 1, 1)),
        ("2024-05-06/2025-01-01", date(2024, 5, 6)),
        ("06/05/2024", None),
    ],
)
def test_what_is_written_begins_on_its_first_day(text, day):
    assert first_day(text) == day


@pytest.mark.parametrize(
    ("years", "late"),
    [
        ({}, ["2026-12-01", "2027", "2027-2028", "2026-12-01/2026-12-31", "2028"]),
        ({"years": 1}, ["2028"]),
    ],
    ids=["today", "a year ahead"],
)
def test_what_has_not_come_is_found_by_the_day_of_the_check(subsidies, years, late):
    come = ["2026-11-30", "2026", "2026-2027", "2019", "2026-11-30/2027-11-30", "bientôt", ""]
    cells = [*come, "2026-12-01", "2027", "2027-2028", "2026-12-01/2026-12-31", "2028"]

    found = asked(subsidies, "not-in-future", *(row(objet=one) for one in cells), column="objet", **years)

    assert [cells[number - 2] for number, _ in found] == late


def test_what_has_not_come_is_said_with_the_latest_that_may_be(subsidies):
    rule = Rule("not-in-future", {"column": "objet"})
    table = mapped(subsidies, [row(objet=cell) for cell in ("2027-01-01", "2027", "2027-2028")])

    found = RULES[rule.name].check(Asked(subsidies, table, rule, TODAY))

    facts = [say(finding, subsidies).fact for finding in found]
    assert [fact.rsplit("est ", 1)[1] for fact in facts] == ["30\u00a0novembre\u00a02026.", "2026.", "2026."]


def test_the_latest_day_of_a_rule_with_years_is_years_away_even_from_a_29_february(subsidies):
    rule = Rule("not-in-future", {"column": "objet", "years": 1})
    table = mapped(subsidies, [row(objet=cell) for cell in ("2025-02-28", "2025-03-01", "2026")])

    found = RULES[rule.name].check(Asked(subsidies, table, rule, date(2024, 2, 29)))

    assert [(one.row, dict(one.params)["latest"]) for one in found] == [
        (3, "28\u00a0février\u00a02025"),
        (4, "2025"),
    ]


def test_allowed_if_wants_one_of_the_values_that_go_with_another(subsidies):
    rows = [
        row(objet=kind, idRAE=cell)
        for kind, cell in (("a", "1"), ("a", "2"), ("a", ""), ("b", "2"), ("", "2"))
    ]
    params = {"column": "idRAE", "values": ["1"], "when": "objet", "is": ["a"]}

    assert asked(subsidies, "allowed-if", *rows, **params) == [(3, "idRAE")]


def test_known_identifier_wants_a_code_of_the_sort_that_another_column_says(subsidies):
    rows = [
        row(objet=kind, dispositifAide=code)
        for kind, code in (
            ("commune", "86194"),
            ("commune", "86999"),
            ("commune", "200069854"),
            ("commune", ""),
            ("EPCI", "200069854"),
        )
    ]
    params = {"column": "dispositifAide", "type": "commune", "when": "objet", "is": ["commune"]}

    assert asked(subsidies, "known-identifier", *rows, **params) == [(4, "dispositifAide")]


def test_a_code_out_of_its_days_is_found(subsidies):
    codes = (
        Code("aide en numéraire", until=date(2023, 12, 31)),
        Code("aide en nature", since=date(2024, 1, 1)),
    )
    fields = tuple(
        replace(field, codes=codes if field.name == "nature" else ()) for field in subsidies.fields
    )
    rows = [
        row(nature=nature, dateConvention=day)
        for nature in ("aide en numéraire", "aide en nature", "")
        for day in ("2023-12-31", "2024-01-01", "jamais")
    ]

    found = list(code_at_date.check(replace(subsidies, fields=fields), mapped(subsidies, rows), TODAY))

    assert [(finding.row, dict(finding.params)) for finding in found] == [
        (3, {"until": "2023-12-31"}),
        (5, {"since": "2024-01-01"}),
    ]


def test_a_rule_of_the_register_says_itself_what_to_do(subsidies):
    rule = next(rule for rule in subsidies.rules if rule.code == "SUB-02")
    rows = [row(dateConvention="2024-03-01", datesPeriodeVersement="2024-01-01/2024-12-31")]

    found = check(subsidies, mapped(subsidies, rows), folder(), **PLAIN).findings

    assert [say(finding, subsidies).fix for finding in found] == [rule.says]
