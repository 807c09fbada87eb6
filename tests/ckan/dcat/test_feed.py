"""The feeds over HTTP: what they hold, what they never show, and what they answer when they cannot know."""

import json
import re

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from ckan.lib.search import clear_all
from ckan.tests import factories
from dcat_reader import read_feed
from dcat_shapes import violations
from rdflib import RDF, Graph, Namespace
from rdflib.namespace import DCAT, DCTERMS

from ckan import model

HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
SYNTAXES = {
    "ttl": "text/turtle; charset=utf-8",
    "xml": "application/rdf+xml; charset=utf-8",
    "rdf": "application/rdf+xml; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
    "n3": "text/n3; charset=utf-8",
}
PARSERS = {"ttl": "turtle", "xml": "xml", "rdf": "xml", "jsonld": "json-ld", "n3": "n3"}

pytestmark = [pytest.mark.services, pytest.mark.usefixtures("clean_site")]


@pytest.fixture
def dataset(town):
    return make_dataset(town, "crèches")


@pytest.fixture
def two_on_a_page(monkeypatch):
    monkeypatch.setitem(tk.config, "ckanext.dcat.datasets_per_page", 2)


def make_dataset(town, title, **fields):
    return factories.Dataset(
        owner_org=town["id"],
        title=title,
        tags=[{"name": "étiquette"}],
        resources=[{"url": "https://exemple.fr/a.csv", "format": "CSV", "name": "Fichier"}],
        **fields,
    )


def member_of(town):
    """Headers of a request by somebody who may see everything of the town."""
    user = factories.UserWithToken()
    tk.get_action("organization_member_create")(
        {"ignore_auth": True, "user": tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]},
        {"id": town["id"], "username": user["name"], "role": "admin"},
    )
    return {"Authorization": user["token"]}


def parse(response, syntax="ttl"):
    return Graph().parse(data=response.get_data(as_text=True), format=PARSERS[syntax])


def identifiers(graph):
    return {identifier for dataset in read_feed(graph) for identifier in dataset.identifiers}


def test_catalogue_and_dataset_speak_every_syntax_and_say_their_charset(app, dataset):
    for syntax, content_type in SYNTAXES.items():
        for name in ("catalog", f"dataset/{dataset['id']}", f"dataset/{dataset['name']}"):
            response = app.get(f"/{name}.{syntax}")

            assert response.status_code == 200
            assert response.headers["Content-Type"] == content_type
            (found,) = read_feed(parse(response, syntax))
            assert found.identifiers == (dataset["id"],)
            assert found.titles == ("crèches",)


def test_head_answers_like_get_without_a_body(app, dataset):
    for address in (
        "/catalog.ttl",
        f"/dataset/{dataset['id']}.ttl",
        f"/dataset/{dataset['id']}/croissant.jsonld",
    ):
        response = app.flask_app.test_client().head(address)

        assert response.status_code == 200
        assert "charset=utf-8" in response.headers["Content-Type"]
        assert response.get_data() == b""


def test_the_whole_catalogue_has_no_violation_of_the_shapes(app, dataset, town):
    make_dataset(town, "<b>Œuvres</b> & \\ «\u202fmusées\u202f» 🎭", notes="\u000bPas de vraie description")
    factories.Dataset(owner_org=town["id"])

    assert violations(parse(app.get("/catalog.ttl"))) == []


def test_an_empty_site_has_a_valid_catalogue(app):
    graph = parse(app.get("/catalog.ttl"))

    assert len(list(graph.subjects(RDF.type, DCAT.Catalog))) == 1
    assert violations(graph) == []


def test_the_catalogue_of_a_site_with_one_authority_is_published_by_it(app, dataset, town):
    graph = parse(app.get("/catalog.ttl"))
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)

    assert str(graph.value(catalogue, DCTERMS.publisher)).endswith(f"/organization/{town['id']}")


def test_pages_lead_from_one_to_the_next_and_hold_each_public_dataset_once(app, town, two_on_a_page):
    public = [make_dataset(town, f"Jeu {number}")["id"] for number in range(5)]
    make_dataset(town, "Privé", private=True)
    make_dataset(town, "Brouillon", state="draft")
    tk.get_action("package_delete")({"ignore_auth": True}, {"id": make_dataset(town, "Effacé")["id"]})
    seen, address, pages = [], "/catalog.ttl", 0

    while address:
        graph = parse(app.get(address))
        assert violations(graph) == []
        seen += sorted(identifiers(graph))
        following = {str(value) for value in graph.objects(None, HYDRA.next)}
        address = following.pop() if following else None
        pages += 1

    assert pages == 3
    assert sorted(seen) == sorted(public)
    assert {int(total) for total in graph.objects(None, HYDRA.totalItems)} == {5}


def test_a_change_between_two_pages_pushes_no_dataset_out_of_sight(app, town, two_on_a_page):
    ids = [make_dataset(town, f"Jeu {number}")["id"] for number in range(4)]
    first = identifiers(parse(app.get("/catalog.ttl?page=1")))

    tk.get_action("package_patch")({"ignore_auth": True, "user": ""}, {"id": ids[3], "title": "Changé"})

    assert first | identifiers(parse(app.get("/catalog.ttl?page=2"))) == set(ids)


