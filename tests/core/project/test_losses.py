"""Nothing of a schema.yaml is lost in silence: a key changes a target, or the target says it does not."""

from __future__ import annotations

import copy
import json
from types import SimpleNamespace

import pytest

from forum_core.project import datastore, dcat, form, json_schema, openapi, table_schema, workbook
from forum_core.project import document as documentation
from forum_core.schema.loader import load_schema
from forum_core.schema.store import installed_root
from forum_core.schema.written import parse_yaml

META = json.loads((installed_root() / "schema.meta.json").read_text(encoding="utf-8"))
SITE = openapi.Site("Essai", "https://exemple.fr", "/registres", "/schemas")
TARGETS = {
    "table_schema": table_schema,
    "datastore": datastore,
    "json_schema": json_schema,
    "document": documentation,
    "workbook": workbook,
    "form": form,
    "dcat": SimpleNamespace(
        LOSSES=dcat.LOSSES, project=lambda schema: dcat.project(schema, "https://exemple.fr/schemas")
    ),
    "openapi": SimpleNamespace(
        LOSSES=openapi.LOSSES, project=lambda schema: openapi.project([schema], {schema.name}, SITE)
    ),
}

# Where a changed value must stay within a list or name an existing column, this one does.
VALUES = {
    "name": "aides",
    "version": "9.9.9",
    "fields/name": "autreNom",
    "fields/format": "default",
    "fields/forum/type": "choice",
    "fields/forum/privacy/class": "sensitive",
    "fields/forum/privacy/action": "drop",
    "fields/constraints/minimum": "0.5",
    "fields/constraints/maximum": "0.5",
    "forum/official_url": "https://exemple.fr/schema.json",
    "forum/key": ["objet"],
    "forum/authority": "idBeneficiaire",
    "forum/persons": ["objet"],
    "forum/privacy/release": "aggregate",
    "forum/privacy/asked": "objet",
    "forum/privacy/given": ["objet"],
    "forum/privacy/hidden": "objet",
    "forum/privacy/sensitive": ["objet"],
    "forum/privacy/parts/whole": "objet",
    "forum/privacy/parts/parts": ["objet"],
    "forum/register/theme": "GOVE",
    "forum/register/frequency": "ANNUAL",
    "forum/register/licence": "odc-odbl",
    "forum/laws/url": "https://exemple.fr",
    "forum/laws/since": "2001-01-01",
    "forum/laws/until": "2002-01-01",
    "forum/laws/checked": "2026-01",
    "custom_checks/severity": "warning",
    "custom_checks/name": "french-siren-value",
    "forum/rules/severity": "error",
    "forum/rules/code": "AUT-99",
    "forum/rules/from": "2001-01-01",
    "forum/rules/until": "2100-01-01",
    "forum/later/code": "AUT-98",
    "forum/later/needs": ["un autre registre"],
    "forum/metadata/name": "autre",
    "forum/metadata/type": "date",
    "forum/page/subject": "objet",
    "forum/page/before": "objet",
    "forum/page/subject_ids": ["objet"],
    "forum/page/amount": "pourcentageSubvention",
    "forum/page/separate": ["nature"],
    "forum/page/stocks": ["montant"],
    "forum/page/sort": ["objet"],
    "forum/page/figures/column": "pourcentageSubvention",
    "forum/page/figures/out_of": "pourcentageSubvention",
    "forum/page/figures/only": {"nature": "aide en nature"},
    "forum/page/pictures/only": {"nature": "aide en nature"},
    "forum/page/words": ["objet"],
    "forum/page/columns": ["objet"],
    "forum/page/bands/key": "autre",
    "forum/page/awaited/column": "objet",
    "forum/page/awaited/values": ["aide en numéraire"],
    "forum/page/calculator/points": "pourcentageSubvention",
    **{f"forum/page/calculator/{key}": "objet" for key in ("label", "group", "version", "detail")},
}


def leaves(node, path=""):
    """Every key of the meta-schema that holds a value, with the part of the meta-schema that describes it."""
    node = META["definitions"][node["$ref"].rsplit("/", 1)[-1]] if "$ref" in node else node
    if "properties" in node:
        for key, child in node["properties"].items():
            yield from leaves(child, f"{path}/{key}".strip("/"))
    elif _is_list_of_objects(node):
        yield from leaves(node["items"], path)
    else:
        yield path, node


def _is_list_of_objects(node):
    items = node.get("items", {})
    name = items.get("$ref", "").rsplit("/", 1)[-1]
    return "properties" in (META["definitions"][name] if name else items)


KEYS = dict(leaves({"properties": META["properties"]}))


def _picture(picture):
    return lambda document: document["forum"]["page"].update(pictures=[picture])


