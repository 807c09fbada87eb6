"""Files of former versions are recognised by their header and brought to today; what is lost is said."""

from __future__ import annotations

from dataclasses import replace

import gate_registers as registers
import pytest
from mapped_tables import TODAY, cells, folder, raw

from forum_core.pipeline import prepare
from forum_core.report import as_text
from forum_core.rows.stamp import Template
from forum_core.rows.versions import fitting_headers, recognise
from forum_core.schema.replaced import Former, Rewriting, Sign
from forum_core.sentences import say

FIELDS = (
    registers.column("jour", "date"),
    registers.column("organisme", "text", constraints={"required": True}),
    registers.column("genre", "text", constraints={"enum": ["association", "société"]}),
    registers.column("somme", "money"),
    registers.column("adresse", "text"),
)
FIRST = Former(
    version="1.0.0",
    name="Essai 1.0.0",
    columns={"jour": "jour", "nom": "organisme", "type": "genre", "somme": "somme", "telephone": None},
    titles={"nom": "Nom de l’organisme"},
    rewritings=(
        Rewriting("type", "codes d’aujourd’hui", codes={"A": "association", "Z": None}),
        Rewriting("jour", "dates à l’endroit", pattern=r"(\d\d)\.(\d\d)\.(\d{4})", becomes=r"\3-\2-\1"),
    ),
    signs=(Sign("type", "[A-Z]"),),
    gone={"telephone": "Un numéro de téléphone n’a pas à être publié."},
    missing={"adresse": "Ajoutez l’adresse si elle est connue."},
)
SECOND = replace(
    FIRST, version="1.1.0", name="Essai 1.1.0", rewritings=(), signs=(), columns=dict(FIRST.columns)
)
SCHEMA = registers.register(
    "essais",
    FIELDS,
    replace(
        registers.PLACES.page,
        subject="organisme",
        date="jour",
        words=("organisme",),
        columns=("organisme", "somme"),
    ),
    former=(FIRST, SECOND),
)
OLD = ["jour", "nom", "type", "somme", "telephone"]
LINE = ["2024-03-01", "Chorale", "A", "12", "01"]


def table(rows, headers=OLD):
    return raw(headers, rows)


def prepared(rows, headers=OLD):
    return prepare(SCHEMA, table(rows, headers), authority=None, today=TODAY, repair=False, into=folder())


def test_the_signs_of_the_cells_tell_versions_of_one_header_apart():
    assert recognise(SCHEMA, table([LINE])) is FIRST
    assert recognise(SCHEMA, table([["2024-03-01", "Chorale", "association", "12", ""]])) is SECOND


@pytest.mark.parametrize(
    "headers",
    [
        ["jour", "organisme", "genre", "somme", "adresse"],
        [*OLD, "adresse"],
        OLD[:-1],
        ["jour", "organisme", "genre", "somme"],
    ],
)
def test_a_file_that_is_not_wholly_of_a_version_is_read_as_of_today(headers):
    assert recognise(SCHEMA, table([["x"] * len(headers)], headers)) is None


def test_a_header_with_titles_and_in_another_order_is_recognised():
    headers = ["TELEPHONE", "Nom de l’organisme", "Type", "somme", "jour", "une autre"]

    assert recognise(SCHEMA, table([["01", "Chorale", "A", "12", "2024-03-01", ""]], headers)) is FIRST


def test_columns_that_only_words_tell_apart_need_a_sign():
    same = {field.name: field.name for field in FIELDS}
    older = Former("1.0.0", "Essai 1.0.0", same, {}, signs=(Sign("jour", r"\d\d\.\d\d\.\d{4}"),))
    schema = replace(SCHEMA, former=(older,))
    headers = list(same)

    assert recognise(schema, table([["2024-03-01", "a", "", "1", ""]], headers)) is None
    assert recognise(schema, table([["01.03.2024", "a", "", "1", ""]], headers)) is older


def test_the_template_tells_versions_of_one_header_apart_before_the_signs():
    typed = replace(table([LINE]), template=Template(SCHEMA.name, SECOND.version))

    assert recognise(SCHEMA, typed) is SECOND


