"""Whoever writes a schema is told what is wrong, at which line, and what to do."""

from __future__ import annotations

import json
import re

import pytest

from forum_core.errors import SchemaError
from forum_core.schema.documents import installed_root
from forum_core.schema.loader import load_schema, problems
from forum_core.schema.written import parse_yaml
from forum_core.sentences import say_error

NAME = "seances_caleol"
WRITTEN = (installed_root() / NAME / "schema.yaml").read_text(encoding="utf-8")


@pytest.fixture
def place(tmp_path):
    path = tmp_path / NAME / "schema.yaml"
    path.parent.mkdir()
    return path


@pytest.fixture
def said(place):
    """What is said of a text, or of the real document after a change."""

    def say(of):
        if callable(of):
            document = parse_yaml(installed_root() / NAME / "schema.yaml")
            of(document)
            of = json.dumps(document, ensure_ascii=False)
        place.write_bytes(of if isinstance(of, bytes) else of.encode())
        return [say_error(error) for error in problems(place)]

    return say


def field(document, name):
    return next(one for one in document["fields"] if one.get("name") == name)


def page(document):
    return document["forum"]["page"]


def rule(name, **params):
    more = {"name": name, "code": "CAL-99", "severity": "warning", "says": "Voyez.", "params": params}
    return lambda d: d["forum"]["rules"].append(more)


TEXTS = {
    "tab": (WRITTEN.replace("    title: Dossiers", "\ttitle: Dossiers", 1), "une tabulation"),
    "indent": (WRITTEN.replace("    title: Dossiers", "   title: Dossiers", 1), "le retrait"),
    "twice": (WRITTEN.replace("    type: date", "    type: date\n    type: date", 1), "deux fois"),
    "colon": (WRITTEN.replace("Jour de la séance,", "Jour\u00a0: séance : jour,", 1), "deux-points"),
    "quote": (WRITTEN.replace("example: CALEOL-HD-1", "example: 'CALEOL", 1), "guillemet"),
    "escape": (WRITTEN.replace(r"^\d{9}$", r'"^\d{9}$"'), "barre oblique inverse"),
    "alias": (WRITTEN + "x: &a [1]\ny: &b [*a]\nz: *b\n", "renvoi"),
    "no-anchor": (WRITTEN.replace("nil: true", "nil: *rien"), "renvoi"),
    "key": (WRITTEN + "2026: x\n", "une clé n’est pas un texte"),
    "latin": (WRITTEN.encode("cp1252", "replace"), "UTF-8"),
    "huge": ("# x\n" * 300_000, "dépasse"),
    "empty": ("", "une valeur vide"),
    "list": ("- a\n", "une liste"),
}
"""Texts that are not what they should be, and what their message holds."""


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_cannot_be_read_is_told_why(said, name):
    text, words = TEXTS[name]

    (sentence,) = said(text)

    assert words in sentence.message
    assert f"{NAME}/schema.yaml" in sentence.message
    assert sentence.fix.endswith(".")


def test_the_line_of_a_mistake_is_said(said):
    text = WRITTEN.replace("    type: date", "    type: jour", 1)
    line = text[: text.index("type: jour")].count("\n") + 1

    (sentence,) = said(text)

    assert sentence.message.startswith(f"Ligne {line}\u00a0: dans le schéma ")
    assert "fields/date_seance/type" in sentence.message
    assert "string, number, integer, date" in sentence.fix


