"""The graph of one dataset, from a package dict: no service runs."""

import json

import pytest
from ckanext.dcat.profiles import EuropeanDCATAP3Profile
from dcat_reader import KNOWN_LICENCES, quality, read_feed
from dcat_samples import (
    NOW,
    ODD_PACKAGE,
    ORGANIZATION,
    PLAIN_PACKAGE,
    REGISTER_PACKAGE,
    SITE,
    known,
    publication,
)
from dcat_shapes import DANGLING, undefined, violations
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, SKOS, XSD

from ckanext.forum.dcat.described import describe
from ckanext.forum.dcat.profile import ForumProfile
from forum_core.privacy.cleared import Apart

LICENCE_OUVERTE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
SCHEMA = "https://schema.data.gouv.fr/schemas/scdl/subventions/2.1.1/schema.json"

CASES = {
    "a register": (REGISTER_PACKAGE, known(current=publication())),
    "a partial register": (REGISTER_PACKAGE, known(current=publication(partial=True))),
    "a plain dataset with nothing filled in": (PLAIN_PACKAGE, known()),
    "a plain dataset of nobody": (PLAIN_PACKAGE, known(organization={})),
    "odd characters everywhere": (ODD_PACKAGE, known()),
}


def graph_of(package, facts):
    graph = Graph()
    node = URIRef(f"{SITE}/dataset/{package['id']}")
    ForumProfile(graph).write(describe(package, facts), node, site=SITE)
    return graph


def read(package, facts):
    (dataset,) = read_feed(graph_of(package, facts))
    return dataset


@pytest.fixture
def register(site):
    return read(*CASES["a register"])


def test_exactly_two_property_shapes_of_the_official_file_are_undefined():
    assert undefined() == DANGLING


def test_the_judge_sees_what_the_profile_of_ckanext_dcat_gets_wrong(site):
    graph = Graph()
    files = [{**one, "package_id": REGISTER_PACKAGE["id"]} for one in REGISTER_PACKAGE["resources"]]
    package = {**REGISTER_PACKAGE, "theme": ["http://exemple.fr/theme"], "resources": files}

    EuropeanDCATAP3Profile(graph).graph_from_dataset(package, URIRef(f"{SITE}/dataset/1"))

    assert len(violations(graph)) > 5


@pytest.mark.parametrize("case", CASES)
def test_a_dataset_has_no_violation_of_the_shapes(site, case):
    assert violations(graph_of(*CASES[case])) == []


@pytest.mark.parametrize("syntax", ["turtle", "pretty-xml", "json-ld", "n3"])
@pytest.mark.parametrize("case", CASES)
def test_a_graph_survives_every_syntax(site, case, syntax):
    graph = graph_of(*CASES[case])

    again = Graph().parse(data=graph.serialize(format=syntax), format=syntax.replace("pretty-xml", "xml"))

    assert len(again) == len(graph)


def test_identifier_is_the_dataset_id_and_single(register):
    assert register.identifiers == (REGISTER_PACKAGE["id"],)


def test_licence_is_an_address_that_portals_recognise_on_dataset_and_files(register):
    assert register.licence == LICENCE_OUVERTE
    assert register.licence_is_typed
    assert {file.licence for file in register.files} == {LICENCE_OUVERTE}


def test_no_licence_has_unknown_rights(site):
    graph = graph_of(*CASES["a register"])

    assert (None, DCTERMS.type, URIRef("http://purl.org/adms/licencetype/UnknownIPR")) not in graph


def test_an_unspecified_licence_is_left_out(site):
    assert read({**PLAIN_PACKAGE, "license_id": "notspecified"}, known()).licence == ""


def test_rights_say_the_licence_in_words_and_access_is_public(register):
    assert register.rights == "Licence Ouverte / Open Licence version 2.0"
    assert all(file.has_rights for file in register.files)
    assert register.access_rights == "http://publications.europa.eu/resource/authority/access-right/PUBLIC"


def test_period_is_a_blank_node_with_two_days(register):
    ((blank, start, end),) = register.periods

    assert blank
    assert (start.isoformat(), end.isoformat()) == ("2022-01-14", "2025-12-20")


