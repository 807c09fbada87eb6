"""Address of a page or a document on the web."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pyarrow as pa

from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.spaces import trimmed
from forum_core.types.text import parse

_SPACES_OR_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f]")


def problem(text: str, _: Descriptor) -> Problem | None:
    """Not an address that a browser opens on a server of the web.

    Stricter than the standard's ``uri``, which lets « javascript: » and « mailto: » pass: a page makes a link
    of this cell.
    """
    if _SPACES_OR_CONTROLS.search(text):
        return Problem("url-spaces")
    try:
        parts = urlsplit(text)
        named = "." in (parts.hostname or "")
    except ValueError:  # a bracket of an IPv6 address that is not closed
        return Problem("url-form")
    if parts.scheme not in {"http", "https"} or not named:
        return Problem("url-form")
    return Problem("url-password") if parts.username is not None else None


def repair(text: str, _: Descriptor) -> Mended | None:
    """Spaces at the ends off, those inside as %20; an absent « https:// » is not guessed."""
    return Mended(trimmed(text).replace(" ", "%20"), "url-spaces")


TYPE = FieldType(
    name="url",
    label="Adresse web (https://…)",
    table_types=("string",),
    arrow=pa.string(),
    datastore="text",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("https://data.maville.fr/deliberations/files/200417_1.pdf", "http://exemple.fr/?id=3#page=2"),
        invalid=(
            "www.exemple.fr",
            "mailto:mairie@exemple.fr",
            "javascript:alert(1)",
            "https://",
            "https://intranet/doc",
            "https://exemple.fr/un fichier.pdf",
            "https://jean:secret@exemple.fr/",
            "https://[exemple.fr/",
        ),
        repaired={
            "https://exemple.fr/un fichier.pdf": "https://exemple.fr/un%20fichier.pdf",
            " https://exemple.fr/ ": "https://exemple.fr/",
        },
        beyond_repair=("www.exemple.fr", "mailto:mairie@exemple.fr", "P:\\actes\\2024.pdf"),
        descriptor={"name": "exemple", "type": "string", "format": "uri"},
    ),
)
