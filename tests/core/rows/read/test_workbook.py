"""Cells of a workbook arrive as a person would have typed them; what a spreadsheet hides is said."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys

import books
import old_excel
import pytest

from forum_core.rows.read import limits, package, read_file, workbook
from forum_core.rows.stamp import Template, template_of


def test_cells_become_the_text_that_a_person_would_type(reading):
    def write(book):
        sheet = book.add_worksheet("2025")
        sheet.write_row(0, 0, ["texte", "siret", "montant", "entier", "date", "instant", "vrai", "vide"])
        sheet.write_row(1, 0, ["007", 21860194600000, 1.1 + 2.2, -3])
        sheet.write_datetime(1, 4, dt.date(2025, 2, 28))
        sheet.write_datetime(1, 5, dt.datetime(2025, 2, 28, 14, 30))  # noqa: DTZ001 - Excel knows no zone
        sheet.write_boolean(1, 6, True)
        sheet.write_row(2, 0, ["é", 0.1, 1e-7, 1e15])

    found = reading(books.xlsx(write), "depot.xlsx")

    assert found.rows[0] == (
        "007",
        "21860194600000",
        "3.3",
        "-3",
        "2025-02-28",
        "2025-02-28T14:30:00",
        "true",
        "",
    )
    assert found.rows[1] == ("é", "0.1", "1e-07", "1000000000000000", "", "", "", "")
    assert (found.read.format, found.read.sheet, found.read.encoding, found.read.delimiter) == (
        "xlsx",
        "2025",
        None,
        None,
    )
    assert found.codes == []


def test_row_numbers_are_those_at_the_left_of_the_sheet(reading):
    def write(book):
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 3, "Subventions 2025")
        sheet.write_row(3, 1, ["nom", "objet", "code", "aide"])
        sheet.write_row(4, 1, ["Judo", "x", 1, "oui"])
        sheet.write_row(6, 1, ["Rugby", "y", 2, "oui"])

    found = reading(books.xlsx(write))

    assert found.read.header_row == 4
    assert found.numbers == [5, 6, 7]
    assert found.codes == []


def test_a_hidden_sheet_is_not_read_unless_it_is_asked_for(reading, refusal):
    def write(book):
        hidden = book.add_worksheet("Caché")
        hidden.write_column(0, 0, ["secret", "x"])
        shown = book.add_worksheet("Aides")
        shown.write_column(0, 0, ["nom", "Judo"])
        shown.activate()
        hidden.hide()

    assert reading(books.xlsx(write)).headers == ("nom",)


def test_a_hidden_sheet_that_is_asked_for_is_read(reading):
    def write(book):
        book.add_worksheet("Aides").write_column(0, 0, ["nom", "Judo"])
        hidden = book.add_worksheet("Caché")
        hidden.write_column(0, 0, ["autre", "x"])
        hidden.hide()

    assert reading(books.xlsx(write), sheet="Caché").headers == ("autre",)


def test_other_sheets_with_rows_are_told_and_blank_ones_are_not(reading):
    def write(book):
        book.add_worksheet("Feuil1")
        book.add_worksheet("2024").write_column(0, 0, ["nom", "Judo"])
        book.add_worksheet("2025").write_column(0, 0, ["nom", "Rugby"])
        book.add_worksheet("Feuil3")

    found = reading(books.xlsx(write))

    assert found.read.sheet == "2024"
    assert found.finding("several-sheets").params == (("sheet", "2024"), ("others", "2025"))


def template(book, *explaining):
    """What our templates are made of: a sheet that explains, one to fill in, a hidden one that says which."""
    book.add_worksheet("Mode d’emploi").write_row(0, 0, ["Colonne", "Sens"])
    book.add_worksheet("Données").write_column(0, 0, ["nom", "Judo"])
    stamp = book.add_worksheet("forum")
    stamp.write_column(0, 0, ["essai@1.0.0", "Données", *explaining])
    stamp.hide()


def test_of_a_template_the_sheet_that_it_names_is_read_and_no_choice_is_told(reading):
    found = reading(books.xlsx(lambda book: template(book, "Mode d’emploi")))

    assert found.read.sheet == "Données"
    assert found.headers == ("nom",)
    assert found.codes == []
    assert found.raw.template == Template("essai", "1.0.0")


def test_a_sheet_that_somebody_added_to_a_template_is_told(reading):
    def write(book):
        template(book, "Mode d’emploi")
        book.add_worksheet("2023").write_column(0, 0, ["nom", "Rugby"])

    found = reading(books.xlsx(write))

    assert found.finding("several-sheets").params == (("sheet", "Données"), ("others", "2023"))


def test_a_template_whose_sheet_was_renamed_is_read_like_any_workbook(reading):
    def write(book):
        book.add_worksheet("Aides").write_column(0, 0, ["nom", "Judo"])
        stamp = book.add_worksheet("forum")
        stamp.write_column(0, 0, ["essai@1.0.0", "Données"])
        stamp.hide()

    found = reading(books.xlsx(write))

    assert found.read.sheet == "Aides"
    assert found.raw.template is None


@pytest.mark.parametrize(("sheet", "of"), [("2023", None), ("Données", Template("essai", "1.0.0"))])
def test_only_the_sheet_to_fill_in_is_of_the_template(reading, sheet, of):
    def write(book):
        template(book, "Mode d’emploi")
        book.add_worksheet("2023").write_column(0, 0, ["nom", "Rugby"])

    assert reading(books.xlsx(write), sheet=sheet).raw.template == of


@pytest.mark.parametrize(
    "cell", ["", "essai", "essai@", "Essai@1.0", "essai@1.0.0\n", "essai@2024 aide"], ids=repr
)
def test_a_hidden_sheet_that_names_no_schema_is_no_stamp(cell):
    assert template_of(cell) is None


def test_a_sheet_that_does_not_exist_is_refused_with_those_that_do(refusal):
    refused = refusal(books.table(["nom"], ["Judo"], name="2025"), sheet="2024")

    assert refused.code == "file.no-such-sheet"
    assert refused.params["sheets"] == ("2025",)


def test_errors_and_formulas_without_value_are_findings_and_not_blanks(reading):
    rows = (
        f'<row r="1">{books.inline("A1", "nom")}{books.inline("B1", "montant")}</row>'
        f'<row r="2">{books.inline("A2", "Judo")}<c r="B2" t="e"><f>A9</f><v>#REF!</v></c></row>'
        f'<row r="3">{books.inline("A3", "Rugby")}<c r="B3"><f>SUM(C1:C9)</f></c></row>'
        f'<row r="4">{books.inline("A4", "Voile")}<c r="B4"><f>1+1</f><v>2</v></c></row>'
        f'<row r="5">{books.inline("A5", "Tir")}<c r="B5" t="str"><f>IF(1,"")</f><v></v></c></row>'
        f'<row r="6">{books.inline("A6", "Golf")}<c r="B6"><f>1+1</f><v/></c></row>'
    )

    found = reading(books.raw_xlsx(rows))

    assert [(f.code, f.row, f.params) for f in found.raw.findings] == [
        ("error-cell", 2, (("column", "montant"),)),
        ("formula-without-value", 3, (("column", "montant"),)),
        ("formula-without-value", 6, (("column", "montant"),)),
    ]
    assert found.rows[2] == ("Voile", "2")


def test_merged_cells_refuse_the_rows_that_they_cover(reading):
    def write(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["nom", "code"])
        sheet.merge_range(1, 0, 2, 0, "Judo")
        sheet.write(1, 1, 1)
        sheet.write(2, 1, 2)
        sheet.write_row(3, 0, ["Rugby", 3])

    found = reading(books.xlsx(write))

    assert [(f.code, f.row) for f in found.raw.findings] == [("merged-cells", 2), ("merged-cells", 3)]


def test_an_ods_sheet_is_read_like_any_other(reading):
    date = '<table:table-cell office:value-type="date" office:date-value="2025-03-01"/>'

    found = reading(
        books.ods(["nom", "montant", "date"], ["Théâtre", 12.5, date], ["007", 21860194600000, ""])
    )

    assert found.rows == [("Théâtre", "12.5", "2025-03-01"), ("007", "21860194600000", "")]
    assert (found.read.format, found.read.sheet) == ("ods", "Aides")


def test_an_old_excel_file_is_read_like_any_other(reading):
    found = reading(
        old_excel.xls(["nom", "montant"], ["Théâtre", 12.5], ["007", 21860194600000]), "depot.xls"
    )

    assert found.rows == [("Théâtre", "12.5"), ("007", "21860194600000")]
    assert (found.read.format, found.read.sheet) == ("xls", "Aides")


def test_an_error_of_an_ods_sheet_is_a_finding(reading):
    shown = "<text:p>#DIV/0!</text:p>"
    value = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
    error = f"<table:table-cell {value}>{shown}</table:table-cell>"

    found = reading(books.ods(["nom", "montant"], ["Judo", error], ["Rugby", 2]))

    assert [(f.code, f.row) for f in found.raw.findings] == [("error-cell", 2)]


def test_rows_repeated_to_the_end_of_an_ods_sheet_cost_nothing(reading):
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    tail = f'<table:table-row table:number-rows-repeated="1048574">{blank}</table:table-row>'

    assert reading(books.ods(["nom", "code"], ["Judo", 7], tail)).rows == [("Judo", "7")]


def test_a_workbook_without_a_filled_sheet_is_empty(refusal):
    assert refusal(books.xlsx(lambda book: book.add_worksheet())).code == "file.empty"


def test_a_header_alone_in_a_workbook_is_refused(refusal):
    assert refusal(books.table(["nom", "code"])).code == "file.no-rows"


def test_a_sheet_of_two_far_cells_ends_its_own_process_only(refusal):
    first, last = books.inline("A1", "nom"), books.inline("XFD1048576", "x")
    rows = f'<row r="1">{first}</row><row r="1048576">{last}</row>'

    assert refusal(books.raw_xlsx(rows)).code in ("file.sheet-too-large", "file.too-many-columns")


def test_a_sheet_that_needs_more_memory_than_allowed_ends_its_own_process_only(refusal, monkeypatch):
    monkeypatch.setattr(workbook, "WORKBOOK_MEMORY_BYTES", 300_000_000)
    first, last = books.inline("A1", "nom"), books.inline("ALL20000", "x")

    refused = refusal(books.raw_xlsx(f'<row r="1">{first}</row><row r="20000">{last}</row>'))

    assert refused.code == "file.sheet-too-large"


def test_a_long_thin_sheet_is_refused_for_its_cells(refusal, monkeypatch):
    monkeypatch.setattr(workbook, "MAX_CELLS", 5)

    assert refusal(books.table(["nom", "code"], ["Judo", 1], ["Rugby", 2])).code == "file.sheet-too-large"


def test_a_cell_repeated_a_thousand_million_times_is_refused(refusal):
    often = 'table:number-columns-repeated="16384" office:value-type="string"'
    cell = f"<table:table-cell {often}><text:p>x</text:p></table:table-cell>"

    assert refusal(
        books.ods(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')
    ).code in (
        "file.sheet-too-large",
        "file.too-many-columns",
    )


def test_a_bomb_is_refused_before_it_is_opened(refusal):
    assert refusal(books.raw_xlsx(" " * 60_000_000)).code == "file.bomb"


def test_a_bomb_that_hides_its_size_is_refused(refusal):
    content = books.lying(books.raw_xlsx(" " * 60_000_000), "xl/worksheets/sheet1.xml", 1_000)

    assert refusal(content).code in ("file.bomb", "file.damaged")


def test_a_package_of_too_many_members_is_refused(refusal):
    extra = {f"xl/media/{i}.xml": "<x/>" for i in range(limits.MAX_MEMBERS + 1)}

    assert refusal(books.raw_xlsx("", extra)).code == "file.bomb"


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_before_parsing(refusal, codec):
    entities = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    drawing = {"xl/drawings/drawing1.xml": (entities + "<x>&b;</x>").encode(codec)}

    assert refusal(books.raw_xlsx(f"<row>{books.inline('A1', 'nom')}</row>", drawing)).code == "file.doctype"
    assert not hasattr(package, "ET")


def test_a_package_cut_short_is_damaged(refusal):
    content = books.table(["nom"], ["Judo"])

    assert refusal(content[: len(content) // 2]).code == "file.damaged"


def test_a_sheet_that_is_no_xml_is_damaged(refusal):
    assert refusal(books.raw_xlsx("<row><c></row>")).code in ("file.damaged", "file.empty")


def test_macros_are_left_where_they_are(reading):
    rows = f'<row r="1">{books.inline("A1", "nom")}</row><row r="2">{books.inline("A2", "Judo")}</row>'

    assert reading(books.raw_xlsx(rows, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "a.xlsm").rows == [
        ("Judo",)
    ]


def test_a_control_character_in_a_cell_is_named_by_row_and_column(refusal):
    rows = f'<row r="1">{books.inline("A1", "nom")}</row><row r="2">{books.inline("A2", "Ju_x0000_do")}</row>'

    refused = refusal(books.raw_xlsx(rows))

    assert refused.code == "file.control-character"
    assert (refused.params["line"], refused.params["column"]) == (2, 1)


def test_no_text_of_the_workbook_is_left_in_quarantine(reading, into):
    reading(books.table(["nom"], ["Judo"]))

    assert [path.name for path in into.iterdir()] == ["raw.arrow"]


def test_the_process_of_a_sheet_needs_nothing_of_its_environment(tmp_path):
    """A web server may run with another folder, user or environment than the tests."""
    request = workbook.Request(
        path="/nowhere.xlsx",
        target="x",
        sheet=None,
        memory_bytes=10**9,
        seconds=5,
        max_cells=9,
        max_columns=9,
        max_cell_chars=9,
    )

    done = subprocess.run(
        [sys.executable, "-I", workbook.__file__.replace("workbook.py", "sheet_process.py")],
        input=json.dumps(request),
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={"HOME": os.devnull},
        check=False,
    )

    assert json.loads(done.stdout)["refused"] == "file.damaged"
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_the_system_is_not_taken_for_a_damaged_workbook(dropped, into):
    """A full disk must be said as such; a name that is taken comes the same way, and is easier to make."""
    (into / "sheet.csv").touch()

    with pytest.raises(FileExistsError):
        read_file(dropped(books.table(["nom"], ["Judo"])), into)