def _picture_of_rule(code):
    total = {"amount": "montant", "year": "dateConvention", "by": ["objet"]}
    params = total | {"table": "indemnites/parametres", "key": "plafond_cumul_mensuel"}
    rule = {"name": "total-at-most", "severity": "warning", "says": "À voir.", "params": params}

    def change(document):
        document["forum"]["rules"] = [{"code": one, **rule} for one in ("ESS-01", "ESS-02")]
        _picture({"kind": "sources", "rows": "objet", "columns": "nature", "rule": code})(document)

    return change


def _rule(name, **params):
    return lambda document: document["forum"]["rules"][0].update(name=name, params=params)


def _last(**keys):
    return lambda document: document["fields"][-1].update(keys)


def _last_title(title):
    def change(document):
        field = document["fields"][-1]
        field.pop("title", None)
        field["forum"]["title"] = title

    return change


def _last_type(kind, meaning):
    """Change the standard's type and keep the rest; the meaning has to follow it."""

    def change(document):
        document["fields"][-1]["type"] = kind
        document["fields"][-1].pop("example", None)
        document["fields"][-1]["forum"]["type"] = meaning

    return change


def _last_list(name):
    return lambda document: document["fields"][-1]["forum"].update(type="choice", codelist=name)


def _column(type_, **keys):
    """Change the first column of that type."""

    def change(document):
        field = next(field for field in document["fields"] if field["type"] == type_)
        field.pop("example", None)
        field.update(keys)

    return change


def _bounded(**bounds):
    def change(document):
        next(field for field in document["fields"] if field["type"] == "number")["constraints"] |= bounds

    return change


def _examples(text):
    def change(document):
        document["fields"][0].pop("example")
        document["fields"][0]["examples"] = text

    return change


def _bands(**last):
    """Two bands; the change is in the second, so that they still follow one another."""
    bands = [{"key": "peu", "label": "Peu", "up_to": 1}, {"key": "plus", "label": "Plus", "above": 1}]
    return lambda document: document["forum"]["page"].update(bands=[bands[0] | last, bands[1] | _after(last)])


def _after(last):
    return {"above": last["up_to"]} if "up_to" in last else {}


def _dated(column):
    def change(document):
        document["fields"][-1].update(type="year", example="2026")
        document["fields"][-1]["forum"].update(type="year")
        document["forum"]["page"].update(date=column or document["fields"][-1]["name"])

    return change


def _check(column):
    return lambda document: document["custom_checks"][0]["params"].update(column=column)


def _unread(*, verified):
    return lambda document: document["forum"]["rules"][0].update(text="Un texte", verified=verified)


def _law(*, verified):
    return lambda document: document["forum"]["laws"][0].update(
        url="https://exemple.fr", checked="2026-01", verified=verified
    )


PAIRS = {
    "fields/examples": (_examples("un"), _examples("autre")),
    "fields/trueValues": (_column("boolean", trueValues=["oui"]), _column("boolean", trueValues=["vrai"])),
    "fields/falseValues": (_column("boolean", falseValues=["non"]), _column("boolean", falseValues=["faux"])),
    "fields/constraints/minimum": (_bounded(minimum=1), _bounded(minimum=2)),
    "fields/constraints/maximum": (_bounded(maximum=1), _bounded(maximum=2)),
    "custom_checks/params": (_check("idAttribuant"), _check("idBeneficiaire")),
    "forum/rules/params": (
        _rule("not-after", column="dateConvention", other="datesPeriodeVersement"),
        _rule("not-after", column="dateConvention", other="dateConvention"),
    ),
    "forum/page/date": (_dated("dateConvention"), _dated(None)),
    "forum/page/bands/above": (_bands(), _bands(up_to=2)),
    "forum/page/bands/up_to": (_bands(), _bands(up_to=2)),
    "forum/laws/verified": (_law(verified=True), _law(verified=False)),
    "forum/rules/verified": (_unread(verified=True), _unread(verified=False)),
    "forum/page/pictures/kind": (_picture({"kind": "bands"}), _picture({"kind": "by-period"})),
    "forum/page/pictures/column": (
        _picture({"kind": "by-choice", "column": "nature"}),
        _picture({"kind": "by-choice", "column": "notificationUE"}),
    ),
    "forum/page/pictures/columns": (
        _picture({"kind": "steps", "columns": ["montant", "pourcentageSubvention"]}),
        _picture({"kind": "steps", "columns": ["pourcentageSubvention", "montant"]}),
    ),
    "forum/page/pictures/rows": (
        _picture({"kind": "crossing", "rows": "objet", "columns": "nature"}),
        _picture({"kind": "crossing", "rows": "nomBeneficiaire", "columns": "nature"}),
    ),
    "forum/page/pictures/rule": (
        _picture_of_rule("ESS-01"),
        _picture_of_rule("ESS-02"),
    ),
    "forum/rules/name": (
        _rule("sum-columns-value", column="montant", columns=["montant"]),
        _rule("sum-at-most", column="montant", columns=["montant"]),
    ),
    # A column that nothing else names can change its name.
    "fields/name": (_last(name="libre"), _last(name="autreNom")),
    "fields/type": (_last_type("string", "text"), _last_type("date", "date")),
    "fields/forum/title": (_last_title("Un titre"), _last_title("Un autre")),
    "fields/forum/codelist": (_last_list("une"), _last_list("autre")),
}
"""Keys whose change asks for another key to change: the two documents to compare."""


