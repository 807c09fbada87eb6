"""A register page reads exactly what is published: filtered, counted, sorted, sliced and exported."""

from __future__ import annotations

import io
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal

import gate_registers as registers
import pyarrow.parquet as pq
import pytest
from explored import BY_NAME, ROWS, names, published

from forum_core.explore.engine import Engine, open_engine
from forum_core.explore.export import csv_chunks, json_array, save_parquet
from forum_core.explore.figures import Body, Facet, figures
from forum_core.explore.filters import ALL, Filter, FilterProblem
from forum_core.explore.page import Sort, default_sort, parse_sort, row, rows_page
from forum_core.explore.profile import profile
from forum_core.files.csv import write_csv
from forum_core.files.duck import open_locked


def test_figures_of_everything_are_those_of_the_rows(reading):
    found = figures(reading, ALL)

    assert (found.rows, found.total, found.median) == (5, Decimal("76000.49"), Decimal("1500.50"))
    assert (found.first_date, found.last_date) == (date(2022, 6, 1), date(2024, 5, 1))


def test_establishments_of_one_body_are_one_body(reading):
    assert figures(reading, ALL).bodies == 3
    assert figures(reading, Filter(words="judo")).bodies == 1


def test_bodies_are_ranked_by_what_they_receive(reading):
    first, second = figures(reading, ALL, top=2).top

    assert (first.rows, first.total) == (2, Decimal("73000.00"))
    assert second == Body("Judo club", 2, Decimal("2000.50"))


def test_sorting_ignores_accents_and_case_and_puts_empty_cells_last(reading):
    assert names(reading) == ["élan cycliste", "Élan théâtral", "Judo club", "Judo club annexe", "Zébulon"]
    assert names(reading, sort=Sort("nom", descending=True))[0] == "Zébulon"
    assert names(reading, sort=Sort("motif"))[-1] == "élan cycliste"
    assert names(reading, sort=Sort("motif", descending=True))[-1] == "élan cycliste"


def test_amounts_are_sorted_as_numbers(reading):
    assert names(reading, sort=default_sort(registers.AIDS))[:2] == ["Zébulon", "élan cycliste"]


@pytest.mark.parametrize(
    ("args", "sort", "problems"),
    [
        ({}, Sort("somme", descending=True), ()),
        ({"tri": "nom"}, Sort("nom"), ()),
        ({"tri": "-jour"}, Sort("jour", descending=True), ()),
        ({"tri": "interne"}, Sort("somme", descending=True), (FilterProblem("sort.column-unknown", "tri"),)),
        ({"tri": 'nom" --'}, Sort("somme", descending=True), (FilterProblem("sort.column-unknown", "tri"),)),
    ],
)
def test_a_sort_names_a_column_of_the_page(args, sort, problems):
    assert parse_sort(registers.AIDS, args) == (sort, problems)


def test_slices_of_equal_rows_never_overlap(quarantine, publications):
    rows = [registers.aid("Même nom", motif=f"Motif {number}") for number in range(50)]
    reading = published(registers.AIDS, rows, quarantine, publications)

    slices = [rows_page(reading, ALL, Sort("nom"), offset=offset, limit=7) for offset in range(0, 56, 7)]

    assert len({found.key for part in slices for found in part}) == 50


@pytest.mark.parametrize(("offset", "limit"), [(0, 1001), (-1, 10), (0, -1)])
def test_a_slice_beyond_the_bound_is_the_callers_mistake(reading, offset, limit):
    with pytest.raises(ValueError, match=r"page\.limit"):
        rows_page(reading, ALL, Sort("nom"), offset=offset, limit=limit)


def test_a_slice_has_the_columns_that_are_asked_for_in_the_order_of_the_schema(reading):
    whole = rows_page(reading, ALL, Sort("nom"), offset=0, limit=5)

    narrow = rows_page(reading, ALL, Sort("nom"), offset=0, limit=5, columns=("somme", "nom"))

    assert [list(found.values) for found in narrow] == [["nom", "somme"]] * 5
    assert [(found.key, found.values["somme"]) for found in narrow] == [
        (found.key, found.values["somme"]) for found in whole
    ]