def test_periods_of_days_are_typed_as_days(site):
    graph = graph_of(*CASES["odd characters everywhere"])
    period = graph.value(None, RDF.type, DCTERMS.PeriodOfTime)

    assert graph.value(period, DCAT.startDate) == Literal("2023-01-01", datatype=XSD.date)
    assert graph.value(period, DCAT.endDate) == Literal("2024-02-29", datatype=XSD.date)


def test_territory_is_a_polygon_of_the_authority(register):
    assert register.polygons == ("POLYGON((3.45 45.8,3.62 45.8,3.62 45.91,3.45 45.91,3.45 45.8))",)


def test_territory_of_the_dataset_may_be_geojson(site):
    ring = [[3.45, 45.8], [3.62, 45.8], [3.62, 45.91], [3.45, 45.8]]
    shape = json.dumps({"type": "Polygon", "coordinates": [ring]})

    dataset = read({**PLAIN_PACKAGE, "spatial_coverage": [{"text": "Valmont", "bbox": shape}]}, known())

    assert dataset.polygons == ("POLYGON((3.45 45.8,3.62 45.8,3.62 45.91,3.45 45.8))",)


def test_no_checksum_reaches_the_feed(register):
    assert [file.checksums for file in register.files] == [0, 0]


def test_keywords_are_literals(register):
    assert sorted(map(str, register.keywords)) == ["associations", "subvention"]
    assert all(isinstance(keyword, Literal) for keyword in register.keywords)


def test_a_register_without_keywords_takes_those_of_its_schema(site):
    dataset = read({**REGISTER_PACKAGE, "tags": []}, known(current=publication()))

    assert Literal("SCDL", lang="fr") in dataset.keywords


def test_theme_has_a_french_label_and_its_scheme(site):
    graph = graph_of(*CASES["a register"])
    theme = URIRef("http://publications.europa.eu/resource/authority/data-theme/ECON")

    assert (theme, RDF.type, SKOS.Concept) in graph
    assert (theme, SKOS.prefLabel, Literal("Économie et finances", lang="fr")) in graph


def test_dates_are_never_in_the_future(site):
    for package, facts in CASES.values():
        dataset = read(package, facts)
        assert dataset.issued <= NOW
        assert dataset.modified <= NOW
        assert all(file.modified <= NOW and file.issued <= NOW for file in dataset.files)


def test_modified_is_the_moment_of_the_publication(register):
    assert register.modified.isoformat() == "2026-11-20T09:30:00+00:00"
    assert {file.modified for file in register.files} == {register.modified}


def test_each_file_has_its_page_and_its_own_download(register):
    accesses = [file.access for file in register.files]
    downloads = [file.download for file in register.files]

    assert all(len(one) == 1 for one in accesses + downloads)
    assert len({*accesses, *downloads}) == 4


def test_each_file_says_type_media_type_size_and_schema(register):
    csv, parquet = register.files

    assert (csv.format, csv.media_type) == ("CSV", "https://www.iana.org/assignments/media-types/text/csv")
    assert parquet.format == "PARQUET"
    assert parquet.media_type == "https://www.iana.org/assignments/media-types/application/vnd.apache.parquet"
    assert (csv.size, parquet.size) == (12244, 54321)
    assert {csv.schema, parquet.schema} == {SCHEMA}
    assert register.schema == (SCHEMA,)


def test_sizes_are_non_negative_integers(site):
    graph = graph_of(*CASES["a register"])

    assert {size.datatype for size in graph.objects(None, DCAT.byteSize)} == {XSD.nonNegativeInteger}


def test_every_file_is_described_even_when_nobody_did(site):
    for package, facts in CASES.values():
        assert all(file.title and file.description for file in read(package, facts).files)


def test_publisher_is_the_authority_with_homepage_and_kind(site):
    graph = graph_of(*CASES["a register"])
    agent = URIRef(f"{SITE}/organization/{ORGANIZATION['id']}")
    homepage = URIRef(ORGANIZATION["homepage"])

    assert (agent, FOAF.name, Literal("Ville de Valmont-sur-Dore", lang="fr")) in graph
    assert (agent, FOAF.homepage, homepage) in graph
    assert (homepage, RDF.type, FOAF.Document) in graph
    assert (agent, DCTERMS.type, URIRef("http://purl.org/adms/publishertype/LocalAuthority")) in graph


