"""What a register adds to the form of its datasets: an answer that is none is said in a sentence."""

from __future__ import annotations

import pytest

from forum_core.project.form import project, reproach
from forum_core.schema.model import Metadata
from forum_core.schema.store import load_store

STORE = load_store()


def asks(kind):
    return Metadata("essai", "Essai", "Un essai.", kind)


@pytest.mark.parametrize(
    ("kind", "value", "wrong"),
    [
        ("url", "https://exemple.fr/a", False),
        ("url", "http://exemple.fr", False),
        ("url", "javascript:alert(1)", True),
        ("url", "https://", True),
        ("url", "http://[::1", True),
        ("date", "2026-02-28", False),
        ("date", "2026-02-30", True),
        ("date", "28/02/2026", True),
        ("text", "https://", False),
    ],
)
def test_an_answer_is_of_the_kind_that_is_asked(kind, value, wrong):
    said = reproach(asks(kind), value)

    assert bool(said) == wrong
    assert not wrong or said.startswith("Essai\u00a0: ")


def test_a_register_asks_what_its_schema_names():
    asked = {name: project(STORE.get(name)) for name in STORE.names()}

    assert any(asked.values())
    assert not all(asked.values())
