"""From a read file to the gate's door, on real files and on files as they should not be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from mapped_tables import GOOD, TODAY, folder, raw, row

from forum_core.errors import MappingRefused
from forum_core.pipeline import prepare
from forum_core.rows.check import Authority
from forum_core.rows.read import read_file

REAL = Path(__file__).parent / "real_extracts"


def prepared(schema, path, *, repair=False, authority=None):
    into = folder()
    return prepare(schema, read_file(path, into), authority=authority, today=TODAY, repair=repair, into=into)


def table(schema, *rows, **options):
    options = {"authority": None, "today": TODAY, "repair": False, "into": folder()} | options
    return prepare(schema, raw(list(GOOD), [list(line.values()) for line in rows]), **options)


def test_the_haute_garonne_file_has_37_good_rows_once_repaired(subsidies):
    plain = prepared(subsidies, REAL / "haute_garonne_2017.csv")
    mended = prepared(subsidies, REAL / "haute_garonne_2017.csv", repair=True)

    assert (plain.checked.spool.rows, len(plain.checked.refused)) == (0, 69)
    assert (mended.checked.spool.rows, len(mended.checked.refused)) == (37, 32)
    assert not mended.checked.blocked


def test_a_file_of_two_communes_is_refused_row_by_row_to_one_of_them(subsidies):
    sirens = _sirens(prepared(subsidies, REAL / "haute_garonne_2017.csv"))
    one = Authority(frozenset({sorted(sirens)[0]}))
    two = Authority(frozenset(sirens))

    for_one = prepared(subsidies, REAL / "haute_garonne_2017.csv", repair=True, authority=one)
    for_two = prepared(subsidies, REAL / "haute_garonne_2017.csv", repair=True, authority=two)

    assert len(sirens) == 2
    assert any(f.code == "other-authority" for f in for_one.report.errors)
    assert for_two.checked.spool.rows == 37


def _sirens(result):
    column = result.mapped.spool.table().column("idAttribuant").to_pylist()
    return {siret[:9] for siret in column}


def test_accents_of_the_somme_file_are_right(subsidies):
    result = prepared(subsidies, REAL / "somme_2017.csv")

    names = result.mapped.spool.table().column("nomAttribuant").to_pylist()
    assert names == ["Département de la Somme"] * 41


def test_repairs_are_reported_as_possible_when_they_are_not_asked_for(subsidies):
    plain = table(subsidies, row(montant="1,5"))
    mended = table(subsidies, row(montant="1,5"), repair=True)

    assert [(r.code, r.done) for r in plain.report.repairs] == [("decimal-comma", False)]
    assert [(r.code, r.done) for r in mended.report.repairs] == [("decimal-comma", True)]
    assert (plain.report.valid, mended.report.valid) == (False, True)


def test_a_row_about_a_person_is_not_refused_for_want_of_an_identifier(subsidies):
    result = table(subsidies, row(nomBeneficiaire="Mme Jeanne Personne", idBeneficiaire=""))

    assert result.report.valid
    assert result.checked.apart == (2,)


def test_a_file_of_another_register_is_refused(subsidies):
    with pytest.raises(MappingRefused):
        prepare(
            subsidies,
            raw(["a", "b"], [["1", "2"]]),
            authority=None,
            today=TODAY,
            repair=False,
            into=folder(),
        )


@pytest.mark.skipif(
    "FORUM_REAL_FILES" not in os.environ, reason="FORUM_REAL_FILES does not say where they are"
)
def test_the_poitiers_file_keeps_its_damaged_numbers(subsidies):
    (path,) = Path(os.environ["FORUM_REAL_FILES"]).glob("*Poitiers*")

    result = prepared(subsidies, path, repair=True)

    assert result.checked.rows_in == 562
    assert {repair.code for repair in result.report.repairs} == {"boolean-case"}
