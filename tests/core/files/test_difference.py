"""Two publications differ by rows that appeared, changed and left; the trace that is kept holds no cell."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import gate_registers as registers
import pyarrow.parquet as pq
import pytest

from forum_core.files.difference import Difference, compare, write_changes
from forum_core.privacy.gate import clear


@pytest.fixture
def publish(quarantine, publications):
    def _publish(rows, schema=registers.AIDS):
        table = registers.checked(schema, quarantine, rows)
        cleared = clear(schema, table, partial=False, withdrawn=frozenset(), former=None, into=publications)
        return cleared.path

    return _publish


def aids(*motifs: str, **cells):
    return [registers.aid(motif=motif, **cells) for motif in motifs]


def test_the_first_publication_adds_every_row(publish):
    assert compare(registers.AIDS, None, publish(aids("a", "b"))) == Difference(
        added=2, changed=0, left=0, same=0
    )


def test_the_same_rows_are_the_same(publish):
    path = publish(aids("a", "b"))

    assert compare(registers.AIDS, path, path) == Difference(added=0, changed=0, left=0, same=2)


def test_rows_that_appear_change_and_leave_are_counted_apart(publish):
    old = publish([*aids("a", "b", "c"), *aids("d", somme=None)])
    new = publish([*aids("a", "e"), *aids("b", somme=Decimal(7)), *aids("d", somme=Decimal(1))])

    assert compare(registers.AIDS, old, new) == Difference(added=1, changed=2, left=1, same=1)


def test_a_column_that_a_new_version_publishes_changes_its_rows(publish):
    fields = tuple(
        replace(field, privacy=replace(field.privacy, class_="public", action="keep"))
        if field.name == "interne"
        else field
        for field in registers.AIDS.fields
    )
    newer = replace(registers.AIDS, fields=fields, version="2.0.0")

    old, new = publish(aids("a", "b")), publish(aids("a", interne=None) + aids("b"), newer)

    assert compare(newer, old, new) == Difference(added=0, changed=1, left=0, same=1)


def test_what_is_kept_names_keys_kinds_and_columns_and_no_cell(publish, tmp_path):
    old = publish([*aids("a"), *aids("b"), *aids("c")])
    new = publish([*aids("a"), *aids("b", nom="Canari club", somme=Decimal(7)), *aids("d")])

    facts = write_changes(registers.AIDS, old, new, tmp_path / "changes.parquet")

    changes = pq.read_table(tmp_path / "changes.parquet").to_pylist()
    assert facts.rows == 3
    assert sorted((change["change"], tuple(change["fields"])) for change in changes) == [
        ("added", ()),
        ("changed", ("nom", "somme")),
        ("left", ()),
    ]
    assert {change["cle_ligne"] for change in changes} <= keys(old) | keys(new)
    assert b"Canari" not in (tmp_path / "changes.parquet").read_bytes()


def keys(path) -> set[str]:
    return set(pq.read_table(path).column("cle_ligne").to_pylist())
