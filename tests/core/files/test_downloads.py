"""Every format of download holds the same rows and sums; what a spreadsheet would compute stays a text."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal

import gate_registers as registers
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from forum_core.explore.export import csv_chunks, excel_csv_chunks, save_ods, save_parquet, save_xlsx
from forum_core.explore.figures import figures
from forum_core.explore.filters import ALL, Filter
from forum_core.files.about import WORKBOOK_ROWS, About, fits_workbook

WORDS = "Saison  d’été ; œuvre"
LINES = "deux\nlignes <b> & co\x0b"
ROWS = [
    registers.aid("Élan théâtral", jour=date(2024, 3, 1), somme=Decimal("1500.50"), motif=WORDS),
    registers.aid("=1+1", jour=date(2023, 5, 2), somme=Decimal("23000.05"), motif=LINES),
    registers.aid("Judo", jour=date(2023, 1, 31), somme=Decimal("0.55"), motif=None),
]
ABOUT = About((("Registre", "Aides"), ("Licence", "Licence Ouverte")))
FILTERS = [ALL, Filter(year=2023), Filter(words="élan")]


@pytest.fixture
def reading(published_once):
    return published_once(registers.AIDS, ROWS)


def _saved(save, *args):
    target = io.BytesIO()
    save(*args, target)
    return target.getvalue()


def _standard(reading, flt):
    text = b"".join(csv_chunks(reading, flt)).decode()
    return [Decimal(row["somme"]) for row in csv.DictReader(io.StringIO(text))]


def _excel(reading, flt):
    text = b"".join(excel_csv_chunks(reading, flt)).decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    return [Decimal(row["somme"].replace(",", ".")) for row in rows]


def _parquet(reading, flt):
    table = pq.read_table(io.BytesIO(_saved(save_parquet, reading, flt)))
    return table["somme"].to_pylist()


def _sheet(content, name="Données"):
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).to_python()


def _book(save):
    def amounts(reading, flt):
        head, *rows = _sheet(_saved(save, reading, flt, ABOUT))
        return [Decimal(str(row[head.index("somme")])) for row in rows]

    return amounts


FORMATS = {
    "csv": _standard,
    "excel": _excel,
    "parquet": _parquet,
    "xlsx": _book(save_xlsx),
    "ods": _book(save_ods),
}


@pytest.mark.parametrize("flt", FILTERS)
@pytest.mark.parametrize("amounts", FORMATS.values(), ids=FORMATS)
def test_rows_and_sum_of_each_format_are_the_figures_of_the_page(reading, amounts, flt):
    seen = figures(reading, flt)

    found = amounts(reading, flt)

    assert (len(found), sum(found)) == (seen.rows, seen.total)


@pytest.mark.parametrize("save", [save_xlsx, save_ods])
def test_cells_are_typed_and_texts_stay_whole(reading, save):
    head, *rows = _sheet(_saved(save, reading, ALL, ABOUT))
    by_name = {row[head.index("nom")]: dict(zip(head, row, strict=True)) for row in rows}

    assert by_name["Élan théâtral"]["jour"] == date(2024, 3, 1)
    assert by_name["Élan théâtral"]["motif"] == WORDS
    assert by_name["=1+1"]["motif"].startswith("deux\nlignes <b> & co")
    assert by_name["=1+1"]["somme"] == 23000.05


@pytest.mark.parametrize("save", [save_xlsx, save_ods])
def test_a_workbook_explains_its_columns_and_says_where_it_comes_from(reading, save):
    content = _saved(save, reading, ALL, ABOUT)

    names = [row[0] for row in _sheet(content, "Colonnes")[1:]]

    assert names == [field.name for field in reading.fields]
    assert ["Licence", "Licence Ouverte"] in [row[:2] for row in _sheet(content, "À propos")]


@pytest.mark.parametrize("save", [save_xlsx, save_ods])
def test_no_workbook_holds_a_formula(reading, save):
    package = zipfile.ZipFile(io.BytesIO(_saved(save, reading, ALL, ABOUT)))

    parts = [package.read(name) for name in package.namelist()]

    assert not any(b"<f>" in part or b"formula" in part for part in parts)


def test_an_ods_says_its_kind_in_its_first_bytes(reading):
    content = _saved(save_ods, reading, ALL, ABOUT)

    assert content[30:38] == b"mimetype"
    assert content[38:84] == b"application/vnd.oasis.opendocument.spreadsheet"


def test_csv_for_excel_has_french_forms_and_runs_nothing(reading):
    content = b"".join(excel_csv_chunks(reading, ALL))
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))

    assert content.startswith(b"\xef\xbb\xbf")
    assert any("01/03/2024" in line and "1500,50" in line and WORDS in line for line in lines)
    assert any("'=1+1" in line for line in lines)


def test_an_empty_choice_is_a_file_with_its_header_in_each_format(reading):
    nothing = Filter(words="introuvable")

    assert [amounts(reading, nothing) for amounts in FORMATS.values()] == [[]] * len(FORMATS)


def test_a_workbook_is_made_up_to_its_limit():
    assert fits_workbook(WORKBOOK_ROWS)
    assert not fits_workbook(WORKBOOK_ROWS + 1)
