"""Drawings are true to their numbers, stay in their place, and say what they show to who does not see it."""

from __future__ import annotations

import itertools
import re

import pytest
from geometry import bars, height_of, parsed, shapes

from forum_core.charts.bar import bar
from forum_core.charts.distribution import Middle, distribution
from forum_core.charts.dot import dot, scale_of
from forum_core.charts.hbar import hbar
from forum_core.charts.line import Gap, line
from forum_core.charts.mark import Mark
from forum_core.charts.markup import Markup, tag, text
from forum_core.charts.scale import LogScale, linear, ticks
from forum_core.charts.stacked import Key, Stack, stacked

WIDTHS = (288, 640, 920)
HOSTILE = '"><script>alert(1)</script>&\x00\x0b'


def say(value):
    return f"{value:g} €"


def marks(*values, href=None, main=-1):
    main = main % len(values) if values else 0
    return [
        Mark(str(2010 + place), value, say(value), href=href, main=place == main)
        for place, value in enumerate(values)
    ]


def drawn_bar(*values, **options):
    return bar(marks(*values, **options), name="b", title="Montant par année", say=say)


SERIES = {
    "one": (4,),
    "usual": (11.1, 11.5, 12.0, 12.4),
    "negative": (4, -3, 2),
    "only negative": (-4, -3, -12),
    "noughts": (0, 0, 0),
    "skewed": (4, 300, 2, 5, 3, 4),
    "skewed below": (4, -300, 2, 5, 3, 4),
    "cents": (0.01, 0.02),
    "billions": (3e9, 1e9),
    "twelve": tuple(range(1, 13)),
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("values", SERIES.values(), ids=SERIES)
def test_no_bar_and_no_word_leaves_the_drawing(values, width):
    drawing = drawn_bar(*values)

    for shape in shapes(drawing, width):
        assert shape.x >= -0.1, shape
        assert shape.right <= width + 0.1, shape
        assert shape.y >= -0.1, shape
        assert shape.bottom <= height_of(drawing) + 3, shape


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("values", SERIES.values(), ids=SERIES)
def test_words_over_bars_do_not_run_into_one_another(values, width):
    words = [one for one in shapes(drawn_bar(*values), width, "text") if "strong" in one.classes]

    for left, right in itertools.pairwise(sorted(words, key=lambda one: one.x)):
        assert left.right <= right.x + 1 or abs(left.y - right.y) >= 14, (left.words, right.words)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("values", [(1, 2), (211191, 218108), (3, 1, 2, 3)])
def test_words_of_the_axis_stand_before_the_bars(values, width):
    drawing = drawn_bar(*values)
    first = min(one.x for one in bars(drawing, width))

    for words in shapes(drawing, width, "text"):
        if "tick" in words.classes:
            assert words.right <= first + 1, words.words


def test_heights_are_in_the_ratio_of_the_values():
    first, second, third = bars(drawn_bar(10, 20, 5), 640)

    assert second.height == pytest.approx(2 * first.height, rel=0.01)
    assert third.height == pytest.approx(first.height / 2, rel=0.01)
    assert first.bottom == second.bottom == third.bottom


def test_a_value_below_nought_hangs_under_the_axis():
    drawing = drawn_bar(4, -3, 2)
    (axis,) = [one for one in shapes(drawing, 640, "line") if "axis" in one.classes]
    up, down, _ = bars(drawing, 640)

    assert up.bottom == pytest.approx(axis.y, abs=0.1)
    assert down.y == pytest.approx(axis.y, abs=0.1)
    assert down.height == pytest.approx(up.height * 3 / 4, rel=0.02)


def test_a_bar_that_would_crush_the_others_is_cut_and_the_words_say_by_how_much():
    drawing = drawn_bar(4, 300, 2, 5)
    first, cut, second, _ = bars(drawing, 640)

    assert first.height > 50
    assert first.height == pytest.approx(2 * second.height, rel=0.02)
    assert cut.height < 2 * first.height
    assert [one for one in shapes(drawing, 640, "line") if "break" in one.classes]
    assert "La barre coupée est celle de 2011 (300 €, 48 fois plus longue en vrai)." in drawing


def test_bars_that_differ_by_less_are_never_cut():
    assert not linear([1, 7]).cut
    assert not linear([1, 1000]).cut
    assert not linear([3_120_000, 1_180_000, 90_000, 76_000]).cut


def test_what_is_not_nought_is_never_invisible():
    assert bars(drawn_bar(1, 1_000_000), 640)[0].height >= 1
    assert bars(drawn_bar(0, 5), 640)[0].height == 0
    hair = next(parsed(hbar(marks(1_000, -0.0001), title="t")).iter("li")).find(".//rect")
    assert hair.get("width") != "0%"


def test_ticks_are_round_and_hold_nought():
    assert ticks(linear([12.4])) == (0, 5, 10)
    assert ticks(linear([4, -3])) == pytest.approx((-2, 0, 2, 4))
    assert 0 in ticks(linear([-1234.5]))


@pytest.mark.parametrize("values", SERIES.values(), ids=SERIES)
def test_horizontal_bars_stay_in_their_line_and_start_at_nought(values):
    for line_ in parsed(hbar(marks(*values), title="t")).iter("li"):
        for rect in line_.iter("rect"):
            x, width = (float(rect.get(key)[:-1]) for key in ("x", "width"))
            assert x >= -0.01
            assert x + width <= 100.01


def test_a_horizontal_bar_below_nought_grows_leftwards_from_the_same_axis():
    first, second = parsed(hbar(marks(6, -2), title="t")).iter("li")
    right, left = first.find(".//rect"), second.find(".//rect")

    assert (left.get("x"), left.get("width")) == ("0%", "25%")
    assert (right.get("x"), right.get("width")) == ("25%", "75%")


def test_a_bar_and_its_ceiling_share_one_scale_and_neither_is_cut():
    lines = [
        Mark("Un", 30, "30 €", ceiling=40),
        Mark("Deux", 50, "50 €", ceiling=40),
        Mark("Trois", 1000, "1 000 €"),
    ]
    low, high, alone = parsed(hbar(lines, title="t", cuts=False)).iter("li")
    strokes = [line.find(".//line[@class='ceiling']") for line in (low, high, alone)]

    assert [stroke.get("x1") for stroke in strokes[:2]] == ["4%", "4%"]
    assert strokes[2] is None
    assert [low.findall(".//rect")[1].get("width"), high.findall(".//rect")[1].get("width")] == ["3%", "5%"]


def test_what_is_awaited_stands_after_the_parts_inside_the_drawing():
    parts = (Mark("Ville", 60, "60 €"),)
    stacks = [
        Stack("Un", "60 €", parts, awaited="Société : non reçu", ceiling=30),
        Stack("Deux", "60 €", parts),
    ]
    drawing = parsed(stacked(stacks, keys=[Key("Ville")], title="t", awaited="non reçu", ceiling="plafond"))
    one, two = drawing.find("ol")

    part, box = one.iter("rect")
    assert float(box.get("x")[:-1]) >= float(part.get("width")[:-1])
    assert float(box.get("x")[:-1]) + float(box.get("width")[:-1]) <= 100
    assert part.get("width") == next(two.iter("rect")).get("width")
    assert float(one.find(".//line[@class='ceiling']").get("x1")[:-1]) == pytest.approx(
        float(part.get("width")[:-1]) / 2, abs=0.01
    )
    assert "".join(one.find("span[@class='parts']").itertext()) == "Ville 60 €\u00a0· Société : non reçu"
    assert [key.find("span").text for key in drawing.findall("p/span")] == ["Ville", "non reçu", "plafond"]


def test_the_parts_of_a_stack_fill_it_and_are_said_in_words():
    parts = (Mark("En argent", 60, "60 %"), Mark("En nature", 40, "40 %"))
    half = (Mark("En argent", 50, "100 %"), Mark("En nature", 0, "0 %"))
    stacks = [Stack("2024", "100 €", parts), Stack("2025", "50 €", half)]

    full, short = parsed(stacked(stacks, keys=[Key("En argent"), Key("En nature", "?n")], title="t")).iter(
        "li"
    )

    assert [rect.get("width") for rect in full.iter("rect")] == ["60%", "40%"]
    assert [rect.get("x") for rect in full.iter("rect")] == ["0%", "60%"]
    assert [rect.get("width") for rect in short.iter("rect")] == ["50%"]
    assert full.find("span[@class='parts']").text == "En argent 60 %\u00a0· En nature 40 %"


def test_a_part_below_nought_is_said_and_not_drawn():
    stack = Stack("2024", "40 €", (Mark("Versé", 60, "60 €"), Mark("Rendu", -20, "−20 €")))
    drawing = stacked([stack], keys=[Key("Versé"), Key("Rendu")], title="t")

    assert len(list(parsed(drawing).find("ol").iter("rect"))) == 1
    assert "−20 €" in drawing


def test_a_line_is_broken_where_nothing_is_known():
    points = [*marks(1, 2), Gap("2012"), *marks(3, 4)]
    path = parsed(line(points, name="l", title="t", say=say)).find(".//path").get("d")

    assert path.count("M") == 2
    assert path.count("L") == 2


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("values", SERIES.values(), ids=SERIES)
def test_no_point_of_a_line_leaves_the_drawing(values, width):
    drawing = line(marks(*values), name="l", title="t", say=say)

    for shape in shapes(drawing, width, "circle"):
        assert shape.x >= 0
        assert shape.right <= width
        assert shape.y >= 0
        assert shape.bottom <= height_of(drawing)


def test_points_that_spread_a_thousandfold_get_a_logarithmic_scale_that_is_said():
    spread = marks(5, 80_000)

    assert isinstance(scale_of(spread), LogScale)
    assert "Échelle logarithmique" in dot(spread, title="t", say=say)
    assert "Échelle logarithmique" not in dot(marks(-5, 80_000), title="t", say=say)


@pytest.mark.parametrize("values", SERIES.values(), ids=SERIES)
def test_points_stay_on_their_line(values):
    for circle in parsed(dot(marks(*values), title="t", say=say)).iter("circle"):
        assert 0 < float(circle.get("cx")[:-1]) < 100


def test_columns_of_a_distribution_touch_and_fill_the_width():
    columns = marks(1, 8, 3)
    bounds = ["0 €", "10 €", "100 €", "1 000 €"]
    drawing = distribution(columns, bounds=bounds, name="d", title="t", middle=Middle(1, 0.5, "médiane"))
    first, second, third = bars(drawing, 600)

    assert first.right == pytest.approx(second.x, abs=0.1)
    assert third.right == pytest.approx(600, abs=0.1)
    assert second.height == pytest.approx(8 * first.height, rel=0.03)
    median = [one for one in shapes(drawing, 600, "line") if "ceiling" in one.classes]
    assert {one.x for one in median} == {300}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [1, 5, 11])
