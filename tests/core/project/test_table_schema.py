"""The exported Table Schema is what plain frictionless accepts, and nobody can change ours through it."""

from __future__ import annotations

import frictionless

from forum_core.project.table_schema import project


def test_plain_frictionless_accepts_the_export(subsidies):
    report = frictionless.Schema.validate_descriptor(project(subsidies))

    assert report.valid


def test_nothing_of_ours_is_in_the_export(subsidies):
    assert "forum" not in str(project(subsidies))


def test_changing_an_export_does_not_change_the_schema(subsidies):
    project(subsidies)["fields"][0]["name"] = "autre"

    assert project(subsidies)["fields"][0]["name"] == "nomAttribuant"
