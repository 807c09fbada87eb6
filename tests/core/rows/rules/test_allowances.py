"""Rules on allowances, as the register of allowances declares them: each row by the rates of its own days."""

from __future__ import annotations

import pytest
from mapped_tables import TODAY, mapped

from forum_core.rows.rules.base import Asked
from forum_core.rows.rules.registry import RULES
from forum_core.schema.store import load_store

REGISTER = load_store().get("indemnites_elus")
RULE_OF = {rule.code: rule for rule in REGISTER.rules}
EMPTY = {field.name: "" for field in REGISTER.fields}
MAYOR = {
    "exercice": "2026",
    "elu_nom": "Ormeval",
    "elu_prenom": "Jeanne",
    "organisme_nom": "Lavaurelle",
    "organisme_type": "commune",
    "mandat": "conseiller municipal",
    "fonction": "maire",
    "nature": "indemnité de fonction",
    "population_ref": "5000",
}


def paid(amount, **cells):
    return {**EMPTY, **MAYOR, "montant_brut_annuel": str(amount), **cells}


def found(code, *rows):
    rule = RULE_OF[code]
    asked = Asked(REGISTER, mapped(REGISTER, rows, batch=2), rule, TODAY)
    return [(finding.row, str(finding.severity)) for finding in RULES[rule.name].check(asked)]


def test_a_sum_is_judged_by_the_rates_of_its_own_year():
    same = [paid("28757.22", exercice=year) for year in ("2019", "2024", "2026")]

    assert found("IND-02", *same) == [(3, "error")]
    assert found("IND-08", *same) == []


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("27164.46", []),
        ("27164.71", [(2, "warning")]),
        ("28757.40", [(2, "warning")]),
        ("28757.50", [(2, "error")]),
    ],
)
def test_the_year_of_a_change_is_computed_month_by_month(amount, expected):
    assert found("IND-08", paid(amount, exercice="2025")) == expected
    assert found("IND-02", paid(amount, exercice="2025")) == []


def test_a_large_town_whose_rate_did_not_change_is_judged_as_in_any_year():
    rows = [paid(amount, exercice="2025", population_ref="41280") for amount in ("44393.66", "44394.00")]

    assert found("IND-02", *rows) == [(3, "error")]
    assert found("IND-08", *rows) == []


@pytest.mark.parametrize(("months", "sums"), [(12, "28757.46 28757.47"), (6, "14378.73 14378.74")])
def test_two_cents_a_month_are_tolerated(months, sums):
    end = {12: "", 6: "2026-06-30"}[months]

    assert found("IND-02", *(paid(amount, date_fin=end) for amount in sums.split())) == [(3, "error")]


def test_the_days_of_the_row_are_its_period():
    half = paid("14378.61", date_debut="2026-07-01")
    wrong = [
        paid("99999", date_debut="2026-07-01", date_fin="2026-06-30"),
        paid("99999", date_debut="2025-07-01"),
        paid("99999", date_debut="01/07/2026"),
    ]

    assert found("IND-02", half, paid("14379.00", date_debut="2026-07-01"), *wrong) == [(3, "error")]


def test_an_increase_raises_the_ceiling():
    rows = paid("33070.81", majoration_pct="15"), paid("33072.00", majoration_pct="15"), paid("33070.81")

    assert found("IND-02", *rows) == [(3, "error"), (4, "error")]


def test_a_deputy_above_the_own_ceiling_warns_and_above_the_mayor_blocks():
    rows = [paid(amount, fonction="adjoint") for amount in ("11502.89", "12000", "28757.22", "28800")]

    assert found("IND-02", *rows) == [(3, "warning"), (4, "warning"), (5, "error")]


def test_a_rate_that_was_not_read_in_its_source_only_warns():
    body = {"organisme_type": "EPCI à fiscalité propre", "fonction": "président"}

    assert found("IND-02", paid("99999", **body), paid("10000", **body)) == [(2, "warning")]


def test_where_the_row_does_not_tell_two_ceilings_apart_the_highest_counts():
    body = {"organisme_type": "EPCI à fiscalité propre", "fonction": "président", "population_ref": "30000"}

    # 67.5 % as a communauté de communes, 90 % as a communauté d'agglomération.
    assert found("IND-02", paid("40000", **body), paid("45000", **body)) == [(3, "warning")]


@pytest.mark.parametrize(
    "cells",
    [
        {"fonction": ""},
        {"fonction": "conseiller délégué"},
        {"population_ref": ""},
        {"population_ref": "beaucoup"},
        {"population_ref": "1e999999"},
        {"exercice": "l’an dernier"},
        {"exercice": "0000"},
        {"nature": "remboursement de frais"},
        {"organisme_type": "SEM"},
        {"majoration_pct": "-100"},
        {"montant_brut_annuel": ""},
        {"montant_brut_annuel": "NaN"},
    ],
    ids=lambda cells: next(iter(cells)),
)
def test_a_row_whose_ceiling_nobody_knows_is_silent(cells):
    row = paid("99999") | cells

    assert found("IND-02", row) + found("IND-08", row) == []


