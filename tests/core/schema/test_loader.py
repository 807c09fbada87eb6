"""A schema.yaml is read whole or refused with file, key and reason."""

from __future__ import annotations

import json
from datetime import date

import pytest

from forum_core.errors import SchemaError, UnknownRegister
from forum_core.schema.loader import load_schema
from forum_core.schema.store import installed_root, load_store
from forum_core.schema.written import parse_yaml


@pytest.fixture
def written(tmp_path):
    """Write a changed copy of a real schema and give its path."""

    def write(change, name="subventions"):
        document = parse_yaml(installed_root() / "subventions" / "schema.yaml")
        change(document)
        path = tmp_path / name / "schema.yaml"
        path.parent.mkdir()
        path.write_text(json.dumps(document), encoding="utf-8")  # JSON is YAML, and quick to write
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


def test_only_a_choice_of_the_page_can_be_kept_separate(written):
    error = refusal(written(lambda d: d["forum"]["page"].update(separate=["objet"])))

    assert (error.code, error.params["key"]) == ("schema.invalid", "forum/page/separate")


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

    assert (error.code, error.params["key"]) == ("schema.invalid", "fields/0/forum/type")


def test_a_folder_of_another_name_is_refused(written):
    assert refusal(written(lambda _: None, name="aides")).code == "schema.name"


def test_what_is_not_yaml_is_refused_with_its_line(tmp_path):
    path = tmp_path / "schema.yaml"
    path.write_text("name: a\nfields: [}\ntitle: b\n", encoding="utf-8")

    error = refusal(path)

    assert (error.code, error.params["line"]) == ("schema.yaml", 2)


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


def test_a_rule_that_we_do_not_have_is_refused(written):
    error = refusal(written(lambda d: d["forum"]["rules"][1].update(name="phase-of-the-moon")))

    assert (error.code, error.params["key"]) == ("schema.unknown-rule", "forum/rules/1/name")


def test_a_rule_that_names_a_type_that_we_do_not_have_is_refused(written):
    params = {"column": "objet", "when": "nature", "is": ["aide en nature"], "type": "code-barres"}
    error = refusal(written(lambda d: d["forum"]["rules"][1].update(name="known-identifier", params=params)))

    assert (error.code, error.params["reason"]) == ("schema.unknown-type", "code-barres")


def test_a_rule_that_names_a_column_that_does_not_exist_is_refused(written):
    error = refusal(written(lambda d: d["forum"]["rules"][2]["params"]["columns"].append("colonneAbsente")))

    assert (error.code, error.params["reason"]) == ("schema.unknown-column", "colonneAbsente")


def test_a_rule_without_one_of_its_columns_is_refused(written):
    error = refusal(written(lambda d: d["forum"]["rules"][1]["params"].pop("other")))

    assert (error.code, error.params["key"]) == ("schema.invalid", "forum/rules/1/params")
    assert "other" in error.params["reason"]


@pytest.mark.parametrize(
    ("place", "value", "key"),
    [
        ("forum/rules/0/from", "2024-02-30", "forum/rules/0/from"),
        ("forum/rules/1/params/other", {}, "forum/rules/1/params/other"),
        ("forum/rules/2/params/columns", "montant", "forum/rules/2/params/columns"),
        ("custom_checks/0/params/column", ["idAttribuant"], "custom_checks/0/params/column"),
        ("fields/2/constraints/minimum", 0, "fields/2/constraints/minimum"),
        ("fields/2/constraints/minimum", "2024-02-30", "fields/2/constraints/minimum"),
        ("fields/8/constraints/minimum", "", "fields/8/constraints/minimum"),
        (
            "forum/rules/1",
            {"name": "required-if", "params": {"column": "objet", "when": "montant"}},
            "forum/rules/1/params",
        ),
    ],
)
def test_what_would_fail_only_when_used_is_refused_with_its_key(written, place, value, key):
    def change(document):
        *above, last = (int(part) if part.isdigit() else part for part in place.split("/"))
        for part in above:
            document = document.setdefault(part, {}) if isinstance(document, dict) else document[part]
        if isinstance(value, dict) and value:
            document[last].update(value)
        else:
            document[last] = value

    error = refusal(written(change))

    assert (error.code, error.params["key"]) == ("schema.invalid", key)


def test_a_table_that_nobody_wrote_is_refused(written):
    params = {
        "amount": "montant",
        "year": "dateConvention",
        "by": ["objet"],
        "table": "rien/absente",
        "key": "a",
    }
    error = refusal(written(lambda d: d["forum"]["rules"][1].update(name="total-at-most", params=params)))

    assert (error.code, error.params["reason"]) == ("schema.unknown-table", "rien/absente")


