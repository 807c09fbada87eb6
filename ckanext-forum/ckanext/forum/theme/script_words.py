"""French for CKAN's scripts, made from the two catalogues: the wheel of CKAN brings none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polib
from ckan.lib.i18n import get_ckan_i18n_dir
from flask import Blueprint, Response, jsonify

LANGUAGE = "fr"

words = Blueprint("forum_script_words", __name__)


@words.get(f"/api/i18n/{LANGUAGE}")
def french() -> Response:
    """What CKAN's scripts ask for when a page of its theme opens."""
    return jsonify(script_words())


@cache
def script_words() -> dict[str, Any]:
    """Messages of scripts in the form that CKAN's translator (Jed) reads; ours stand over CKAN's own."""
    core = Path(get_ckan_i18n_dir())
    ours = Path(__file__).parents[1] / "i18n"
    asked = {message.msgid for message in polib.pofile(str(core / "ckan.pot")) if _is_of_script(message)}
    catalogues = [
        polib.pofile(str(folder / LANGUAGE / "LC_MESSAGES" / name))
        for folder, name in ((core, "ckan.po"), (ours, "ckanext-forum.po"))
    ]
    # Jed reads `plural_forms`; CKAN's own command writes `plural-forms`, and Jed then fails on every plural.
    head = {"domain": "ckan", "lang": LANGUAGE, "plural_forms": catalogues[0].metadata["Plural-Forms"]}
    return {"": head, **{name: said for po in catalogues for name, said in _said(po) if name in asked}}


def _said(catalogue: polib.POFile) -> Iterator[tuple[str, list[str | None]]]:
    for message in catalogue:
        if message.msgid_plural and all(message.msgstr_plural.values()):
            yield (
                message.msgid,
                [message.msgid_plural, *(said for _, said in sorted(message.msgstr_plural.items()))],
            )
        elif message.msgstr:
            yield message.msgid, [None, message.msgstr]


def _is_of_script(message: polib.POEntry) -> bool:
    return any(file.endswith(".js") for file, _line in message.occurrences)
