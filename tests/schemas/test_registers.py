"""Each folder of schemas/ is ready as any author's folder must be, and reads well."""

from __future__ import annotations

import re
from datetime import date

import pytest

from forum_core.authoring import examine
from forum_core.schema.store import installed_root, load_store
from forum_core.sentences import say_error

STORE = load_store()
REGISTERS = STORE.names()
TODAY = date(2026, 11, 30)


@pytest.mark.parametrize("name", REGISTERS)
def test_a_folder_is_ready(name, tmp_path):
    left = examine(installed_root() / name, tmp_path, today=TODAY)

    assert [say_error(error).message for error in left] == []


@pytest.mark.parametrize("name", REGISTERS)
def test_what_a_page_shows_as_it_is_has_the_spaces_of_print(name):
    schema = STORE.get(name)

    said = (schema.title, schema.question, schema.summary, schema.duty)

    assert [words for words in said if re.search(r"[ ][:;!?»€%]|«[ ]|\d[ ]\d|'", words)] == []


def test_no_schema_that_is_installed_is_refused():
    assert dict(STORE.refused) == {}


_HEAD = 52
"""Characters that the head of a table has room for on a telephone."""


@pytest.mark.parametrize("name", REGISTERS)
def test_every_code_has_words_that_fit_in_the_head_of_a_table(name):
    for field in STORE.get(name).fields:
        for code in field.codes:
            where = f"{field.name}: {code.code}"
            assert 0 < len(code.label) <= _HEAD, where
            assert code.label[0] == code.label[0].upper(), where
            assert not code.says or code.says[0] == code.says[0].lower(), where
            assert not f"{code.label}{code.says}".endswith("."), where


@pytest.mark.parametrize("name", REGISTERS)
def test_no_two_codes_of_a_column_have_the_same_words(name):
    for field in STORE.get(name).fields:
        labels = [code.label for code in field.codes]
        assert len(set(labels)) == len(labels), field.name
