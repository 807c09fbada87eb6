"""Accents come out right, and a doubt is said."""

from __future__ import annotations

import pytest

TEXT = "nom;montant\nThéâtre « Été » à Nœux-lès-Mines;12,50 €\n"
CELLS = [("Théâtre « Été » à Nœux-lès-Mines", "12,50 €")]


@pytest.mark.parametrize(
    ("codec", "stated"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_the_encodings_of_french_files_are_found_without_doubt(reading, codec, stated):
    found = reading(TEXT.encode(codec))

    assert found.rows == CELLS
    assert found.headers == ("nom", "montant")
    assert found.read.encoding == stated
    assert found.codes == []


def test_a_utf8_mark_before_cp1252_is_contradicted_by_the_text(reading):
    found = reading(b"\xef\xbb\xbf" + TEXT.encode("cp1252"))

    assert found.rows == CELLS
    assert found.headers == ("nom", "montant")
    assert found.read.encoding == "cp1252"
    assert found.codes == ["encoding-mark-contradicted"]


@pytest.mark.parametrize("codec", ["mac-roman", "cp850"])
def test_old_encodings_are_read_and_said_to_be_doubtful(reading, codec):
    text = "nom;objet\nThéâtre;été à la mère, forêt, ça\n"

    found = reading(text.encode(codec))

    assert found.rows == [("Théâtre", "été à la mère, forêt, ça")]
    assert found.read.encoding == codec
    assert found.codes == ["encoding-doubtful"]


def test_a_person_may_contradict_the_encoding(reading):
    found = reading("nom;code\nŽ;1\n".encode("cp1252"), encoding="mac-roman")

    assert found.rows == [("é", "1")]
    assert found.read.encoding == "mac-roman"


def test_an_encoding_that_does_not_fit_is_refused_with_the_line(refusal):
    refused = refusal("nom;code\nJudo;1\nÉté;2\n".encode("cp1252"), encoding="utf-8")

    assert refused.code == "file.undecodable"
    assert refused.params["line"] == 3


@pytest.mark.parametrize("name", ["klingon", "base64", "cp037"])
def test_an_encoding_that_is_not_offered_is_refused(refusal, name):
    assert refusal(TEXT, encoding=name).code == "file.encoding-unknown"


def test_mojibake_is_seen_and_told_once_a_column(reading):
    damaged = "é".encode().decode("cp1252")
    rows = "".join(f"Th{damaged}âtre;{i};Âge, JOÃO, ÂME\n" for i in range(5))

    found = reading("nom;code;objet\n" + rows)

    assert found.codes == ["mojibake"]
    assert dict(found.finding("mojibake").params) == {"column": "nom", "rows": 5, "first_row": 2}


def test_characters_lost_in_a_former_conversion_are_told(reading):
    found = reading("nom;objet\nTh\ufffdtre;l\u0092eau\n")

    assert sorted(found.codes) == ["lost-characters", "odd-characters"]
