"""Numbers and addresses of persons are found inside text, and what only looks like them is left alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest

from forum_core.privacy.scan import Hit, scan
from forum_core.rows.table import ROW


def kinds(*cells: str | None) -> list[tuple[str, int]]:
    batch = pa.RecordBatch.from_pydict(
        {ROW: pa.array(range(2, 2 + len(cells)), pa.int64()), "texte": pa.array(cells, pa.string())}
    )
    return [(hit.kind, hit.row) for hit in scan(batch, ["texte"])]


@pytest.mark.parametrize(
    "cell",
    [
        "185057800608491",
        "1 85 05 78 006 084 91",
        "Assuré 1-85-05-78-006-084-91, à rappeler",
        "n°185057800608491.",
        "2 55 08 14 168 025 38",
        "1\u00a085\u202f05 78 006 084 91",
        "１８５０５７８００６０８４９１",
        "9999 185057800608491",
        "1 85 05  78 006 084  91",
        "1/85/05/78/006/084/91",
        "1_85_05_78_006_084-91",
    ],
)
def test_a_social_security_number_with_a_right_key_is_found(cell):
    assert kinds("Fonctionnement", cell) == [("nir", 3)]


def test_a_social_security_number_of_corsica_is_found():
    body = "185052A006084"
    key = 97 - int(body.replace("2A", "19")) % 97

    assert kinds(f"{body}{key:02d}", f"{body.lower()} {key:02d}", f"{body}{(key + 1) % 97:02d}") == [
        ("nir", 2),
        ("nir", 3),
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "FR7630006000011234567890189",
        "FR76 3000 6000 0112 3456 7890 189",
        "À verser sur FR76 3000 6000 0112 3456 7890 189 avant mars",
        "iban:fr76-3000-6000-0112-3456-7890-189",
        "BE68 5390 0754 7034",
        "DE89370400440532013000.",
        "BE68  5390  0754  7034",
    ],
)
def test_an_iban_with_a_right_key_is_found(cell):
    assert kinds(cell) == [("iban", 2)]


@pytest.mark.parametrize(
    "cell",
    [
        "06 12 34 56 78",
        "0612345678",
        "+33 6 12 34 56 78",
        "0033712345678",
        "07.12.34.56.78",
        "06/12/34/56/78",
        "06  12  34  56  78",
        "-06-12-34-56-78",
        "0612 345 678",
        "+262 692 12 34 56",
    ],
)
def test_a_mobile_number_is_found(cell):
    assert kinds(f"Appeler le {cell}, merci") == [("phone_mobile", 2)]


@pytest.mark.parametrize(
    "cell",
    [
        "marie@example.org",
        "Écrire à Marie.Durand+aide@sous.example.fr.",
        "x＠example.org",
        "marie @ example.org",
        "marie (at) example.org",
        "marie[arobase]example.org",
        "x@évry.example.fr",
    ],
)
def test_an_email_address_is_found(cell):
    assert kinds(cell) == [("email_person", 2)]


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        "185057800608492",
        "1 85 05 78 006 084 92",
        "FR7630006000011234567890188",
        "21750001600019",
        "217 500 016 00019",
        "W380475558",
        "01 23 45 67 89",
        "0512345678",
        "2017-03-30/2017-05-24",
        "2017-06-30/2017-12-24",
        "2017-07-01_2017-12-31",
        "DELIB 06FIN du 13-04-2017",
        "CONV N° 2738-14 et DELIB AVANCE N°227-15 du 2014-12-19",
        "240 000 € (dont 5 000 en nature)",
        "1006123456789",
        "65d5b6c7-102c-4440-ac3b-768f708edc0a",
        "Rendez-vous @ la mairie",
        "Concert @ 14.30",
        "Marché (à bons de commande) 2024.12",
        "300 060 123 45678",
        "Twitter : @valmont",
    ],
)
def test_what_only_looks_like_a_personal_number_is_left_alone(cell):
    assert kinds(cell) == []


def test_numbers_are_read_when_they_are_as_long_as_a_social_security_number():
    long = 185057800608491
    columns = {
        ROW: pa.array([2, 3], pa.int64()),
        "entier": pa.array([None, long], pa.int64()),
        "court": pa.array([2024, None], pa.int32()),
        "part": pa.array([float(long), 1.5], pa.float64()),
        "somme": pa.array([Decimal("1500.00"), Decimal(long)], pa.decimal128(18, 2)),
        "vrai": pa.array([True, None], pa.bool_()),
        "jour": pa.array([date(2024, 1, 1), None], pa.date32()),
    }
    batch = pa.RecordBatch.from_pydict(columns)

    hits = list(scan(batch, [name for name in columns if name != ROW]))

    assert hits == [Hit("nir", "entier", 3), Hit("nir", "part", 2), Hit("nir", "somme", 3)]


def test_numbers_of_another_length_and_another_key_are_left_alone():
    columns = {
        ROW: pa.array([2, 3, 4], pa.int64()),
        "somme": pa.array([185057800608492.0, 1850578006084910.0, float("inf")], pa.float64()),
        "entier": pa.array([2**63 - 1, -(2**63), None], pa.int64()),
    }

    assert list(scan(pa.RecordBatch.from_pydict(columns), ["somme", "entier"])) == []


def test_a_hit_has_no_place_for_a_value():
    assert Hit.__slots__ == ("kind", "column", "row")


@pytest.mark.slow
def test_hostile_cells_take_no_longer_than_their_length():
    length = 200_000
    cells = [
        "a" * length + " 06 12 34 56 78",
        "1 85 05 " * (length // 8),
        "FR76 " * (length // 50),
        "." * length + "@",
    ]

    assert kinds(*cells) == [("phone_mobile", 2)]