def test_no_word_of_a_distribution_leaves_the_drawing(count, width):
    bounds = [f"{10**place:.0f} €" for place in range(count + 1)]
    middle = Middle(count - 1, 0.9, "médiane : 123 456,78 €")
    drawing = distribution(marks(*range(count)), bounds=bounds, name="d", title="t", middle=middle)

    for shape in shapes(drawing, width):
        assert shape.x >= -1, shape
        assert shape.right <= width + 1, shape


DRAWINGS = {
    "bar": lambda found: bar(found, name="b", title=HOSTILE, say=say),
    "hbar": lambda found: hbar(found, title=HOSTILE),
    "line": lambda found: line(found, name="l", title=HOSTILE, say=say),
    "dot": lambda found: dot(found, title=HOSTILE, say=say),
    "distribution": lambda found: distribution(found, bounds=["a", "b"], name="d", title=HOSTILE),
    "stacked": lambda found: stacked(
        [Stack(HOSTILE, HOSTILE, tuple(found), HOSTILE)] if found else [], keys=[Key(HOSTILE)], title=HOSTILE
    ),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_names_and_values_never_become_markup(draw):
    drawing = draw([Mark(HOSTILE, 3, HOSTILE, href=HOSTILE, note=HOSTILE)])

    assert not list(parsed(drawing).iter("script"))
    assert "alert(1)" in "".join(parsed(drawing).itertext())


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_without_a_number_a_sentence_stands_in_the_place_of_the_drawing(draw):
    assert draw([]) == '<p class="chart-none">Il n’y a aucun nombre à dessiner.</p>'


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
@pytest.mark.parametrize("href", [None, "?annee=2024"])
def test_no_drawing_carries_a_style_or_a_script(draw, href):
    drawing = draw([Mark("2024", 3, "3 €", href=href)])

    assert not re.search(r"\bstyle=|<style|\bon\w+=|<script", drawing)


def test_a_drawing_names_and_describes_itself_and_is_an_image_only_without_links():
    alone, linked = drawn_bar(4, 5), drawn_bar(4, 5, href="?annee=2024")

    svg = parsed(alone).find("svg")
    named = [parsed(alone).find(f".//*[@id='{name}']").tag for name in svg.get("aria-labelledby").split()]
    assert named == ["title", "desc"]
    assert svg.get("role") == "img"
    assert "2010\u00a0: 4 €\u202f; 2011\u00a0: 5 €." in alone
    assert parsed(linked).find("svg").get("role") == "group"
    assert [link.get("aria-label") for link in parsed(linked).iter("a")] == [
        "2010\u00a0: 4 €",
        "2011\u00a0: 5 €",
    ]


def test_a_period_that_is_not_over_is_dashed_and_said():
    drawing = bar([Mark("2026", 3, "3 €", running=True)], name="b", title="t", say=say)

    assert bars(drawing, 640, "m-due")
    assert "2026 (en cours)\u00a0: 3 €" in drawing


def test_markup_is_escaped_once_and_words_always():
    assert tag("p", "a < b", tag("b", "c & d")) == "<p>a &lt; b<b>c &amp; d</b></p>"
    assert isinstance(text("x"), Markup)
    assert not isinstance(text("x") + "<y>", Markup)
