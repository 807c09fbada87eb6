"""A chain of counts and a table of sums say what the rows say; what has not come is never nought."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import gate_registers as registers
import pytest

from forum_core.errors import SchemaError
from forum_core.explore.filters import ALL, Filter
from forum_core.explore.pictures import MOST_ROWS, pictures, statement
from forum_core.schema.loader import load_schema
from forum_core.schema.model import Awaited, Page, PagePicture, Unit
from forum_core.schema.store import installed_root
from forum_core.schema.written import parse_yaml

TODAY = date(2026, 3, 1)
DEMANDS = registers.register(
    "demandes",
    (
        registers.column("annee", "year"),
        registers.column("secteur", "text"),
        registers.column("recues", "count"),
        registers.column("examinees", "count"),
        registers.column("obtenues", "count"),
        registers.column("attente", "count"),
    ),
    Page(
        subject="secteur",
        subject_ids=(),
        amount="obtenues",
        unit=Unit("place", "places"),
        date="annee",
        words=("secteur",),
        columns=("secteur", "annee", "obtenues"),
        bands=(),
        one="ligne",
        many="lignes",
        subject_one="secteur",
        subject_many="secteurs",
        pictures=(PagePicture("steps", columns=("recues", "examinees", "obtenues", "attente")),),
    ),
    key=("annee", "secteur"),
)
SUMS = registers.register(
    "sommes",
    (
        registers.column("annee", "year"),
        registers.column("prenom", "text"),
        registers.column("nom", "text"),
        registers.column("payeur", "text"),
        registers.column("etat", "choice", constraints={"enum": ["payé", "non reçu"]}),
        registers.column("somme", "money"),
    ),
    Page(
        subject="nom",
        subject_ids=(),
        amount="somme",
        date="annee",
        words=("prenom", "nom", "payeur"),
        columns=("nom", "payeur", "somme"),
        bands=(),
        one="somme",
        many="sommes",
        subject_one="élu",
        subject_many="élus",
        pictures=(PagePicture("crossing", rows=("prenom", "nom"), columns=("payeur",)),),
        awaited=Awaited("etat", ("non reçu",)),
    ),
    key=("annee", "prenom", "nom", "payeur"),
)


def demand(secteur, *counts, annee=2025):
    return {
        "annee": annee,
        "secteur": secteur,
        **dict(zip(("recues", "examinees", "obtenues", "attente"), counts, strict=True)),
    }


def paid(name, payeur, somme, etat="payé", annee=2025):
    prenom, nom = name.split()
    amount = None if somme is None else Decimal(somme)
    return {"annee": annee, "prenom": prenom, "nom": nom, "payeur": payeur, "etat": etat, "somme": amount}


@pytest.fixture
def draw(published_once):
    def drawn(schema, rows, flt=ALL, make=pictures, link=lambda kind, key: f"?{kind}={key}"):
        return make(published_once(schema, rows), flt, link, today=TODAY)

    return drawn


def grid(picture):
    """The drawn table as words, row after row."""
    tree = ET.fromstring(str(picture.drawing))
    return [[" ".join(cell.itertext()) for cell in row] for row in tree.iter("tr")]


def test_a_chain_says_each_step_and_its_part_of_the_first(draw):
    (picture,) = draw(DEMANDS, [demand("Nord", 400, 380, 160, 220), demand("Sud", 200, 180, 90, 90)])

    assert picture.title == "En 2025, 250 obtenues pour 600 recues, soit 42\u202f%"
    assert picture.table.rows == (
        ("Recues", "600", "100\u202f%"),
        ("Examinees", "560", "93\u202f%"),
        ("Obtenues", "250", "42\u202f%"),
        ("Attente", "310", "52\u202f%"),
    )
    assert picture.foot == ()


def test_no_bar_of_a_chain_is_cut(draw):
    (picture,) = draw(DEMANDS, [demand("Nord", 9000, 90, 80, 70)])

    widths = [float(one) for one in re.findall(r'class="m-\w+" x="0%" width="([0-9.]+)%"', picture.drawing)]
    assert widths == pytest.approx([100, 1, 0.889, 0.778], abs=0.01)


def test_a_step_that_nobody_fills_is_left_out(draw):
    (picture,) = draw(DEMANDS, [demand("Nord", 400, None, 160, None)])

    assert [row[0] for row in picture.table.rows] == ["Recues", "Obtenues"]


def test_a_row_without_one_of_the_steps_is_counted_in_none_of_them(draw):
    (picture,) = draw(DEMANDS, [demand("Nord", 400, 380, 160, 0), demand("Sud", 200, 180, None, 0)])

    assert picture.title == "En 2025, 160 obtenues pour 400 recues, soit 40\u202f%"
    assert picture.foot == ("1\u00a0ligne sur 2 a un nombre non renseigné\u00a0: elle n’est pas comptée.",)


def test_steps_that_no_row_gives_together_are_not_drawn(draw):
    assert draw(DEMANDS, [demand("Nord", 400, None, None, 5), demand("Sud", None, 180, 90, None)]) == ()


def test_a_chain_follows_the_filter_and_needs_two_steps(draw):
    rows = [demand("Nord", 400, 380, 160, 0), demand("Nord", 20, None, None, None, annee=2024)]

    (picture,) = draw(DEMANDS, rows, Filter(year=2025))

    assert picture.title.startswith("En 2025, 160 obtenues pour 400 recues")
    assert draw(DEMANDS, rows, Filter(year=2024)) == ()


def test_a_crossing_has_sums_and_totals_with_the_largest_first(draw):
    rows = [
        paid("Ana Bel", "Ville", "100.00"),
        paid("Ana Bel", "Eaux", "20.50"),
        paid("Cid Dor", "Ville", "300.00"),
    ]

    (picture,) = draw(SUMS, rows)

    assert grid(picture) == [
        ["Élu", "Ville", "Eaux", "Total"],
        ["Cid Dor", "300\u00a0€", "–", "300\u00a0€"],
        ["Ana Bel", "100\u00a0€", "20,50\u00a0€", "120,50\u00a0€"],
        ["Ensemble", "400\u00a0€", "20,50\u00a0€", "420,50\u00a0€"],
    ]
    assert picture.title == "420,50\u00a0€ pour 2\u00a0élus"
    assert 'href="?words=Cid Dor"' in picture.drawing
    assert picture.table is None


def test_what_has_not_come_is_a_word_and_in_no_sum(draw):
    rows = [
        paid("Ana Bel", "Ville", "100.00"),
        paid("Ana Bel", "Eaux", "0.00", "non reçu"),
        paid("Ana Bel", "Bois", "7.00"),
        paid("Ana Bel", "Bois", "0.00", "non reçu", annee=2024),
    ]

    (picture,) = draw(SUMS, rows)

    assert grid(picture)[1] == [
        "Ana Bel",
        "100\u00a0€",
        "7\u00a0€ non reçu",
        "non reçu",
        "107\u00a0€ non reçu\u00a0: 2",
    ]
    assert picture.title == "107\u00a0€ pour 1\u00a0élu, et 2\u00a0lignes attendues"
    assert "ne veut pas dire zéro" in " ".join(picture.foot)


def test_beyond_the_first_rows_the_rest_is_one_and_the_total_stays_whole(draw):
    rows = [paid(f"Ana Bel{number:03}", f"Payeur {number % 12:02}", number) for number in range(1, 41)]

    (picture,) = draw(SUMS, rows)
    drawn = grid(picture)

    assert len(drawn) == 1 + MOST_ROWS + 1 + 1
    assert drawn[-2][0] == "Autres (10)"
    assert drawn[0][-2] == "Autres (4)"
    assert drawn[-2][-1] == "55\u00a0€"
    assert drawn[-1][-1] == "820\u00a0€"


def test_sums_of_several_years_say_so(draw):
    rows = [paid("Anne Un", "Ville", 10), paid("Bob Deux", "Ville", 5)]
    (one,) = draw(SUMS, rows)
    (several,) = draw(SUMS, [*rows, paid("Anne Un", "Ville", 7, annee=2024)])

    assert one.note == "Montant par élu et par payeur, du plus grand total au plus petit"
    assert (
        several.note
        == "Montant par élu et par payeur, toutes les années ensemble, du plus grand total au plus petit"
    )


def test_the_statement_has_every_row(draw):
    rows = [paid(f"Ana Bel{number:03}", "Ville", number) for number in range(1, 41)]

    (picture,) = draw(SUMS, rows, make=statement)

    assert len(grid(picture)) == 42
    assert draw(DEMANDS, [demand("Nord", 1, 1, 1, 1)], make=statement) == ()


def test_an_amount_that_is_empty_is_not_nought(draw):
    (picture,) = draw(SUMS, [paid("Ana Bel", "Ville", None), paid("Ana Bel", "Eaux", 1)])

    assert grid(picture)[1] == ["Ana Bel", "1\u00a0€", "non renseigné", "1\u00a0€"]


def test_a_number_that_is_kept_secret_is_called_so(draw):
    fields = (*SUMS.fields, registers.column("secret", "boolean"))
    privacy = replace(SUMS.privacy, asked="somme", given=("somme",), hidden="secret")
    schema = replace(SUMS, fields=fields, privacy=privacy)
    rows = [
        {**paid("Ana Bel", "Ville", None), "secret": True},
        {**paid("Ana Bel", "Eaux", 20), "secret": False},
        {**paid("Ana Bel", "Bois", None), "secret": False},
    ]

    (picture,) = draw(schema, rows)

    assert grid(picture)[:2] == [
        ["Élu", "Eaux", "Bois", "Ville", "Total"],
        ["Ana Bel", "20\u00a0€", "non renseigné", "masqué", "20\u00a0€"],
    ]
    assert "2\u00a0lignes sur 3 ont un nombre masqué ou non renseigné" in " ".join(picture.foot)


def test_without_amounts_rows_are_counted(draw):
    schema = replace(SUMS, page=replace(SUMS.page, amount=None))

    (picture,) = draw(schema, [paid("Ana Bel", "Ville", 5), paid("Cid Dor", "Ville", 6)])

    assert grid(picture)[-1] == ["Ensemble", "2", "2"]
    assert picture.title == "2\u00a0sommes pour 2\u00a0élus"


def test_columns_read_as_one_are_named_together_unless_they_name_the_subject(draw):
    page = replace(SUMS.page, pictures=(PagePicture("crossing", rows=("payeur", "etat"), columns=("nom",)),))

    (picture,) = draw(replace(SUMS, page=page), [paid("Ana Bel", "Ville", 5), paid("Ana Bel", "SEM", 3)])

    assert grid(picture)[0] == ["Payeur et etat", "Bel", "Total"]
    assert picture.note.startswith("Montant par payeur et etat et par élu")


def test_one_cell_is_its_own_total_and_is_not_drawn(draw):
    assert draw(SUMS, [paid("Ana Bel", "Ville", 5), paid("Ana Bel", "Ville", 3)]) == ()


def test_names_are_never_markup(draw):
    (picture,) = draw(SUMS, [paid("<b>Ana</b> Bel", "<script>", 5), paid("Luc Col", "<script>", 3)])

    assert grid(picture)[1][0] == "<b>Ana</b> Bel"
    assert "<script" not in picture.drawing


@pytest.fixture
def refused(tmp_path):
    """The key that a page with these changes is refused for; None when it is read."""

    def read(change):
        document = parse_yaml(installed_root() / "subventions" / "schema.yaml")
        change(document["forum"]["page"])
        path = tmp_path / "subventions" / "schema.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(document), encoding="utf-8")  # JSON is YAML, and quick to write
        try:
            return load_schema(path).page
        except SchemaError as error:
            return error.params["key"]

    return read


def test_the_schema_names_columns_of_chains_and_crossings(refused):
    asked = [
        {"kind": "steps", "columns": ["montant", "pourcentageSubvention"]},
        {"kind": "crossing", "rows": ["nomBeneficiaire"], "columns": "nature"},
    ]

    page = refused(lambda page: page.update(pictures=asked))

    assert page.pictures[0].columns == ("montant", "pourcentageSubvention")
    assert (page.pictures[1].rows, page.pictures[1].columns) == (("nomBeneficiaire",), ("nature",))


@pytest.mark.parametrize(
    ("picture", "key"),
    [
        ({"kind": "steps"}, "forum/page/pictures/0"),
        ({"kind": "steps", "columns": ["montant"]}, "forum/page/pictures/0/columns"),
        ({"kind": "steps", "columns": ["montant", "ailleurs"]}, "forum/page/pictures/0/columns"),
        ({"kind": "crossing", "columns": ["nature"]}, "forum/page/pictures/0"),
        ({"kind": "crossing", "rows": "ailleurs", "columns": "nature"}, "forum/page/pictures/0/rows"),
        ({"kind": "bands", "columns": ["nature"]}, "forum/page/pictures/0"),
        ({"kind": "steps", "columns": ["montant", "nature"], "rows": ["objet"]}, "forum/page/pictures/0"),
        ({"kind": "ceilings", "rows": ["nature"]}, "forum/page/pictures/0"),
        ({"kind": "ceilings", "rows": ["nature"], "rule": "SUB-00"}, "forum/page/pictures/0/rule"),
        ({"kind": "by-period", "rule": "SUB-02"}, "forum/page/pictures/0"),
    ],
)
def test_a_picture_that_asks_for_what_it_cannot_have_is_refused(refused, picture, key):
    assert refused(lambda page: page.update(pictures=[picture])) == key


def test_awaited_and_calculator_name_columns(refused):
    assert (
        refused(lambda page: page.update(awaited={"column": "ailleurs", "values": ["x"]}))
        == "forum/page/awaited/column"
    )
    assert (
        refused(lambda page: page.update(calculator={"label": "objet", "points": "ailleurs"}))
        == "forum/page/calculator/points"
    )
    page = refused(
        lambda page: page.update(
            awaited={"column": "nature", "values": ["aide en nature"]},
            calculator={"label": "objet", "points": "montant"},
        )
    )
    assert page.calculator.columns == ("objet", "montant")
