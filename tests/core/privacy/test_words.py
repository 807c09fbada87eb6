"""What people write beside the rows for everybody holds no number, address or name of a person."""

from __future__ import annotations

import gate_registers as registers
import pytest

from forum_core.errors import PrivacyRefused
from forum_core.privacy.words import check_reason, check_words
from forum_core.sentences import say_error


def kind(text, schema=None, **options):
    try:
        check_words(text, schema, **options)
    except PrivacyRefused as refusal:
        return refusal.params["kind"]
    return None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Numéro 1 85 05 78 006 084 91 publié par erreur.", "nir"),
        ("Compte FR76 3000 6000 0112 3456 7890 189.", "iban"),
        ("Appelez le 06 12 34 56 78.", "phone_mobile"),
        ("Écrivez à canari@example.org.", "email_person"),
        ("À la demande de madame Canari.", "name"),
        ("Erreur de périmètre, signalée le 12 mars 2026.", None),
        ("Demandez au maire, 01 23 45 67 89.", None),
    ],
    ids=range(7),
)
def test_words_are_read_as_cells_are(text, found):
    assert kind(text) == kind(text, registers.AIDS) == found


def test_what_a_law_names_and_what_is_spared_may_be_written():
    assert kind("L’agenda de Mme Canari est corrigé.", registers.MEETINGS) is None
    assert kind("Écrivez à mairie@example.org.", spare=("email_person",)) is None


def test_the_refusal_says_what_and_what_else_to_write():
    with pytest.raises(PrivacyRefused) as refusal:
        check_words("À la demande de madame Canari.", None)

    sentence = say_error(refusal.value)
    assert sentence.message == "Ce texte est lu par tous et contient une civilité devant un nom."
    assert sentence.fix.startswith("Retirez-le")


@pytest.mark.parametrize(
    "reason",
    ["Canari Fictif n’est pas un organisme.", "retrait demandé par CANARI  FICTIF", "(canari fictif)"],
    ids=range(3),
)
def test_a_reason_does_not_say_again_whom_the_row_was_about(reason):
    with pytest.raises(PrivacyRefused) as refusal:
        check_reason(reason, registers.AIDS, registers.aid("Canari Fictif"))

    assert (refusal.value.code, refusal.value.params) == ("gate.repeats-row", {"column": "nom"})


@pytest.mark.parametrize("name", ["Canari Fictif", "Duo", None], ids=range(3))
def test_a_reason_that_says_something_else_stands(name):
    check_reason("Doublon d’une ligne de canaris ; le duo reste.", registers.AIDS, registers.aid(name))
    check_reason("Doublon.", registers.AIDS, {})
