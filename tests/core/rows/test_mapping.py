"""Columns come under the names of the schema, or the table is refused; nothing is guessed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from mapped_tables import GOOD, cells, folder, raw

from forum_core.errors import MappingRefused
from forum_core.findings import Finding, Severity
from forum_core.rows.mapping import map_table
from forum_core.rows.stamp import Template
from forum_core.sentences import say, say_error

NAMES = list(GOOD)


def mapped_from(schema, headers, rows=None):
    return map_table(schema, raw(headers, rows or [[str(n) for n in range(len(headers))]]), folder())


def codes(table):
    return [(found.code, found.severity) for found in table.findings]


def test_columns_are_put_in_the_order_of_the_schema(subsidies):
    table = mapped_from(subsidies, NAMES[::-1])

    assert list(table.fields) == NAMES
    assert cells(table, NAMES[-1]) == ["0"]
    assert table.findings == ()


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Nom de l'attribuant", "nomAttribuant"),
        ("Nom de l’attribuant", "nomAttribuant"),
        ("COLL_NOM", "nomAttribuant"),
        ("datesperiodeversement", "datesPeriodeVersement"),
        ("Date Convention", "dateConvention"),
        ("object", "objet"),
        ("SUB_MONTANT", "montant"),
        (" MONTANT ", "montant"),
        ("Référence de la décision", "referenceDecision"),
    ],
)
def test_a_header_met_in_real_files_is_recognised(subsidies, header, field):
    headers = [header if name == field else name for name in NAMES]

    table = mapped_from(subsidies, headers)

    assert list(table.fields) == NAMES
    assert table.findings == ()


def test_a_file_of_one_column_is_asked_for_no_delimiter(subsidies):
    alone = replace(subsidies, fields=subsidies.fields[:1])
    undivided = Finding("delimiter-not-found", severity=Severity.WARNING)

    of_one, of_many = (
        map_table(schema, replace(raw(NAMES[:1], [["x"]]), findings=(undivided,)), folder())
        for schema in (alone, replace(subsidies, fields=subsidies.fields[:2]))
    )

    assert of_one.findings == ()
    assert undivided in of_many.findings


def test_a_doubled_header_is_an_error_for_the_table_and_none_is_taken(subsidies):
    table = mapped_from(subsidies, [*NAMES, "montant"])

    assert codes(table) == [("doubled-header", Severity.ERROR)]
    assert "montant" not in table.fields


def test_two_headers_for_one_field_are_an_error_for_the_table(subsidies):
    table = mapped_from(subsidies, [*NAMES, "SUB_OBJ"])

    assert codes(table) == [("two-headers", Severity.ERROR)]
    assert dict(table.findings[0].params)["headers"] == "objet, SUB_OBJ"


def test_other_columns_are_set_aside_with_a_warning(subsidies):
    table = mapped_from(subsidies, [*NAMES, "mail_contact", "", "note", "note"])

    assert codes(table) == [
        ("column-ignored", Severity.WARNING),
        ("column-without-name", Severity.WARNING),
        ("doubled-ignored", Severity.WARNING),
    ]
    assert table.ignored == ("mail_contact", "", "note", "note")


def test_a_file_of_another_register_is_refused(subsidies):
    with pytest.raises(MappingRefused) as refused:
        mapped_from(subsidies, ["BGT_NATDEC", "BGT_ANNEE", "BGT_SIRET", "objet"])

    assert refused.value.code == "mapping.other-register"
    assert refused.value.params["found"] == 1


def test_the_template_of_another_register_is_refused_whatever_its_columns(subsidies):
    table = replace(raw(NAMES, [["1"] * len(NAMES)]), template=Template("grille_cotation", "1.0.0"))

    with pytest.raises(MappingRefused) as refused:
        map_table(subsidies, table, folder())

    assert refused.value.code == "mapping.other-template"
    assert "«\u202fgrille_cotation\u202f»" in say_error(refused.value).message


def test_the_template_of_another_version_is_told_and_its_rows_are_read(subsidies):
    table = raw(NAMES, [["1"] * len(NAMES)])
    older, same = (
        map_table(subsidies, replace(table, template=Template(subsidies.name, number)), folder())
        for number in ("2.0.2", subsidies.version)
    )

    assert codes(older) == [("template-other-version", Severity.WARNING)]
    assert "version 2.0.2 du registre" in say(older.findings[0], subsidies).message
    assert older.spool.rows == 1
    assert codes(same) == []


def test_columns_without_a_common_letter_are_not_taken_for_one_another(subsidies):
    table = mapped_from(subsidies, [*NAMES, "–", "€"])

    assert table.ignored == ("–", "€")


def test_a_header_as_long_as_a_text_is_shown_in_part(subsidies):
    table = mapped_from(subsidies, [*NAMES, "Observations\ndu service " * 20])

    shown = dict(table.findings[0].params)["column"]
    assert shown.startswith("Observations du service Observations")
    assert len(shown) == 60