def test_a_row_is_found_by_its_key(reading):
    first = rows_page(reading, ALL, Sort("nom"), offset=0, limit=1)[0]

    assert row(reading, first.key) == first
    assert list(first.values) == ["jour", "nom", "siret", "rna", "motif", "somme", "part", "europe"]
    assert (first.values["somme"], first.values["europe"]) == (Decimal("23000.00"), False)
    assert row(reading, "0" * 16) is None
    assert row(reading, "' OR true --") is None


def test_the_download_of_everything_is_the_published_file(reading, tmp_path):
    write_csv(registers.AIDS, reading.paths[0], tmp_path / "aides.csv")

    assert b"".join(csv_chunks(reading, ALL)) == (tmp_path / "aides.csv").read_bytes()


def test_the_parquet_of_everything_is_the_published_file_and_of_a_filter_its_rows(reading):
    whole, filtered = io.BytesIO(), io.BytesIO()
    save_parquet(reading, ALL, whole)
    save_parquet(reading, Filter(words="judo"), filtered)

    everything, kept = pq.read_table(whole), pq.read_table(filtered)

    assert whole.getvalue() == reading.paths[0].read_bytes()
    assert kept.schema == everything.schema
    assert kept.to_pylist() == [one for one in everything.to_pylist() if "Judo" in one["nom"]]


def test_the_download_of_a_filter_holds_its_rows_and_no_other(reading):
    text = b"".join(csv_chunks(reading, Filter(words="judo"))).decode()

    assert text.splitlines()[0] == "jour,nom,siret,rna,motif,somme,part,europe"
    assert sorted(line.split(",")[1] for line in text.splitlines()[1:]) == ["Judo club", "Judo club annexe"]


@pytest.mark.parametrize("flt", [ALL, Filter(words="judo"), Filter(words="absent")])
def test_json_says_the_same_as_the_page(reading, flt):
    lines = json.loads(b"".join(json_array(reading, flt)))

    shown = {found.key: found.values for found in rows_page(reading, flt, Sort("nom"), offset=0, limit=50)}
    assert {line["cle_ligne"]: line["nom"] for line in lines} == {
        key: values["nom"] for key, values in shown.items()
    }
    assert all(
        (line["jour"], line["somme"], line["europe"])
        == (shown[line["cle_ligne"]]["jour"].isoformat(), float(shown[line["cle_ligne"]]["somme"]), False)
        for line in lines
    )


def test_a_register_of_years_without_amounts_is_read_by_the_same_code(quarantine, publications):
    rows = [
        {"annee": year, "elu": f"Mme {name}", "sujet": "Voirie"} for year in (2023, 2024) for name in "ABC"
    ]
    reading = published(registers.MEETINGS, rows, quarantine, publications)

    found = figures(reading, Filter(year=2024, words="mme"), top=5)

    assert (found.rows, found.total, found.median, found.bodies) == (3, None, None, 3)
    assert found.years == (Facet("2024", 3, None), Facet("2023", 3, None))
    assert (found.bands, found.first_date) == ((), None)
    assert [body.name for body in found.top] == ["Mme A", "Mme B", "Mme C"]
    assert default_sort(registers.MEETINGS) == Sort("annee", descending=True)


