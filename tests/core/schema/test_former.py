"""A mapping speaks of each column of both versions, or the register is refused with file, key and reason."""

from __future__ import annotations

import json
import shutil

import pytest

from forum_core.errors import SchemaError
from forum_core.schema.loader import load_schema
from forum_core.schema.store import installed_root
from forum_core.schema.written import parse_yaml

VERSION = "versions/1.1.0"


@pytest.fixture
def register(tmp_path):
    """A copy of a real register with former versions, whose mapping the test changes."""
    copied = tmp_path / "subventions"
    shutil.copytree(installed_root() / "subventions", copied)

    def load(change=lambda _: None):
        path = copied / VERSION / "mapping.yaml"
        mapping = parse_yaml(path)
        change(mapping)
        path.write_text(json.dumps(mapping), encoding="utf-8")  # JSON is YAML, and quick to write
        return load_schema(copied / "schema.yaml")

    load.folder = copied
    return load


def refusal(register, change):
    with pytest.raises(SchemaError) as refused:
        register(change)
    assert refused.value.code == "schema.invalid"
    assert refused.value.params["file"].endswith(f"{VERSION}/mapping.yaml")
    return refused.value.params


def test_former_versions_are_read_the_oldest_first(register):
    schema = register()

    assert [former.version for former in schema.former] == ["1.1.0", "2.0.2"]
    assert schema.former[0].columns["objet"] == "objet"
    assert list(schema.former[0].missing) == ["rnaBeneficiaire", "dispositifAide"]


def test_a_version_without_mapping_is_only_kept(register):
    (register.folder / "versions/2.0.2/mapping.yaml").unlink()

    assert [former.version for former in register().former] == ["1.1.0"]


def test_a_renamed_and_a_gone_column_are_read(register):
    def change(mapping):
        mapping["columns"] = {"idRAE": "dispositifAide"}
        del mapping["missing"]["dispositifAide"]
        mapping["missing"]["idRAE"] = "Ajoutez-la."
        mapping["missing"]["objet"] = "Ajoutez-le."
        mapping["gone"] = {"objet": "Il n’a plus de place."}

    former = register(change).former[0]

    assert (former.columns["idRAE"], former.columns["objet"]) == ("dispositifAide", None)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda mapping: mapping.update(inconnue=1), ""),
        (lambda mapping: mapping.update(to="9.9.9"), "to"),
        (lambda mapping: mapping.update(columns={"absente": "objet"}), "columns"),
        (lambda mapping: mapping.update(columns={"objet": "absente"}), "columns"),
        (lambda mapping: mapping.update(columns={"objet": "montant"}), "columns"),
        (lambda mapping: mapping.update(gone={"absente": "Rien."}), "gone"),
        (lambda mapping: mapping.update(gone={"objet": "Rien."}), "missing"),
        (lambda mapping: mapping["missing"].pop("dispositifAide"), "missing"),
        (lambda mapping: mapping["missing"].update(objet="Ajoutez-le."), "missing"),
        (lambda mapping: mapping["missing"].update(absente="Ajoutez-la."), "missing"),
        (lambda mapping: mapping["values"][0].update(column="absente"), "values"),
        (lambda mapping: mapping["values"][0].update(pattern="("), "values/0/pattern"),
        (lambda mapping: mapping["values"][0].update(becomes=r"\9"), "values/0/pattern"),
        (lambda mapping: mapping["values"][0].update(codes={"a": "b"}), "values/0"),
        (lambda mapping: mapping["values"][0].pop("becomes"), "values/0"),
    ],
)
def test_a_mapping_that_forgets_or_invents_is_refused_with_its_key(register, change, key):
    assert refusal(register, change)["key"] == key


def test_a_mapping_that_is_nothing_is_refused(register):
    (register.folder / VERSION / "mapping.yaml").write_text("", encoding="utf-8")

    with pytest.raises(SchemaError):
        load_schema(register.folder / "schema.yaml")