def changed(document, key, node):
    """A copy of the document whose first value at that key is another one."""
    copied = copy.deepcopy(document)
    *above, last = key.split("/")
    at = copied
    for part in above:
        at = at.setdefault(part, {})
        at = at[0] if isinstance(at, list) else at
    at[last] = VALUES.get(key, _other(node, at.get(last)))
    return copied


def _other(node, value):
    kind = node.get("type")
    if kind == "boolean":
        return not value
    if kind in ("integer", "number"):
        return (value or 0) + 1
    if kind == "array":
        return [*(value or []), "de plus"]
    if kind == "object":
        return {**(value or {}), "de-plus": 1}
    return f"{value or ''}-autre".lstrip("-")


@pytest.fixture(scope="module")
def load(tmp_path_factory):
    """Load a document as a file of its own."""
    root = tmp_path_factory.mktemp("schemas")
    (root / "codelists").mkdir()
    for name in ("une", "autre"):
        codes = json.dumps({"codes": [{"code": f"valeur {name}"}]})
        (root / "codelists" / f"{name}.yaml").write_text(codes, encoding="utf-8")

    def load(document):
        path = root / document["name"] / "schema.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(document), encoding="utf-8")  # JSON is YAML, and quick to write
        return load_schema(path)

    return load


@pytest.fixture(scope="module")
def document():
    """A real schema, with one column alone and every optional key filled."""
    whole = parse_yaml(installed_root() / "subventions" / "schema.yaml")
    first = whole["fields"][0]
    first["constraints"] |= {"unique": False, "minLength": 1, "maxLength": 99, "pattern": ".*", "enum": ["a"]}
    first["forum"]["privacy"]["basis"] = "un texte"
    whole["forum"]["privacy"] |= {"asked": "montant", "given": ["montant"], "hidden": "montant"}
    whole["forum"]["privacy"]["sensitive"] = ["montant"]
    whole["forum"]["privacy"]["parts"] = [{"whole": "montant", "parts": ["montant"]}]
    whole["forum"]["metadata"] = [{"name": "essai", "label": "Essai", "help": "Un essai.", "type": "text"}]
    whole["forum"]["page"] |= {
        "unit": {"one": "place", "many": "places"},
        "awaited": {"column": "nature", "values": ["aide en nature"]},
        "calculator": {
            "label": "nature",
            "points": "montant",
            "group": "nature",
            "version": "nature",
            "detail": "nature",
        },
        "figures": [{"says": "euros", "column": "montant"}],
    }
    return whole


@pytest.fixture(scope="module")
def unchanged(document, load):
    """What each target makes of that schema, made once for all keys."""
    schema = load(document)
    return {name: module.project(schema) for name, module in TARGETS.items()}


def pair(key, document, load):
    """The schema before and after a change at the key; None before when it is the `document`'s own."""
    if key not in PAIRS:
        return None, load(changed(document, key, KEYS[key]))
    schemas = []
    for change in PAIRS[key]:
        copied = copy.deepcopy(document)
        change(copied)
        schemas.append(load(copied))
    return tuple(schemas)


@pytest.mark.parametrize("target", TARGETS)
def test_declared_losses_are_keys_of_the_meta_schema(target):
    unknown = [loss for loss in TARGETS[target].LOSSES if not any(_within(key, loss) for key in KEYS)]

    assert unknown == []


# One test a key for all targets: what is loaded and projected for it serves them all.
@pytest.mark.parametrize("key", KEYS)
def test_a_key_changes_a_target_or_is_declared_lost(key, document, load, unchanged):
    before, after = pair(key, document, load)
    lost, declared = set(), set()
    for target, module in TARGETS.items():
        made = module.project(before) if before else unchanged[target]
        lost.update({target} if made == module.project(after) else ())
        declared.update({target} if any(_within(key, loss) for loss in module.LOSSES) else ())

    assert lost == declared


def _within(key, loss):
    return key == loss or key.startswith(f"{loss}/")
