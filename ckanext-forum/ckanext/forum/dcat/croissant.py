"""Croissant for machine learning: ckanext-dcat's profile on our description, columns from the schema."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import ckan.plugins.toolkit as tk
from ckanext.dcat.profiles import CR
from ckanext.dcat.profiles.croissant import JSONLD_CONTEXT, SCHEMA, CroissantProfile
from rdflib import RDF, XSD, BNode, Literal, URIRef

from ckanext.forum.dcat.described import describe
from ckanext.forum.dcat.known import Known, known_of
from ckanext.forum.dcat.schemaorg import flattened

if TYPE_CHECKING:
    from forum_core.schema.model import Field

_WRITTEN = (None, XSD.date, XSD.dateTime)
# Table Schema types; what is not here is text.
_TYPES = {
    "boolean": SCHEMA.Boolean,
    "date": SCHEMA.Date,
    "datetime": SCHEMA.DateTime,
    "integer": SCHEMA.Integer,
    "number": SCHEMA.Float,
    "year": SCHEMA.Integer,
}


class ForumCroissantProfile(CroissantProfile):
    """Write a dataset with its files, digests and columns."""

    _known: Known

    def graph_from_dataset(self, dataset_dict: dict[str, Any], dataset_ref: URIRef) -> None:
        """Add a dataset, its authority, its files and the columns of a register's table."""
        self._known = known_of(dataset_dict)
        described = describe(dataset_dict, self._known)
        super().graph_from_dataset(_for_stock(described), dataset_ref)
        self._say_the_language()

    def _recordset_graph(
        self, dataset_ref: URIRef, resource_ref: URIRef, resource_dict: Mapping[str, Any]
    ) -> None:
        """The columns of the published CSV, as its schema says.

        The stock profile reads the DataStore, whose table has our row key besides; the file that it would
        point to has no such column. A plain dataset's columns are left to it.
        """
        publication, schema = self._known.publication, self._known.schema
        if publication is None or schema is None:
            # The stock profile does not expect that a table has gone which CKAN still announces.
            with suppress(tk.ObjectNotFound):
                super()._recordset_graph(dataset_ref, resource_ref, resource_dict)
        elif resource_dict["id"] == publication.resource_id:
            published = [field for field in schema.fields if field.name not in publication.clearance.dropped]
            self._add_records(dataset_ref, resource_ref, published)

    def _say_the_language(self) -> None:
        """Give texts and dates the language of ckanext-dcat's context.

        What has no language, or a type, is written as an object there, and readers of Croissant want text.
        """
        language = JSONLD_CONTEXT["@language"]
        for subject, predicate, text in list(self.g):
            if language and isinstance(text, Literal) and text.datatype in _WRITTEN and text.language is None:
                self.g.remove((subject, predicate, text))
                self.g.add((subject, predicate, Literal(str(text), lang=language)))

    def _add_records(self, dataset_ref: URIRef, resource_ref: URIRef, fields: list[Field]) -> None:
        records = URIRef(f"{resource_ref}#lignes")
        self.g.add((dataset_ref, CR.recordSet, records))
        self.g.add((records, RDF.type, CR.RecordSet))
        self.g.add((records, SCHEMA.name, Literal("lignes")))
        for field in fields:
            column, source, extract = URIRef(f"{records}/{field.name}"), BNode(), BNode()
            self.g.add((records, CR.field, column))
            self.g.add((column, RDF.type, CR.Field))
            self.g.add((column, SCHEMA.name, Literal(field.name)))
            self.g.add((column, SCHEMA.description, Literal(field.help)))
            self.g.add((column, CR.dataType, _TYPES.get(field.type, SCHEMA.Text)))
            self.g.add((column, CR.source, source))
            self.g.add((source, CR.fileObject, resource_ref))
            self.g.add((source, CR.extract, extract))
            self.g.add((extract, CR.column, Literal(field.name)))


def _for_stock(described: Mapping[str, Any]) -> dict[str, Any]:
    """The description as the stock profile reads it: the authority both publishes and creates."""
    agents = [
        {
            "id_given": publisher["uri"],
            "type": "organization",
            "name": publisher["name"],
            "url": publisher["url"],
            "email": described["contact"][0]["email"],
            "identifier": publisher["identifier"],
        }
        for publisher in described["publisher"]
    ]
    return {**flattened(described), "creator": agents, "publisher": agents}