def test_column_names_that_need_quotes_are_only_names(quarantine, publications):
    nasty = 'sujet" FROM x; --'
    fields = tuple(
        replace(field, name=nasty, descriptor={"name": nasty, "type": "string"})
        if field.name == "sujet"
        else field
        for field in registers.MEETINGS.fields
    )
    page = replace(registers.MEETINGS.page, words=("elu", nasty), columns=("elu", nasty, "annee"))
    schema = replace(registers.MEETINGS, fields=fields, page=page, key=("annee", "elu", nasty))
    reading = published(schema, [{"annee": 2024, "elu": "A", nasty: "Voirie"}], quarantine, publications)

    assert figures(reading, Filter(words="voirie")).rows == 1
    assert rows_page(reading, ALL, Sort(nasty), offset=0, limit=5)[0].values[nasty] == "Voirie"
    assert json.loads(b"".join(json_array(reading, ALL)))[0][nasty] == "Voirie"
    assert b"".join(csv_chunks(reading, ALL)).decode() == 'annee,elu,"sujet"" FROM x; --"\n2024,A,Voirie\n'


def test_an_error_of_the_database_says_its_kind_and_no_cell(reading):
    with pytest.raises(RuntimeError) as failed, reading.cursor() as cursor:
        cursor.execute("SELECT nom::INTEGER FROM read_parquet(?)", [reading.files]).fetchall()

    assert str(failed.value) == "DuckDB: ConversionException"
    assert failed.value.__suppress_context__


def test_a_query_beyond_the_memory_fails_alone(reading):
    publications = reading.engine.folder
    narrow = Engine(publications, open_locked(memory="16MB", threads=1, reads=(publications,)))
    there = narrow.read(registers.AIDS, reading.paths[0])

    with pytest.raises(OSError, match="space"), there.cursor() as cursor:
        cursor.execute("SELECT i, count(*) FROM range(1000000) t(i) GROUP BY i ORDER BY i").fetchall()

    assert figures(there, ALL).rows == 5


def test_many_threads_share_one_engine(reading):
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: figures(reading, Filter(words="judo"), top=1).rows, range(64)))

    assert found == [2] * 64


def test_a_publication_that_leaves_while_it_is_read_is_not_found(quarantine, publications):
    reading = published(registers.AIDS, ROWS, quarantine, publications)
    reading.paths[0].unlink()

    for read in (
        lambda: figures(reading, ALL),
        lambda: row(reading, "0" * 16),
        lambda: list(csv_chunks(reading, ALL)),
    ):
        with pytest.raises(FileNotFoundError):
            read()


def test_a_publication_that_has_left_is_not_found(quarantine, publications):
    reading = published(registers.AIDS, ROWS, quarantine, publications)
    reading.paths[0].unlink()

    with pytest.raises(FileNotFoundError):
        reading.engine.read(registers.AIDS, reading.paths[0])


def _two(quarantine, publications):
    """Two publications of one register: two rows, then three."""
    paths = [
        published(registers.AIDS, rows, quarantine, publications).paths[0] for rows in (ROWS[:2], ROWS[2:])
    ]
    return open_engine(publications).read(registers.AIDS, *paths)


def test_several_files_are_read_as_one(quarantine, publications):
    reading = _two(quarantine, publications)

    assert figures(reading, ALL).total == Decimal("76000.49")
    assert names(reading) == ["élan cycliste", "Élan théâtral", "Judo club", "Judo club annexe", "Zébulon"]
    assert len(json.loads(b"".join(json_array(reading, ALL)))) == 5


def test_each_row_of_several_files_knows_its_file(quarantine, publications):
    reading = _two(quarantine, publications)

    rows = rows_page(reading, Filter(words="judo"), BY_NAME, offset=0, limit=9)
    others = rows_page(reading, Filter(words="elan"), BY_NAME, offset=0, limit=9)

    assert ({one.place for one in rows}, {one.place for one in others}) == ({0}, {1})
    assert figures(reading, Filter(year=2024)).files == (
        Facet("0", 2, Decimal("2000.50")),
        Facet("1", 0, Decimal("0.00")),
    )


def test_a_profile_counts_filled_cells_and_identified_bodies(reading):
    found = profile(reading)

    assert (found.rows, found.identified) == (5, 5)
    assert (found.filled["motif"], found.filled["siret"], found.filled["rna"]) == (4, 4, 1)
    assert found.share("motif") == 0.8
