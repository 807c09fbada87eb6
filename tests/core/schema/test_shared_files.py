"""What the registers of a folder share: the folder's own columns, lists and tables first, then ours."""

from __future__ import annotations

import json
import shutil

import pytest
from mapped_tables import GOOD, TODAY, mapped

from forum_core.errors import SchemaError
from forum_core.rows.rules.base import Asked
from forum_core.rows.rules.registry import RULES
from forum_core.schema.compat import Reason, compat
from forum_core.schema.documents import installed_root, read_any_version
from forum_core.schema.loader import load_schema
from forum_core.schema.store import load_store
from forum_core.schema.written import parse_yaml

COLUMN = {
    "title": "Quartier",
    "type": "string",
    "example": "nord",
    "forum": {
        "type": "choice",
        "codelist": "quartier",
        "privacy": {"class": "public", "action": "keep"},
        "help": "Quartier de la ville.",
    },
}
CODES = "codes:\n- {code: nord}\n- {code: sud, valid_from: '2025-01-01'}\n"
TABLE = (
    "cle,minimum,maximum,valeur,unite,depuis,depuis_verifie,jusqu_au,verifie,hors_total,limite_cle,limite_pct\n"
    "total,,,100,EUR,2024-01-01,oui,2024-12-31,oui,non,,\n"
    "total,,,200,EUR,2025-01-01,oui,,oui,non,,\n"
)
RULE = {
    "name": "total-at-most",
    "code": "ESS-01",
    "severity": "error",
    "says": "Vérifiez la somme.",
    "params": {
        "amount": "montant",
        "year": "dispositifAide",
        "by": ["nomBeneficiaire"],
        "table": "essai/plafonds",
        "key": "total",
    },
}


@pytest.fixture
def root(tmp_path):
    """A folder of registers with one of its own, and nothing shared yet."""
    document = parse_yaml(installed_root() / "subventions" / "schema.yaml")
    document["forum"]["rules"] = []
    path = tmp_path / "nos-registres" / "aides" / "schema.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(document | {"name": "aides"}), encoding="utf-8")
    return tmp_path / "nos-registres"


@pytest.fixture
def change(root):
    """Change its register."""

    def call(*fields, rules=()):
        path = root / "aides" / "schema.yaml"
        document = json.loads(path.read_text("utf-8"))
        document["fields"] += fields
        document["forum"]["rules"] += rules
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    return call


@pytest.fixture
def share(root):
    """Write a file that its registers share."""

    def call(name, text):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    return call


def test_a_folder_brings_its_own_columns_and_lists_beside_ours(change, share):
    share("fields.yaml", json.dumps({"quartier": COLUMN}))
    share("codelists/quartier.yaml", CODES)

    schema = load_schema(change({"shared": "quartier"}, {"shared": "delib_id"}))

    assert [code.code for code in schema.field("quartier").codes] == ["nord", "sud"]
    assert schema.field("delib_id").title == "Référence de la délibération"


def test_a_column_and_a_list_of_its_own_stand_before_ours_of_that_name_for_it_alone(change, share, root):
    share("fields.yaml", json.dumps({"coll_nom": COLUMN | {"title": "Commune"}}))
    share("codelists/quartier.yaml", CODES)
    share("codelists/sexe.yaml", "codes:\n- {code: non demandé}\n")
    change({"shared": "coll_nom"}, {**COLUMN, "name": "a", "forum": {**COLUMN["forum"], "codelist": "sexe"}})

    store = load_store(installed_root(), root)

    assert store.get("aides").field("coll_nom").title == "Commune"
    assert [code.code for code in store.get("aides").field("a").codes] == ["non demandé"]
    ours = load_store().get("hautes_remunerations")
    assert store.get(ours.name) == ours
    assert store.get("indemnites_elus").field("coll_nom").title != "Commune"


def test_two_versions_are_compared_with_the_lists_beside_each(change, share, root, tmp_path):
    share("codelists/quartier.yaml", CODES)
    change({**COLUMN, "name": "quartier"})
    before = shutil.copytree(root, tmp_path / "avant") / "aides" / "schema.yaml"
    share("codelists/quartier.yaml", CODES.replace("2025", "2026"))

    found = compat(read_any_version(before), read_any_version(root / "aides" / "schema.yaml"))

    assert found.reasons == (Reason("dates-narrower", "quartier", ("sud",)),)


def test_shared_columns_that_are_none_are_refused_by_their_file(change, share, root):
    share("fields.yaml", "- quartier\n")

    with pytest.raises(SchemaError) as refused:
        load_schema(change({"shared": "quartier"}))

    assert refused.value.params["file"] == str(root / "fields.yaml")


def test_rows_are_judged_by_the_tables_of_the_folder(change, share):
    share("referentiels/essai/plafonds.csv", TABLE)

    schema = load_schema(change(rules=[RULE]))
    rows = [
        GOOD | {"montant": amount, "dispositifAide": year}
        for year, amount in (("2024", "1201"), ("2025", "1201"), ("2026", "2401"))
    ]
    (rule,) = (rule for rule in schema.rules if rule.code)
    found = RULES[rule.name].check(Asked(schema, mapped(schema, rows), rule, TODAY))

    assert [finding.row for finding in found] == [2, 4]


def test_a_table_that_neither_the_folder_nor_we_have_is_refused_with_its_place(change, root):
    with pytest.raises(SchemaError) as refused:
        load_schema(change(rules=[RULE]))

    assert refused.value.params["file"] == str(root / "aides" / "schema.yaml")
    assert refused.value.params["key"] == "forum/rules/0/params"
    assert "essai/plafonds" in refused.value.params["reason"]


def test_a_table_of_the_folder_stands_before_ours_of_that_name(change, share):
    name = "indemnites/parametres"
    params = RULE["params"] | {"table": name}
    share(f"referentiels/{name}.csv", TABLE)

    schema = load_schema(change(rules=[RULE | {"params": params}]))

    assert set(schema.tables[name].lines) == {"total"}
    assert "total" not in load_store().get("indemnites_elus").tables[name].lines
