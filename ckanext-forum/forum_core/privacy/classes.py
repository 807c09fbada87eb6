"""The privacy words of a schema, and which go together. A word that is not here keeps the table in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from forum_core.errors import PrivacyRefused
from forum_core.schema.model import Field, PrivacyPolicy, Schema

IDENTIFIER = "identifier"
QUASI_IDENTIFIER = "quasi_identifier"
SENSITIVE = "sensitive"
BODY_OR_PERSON = "body_or_person"
NAMED_BY_LAW = "named_by_law"
PUBLIC = "public"
COUNT_OF_PERSONS = "count_of_persons"

KEEP = "keep"
DROP = "drop"
PERSONS_APART = "persons_apart"

AS_IS = "as_is"
AGGREGATE = "aggregate"

ACTIONS_BY_CLASS: dict[str, frozenset[str]] = {
    IDENTIFIER: frozenset({DROP}),
    QUASI_IDENTIFIER: frozenset({DROP}),
    SENSITIVE: frozenset({DROP}),
    BODY_OR_PERSON: frozenset({PERSONS_APART, DROP}),
    NAMED_BY_LAW: frozenset({KEEP, DROP}),
    PUBLIC: frozenset({KEEP, DROP}),
    COUNT_OF_PERSONS: frozenset({KEEP, DROP}),
}
"""What a class may become in a table released as it is."""

NUMBERS = frozenset({"integer", "number"})
"""Table Schema types that can be compared with the threshold."""

NOT_YET = frozenset({"pseudonymise", "generalise", "bins"})
"""Actions of the vocabulary that this gate does not perform: it refuses rather than let a column through."""

RELEASES = frozenset({AS_IS, AGGREGATE, "microdata"})
SCANNED_KINDS = frozenset({"nir", "iban", "email_person", "phone_mobile", "name", "birth"})
FORBIDDEN_KINDS = SCANNED_KINDS | {"address"}
"""Words of ``forbid``; those that nothing looks for yet are refused: listing them would promise a scan."""


def check_policy(schema: Schema) -> PrivacyPolicy:
    """Give the schema's policy when every word of it is known and every column is decided.

    Raises:
        PrivacyRefused: ``code`` names the reason, ``params`` the column or the word.
    """
    policy = schema.privacy
    if policy is None:
        raise PrivacyRefused("gate.no-policy", schema=schema.ref)
    _check_release(schema, policy)
    for field in schema.fields:
        _check_field(field, policy.release)
    _check_persons(schema)
    _check_asked(schema, policy)
    _check_parts(schema, policy)
    if policy.release == AGGREGATE:
        _check_derived(schema)
    return policy


def is_hidden(schema: Schema, field: Field, values: Mapping[str, object]) -> bool:
    """True for an empty count of persons, or what is made from it, in a row that says that it hides some."""
    column = schema.privacy.hidden if schema.privacy else None
    if column is None or values.get(column) is not True or values.get(field.name) is not None:
        return False
    counts = _counts(schema.fields)
    return field.name in counts or field.name in _emptied(schema, counts)


def kept_fields(schema: Schema) -> tuple[Field, ...]:
    """Fields whose column leaves, in the schema's order."""
    return tuple(
        field for field in schema.fields if field.privacy is not None and field.privacy.action != DROP
    )


def dropped_fields(schema: Schema) -> tuple[str, ...]:
    """Names of the columns that are never published."""
    kept = {field.name for field in kept_fields(schema)}
    return tuple(field.name for field in schema.fields if field.name not in kept)


def _check_release(schema: Schema, policy: PrivacyPolicy) -> None:
    if policy.release not in RELEASES:
        raise PrivacyRefused("gate.release-unknown", word=policy.release)
    if policy.threshold < 2:
        raise PrivacyRefused("gate.threshold-low", threshold=policy.threshold)
    for kind in policy.forbid:
        if kind not in FORBIDDEN_KINDS:
            raise PrivacyRefused("gate.kind-unknown", word=kind)
        if kind not in SCANNED_KINDS:
            raise PrivacyRefused("gate.kind-not-available", word=kind)
    counts = any(field.privacy and field.privacy.class_ == COUNT_OF_PERSONS for field in kept_fields(schema))
    # Without a count, a row of such a table is about one person or one household.
    if policy.release != AS_IS and not (policy.release == AGGREGATE and counts):
        raise PrivacyRefused("gate.rows-about-persons", release=policy.release)


