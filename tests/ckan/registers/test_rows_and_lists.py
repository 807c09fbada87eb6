"""Rows, withdrawals, lists of registers, the home page, and the frame that they share."""

from __future__ import annotations

import re

import pytest
from sample_grants import grant

from ckanext.forum import lookup

pytestmark = pytest.mark.services

OURS = ("/", "/registres", "/registres/subventions/valmont")
ENGLISH = re.compile(
    r"\b(?:the|and|page not found|skip to|search|datasets?|log in|login|download|next|previous|welcome|home|"
    r"resources?|show|all|about|license|filter|results?)\b",
    re.IGNORECASE,
)


def _address(page):
    return page.html.select_one("tbody th a")["href"]


def test_a_row_has_its_own_page_with_every_column(published, register, get):
    page = get(_address(register()))

    assert page.h1 == "Association numéro 3\u00a0: 3,10\u00a0€"
    assert len(page.html.select(".fact-list > div")) == 16
    assert "non renseigné" in page.text
    assert page.headers["X-Forum-Publication"] == published.publication_id


def test_an_unknown_row_is_not_found(published, get):
    get(f"/registres/{published.register}/valmont/lignes/0000000000000000", 404)


def test_a_withdrawn_row_says_when_and_why(published, register, get, site_act):
    address = _address(register())

    site_act(
        "forum_withdraw",
        register=published.register,
        organization="valmont",
        row=address.rsplit("/", 1)[-1],
        reason="Doublon.",
    )

    page = get(address, 410)
    assert page.h1.startswith("Cette ligne a été retirée le")
    assert "Motif\u00a0: Doublon." in page.text
    assert "Association" not in page.text
    assert len(register(".json").response.get_json()["rows"]) == 2


def test_a_withdrawn_register_says_when_and_why(published, register, get, site_act):
    site_act("forum_withdraw", register=published.register, organization="valmont", reason="Fichier erroné.")

    assert register("", 410).h1.startswith("Ce registre a été retiré le")
    assert "Fichier erroné." in register("", 410).text
    assert "n’a pas encore de publication" in get(f"/registres/{published.register}").text


def test_one_authority_leads_straight_to_its_page(published, get):
    answer = get(f"/registres/{published.register}", 302)

    assert answer.headers["Location"].endswith(f"/registres/{published.register}/valmont")


def test_several_authorities_are_listed_with_what_they_publish(published, publish, site_act, get):
    site_act("organization_create", name="vallees", title="CC des Vallées", siren="240000034", kind="epci")
    own = {"nomAttribuant": "CC des Vallées", "idAttribuant": "24000003400001"}
    publish([grant(n, **own) for n in (4, 5)], organization="vallees")

    page = get(f"/registres/{published.register}")

    assert page.texts("#publishers tbody th") == ["CC des Vallées", "Valmont-sur-Dore"]
    assert page.texts("#publishers tbody td.num") == [
        "2",
        "9,20\u00a0€",
        "3",
        "6,30\u00a0€",
    ]


def test_an_unknown_register_is_not_found(get):
    for path in ("/registres/inconnu", "/registres/inconnu/valmont", "/registres/inconnu/valmont.csv"):
        get(path, 404)


def test_a_site_without_publication_has_good_pages(get):
    home, registers = get("/"), get("/registres")

    assert home.h1.endswith("où va l’argent\u202f?")
    assert "Rien n’est encore publié" in home.text
    assert "Pas encore de publication" in registers.text


def test_the_home_page_leads_to_the_rows_of_its_figures(published, get):
    home = get("/")

    links = [link["href"] for link in home.html.select('a.key-figure[href*="annee="]')]
    assert links
    assert all(
        len(get(link.split("?")[0], annee=link[-4:]).html.select("#lignes tbody tr")) == 1 for link in links
    )
    assert "Valmont-sur-Dore" in home.text


def test_a_publication_that_leaves_between_pointer_and_file_is_asked_for_again(
    published, publish, register, monkeypatch
):
    """The swap falls between the two: the first pointer names a file that is gone."""
    asked = []
    true_current = lookup.current

    def current(*which):
        asked.append(which)
        found = true_current(*which)
        if len(asked) == 1:
            found.parquet.rename(found.parquet.with_suffix(".gone"))
        else:
            found.parquet.with_suffix(".gone").rename(found.parquet)
        return found

    monkeypatch.setattr(lookup, "current", current)

    assert len(register().html.select("#lignes tbody tr")) == 3
    assert len(asked) == 2


def test_our_pages_have_one_title_landmarks_and_no_script(published, get):
    for page in map(get, OURS):
        assert page.h1
        assert page.html.html["lang"] == "fr"
        assert [len(page.html.find_all(tag)) for tag in ("header", "main", "footer")] == [1, 1, 1]
        assert page.html.select_one(".skip-link")["href"] == "#content"
        assert not page.html.find_all("script")
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert all(table.caption for table in page.html.find_all("table"))


def test_our_pages_hold_no_english(published, get):
    assert [ENGLISH.findall(get(path).text) for path in OURS] == [[], [], []]


def test_a_fictional_site_says_so_on_every_page(published, get, ckan_config):
    assert "Données fictives" not in get("/").text
    ckan_config["ckanext.forum.fictional"] = True

    assert "Données fictives." in get("/").text


def test_our_pages_write_french_signs_with_their_spaces(published, get):
    strings = [str(one) for path in OURS for one in get(path).html.body.stripped_strings]

    assert [one for one in strings if re.search(r"[ ][:;!?»€%]|«[ ]|\d[ ]\d|'", one)] == []
