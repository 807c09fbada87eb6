"""Sums of one year stand beside the ceilings of that year; who is unknown, awaited or left out is said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import gate_registers as registers
import pytest

from forum_core.explore.filters import ALL
from forum_core.explore.pictures import pictures, statement
from forum_core.schema.model import Awaited, Page, PagePicture, Rule
from forum_core.schema.store import load_store

TODAY = date(2026, 3, 1)
TABLES = load_store().get("indemnites_elus").tables
TOWN_OF_40000 = {"maire": Decimal("44393.66"), "adjoint": Decimal("16277.68")}
TOTAL = Decimal("106775.16")
FUNCTIONS = Rule(
    "ceiling-at-date",
    {
        "amount": "somme",
        "increase": "hausse",
        "size": "habitants",
        "year": "annee",
        "first": "debut",
        "last": "fin",
        "only": {"nature": ["indemnité"]},
        "rates": "indemnites/taux_maximaux",
        "base": {
            "table": "indemnites/parametres",
            "factors": ["indice_majore_ib1027", "valeur_annuelle_point_indice"],
        },
        "lines": [
            {"key": "maire", "when": {"role": ["maire"]}},
            {"key": "adjoint", "when": {"role": ["adjoint"]}},
        ],
        "tolerance": 0.02,
        "changed": False,
    },
    code="A-1",
    text="Code, article 1",
)
TOTALS = Rule(
    "total-at-most",
    {
        "amount": "somme",
        "year": "annee",
        "by": ["nom"],
        "only": {"nature": ["indemnité", "jetons"]},
        "table": "indemnites/parametres",
        "key": "plafond_cumul_mensuel",
    },
    code="A-2",
    text="Code, article 2",
    verified=False,
)
SUMS = registers.register(
    "sommes",
    (
        registers.column("annee", "year"),
        registers.column("nom", "text"),
        registers.column("numero", "text"),
        registers.column("payeur", "text"),
        registers.column("role", "choice", constraints={"enum": ["maire", "adjoint", "délégué"]}),
        registers.column("nature", "choice", constraints={"enum": ["indemnité", "jetons", "frais"]}),
        registers.column("hausse", "number"),
        registers.column("habitants", "integer"),
        registers.column("debut", "date"),
        registers.column("fin", "date"),
        registers.column("etat", "choice", constraints={"enum": ["payé", "non reçu"]}),
        registers.column("somme", "money"),
    ),
    Page(
        subject="nom",
        subject_ids=("numero",),
        amount="somme",
        date="annee",
        words=("nom", "payeur"),
        columns=("nom", "payeur", "somme"),
        bands=(),
        one="somme",
        many="sommes",
        subject_one="élu",
        subject_many="élus",
        awaited=Awaited("etat", ("non reçu",)),
        pictures=(
            PagePicture("ceilings", rows=("role", "payeur"), rule="A-1"),
            PagePicture("sources", rows=("nom",), columns=("payeur",), rule="A-2"),
        ),
    ),
    key=("annee", "nom", "payeur", "nature"),
    rules=(FUNCTIONS, TOTALS),
    tables=TABLES,
)


def paid(nom, somme, role="adjoint", *, payeur="Ville", nature="indemnité", annee=2025, **cells):
    return {
        "annee": annee,
        "nom": nom,
        "numero": None,
        "payeur": payeur,
        "role": role,
        "nature": nature,
        "hausse": None,
        "habitants": 40000,
        "debut": None,
        "fin": None,
        "etat": "payé" if somme is not None else "non reçu",
        "somme": None if somme is None else Decimal(somme),
        **cells,
    }


@pytest.fixture
def draw(published_once):
    def drawn(*rows, flt=ALL, make=pictures, schema=SUMS):
        found = make(published_once(schema, rows), flt, lambda kind, key: f"?{kind}={key}", today=TODAY)
        return {picture.key: picture for picture in found}

    return drawn


def ceilings(drawn):
    return drawn["image-1"]


def sources(drawn):
    return drawn["image-2"]


def plain(picture):
    return re.sub(r"<[^>]*>", " ", str(picture.drawing)).replace("\u00a0", " ").replace("\u202f", " ")


def strokes(picture):
    """Where ceilings stand, in hundredths of the width."""
    return [float(one) for one in re.findall(r'class="ceiling" x1="([0-9.]+)%"', str(picture.drawing))]


def test_each_function_shows_its_sum_nearest_to_the_ceiling_of_its_size(draw):
    picture = ceilings(draw(paid("Un", "41000", "maire"), paid("Deux", "12000"), paid("Trois", "13000")))

    assert picture.title == "En 2025, aucune somme ne dépasse son plafond"
    assert [row[:1] + row[2:] for row in picture.table.rows] == [
        ("Maire", "1", "41\u202f000\u00a0€", "44\u202f393,66\u00a0€"),
        ("Adjoint", "2", "13\u202f000\u00a0€", "16\u202f277,68\u00a0€"),
    ]
    high = float(TOWN_OF_40000["adjoint"] / TOWN_OF_40000["maire"])
    assert strokes(picture)[1] / strokes(picture)[0] == pytest.approx(high, rel=0.001)
    assert "2 sommes, plafond : 16 277,68 €" in plain(picture)


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (1, "En 2025, 1\u00a0somme sur 2 dépasse son plafond"),
        (2, "En 2025, 2\u00a0sommes sur 2 dépassent leur plafond"),
    ],
)
def test_what_is_above_is_the_finding(draw, above, title):
    sums = ["44394" if place < above else "9000" for place in range(2)]
    picture = ceilings(draw(*(paid(f"Élu {at}", one, "maire") for at, one in enumerate(sums))))

    assert picture.title == title
    assert not any("peut l’expliquer" in said for said in picture.foot)


def test_what_the_law_may_explain_is_no_reproach(draw):
    # A deputy may be paid more than his own ceiling, up to the mayor's.
    picture = ceilings(draw(paid("Un", "16278"), paid("Deux", "9000")))

    assert picture.title == "En 2025, aucune somme ne dépasse son plafond"
    assert picture.foot[-1].startswith("1\u00a0somme dépasse le trait")


def test_a_cent_of_rounding_is_above_nothing(draw):
    assert "aucune somme" in ceilings(draw(paid("Un", "16277.90"), paid("Deux", "1"))).title


def test_part_of_a_year_has_part_of_the_ceiling_and_an_increase_raises_it(draw):
    half = {"debut": date(2025, 1, 1), "fin": date(2025, 6, 30)}
    drawn = draw(paid("Un", "8000", **half), paid("Deux", "20000", "maire", hausse=15.0))

    assert [row[-1] for row in ceilings(drawn).table.rows] == [
        "51\u202f052,71\u00a0€",
        "8\u202f138,84\u00a0€",
    ]


def test_a_sum_whose_ceiling_nobody_knows_is_counted_and_not_drawn(draw):
    picture = ceilings(
        draw(paid("Un", "100"), paid("Deux", "100", "délégué"), paid("Trois", "5", habitants=None))
    )

    assert [row[0] for row in picture.table.rows] == ["Adjoint"]
    assert picture.foot[-1].startswith("2\u00a0lignes n’ont pas de plafond connu")


def test_without_any_known_ceiling_there_is_no_picture_of_them(draw):
    assert set(draw(paid("Un", "100", "délégué"))) == {"image-2"}


def test_expenses_have_no_ceiling_of_a_function(draw):
    picture = ceilings(draw(paid("Un", "100"), paid("Un", "90000", nature="frais")))

    assert picture.table.rows[0][2] == "1"


def test_bodies_of_one_function_stand_apart_and_are_named(draw):
    picture = ceilings(draw(paid("Un", "100"), paid("Deux", "200", payeur="Bourg", habitants=900)))

    assert [row[1] for row in picture.table.rows] == ["Ville", "Bourg"]
    assert "Bourg, 1 somme" in plain(picture)


def test_a_total_is_made_of_its_sources_beside_the_ceiling_of_totals(draw):
    picture = sources(
        draw(paid("Un", "40000", "maire"), paid("Un", "20000", payeur="Syndicat"), paid("Deux", "9000"))
    )

    assert picture.title == "En 2025, sur 2\u00a0élus, aucun total ne dépasse le plafond"
    assert picture.table.header == ("Élu", "Ville", "Syndicat", "Total")
    assert picture.table.rows == (
        ("Un", "40\u202f000\u00a0€", "20\u202f000\u00a0€", "60\u202f000\u00a0€"),
        ("Deux", "9\u202f000\u00a0€", "–", "9\u202f000\u00a0€"),
    )
    assert strokes(picture) == [100.0, 100.0]
    widths = [float(one) for one in re.findall(r'class="m-main" x="0%" width="([0-9.]+)%"', picture.drawing)]
    assert widths == pytest.approx([40000 / float(TOTAL) * 100, 9000 / float(TOTAL) * 100], abs=0.01)
    assert "plafond du total : 106 775,16 €" in plain(picture)
    assert "un repère calculé dont le texte reste à vérifier" in " ".join(picture.foot)


def test_several_sources_may_go_over_together(draw):
    picture = sources(
        draw(paid("Un", "60000", "maire"), paid("Un", "60000", payeur="Région", nature="jetons"))
    )

    assert picture.title == "En 2025, sur 1\u00a0élu, 1\u00a0total dépasse le plafond"
    assert strokes(picture) == [pytest.approx(float(TOTAL) / 120000 * 100, abs=0.01)]


def test_what_has_not_come_is_a_box_and_a_word_and_no_nought(draw):
    picture = sources(draw(paid("Un", "9000"), paid("Un", None, payeur="Société", nature="jetons")))

    assert picture.title.endswith("aucun total connu ne dépasse le plafond")
    assert "Société : non reçu" in plain(picture)
    assert "m-due" in picture.drawing
    assert picture.table.rows[0][-1] == "9\u202f000\u00a0€\u202f; non reçu\u00a0: 1"


def test_whoever_received_nothing_is_counted_below(draw):
    picture = sources(draw(paid("Un", "9000"), paid("Deux", "0"), paid("Trois", "0")))

    assert [row[0] for row in picture.table.rows] == ["Un"]
    assert "2\u00a0élus\u00a0: 0\u00a0€." in picture.foot


def test_what_the_rule_does_not_count_is_said_and_stays_in_the_statement(draw):
    rows = (paid("Un", "9000"), paid("Un", "700", nature="frais"), paid("Deux", "5", payeur="Syndicat"))

    assert any("le reste fait 700\u00a0€." in said for said in sources(draw(*rows)).foot)
    printed, apart = draw(*rows, make=statement).values()
    assert printed.title == "En 2025, 9\u202f005\u00a0€ pour 2\u00a0élus"
    assert apart.title == "En 2025, 700\u00a0€ pour 1\u00a0élu"
    assert "(indemnité et jetons)" in printed.note
    assert "(ni indemnité ni jetons)" in apart.note


def test_without_a_year_the_last_one_that_is_over_speaks(draw):
    rows = [paid("Un", "1000", annee=year) for year in (2024, 2025, 2026)]

    assert sources(draw(*rows)).title.startswith("En 2025, ")
    assert sources(draw(*rows, flt=replace(ALL, year=2024))).title.startswith("En 2024, ")
    assert ceilings(draw(*rows, flt=replace(ALL, year=2026))).title.startswith("En 2026, ")


def test_a_year_without_known_ceiling_of_totals_says_who_has_several_sources(draw):
    before = (
        min(line.since for line in TABLES["indemnites/parametres"].lines["plafond_cumul_mensuel"]).year - 1
    )
    rows = (paid("Un", "9000", annee=before), paid("Un", "500", payeur="Syndicat", annee=before))
    picture = sources(draw(*rows, paid("Deux", "1", annee=before)))

    assert picture.title == f"En {before}, 9\u202f501\u00a0€ pour 2\u00a0élus, dont 1 par plusieurs sources"
    assert strokes(picture) == []


def test_two_persons_of_one_name_are_two(draw):
    rows = (paid("Un", "9000", numero="A"), paid("Un", "8000", numero="B", payeur="Syndicat"))

    assert [row[-1] for row in sources(draw(*rows)).table.rows] == ["9\u202f000\u00a0€", "8\u202f000\u00a0€"]
    (printed,) = draw(*rows, make=statement).values()
    assert "pour 2\u00a0élus" in printed.title


def test_beyond_five_sources_the_rest_is_one(draw):
    rows = [paid("Un", str(1000 - at), payeur=f"Organisme {at}") for at in range(7)]
    picture = sources(draw(*rows))

    assert picture.table.header == ("Élu", *(f"Organisme {at}" for at in range(4)), "Autres", "Total")
    assert picture.table.rows[0][-2:] == ("2\u202f985\u00a0€", "6\u202f979\u00a0€")


def test_beyond_the_first_bars_the_others_are_in_the_statement(draw):
    picture = sources(draw(*(paid(f"Élu {at}", str(100 + at)) for at in range(32))))

    assert len(picture.table.rows) == 30
    assert "2 autres élus dans l’état complet." in picture.foot


def test_names_are_never_markup(draw):
    drawn = draw(paid("<b>Un</b>", "10", payeur="<i>Ville</i>"), paid("Deux", "1", payeur="Bourg"))

    assert all("<b>" not in picture.drawing and "<i>" not in picture.drawing for picture in drawn.values())
