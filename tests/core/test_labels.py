"""A page says the words of a list; a code without words, a date or a sum read as before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import gate_registers as registers
import pytest

from forum_core.labels import code_beside, inside, reads
from forum_core.reference.lists import names
from forum_core.schema.model import Code

SIZE = replace(
    registers.column("taille", "choice", constraints={"enum": ["T3", "État", "seul;à deux"]}),
    codes=(Code("T3", "Trois pièces (T3)"), Code("État", "État, par le préfet"), Code("seul;à deux")),
)


@pytest.mark.parametrize(
    ("code", "alone", "within", "beside"),
    [
        ("T3", "Trois pièces (T3)", "trois pièces (T3)", "T3"),
        ("État", "État, par le préfet", "État, par le préfet", "État"),
        ("seul;à deux", "Seul et à deux", "seul et à deux", "seul;à deux"),
        ("", "non renseigné", "non renseigné", ""),
        (None, "non renseigné", "non renseigné", ""),
    ],
)
def test_a_choice_reads_by_the_words_of_its_list(code, alone, within, beside):
    assert (reads(SIZE, code), inside(SIZE, code), code_beside(SIZE, code)) == (alone, within, beside)


def test_a_code_that_is_its_own_word_is_not_written_twice():
    field = replace(SIZE, codes=(Code("commune", "Commune"),))

    assert (reads(field, "commune"), code_beside(field, "commune")) == ("Commune", "")


def test_a_code_of_an_official_list_has_its_name_beside_it():
    matter = registers.column("matiere", "actes-matter")
    account = registers.column("compte", "m57-account")

    assert reads(matter, "7.5") == "7.5\u00a0Subventions"
    assert reads(matter, "99.9") == "99.9"
    assert reads(account, "65748") == "65748\u00a0Autres personnes de droit privé"


def test_a_name_that_many_accounts_have_comes_after_that_of_the_account_above():
    account = registers.column("compte", "m57-account")

    assert reads(account, "20422") == (
        "20422\u00a0Subvention d’équipement aux personnes de droit privé, Bâtiments et installations"
    )


@pytest.mark.parametrize("name", ["matieres_actes_2017", "comptes_m57_2024"])
def test_every_code_of_a_named_list_has_a_name(name):
    assert all(names(name).values())


def test_other_meanings_read_as_they_are_written():
    assert reads(registers.column("jour", "date"), date(2026, 3, 1)) == "1er\u00a0mars\u00a02026"
    assert reads(registers.column("jour", "date"), date(2026, 3, 1), short=True) == "1er\u00a0mars\u00a02026"
    assert inside(registers.column("somme", "money"), Decimal("12.5")) == "12,50\u00a0€"
    assert inside(registers.column("nom", "text"), "École du Parc") == "École du Parc"