def test_two_rules_of_one_code_are_refused(written):
    error = refusal(written(lambda d: d["forum"]["rules"][1].update(code="SUB-01")))

    assert error.code == "schema.invalid"
    assert "SUB-01" in error.params["reason"]


def test_a_rule_whose_text_was_not_read_may_only_warn(written):
    def change(document):
        document["forum"]["rules"][1].update(verified=False, severity="error")

    error = refusal(written(change))

    assert (error.code, error.params["key"]) == ("schema.invalid", "forum/rules/1/severity")


def test_a_column_without_title_or_with_two_is_refused(written):
    assert refusal(written(lambda d: d["fields"][0].pop("title"))).params["key"] == "fields/0"


def test_a_shared_column_is_written_out_and_what_stands_beside_comes_over_it(written):
    def change(document):
        document["fields"].append({"shared": "coll_siret", "example": "1", "forum": {"label": "Numéro"}})

    field = load_schema(written(change)).field("coll_siret")

    assert (field.meaning, field.label, field.example) == ("siret", "Numéro", "1")
    assert field.required


def test_a_shared_column_that_nobody_wrote_is_refused(written):
    error = refusal(written(lambda d: d["fields"].append({"shared": "colonneAbsente"})))

    assert (error.code, error.params["key"]) == ("schema.unknown-shared", "fields/16/shared")


def test_a_list_gives_its_codes_and_their_days(written):
    def change(document):
        document["fields"][-1]["forum"].update(type="choice", codelist="essai")

    path = written(change)
    lists = path.parents[1] / "codelists"
    lists.mkdir()
    (lists / "essai.yaml").write_text(
        "codes:\n- {code: un}\n- {code: deux, label: Deux, says: l’un et l'autre, valid_to: '2024-12-31'}\n",
        encoding="utf-8",
    )

    field = load_schema(path).fields[-1]

    assert field.descriptor["constraints"]["enum"] == ["un", "deux"]
    assert [(one.code, one.label, one.says, one.until) for one in field.codes] == [
        ("un", "", "", None),
        ("deux", "Deux", "l’un et l’autre", date(2024, 12, 31)),
    ]


def test_a_list_that_nobody_wrote_or_that_is_none_is_refused(written):
    def change(document):
        document["fields"][-1]["forum"].update(type="choice", codelist="essai")

    path = written(change)
    assert refusal(path).code == "schema.unknown-codelist"

    lists = path.parents[1] / "codelists"
    lists.mkdir()
    for codes in ("[{code: 1}]", "[{code: un, valid_to: '2024-02-30'}]", "[{code: un, depuis: hier}]"):
        (lists / "essai.yaml").write_text(f"codes: {codes}\n", encoding="utf-8")
        assert refusal(path).params["key"] == "codes/0"


def test_a_standard_whose_name_has_hyphens_stands_in_a_folder_without(written):
    path = written(lambda d: d.update(name="nos-aides"), name="nos_aides")

    assert load_schema(path).ref == "nos_aides@2.1.1"
    assert load_schema(path).table_schema["name"] == "nos-aides"


def test_a_schema_that_cannot_be_used_is_refused_by_name_and_the_others_live(written):
    path = written(lambda d: d["forum"].pop("question"))

    store = load_store(installed_root(), path.parents[1])

    assert "subventions" not in store.names()
    assert len(store.names()) == len(load_store().names()) - 1
    with pytest.raises(SchemaError) as refused:
        store.get("subventions")
    assert refused.value.code == "schema.invalid"


def test_a_policy_says_which_columns_count_who_asked_and_who_was_given(written):
    words = {"asked": "montant", "given": ["pourcentageSubvention"], "hidden": "notificationUE"}

    policy = load_schema(written(lambda d: d["forum"]["privacy"].update(words))).privacy

    assert policy is not None
    assert (policy.asked, policy.given, policy.hidden) == (
        "montant",
        ("pourcentageSubvention",),
        "notificationUE",
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"asked": "montant"}, "schema.invalid"),
        ({"hidden": "notificationUE"}, "schema.invalid"),
        ({"asked": "montant", "given": ["montants"]}, "schema.unknown-column"),
    ],
)
def test_a_policy_that_says_half_of_it_is_refused(written, words, code):
    assert refusal(written(lambda d: d["forum"]["privacy"].update(words))).code == code


def test_what_is_asked_without_what_is_given_is_refused_with_the_missing_key(written):
    error = refusal(written(lambda d: d["forum"]["privacy"].update(asked="montant")))

    assert (error.params["key"], error.params["reason"]) == ("forum/privacy", "il manque la clé given")
