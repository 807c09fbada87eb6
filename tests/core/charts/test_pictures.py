"""The pictures of a register say what its rows say, follow the filter, and name no natural person."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import gate_registers as registers
import pytest
from geometry import bars, parsed

from forum_core.errors import SchemaError
from forum_core.explore.figures import figures
from forum_core.explore.filters import ALL, Filter
from forum_core.explore.pictures import KINDS, pictures
from forum_core.schema.loader import load_schema
from forum_core.schema.model import PagePicture
from forum_core.schema.store import installed_root
from forum_core.schema.written import parse_yaml

TODAY = date(2026, 11, 24)
ALL_KINDS = (
    PagePicture("by-period"),
    PagePicture("top-subjects"),
    PagePicture("distribution"),
    PagePicture("bands"),
    PagePicture("by-choice", "europe"),
)
AIDS = replace(registers.AIDS, page=replace(registers.AIDS.page, pictures=ALL_KINDS))


def body(place):
    """A RNA that no other body has."""
    return {"siret": None, "rna": f"W{place:09d}"}


ROWS = [
    registers.aid("Judo club", jour=date(2022, 3, 1), somme=Decimal("1000.00"), motif="a", **body(1)),
    registers.aid("Judo club", jour=date(2024, 3, 1), somme=Decimal("1500.50"), motif="b", **body(1)),
    registers.aid("Théâtre <b>", jour=date(2024, 5, 1), somme=Decimal("6000.00"), europe=True, **body(2)),
    registers.aid("Chorale", jour=date(2025, 5, 1), somme=Decimal("2000.00"), **body(3)),
    registers.aid("Vélo", jour=date(2026, 5, 1), somme=Decimal("1.00"), **body(4)),
]


@pytest.fixture
def draw(published_once):
    def drawn(rows=ROWS, flt=ALL, schema=AIDS, link=lambda kind, key: f"?{kind}={key}"):
        reading = published_once(schema, rows)
        found = pictures(reading, flt, link, today=TODAY)
        kinds = {f"image-{number}": one.kind for number, one in enumerate(schema.page.pictures, 1)}
        return {kinds[one.key]: one for one in found}

    return drawn


def column(picture, title):
    place = picture.table.header.index(title)
    return [row[place] for row in picture.table.rows]


def test_a_year_that_is_not_over_is_drawn_and_never_compared(draw):
    picture = draw()["by-period"]

    assert picture.title == "Le montant des aides a augmenté de 100\u202f% entre 2022 et 2025"
    assert column(picture, "Année") == ["2022", "2024", "2025", "2026 (en cours)"]
    assert "2026 est en cours" in " ".join(picture.foot)
    assert len(bars(picture.drawing, 640, "m-due")) == 1


def test_a_running_year_is_not_compared_even_when_it_is_chosen(draw):
    picture = draw(flt=Filter(year=2026))["by-period"]

    assert picture.title == "1\u00a0aide en 2026\u00a0: 1\u00a0€"


def test_years_to_come_are_said_not_to_be_over(draw):
    rows = [*ROWS, registers.aid("Futur", jour=date(2031, 5, 1), somme=Decimal("5.00"), **body(5))]
    picture = draw(rows=rows)["by-period"]

    assert picture.title == "Le montant des aides a augmenté de 100\u202f% entre 2022 et 2025"
    assert "À partir de 2026, les années ne sont pas finies" in " ".join(picture.foot)


def test_a_column_that_the_gate_drops_does_not_shift_the_others(draw):
    asked = (PagePicture("by-choice", "interne"), PagePicture("by-choice", "europe"))
    schema = replace(AIDS, page=replace(AIDS.page, pictures=asked))

    assert [picture.title for picture in draw(schema=schema).values()] == [
        "En 2025, europe\u00a0: non, la totalité du montant"
    ]


def test_a_year_without_rows_keeps_its_place(draw):
    heights = [bar.height for bar in bars(draw()["by-period"].drawing, 640)]

    assert len(heights) == 5
    assert heights[1] == 0


def test_by_period_shows_all_years_and_the_chosen_one_speaks(draw):
    picture = draw(flt=Filter(year=2024))["by-period"]

    assert column(picture, "Lignes") == ["1", "2", "1", "1"]
    assert picture.title == "Le montant des aides a été multiplié par 7,5 entre 2022 et 2024"
    (main,) = bars(picture.drawing, 640, "m-main")
    assert main.height == max(bar.height for bar in bars(picture.drawing, 640))


def test_numbers_of_the_tables_are_those_of_the_figures(draw, published_once):
    reading = published_once(AIDS, ROWS)

    for flt in (ALL, Filter(year=2024), Filter(words="judo"), Filter(band=AIDS.page.bands[0].key)):
        seen = figures(reading, flt)
        top = draw(flt=flt)["top-subjects"]
        spread = draw(flt=flt)["distribution"]
        assert sum(map(int, column(top, "Lignes"))) == seen.rows
        assert sum(map(int, column(spread, "Aides"))) == seen.rows


def test_subjects_are_ranked_by_sum_and_lead_to_their_rows(draw):
    picture = draw()["top-subjects"]

    assert column(picture, "Organisme") == ["Théâtre <b>", "Judo club", "Chorale", "Vélo"]
    assert picture.title == "Théâtre <b>\u00a0: 57\u202f% du montant, parmi 4\u00a0organismes"
    assert next(parsed(picture.drawing).iter("a")).get("href") == "?body=W000000002"
    assert not list(parsed(picture.drawing).iter("b"))


def test_other_choices_hold_in_every_picture(draw):
    found = draw(flt=Filter(words="judo"))

    assert column(found["by-period"], "Année") == ["2022", "2024"]
    assert column(found["top-subjects"], "Organisme") == ["Judo club"]
    assert sum(map(int, column(found["bands"], "Aides"))) == 2
    assert all(picture.title.startswith("Pour ce choix, ") for picture in found.values())


def test_parts_of_a_choice_come_to_the_whole_of_their_year(draw):
    picture = draw()["by-choice"]

    assert picture.title == "En 2025, europe\u00a0: non, la totalité du montant"
    assert column(picture, "2024") == ["6\u202f000\u00a0€", "1\u202f500,50\u00a0€"]
    line = next(one for one in parsed(picture.drawing).iter("li") if one.find("a").text == "2024")
    widths = [float(rect.get("width")[:-1]) for rect in line.iter("rect")]
    assert sum(widths) == pytest.approx(100, abs=0.01)


def test_the_middle_of_the_amounts_is_the_finding(draw):
    assert draw()["distribution"].title == "La moitié des aides ne dépassent pas 1\u202f500,50\u00a0€"


def test_no_row_gives_no_picture(draw):
    assert draw(flt=Filter(words="introuvable")) == {}


def test_one_row_is_said_as_one(draw):
    found = draw(rows=ROWS[:1])

    assert found["by-period"].title == "1\u00a0aide en 2022\u00a0: 1\u202f000\u00a0€"
    assert "top-subjects" not in found
    assert found["distribution"].title == "1\u00a0aide, de 1\u202f000\u00a0€"


def test_amounts_of_nought_or_less_are_drawn_under_the_axis_and_counted_aside(draw):
    rows = [*ROWS, registers.aid("Rendu", jour=date(2023, 5, 1), somme=Decimal("-500.00"), **body(5))]
    found = draw(rows=rows)

    assert column(found["by-period"], "Montant")[1] == "−500\u00a0€"
    assert found["distribution"].foot == ("Sans colonne, car de zéro ou de moins\u00a0: 1\u00a0aide.",)
    assert "−500\u00a0€" in found["top-subjects"].drawing


def test_a_wrong_century_does_not_draw_a_thousand_years(draw):
    rows = [*ROWS, registers.aid("Ancien", jour=date(1024, 5, 1), somme=Decimal("5.00"), **body(5))]

    assert len(bars(draw(rows=rows)["by-period"].drawing, 640)) == 5


def test_a_name_over_the_others_is_cut_and_said(draw):
    rows = [*ROWS, registers.aid("Géant", jour=date(2025, 5, 1), somme=Decimal("900000.00"), **body(5))]
    foot = " ".join(draw(rows=rows)["top-subjects"].foot)

    assert foot.startswith("La barre coupée est celle de Géant (900\u202f000\u00a0€, 120 fois plus longue")


def test_natural_persons_are_in_no_picture(draw):
    rows = [*ROWS, *(registers.person(number) for number in range(12))]
    found = draw(rows=rows)

    assert "Canari" not in str(found)
    assert sum(map(int, column(found["bands"], "Aides"))) == len(ROWS)


def test_a_register_without_amounts_counts_rows(draw):
    schema = replace(AIDS, page=replace(AIDS.page, amount=None, bands=()))
    found = draw(schema=schema)

    assert [picture.title for picture in found.values()] == [
        "Le nombre d’aides n’a presque pas changé entre 2022 et 2025",
        "Judo club\u00a0: 40\u202f% des aides, parmi 4\u00a0organismes",
        "En 2025, europe\u00a0: non, la totalité des aides",
    ]


def test_marks_without_an_address_are_no_links(draw):
    found = draw(link=lambda *_: None)

    assert not any(list(parsed(picture.drawing).iter("a")) for picture in found.values())


def test_every_identifier_is_unique_in_the_page(draw):
    markup = "".join(picture.drawing for picture in draw().values())
    found = [node.get("id") for node in parsed(markup).iter() if node.get("id")]

    assert len(found) == len(set(found)) > 0


@pytest.mark.parametrize(
    "pictures_",
    [[{"kind": "camembert"}], [{"kind": "by-choice"}], [{"kind": "by-choice", "column": "absente"}]],
)
def test_a_schema_that_asks_for_a_picture_that_cannot_be_is_refused(tmp_path, pictures_):
    document = parse_yaml(installed_root() / "subventions" / "schema.yaml")
    document["forum"]["page"]["pictures"] = pictures_
    folder = tmp_path / "subventions"
    folder.mkdir()
    (folder / "schema.yaml").write_text(json.dumps(document), encoding="utf-8")  # JSON is YAML

    with pytest.raises(SchemaError):
        load_schema(folder / "schema.yaml")


def test_schemas_may_ask_for_every_kind_and_for_no_other():
    meta = json.loads((installed_root() / "schema.meta.json").read_text(encoding="utf-8"))
    page = meta["definitions"]["register"]["properties"]["page"]["properties"]

    assert set(page["pictures"]["items"]["properties"]["kind"]["enum"]) == set(KINDS)
