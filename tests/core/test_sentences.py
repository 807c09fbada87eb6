"""Every code has its sentence: the fact, the place, the remedy, in the characters of French print."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import frictionless
import pytest

import forum_core
from forum_core import errors
from forum_core.errors import FileRefused, ForumError, MappingRefused
from forum_core.findings import Finding, Repair
from forum_core.sentences import say, say_error, say_repair
from forum_core.sentences.repairs import REPAIRS
from forum_core.sentences.say import SENTENCES
from forum_core.sentences.typography import typeset
from forum_core.types.registry import TYPES

SOURCES = sorted(Path(forum_core.__file__).parent.rglob("*.py"))
MAKERS = {"Finding", "Problem", "Mended", *(name for name, _ in inspect.getmembers(errors, inspect.isclass))}


def codes_of(*makers):
    """Codes that the core's own files give to these constructors."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in makers and node.args:
                position = 1 if node.func.id == "Mended" else 0
                found |= {
                    leaf.value
                    for leaf in ast.walk(node.args[position])
                    if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str) and _is_code(leaf.value)
                }
    return found


def _is_code(text):
    return re.fullmatch(r"[a-z][a-z0-9]*([.-][a-z0-9]+)+", text) is not None


def test_every_code_of_the_core_has_a_sentence():
    codes = codes_of(*(MAKERS - {"Mended"}))

    assert len(codes) > 60
    assert sorted(codes - set(SENTENCES)) == []


def test_every_error_of_frictionless_has_a_sentence():
    types = {error.type for error in frictionless.checks.baseline.Errors} | {"source-error"}

    assert sorted(types - set(SENTENCES)) == []


def test_every_constraint_of_frictionless_has_a_sentence():
    fields = (
        frictionless.fields.StringField,
        frictionless.fields.NumberField,
        frictionless.fields.BooleanField,
    )
    constraints = {name for field in fields for name in field.supported_constraints}

    unsaid = {name for name in constraints if f"constraint-error/{name}" not in SENTENCES}

    # No schema of ours can ask for these: the meta-schema does not know them.
    assert unsaid == {"exclusiveMinimum", "exclusiveMaximum"}


def test_every_repair_has_a_sentence():
    codes = codes_of("Mended") | {"spaces"}

    assert sorted(codes - set(REPAIRS)) == []


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_complete_and_typeset(code):
    for text in SENTENCES[code]:
        assert text.removesuffix(" {help}").endswith(".")
        assert not re.search(r" [;!?%:»]|« |'", text)
    assert not SENTENCES[code][0][0].isupper()
    assert SENTENCES[code][1][0].isupper() or SENTENCES[code][1][0] == "{"


def test_a_cell_is_placed_by_row_and_column(subsidies):
    finding = Finding("siret-length", row=1214, field="idBeneficiaire", params=(("digits", 13),))

    sentence = say(finding, subsidies)

    assert sentence.message == (
        "Ligne 1\u202f214, colonne idBeneficiaire\u00a0: 13 chiffres au lieu de 14 pour un numéro SIRET."
    )


def test_a_constraint_says_its_limit_and_an_example(subsidies):
    finding = Finding("constraint-error", row=2, field="objet", params=(("constraint", "maxLength"),))

    assert say(finding, subsidies).fact == "le texte dépasse 256 caractères."


def test_a_list_says_what_it_allows_exactly(subsidies):
    finding = Finding("type-error", row=2, field="notificationUE", params=(("because", "boolean-form"),))

    assert say(finding, subsidies).fix == "Écrivez exactement «\u202foui\u202f» ou «\u202fnon\u202f»."


def test_a_share_over_one_is_told_how_a_percentage_is_written(subsidies):
    finding = Finding(
        "constraint-error", row=2, field="pourcentageSubvention", params=(("constraint", "maximum"),)
    )

    assert "0.45 pour 45\u202f%" in say(finding, subsidies).fix


def test_a_column_of_the_file_is_a_place_too(subsidies):
    params = (("column", "mail_contact"),)

    assert say(Finding("column-ignored", params=params), subsidies).place == "Colonne mail_contact"


@pytest.mark.parametrize("kind", TYPES.values(), ids=lambda kind: kind.name)
def test_a_reason_of_every_type_can_be_said_of_a_column(kind, subsidies):
    field = next(f for f in subsidies.fields if f.meaning in (kind.name, "text"))
    for text in kind.examples.invalid:
        problem = kind.problem(text, kind.examples.descriptor)
        if problem:
            assert say(Finding(problem.code, 2, field.name, params=problem.params), subsidies).message


def test_a_refused_file_is_said_with_its_line():
    error = FileRefused("file.unclosed-quote", line=12)

    assert say_error(error).message.startswith("Ligne 12\u00a0: un guillemet est ouvert")


def test_a_refused_file_without_place_starts_with_a_capital():
    assert say_error(FileRefused("file.empty")).message == "Ce fichier est vide."


def test_sizes_and_lists_are_written_in_french():
    large = FileRefused("file.too-large", size=250_000_000, limit=200_000_000)
    sheet = FileRefused("file.no-such-sheet", sheet="2024", sheets=("2022", "2023"))

    assert say_error(large).message == "Ce fichier pèse 250\u00a0Mo\u202f; la limite est de 200\u00a0Mo."
    assert say_error(sheet).fix == "Choisissez parmi\u00a0: 2022, 2023."


def test_another_register_is_told_what_is_missing():
    error = MappingRefused(
        "mapping.other-register", register="Subventions", found=1, required=11, missing=("objet",)
    )

    assert "1 de ses 11 colonnes obligatoires" in say_error(error).message


def test_a_code_of_somebody_else_is_not_made_up():
    with pytest.raises(KeyError):
        say_error(ForumError("publication.refused"))


def test_a_repair_says_how_many_cells():
    sentence = say_repair(Repair("date-form", "dateConvention", tuple(range(2, 3191))))

    assert sentence == "Colonne dateConvention\u00a0: dates écrites AAAA-MM-JJ (3\u202f189\u00a0cases)."


def test_figures_typed_in_groups_do_not_part_at_the_end_of_a_line():
    typed = "1 000 000 habitants, 23 000 de plus en 2025 100 fois, 12 3456"

    assert typeset(typed) == "1\u202f000\u202f000 habitants, 23\u202f000 de plus en 2025 100 fois, 12 3456"
