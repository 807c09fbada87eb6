"""The guide for authors holds a register that serves, and every word that they may write."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from forum_core.authoring import examine
from forum_core.privacy.classes import ACTIONS_BY_CLASS
from forum_core.schema.documents import installed_root
from forum_core.sentences import say_error
from forum_core.types.registry import TYPES

GUIDE = Path(__file__).parents[2].joinpath("docs/guides/ajouter-un-registre.md").read_text(encoding="utf-8")
META = json.loads((installed_root() / "schema.meta.json").read_text(encoding="utf-8"))
PAGE = META["definitions"]["register"]["properties"]["page"]["properties"]
FILES = dict(re.findall(r"^`(fontaines/[^`]+)`.*?\n```\w+\n(.*?)```", GUIDE, re.MULTILINE | re.DOTALL))


def test_the_register_of_the_guide_is_ready(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    left = examine(tmp_path / "fontaines", tmp_path / "travail", today=date(2026, 11, 30))

    assert [say_error(error).message for error in left] == []


@pytest.mark.parametrize(
    "words",
    [
        TYPES,
        ACTIONS_BY_CLASS,
        META["definitions"]["field"]["properties"]["constraints"]["properties"],
        PAGE["pictures"]["items"]["properties"]["kind"]["enum"],
    ],
    ids=["types", "classes", "constraints", "pictures"],
)
def test_the_guide_says_every_word(words):
    assert [word for word in words if f"`{word}`" not in GUIDE] == []
