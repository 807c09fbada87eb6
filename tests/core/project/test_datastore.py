"""The DataStore's table has our types, a French dictionary, a key and the indexes that pages need."""

from __future__ import annotations

from dataclasses import replace

from forum_core.privacy.cleared import ROW_KEY
from forum_core.project.datastore import project
from forum_core.schema.model import FieldPrivacy


def test_columns_are_the_row_key_then_those_of_the_standard_in_its_order(subsidies):
    table = project(subsidies)

    assert [column.name for column in table.columns] == [ROW_KEY, *(f.name for f in subsidies.fields)]
    assert table.primary_key == (ROW_KEY,)


def test_types_are_those_of_the_meanings(subsidies):
    types = {column.name: column.type for column in project(subsidies).columns}

    assert types["montant"] == "numeric"
    assert types["dateConvention"] == "date"
    assert types["notificationUE"] == "bool"
    assert types["pourcentageSubvention"] == "float8"
    assert types["idBeneficiaire"] == "text"


def test_the_dictionary_is_the_french_of_the_schema(subsidies):
    (column,) = (c for c in project(subsidies).columns if c.name == "objet")

    assert column.label == "Objet de la subvention"
    assert column.notes == "Ce que l’aide sert à faire. (Texte)"


def test_indexes_are_on_the_identifiers_that_a_row_is_looked_up_by(subsidies):
    assert project(subsidies).indexes == (("idBeneficiaire",), ("rnaBeneficiaire",))


def test_a_column_that_is_dropped_or_has_no_class_is_not_there(subsidies):
    first, second, *others = subsidies.fields
    fields = (
        replace(first, privacy=FieldPrivacy("identifier", "drop")),
        replace(second, privacy=None),
        *others,
    )

    table = project(replace(subsidies, fields=fields))

    assert [column.name for column in table.columns][:2] == [ROW_KEY, others[0].name]
