"""Addresses of the controlled vocabularies that a catalogue speaks, and our codes in them. Data, no rule."""

from __future__ import annotations

from rdflib import Namespace, URIRef

EU = "http://publications.europa.eu/resource/authority/"
FILE_TYPE = Namespace(f"{EU}file-type/")
FREQUENCY = Namespace(f"{EU}frequency/")
THEME = Namespace(f"{EU}data-theme/")
LANGUAGE = Namespace(f"{EU}language/")
IANA = Namespace("https://www.iana.org/assignments/media-types/")
PUBLISHER_TYPE = Namespace("http://purl.org/adms/publishertype/")

THEMES = URIRef(f"{EU}data-theme")
PUBLIC_ACCESS = URIRef(f"{EU}access-right/PUBLIC")
FRENCH = LANGUAGE.FRA

THEME_LABELS = {
    "AGRI": "Agriculture, pêche, sylviculture et alimentation",
    "ECON": "Économie et finances",
    "EDUC": "Éducation, culture et sport",
    "ENER": "Énergie",
    "ENVI": "Environnement",
    "GOVE": "Gouvernement et secteur public",
    "HEAL": "Santé",
    "INTR": "Questions internationales",
    "JUST": "Justice, système juridique et sécurité publique",
    "OP_DATPRO": "Données provisoires",
    "REGI": "Régions et villes",
    "SOCI": "Population et société",
    "TECH": "Science et technologie",
    "TRAN": "Transports",
}

# udata reads CONT as « several times a day »: continuous is UPDATE_CONT.
FREQUENCIES = frozenset(
    {
        "UNKNOWN", "AS_NEEDED", "IRREG", "NEVER", "NOT_PLANNED", "OTHER", "UPDATE_CONT",
        "HOURLY", "DAILY", "DAILY_2", "WEEKLY", "WEEKLY_2", "BIWEEKLY", "MONTHLY",
        "MONTHLY_2", "BIMONTHLY", "QUARTERLY", "ANNUAL_3", "ANNUAL_2", "ANNUAL", "BIENNIAL",
        "TRIENNIAL", "QUINQUENNIAL", "DECENNIAL",
    }
)  # fmt: skip

_LICENCE_OUVERTE = (
    "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
    "Licence Ouverte / Open Licence version 2.0",
)
_ODBL = (
    "http://opendatacommons.org/licenses/odbl/summary/",
    "Open Data Commons Open Database License (ODbL)",
)

LICENCES = {
    "lov2": _LICENCE_OUVERTE,
    "etalab-2.0": _LICENCE_OUVERTE,
    "notspecified": None,
    "odc-odbl": _ODBL,
    "odbl-1.0": _ODBL,
}
"""Address and name of a licence by its id, as data.gouv.fr and the European portal know them."""

FORMATS = {
    "csv": ("CSV", "text/csv"),
    "geojson": ("GEOJSON", "application/geo+json"),
    "html": ("HTML", "text/html"),
    "json": ("JSON", "application/json"),
    "jsonld": ("JSON_LD", "application/ld+json"),
    "ods": ("ODS", "application/vnd.oasis.opendocument.spreadsheet"),
    "odt": ("ODT", "application/vnd.oasis.opendocument.text"),
    "parquet": ("PARQUET", "application/vnd.apache.parquet"),
    "pdf": ("PDF", "application/pdf"),
    "png": ("PNG", "image/png"),
    "shp": ("SHP", "application/vnd.shp"),
    "txt": ("TXT", "text/plain"),
    "xls": ("XLS", "application/vnd.ms-excel"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "xml": ("XML", "application/xml"),
    "zip": ("ZIP", "application/zip"),
}
"""EU file type and IANA media type of a format that CKAN knows by its short name."""

PUBLISHER_TYPES = {
    "commune": "LocalAuthority",
    "departement": "LocalAuthority",
    "epci": "LocalAuthority",
    "region": "RegionalAuthority",
}
PUBLISHER_LABELS = {"LocalAuthority": "Autorité locale", "RegionalAuthority": "Autorité régionale"}

LANGUAGES = {"fr": "FRA", "en": "ENG", "br": "BRE", "oc": "OCI", "eu": "EUS", "co": "COS", "de": "DEU"}