def test_contact_has_name_mail_and_page(register):
    assert register.contacts == (
        ("Service des données", "mailto:donnees@valmont-sur-dore.example", ORGANIZATION["contact_url"]),
    )


def test_a_contact_nobody_can_write_to_gives_way_to_the_authority(site):
    ((name, mail, page),) = read(*CASES["odd characters everywhere"]).contacts

    assert (name, mail, page) == (
        "Service des données",
        "mailto:donnees@valmont-sur-dore.example",
        ORGANIZATION["contact_url"],
    )


def test_landing_page_is_a_typed_document(register):
    assert register.landing_pages == ((f"{SITE}/dataset/subventions-valmont-sur-dore", True),)


def test_the_rows_have_one_service_with_identifier_address_and_licence(site):
    graph = graph_of(*CASES["a register"])
    (service,) = graph.subjects(RDF.type, DCAT.DataService)

    assert graph.value(service, DCTERMS.identifier) == Literal(f"{REGISTER_PACKAGE['id']}-api")
    assert str(graph.value(service, DCAT.endpointURL)).endswith(
        f"resource_id={REGISTER_PACKAGE['resources'][0]['id']}"
    )
    assert graph.value(service, DCAT.servesDataset) == URIRef(f"{SITE}/dataset/{REGISTER_PACKAGE['id']}")
    assert str(graph.value(service, DCTERMS.license)) == LICENCE_OUVERTE
    for predicate in (DCTERMS.title, DCAT.endpointDescription, DCTERMS.publisher, DCAT.contactPoint):
        assert graph.value(service, predicate) is not None


def test_a_file_is_never_taken_for_an_api(site):
    assert (None, DCAT.accessService, None) not in graph_of(*CASES["a register"])


def test_a_dataset_without_rows_in_the_datastore_has_no_service(site):
    assert read(PLAIN_PACKAGE, known()).services == ()


def test_a_partial_publication_says_so_with_its_numbers(site):
    description = read(*CASES["a partial register"]).description

    assert "37 lignes publiées, pour 1\u202f234\u202f567,80\u00a0€." in description
    assert "Publication partielle\u00a0: 32 lignes refusées sont laissées de côté" in description


def test_a_whole_publication_does_not_say_partial(register):
    assert "partielle" not in register.description


def test_rows_in_are_never_said(site):
    apart = Apart(rows=None, total=None, withheld=True)
    description = read(REGISTER_PACKAGE, known(current=publication(partial=True, apart=apart))).description

    assert "Quelques lignes sur des personnes physiques" in description
    assert "69" not in description


def test_made_up_data_say_so(site):
    assert (
        "Données fictives" in read(REGISTER_PACKAGE, known(current=publication(), fictional=True)).description
    )


@pytest.mark.parametrize(
    "point",
    ["licence", "temporal", "spatial", "frequency", "fresh", "description", "open format", "files described"],
)
def test_a_register_has_every_point_of_quality(register, point):
    assert quality(register, NOW)[point]


def test_a_link_to_a_page_is_no_download(site):
    files = {
        file.node.rpartition("/")[2][-1]: file for file in read(*CASES["odd characters everywhere"]).files
    }

    assert files["2"].download == ()
    assert files["2"].access == ("https://exemple.fr/page",)


def test_an_address_that_is_none_of_the_web_is_left_out(site):
    text = graph_of(*CASES["odd characters everywhere"]).serialize()

    assert "javascript:" not in text
    assert "exa mple" not in text
    assert "exa%20mple" not in text


def test_what_an_extra_says_never_reaches_the_feed(site):
    assert "not an iri" not in json.dumps(graph_of(*CASES["odd characters everywhere"]).serialize())


def test_known_licences_of_the_reader_are_ours():
    assert LICENCE_OUVERTE in KNOWN_LICENCES
