"""Whoever hands in a register's folder is told all that is left to do, before anything is published."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from forum_core.authoring import examine
from forum_core.cli import main
from forum_core.schema.store import installed_root
from forum_core.sentences import say_error

NAME = "seances_caleol"
TODAY = date(2026, 11, 30)


@pytest.fixture
def folder(tmp_path):
    """A folder that is ready, to be changed."""
    return shutil.copytree(installed_root() / NAME, tmp_path / "registres" / NAME)


@pytest.fixture
def left(folder, tmp_path):
    """What is left to do, in French."""
    return lambda: [say_error(one) for one in examine(folder, tmp_path / "travail", today=TODAY)]


def rewrite(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_nothing_is_left_of_a_folder_that_is_ready(left):
    assert left() == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("Dossiers de candidats que la commission a examinés.", "Dossiers examinés", "point final"),
        ("Que décident", "Ce que décident.  #", "pas une question"),
        (
            "      caution: Ne pas en conclure",
            "      caution: Attention, ne pas en conclure",
            "mise en garde",
        ),
        ("      checked: '2026-08'\n", "", "le mois de sa lecture"),
        ("    example: Habitat de la Dore\n", "", "pas d’exemple"),
        ("example: CALEOL-HD-1", "example: la commission du mardi", "refuse son propre exemple"),
        ("aliases: [bailleur]", "aliases: [bailleur, date]", "mène déjà à la colonne"),
        ("      privacy: {class: public, action: keep}\n      label: Bailleur\n", "", "pas de classe"),
        ("threshold: 11", "threshold: 5", "un seuil de 11"),
        (", name]", "]", "aucun nom"),
        ("    hidden: secret_stat\n", "", "petits nombres vidés"),
    ],
)
def test_words_and_privacy_that_are_missing_are_told(folder, left, before, after, words):
    if "mène" in words:  # the alias of another column
        rewrite(folder / "schema.yaml", "aliases: [date]", "aliases: [date, bailleur]")
    rewrite(folder / "schema.yaml", before, after)

    said = left()

    assert any(words in sentence.message for sentence in said)
    assert all(sentence.fix for sentence in said)


def test_every_file_that_is_missing_is_named(folder, left):
    (folder / "notes.fr.md").unlink()
    (folder / "examples" / "valid.csv").unlink()

    assert [sentence.message.rsplit("/", 1)[-1] for sentence in left()] == [
        "notes.fr.md manque.",
        "valid.csv manque.",
    ]


def test_an_official_file_that_is_no_json_is_not_the_official_one(tmp_path):
    folder = shutil.copytree(installed_root() / "subventions", tmp_path / "subventions")
    (folder / "official.json").write_text("{", encoding="utf-8")

    said = [say_error(one).message for one in examine(folder, tmp_path / "travail", today=TODAY)]

    assert [words.rpartition(", ")[2] for words in said] == ["clé pour clé."]


def test_without_expectations_their_lines_are_ready_to_be_copied(folder, left):
    expected = folder / "examples" / "invalid.expected.yaml"
    lines = [line.strip() for line in expected.read_text(encoding="utf-8").splitlines() if "- [" in line]
    expected.unlink()

    said = "\n".join(sentence.message for sentence in left())

    assert [line for line in lines if line not in said] == []


def test_an_example_that_says_something_else_is_told(folder, left):
    rewrite(
        folder / "examples" / "invalid.expected.yaml", "[unique-key, 3, commission_id]", "[unique-key, 9, x]"
    )

    said = "\n".join(sentence.message for sentence in left())

    assert "«\u202f- [unique-key, 9, x]\u202f» est attendue" in said
    assert "il manque la ligne «\u202f- [unique-key, 3, commission_id]\u202f»" in said


def test_an_example_that_is_not_valid_is_told_with_its_place(folder, left):
    rewrite(folder / "examples" / "valid.csv", "2023-03-21", "hier")

    (sentence,) = left()

    assert sentence.message.startswith("Ligne 2, colonne date_seance\u00a0: l’exemple ")


def test_a_rule_that_nothing_breaks_is_told(folder, left):
    rewrite(folder / "schema.yaml", "column2: nb_logements", "column2: nb_membres_presents")

    said = [sentence.message for sentence in left()]

    assert any("n’enfreint la règle CAL-06" in words for words in said)


def test_an_example_that_cannot_be_read_is_told_with_the_reason(folder, left):
    (folder / "examples" / "valid.csv").write_text("a,b\n1,2\n", encoding="utf-8")

    said = [sentence.message for sentence in left()]

    assert any("ne peut pas être lu ou publié" in words for words in said)
    assert any("n’est pas du registre" in words for words in said)


def test_the_command_takes_a_register_or_the_folder_that_holds_some(folder, capsys):
    (folder / "notes.fr.md").unlink()

    assert (main(["schema", "check", str(folder)]), main(["schema", "check", str(folder.parent)])) == (1, 1)

    out = capsys.readouterr().out
    assert out.count(f"{NAME}\u00a0: 1 à corriger.") == 2
    assert out.count("→ ") == 2


def test_a_folder_without_a_register_is_a_mistake_of_the_command(folder, capsys):
    assert main(["schema", "check", str(folder / "examples")]) == 2
    assert main(["schema", "list", "--schemas", str(folder)]) == 2

    assert capsys.readouterr().err.count("ne contient aucun registre") == 2
