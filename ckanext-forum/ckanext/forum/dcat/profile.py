"""Our DCAT-AP 3 profile: ckanext-dcat's on a cleaned description, with what it gets wrong replaced.

It is listed alone: beside another profile, contacts and periods would come twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckanext.dcat.profiles import DCAT, DCT, FOAF, SKOS, VCARD, EuropeanDCATAP3Profile
from rdflib import RDF, Graph, Literal, URIRef

from ckanext.forum.dcat import vocabulary as words
from ckanext.forum.dcat.described import describe, publisher_of
from ckanext.forum.dcat.known import known_of, only_authority, site_address
from ckanext.forum.dcat.service import add_service

_UNKNOWN_RIGHTS = URIRef("http://purl.org/adms/licencetype/UnknownIPR")


class ForumProfile(EuropeanDCATAP3Profile):
    """Write public datasets so that the shapes, data.gouv.fr and the European portal all accept them."""

    def graph_from_dataset(self, dataset_dict: dict[str, Any], dataset_ref: URIRef) -> None:
        """Add a dataset, its files and the service of its rows."""
        known = known_of(dataset_dict)
        self.write(describe(dataset_dict, known), dataset_ref, site=known.site)

    def write(self, described: Mapping[str, Any], dataset_ref: URIRef, *, site: str) -> None:
        """Add a described dataset; asks CKAN for nothing."""
        super().graph_from_dataset(_for_stock(described), dataset_ref)
        for publisher in described["publisher"]:
            self.g.add((dataset_ref, DCT.publisher, add_agent(self.g, publisher)))
        for contact in self.g.objects(dataset_ref, DCAT.contactPoint):
            self.g.add((contact, RDF.type, VCARD.Organization))
        self._add_licence(described, dataset_ref)
        for theme in described["theme"]:
            _add_theme(self.g, URIRef(theme))
        for distribution, resource in self._files(described, dataset_ref):
            self.g.add((distribution, DCT.identifier, Literal(resource["id"])))
        add_service(self.g, described, dataset_ref, site=site)

    def graph_from_catalog(self, catalog_dict: dict[str, Any] | None, catalog_ref: URIRef) -> None:
        """Add the catalogue itself: title, description, publisher, homepage, language."""
        title = (catalog_dict or {}).get("title") or tk.config["ckan.site_title"]
        about = {
            "title": title,
            "description": tk.config["ckan.site_description"] or f"Données publiées sur {title}.",
            "homepage": site_address(),
            "language": str(words.FRENCH),
        }
        super().graph_from_catalog(about, catalog_ref)
        self.g.add((URIRef(about["homepage"]), RDF.type, FOAF.Document))
        self.g.add((words.FRENCH, RDF.type, DCT.LinguisticSystem))
        self.g.add((catalog_ref, DCAT.themeTaxonomy, words.THEMES))
        _add_theme_scheme(self.g)
        authority = only_authority()
        publisher = (
            publisher_of(authority, site_address())
            if authority
            else {"uri": f"{site_address()}#editeur", "name": title, "url": site_address()}
        )
        self.g.add((catalog_ref, DCT.publisher, add_agent(self.g, publisher)))

    def _files(
        self, described: Mapping[str, Any], dataset_ref: URIRef
    ) -> list[tuple[URIRef, Mapping[str, Any]]]:
        by_id = {resource["id"]: resource for resource in described["resources"]}
        return [
            (file, by_id[file.rpartition("/")[2]])
            for file in self.g.objects(dataset_ref, DCAT.distribution)
            if isinstance(file, URIRef)
        ]

    def _add_licence(self, described: Mapping[str, Any], dataset_ref: URIRef) -> None:
        """Licence and rights on the dataset too, and no « unknown rights » on a known licence."""
        self.g.remove((None, DCT.type, _UNKNOWN_RIGHTS))
        if described["license_url"]:
            licence = URIRef(described["license_url"])
            self.g.add((dataset_ref, DCT.license, licence))
            self.g.add((licence, RDF.type, DCT.LicenseDocument))
        self._add_statement_to_graph(described, "rights", dataset_ref, DCT.rights, DCT.RightsStatement)


def add_agent(graph: Graph, publisher: Mapping[str, Any]) -> URIRef:
    """Add an authority or the site itself as a `foaf:Agent`, and give its node."""
    agent, homepage = URIRef(publisher["uri"]), URIRef(publisher["url"])
    for kind in (FOAF.Agent, FOAF.Organization):
        graph.add((agent, RDF.type, kind))
    graph.add((agent, FOAF.name, Literal(publisher["name"], lang="fr")))
    graph.add((agent, FOAF.homepage, homepage))
    graph.add((homepage, RDF.type, FOAF.Document))
    if publisher.get("identifier"):
        graph.add((agent, DCT.identifier, Literal(publisher["identifier"])))
    if publisher.get("type"):
        kind = words.PUBLISHER_TYPE[publisher["type"]]
        graph.add((agent, DCT.type, kind))
        _add_concept(graph, kind, words.PUBLISHER_LABELS[publisher["type"]])
    return agent


def _for_stock(described: Mapping[str, Any]) -> dict[str, Any]:
    """The description as the stock profile reads it: texts with their language, agents and hashes kept back.

    A checksum is kept back since data.gouv.fr refuses the whole dataset for the one that the shapes want.
    """
    return {
        **{
            key: value
            for key, value in described.items()
            if key not in {"publisher", "keywords", "title", "notes"}
        },
        "title_translated": {"fr": described["title"]},
        "notes_translated": {"fr": described["notes"]},
        "tags_translated": {"fr": described["keywords"]},
        "resources": [
            {
                **{
                    key: value
                    for key, value in resource.items()
                    if key not in {"hash", "name", "description"}
                },
                "name_translated": {"fr": resource["name"]},
                "description_translated": {"fr": resource["description"]},
            }
            for resource in described["resources"]
        ],
    }


def _add_theme(graph: Graph, theme: URIRef) -> None:
    """A theme with its French label: without one, data.gouv.fr makes no keyword of it."""
    _add_concept(graph, theme, words.THEME_LABELS[theme.rpartition("/")[2]])
    graph.add((theme, SKOS.inScheme, words.THEMES))
    _add_theme_scheme(graph)


def _add_theme_scheme(graph: Graph) -> None:
    graph.add((words.THEMES, RDF.type, SKOS.ConceptScheme))
    graph.add((words.THEMES, DCT.title, Literal("Thèmes de données", lang="fr")))


def _add_concept(graph: Graph, concept: URIRef, label: str) -> None:
    graph.add((concept, RDF.type, SKOS.Concept))
    graph.add((concept, SKOS.prefLabel, Literal(label, lang="fr")))
