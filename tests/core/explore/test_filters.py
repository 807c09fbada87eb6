"""What a visitor asks for keeps exactly the rows that it names; what makes no sense is said and left out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import gate_registers as registers
import pytest
from explored import names, published

from forum_core.explore.address import filter_query, parse_filter
from forum_core.explore.figures import Facet, figures
from forum_core.explore.filters import ALL, Filter, years
from forum_core.explore.matches import words_sql
from forum_core.explore.words import split_words


def test_each_facet_respects_the_other_filters_and_not_its_own(reading):
    found = figures(reading, Filter(year=2024, band="petit"))

    assert found.rows == 1
    assert found.years == (
        Facet("2024", 1, Decimal("500.00")),
        Facet("2023", 1, Decimal("999.99")),
        Facet("2022", 0, Decimal(0)),
    )
    assert found.bands == (
        Facet("petit", 1, Decimal("500.00")),
        Facet("moyen", 1, Decimal("1500.50")),
        Facet("grand", 0, Decimal(0)),
    )


def test_a_band_holds_its_upper_bound_and_not_its_lower_one(reading):
    assert names(reading, Filter(band="petit")) == ["Élan théâtral", "Judo club annexe"]
    assert names(reading, Filter(band="moyen")) == ["élan cycliste", "Judo club"]
    assert names(reading, Filter(band="grand")) == ["Zébulon"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ELAN", ["élan cycliste", "Élan théâtral"]),
        ("élan théâtral", ["Élan théâtral"]),
        ("theatral ELAN", ["Élan théâtral"]),
        ("ecoles", ["Judo club annexe", "Zébulon"]),
        ("judo ecoles", ["Judo club annexe"]),
        ("judos", ["Judo club", "Judo club annexe"]),
        ("clubs judos", ["Judo club", "Judo club annexe"]),
        ("tatamis", ["Judo club"]),
        ("écolx", []),
        ("L'OEUVRE", ["Judo club"]),
        ("l’œuvre", ["Judo club"]),
        ("217 500 016 00019", ["Judo club"]),
        ("217\u00a0500\u202f016", ["Judo club", "Judo club annexe"]),
        ("21860194600013", ["élan cycliste", "Zébulon"]),
        ("absent", []),
        ("%", []),
        ("_", []),
        ("' OR 1=1 --", []),
    ],
)
def test_words_are_found_however_they_are_written(reading, words, found):
    flt, problems = parse_filter(registers.AIDS, {"q": words}, years(reading))

    assert (names(reading, flt), problems) == (found, ())
    assert figures(reading, flt).rows == len(found)


def test_short_numbers_stay_words_of_their_own():
    assert split_words("judo 2024 2025") == ["judo", "2024", "2025"]
    assert split_words("217 500 016 00019 judo") == ["21750001600019", "judo"]


def test_a_hyphen_parts_words_and_not_numbers():
    assert split_words("Judo-club") == ["judo", "club"]
    assert split_words("Saint\u2010Étienne") == ["saint", "etienne"]
    assert split_words("2017-03-103 W75-123") == ["2017-03-103", "w75-123"]


def test_a_filter_that_keeps_nothing_has_figures_too(reading):
    found = figures(reading, Filter(words="absent"), top=3)

    assert (found.rows, found.total, found.median, found.bodies, found.top) == (
        0,
        Decimal("0.00"),
        None,
        0,
        (),
    )


@pytest.mark.parametrize(
    ("args", "flt", "codes"),
    [
        ({}, ALL, []),
        ({"q": "  judo   club ", "autre": "x"}, Filter(words="judo club"), []),
        ({"annee": "2024", "tranche": "petit"}, Filter(year=2024, band="petit"), []),
        ({"annee": "2031"}, ALL, ["filter.year-absent"]),
        ({"annee": "20x4", "tranche": "énorme"}, ALL, ["filter.band-unknown", "filter.year-format"]),
        ({"annee": "٢٠٢٤"}, ALL, ["filter.year-format"]),
        ({"q": "a" * 300}, Filter(words="a" * 200), ["filter.words-long"]),
    ],
)
def test_a_wrong_part_of_an_address_is_said_and_left_out(reading, args, flt, codes):
    found, problems = parse_filter(registers.AIDS, args, years(reading))

    assert found == flt
    assert [problem.code for problem in problems] == codes


def test_years_come_from_the_data_latest_first(reading):
    assert years(reading) == (2024, 2023, 2022)


@pytest.mark.parametrize(
    ("args", "found"),
    [
        ({"montant_min": "999,99", "montant_max": "1 500,50 €"}, ["Élan théâtral", "Judo club"]),
        ({"montant_min": "50 000"}, ["Zébulon"]),
        ({"du": "2023-06-01", "au": "01/03/2024"}, ["élan cycliste", "Judo club"]),
        ({"au": "2022-12-31"}, ["Zébulon"]),
    ],
)
def test_ranges_hold_their_bounds(reading, args, found):
    flt, problems = parse_filter(registers.AIDS, args, years(reading))

    assert (names(reading, flt), problems) == (found, ())
    assert figures(reading, flt).rows == len(found)
    assert parse_filter(registers.AIDS, filter_query(flt), years(reading)) == (flt, ())


@pytest.mark.parametrize(
    ("args", "codes"),
    [
        ({"montant_min": "1e9"}, ["filter.amount-format"]),
        ({"montant_min": "5", "montant_max": "4"}, ["filter.amount-order"]),
        ({"du": "31/02/2024"}, ["filter.date-format"]),
        ({"du": "2024-02-01", "au": "2024-01-01"}, ["filter.date-order"]),
        ({"europe": "peut-être"}, ["filter.choice-unknown"]),
    ],
)
def test_a_range_or_a_choice_without_sense_is_said_and_left_out(args, codes):
    page = replace(registers.AIDS.page, columns=("nom", "europe"))

    flt, problems = parse_filter(replace(registers.AIDS, page=page), args, (2024,))

    assert flt == ALL
    assert [problem.code for problem in problems] == codes


def test_a_column_of_choices_is_a_filter_with_its_facets(quarantine, publications):
    page = replace(registers.AIDS.page, columns=("nom", "europe"))
    schema = replace(registers.AIDS, page=page)
    rows = [
        registers.aid("A", europe=True),
        registers.aid("B", europe=False),
        registers.aid("C", europe=False),
    ]
    reading = published(schema, rows, quarantine, publications)

    flt, problems = parse_filter(schema, {"europe": "non"}, years(reading))
    (column,) = figures(reading, flt).choices

    assert (names(reading, flt), problems) == (["B", "C"], ())
    assert [(facet.key, facet.rows) for facet in column.facets] == [("oui", 1), ("non", 2)]
    assert filter_query(flt) == {"europe": "non"}


def test_letters_are_looked_for_in_a_number_only_where_they_can_stand():
    names = ("nom", "siret", "rna")
    everywhere, (_, *_) = words_sql(registers.AIDS, names, "2024")
    long_word, _ = words_sql(registers.AIDS, names, "judoka")
    short_word, _ = words_sql(registers.AIDS, names, "wabc")

    assert everywhere.count("regexp_extract") == len(names)
    assert ("siret" in long_word, "rna" in long_word) == (False, False)
    assert ("siret" in short_word, "rna" in short_word) == (False, True)
