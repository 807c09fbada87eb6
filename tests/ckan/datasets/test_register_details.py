"""The fields that a register adds to the form of its own datasets, and to no other."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from ckan.plugins import toolkit as tk
from ckan.tests import factories

pytestmark = pytest.mark.services

REGISTER = "grille_cotation"
DETAILS = {
    "grille_deliberation": "DEL-2024-118",
    "grille_deliberation_date": "2024-12-09",
    "grille_deliberation_url": "https://www.valmont.example/deliberations/2024-118.pdf",
}


@pytest.fixture
def grid(town, site_act):
    """A dataset of a register that adds fields, with or without them."""

    def call(register=REGISTER, **fields):
        of = {"name": "grille", "title": "Grille", "owner_org": "valmont", "register": register}
        # A register without publication stays private.
        return site_act("package_create", **of, private=bool(register), **fields)

    return call


@pytest.fixture
def token():
    """What an administrator signs requests with."""
    user = factories.Sysadmin()
    return {"Authorization": factories.APIToken(user=user["name"])["token"]}


@pytest.fixture
def shown(app, token):
    """A page as an administrator sees it."""
    return lambda address: BeautifulSoup(app.get(address, headers=token).body, "html.parser")


def filled(html):
    return {one["name"]: one.get("value", "") for one in html.select("[name^=register_details-]")}


def test_the_form_of_a_register_has_its_fields_and_keeps_what_is_written(grid, app, token, shown, site_act):
    grid()
    asked = {f"register_details-{name}": value for name, value in DETAILS.items()}
    owner = site_act("organization_show", id="valmont")["id"]
    form = {"title": "Grille", "name": "grille", "owner_org": owner, "register": REGISTER, "private": "True"}

    before = shown("/dataset/edit/grille")
    answer = app.post(
        "/dataset/edit/grille",
        data={**form, "save": "", "pkg_name": "grille", **asked},
        headers=token,
        follow_redirects=False,
    )

    assert set(filled(before)) >= set(asked)
    assert set(filled(before).values()) == {""}
    assert answer.status_code == 302
    assert site_act("package_show", id="grille")["register_details"] == DETAILS
    assert asked.items() <= filled(shown("/dataset/edit/grille")).items()


def test_a_form_that_was_refused_is_shown_again_with_its_sentence(grid, app, token, site_act):
    grid()
    owner = site_act("organization_show", id="valmont")["id"]
    form = {"title": "Grille", "name": "grille", "owner_org": owner, "register": REGISTER, "private": "True"}
    wrong = {"register_details": "{pas du JSON", "register_details-grille_deliberation_date": "hier"}

    answer = app.post(
        "/dataset/edit/grille", data={**form, "save": "", "pkg_name": "grille", **wrong}, headers=token
    )

    assert answer.status_code == 200
    assert "objet JSON" in answer.body
    assert (
        filled(BeautifulSoup(answer.body, "html.parser"))["register_details-grille_deliberation_date"]
        == "hier"
    )


def test_another_dataset_has_none_of_them(grid, shown):
    grid(register="")

    assert filled(shown("/dataset/edit/grille")) == {}


def test_the_page_shows_what_was_written_and_nothing_empty(grid, shown):
    grid(register_details=DETAILS)

    html = shown("/dataset/grille")

    heading = html.find("h2", string="Précisions du registre").find_parent("section")
    assert [one.get_text() for one in heading.select("dt")] == [
        "Délibération qui a adopté la grille",
        "Date de cette délibération",
        "Adresse de cette délibération",
    ]
    assert heading.a["href"] == DETAILS["grille_deliberation_url"]


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"grille_deliberation_url": "javascript:alert(1)"}, "adresse web"),
        ({"grille_deliberation_url": "http://[x"}, "adresse web"),
        ({"grille_deliberation_date": "2024-02-30"}, "cette date n’existe pas"),
        ({"grille_deliberation": "Présentée par madame Canari"}, "une civilité devant un nom"),
        ({"grille_deliberation_url": "https://exemple.fr/canari@example.org"}, "une adresse électronique"),
        ({"autre": "valeur"}, "n’a pas de champ"),
        ("{pas du JSON", "objet JSON"),
    ],
    ids=["script", "broken address", "no such day", "name", "mail", "field of another register", "no JSON"],
)
def test_what_is_wrong_is_refused_with_a_sentence(grid, details, said):
    with pytest.raises(tk.ValidationError) as refused:
        grid(register_details=details)

    assert said in str(refused.value.error_dict["register_details"])


def test_changing_another_field_keeps_them(grid, site_act):
    grid(register_details=DETAILS)

    site_act("package_patch", id="grille", title="La grille")

    assert site_act("package_show", id="grille")["register_details"] == DETAILS
    found = site_act("package_search", q="name:grille", include_private=True)
    assert [one["register_details"] for one in found["results"]] == [DETAILS]
