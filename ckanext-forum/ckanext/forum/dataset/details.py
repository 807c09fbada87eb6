"""What a register adds to the form of its own datasets: the fields that its schema names, and no other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.forum import config, written
from forum_core.project import form
from forum_core.schema.model import Metadata

FIELD = "register_details"
_PREFIX = f"{FIELD}-"


@dataclass(frozen=True, slots=True)
class Detail:
    """One of these fields: what the schema says of it, its name in the form, and its value."""

    field: Metadata
    input: str
    value: str


def forum_register_details(
    key: tuple[str, ...], data: dict[Any, Any], errors: dict[Any, list[str]], _context: Mapping[str, Any]
) -> None:
    """Bring what was written to a JSON object, kept as text; refuse fields that the register does not have.

    A form sends each field by its own name, an API caller an object.
    """
    register = data.get(("register",))
    fields = _fields(register)
    given = _read(data.get(key)) | _of_form(data.pop(("__extras",), {}), data)
    kept: dict[str, str] = {}
    for name, value in given.items():
        if not value:
            continue
        if name not in fields:
            errors[key].append(f"Ce registre n’a pas de champ «\u202f{name}\u202f». Retirez-le.")
        elif reproach := form.reproach(fields[name], value) or written.reproach(value, register):
            errors[key].append(reproach)
        else:
            kept[name] = value
    data[key] = json.dumps(kept, ensure_ascii=False) if kept else ""


def forum_details(package: Mapping[str, Any]) -> list[Detail]:
    """The fields of a dataset's register with their values; none for a dataset that is no register."""
    try:
        written = _read(package.get(FIELD))
    except tk.Invalid:  # a form that was refused is shown again with what was sent
        written = {}
    return [
        Detail(field, _PREFIX + name, str(package.get(_PREFIX + name, written.get(name, ""))))
        for name, field in _fields(package.get("register")).items()
    ]


def _fields(register: object) -> dict[str, Metadata]:
    store = config.registers()
    if not isinstance(register, str) or register not in store.names():
        return {}
    return {field.name: field for field in form.project(store.get(register))}


def _read(value: object) -> dict[str, str]:
    """What an object, or its JSON, says; anything else says nothing."""
    if isinstance(value, str):
        try:
            value = json.loads(value or "{}")
        except ValueError as err:
            raise tk.Invalid("Les précisions du registre s’écrivent comme un objet JSON.") from err
    if not isinstance(value, Mapping):
        return {}
    return {str(name): str(text).strip() for name, text in value.items()}


def _of_form(extras: Mapping[str, Any], data: dict[Any, Any]) -> dict[str, str]:
    """Fields sent one by one; the extras that are not ours are put back."""
    ours = {name: str(value) for name, value in extras.items() if name.startswith(_PREFIX)}
    if rest := {name: value for name, value in extras.items() if name not in ours}:
        data["__extras",] = rest
    return {name.removeprefix(_PREFIX): value.strip() for name, value in ours.items()}
