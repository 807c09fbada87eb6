"""The programming interface of a dataset's rows as one `dcat:DataService`, which the catalogue names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckanext.dcat.profiles import DCAT, DCT
from rdflib import RDF, RDFS, Graph, Literal, URIRef

from ckanext.forum.dcat.sentences import service_description, service_title

# What the dataset says, its service says too: a harvester reads services by themselves.
_SHARED = (
    DCT.publisher, DCT.license, DCT.accessRights, DCT.rights, DCT.issued, DCT.modified, DCT.language,
    DCAT.contactPoint, DCAT.theme, DCAT.landingPage, DCAT.keyword,
)  # fmt: skip


def add_service(graph: Graph, described: Mapping[str, Any], dataset: URIRef, *, site: str) -> None:
    """Add the service of the files whose rows are in the DataStore; nothing when there are none.

    It has an identifier and stands in the catalogue itself: services that are only named by a file
    (`dcat:accessService`) are skipped by data.gouv.fr, which then takes the file for an API.
    """
    tables = [one["id"] for one in described["resources"] if one["datastore_active"]]
    if not tables:
        return
    service = URIRef(f"{dataset}#api")
    graph.add((service, RDF.type, DCAT.DataService))
    graph.add((service, DCT.identifier, Literal(f"{described['id']}-api")))
    graph.add((service, DCT.title, Literal(service_title(described["title"]), lang="fr")))
    graph.add((service, DCT.description, Literal(service_description(described["title"]), lang="fr")))
    graph.add((service, DCAT.servesDataset, dataset))
    for table in tables:
        _add_address(
            graph, service, DCAT.endpointURL, f"{site}/api/3/action/datastore_search?resource_id={table}"
        )
    _add_address(
        graph, service, DCAT.endpointDescription, f"{site}/api/3/action/help_show?name=datastore_search"
    )
    for predicate in _SHARED:
        for value in graph.objects(dataset, predicate):
            graph.add((service, predicate, value))
    for catalogue in graph.subjects(RDF.type, DCAT.Catalog):
        graph.add((catalogue, DCAT.service, service))


def _add_address(graph: Graph, service: URIRef, predicate: URIRef, address: str) -> None:
    graph.add((service, predicate, URIRef(address)))
    graph.add((URIRef(address), RDF.type, RDFS.Resource))
