"""A register's publication in the feeds, by the real path: file, gate, publication, harvester."""

import csv
import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
import sample_grants
from dcat_reader import KNOWN_LICENCES, quality, read_feed
from dcat_shapes import violations
from rdflib import Graph, Literal
from rdflib.namespace import DCAT

from ckanext.forum import current
from ckanext.forum.publication import swap
from forum_core.french import money

pytestmark = [pytest.mark.services, pytest.mark.usefixtures("clean_site")]

SCHEMA = "https://schema.data.gouv.fr/schemas/scdl/subventions/2.1.1/schema.json"


def feed(app):
    return Graph().parse(data=app.get("/catalog.ttl").get_data(as_text=True), format="turtle")


def local(address):
    return address.removeprefix("http://test.ckan.net")


def test_the_feed_and_the_register_have_no_violation_of_the_shapes(app, published):
    alone = app.get(f"/dataset/{published.dataset_id}.ttl").get_data(as_text=True)

    assert violations(feed(app)) == []
    assert violations(Graph().parse(data=alone, format="turtle")) == []


def test_a_harvester_keeps_the_register_whole(app, published):
    now = datetime.now(UTC)

    (dataset,) = read_feed(feed(app))

    assert dataset.identifiers == (published.dataset_id,)
    assert len(dataset.titles) == 1
    assert dataset.licence in KNOWN_LICENCES
    assert dataset.licence_is_typed
    assert dataset.rights
    assert dataset.access_rights.endswith("/access-right/PUBLIC")
    ((blank, start, end),) = dataset.periods
    assert blank
    assert start <= end
    assert len(dataset.polygons) == 1
    assert dataset.schema == (SCHEMA,)
    assert dataset.theme_labels == ("Économie et finances",)
    assert dataset.keywords
    assert all(isinstance(keyword, Literal) for keyword in dataset.keywords)
    assert dataset.publishers == ("Ville de Valmont-sur-Dore",)
    assert [mail for _, mail, _ in dataset.contacts] == ["mailto:donnees@valmont-sur-dore.example"]
    assert dataset.issued <= dataset.modified <= now
    assert [point for point, had in quality(dataset, now).items() if not had] == []


def test_each_file_is_whole_and_has_what_the_european_score_asks(app, published):
    (dataset,) = read_feed(feed(app))

    files = {file.format: file for file in dataset.files}

    assert set(files) == {"CSV", "PARQUET"}
    assert files["CSV"].size == published.csv.stat().st_size
    assert files["PARQUET"].size == published.parquet.stat().st_size
    for file in files.values():
        assert file.title
        assert file.description
        assert file.checksums == 0
        assert file.media_type.startswith("https://www.iana.org/assignments/media-types/")
        assert file.licence in KNOWN_LICENCES
        assert file.has_rights
        assert file.schema == SCHEMA
        assert len(file.access) == len(file.download) == 1
    assert (
        len(
            {
                *files["CSV"].access,
                *files["CSV"].download,
                *files["PARQUET"].access,
                *files["PARQUET"].download,
            }
        )
        == 4
    )


def test_every_address_of_the_feed_on_this_site_answers_head(app, published):
    graph = feed(app)
    (dataset,) = read_feed(graph)
    client = app.flask_app.test_client()
    files = [address for file in dataset.files for address in (*file.access, *file.download)]
    service = [
        str(address)
        for name in (DCAT.endpointURL, DCAT.endpointDescription)
        for address in graph.objects(None, name)
    ]
    pages = [address for address, _ in dataset.landing_pages]

    answers = {address: client.head(local(address)).status_code for address in [*files, *service, *pages]}

    assert len(answers) == 7
    assert set(answers.values()) == {200}, answers


def test_rows_and_sum_of_the_feed_are_those_of_the_file(app, published):
    (dataset,) = read_feed(feed(app))
    (download,) = next(file.download for file in dataset.files if file.format == "CSV")
    rows = list(csv.DictReader(app.get(local(download)).get_data(as_text=True).splitlines()))

    assert f"{len(rows)} lignes publiées" in dataset.description
    assert money(sum(Decimal(row["montant"]) for row in rows)) in dataset.description


def test_a_partial_publication_says_so(app, town, publish):
    publish(
        [sample_grants.grant(1), sample_grants.grant(2), sample_grants.grant(3, montant="")], partial=True
    )

    (dataset,) = read_feed(feed(app))

    assert "2 lignes publiées" in dataset.description
    assert "Publication partielle\u00a0: 1 ligne refusée" in dataset.description


def test_the_rows_have_a_service_in_the_catalogue(app, published):
    graph = feed(app)
    (dataset,) = read_feed(graph)

    (service,) = dataset.services

    assert (None, DCAT.service, service) in graph
    rows = json.loads(app.get(local(str(graph.value(service, DCAT.endpointURL)))).get_data(as_text=True))
    assert rows["result"]["total"] == 3


def test_croissant_names_the_columns_that_the_file_has(app, published):
    described = json.loads(
        app.get(f"/dataset/{published.dataset_id}/croissant.jsonld").get_data(as_text=True)
    )
    header = published.csv.read_text(encoding="utf-8").splitlines()[0].split(",")

    columns = {field["name"] for field in described["recordSet"]["field"]}

    assert columns == set(header)
    csv_file = next(file["@id"] for file in described["distribution"] if file["encodingFormat"] == "text/csv")
    assert {field["source"]["fileObject"]["@id"] for field in described["recordSet"]["field"]} == {csv_file}
    assert {file["sha256"] for file in described["distribution"]} == {
        published.csv_digest,
        published.clearance.digest,
    }


def test_a_withdrawn_register_is_in_no_feed(app, published, site_act):
    site_act(
        "forum_withdraw", register=published.register, organization="valmont", reason="Erreur de fichier."
    )

    assert read_feed(feed(app)) == []
    assert app.get(f"/dataset/{published.dataset_id}.ttl").status_code == 404
    assert app.get(f"/dataset/{published.dataset_id}/croissant.jsonld").status_code == 404


def test_a_register_that_left_the_pointer_is_in_no_feed_before_ckan_follows(app, published):
    swap.take_out(published.publication_id)

    assert current.by_dataset(published.dataset_id) is None
    assert read_feed(feed(app)) == []
    assert app.get(f"/dataset/{published.dataset_id}.ttl").status_code == 404
