"""Run inside an environment that holds our wheel: one page of each route of ours, as JSON.

Only CKAN and our wheel can be imported here; the checkout is out of reach.
"""

import json
import os
import sys
from pathlib import Path

from ckan.cli import CKANConfigLoader  # noqa: TID251
from ckan.config.middleware import make_app  # noqa: TID251

import ckanext.forum  # noqa: TID251 - what the wheel holds
from forum_core.schema.store import load_store

REGISTER, AUTHORITY, SYNTAX = "subventions", "valmont-sur-dore", "ttl"


def main() -> None:
    """Ask each GET address of our blueprints once, with the names of something published."""
    config = CKANConfigLoader(os.environ["CKAN_INI"]).get_config()
    flask = make_app(config)._wsgi_app
    client = flask.test_client()
    samples = _published(client)
    answers = {}
    for rule in flask.url_map.iter_rules():
        view = flask.view_functions[rule.endpoint]
        if "GET" in rule.methods and getattr(view, "__module__", "").startswith("ckanext.forum"):
            arguments = {name: samples[name] for name in rule.arguments - set(rule.defaults or ())}
            address = flask.url_map.bind("127.0.0.1").build(rule.endpoint, arguments)
            answers[rule.rule] = {"endpoint": rule.endpoint, **_ask(client, address)}
    json.dump({"package": str(Path(ckanext.forum.__file__)), "answers": answers}, sys.stdout)


def _published(client) -> dict[str, str]:
    """A value for each argument of our routes."""
    dataset = client.get(f"/api/3/action/package_show?id={REGISTER}-{AUTHORITY}").json["result"]
    resource = next(one for one in dataset["resources"] if one["format"] == "CSV")
    rows = client.get(f"/api/3/action/datastore_search?resource_id={resource['id']}&limit=1").json["result"]
    first = rows["records"][0]
    return {
        "register": REGISTER,
        "authority": AUTHORITY,
        "syntax": SYNTAX,
        "version": load_store().get(REGISTER).version,
        "key": first["cle_ligne"],
        # A SIRET would lead to the address of its SIREN.
        "identifier": (first["idBeneficiaire"] or "")[:9] or first["rnaBeneficiaire"],
        "organization": AUTHORITY,
        # Of nothing that exists: these pages say so, or ask to sign in.
        "deposit": "00000000-0000-0000-0000-000000000000",
        "run": "aucun",
        "reference": "2026-AAAAA-AAAAA",
        "number": "1",
        "id": dataset["id"],
        "dataset_id": dataset["id"],
        "resource_id": resource["id"],
        "filename": resource["url"].rsplit("/", 1)[-1],
        "_format": SYNTAX,
    }


def _ask(client, address: str) -> dict[str, object]:
    answer = client.get(address)
    html = answer.mimetype == "text/html"
    text = answer.get_data(as_text=True) if html else ""
    asks_to_sign_in = "/user/login" in answer.headers.get("Location", "")
    return {"status": answer.status_code, "signs_in": asks_to_sign_in, "html": html, "text": text}


if __name__ == "__main__":
    main()
