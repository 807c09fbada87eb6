"""Each address that the OpenAPI document describes answers, and answers what it says."""

from __future__ import annotations

import csv
import io
import json

import added_register
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from sample_grants import grant

from ckanext.forum import config, quarantine

pytestmark = pytest.mark.services

NAMES = {"figures": "commun.chiffres", "sort": "commun.ordre", "page": "commun.page"}
EXAMPLES = {"q": "judo", "annee": "2022", "montant_min": "10", "montant_max": "90000.50", "page": "toutes"}


@pytest.fixture
def document(app):
    def call():
        return json.loads(app.get("/schemas/openapi.json").get_data())

    return call


@pytest.fixture
def registers(published, publish, site_act, tmp_path, added_schemas):
    """Two registers: one of two authorities, one of the operator's own folder."""
    site_act("organization_create", name="vallees", title="CC des Vallées", siren="240000034", kind="epci")
    own = {"nomAttribuant": "CC des Vallées", "idAttribuant": "24000003400001"}
    publish([grant(n, **own) for n in (4, 5)], organization="vallees")
    folder = added_register.write(tmp_path / "nos-registres")
    added_schemas(folder.parent)
    with quarantine.deposited(folder / "examples" / "valid.csv") as deposit:
        site_act("forum_publish", register=folder.name, organization="valmont", deposit=deposit)
    return {published.register, folder.name}


def problems(document, schema, answer):
    """What the document does not say of an answer: errors, and keys that it does not name."""
    whole = {**schema, "components": document["components"]}
    return [error.json_path for error in Draft202012Validator(whole).iter_errors(answer)]


def resolved(document, one):
    return document["components"]["parameters"][one["$ref"].rpartition("/")[2]] if "$ref" in one else one


def example(parameter):
    schema = parameter["schema"]
    choices = schema.get("enum") or [one["const"] for one in schema.get("oneOf", ())]
    day = "2022-06-01" if schema.get("format") == "date" else None
    return choices[0] if choices else day or EXAMPLES[parameter["name"]]


def test_a_validator_of_the_standard_finds_nothing_wrong(registers, document):
    found = document()

    assert [error.message for error in OpenAPIV31SpecValidator(found).iter_errors()] == []
    assert {path.split("/")[2].partition(".")[0] for path in found["paths"]} == registers


def test_each_address_answers_the_shape_that_is_described(registers, document, app):
    found = document()

    for path, item in found["paths"].items():
        answer = app.get(path.format(authority="valmont"), status=200)
        (media, content), *others = item["get"]["responses"]["200"]["content"].items()
        assert others == []
        assert answer.mimetype == media
        assert answer.headers["X-Forum-Publication"]
        if media == "application/json":
            said = json.loads(answer.get_data())
            assert said["rows"]
            assert problems(found, content["schema"], said) == []
            assert set(said) == set(found["components"]["schemas"]["commun.reponse"]["properties"])
            for name in ("figures", "sort", "page"):
                assert set(said[name]) == set(found["components"]["schemas"][NAMES[name]]["properties"])
        else:
            row = found["components"]["schemas"][item["get"]["tags"][0]]["properties"]
            head = next(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
            assert head == [name for name in row if name not in ("cle_ligne", "authority")]


def test_each_parameter_is_understood_and_keeps_the_shape(registers, document, app):
    found = document()

    for path, item in found["paths"].items():
        for parameter in (resolved(found, one) for one in item["get"]["parameters"]):
            name, value = parameter["name"], example(parameter)
            answer = app.get(path.format(authority="valmont"), query_string={name: value})
            if name == "annee" and answer.status_code == 400:  # no row of that year: said, as described
                schema = found["components"]["responses"]["400"]["content"]["application/json"]["schema"]
                assert problems(found, schema, answer.get_json()) == []
                continue
            assert (path, name, answer.status_code) == (path, name, 200)
            if path.endswith(".json"):
                said = json.loads(answer.get_data())
                (content,) = item["get"]["responses"]["200"]["content"].values()
                assert problems(found, content["schema"], said) == []
                assert name in ("tri", "page") or said["filters"][name] is not None


def test_a_false_filter_and_a_withdrawn_register_are_refused_as_described(registers, document, app, site_act):
    found = document()
    site_act("forum_withdraw", register="subventions", organization="valmont", reason="Fichier erroné.")

    for query, status in ({"annee": "abc"}, 400), ({}, 410):
        place = "vallees" if status == 400 else "valmont"
        answer = app.get(f"/registres/subventions/{place}.json", query_string=query, status=status)
        schema = found["components"]["responses"][str(status)]["content"]["application/json"]["schema"]
        assert problems(found, schema, answer.get_json()) == []
    app.get("/registres/subventions/nulle-part.json", status=404)


def test_without_a_publication_every_row_is_described_and_no_address(clean_site, document, app):
    found = document()

    assert found["paths"] == {}
    assert set(config.registers().names()) <= set(found["components"]["schemas"])
    answer = app.get("/schemas/openapi.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    app.get("/schemas/openapi.json", headers={"If-None-Match": answer.headers["ETag"]}, status=304)


def test_the_pages_for_developers_lead_to_it(published, app):
    for path in ("/schemas", "/registres/subventions/valmont/api"):
        assert 'href="/schemas/openapi.json"' in app.get(path).get_data(as_text=True)
