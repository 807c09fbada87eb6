"""Every row is judged; the good ones go on with the types of their meaning, the others are accounted for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from mapped_tables import TODAY, cells, folder, mapped, row

from forum_core.findings import Finding, Severity
from forum_core.rows.check import Authority, check


def checked(schema, *rows, authority=None, today=TODAY, apart=(), **options):
    table = mapped(schema, rows, **options)
    return check(schema, table, folder(), authority=authority, today=TODAY, apart=frozenset(apart))


def found(result):
    return [(f.code, f.row, f.field) for f in result.findings]


def test_a_good_row_has_the_types_of_its_columns(subsidies):
    result = checked(
        subsidies, row(montant="1500.5", pourcentageSubvention="0.45", rnaBeneficiaire="W751234567")
    )

    (line,) = result.spool.table().to_pylist()
    assert line["montant"] == Decimal("1500.50")
    assert line["dateConvention"] == dt.date(2024, 1, 15)
    assert line["notificationUE"] is False
    assert line["pourcentageSubvention"] == 0.45
    assert line["idRAE"] is None
    assert line["objet"] == "Fonctionnement"
    assert line["_row"] == 2
    assert found(result) == []


def test_rows_in_are_good_rows_and_refused_rows(subsidies):
    result = checked(subsidies, row(), row(montant="gratuit"), row(objet=""), row())

    assert result.rows_in == 4
    assert result.refused == (3, 4)
    assert cells(result, "_row") == [2, 5]
    assert not result.blocked


def test_a_missing_required_column_blocks_the_table(subsidies):
    columns = {f.name for f in subsidies.fields} - {"notificationUE"}

    result = checked(subsidies, row(), columns=columns)

    assert found(result) == [("missing-label", None, "notificationUE")]
    assert result.blocked


def test_a_missing_optional_column_is_filled_with_nothing(subsidies):
    columns = {f.name for f in subsidies.fields} - {"idRAE", "rnaBeneficiaire"}

    result = checked(subsidies, row(), columns=columns)

    assert found(result) == []
    assert cells(result, "rnaBeneficiaire") == [None]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("NaN", "number-not-finite"),
        ("Infinity", "number-not-finite"),
        ("12.345", "money-decimals"),
        ("1e20", "money-range"),
    ],
)
def test_an_amount_that_frictionless_lets_pass_is_refused_by_ours(subsidies, cell, code):
    result = checked(subsidies, row(montant=cell))

    assert found(result) == [(code, 2, "montant")]
    assert result.refused == (2,)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("21750001600018", "siret-key"),
        ("00000000000000", "siret-zeros"),
        ("2175000160001", "siret-length"),
        ("21860194600000.0", "siret-rounded"),
        ("néant", "siret-form"),
    ],
)
def test_a_wrong_siret_is_refused_with_its_reason(subsidies, cell, code):
    result = checked(subsidies, row(idBeneficiaire=cell))

    assert found(result) == [(code, 2, "idBeneficiaire")]


def test_a_cell_of_spaces_is_not_a_filled_cell(subsidies):
    result = checked(subsidies, row(nomBeneficiaire=" \u00a0"))

    assert found(result) == [("only-spaces", 2, "nomBeneficiaire")]


def test_a_nul_is_refused(subsidies):
    result = checked(subsidies, row(objet="a\x00b"))

    assert found(result) == [("control-character", 2, "objet")]


def test_our_reason_explains_an_error_of_frictionless_and_does_not_double_it(subsidies):
    result = checked(subsidies, row(idAttribuant="21860194600000.0"))

    (finding,) = result.findings
    assert finding.code == "constraint-error"
    assert dict(finding.params) == {"constraint": "pattern", "because": "siret-rounded"}


def test_a_period_that_ends_before_it_starts_only_warns(subsidies):
    result = checked(subsidies, row(datesPeriodeVersement="2024-12-31/2024-06-01"))

    assert [(f.code, f.severity) for f in result.findings] == [("period-order", Severity.WARNING)]
    assert result.refused == ()


def test_a_row_of_another_authority_is_refused_when_the_authority_is_known(subsidies):
    rows = row(), row(idAttribuant="21350238800019")

    ours = checked(subsidies, *rows, authority=Authority(frozenset({"217500016"})))
    both = checked(subsidies, *rows, authority=Authority(frozenset({"217500016", "213502388"})))
    nobody = checked(subsidies, *rows)

    assert found(ours) == [("other-authority", 3, "idAttribuant")]
    assert found(both) == found(nobody) == []


def test_a_row_about_a_person_needs_no_identifier_and_stays_among_the_good_ones(subsidies):
    rows = row(nomBeneficiaire="Mme Personne", idBeneficiaire=""), row(idBeneficiaire="")

    result = checked(subsidies, *rows, apart={2})

    assert found(result) == [("one-of-required", 3, "idBeneficiaire")]
    assert cells(result, "_row") == [2]
    assert result.apart == (2,)


def test_a_refused_row_about_a_person_is_counted_once(subsidies):
    result = checked(subsidies, row(nomBeneficiaire="Mme Personne", montant=""), apart={2})

    assert result.refused == (2,)
    assert result.apart == ()


def test_findings_of_mapping_and_reading_refuse_their_rows(subsidies):
    table = replace(mapped(subsidies, [row(), row()]), findings=(Finding("row-too-short", row=3),))

    result = check(subsidies, table, folder(), authority=None, today=TODAY, apart=frozenset())

    assert result.refused == (3,)
    assert result.spool.rows == 1


def test_a_finding_never_holds_a_cell(subsidies):
    secret = "Zbigniew 0612345678"
    result = checked(subsidies, dict.fromkeys(row(), secret), row(montant=secret, objet=secret * 40))

    assert result.findings
    assert "Zbigniew" not in repr(list(result.findings))
    assert "Zbigniew" not in repr(result)