def test_the_template_of_a_former_version_is_brought_to_today_and_said():
    same = {field.name: field.name for field in FIELDS}
    days = Rewriting("jour", "dates à l’endroit", pattern=r"(\d\d)/(\d\d)/(\d{4})", becomes=r"\3-\2-\1")
    older = Former("0.9.0", "Essai 0.9.0", same, {}, rewritings=(days,))
    schema = replace(SCHEMA, former=(older,))
    rows = table([["01/02/2023", "Chorale", "", "12", ""]], list(same))

    plain, typed = (
        prepare(schema, one, authority=None, today=TODAY, repair=False, into=folder())
        for one in (rows, replace(rows, template=Template(schema.name, "0.9.0")))
    )

    assert plain.report.read.standard is None
    assert typed.report.read.standard == "Essai 0.9.0"
    assert cells(typed.mapped, "jour") == ["2023-02-01"]
    assert [found.code for found in typed.report.warnings] == ["template-other-version", "version-rewritten"]


def test_columns_are_renamed_and_cells_are_written_as_today():
    result = prepared([LINE, ["01.02.2023", "Fanfare", "société", "15", ""], ["", "Quatuor", "", "", None]])

    assert result.report.valid
    assert result.mapped.fields == ("jour", "organisme", "genre", "somme")
    assert cells(result.mapped, "organisme") == ["Chorale", "Fanfare", "Quatuor"]
    assert cells(result.mapped, "genre") == ["association", "société", ""]
    assert cells(result.mapped, "jour") == ["2024-03-01", "2023-02-01", ""]


def test_what_was_done_and_what_could_not_be_brought_is_listed():
    result = prepared([LINE, ["01.02.2023", "Fanfare", "A", "15", " "]])

    told = {(f.code, f.field or dict(f.params)["column"]): dict(f.params) for f in result.report.warnings}
    assert set(told) == {
        ("version-rewritten", "genre"),
        ("version-rewritten", "jour"),
        ("version-column-gone", "telephone"),
        ("version-column-missing", "adresse"),
    }
    assert (told["version-rewritten", "genre"]["cells"], told["version-rewritten", "jour"]["first_row"]) == (
        2,
        3,
    )
    assert told["version-column-gone", "telephone"]["cells"] == 1


def test_a_column_without_a_place_that_is_empty_loses_nothing():
    result = prepared([[*LINE[:-1], ""]])

    assert "version-column-gone" not in [finding.code for finding in result.report.findings]


def test_a_value_that_nothing_says_today_refuses_its_row_once_and_every_row_is_counted():
    result = prepared([LINE, ["2024-03-01", "Fanfare", "Z", "15", ""], ["2024-03-01", "Duo", "Q", "", ""]])

    errors = [(f.code, f.row, f.field) for f in result.report.errors]
    assert errors == [("version-value-lost", 3, "genre"), ("constraint-error", 4, "genre")]
    assert (result.checked.rows_in, result.checked.spool.rows, result.checked.refused) == (3, 1, (3, 4))
    assert say(result.report.errors[0], SCHEMA).fact == (
        "cette valeur de Essai 1.0.0 n’a pas d’équivalent aujourd’hui."
    )


def test_the_report_says_as_what_the_file_is_read_and_what_the_mapping_advises():
    report = prepared([LINE]).report

    text = as_text(report, SCHEMA)

    assert "Lu comme\u00a0: Essai 1.0.0, CSV" in text
    assert "Colonne genre\u00a0: 1\u00a0case est réécrite\u00a0: codes d’aujourd’hui." in text
    assert "Colonne adresse\u00a0: Essai 1.0.0 n’avait pas cette colonne\u202f; elle reste vide." in text
    assert "→ Ajoutez l’adresse si elle est connue." in text
    assert "→ Un numéro de téléphone n’a pas à être publié." in text


def test_the_version_is_found_again_by_its_name_and_headers():
    assert fitting_headers(SCHEMA, OLD, "Essai 1.1.0") is SECOND
    assert fitting_headers(SCHEMA, OLD, None) is None
    assert fitting_headers(SCHEMA, ["jour"], "Essai 1.1.0") is None
