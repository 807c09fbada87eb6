"""Describe one file of a package in ckanext-dcat's fields: addresses, format, size, dates, licence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckanext.forum.dcat import vocabulary as words
from ckanext.forum.dcat.known import Known
from ckanext.forum.dcat.sentences import file_description, file_title
from ckanext.forum.dcat.values import clean, items, moment, web_address

# A link to a page is an access, not a download: a harvester would take the page for the data.
_PAGES = {"", "html", "api", "link"}


def describe_file(resource: Mapping[str, Any], dataset: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """The resource in ckanext-dcat's fields.

    Args:
        resource: As `package_show` gives it.
        dataset: The described dataset: licence, schema and dates are the same for its files.
        known: Facts from outside of the package.
    """
    short = clean(resource.get("format")).lower().rpartition("/")[2]
    return {
        "id": resource["id"],
        "package_id": dataset["id"],
        "name": clean(resource.get("name")) or file_title(short.upper()),
        "description": clean(resource.get("description"))
        or file_description(short.upper(), dataset["title"]),
        **_addresses(resource, dataset, known, short),
        **_format(short, clean(resource.get("mimetype"))),
        "size": _size(resource, known),
        "hash": _digest(resource, known),
        "datastore_active": resource.get("datastore_active"),
        "license": web_address(resource.get("license")) or dataset["license_url"],
        "rights": clean(resource.get("rights")) or dataset["rights"],
        "conforms_to": dataset["conforms_to"] if known.schema else items(resource.get("conforms_to")),
        "language": dataset["language"],
        "applicable_legislation": dataset["applicable_legislation"],
        "issued": moment(resource.get("issued") or resource.get("created"), now=known.now)
        or dataset["issued"],
        "modified": _modified(resource, dataset, known),
    }


def _addresses(
    resource: Mapping[str, Any], dataset: Mapping[str, Any], known: Known, short: str
) -> dict[str, str | None]:
    """The file's page and the file itself: two addresses that both answer, never the same twice."""
    page = f"{known.site}/dataset/{dataset['name']}/resource/{resource['id']}"
    address = web_address(resource.get("url"))
    if address is None:
        return {"access_url": page, "download_url": None}
    if short in _PAGES and resource.get("url_type") != "upload":
        return {"access_url": address, "download_url": None}
    return {"access_url": page, "download_url": address}


def _format(short: str, mimetype: str) -> dict[str, str | None]:
    """EU file type and IANA media type as addresses; a literal fails the shapes, the unknown is left out."""
    if short not in words.FORMATS:
        short = next((name for name, (_, media) in words.FORMATS.items() if media == mimetype), short)
    if short not in words.FORMATS:
        return {"format": None, "mimetype": None}
    file_type, media_type = words.FORMATS[short]
    return {"format": str(words.FILE_TYPE[file_type]), "mimetype": str(words.IANA[media_type])}


def _size(resource: Mapping[str, Any], known: Known) -> int | None:
    if published := _published(resource, known):
        return published[1]
    try:
        size = int(resource.get("size") or 0)
    except (TypeError, ValueError):
        return None
    return size if size > 0 else None


def _digest(resource: Mapping[str, Any], known: Known) -> str:
    published = _published(resource, known)
    return published[0] if published else clean(resource.get("hash"))


def _published(resource: Mapping[str, Any], known: Known) -> tuple[str, int] | None:
    """Digest and size of a file of the current publication."""
    publication = known.publication
    if publication and resource["id"] == publication.resource_id:
        return publication.csv_digest, publication.csv_size
    if publication and resource["id"] == publication.parquet_resource_id:
        return publication.clearance.digest, publication.clearance.size
    return None


def _modified(resource: Mapping[str, Any], dataset: Mapping[str, Any], known: Known) -> str:
    if known.publication:
        return dataset["modified"]
    own = resource.get("modified") or resource.get("last_modified") or resource.get("metadata_modified")
    return moment(own, now=known.now) or dataset["modified"]
