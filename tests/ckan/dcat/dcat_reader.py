"""A small harvester: it reads a feed as data.gouv.fr does, and loses what that one loses (REGISTERS 4.1)."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, SKOS

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
GSP = Namespace("http://www.opengis.net/ont/geosparql#")
EU = "http://publications.europa.eu/resource/authority/"

KNOWN_LICENCES = {
    "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
    "http://opendatacommons.org/licenses/odbl/summary/",
}
# Days within which a dataset of that frequency is up to date; without one it always is.
WITHIN = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "QUARTERLY": 92, "ANNUAL": 366}
OPEN_FORMATS = {"CSV", "PARQUET", "JSON", "GEOJSON", "ODS"}
_POLYGON = re.compile(r"POLYGON\(\((-?[\d.]+ -?[\d.]+,?\s*){4,}\)\)")


@dataclass(frozen=True, slots=True)
class File:
    node: URIRef
    identifier: str
    title: str
    description: str
    access: tuple[str, ...]
    download: tuple[str, ...]
    format: str
    media_type: str
    size: int | None
    licence: str
    schema: str
    has_rights: bool
    checksums: int
    issued: datetime
    modified: datetime


@dataclass(frozen=True, slots=True)
class Dataset:
    node: URIRef
    identifiers: tuple[str, ...]
    titles: tuple[str, ...]
    description: str
    keywords: tuple[object, ...]
    theme_labels: tuple[str, ...]
    frequency: str
    licence: str
    licence_is_typed: bool
    rights: str
    access_rights: str
    periods: tuple[tuple[bool, object, object], ...]
    polygons: tuple[str, ...]
    schema: tuple[str, ...]
    publishers: tuple[str, ...]
    contacts: tuple[tuple[str, str, str], ...]
    landing_pages: tuple[tuple[str, bool], ...]
    issued: datetime
    modified: datetime
    files: tuple[File, ...]
    services: tuple[URIRef, ...]


def read_feed(graph: Graph) -> list[Dataset]:
    """The datasets of a feed that a harvester keeps: those with a title and an identifier."""
    nodes = sorted(graph.subjects(RDF.type, DCAT.Dataset))
    return [_dataset(graph, node) for node in nodes]


def quality(dataset: Dataset, now: datetime) -> dict[str, bool]:
    """The points of data.gouv.fr's quality that a feed decides (files that answer is asked of the site)."""
    days = WITHIN.get(dataset.frequency)
    return {
        "licence": dataset.licence in KNOWN_LICENCES,
        "temporal": any(
            isinstance(start, date) or isinstance(end, date) for _, start, end in dataset.periods
        ),
        "spatial": bool(dataset.polygons),
        "frequency": bool(dataset.frequency) and dataset.frequency != "UNKNOWN",
        "fresh": days is None or now - dataset.modified <= timedelta(days=days),
        "description": len(dataset.description) > 100,
        "open format": any(file.format in OPEN_FORMATS for file in dataset.files),
        "files described": bool(dataset.files) and all(file.description for file in dataset.files),
    }


def instant(value: Literal | None) -> datetime:
    """A date or a time as an aware time."""
    found = value.toPython()
    if not isinstance(found, datetime):
        found = datetime(found.year, found.month, found.day, tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _dataset(graph: Graph, node: URIRef) -> Dataset:
    licence = graph.value(node, DCTERMS.license)
    return Dataset(
        node=node,
        identifiers=_texts(graph, node, DCTERMS.identifier),
        titles=_texts(graph, node, DCTERMS.title),
        description=_text(graph, node, DCTERMS.description),
        keywords=tuple(graph.objects(node, DCAT.keyword)),
        theme_labels=tuple(
            str(label)
            for theme in graph.objects(node, DCAT.theme)
            for label in graph.objects(theme, SKOS.prefLabel)
        ),
        frequency=_text(graph, node, DCTERMS.accrualPeriodicity).removeprefix(f"{EU}frequency/"),
        licence=str(licence or ""),
        licence_is_typed=(licence, RDF.type, DCTERMS.LicenseDocument) in graph,
        rights=" ".join(str(graph.value(right, RDFS.label)) for right in graph.objects(node, DCTERMS.rights)),
        access_rights=_text(graph, node, DCTERMS.accessRights),
        periods=tuple(_period(graph, period) for period in graph.objects(node, DCTERMS.temporal)),
        polygons=tuple(_polygons(graph, node)),
        schema=_texts(graph, node, DCTERMS.conformsTo),
        publishers=tuple(_text(graph, agent, FOAF.name) for agent in graph.objects(node, DCTERMS.publisher)),
        contacts=tuple(_contact(graph, contact) for contact in graph.objects(node, DCAT.contactPoint)),
        landing_pages=tuple(
            (str(page), (page, RDF.type, FOAF.Document) in graph)
            for page in graph.objects(node, DCAT.landingPage)
        ),
        issued=instant(graph.value(node, DCTERMS.issued)),
        modified=instant(graph.value(node, DCTERMS.modified)),
        files=tuple(_file(graph, file) for file in sorted(graph.objects(node, DCAT.distribution))),
        services=tuple(graph.subjects(DCAT.servesDataset, node)),
    )


def _file(graph: Graph, node: URIRef) -> File:
    size = graph.value(node, DCAT.byteSize)
    return File(
        node=node,
        identifier=_text(graph, node, DCTERMS.identifier),
        title=_text(graph, node, DCTERMS.title),
        description=_text(graph, node, DCTERMS.description),
        access=_texts(graph, node, DCAT.accessURL),
        download=_texts(graph, node, DCAT.downloadURL),
        format=_text(graph, node, DCTERMS.format).removeprefix(f"{EU}file-type/"),
        media_type=_text(graph, node, DCAT.mediaType),
        size=None if size is None else size.toPython(),
        licence=_text(graph, node, DCTERMS.license),
        schema=_text(graph, node, DCTERMS.conformsTo),
        has_rights=graph.value(node, DCTERMS.rights) is not None,
        checksums=len(list(graph.objects(node, SPDX.checksum))),
        issued=instant(graph.value(node, DCTERMS.issued)),
        modified=instant(graph.value(node, DCTERMS.modified)),
    )


def _period(graph: Graph, node: object) -> tuple[bool, object, object]:
    start, end = graph.value(node, DCAT.startDate), graph.value(node, DCAT.endDate)
    return isinstance(node, BNode), start and start.toPython(), end and end.toPython()


def _polygons(graph: Graph, node: URIRef) -> list[str]:
    return [
        str(shape)
        for place in graph.objects(node, DCTERMS.spatial)
        for shape in graph.objects(place, DCAT.bbox)
        if shape.datatype == GSP.wktLiteral and _POLYGON.fullmatch(str(shape))
    ]


def _contact(graph: Graph, node: object) -> tuple[str, str, str]:
    return _text(graph, node, VCARD.fn), _text(graph, node, VCARD.hasEmail), _text(graph, node, VCARD.hasURL)


def _texts(graph: Graph, node: object, predicate: URIRef) -> tuple[str, ...]:
    return tuple(str(value) for value in graph.objects(node, predicate))


def _text(graph: Graph, node: object, predicate: URIRef) -> str:
    return str(graph.value(node, predicate) or "")