def test_a_page_that_is_not_there_is_an_error_never_an_empty_catalogue(app, dataset):
    for page, status in (("2", 404), ("0", 404), ("-1", 404), ("deux", 400)):
        response = app.get(f"/catalog.ttl?page={page}")

        assert response.status_code == status
        assert "dcat:Catalog" not in response.get_data(as_text=True)


def test_a_lost_index_is_said_and_never_an_empty_catalogue(app, dataset):
    clear_all()

    response = app.get("/catalog.ttl")

    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "dcat:Catalog" not in response.get_data(as_text=True)


def test_a_search_engine_that_is_down_is_said_and_never_an_empty_catalogue(app, monkeypatch):
    monkeypatch.setitem(tk.config, "solr_url", "http://127.0.0.1:9/solr/ckan")

    response = app.get("/catalog.ttl")

    assert response.status_code == 503
    assert "127.0.0.1:9" not in response.get_data(as_text=True)


def test_a_search_that_cannot_be_understood_is_said(app, dataset):
    assert app.get("/catalog.ttl", query_string={"fq": "((("}).status_code == 400
    assert app.get("/catalog.ttl?modified_since=hier").status_code == 400


def test_the_catalogue_of_one_authority_can_be_asked_for(app, dataset, town):
    other = factories.Organization(name="trois-vallees", title="CC des Trois Vallées")
    make_dataset(other, "Autre")

    graph = parse(app.get("/catalog.ttl", query_string={"fq": f"organization:{town['name']}"}))

    assert identifiers(graph) == {dataset["id"]}


@pytest.mark.parametrize("hidden", [{"private": True}, {"state": "draft"}, {"state": "deleted"}])
def test_what_is_not_public_is_not_found_by_anybody(app, town, hidden):
    member = member_of(town)
    dataset = make_dataset(town, "Secret", **hidden)

    for syntax in SYNTAXES:
        for address in (
            f"/dataset/{dataset['id']}.{syntax}",
            f"/dataset_series/{dataset['id']}.{syntax}",
            f"/dataset/{dataset['id']}/croissant.jsonld",
        ):
            for headers in ({}, member):
                response = app.get(address, headers=headers)
                unknown = app.get(address.replace(dataset["id"], "inconnu"), headers=headers)
                assert response.status_code == unknown.status_code == 404
                assert response.get_data() == unknown.get_data()
        for headers in ({}, member):
            assert "Secret" not in app.get(f"/catalog.{syntax}", headers=headers).get_data(as_text=True)


def test_the_database_decides_when_the_index_is_late(app, dataset, town):
    make_dataset(town, "Reste")
    model.Session.execute(
        sa.update(model.Package).where(model.Package.id == dataset["id"]).values(private=True)
    )
    model.Session.commit()

    assert dataset["id"] not in identifiers(parse(app.get("/catalog.ttl")))
    assert app.get(f"/dataset/{dataset['id']}.ttl").status_code == 404


def test_an_unknown_syntax_is_not_found(app, dataset):
    assert app.get("/catalog.pdf").status_code == 404
    assert app.get(f"/dataset/{dataset['id']}.pdf").status_code == 404


def test_the_page_of_a_dataset_holds_schema_org_and_croissant(app, dataset):
    scripts = json_ld(app.get(f"/dataset/{dataset['name']}"))

    kinds = {node.get("@type") if isinstance(node.get("@type"), str) else None for node in nodes(scripts)}

    assert "schema:Dataset" in kinds
    assert "Dataset" in kinds


def test_a_title_cannot_leave_the_script_that_describes_its_dataset(app, town):
    title = "</script><script>alert(1)</script>"
    dataset = make_dataset(town, title)

    response = app.get(f"/dataset/{dataset['name']}")

    assert "<script>alert(1)" not in response.get_data(as_text=True)
    assert title in json.dumps(json_ld(response)).replace("\\/", "/")


def test_croissant_names_the_files_and_where_they_are(app, dataset):
    described = json.loads(app.get(f"/dataset/{dataset['id']}/croissant.jsonld").get_data(as_text=True))

    assert described["@type"] == "Dataset"
    assert described["@context"]["@vocab"] == "https://schema.org/"
    assert described["name"] == "crèches"
    assert described["url"].endswith(dataset["name"])
    files = described["distribution"]
    assert (files if isinstance(files, dict) else files[0])["contentUrl"] == "https://exemple.fr/a.csv"


def json_ld(response):
    soup = BeautifulSoup(response.get_data(as_text=True), "html.parser")
    return [json.loads(script.string) for script in soup.find_all("script", type="application/ld+json")]


def nodes(scripts):
    for script in scripts:
        yield script
        yield from script.get("@graph", [])


def test_the_page_links_to_the_feeds(app, dataset):
    links = re.findall(
        r'rel="alternate" type="text/turtle" href="([^"]+)"', app.get(f"/dataset/{dataset['name']}").text
    )

    assert [app.get(link).status_code for link in links] == [200]
