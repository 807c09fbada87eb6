"""What the pages and the workbook show of the quarantined file: extract, repairs, marks."""

from __future__ import annotations

import zipfile

import pytest
from mapped_tables import row
from python_calamine import CalamineWorkbook

from forum_core.deposit.lines import SHOWN_LINES, examples, extract, mendings
from forum_core.deposit.marks import read_marks
from forum_core.deposit.workbook import write_marked
from forum_core.rows.read import read_file


def grants(count, **changes):
    return [row(referenceDecision=f"DEL-{number}", **changes) for number in range(count)]


@pytest.fixture
def workbook(study, subsidies, tmp_path):
    """The marked workbook of some rows, as a path, and the texts of its first sheet."""

    def call(rows, **asked):
        found, folder = study(rows, **asked)
        path = tmp_path / "marque.xlsx"
        write_marked(subsidies, found, read_marks(folder, found.kinds), folder, path)
        return path, CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()

    return call


def test_the_extract_marks_the_wrong_cells_beside_what_names_the_row(study, subsidies):
    found, folder = study([row(), row(montant="beaucoup", nomBeneficiaire="Tennis-club")])

    shown = extract(subsidies, found, read_marks(folder, found.kinds), folder)

    assert shown.columns == ("nomBeneficiaire", "montant")
    (line,) = shown.lines
    assert (line.row, [cell.text for cell in line.cells]) == (3, ["Tennis-club", "beaucoup"])
    assert [len(cell.problems) for cell in line.cells] == [0, 1]


@pytest.mark.slow
def test_the_extract_of_ten_thousand_errors_is_short_and_has_each_kind(study, subsidies):
    rows = [*grants(9_999, montant="beaucoup"), row(dateConvention="12/13/2025")]

    found, folder = study(rows)
    shown = extract(subsidies, found, read_marks(folder, found.kinds), folder)

    assert len(shown.lines) == SHOWN_LINES
    assert shown.lines[-1].row == 10_001


def test_each_group_shows_what_was_found(study):
    found, folder = study([row(montant="beaucoup")])

    assert list(examples(found, folder).values()) == ["beaucoup"]


def test_repairs_are_shown_before_and_after(study):
    found, folder = study([row(montant="1 500,50 €")])

    ((mending,),) = mendings(found, folder).values()

    assert (mending.row, mending.before, mending.after) == (2, "1 500,50 €", "1500.50")


def test_the_workbook_has_the_officers_columns_and_says_why(workbook):
    rows = [{"N° interne": "7", **row(montant="beaucoup")}]

    _, sheet = workbook(rows)

    assert sheet[0][:3] == ["Ligne", "N° interne", "nomAttribuant"]
    assert sheet[1][:2] == [2.0, "7"]
    assert "montant\u00a0: Ce n’est pas un nombre seul." in sheet[1][-1]


def test_wrong_cells_are_tinted_and_carry_a_comment(workbook):
    path, _ = workbook([row(montant="beaucoup")])

    with zipfile.ZipFile(path) as package:
        comments = package.read("xl/comments1.xml").decode()
        styles = package.read("xl/styles.xml").decode()
    assert "pas un nombre" in comments
    assert "FBE3DC" in styles


def test_no_formula_of_the_file_is_one_in_the_workbook(workbook):
    rows = [
        row(objet='=HYPERLINK("http://exemple.fr";"clic")', nomBeneficiaire="+cmd|' /C calc'!A0", montant="x")
    ]

    path, sheet = workbook(rows)

    with zipfile.ZipFile(path) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "hyperlink" not in xml.lower().replace("=hyperlink", "")
    assert '=HYPERLINK("http://exemple.fr";"clic")' in sheet[1]


def test_the_workbook_has_the_repaired_cells_once_they_are(workbook):
    _, sheet = workbook([row(montant="1 500,50 €")], repair=True)

    assert "1500.50" in sheet[1]
    assert "1 500,50 €" not in sheet[1]


def test_the_marked_workbook_can_be_dropped_again(workbook, study, tmp_path):
    path, _ = workbook([*grants(2), row(montant="beaucoup")])
    into = tmp_path / "encore"
    into.mkdir()

    again, _ = study(path)

    assert read_file(path, into).read.rows == 3
    assert [(group.kind.code, group.kind.field) for group in again.errors] == [("type-error", "montant")]
