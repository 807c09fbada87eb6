"""The side doors: every other way to make a register's row public, closed even to administrators.

Chained actions: auth functions are skipped for sysadmins and `ignore_auth`. Each has a test named after it
in tests/ckan/sidedoors. To be read again at each upgrade of CKAN.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.types import Context

from ckan import model
from ckanext.forum import current, written
from ckanext.forum.doors import is_open

# Of an action of CKAN: context and data_dict in, whatever it answers out.
Action = Callable[[Context, dict[str, Any]], object]

_ROWS = (
    "Les lignes d’un registre sont écrites par sa publication. "
    "Déposez un fichier corrigé et publiez-le : le site remplacera l’ancien."
)
_FILES = (
    "Les fichiers d’un registre sont écrits par sa publication, jamais déposés à la main. "
    "Déposez un fichier corrigé et publiez-le."
)
_PUBLIC = (
    "Ce registre n’a pas de publication en ligne : il reste privé. "
    "Publiez d’abord un fichier ; le jeu de données deviendra public avec lui."
)
_OWNER = "La collectivité et le registre d’un jeu de données ne changent pas. Créez un autre jeu de données."
_LEAVES = "Ce registre est en ligne. Retirez d’abord sa publication, en disant pourquoi."

# What a publication writes into CKAN's row; a form that does not send it back must not lose it.
_WRITTEN = (
    "register",
    "publication",
    "provenance",
    "temporal_coverage",
    "issued",
    "modified",
    "conforms_to",
    "identifier",
)
_FILE_FACTS = ("id", "url", "url_type", "format", "mimetype", "size", "hash", "datastore_active")


# DataStore


@tk.chained_action
def datastore_create(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
    """No table is made, altered or aliased for a register's resource."""
    _refuse_rows(context, data_dict)
    return up(context, data_dict)


