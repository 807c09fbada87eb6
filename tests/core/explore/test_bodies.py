"""A body is one whatever the rows call it; a name without number has no page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import gate_registers as registers
import pytest

from forum_core.explore.bodies import (
    Identity,
    find_bodies,
    identify,
    parse_identifier,
    parts,
    rows_of,
)
from forum_core.explore.engine import open_engine
from forum_core.privacy.gate import clear

SIREN, RNA = "217500016", "W751234567"


@pytest.fixture
def reading(published_once):
    rows = [
        registers.aid("Judo club", jour=date(2024, 3, 1), somme=Decimal("100.00"), rna=RNA),
        registers.aid(
            "Club de judo", jour=date(2023, 5, 1), somme=Decimal("50.00"), siret="21750001600027", motif="b"
        ),
        registers.aid("JUDO CLUB", jour=date(2022, 1, 1), somme=Decimal("7.00"), siret=None, rna=RNA),
        registers.aid("Autre", jour=date(2022, 1, 1), somme=Decimal("3.00"), siret=registers.OTHER_BODY),
    ]
    return published_once(registers.AIDS, rows)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("217 500 016", SIREN),
        ("217 500 016 00019", SIREN),
        ("w75 1234567", RNA),
        ("21750001", None),
        ("judo", None),
        ("", None),
        ("٢١٧٥٠٠٠١٦", None),
    ],
)
def test_a_number_is_known_however_it_is_written(written, number):
    assert parse_identifier(written) == number


def test_a_column_of_siren_leads_to_the_body_too(quarantine, publications):
    siren = replace(registers.AIDS.field("siret"), meaning="siren")
    register = replace(
        registers.AIDS, fields=tuple(siren if one.name == "siret" else one for one in registers.AIDS.fields)
    )
    rows = [
        registers.aid("Foyer de la Dore", siret="21750001600019"),
        registers.aid("Autre", siret=registers.OTHER_BODY),
    ]
    table = registers.checked(registers.AIDS, quarantine, rows)
    cleared = clear(
        registers.AIDS, table, partial=False, withdrawn=frozenset(), former=None, into=publications
    )
    reading = open_engine(publications).read(register, cleared.path)

    (body,) = find_bodies(reading, "foyer", 5)

    assert body.identifier == SIREN
    assert [row.values["nom"] for row in rows_of(reading, identify(reading, SIREN), 10)] == [
        "Foyer de la Dore"
    ]


@pytest.mark.parametrize("asked", [SIREN, RNA])
def test_siren_and_rna_lead_to_the_same_rows(reading, asked):
    identity = identify(reading, asked)

    assert identity == Identity(SIREN, frozenset({RNA}))
    assert {(part.name, part.year, part.rows, part.total) for part in parts(reading, identity)} == {
        ("Judo club", 2024, 1, Decimal("100.00")),
        ("Club de judo", 2023, 1, Decimal("50.00")),
        ("JUDO CLUB", 2022, 1, Decimal("7.00")),
    }
    assert [row.values["jour"].year for row in rows_of(reading, identity, 10)] == [2024, 2023, 2022]


def test_rows_with_another_siren_stay_apart_even_with_the_same_rna(quarantine, publications):
    rows = [
        registers.aid("Un", rna=RNA),
        registers.aid("Deux", siret=registers.OTHER_BODY, rna=RNA, motif="autre"),
    ]
    table = registers.checked(registers.AIDS, quarantine, rows)
    cleared = clear(
        registers.AIDS, table, partial=False, withdrawn=frozenset(), former=None, into=publications
    )
    reading = open_engine(publications).read(registers.AIDS, cleared.path)

    assert [part.name for part in parts(reading, identify(reading, SIREN))] == ["Un"]
    assert identify(reading, RNA) == Identity(None, frozenset({RNA}))


def test_bodies_are_found_by_words_and_by_number(reading):
    by_words = find_bodies(reading, "judo club", 10)
    by_number = find_bodies(reading, "217 500 016 00027", 10)

    assert {(body.identifier, body.rows) for body in by_words} == {(SIREN, 3)}
    assert [(body.identifier, body.name) for body in by_number] == [(SIREN, "Club de judo")]
    assert find_bodies(reading, "absent", 10) == ()


def test_an_unknown_number_has_no_rows(reading):
    assert parts(reading, identify(reading, "999999999")) == ()
