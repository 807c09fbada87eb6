"""The OpenAPI document is one, and names nothing that is not there."""

from __future__ import annotations

import json
import re

import gate_registers as registers
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from forum_core.project.openapi import Site, project
from forum_core.schema.store import load_store

STORE = load_store()
SCHEMAS = [STORE.get(name) for name in STORE.names()]
SITE = Site("Essai", "https://exemple.fr", "/registres", "/schemas")


@pytest.fixture(scope="module")
def document():
    return project(SCHEMAS, set(STORE.names()), SITE)


@pytest.mark.slow
def test_a_validator_of_the_standard_finds_nothing_wrong(document):
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_each_register_has_its_row_and_its_addresses(document):
    for schema in SCHEMAS:
        base = f"/registres/{schema.name}"
        row = document["components"]["schemas"][schema.name]["properties"]
        own = [path for path in document["paths"] if path.startswith((f"{base}.", f"{base}/"))]

        assert [field.name for field in schema.fields if field.privacy.action != "drop"] == list(row)[2:]
        assert own == [
            f"{base}.json",
            f"{base}.csv",
            f"{base}/{{authority}}.json",
            f"{base}/{{authority}}.csv",
        ]


def test_a_register_that_nobody_publishes_has_its_row_and_no_address():
    document = project(SCHEMAS, set(), SITE)

    assert document["paths"] == {}
    assert set(STORE.names()) <= set(document["components"]["schemas"])


def test_a_register_with_neither_amount_nor_days_is_offered_no_bounds():
    document = project([registers.PLACES], {registers.PLACES.name}, SITE)

    for path, item in document["paths"].items():
        names = {one["name"] for one in item["get"]["parameters"] if "name" in one}
        assert ("tri" in names) == path.endswith(".json")
        assert {"q", "annee"} <= names
        assert ("montant_min" in names) == (registers.PLACES.page.amount is not None)


def test_its_sentences_are_in_french_typography(document):
    words = re.findall(
        r'"(?:description|summary)": "((?:[^"\\\\]|\\\\.)*)"', json.dumps(document, ensure_ascii=False)
    )

    assert words
    assert [text for text in words if re.search(r"[a-zé] [;!?:»](?:\s|$)|« |[a-z]'[a-z]", text)] == []
