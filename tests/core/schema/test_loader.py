"""A schema.yaml is read whole or refused with file, key and reason."""

from __future__ import annotations

import pytest
import yaml

from forum_core.errors import SchemaError, UnknownRegister
from forum_core.schema.loader import load_schema
from forum_core.schema.store import installed_root, load_store


@pytest.fixture
def written(tmp_path):
    """Write a changed copy of a real schema and give its path."""

    def write(change, name="subventions"):
        text = (installed_root() / "subventions" / "schema.yaml").read_text(encoding="utf-8")
        document = yaml.safe_load(text)
        change(document)
        path = tmp_path / name / "schema.yaml"
        path.parent.mkdir()
        path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return path

    return write


def refusal(path):
    with pytest.raises(SchemaError) as refused:
        load_schema(path)
    return refused.value


def test_a_real_schema_is_read_with_names_and_order_of_the_standard(subsidies):
    assert subsidies.ref == "subventions@2.1.1"
    assert [field.name for field in subsidies.fields][:3] == [
        "nomAttribuant",
        "idAttribuant",
        "dateConvention",
    ]
    assert subsidies.field("nomBeneficiaire").privacy.action == "persons_apart"
    assert subsidies.field("objet").required
    assert not subsidies.field("idRAE").required


def test_an_unknown_key_is_refused_with_its_place(written):
    error = refusal(written(lambda d: d["fields"][2]["forum"].update(privacité="x")))

    assert error.code == "schema.invalid"
    assert error.params["key"] == "fields/2/forum"
    assert "privacité" in error.params["reason"]


def test_a_missing_key_is_refused_with_its_name(written):
    error = refusal(written(lambda d: d["forum"].pop("question")))

    assert error.code == "schema.invalid"
    assert "question" in error.params["reason"]


def test_a_word_that_privacy_does_not_have_is_refused(written):
    error = refusal(written(lambda d: d["fields"][0]["forum"]["privacy"].update(action="garder")))

    assert error.code == "schema.invalid"
    assert error.params["key"] == "fields/0/forum/privacy/action"


def test_a_column_that_does_not_exist_is_refused(written):
    error = refusal(written(lambda d: d["forum"]["key"].append("colonneAbsente")))

    assert (error.code, error.params["key"]) == ("schema.unknown-column", "forum/key")


def test_a_meaning_that_does_not_suit_the_standard_type_is_refused(written):
    error = refusal(written(lambda d: d["fields"][0]["forum"].update(type="money")))

    assert (error.code, error.params["key"]) == ("schema.unknown-type", "fields/0/forum/type")


def test_a_folder_of_another_name_is_refused(written):
    assert refusal(written(lambda _: None, name="aides")).code == "schema.name"


def test_what_is_not_yaml_is_refused_with_its_line(tmp_path):
    path = tmp_path / "schema.yaml"
    path.write_text("name: a\nfields: [}\ntitle: b\n", encoding="utf-8")

    error = refusal(path)

    assert (error.code, error.params["reason"]) == ("schema.yaml", "2")


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    assert refusal(tmp_path / "schema.yaml").code == "schema.unreadable"


def test_a_column_without_privacy_class_is_read_so_that_the_gate_can_refuse_it(written):
    schema = load_schema(written(lambda d: d["fields"][0]["forum"].pop("privacy")))

    assert schema.fields[0].privacy is None


def test_an_unknown_register_is_refused_with_those_that_exist():
    with pytest.raises(UnknownRegister) as refused:
        load_store().get("subvention")

    assert refused.value.params == {"name": "subvention", "known": load_store().names()}


def test_a_later_root_wins(written):
    path = written(lambda d: d["forum"].update(title="Nos aides"))

    store = load_store(installed_root(), path.parents[1])

    assert store.get("subventions").title == "Nos aides"
