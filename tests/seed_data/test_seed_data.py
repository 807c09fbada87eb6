"""The fictional authorities: their files are those of the script, and hold what the mock-ups say."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from stdnum.fr import siren, siret

from forum_core.pipeline import prepare
from forum_core.privacy.gate import clear
from forum_core.rows.check import Authority
from forum_core.rows.read import read_file
from forum_core.schema.store import load_store

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seed_data"
TODAY = date(2026, 11, 30)
DEMO = yaml.safe_load((SEED / "demo.yaml").read_text(encoding="utf-8"))
WORDS = yaml.safe_load((SEED / "names.yaml").read_text(encoding="utf-8"))
CLEAN = SEED / "valmont-sur-dore" / "subventions-2022-2025.csv"
FAULTY = SEED / "valmont-sur-dore" / "avec-erreurs.csv"


@pytest.fixture(scope="module")
def grants():
    with CLEAN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bodies_only(grants):
    return [row for row in grants if not row["nomBeneficiaire"].startswith(("M. ", "Mme "))]


def authority(name):
    profile = next(o for o in DEMO["organizations"] if o["name"] == name)
    return Authority(frozenset({profile["siren"], *profile["other_sirens"].split()}))


def prepared(path, into, *, repair=False, organization="valmont-sur-dore"):
    raw = read_file(path, into)
    schema = load_store().get("subventions")
    return prepare(schema, raw, authority=authority(organization), today=TODAY, repair=repair, into=into)


def test_the_script_makes_the_files_that_are_committed(tmp_path):
    subprocess.run([sys.executable, SEED / "build.py", tmp_path], check=True)

    built = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.csv")}

    assert len(built) == 18
    assert built == {path.relative_to(SEED): path.read_bytes() for path in SEED.rglob("*.csv")}


@dataclass(frozen=True)
class Figures:
    """What the mock-ups say of a year: grants to bodies, then those to persons, which stand beside."""

    rows: int
    total: int
    bodies: int
    persons: int
    to_persons: int


@pytest.mark.parametrize(
    ("year", "figures"),
    [
        ("2022", Figures(771, 11_104_300, 470, 13, 15_600)),
        ("2023", Figures(786, 11_512_650, 480, 13, 16_250)),
        ("2024", Figures(797, 11_987_400, 489, 12, 14_400)),
        ("2025", Figures(812, 12_431_900, 498, 0, 0)),
    ],
)
def test_each_year_comes_to_the_figures_of_the_mock_ups(grants, year, figures):
    of_year = [row for row in grants if row["dateConvention"].startswith(year)]

    helped = bodies_only(of_year)

    total = sum(Decimal(row["montant"]) for row in helped)
    assert figures == Figures(
        rows=len(helped),
        total=total,
        bodies=len({row["idBeneficiaire"] or row["rnaBeneficiaire"] for row in helped}),
        persons=len(of_year) - len(helped),
        to_persons=sum(Decimal(row["montant"]) for row in of_year) - total,
    )


def test_the_largest_of_2025_are_those_of_the_mock_ups(grants):
    sums = defaultdict(Decimal)
    for row in bodies_only(grants):
        if row["dateConvention"].startswith("2025"):
            sums[row["nomBeneficiaire"]] += Decimal(row["montant"])

    ranked = sorted(sums.items(), key=lambda item: -item[1])

    assert [name for name, _ in ranked[:15]] == [leader["name"] for leader in WORDS["leaders"]]
    assert ranked[0] == ("Centre communal d’action sociale", 3_120_000)
    assert ("Judo club de Valmont", 96_400) in ranked
    assert sum(amount for _, amount in ranked[:10]) == 7_583_400


def test_a_number_is_one_body_and_passes_its_check(grants):
    names = defaultdict(set)
    for row in bodies_only(grants):
        for number in filter(None, (row["idBeneficiaire"], row["rnaBeneficiaire"])):
            names[number].add(row["nomBeneficiaire"])

    assert all(len(found) == 1 for found in names.values())
    assert all(siret.is_valid(number) for number in names if not number.startswith("W"))


def test_authorities_have_numbers_that_no_real_body_can_have():
    numbers = [n for o in DEMO["organizations"] for n in (o["siren"], *o["other_sirens"].split())]

    assert all(siren.is_valid(number) for number in numbers)
    assert all(number[2:4] == "00" for number in numbers)


def test_the_clean_file_has_nothing_to_say_of(tmp_path):
    found = prepared(CLEAN, tmp_path)

    assert list(found.report.findings) == []
    assert len(found.checked.apart) == 38
    assert found.checked.refused == ()


def test_the_community_s_file_is_good_once_repaired(tmp_path):
    found = prepared(
        SEED / "cc-des-trois-vallees" / "subventions_2023_2025.csv",
        tmp_path,
        repair=True,
        organization="cc-des-trois-vallees",
    )

    assert found.report.read.encoding == "cp1252"
    assert list(found.report.errors) == []
    assert (found.report.rows, len(found.checked.apart)) == (181, 4)


def test_the_community_s_file_has_no_good_row_without_repair(tmp_path):
    path = SEED / "cc-des-trois-vallees" / "subventions_2023_2025.csv"

    found = prepared(path, tmp_path, organization="cc-des-trois-vallees")

    assert len(found.checked.refused) == found.report.rows


def test_each_kind_of_error_is_found_on_a_row_of_its_own(tmp_path):
    found = prepared(FAULTY, tmp_path)

    codes = {finding.code for finding in found.report.findings}
    assert codes >= {
        "blank-row", "column-ignored", "constraint-error", "error-cell", "mojibake", "money-decimals",
        "one-of-required", "other-authority", "period-order", "probable-duplicate", "row-too-long",
        "row-too-short", "siret-form", "siret-key", "siret-length", "siret-rounded", "stray-quote",
        "type-error",
    }  # fmt: skip
    assert len(found.checked.refused) == 32
    assert not found.checked.blocked


def test_the_demonstration_names_files_that_are_here():
    for publication in DEMO["publications"]:
        assert (SEED / publication["file"]).is_file()
        assert publication["organization"] in {o["name"] for o in DEMO["organizations"]}
        assert publication["register"] in load_store().names()


@pytest.mark.slow
@pytest.mark.parametrize("publication", DEMO["publications"], ids=lambda one: one["file"])
def test_every_file_of_the_demonstration_goes_out_whole(publication, tmp_path):
    schema = load_store().get(publication["register"])
    raw = read_file(SEED / publication["file"], tmp_path)
    done = prepare(
        schema,
        raw,
        authority=authority(publication["organization"]),
        today=TODAY,
        repair=publication.get("repair", False),
        into=tmp_path,
    )

    cleared = clear(
        schema, done.checked, partial=False, withdrawn=frozenset(), former=None, into=tmp_path
    ).clearance

    assert cleared.rows_refused == 0
    assert cleared.rows_out > 0
    assert cleared.rows_in == cleared.rows_out + cleared.rows_suppressed


def test_every_register_is_in_the_demonstration():
    assert {publication["register"] for publication in DEMO["publications"]} == set(load_store().names())


def test_persons_who_must_never_come_out_are_named_nowhere_else(grants):
    """So that a search for one of these names anywhere else proves a leak."""
    persons = WORDS["persons"]
    surnames = {name.removesuffix(" EI").removesuffix(" (EI)").split()[-1] for name in persons["names"]}

    bodies = " ".join(row["nomBeneficiaire"] + row["objet"] for row in bodies_only(grants))

    assert len(surnames) == len(persons["names"])
    assert not any(surname in bodies for surname in surnames)
