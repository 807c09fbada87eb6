"""A policy with a word that the gate does not know, or a column without a decision, keeps the table in."""

from __future__ import annotations

from dataclasses import replace

import gate_registers as registers
import pytest

from forum_core.errors import PrivacyRefused
from forum_core.privacy.classes import check_policy, dropped_fields, kept_fields
from forum_core.schema.model import FieldPrivacy, Schema


def with_privacy(schema: Schema, name: str, privacy: FieldPrivacy | None) -> Schema:
    fields = tuple(
        replace(field, privacy=privacy) if field.name == name else field for field in schema.fields
    )
    return replace(schema, fields=fields)


def refusal(schema: Schema) -> PrivacyRefused:
    with pytest.raises(PrivacyRefused) as refused:
        check_policy(schema)
    return refused.value


@pytest.mark.parametrize(
    "schema", [registers.AIDS, registers.MEETINGS, registers.PLACES], ids=lambda schema: schema.name
)
def test_registers_that_decide_every_column_may_go_on(schema):
    assert check_policy(schema) is schema.privacy


def test_a_register_without_a_policy_stays_in():
    assert refusal(replace(registers.AIDS, privacy=None)).code == "gate.no-policy"


def test_a_column_without_a_class_is_named():
    refused = refusal(with_privacy(registers.AIDS, "motif", None))

    assert (refused.code, refused.params) == ("gate.no-class", {"column": "motif"})


@pytest.mark.parametrize(
    ("class_", "action", "code"),
    [
        ("harmless", "keep", "gate.class-unknown"),
        ("public", "show", "gate.action-unknown"),
        ("public", "persons_apart", "gate.action-not-for-class"),
        ("identifier", "keep", "gate.action-not-for-class"),
        ("sensitive", "keep", "gate.action-not-for-class"),
        ("quasi_identifier", "keep", "gate.action-not-for-class"),
        ("body_or_person", "keep", "gate.action-not-for-class"),
        ("body_or_person", "persons_apart", "gate.persons-not-told"),
        ("named_by_law", "keep", "gate.no-basis"),
        ("identifier", "pseudonymise", "gate.action-not-available"),
        ("quasi_identifier", "generalise", "gate.action-not-available"),
        ("quasi_identifier", "bins", "gate.action-not-available"),
    ],
)
def test_a_class_and_an_action_that_do_not_go_together_are_refused(class_, action, code):
    refused = refusal(with_privacy(registers.AIDS, "motif", FieldPrivacy(class_, action)))

    assert (refused.code, refused.params["column"]) == (code, "motif")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"release": "open"}, "gate.release-unknown"),
        ({"release": "microdata"}, "gate.rows-about-persons"),
        ({"release": "aggregate"}, "gate.rows-about-persons"),
        ({"threshold": 1}, "gate.threshold-low"),
        ({"forbid": ("colour",)}, "gate.kind-unknown"),
        ({"forbid": ("address",)}, "gate.kind-not-available"),
    ],
)
def test_a_policy_that_the_gate_cannot_hold_is_refused(change, code):
    assert refusal(replace(registers.AIDS, privacy=replace(registers.AIDS.privacy, **change))).code == code


@pytest.mark.parametrize(
    ("persons", "code"),
    [(("siret", "inconnu"), "gate.persons-unknown-column"), (("nom",), "gate.persons-without-identifier")],
)
def test_persons_are_told_by_columns_that_exist_and_a_number(persons, code):
    assert refusal(replace(registers.AIDS, persons=persons)).code == code


def test_columns_to_drop_are_all_that_is_not_kept():
    assert dropped_fields(registers.AIDS) == ("interne",)
    assert len(kept_fields(registers.AIDS)) == len(registers.AIDS.fields) - 1