def test_the_envelope_adds_up_the_rows_of_a_body_and_a_year_without_increases():
    # A town of 400: a mayor at 28.1 % and three deputies at 10.89 %, 29 975.59 € a year.
    town = {"population_ref": "400"}
    within = [
        paid("15939.79", majoration_pct="15", **town),
        *(paid("5371.66", fonction="adjoint", elu_nom=name, **town) for name in "ABC"),
    ]
    delegate = paid("100", fonction="conseiller délégué", elu_nom="D", **town)
    elsewhere = [
        paid("100", exercice="2024", **town),
        paid("100", organisme_nom="Saint-Orlat", **town),
        paid("100", nature="remboursement de frais", **town),
    ]

    assert found("IND-03", *within, *elsewhere) == []
    assert found("IND-03", *within, *elsewhere, delegate) == [(2, "warning")]


@pytest.mark.parametrize(
    ("year", "deputies", "expected"),
    [
        # A mayor at 25.5 % and each deputy who is there at 9.9 %: 17 461.51 € a year with one.
        ("2024", "A", [(2, "warning")]),
        ("2024", "AB", []),
        # No more deputies than the population allows, three.
        ("2024", "ABCDEF", [(2, "warning")]),
        # The three whom the population allows, whoever is there, at 28.1 % and 10.89 %.
        ("2026", "A", []),
    ],
)
def test_before_the_law_changed_the_envelope_counts_the_deputies_who_are_there(year, deputies, expected):
    town = {"population_ref": "400", "exercice": year}
    mayor = paid({"ABCDEF": "27300"}.get(deputies, "17500"), **town)

    rows = mayor, *(paid("0", fonction="adjoint", elu_nom=name, **town) for name in deputies)

    assert found("IND-03", *rows) == expected


def test_the_year_in_which_the_law_changed_has_an_envelope_of_two_parts():
    town = {"population_ref": "400", "exercice": "2025"}

    # 357 days of a mayor alone at 25.5 %, eight of a mayor and three deputies at the new rates.
    within, above = paid("12952.00", **town), paid("12953.00", **town)

    assert found("IND-03", within) == []
    assert found("IND-03", above) == [(2, "warning")]


def test_a_deputy_of_half_a_year_counts_for_half():
    town = {"population_ref": "400", "exercice": "2024"}
    half = paid("0", fonction="adjoint", elu_nom="A", date_fin="2024-06-30", **town)

    assert found("IND-03", paid("15019", **town), half) == []
    assert found("IND-03", paid("15025", **town), half) == [(2, "warning")]


def test_councillors_of_a_large_town_are_outside_the_envelope():
    town = {"population_ref": "120000", "fonction": "conseiller"}
    rows = [paid("200000", elu_nom=name, **town) for name in "ABCDEF"]

    assert found("IND-03", *rows) == []
    assert found("IND-03", *(row | {"population_ref": "90000"} for row in rows)) == [(2, "warning")]


def test_the_total_of_a_person_adds_up_bodies_of_one_year_and_says_it_once():
    company = {"nature": "rémunération ou jetons de société", "organisme_type": "SEM"}
    rows = [
        paid("71000"),
        paid("35775.16", elu_nom="ORMEVAL ", **company),
        paid("5000", nature="remboursement de frais"),
        paid("0.01", **company),
        paid("10", **company),
        paid("90000", exercice="2025"),
        paid("90000", elu_prenom="Lise"),
        paid("200000", exercice="2018"),
    ]

    assert found("IND-04", *rows) == [(5, "warning")]


@pytest.mark.parametrize(
    ("year", "most"),
    [("2019", "101218.20"), ("2022", "102989.46"), ("2023", "105546.42"), ("2026", "106775.16")],
)
def test_the_total_of_a_person_is_judged_by_the_allowance_of_members_of_parliament_of_that_year(year, most):
    company = {"nature": "rémunération ou jetons de société", "organisme_type": "SEM", "exercice": year}

    assert found("IND-04", paid(most, **company)) == []
    assert found("IND-04", paid(most, **company), paid("0.01", **company)) == [(3, "warning")]


def test_every_table_line_and_condition_that_the_rules_name_exists():
    names = {field.name: field for field in REGISTER.fields}
    for rule in REGISTER.rules:
        lines = rule.params.get("lines", ())
        for line in lines:
            assert REGISTER.tables[rule.params["rates"]].lines[line["key"]]
        for when in (rule.params.get("only", {}), *(line["when"] for line in lines)):
            for column, cells in when.items():
                assert set(cells) <= {code.code for code in names[column].codes}