def _check_field(field: Field, release: str) -> None:
    privacy = field.privacy
    if privacy is None:
        raise PrivacyRefused("gate.no-class", column=field.name)
    if privacy.class_ not in ACTIONS_BY_CLASS:
        raise PrivacyRefused("gate.class-unknown", column=field.name, word=privacy.class_)
    if privacy.action in NOT_YET:
        raise PrivacyRefused("gate.action-not-available", column=field.name, word=privacy.action)
    if privacy.action not in {KEEP, DROP, PERSONS_APART}:
        raise PrivacyRefused("gate.action-unknown", column=field.name, word=privacy.action)
    if privacy.action not in _actions(privacy.class_, release):
        raise PrivacyRefused("gate.action-not-for-class", column=field.name, word=privacy.action)
    if privacy.class_ == COUNT_OF_PERSONS and field.type not in NUMBERS:
        raise PrivacyRefused("gate.count-not-number", column=field.name)
    if privacy.class_ == NAMED_BY_LAW and privacy.action == KEEP and not privacy.basis:
        raise PrivacyRefused("gate.no-basis", column=field.name)


def _actions(class_: str, release: str) -> frozenset[str]:
    if release == AS_IS:
        return ACTIONS_BY_CLASS[class_]
    if class_ == QUASI_IDENTIFIER:
        return frozenset({KEEP, DROP})  # the dimension of a table of counts
    if class_ in {BODY_OR_PERSON, NAMED_BY_LAW}:
        return frozenset({DROP})
    return ACTIONS_BY_CLASS[class_]


def _check_persons(schema: Schema) -> None:
    """A column that sets persons apart must be one that tells them from bodies, or nothing is set apart."""
    names = {field.name for field in schema.fields}
    for column in schema.persons:
        if column not in names:
            raise PrivacyRefused("gate.persons-unknown-column", column=column)
    for field in kept_fields(schema):
        if field.privacy and field.privacy.action == PERSONS_APART and field.name not in schema.persons:
            raise PrivacyRefused("gate.persons-not-told", column=field.name)
    if len(schema.persons) == 1:
        raise PrivacyRefused("gate.persons-without-identifier", column=schema.persons[0])


def _check_asked(schema: Schema, policy: PrivacyPolicy) -> None:
    """What was asked and what was given are numbers that the schema has, both or none."""
    types = {field.name: field.type for field in schema.fields}
    numbers = (*((policy.asked,) if policy.asked else ()), *policy.given)
    known = all(types.get(column) in NUMBERS for column in numbers)
    said = policy.hidden is None or (types.get(policy.hidden) == "boolean" and policy.asked is not None)
    if not (known and said and (policy.asked is None) == (not policy.given)):
        raise PrivacyRefused("gate.asked-and-given", schema=schema.ref)


def _check_parts(schema: Schema, policy: PrivacyPolicy) -> None:
    """A count and its parts all count persons, and so does what is sensitive."""
    counts = _counts(schema.fields)
    wrong = any(
        not one.parts or one.whole in one.parts or not counts.issuperset((one.whole, *one.parts))
        for one in policy.parts
    )
    if wrong or not counts.issuperset(policy.sensitive):
        raise PrivacyRefused("gate.parts", schema=schema.ref)


def _check_derived(schema: Schema) -> None:
    """A median of few says what one person is: a rule empties what is made from counts together with them."""
    counts = _counts(kept_fields(schema))
    emptied = _emptied(schema, counts)
    for field in kept_fields(schema):
        if field.type == "number" and field.name not in counts | emptied:
            raise PrivacyRefused("gate.derived-number", column=field.name)


def _emptied(schema: Schema, counts: set[str]) -> set[str]:
    """Columns that a rule empties together with a count."""
    return {
        rule.params["column"]
        for rule in schema.rules
        if rule.name == "empty-if"
        and rule.severity == "error"
        and rule.params["when"] in counts
        and "" in rule.params["is"]
    }


def _counts(fields: Iterable[Field]) -> set[str]:
    return {field.name for field in fields if field.privacy and field.privacy.class_ == COUNT_OF_PERSONS}
