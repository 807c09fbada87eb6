"""schema.org for search engines: ckanext-dcat's profile on our description, with the area as a box."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ckanext.dcat.profiles import SCHEMA, SchemaOrgProfile
from rdflib import RDF, BNode, Literal, URIRef

from ckanext.forum.dcat.described import describe
from ckanext.forum.dcat.known import known_of
from ckanext.forum.dcat.vocabulary import IANA, LANGUAGES

_SHORT = {term: short for short, term in LANGUAGES.items()}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class ForumSchemaOrgProfile(SchemaOrgProfile):
    """Write a dataset for search engines from the same description as the catalogue's."""

    def graph_from_dataset(self, dataset_dict: dict[str, Any], dataset_ref: URIRef) -> None:
        """Add a dataset, its publisher and its files."""
        described = describe(dataset_dict, known_of(dataset_dict))
        super().graph_from_dataset(flattened(described), dataset_ref)

    def _spatial_graph(self, dataset_ref: URIRef, dataset_dict: Mapping[str, Any]) -> None:
        """Areas as « south west north east »: the stock profile writes GeoJSON, which nobody reads there."""
        for area in dataset_dict["spatial_coverage"]:
            place, shape = BNode(), BNode()
            self.g.add((dataset_ref, SCHEMA.spatialCoverage, place))
            self.g.add((place, RDF.type, SCHEMA.Place))
            self.g.add((place, SCHEMA.name, Literal(area["text"])))
            self.g.add((place, SCHEMA.geo, shape))
            self.g.add((shape, RDF.type, SCHEMA.GeoShape))
            self.g.add((shape, SCHEMA.box, Literal(box(area["bbox"]))))


def flattened(described: Mapping[str, Any]) -> dict[str, Any]:
    """The description in the flat fields that ckanext-dcat's web profiles read."""
    period = next(iter(described["temporal_coverage"]), {"start": None, "end": None})
    contact = described["contact"][0]
    publisher = next(iter(described["publisher"]), {})
    return {
        **described,
        "tags": [{"name": keyword} for keyword in described["keywords"]],
        "language": [_SHORT[language.rpartition("/")[2]] for language in described["language"]],
        "temporal_start": period["start"],
        "temporal_end": period["end"],
        "contact_name": contact["name"],
        "contact_email": contact["email"],
        "publisher_uri": publisher.get("uri"),
        "publisher_name": publisher.get("name"),
        "publisher_url": publisher.get("url"),
        "publisher_identifier": publisher.get("identifier"),
        "resources": [_flattened_file(resource) for resource in described["resources"]],
    }


def box(polygon: str) -> str:
    """« south west north east » around a WKT polygon."""
    numbers = [float(number) for number in _NUMBER.findall(polygon)]
    longitudes, latitudes = numbers[::2], numbers[1::2]
    return f"{min(latitudes)} {min(longitudes)} {max(latitudes)} {max(longitudes)}"


def _flattened_file(resource: Mapping[str, Any]) -> dict[str, Any]:
    media_type = (resource["mimetype"] or "").removeprefix(str(IANA))
    return {
        **{key: value for key, value in resource.items() if key != "language"},
        "format": media_type or None,
        "mimetype": media_type or None,
        "url": resource["download_url"] or resource["access_url"],
    }
