"""What search engines are told: every public page, and nothing of what is private, whoever asks."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from ckanext.forum.site import sitemap


def listed(site, path="/sitemap.xml", headers=None):
    root = ET.fromstring(site.get(path, headers=headers or {}).get_data(as_text=True))
    return [loc.text.removeprefix("http://test.ckan.net") for loc in root.iter() if loc.tag.endswith("loc")]


def test_every_address_of_the_map_answers_to_a_visitor(site):
    addresses = listed(site)

    assert {"/", "/registres/subventions/valmont", "/dataset/gymnases", "/organization/valmont"} <= set(
        addresses
    )
    assert {
        a: code for a in addresses if (code := site.get(a, follow_redirects=False).status_code) != 200
    } == {}
    assert len(addresses) == len(set(addresses))


def test_what_is_private_is_not_listed_even_when_an_officer_asks(fresh_site, site_act, publisher):
    site_act("package_patch", id="gymnases", private=True)

    for headers in ({}, publisher):
        assert not [a for a in listed(fresh_site, headers=headers) if "brouillon" in a or "gymnases" in a]


def test_a_register_that_was_withdrawn_leaves_the_map(fresh_site, site_act):
    site_act("forum_withdraw", register="subventions", organization="valmont", reason="Essai")

    assert not [a for a in listed(fresh_site) if a.startswith("/registres/")]


def test_too_many_addresses_are_shared_between_files(site, monkeypatch):
    whole = listed(site)
    monkeypatch.setattr(sitemap, "PAGE", 5)

    files = listed(site)

    assert files[0] == "/sitemap-1.xml"
    assert [a for file in files for a in listed(site, file)] == whole
    site.get(f"/sitemap-{len(files) + 1}.xml", status=404)


def test_robots_are_led_to_the_map_and_away_from_forms(site):
    said = site.get("/robots.txt").get_data(as_text=True)

    assert "Sitemap: http://test.ckan.net/sitemap.xml" in said
    assert "Disallow: /espace" in said
    assert "Disallow: /registres" not in said


@pytest.mark.parametrize(
    "path", ["/group", "/group/", "/group/new", "/dataset/groups/gymnases", "/dashboard/groups"]
)
def test_groups_are_closed(site, path):
    site.get(path, status=404)