DOCUMENTS = {
    "column-twice": (lambda d: d["fields"].append(field(d, "nb_rejets")), "deux colonnes"),
    "column-alike": (lambda d: d["fields"].append(field(d, "nb_rejets") | {"name": "NB Rejets"}), "confond"),
    "column-of-database": (lambda d: field(d, "nb_membres_presents").update(name="_id"), "base de données"),
    "key-unknown": (lambda d: field(d, "nb_rejets")["forum"].update(aide="x"), "la clé aide"),
    "key-missing": (lambda d: field(d, "nb_rejets")["forum"].pop("help"), "il manque la clé help"),
    "title-missing": (lambda d: field(d, "nb_rejets").pop("title"), "pas de titre"),
    "type-unknown": (lambda d: field(d, "nb_rejets")["forum"].update(type="compte"), "compte"),
    "type-of-other": (lambda d: field(d, "nb_rejets")["forum"].update(type="date"), "ne va pas avec"),
    "choice-without-list": (
        lambda d: field(d, "bailleur_nom")["forum"].update(type="choice"),
        "pas de liste",
    ),
    "pattern": (lambda d: field(d, "bailleur_siren")["constraints"].update(pattern="[0-9"), "expression"),
    "bounds as text": (
        lambda d: field(d, "nb_rejets")["constraints"].update(minimum=9, maximum="8.5"),
        "minimum dépasse",
    ),
    "bounds": (lambda d: field(d, "nb_rejets")["constraints"].update(maximum=-1), "minimum dépasse"),
    "example-of-other": (lambda d: field(d, "date_seance").update(example="18/03/2025"), "cet exemple"),
    "example-number": (lambda d: field(d, "nb_rejets").update(example=12), "cet exemple"),
    "date-format": (lambda d: field(d, "date_seance").update(format="%d/%m/%Y"), "AAAA-MM-JJ"),
    "version": (lambda d: d.update(version="1.0"), "trois nombres"),
    "version-number": (lambda d: d.update(version=1.0), "un texte, et non un nombre"),
    "rule-unknown": (rule("not-before", column="date_seance"), "not-before"),
    "rule-column": (rule("not-after", column="date_seanse", other="date_seance"), "date_seanse"),
    "rule-half": (rule("not-after", column="date_seance"), "attend aussi other"),
    "rule-more": (rule("not-in-future", column="date_seance", autre="x"), "la clé autre"),
    "rule-days": (rule("not-after", column="bailleur_nom", other="date_seance"), "n’est pas une date"),
    "rule-numbers": (rule("sum-at-most", column="nb_dossiers", columns=["bailleur_nom"]), "pas un nombre"),
    "rule-alike": (
        rule("compare-columns-value", column="date_seance", op="<", column2="nb_rejets"),
        "ne se comparent pas",
    ),
    "rule-never": (
        rule("required-if", column="nb_rejets", when="secret_stat", **{"is": ["vrai"]}),
        "ne vaut jamais vrai",
    ),
    "rule-days-order": (
        lambda d: d["forum"]["rules"][0].update({"from": "2026-01-01", "until": "2025-01-01"}),
        "avant de commencer",
    ),
    "authority": (lambda d: d["forum"].update(authority="bailleur_nom"), "un SIRET ou un SIREN"),
    "page-date": (lambda d: page(d).update(date="bailleur_nom"), "une date, une année"),
    "page-amount": (lambda d: page(d).update(amount="bailleur_nom"), "n’est pas un nombre"),
    "page-hidden": (lambda d: field(d, "bailleur_nom")["forum"].update(privacy=DROPPED), "publié"),
    "page-subject": (lambda d: page(d).update(subject="secret_stat"), "un texte, une date"),
    "key-hidden": (lambda d: field(d, "commission_id")["forum"].update(privacy=DROPPED), "publié"),
    "page-empty": (lambda d: page(d).update(columns=[]), "trop courte"),
    "picture-choice": (
        lambda d: page(d)["pictures"].append({"kind": "by-choice", "column": "date_seance"}),
        "un choix",
    ),
    "picture-value": (
        lambda d: page(d)["pictures"].append({"kind": "by-period", "only": {"secret_stat": "oui"}}),
        "colonne de la page",
    ),
    "figure-number": (lambda d: page(d).update(figures=[{"says": "a", "column": "bailleur_nom"}]), "nombre"),
    "sort-shown": (lambda d: page(d).update(sort=["-url_reglement_interieur"]), "colonne de la page"),
    "picture-bands": (lambda d: page(d)["pictures"].append({"kind": "bands"}), "pas de tranches"),
    "bands": (lambda d: page(d).update(bands=[{"key": "a", "label": "A", "up_to": 1}]), "ne se suivent pas"),
    "without-amount": (lambda d: page(d).pop("amount"), "parle d’un montant"),
    "licence": (lambda d: d["forum"]["register"].update(licence="etalab"), "etalab"),
}
"""Changes to a schema that is right, and what the first message holds."""
DROPPED = {"class": "public", "action": "drop"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_schema_that_could_not_serve_is_told_why(said, name):
    change, words = DOCUMENTS[name]

    first = said(change)[0]

    assert words in first.message
    assert first.fix.endswith(".")
    assert not re.search(r"\^|\\d|None|Error", first.message)


def test_all_that_is_wrong_is_said_at_once(said):
    def change(document):
        field(document, "nb_rejets")["forum"].pop("help")
        document["forum"].pop("question")
        document["forum"]["inconnue"] = 1

    assert len(said(change)) == 3


def test_a_word_that_was_likely_meant_is_proposed(said):
    (sentence,) = said(lambda d: page(d).update(picture="x"))

    assert "la clé picture" in sentence.message
    assert sentence.fix.startswith("Vouliez-vous dire pictures\u202f?")


def test_what_looks_like_a_day_or_a_number_stays_a_text(place):
    text = WRITTEN.replace("example: '2025-03-18'", "example: 2025-03-18").replace("'2026-08'", "2026-08")
    assert text != WRITTEN
    place.write_text("\ufeff" + text.replace("\n", "\r\n"), encoding="utf-8")

    schema = load_schema(place)

    assert schema.field("date_seance").example == "2025-03-18"
    assert {law.checked for law in schema.laws if law.verified} == {"2026-08"}


def test_a_refusal_at_start_up_has_its_line_too(place):
    place.write_text(WRITTEN.replace("nil: true", "nil: peut-être"), encoding="utf-8")

    with pytest.raises(SchemaError) as refused:
        load_schema(place)

    assert refused.value.params["line"] == WRITTEN[: WRITTEN.index("nil: true")].count("\n") + 1
