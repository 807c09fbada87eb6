"""What is said of a deposited file: verdict, groups, what the gate lets out, what would change."""

from __future__ import annotations

import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from mapped_tables import row

from forum_core.deposit.changes import gap, sample_changes
from forum_core.deposit.stored import NAME, read_study, write_study
from forum_core.deposit.words import refused_because, rows_named, verdict
from forum_core.errors import FileRefused, MappingRefused
from forum_core.source import Choices

SEEDS = Path(__file__).resolve().parents[3] / "seed_data"


def grants(count, **changes):
    return [row(referenceDecision=f"DEL-{number}", **changes) for number in range(count)]


def test_a_good_file_is_ready_and_every_row_is_new(study):
    found, _ = study(grants(3))

    assert found.ready
    assert verdict(found).title == "Tout est bon\u00a0: 3\u00a0lignes, aucune erreur"
    assert (found.clearance.rows_out, found.difference.added) == (3, 3)


def test_a_file_with_a_wrong_row_is_not_ready_and_may_leave_in_part(study):
    rows = [*grants(3), row(montant="beaucoup")]

    found, _ = study(rows)

    assert not found.ready
    assert found.in_part
    assert (found.clearance.rows_out, found.clearance.rows_refused) == (3, 1)
    assert verdict(found).title == "À corriger\u00a0: 1\u00a0ligne à corriger sur 4"


def test_few_errors_among_many_rows_are_said_to_be_almost_right(study):
    found, _ = study([*grants(20), row(montant="beaucoup")])

    assert verdict(found).title.startswith("Presque")


def test_a_missing_required_column_lets_nothing_out(study):
    rows = [{name: cell for name, cell in one.items() if name != "montant"} for one in grants(3)]

    found, _ = study(rows)

    assert found.blocked
    assert found.clearance is None
    assert "montant" in found.missing
    assert "tout le tableau" in verdict(found).title


def test_repairs_are_proposed_then_made(study):
    rows = grants(3, montant="1 500,50 €")

    before, _ = study(rows)
    after, _ = study(rows, repair=True)

    assert [(fix.field, fix.count) for fix in before.fixes] == [("montant", 3)]
    assert [group.repairable for group in before.errors] == [3]
    assert "3\u00a0cases se réparent d’un clic." in verdict(before).more
    assert after.ready
    assert "clic" not in verdict(after).more


@pytest.mark.slow
def test_ten_thousand_errors_are_one_group(study):
    found, _ = study(grants(10_000, montant="beaucoup"))

    (group,) = found.errors
    assert group.count == 10_000
    assert rows_named(group) == "lignes 2, 3, 4, 5, 6 et 9\u202f995\u00a0autres"


@pytest.mark.slow
def test_ten_thousand_rows_are_examined_in_two_seconds_of_processor(study, file):
    path = file([row(referenceDecision=f"DEL-{n}", montant="1 500,50 €") for n in range(10_000)])
    started = time.process_time()

    study(path, repair=True)

    assert time.process_time() - started < 2


def test_a_person_set_apart_is_counted_for_the_officer(study):
    found, _ = study([*grants(3), row(nomBeneficiaire="Mme Durand", idBeneficiaire="")])

    assert found.ready
    assert found.clearance.rows_suppressed == 1


def test_a_row_that_was_withdrawn_keeps_the_whole_file_in_and_not_a_part(study):
    first, folder = study(grants(1))
    (key,) = pq.read_table(folder / f"{first.clearance.digest}.parquet").column("cle_ligne").to_pylist()

    found, _ = study(grants(3), withdrawn=frozenset({key}))

    assert not found.ready
    assert found.in_part
    assert "retirées du site" in refused_because(found.refusal).fact


def test_personal_data_keep_the_file_in_even_in_part(study):
    found, _ = study([*grants(3), row(objet="Écrire à jean.dupont@exemple.fr")])

    assert found.clearance is None
    assert found.refusal.code == "gate.personal-data"
    assert verdict(found).title == "Les lignes sont bonnes, mais la vie privée retient ce fichier"


def test_what_would_change_is_counted_and_shown_by_key(study, subsidies):
    old, published = study(
        [row(referenceDecision="A"), row(referenceDecision="B"), row(referenceDecision="C")]
    )
    public = published / f"{old.clearance.digest}.parquet"
    rows = [
        row(referenceDecision="A"),
        row(referenceDecision="B", montant="2000"),
        row(referenceDecision="D"),
    ]

    found, folder = study(rows, public=public)

    difference = found.difference
    assert (difference.added, difference.changed, difference.same, difference.left) == (1, 1, 1, 1)
    (changed,) = sample_changes(subsidies, found, "changed", public=public, folder=folder)
    assert changed.fields == ("montant",)
    assert gap(changed.before["montant"], changed.after["montant"]) == pytest.approx(499.5)
    (gone,) = sample_changes(subsidies, found, "left", public=public, folder=folder)
    assert gone.named("referenceDecision") == "C"
    assert found.public == old.clearance.digest


def test_a_study_is_kept_without_a_cell_and_comes_back_the_same(study):
    found, folder = study([*grants(3), row(montant="secret-jamais-écrit", objet="objet-jamais-écrit")])

    write_study(found, folder)

    assert read_study(folder) == found
    assert "jamais-écrit" not in (folder / NAME).read_text(encoding="utf-8")
    assert (folder / NAME).stat().st_mode & 0o777 == 0o600


def test_the_officer_may_contradict_how_the_file_was_read(study, tmp_path):
    path = tmp_path / "latin.csv"
    text = (SEEDS / "cc-des-trois-vallees/subventions_2023_2025.csv").read_bytes()
    path.write_bytes(text)

    found, _ = study(path, authority=None)
    with pytest.raises(MappingRefused):
        study(path, authority=None, choices=Choices(delimiter=","))

    assert (found.read.encoding, found.read.delimiter) == ("cp1252", ";")


def test_an_encoding_that_cannot_be_is_refused(study, tmp_path):
    path = tmp_path / "latin.csv"
    path.write_bytes((SEEDS / "cc-des-trois-vallees/subventions_2023_2025.csv").read_bytes())

    with pytest.raises(FileRefused):
        study(path, choices=Choices(encoding="utf-8"))
