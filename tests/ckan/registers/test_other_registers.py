"""Registers that are only folders have their pages, by the same path as any other."""

from __future__ import annotations

import pytest

from ckanext.forum import quarantine
from forum_core.schema.store import installed_root, load_store

pytestmark = pytest.mark.services


@pytest.fixture
def example(town, site_act):
    """Publish what the valid example of a register holds of the town."""

    def call(register):
        path = installed_root() / register / "examples" / "valid.csv"
        with quarantine.deposited(path) as deposit:
            site_act(
                "forum_publish", register=register, organization="valmont", deposit=deposit, partial=True
            )

    return call


@pytest.mark.parametrize("register", sorted(set(load_store().names()) - {"subventions"}))
def test_every_tab_of_a_register_opens(register, example, get):
    example(register)
    home = get(f"/registres/{register}/valmont")

    tabs = [link["href"] for link in home.html.select("nav.page-tabs a[href]")]

    assert len(tabs) == 6
    assert [get(tab).status for tab in tabs] == [200] * 6


def test_a_budget_is_added_up_only_where_it_makes_sense(example, get):
    example("budget")

    mixed = get("/registres/budget/valmont", annee="2024")
    spent = get("/registres/budget/valmont", annee="2024", BGT_CODRD="dépense", BGT_OPBUDG="réel")

    asked = "choisissez une valeur de «\u202fRecette ou dépense\u202f» et de «\u202fRéel ou ordre\u202f»."
    assert asked in mixed.text
    assert "en tout" not in mixed.text
    assert "Pour en voir la somme" not in spent.text
    assert "17\u202f507\u202f017,72\u00a0€ de dépenses réelles" in spent.text


def test_the_small_counts_that_a_law_asks_for_are_on_their_page(example, get):
    example("hautes_remunerations")

    rows = get("/registres/hautes_remunerations/valmont/tableau").html.select("tbody tr")

    cells = [[cell.get_text(strip=True) for cell in row.select("td")] for row in rows]
    assert len(rows) == 3
    assert all("5" in row or {"4", "6"} <= set(row) for row in cells)


def test_a_count_that_is_kept_secret_is_no_zero_and_was_not_forgotten(example, get):
    example("attributions_logements")

    table = get("/registres/attributions_logements/valmont/tableau").html
    hidden = [row for row in table.select("tbody tr") if "masqué" in row.get_text()]
    row = get(hidden[0].a["href"])

    assert hidden
    assert "masqué" in row.text
    assert "non renseigné" not in " ".join(cell.get_text() for cell in hidden[0].select("td"))


def test_a_person_of_public_life_is_named_in_full(example, get):
    example("indemnites_elus")

    table = get("/registres/indemnites_elus/valmont/tableau").html
    line = table.select_one("tbody tr")
    family, first = (cell.get_text(strip=True) for cell in line.select("th, td")[:2])
    row = get(line.a["href"]).html

    assert row.h1.get_text(strip=True).startswith(f"{first} {family}")