@tk.chained_action
def datastore_upsert(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
    """No row is written into a register's table."""
    _refuse_rows(context, data_dict)
    return up(context, data_dict)


@tk.chained_action
def datastore_delete(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
    """No table of a register is dropped."""
    _refuse_rows(context, data_dict)
    return up(context, data_dict)


@tk.chained_action
def datastore_records_delete(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
    """No row of a register is deleted one by one."""
    _refuse_rows(context, data_dict)
    return up(context, data_dict)


@tk.chained_action
def datastore_run_triggers(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
    """No trigger rewrites a register's rows."""
    _refuse_rows(context, data_dict)
    return up(context, data_dict)


# Resources


@tk.chained_action
def resource_create(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
    """No file is added to a register."""
    _refuse_files(context, model.Package.get(data_dict.get("package_id", "")))
    return up(context, data_dict)


@tk.chained_action
def resource_update(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
    """No file of a register is replaced or moved; `resource_patch` comes through here."""
    _refuse_files(context, _dataset_of(data_dict.get("id")))
    return up(context, data_dict)


@tk.chained_action
def resource_delete(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
    """No file of a register is taken away."""
    _refuse_files(context, _dataset_of(data_dict.get("id")))
    return up(context, data_dict)


# Datasets


@tk.chained_action
def package_create(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
    """A register begins private, empty and unpublished."""
    if data_dict.get("register") and not is_open(context):
        _begin_private(data_dict)
        _guard_words(data_dict["register"], data_dict)
    return up(context, data_dict)


@tk.chained_action
def package_update(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
    """Words may be edited; rows, files, owner and visibility may not. Patch and revise come here."""
    if not is_open(context):
        _guard_update(data_dict)
    return up(context, data_dict)


@tk.chained_action
def package_owner_org_update(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
    """A register stays with its authority."""
    dataset = model.Package.get(data_dict.get("id", ""))
    if _register(dataset) and not is_open(context):
        asked = model.Group.get(data_dict.get("organization_id") or "")
        if asked is None or asked.id != dataset.owner_org:
            _refuse("owner_org", _OWNER)
    return up(context, data_dict)


@tk.chained_action
def bulk_update_public(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
    """No register without a publication is made public by a list."""
    for dataset in map(model.Package.get, data_dict.get("datasets", [])):
        if _register(dataset) and not _published(dataset):
            _refuse("private", _PUBLIC)
    return up(context, data_dict)


@tk.chained_action
def bulk_update_delete(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
    """No register that is in line is deleted by a list."""
    for dataset in map(model.Package.get, data_dict.get("datasets", [])):
        _refuse_leaving(context, dataset)
    return up(context, data_dict)


@tk.chained_action
def package_delete(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
    """A register that is online is withdrawn, with a reason, before it is deleted."""
    _refuse_leaving(context, model.Package.get(data_dict.get("id", "")))
    return up(context, data_dict)


@tk.chained_action
def dataset_purge(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
    """Likewise."""
    _refuse_leaving(context, model.Package.get(data_dict.get("id", "")))
    return up(context, data_dict)


@tk.chained_action
def organization_delete(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
    """An authority with a register online stays."""
    _refuse_closing(data_dict)
    return up(context, data_dict)


@tk.chained_action
def organization_purge(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
    """Likewise."""
    _refuse_closing(data_dict)
    return up(context, data_dict)


DOORS: dict[str, Action] = {
    door.__name__: door
    for door in (
        datastore_create,
        datastore_upsert,
        datastore_delete,
        datastore_records_delete,
        datastore_run_triggers,
        resource_create,
        resource_update,
        resource_delete,
        package_create,
        package_update,
        package_owner_org_update,
        bulk_update_public,
        bulk_update_delete,
        package_delete,
        dataset_purge,
        organization_delete,
        organization_purge,
    )
}


def _refuse(field: str, sentence: str) -> None:
    raise tk.ValidationError({field: [sentence]})


def _refuse_rows(context: Context, data_dict: dict[str, Any]) -> None:
    resource = data_dict.get("resource_id") or data_dict.get("id")
    if is_open(context) or not isinstance(resource, str):
        return
    if current.by_resource(resource) or _register(_dataset_of(resource)):
        _refuse("resource_id", _ROWS)


def _refuse_files(context: Context, dataset: model.Package | None) -> None:
    if _register(dataset) and not is_open(context):
        _refuse("resources", _FILES)


def _refuse_leaving(context: Context, dataset: model.Package | None) -> None:
    if _register(dataset) and _published(dataset) and not is_open(context):
        _refuse("state", _LEAVES)


def _refuse_closing(data_dict: dict[str, Any]) -> None:
    organization = model.Group.get(data_dict.get("id", ""))
    if organization and any(one.organization == organization.id for one in current.currents()):
        _refuse("id", _LEAVES)


def _begin_private(data_dict: dict[str, Any]) -> None:
    if not tk.asbool(data_dict.get("private", False)):
        _refuse("private", _PUBLIC)
    if data_dict.get("resources"):
        _refuse("resources", _FILES)
    for name in ("publication", "provenance"):
        data_dict.pop(name, None)
    owner = model.Group.get(data_dict.get("owner_org") or "")
    if owner and _same_register(data_dict["register"], owner.id):
        _refuse(
            "register", "Cette collectivité a déjà un jeu de données pour ce registre. Utilisez celui-là."
        )


def _same_register(register: str, organization: str) -> bool:
    query = sa.select(model.Package.id).where(
        model.Package.owner_org == organization,
        model.Package.state != "deleted",
        model.Package.extras["register"].astext == register,
    )
    return model.Session.scalars(query).first() is not None


def _guard_update(data_dict: dict[str, Any]) -> None:
    dataset = model.Package.get(data_dict.get("id") or data_dict.get("name") or "")
    if dataset is None:
        return
    if not _register(dataset):
        if data_dict.get("register"):
            _become_register(dataset, data_dict)
            _guard_words(data_dict["register"], data_dict)
        return
    _guard_words(_register(dataset), data_dict)
    before = tk.get_action("package_show")({"ignore_auth": True}, {"id": dataset.id})
    _guard_owner(dataset, data_dict)
    _guard_resources(before, data_dict)
    published = _published(dataset)
    public = not tk.asbool(data_dict.get("private", before["private"]))
    if public and not published:
        _refuse("private", _PUBLIC)
    if published and data_dict.get("state", "active") != "active":
        _refuse("state", _LEAVES)
    for name in _WRITTEN:
        if name in before:
            data_dict[name] = before[name]
        else:
            data_dict.pop(name, None)


def _become_register(dataset: model.Package, data_dict: dict[str, Any]) -> None:
    if any(resource.state == "active" for resource in dataset.resources):
        _refuse("resources", _FILES)
    data_dict.setdefault("owner_org", dataset.owner_org)
    data_dict.setdefault("private", dataset.private)
    _begin_private(data_dict)


def _guard_owner(dataset: model.Package, data_dict: dict[str, Any]) -> None:
    owner = model.Group.get(data_dict.get("owner_org") or dataset.owner_org)
    if owner is None or owner.id != dataset.owner_org:
        _refuse("owner_org", _OWNER)
    if data_dict.get("register", _register(dataset)) != _register(dataset):
        _refuse("register", _OWNER)


def _guard_resources(before: dict[str, Any], data_dict: dict[str, Any]) -> None:
    if "resources" not in data_dict:
        return
    if _facts(before["resources"]) != _facts(data_dict["resources"]):
        _refuse("resources", _FILES)
    if any(resource.get("upload") for resource in data_dict["resources"]):
        _refuse("resources", _FILES)


def _guard_words(register: str | None, data_dict: dict[str, Any]) -> None:
    """What describes a register is read by all: it holds no more of a person than its rows may."""
    for field, text in _words(data_dict):
        if said := written.reproach(text, register):
            _refuse(field, said)


def _words(data_dict: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for field in ("title", "notes", "tag_string"):
        yield field, str(data_dict.get(field) or "")
    yield from (("tag_string", str(tag.get("name") or "")) for tag in data_dict.get("tags") or ())
    for resource in data_dict.get("resources") or ():
        yield from (("resources", str(resource.get(field) or "")) for field in ("name", "description"))


def _facts(resources: list[dict[str, Any]]) -> list[list[str]]:
    # As text: a form sends numbers and booleans as words.
    return sorted([str(resource.get(name) or "") for name in _FILE_FACTS] for resource in resources)


def _dataset_of(resource: str | None) -> model.Package | None:
    found = model.Resource.get(resource) if resource else None
    return model.Package.get(found.package_id) if found else None


def _register(dataset: model.Package | None) -> str | None:
    return dataset.extras.get("register") if dataset else None


def _published(dataset: model.Package | None) -> bool:
    return dataset is not None and current.by_dataset(dataset.id) is not None
