"""CKAN's own row of a register: private before its first publication, in line with the pointer after."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from ckan import model
from ckanext.forum import config
from ckanext.forum.current import Current
from ckanext.forum.doors import opened_context
from ckanext.forum.publication.account import account
from ckanext.forum.publication.checkpoints import checkpoint
from ckanext.forum.standard import described
from forum_core.schema.model import Schema

_EU = "http://publications.europa.eu/resource/authority"
_COMPLETED = "http://purl.org/adms/status/Completed"
_SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
_PARQUET_TYPE = "application/vnd.apache.parquet"


def find_dataset(register: str, organization: str) -> model.Package | None:
    """The dataset of a register of an authority, in any state but deleted."""
    query = sa.select(model.Package).where(
        model.Package.owner_org == organization,
        model.Package.state != "deleted",
        model.Package.extras["register"].astext == register,
    )
    return model.Session.scalars(query).first()


def ensure_dataset(schema: Schema, organization: model.Group, author: str) -> str:
    """Id of the register's dataset, made private and empty if it is not there yet."""
    found = find_dataset(schema.name, organization.id)
    if found:
        return found.id
    created = tk.get_action("package_create")(opened_context(author), _first_record(schema, organization))
    return created["id"]


def resource_ids(dataset: str) -> tuple[str, str]:
    """Ids of the CSV and Parquet resources: those that the dataset has, else new ones."""
    found = tk.get_action("package_show")({"ignore_auth": True}, {"id": dataset})
    by_format = {resource["format"]: resource["id"] for resource in found["resources"]}
    return by_format.get("CSV", str(uuid.uuid4())), by_format.get("Parquet", str(uuid.uuid4()))


def file_name(one: Current, extension: str) -> str:
    """Name of a published file as people get it: day, SIREN and register."""
    organization = model.Group.get(one.organization)
    siren = organization.extras.get("siren") if organization else None
    return f"{one.published_at:%Y%m%d}_{siren or one.organization_name}_{one.register}.{extension}"


def in_line(one: Current) -> bool:
    """True when CKAN's row already tells of this publication."""
    dataset = model.Package.get(one.dataset_id)
    return bool(
        dataset and dataset.state == "active" and dataset.extras.get("publication") == one.publication_id
    )


def bring_in_line(one: Current, author: str) -> None:
    """Write the publication into CKAN's row, make it public, and index it."""
    checkpoint("before-ckan-row")
    schema = config.registers().get(one.register)
    moment = _moment(one.published_at)
    dataset = tk.get_action("package_show")({"ignore_auth": True}, {"id": one.dataset_id})
    change: dict[str, Any] = {
        "id": one.dataset_id,
        "private": False,
        "publication": one.publication_id,
        "provenance": account(schema, one.clearance),
        "issued": dataset.get("issued") or moment,
        "modified": moment,
        "conforms_to": [described(schema).standard],
        "resources": [_csv_resource(schema, one, dataset), _parquet_resource(schema, one, dataset)],
    }
    if one.clearance.first_date and one.clearance.last_date:
        change["temporal_coverage"] = [{"start": one.clearance.first_date, "end": one.clearance.last_date}]
    tk.get_action("package_patch")(opened_context(author), change)


def empty(dataset: str, author: str) -> None:
    """Take a withdrawn register's dataset out of every public list: private, without files or account."""
    checkpoint("before-ckan-row")
    if model.Package.get(dataset) is None:
        return
    change = {
        "id": dataset,
        "private": True,
        "publication": "",
        "provenance": "",
        "temporal_coverage": [],
        "resources": [],
    }
    tk.get_action("package_patch")(opened_context(author), change)


def _first_record(schema: Schema, organization: model.Group) -> dict[str, Any]:
    profile = organization.extras
    contact = {
        "name": profile.get("contact_name") or organization.title,
        "email": profile.get("contact_email", ""),
        "url": profile.get("contact_url", ""),
    }
    dataset, said = str(uuid.uuid4()), described(schema)
    return {
        "id": dataset,
        "type": "dataset",
        "private": True,
        "register": schema.name,
        "owner_org": organization.id,
        "name": f"{schema.name}-{organization.name}"[:100],
        "title": f"{said.title} — {organization.title}",
        "notes": said.summary,
        "tags": [{"name": word} for word in said.keywords],
        "license_id": said.licence,
        "identifier": dataset,
        "frequency": f"{_EU}/frequency/{said.frequency}",
        "theme": [f"{_EU}/data-theme/{said.theme}"],
        "language": [f"{_EU}/language/FRA"],
        "access_rights": f"{_EU}/access-right/PUBLIC",
        "applicable_legislation": list(said.legislation),
        "conforms_to": [said.standard],
        "contact": [contact],
        **_territory(organization),
    }


def _territory(organization: model.Group) -> dict[str, Any]:
    bbox = organization.extras.get("bbox")
    if not bbox:
        return {}
    west, south, east, north = (float(part) for part in bbox.split(","))
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    geometry = tk.h.dump_json({"type": "Polygon", "coordinates": [ring]})
    return {"spatial_coverage": [{"text": organization.title, "bbox": geometry}]}


def _csv_resource(schema: Schema, one: Current, dataset: dict[str, Any]) -> dict[str, Any]:
    whose = "schéma officiel" if schema.official_url else "schéma de ce catalogue"
    return {
        **_resource(schema, one, dataset, one.resource_id, "csv"),
        "name": f"{schema.title}, fichier CSV",
        "description": f"Toutes les lignes de la publication en ligne, au format du {whose}.",
        "format": "CSV",
        "mimetype": "text/csv",
        "size": one.csv_size,
        "hash": one.csv_digest,
        "datastore_active": True,
    }


def _parquet_resource(schema: Schema, one: Current, dataset: dict[str, Any]) -> dict[str, Any]:
    return {
        **_resource(schema, one, dataset, one.parquet_resource_id, "parquet"),
        "name": f"{schema.title}, fichier Parquet",
        "description": "Les mêmes lignes, typées, avec la clé de chacune.",
        "format": "Parquet",
        "mimetype": _PARQUET_TYPE,
        "size": one.clearance.size,
        "hash": one.clearance.digest,
    }


def _resource(
    schema: Schema, one: Current, dataset: dict[str, Any], resource: str, extension: str
) -> dict[str, Any]:
    before = next((known for known in dataset["resources"] if known["id"] == resource), {})
    moment = _moment(one.published_at)
    address = tk.h.url_for(
        "resource.download",
        id=one.dataset_id,
        resource_id=resource,
        filename=file_name(one, extension),
        qualified=True,
        locale="default",
    )
    return {
        "id": resource,
        "url": address,
        "hash_algorithm": _SHA256,
        "conforms_to": [described(schema).standard],
        "language": [f"{_EU}/language/FRA"],
        "issued": before.get("issued") or moment,
        "modified": moment,
        "status": _COMPLETED,
    }


def _moment(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
