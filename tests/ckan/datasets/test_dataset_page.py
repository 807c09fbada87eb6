"""The page of a dataset: what it holds, how good it is, whoever made it and with how little."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from ckan.tests import factories
from ckanext.datastore.backend.postgres import get_write_engine

from ckanext.forum import current

pytestmark = pytest.mark.services
ANNUAL = "http://publications.europa.eu/resource/authority/frequency/ANNUAL"


@pytest.fixture
def page(app):
    def call(name, user=None):
        headers = {"Authorization": factories.APIToken(user=user)["token"]} if user else {}
        answer = app.get(f"/dataset/{name}", headers=headers)
        return BeautifulSoup(answer.body, "html.parser")

    return call


@pytest.fixture
def plain(town, site_act):
    """A dataset that is no register, with the fields that are given."""

    def call(name="arbres", **fields):
        return site_act("package_create", name=name, owner_org="valmont", **fields)

    return call


@pytest.fixture
def trees(plain, site_act):
    """A plain dataset with a table, one of whose three columns is explained."""
    plain(license_id="lov2", notes="Les arbres remarquables de la ville, relevés chaque année.")
    return site_act(
        "datastore_create",
        resource={"package_id": "arbres", "name": "Arbres", "format": "CSV"},
        fields=[
            {"id": "essence", "type": "text", "info": {"label": "Essence", "notes": "Nom de l’arbre."}},
            {"id": "hauteur", "type": "numeric"},
            {"id": "plante", "type": "date"},
        ],
        records=[{"essence": "Tilleul", "hauteur": 14.5, "plante": None}] * 12,
    )


def words(part):
    return re.sub(r"[\s\u00a0\u202f]+", " ", part.get_text(" ")).strip()


def section(html, heading):
    return html.find(id=heading).find_parent("section")


def points(html):
    return {
        item.find(string=True).strip(): "holds" in item["class"] for item in html.select(".point-list li")
    }


def test_a_register_shows_its_first_rows_its_columns_and_its_named_quality(published, page):
    html = page(current.current("subventions", "valmont").dataset_id)

    rows = section(html, "preview").select("tbody tr")
    assert len(rows) == 3
    assert rows[0].a["href"].startswith("/registres/subventions/valmont/lignes/")
    filled = {
        row.code.get_text(): words(row.select("td")[-1])
        for row in section(html, "columns").select("tbody tr")
    }
    assert filled["montant"] == "100 %"
    assert filled["idRAE"] == "0 %"
    assert points(html)["Lignes conformes au schéma"]
    assert (
        html.find("a", string="Ouvrir le tableau complet")["href"] == "/registres/subventions/valmont/tableau"
    )


def test_the_request_of_a_register_works(published, page, app):
    html = page(current.current("subventions", "valmont").dataset_id)

    address = re.search(r'curl "([^"]+)"', html.pre.get_text())[1]

    assert len(app.get(address).json["rows"]) == 3


def test_a_plain_dataset_with_a_table_shows_rows_columns_and_what_nobody_explained(trees, page):
    html = page("arbres")

    assert words(section(html, "preview").caption) == "Arbres : 8 lignes sur 12"
    assert [
        words(cell) for cell in section(html, "preview").select("tbody tr")[0].find_all(["th", "td"])
    ] == [
        "Tilleul",
        "14,5",
        "",
    ]
    assert [words(row.th) for row in section(html, "columns").select("tbody tr")] == [
        "Essence essence",
        "hauteur",
        "plante",
    ]
    assert "2 colonnes sur 3 sans titre ni note" in words(html)
    assert points(html)["Colonnes expliquées"] is False
    assert points(html)["Licence déclarée"] is True


def test_the_request_of_a_plain_dataset_works(trees, page, app):
    address = re.search(r'curl "([^"]+)"', page("arbres").pre.get_text())[1]

    assert app.get(address).json["result"]["total"] == 12


def test_an_officer_is_told_how_to_explain_columns_and_a_visitor_is_not(trees, page, town, site_act):
    editor = factories.User()["name"]
    site_act("organization_member_create", id="valmont", username=editor, role="editor")

    assert "remplissez le dictionnaire de données" in words(page("arbres", editor))
    assert "remplissez le dictionnaire de données" not in words(page("arbres"))


def test_a_dataset_of_which_only_the_name_is_known_shows_no_empty_part(plain, page):
    plain("nu")

    html = page("nu")

    assert html.h1.get_text(strip=True) == "nu"
    assert html.find(id="preview") is None
    assert html.find(id="columns") is None
    assert "None" not in html.main.get_text()
    assert not any(points(html).values())
    assert not [head for head in html.main.find_all(["h2", "h3"]) if not head.get_text(strip=True)]


def test_files_that_this_site_does_not_read_are_said_to_open_elsewhere(plain, page):
    plain("plan", resources=[{"url": "https://exemple.fr/plan.pdf", "name": "Plan", "format": "PDF"}])

    html = page("plan")

    assert "Ce fichier ne se lit pas dans la page" in words(section(html, "preview"))
    assert points(html)["Formats ouverts"] is False


@pytest.mark.parametrize(("years", "word", "held"), [(0, "Rythme tenu", True), (3, "En retard", False)])
def test_a_declared_frequency_is_kept_or_not(plain, page, years, word, held):
    end = (datetime.now(UTC) - timedelta(days=365 * years)).date().isoformat()
    plain("annuel", frequency=ANNUAL, temporal_coverage=[{"start": "2015-01-01", "end": end}])

    html = page("annuel")

    assert points(html)["Rythme tenu"] is held
    assert word in words(html.select_one(".facts-line"))


def test_sixty_files_and_a_long_title_are_all_shown(plain, page):
    files = [{"url": f"https://exemple.fr/{n}.csv", "name": f"Année {n}", "format": "CSV"} for n in range(60)]
    plain("long", title="Très long " * 20, resources=files)

    html = page("long")

    assert len(html.select(".file-choices > li")) == 60


def test_a_hostile_description_is_only_text(plain, page):
    plain(
        "hostile", notes="<script>alert(1)</script><img src=x onerror=alert(1)> [clic](javascript:alert(1))"
    )

    html = page("hostile")

    opening = html.select_one(".opening")
    assert opening.script is None
    assert not [tag for tag in opening.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    assert not [link for link in opening.find_all("a", href=True) if link["href"].startswith("javascript")]


def test_a_private_table_is_shown_to_its_members_only(plain, site_act, page, app):
    plain("reserve", private=True)
    site_act(
        "datastore_create",
        resource={"package_id": "reserve", "name": "Réserve"},
        fields=[{"id": "mot", "type": "text"}],
        records=[{"mot": "VALEUR-RESERVEE"}],
    )
    member = factories.User()["name"]
    site_act("organization_member_create", id="valmont", username=member, role="member")

    assert "VALEUR-RESERVEE" in page("reserve", member).get_text()
    assert app.get("/dataset/reserve").status_code == 404


def test_a_table_that_went_leaves_the_file(trees, page):
    # CKAN still says that the file has a table.
    with get_write_engine().begin() as connection:
        connection.execute(sa.text(f'DROP TABLE "{trees["resource_id"]}"'))

    html = page("arbres")

    assert html.find(id="columns") is None
    assert len(html.select(".file-choices > li")) == 1
