"""LibreOffice in French opens each spreadsheet: accents, amounts, dates and sums are right."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from datetime import date
from decimal import Decimal

import gate_registers as registers
import pytest

from forum_core.explore.export import excel_csv_chunks, save_ods, save_xlsx
from forum_core.explore.filters import ALL
from forum_core.files.about import About

SOFFICE = shutil.which("soffice")
ROWS = [
    registers.aid(
        "Élan théâtral", jour=date(2024, 3, 1), somme=Decimal("1500.50"), motif="Saison  d’été ; œuvre"
    ),
    registers.aid("=1+1", jour=date(2023, 5, 2), somme=Decimal("23000.05"), motif="deux\nlignes"),
    registers.aid("Judo", jour=date(2023, 1, 31), somme=Decimal("0.55"), motif=None),
]
# Separator, quote, UTF-8, first line; French; dates and numbers are recognised, as with a double click.
_READ_CSV = "CSV:59,34,UTF8,1,,1036,false,true"
_WRITE_CSV = "csv:Text - txt - csv (StarCalc):9,34,UTF8,1,,1036,false,true"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice n’est pas installé (paquet libreoffice-calc)"),
]


@pytest.fixture
def reading(published_once):
    return published_once(registers.AIDS, ROWS)


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv"])
def test_libreoffice_in_french_reads_accents_amounts_and_dates(reading, tmp_path, extension):
    source = tmp_path / f"registre.{extension}"
    with source.open("wb") as file:
        match extension:
            case "xlsx":
                save_xlsx(reading, ALL, About((("Registre", "Aides"),)), file)
            case "ods":
                save_ods(reading, ALL, About((("Registre", "Aides"),)), file)
            case _:
                file.writelines(excel_csv_chunks(reading, ALL))

    rows = _opened(source, tmp_path)

    by_name = {row["nom"].removeprefix("'"): row for row in rows}
    assert by_name.keys() == {"Élan théâtral", "=1+1", "Judo"}
    # Of a CSV, the short form shows that the text was read as a date.
    assert by_name["Élan théâtral"]["jour"] == ("01/03/24" if extension == "csv" else "01/03/2024")
    assert by_name["Élan théâtral"]["motif"] == "Saison  d’été ; œuvre"
    assert by_name["=1+1"]["motif"] == "deux\nlignes"
    assert sum(_decimal(row["somme"]) for row in rows) == Decimal("24501.10")


def _opened(source, folder):
    """The first sheet as LibreOffice shows it in French."""
    out = folder / "out"
    read = [f"--infilter={_READ_CSV}"] if source.suffix == ".csv" else []
    command = [SOFFICE, "--headless", f"-env:UserInstallation=file://{folder}/profile", *read]
    command += ["--convert-to", _WRITE_CSV, "--outdir", str(out), str(source)]
    environment = {**os.environ, "HOME": str(folder), "LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8"}
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=120)
    with (out / "registre.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _decimal(shown):
    """An amount as French writes it: « 23 000,05 »."""
    return Decimal("".join(shown.split()).replace(",", "."))
