"""What a person chose or dropped, checked; what does not fit is said in a sentence beside its field."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import IO, Any

import ckan.plugins.toolkit as tk

from ckan import model
from ckanext.forum import config, members
from forum_core.rows.read.dialect import DELIMITERS
from forum_core.rows.read.encoding import ACCEPTED
from forum_core.schema.model import Schema

READING = ("encoding", "delimiter", "sheet")
PASTED = "tableau collé"
_LONGEST_NAME = 120
_SAID_REGISTER = "Choisissez un registre."
_SAID_ORGANIZATION = "Choisissez la collectivité dont ce fichier porte les lignes."
_SAID_NOTHING = "Choisissez un fichier, ou collez un tableau avec sa ligne de titres."
_SAID_BOTH = "Choisissez un fichier ou collez un tableau, pas les deux."
_SAID_ENCODING = "Cet encodage n’est pas reconnu. Choisissez-en un dans la liste."
_SAID_DELIMITER = "Ce séparateur ne peut pas être utilisé. Choisissez-en un dans la liste."


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file that somebody dropped, or the text that they pasted."""

    name: str
    stream: IO[bytes]


def register(data: Mapping[str, Any]) -> Schema:
    """The register that is asked for."""
    name = str(data.get("register") or "")
    if name not in config.registers().names():
        raise tk.ValidationError({"register": [_SAID_REGISTER]})
    return config.registers().get(name)


def organization(data: Mapping[str, Any]) -> model.Group:
    """The authority that is asked for."""
    found = members.authority(str(data.get("organization") or ""))
    if found is None:
        raise tk.ValidationError({"organization": [_SAID_ORGANIZATION]})
    return found


def dropped(data: Mapping[str, Any]) -> Dropped | None:
    """The file under `upload`, or the table under `text`; None when there is neither."""
    upload, text = data.get("upload"), str(data.get("text") or "")
    has_file = bool(upload is not None and getattr(upload, "filename", ""))
    if has_file and text.strip():
        raise tk.ValidationError({"upload": [_SAID_BOTH]})
    if has_file:
        return Dropped(_name(upload.filename), upload.stream)
    if text.strip():
        # Blank lines around what was copied are the clipboard's, not the table's.
        return Dropped(PASTED, io.BytesIO(text.strip("\r\n").encode()))
    return None


def something(data: Mapping[str, Any]) -> Dropped:
    """The file or the table; asked for when there is neither."""
    found = dropped(data)
    if found is None:
        raise tk.ValidationError({"upload": [_SAID_NOTHING]})
    return found


def choices(data: Mapping[str, Any]) -> dict[str, Any]:
    """How to read the file and whether to repair it, of what the request says of that."""
    found: dict[str, Any] = {name: str(data[name] or "") or None for name in READING if name in data}
    if found.get("encoding") and found["encoding"] not in ACCEPTED:
        raise tk.ValidationError({"encoding": [_SAID_ENCODING]})
    if found.get("delimiter") and found["delimiter"] not in (*DELIMITERS, "tab"):
        raise tk.ValidationError({"delimiter": [_SAID_DELIMITER]})
    if "repair" in data:
        found["repair"] = flag(data["repair"])
    return found


def flag(value: object) -> bool:
    """A box that is ticked, or a JSON true; anything else is no."""
    return str(value).lower() in {"1", "true", "yes", "on"}


def _name(typed: str) -> str:
    """The last part of a name, whichever system it comes from, printable and short."""
    last = PureWindowsPath(PurePosixPath(typed).name).name
    clean = "".join(character for character in last if character.isprintable()).strip()
    return clean[-_LONGEST_NAME:] or "fichier"
