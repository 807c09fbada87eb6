"""The registers of the fictional authorities speak of one town: what one says, the others know."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

SEED = Path(__file__).parents[2] / "seed_data"
TOWN = "valmont-sur-dore"
YEARS = {"2022", "2023", "2024", "2025"}


def table(name, organization=TOWN):
    with (SEED / organization / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def votes():
    return {row["DELIB_ID"]: row for row in table("deliberations")}


def test_every_subsidy_to_a_body_was_voted_before_its_convention(votes):
    grants = [
        row for row in table("subventions-2022-2025") if row["idBeneficiaire"] or row["rnaBeneficiaire"]
    ]

    of_persons = {row["referenceDecision"] for row in grants if row["referenceDecision"] not in votes}
    late = [
        row["referenceDecision"]
        for row in grants
        if row["referenceDecision"] in votes
        and not votes[row["referenceDecision"]]["DELIB_DATE"] <= row["dateConvention"]
    ]

    assert of_persons == set()
    assert late == []
    assert {votes[row["referenceDecision"]]["DELIB_MATIERE_CODE"] for row in grants} == {"7.5"}
    assert len(votes) == len(table("deliberations"))


def test_what_was_granted_is_a_subsidy_and_what_was_refused_is_none():
    keys = ("referenceDecision", "nomBeneficiaire", "idBeneficiaire", "rnaBeneficiaire")
    granted, asked = set(), defaultdict(set)
    for row in table("subventions-2022-2025"):
        if row["dateConvention"] >= "2024" and (row["idBeneficiaire"] or row["rnaBeneficiaire"]):
            granted.add(tuple(row[key] for key in keys))
    for row in table("subventions-complements"):
        asked[row["decision"]].add(tuple(row[key] for key in keys))

    assert asked["accordée"] == granted
    assert asked["refusée"]
    assert asked["refusée"].isdisjoint(granted)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("indemnites", "delib_id"),
        ("subventions-complements", "delib_id"),
        ("grille-cotation", "reference_delib"),
        ("bareme-creche", "reference_delib"),
    ],
)
def test_a_decision_that_a_register_names_is_in_the_list(votes, name, column):
    named = {row[column] for row in table(name)} - {""}

    assert named
    assert named <= votes.keys()


def test_the_accounts_pay_the_allowances_of_the_council(votes):
    paid = defaultdict(Decimal)
    for row in table("indemnites"):
        if row["organisme_siret"] == row["coll_siret"] and row["nature"] == "indemnité de fonction":
            paid[row["exercice"]] += Decimal(row["montant_brut_annuel"])

    lines = [row for row in table("budget") if row["BGT_NATURE"] == "65311" and row["BGT_MTREAL"]]

    assert {row["BGT_ANNEE"]: Decimal(row["BGT_MTREAL"]) for row in lines} == {
        year: paid[year] for year in YEARS - {"2025"}
    }


def test_the_accounts_pay_the_subsidies_in_money():
    granted = defaultdict(Decimal)
    for row in table("subventions-2022-2025"):
        if row["nature"] == "aide en numéraire":
            granted[row["dateConvention"][:4]] += Decimal(row["montant"])

    paid = defaultdict(Decimal)
    for row in table("budget"):
        if row["BGT_NATURE"] in {"65748", "657363"} and row["BGT_MTREAL"]:
            paid[row["BGT_ANNEE"]] += Decimal(row["BGT_MTREAL"])

    assert paid == {year: granted[year] for year in YEARS - {"2025"}}


def test_what_became_of_requests_agrees_with_the_subsidies_and_the_council(votes):
    granted = {(row["referenceDecision"], row["nomBeneficiaire"]) for row in table("subventions-2022-2025")}
    council = {f"{row['elu_prenom']} {row['elu_nom']}" for row in table("indemnites")}
    requests = table("subventions-complements")

    given = [row for row in requests if row["decision"] == "accordée"]
    accepted = {(row["referenceDecision"], row["nomBeneficiaire"]) for row in given}
    absent = {name for row in requests for name in row["elus_deportes"].split(" ; ")}

    assert accepted <= granted
    assert {row["delib_id"] for row in requests} <= votes.keys()
    assert absent - {""} <= council
    assert {row["decision"] for row in requests} == {"accordée", "refusée"}


@pytest.mark.parametrize(
    ("using", "used", "grid"),
    [
        ("attributions-logements", "grille_version", "grille-cotation"),
        ("attributions-creche", "bareme_version", "bareme-creche"),
    ],
)
def test_an_allocation_names_a_grid_that_was_in_force(using, used, grid):
    versions = {row[used]: (row["date_debut"], row["date_fin"] or "9999") for row in table(grid)}

    allocations = [row for row in table(using) if row[used]]

    assert allocations
    for row in allocations:
        first, last = versions[row[used]]
        assert first <= (row.get("date_commission") or row["periode_fin"]) <= last


@pytest.mark.parametrize(
    "name", ["attributions-logements", "seances-caleol", "attributions-creche", "derogations-scolaires"]
)
def test_no_small_count_is_said_nor_given_back_by_those_beside(name):
    for row in table(name):
        counts = {
            key: int(cell)
            for key, cell in row.items()
            if key.startswith("nb_") and cell and key not in {"nb_membres_presents"}
        }
        assert all(count == 0 or count > 10 for count in counts.values())
        hidden = any(not row[key] for key in row if key.startswith("nb_") and key != "nb_places_disponibles")
        assert row["secret_stat"] == ("oui" if hidden else "non")


def test_the_gaps_are_those_that_were_meant():
    delayed = [row for row in table("indemnites") if row["source_declaration"] == "non reçu"]
    schools = {(row["annee_scolaire"], row["nom_demande"]) for row in table("derogations-scolaires")}
    valleys = table("deliberations", "cc-des-trois-vallees")

    assert {row["exercice"] for row in delayed} == {"2024", "2025"}
    assert len({row["organisme_siret"] for row in delayed}) == 1
    assert ("2023-2024", "École Beauregard") not in schools
    assert ("2024-2025", "École Beauregard") in schools
    assert not [row for row in valleys if "2024-09-01" <= row["DELIB_DATE"] <= "2024-12-31"]
    assert "0" in {row["nb_attributions"] for row in table("attributions-logements", "cc-des-trois-vallees")}
