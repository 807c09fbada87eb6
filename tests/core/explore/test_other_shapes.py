"""Registers that are shaped otherwise than ours: days alone, persons by first name and name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import gate_registers as registers
import pytest

from forum_core.explore.bodies import find_bodies
from forum_core.explore.figures import figures
from forum_core.explore.filters import ALL, Filter
from forum_core.explore.pictures import pictures
from forum_core.schema.model import PagePicture

DAYS = registers.register(
    "jours",
    (registers.column("jour", "date"),),
    replace(
        registers.MEETINGS.page,
        subject="jour",
        date="jour",
        words=("jour",),
        columns=("jour",),
        one="séance",
        many="séances",
        subject_one="journée",
        subject_many="journées",
    ),
    key=("jour",),
)
SEATS = registers.register(
    "sieges",
    (*registers.MEETINGS.fields, registers.column("prenom", "text")),
    replace(registers.MEETINGS.page, before="prenom", pictures=(PagePicture("top-subjects"),)),
    key=registers.MEETINGS.key,
)


def seat(elu, prenom, sujet):
    return {"annee": 2026, "elu": elu, "prenom": prenom, "sujet": sujet}


@pytest.fixture
def days(published_once):
    return published_once(DAYS, [{"jour": date(2026, 1, 12)}, {"jour": date(2025, 12, 1)}])


def test_a_register_of_days_alone_is_searched_as_any_other(days):
    (found,) = find_bodies(days, "2026", 5)

    assert (found.identifier, found.name, found.rows) == (None, "2026-01-12", 1)
    assert figures(days, Filter(words="2025")).rows == 1


def test_two_persons_of_one_name_are_two_by_their_first_names(published_once):
    reading = published_once(
        SEATS, [seat("Durand", "Anne", "eau"), seat("Durand", "Paul", "eau"), seat("Durand", None, "eau")]
    )

    (picture,) = pictures(reading, ALL, link=lambda *_: None, today=date(2026, 11, 30))

    assert figures(reading, ALL).bodies == 3
    assert [row[0] for row in picture.table.rows] == ["Anne Durand", "Durand", "Paul Durand"]


def test_a_body_without_a_name_is_called_by_its_number(published_once):
    register = registers.AIDS
    named = replace(register, page=replace(register.page, pictures=(PagePicture("top-subjects"),)))
    reading = published_once(
        named,
        [registers.aid(None, jour=date(2024, 3, 1)), registers.aid("Autre", siret=registers.OTHER_BODY)],
    )

    (picture,) = pictures(reading, ALL, link=lambda *_: None, today=date(2026, 11, 30))

    assert {row[0] for row in picture.table.rows} == {registers.BODY, "Autre"}
