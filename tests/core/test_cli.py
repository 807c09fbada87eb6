"""`forum` answers in French, with an exit code that a script can use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filled_template import filled

from forum_core.cli import main
from forum_core.schema.store import load_store

REAL = Path(__file__).parent / "real_extracts"


@pytest.fixture
def forum(capsys):
    def run(*arguments):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as left:
            code = left.code
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_a_valid_file_is_said_valid(forum):
    code, out, _ = forum("check", "subventions", REAL / "exemple_valide.csv")

    assert code == 0
    assert out.startswith("Valide\u00a0: 29 lignes lues, aucune erreur.")


def test_the_somme_file_is_read_as_cp1252_with_its_41_rows(forum):
    code, out, _ = forum("check", "subventions", REAL / "somme_2017.csv")

    assert code == 1
    assert "Lu comme\u00a0: CSV, séparateur ;, encodage Windows-1252, 41\u00a0lignes." in out


def test_the_haute_garonne_file_has_no_good_row_without_repair(forum):
    code, out, _ = forum("check", "subventions", REAL / "haute_garonne_2017.csv")

    assert code == 1
    assert out.startswith("À corriger\u00a0: les 69 lignes lues sont toutes refusées.")
    assert "Peut être réparé sans changer le sens (--repair)" in out


def test_the_haute_garonne_file_has_37_good_rows_with_repair(forum):
    code, out, _ = forum("check", "subventions", REAL / "haute_garonne_2017.csv", "--repair", "--json")

    report = json.loads(out)
    wrong = {}
    for error in report["tasks"][0]["errors"]:
        wrong.setdefault(error["fieldName"], []).append(error["rowNumber"])
    assert code == 1
    assert report["stats"] == {"rows": 69, "errors": 35, "warnings": 46, "refused": 32}
    assert {field: len(rows) for field, rows in wrong.items()} == {
        "datesPeriodeVersement": 29,
        "conditionsVersement": 4,
        "nomBeneficiaire": 1,
        "idBeneficiaire": 1,
    }
    assert len({row for rows in wrong.values() for row in rows}) == 32


def test_a_word_in_another_case_on_every_row_is_said_once_with_its_repair(forum):
    code, out, _ = forum("check", "budget", REAL / "morbihan_2021.csv")

    groups = [line for line in out.splitlines() if line.startswith("  Colonne")]
    assert code == 1
    assert groups == [
        "  Colonne BGT_NATDEC, 40 lignes (2, 3, 4, 5, 6, 7, 8, 9 et 32 autres)\u00a0: "
        "la valeur n’est pas dans la liste.",
        "  Colonne BGT_CONTNAT_LABEL, ligne 4\u00a0: la case est vide, et cette colonne est obligatoire.",
        "  Colonne BGT_SECTION, ligne 4\u00a0: la case est vide, et cette colonne est obligatoire.",
        "  Colonne BGT_NATDEC\u00a0: valeurs de la liste écrites comme le veut le schéma (40\u00a0cases).",
    ]
    assert out.count("Ou demandez la réparation (--repair), qui le fait sans changer le sens.") == 1


def test_the_morbihan_file_has_39_good_rows_with_repair(forum):
    code, out, _ = forum("check", "budget", REAL / "morbihan_2021.csv", "--repair")

    assert code == 1
    assert out.startswith("À corriger\u00a0: sur 40 lignes lues, 39 sont bonnes et 1 est refusée.")
    assert "demandez la réparation" not in out


def test_the_poitiers_file_asks_for_a_new_export_with_text_columns(forum):
    code, out, _ = forum("check", "subventions", REAL / "poitiers_2017.csv", "--repair")

    assert code == 1
    assert "Redemandez l’export avec cette colonne au format texte" in out
    assert "numéros SIRET sans le" not in out


def test_the_json_report_has_the_shape_of_frictionless_and_no_cell(forum, tmp_path):
    path = tmp_path / "depot.csv"
    text = (REAL / "exemple_valide.csv").read_text(encoding="utf-8").replace("2015-07-07", "Zbigniew")
    path.write_text(text, encoding="utf-8")

    code, out, _ = forum("check", "subventions", path, "--json")

    report = json.loads(out)
    assert code == 1
    assert list(report) == ["valid", "schema", "read", "stats", "tasks", "warnings", "repairs"]
    assert report["schema"] == "subventions@2.1.1"
    assert list(report["read"]) == [
        "format",
        "encoding",
        "delimiter",
        "sheet",
        "header_row",
        "rows",
        "standard",
    ]
    (error,) = report["tasks"][0]["errors"]
    assert list(error) == ["type", "rowNumber", "fieldNumber", "fieldName", "message", "fix"]
    assert (error["type"], error["rowNumber"], error["fieldNumber"]) == ("type-error", 2, 3)
    assert "Zbigniew" not in out


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"%PDF-1.7 un tableau", "file.pdf"),
        (b"a,b\n1,2\n", "mapping.other-register"),
    ],
)
def test_a_refused_file_is_said_in_json_too(forum, tmp_path, content, code):
    path = tmp_path / "depot.csv"
    path.write_bytes(content)

    exit_code, out, _ = forum("check", "subventions", path, "--json")

    report = json.loads(out)
    assert exit_code == 1
    assert report["valid"] is False
    assert report["tasks"][0]["errors"][0]["type"] == code
    assert report["tasks"][0]["errors"][0]["message"].endswith(".")


def test_the_template_of_another_register_is_refused_and_of_another_version_told(forum, tmp_path):
    schema = load_store().get("subventions")
    path = tmp_path / "rempli.xlsx"
    said = {}
    for ref in ("aides@2.1.1", "subventions@2.0.2", schema.ref):
        path.write_bytes(filled(schema, ref))
        said[ref] = forum("check", "subventions", path)

    assert [code for code, _, _ in said.values()] == [1, 0, 0]
    assert "le modèle du registre «\u202faides\u202f»" in said["aides@2.1.1"][2]
    assert "Choisissez le registre du modèle" in said["aides@2.1.1"][2]
    assert "Ce classeur est le modèle de la version 2.0.2" in said["subventions@2.0.2"][1]
    assert "téléchargez le modèle d’aujourd’hui" in said["subventions@2.0.2"][1]
    assert "modèle" not in said["subventions@2.1.1"][1]


def test_an_overridden_encoding_is_used(forum, tmp_path):
    path = tmp_path / "depot.csv"
    path.write_bytes((REAL / "exemple_valide.csv").read_text(encoding="utf-8").encode("cp1252"))

    code, out, _ = forum("check", "subventions", path, "--encoding", "cp1252", "--delimiter", ",")

    assert code == 0
    assert "encodage Windows-1252" in out


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("check",),
        ("check", "subventions"),
        ("check", "inconnu", REAL / "exemple_valide.csv"),
        ("check", "subventions", "absent.csv"),
        ("check", "subventions", REAL / "exemple_valide.csv", "--encoding", "klingon"),
        ("check", "subventions", REAL / "exemple_valide.csv", "--vite"),
        ("schema", "show", "inconnu"),
    ],
)
def test_a_wrong_use_is_said_in_french_and_leaves_with_2(forum, arguments):
    code, out, err = forum(*arguments)

    assert code == 2
    assert out == ""
    assert err
    assert "error" not in err
    assert "usage:" not in err


def test_schema_list_names_the_registers(forum):
    code, out, _ = forum("schema", "list")

    assert code == 0
    lines = out.splitlines()
    at = lines.index("subventions  2.1.1  Qui reçoit des subventions\u202f?")
    assert lines[at + 1].startswith(
        "    Base\u00a0: https://schema.data.gouv.fr/schemas/scdl/subventions/2.1.1/"
    )
    assert "décret n° 2017-779" in lines[at + 2].lower().replace("\u00a0", " ")
    assert len(lines) == 3 * len(load_store().names())


def test_schema_show_describes_the_columns(forum):
    code, out, _ = forum("schema", "show", "subventions")

    assert code == 0
    assert "montant (obligatoire)\u00a0: Montant en euros" in out


def test_schema_export_writes_the_official_schema(forum):
    code, out, _ = forum("schema", "export", "subventions")

    assert code == 0
    assert json.loads(out)["version"] == "2.1.1"
    assert "forum" not in json.loads(out)


def test_help_is_in_french_and_does_not_wait_for_heavy_libraries():
    command = [sys.executable, "-X", "importtime", "-m", "forum_core.cli", "--help"]

    result = subprocess.run(command, capture_output=True, text=True, check=True)

    loaded = {line.rsplit("|", 1)[-1].strip() for line in result.stderr.splitlines()}
    assert "Usage\u00a0: forum" in result.stdout
    assert not loaded & {"frictionless", "pyarrow", "pandas", "duckdb", "yaml", "jsonschema"}


def _spent_by_children():
    """Seconds of processor: a busy machine makes everything wait, and that is no fault of ours."""
    times = os.times()
    return times.children_user + times.children_system


def test_help_answers_within_300_ms():
    command = [sys.executable, "-m", "forum_core.cli", "--help"]
    times = []
    for _ in range(5):
        before = _spent_by_children()
        subprocess.run(command, capture_output=True, check=True)
        times.append(_spent_by_children() - before)

    assert min(times) < 0.3


@pytest.mark.slow
def test_a_full_disk_is_said_and_leaves_nothing_behind(tmp_path):
    # A limit on the size of files stands for the disk: both stop a write in the middle.
    check = f"{sys.executable} -m forum_core.cli check subventions {REAL / 'somme_2017.csv'}"

    result = subprocess.run(
        ["bash", "-c", f"ulimit -f 4; {check}"],
        capture_output=True,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )

    assert result.returncode == 1
    assert result.stderr.startswith("La place manque")
    assert list(tmp_path.iterdir()) == []


def test_a_reader_who_leaves_early_causes_no_trace():
    command = f"{sys.executable} -m forum_core.cli schema export subventions | head -1"

    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)

    assert result.stdout == "{\n"
    assert "Traceback" not in result.stderr


def _version(folder, number, **constraints):
    folder.mkdir()
    field = {"name": "essai", "title": "Essai", "type": "string", "constraints": constraints}
    path = folder / "schema.json"
    path.write_text(json.dumps({"name": "essai", "version": number, "fields": [field]}), encoding="utf-8")
    return path


def test_two_versions_are_compared_with_their_numbers(forum, tmp_path):
    old = _version(tmp_path / "a", "1.0.0")
    new = _version(tmp_path / "b", "1.1.0", required=True)

    code, out, _ = forum("schema", "compat", old, new)

    assert code == 1
    assert out.splitlines() == [
        "Changement majeur, de 1.0.0 à 1.1.0. Un fichier accepté hier peut être refusé.",
        "  Colonne essai\u00a0: contrainte ajoutée ou resserrée (required).",
        "Le numéro ne convient pas\u00a0: il dit «\u202fchangement mineur\u202f»\u202f; "
        "il faut au moins 2.0.0.",
    ]
    assert forum("schema", "compat", new, _version(tmp_path / "c", "1.2.0"))[0] == 0


def test_what_is_no_schema_is_not_compared(forum, tmp_path):
    (tmp_path / "x.json").write_text("[1]", encoding="utf-8")

    code, out, err = forum("schema", "compat", tmp_path / "x.json", tmp_path / "y.json")

    assert (code, out) == (1, "")
    assert "une liste de colonnes est attendue" in err


@pytest.mark.parametrize(
    ("target", "start"),
    [("table-schema", b"{"), ("json-schema", b"{"), ("markdown", b"# "), ("xlsx", b"PK\x03\x04")],
)
def test_a_schema_is_exported_to_a_file_in_each_form(target, start, forum, tmp_path):
    path = tmp_path / "sortie"

    code, out, _ = forum("schema", "export", "subventions", "--as", target, "--out", path)

    assert code == 0
    assert str(path) in out
    assert path.read_bytes().startswith(start)


def test_without_a_form_the_official_schema_is_exported(forum):
    _, out, _ = forum("schema", "export", "subventions")

    assert json.loads(out)["version"] == "2.1.1"


def test_a_form_that_does_not_exist_is_wrong_usage(forum):
    code, _, err = forum("schema", "export", "subventions", "--as", "pdf")

    assert code == 2
    assert "n’est pas comprise" in err


def test_a_file_that_cannot_be_written_is_said_in_french(forum, tmp_path):
    code, _, err = forum("schema", "export", "subventions", "--out", tmp_path / "absent" / "sortie")

    assert code == 1
    assert "ne peut pas être écrit" in err


def test_a_folder_of_registers_that_is_not_there_is_a_mistake_of_the_command(forum, tmp_path):
    code, _, err = forum("schema", "list", "--schemas", tmp_path / "absent")

    assert code == 2
    assert str(tmp_path / "absent") in err


def test_a_register_that_cannot_be_used_is_named_beside_those_that_can(forum, tmp_path):
    broken = tmp_path / "un_registre" / "schema.yaml"
    broken.parent.mkdir()
    broken.write_text("name: [", encoding="utf-8")

    code, out, err = forum("schema", "list", "--schemas", tmp_path)

    assert code == 1
    assert str(broken) in err
    assert out == forum("schema", "list")[1]
