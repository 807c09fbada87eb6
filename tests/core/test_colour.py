"""A colour is judged under white words, and a darker one of the same hue is offered."""

from __future__ import annotations

import pytest

from forum_core.colour import ENOUGH, judge, parse


@pytest.mark.parametrize(
    ("written", "colour"),
    [("#1F5FA8", "#1f5fa8"), (" 1f5fa8 ", "#1f5fa8"), ("#fff", None), ("blue", None), ("", None)],
)
def test_a_colour_has_six_digits(written, colour):
    assert parse(written) == colour


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#777777", 4.48)]
)
def test_the_contrast_is_that_of_the_standard(colour, ratio):
    assert judge(colour).ratio == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("colour", ["#ffd500", "#00c2ff", "#ff6b6b", "#ffffff", "#777777"])
def test_a_pale_colour_is_refused_and_a_near_one_is_accepted(colour):
    judged = judge(colour)

    assert not judged.accepted
    assert judge(judged.nearest).accepted
    assert judge(judged.nearest).ratio < ENOUGH + 0.2


def test_an_accepted_colour_stays_as_it_is():
    assert judge("#17594f").nearest == "#17594f"
