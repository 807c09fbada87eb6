"""A name that may be a person's is hidden; a proved body whose name merely holds a civility is published."""

from __future__ import annotations

import gate_registers as registers
import pytest

from forum_core.privacy.persons import find_apart

PERSONS_WHATEVER_THEIR_NUMBER = [
    "M. Jean Dupont",
    "M.DUPONT JEAN",
    "M DUPONT Jean",
    "m. dupont",
    "M. J. Dupont",
    "M.J. Dupont",
    "M.J.P. Dupont",
    "Mr DUPONT",
    "MR. DUPONT Jean",
    "Monsieur Dupont",
    "MONSIEUR LE GOFF",
    "Mme Marie Durand",
    "Mme. Durand",
    "MME DURAND MARIE",
    "Madame Durand",
    "Mlle Durand",
    "Melle Durand",
    "Mademoiselle Durand",
    "M. et Mme Dupont",
    "M ET MME DUPONT",
    "M/Mme Dupont",
    "M. ou Mme Dupont",
    "MM. Dupont frères",
    "Mmes Durand et Petit",
    "Messieurs Dupont",
    "Dr Martin",
    "Docteur Martin Paul",
    "Maître Petit",
    "Me Petit",
    "Veuve Durand",
    "Époux Durand",
    "« Mme Durand »",
    "(Mme) Durand",
    "- Mme Durand",
    "  Mme   Durand",
    "Mme\u00a0Durand",
    "M\u202fDupont",
    "Ｍｍｅ Durand",
    "M\u200bme Durand",
    "DURAND Marie (Mme)",
    "DURAND MARIE MME",
    "DURAND MME MARIE",
    "DURAND, Mme Marie",
    "Ferme du Bois (M. Durand)",
    "Boulangerie Petit - M. Petit Paul",
    "Mme Durand, présidente de l’association Les Lilas",
    "Mme Durand association Les Lilas",
    "M. Petit, gérant de la SARL Petit",
    "Jean DUPONT EI",
    "EI Jean DUPONT",
    "DUPONT E.I.",
    "DUPONT JEAN EI TAXI",
    "Maison Dupont EI",
    "Jean Dupont EIRL",
    "Jean Dupont, entrepreneur individuel",
    "Marie Durand Entreprise individuelle",
    "DURAND MARIE AUTO-ENTREPRENEUR",
    "Durand micro-entreprise",
    "École de danse (Mme Durand)",
]

BODIES_WITH_A_NUMBER = [
    "M.J.C. de Valmont",
    "M. J. C. de Valmont",
    "M J C VALMONT",
    "MJC de Valmont",
    "M.F.R. du Haut-Pays",
    "M.A.M. Les Petits Galets",
    "MADAME BUTTERFLY association",
    "Mr Bricolage SA",
    "Association Monsieur Vincent",
    "ASSOCIATION LES AMIS DE M. VINCENT",
    "Les Amis de M. Hulot",
    "Théâtre de Mme Bovary",
    "Cirque Monsieur Loyal",
    "SARL MONSIEUR MEUBLE",
    "Club des auto-entrepreneurs",
    "Association des entrepreneurs individuels",
    "M6 Production",
    "3M France",
    "M’Baye Danse",
    "Mémoire vive",
    "Mains d’œuvres",
    "MMA Valmont",
    "Mouvement rural",
    "ASSOCIATION J.M. KELLER",
    "Drôles de dames",
    "Professionnels du livre",
    "Prévention routière",
    "Meeting aérien de la Dore",
    "Eirène",
    "Reims Eiffel",
    "Judo club de Valmont",
    "Centre communal d’action sociale",
    "COMPAGNIE COMME SI...",
    "AILLY SUR NOYE",
]

UNDECIDED_WITHOUT_A_NUMBER = [
    "M.J.C. de Valmont",
    "Association Monsieur Vincent",
    "Association des auto-entrepreneurs",
    "Cirque Monsieur Loyal",
    "Judo club de Valmont",
    "Jean Dupont",
]

# The price of the rule, said plainly: these bodies are hidden and counted among persons.
BODIES_HIDDEN_BY_CAUTION = ["Groupe M formation", "Mr Bricolage", "MADAME BUTTERFLY", "Docteur Souris"]

PERSONS_WITHOUT_A_NUMBER = [
    "MADAME BUTTERFLY association",
    "Mr Bricolage SA",
    "Fan de M. Hulot",
    "DURAND SARL MME",
]


def _is_apart(tmp_path, nom: str, siret: str | None) -> bool:
    table = registers.mapped(registers.AIDS, tmp_path, [{"nom": nom, "siret": siret, "rna": None}])
    return find_apart(registers.AIDS, table) == {2}


@pytest.mark.parametrize("nom", PERSONS_WHATEVER_THEIR_NUMBER)
def test_a_civility_makes_a_person_even_beside_a_valid_siret(tmp_path, nom):
    assert _is_apart(tmp_path, nom, registers.BODY)
    assert _is_apart(tmp_path, nom, None)


@pytest.mark.parametrize("nom", BODIES_WITH_A_NUMBER)
def test_a_proved_body_keeps_its_name(tmp_path, nom):
    assert not _is_apart(tmp_path, nom, registers.BODY)


@pytest.mark.parametrize("nom", BODIES_HIDDEN_BY_CAUTION)
def test_a_body_that_is_written_like_a_person_is_hidden(tmp_path, nom):
    assert _is_apart(tmp_path, nom, registers.BODY)


@pytest.mark.parametrize("nom", UNDECIDED_WITHOUT_A_NUMBER)
def test_a_name_that_says_nothing_of_a_person_is_left_to_checking(tmp_path, nom):
    assert not _is_apart(tmp_path, nom, None)


@pytest.mark.parametrize("nom", PERSONS_WITHOUT_A_NUMBER)
def test_without_a_number_a_doubt_makes_a_person(tmp_path, nom):
    assert _is_apart(tmp_path, nom, None)


@pytest.mark.parametrize("siret", ["21750001600018", "00000000000000", "123", ""])
def test_a_wrong_number_proves_no_body(tmp_path, siret):
    assert _is_apart(tmp_path, "Fan de M. Hulot", siret)


def test_the_number_of_an_association_proves_a_body(tmp_path):
    rows = [{"nom": "Fan de M. Hulot", "siret": None, "rna": rna} for rna in ("W751234567", "W75", None)]

    apart = find_apart(registers.AIDS, registers.mapped(registers.AIDS, tmp_path, rows))

    assert apart == {3, 4}


def test_a_table_without_the_columns_of_identifiers_is_judged_by_its_names(tmp_path):
    rows = [{"nom": "Mme Durand"}, {"nom": "Judo club"}, {"nom": None}, {"nom": ""}]

    assert find_apart(registers.AIDS, registers.mapped(registers.AIDS, tmp_path, rows)) == {2}


def test_a_register_that_tells_no_persons_sets_nobody_apart(tmp_path):
    rows = [{"annee": "2024", "elu": "Mme Durand", "sujet": "Voirie"}]

    assert find_apart(registers.MEETINGS, registers.mapped(registers.MEETINGS, tmp_path, rows)) == frozenset()


def test_a_name_of_a_million_characters_takes_no_longer_than_its_length(tmp_path):
    rows = [{"nom": text * 200_000} for text in ("M. - ", "mme,(", "A'B- ", "E.I.E")]

    assert find_apart(registers.AIDS, registers.mapped(registers.AIDS, tmp_path, rows)) >= {2, 3}
