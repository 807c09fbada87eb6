"""What is said of persons set apart tells no one person's aid, not even by the difference of two files."""

from __future__ import annotations

import pytest

from forum_core.privacy.apart import say_apart
from forum_core.privacy.cleared import Apart

WITHHELD = Apart(rows=None, total=None, withheld=True)


@pytest.mark.parametrize("rows", [1, 5, 10])
def test_below_the_threshold_neither_number_nor_sum_is_said(rows):
    assert say_apart(rows, "500.00", 11, None) == WITHHELD


def test_from_the_threshold_on_both_are_said():
    assert say_apart(11, "500.00", 11, None) == Apart(rows=11, total="500.00", withheld=False)


def test_nobody_apart_is_said_as_zero_without_a_sum():
    assert say_apart(0, "0.00", 11, None) == Apart(rows=0, total=None, withheld=False)


@pytest.mark.parametrize(("before", "now"), [(20, 21), (20, 10), (30, 20), (12, 22), (11, 0 + 21)])
def test_a_difference_of_few_rows_is_withheld(before, now):
    former = Apart(rows=before, total="2000.00", withheld=False)

    assert say_apart(now, "2100.00", 11, former) == Apart(
        rows=None, total=None, withheld=True, last_rows=before, last_total="2000.00"
    )


@pytest.mark.parametrize(("before", "now"), [(20, 31), (31, 20), (0, 11), (11, 0)])
def test_a_difference_of_many_rows_is_said(before, now):
    former = Apart(rows=before, total="2000.00" if before else None, withheld=False)

    assert say_apart(now, "3000.00", 11, former).rows == now


def test_the_same_rows_with_the_same_sum_are_said_again():
    former = Apart(rows=20, total="2000.00", withheld=False)

    assert say_apart(20, "2000.00", 11, former) == former


def test_the_same_number_with_another_sum_is_withheld_since_one_aid_may_have_changed():
    former = Apart(rows=20, total="2000.00", withheld=False)

    assert say_apart(20, "2500.00", 11, former).withheld


def test_what_was_withheld_is_compared_with_what_was_said_before_it():
    said = say_apart(20, "2000.00", 11, None)
    withheld = say_apart(21, "2500.00", 11, said)
    again = say_apart(21, "2500.00", 11, withheld)
    back = say_apart(20, "2000.00", 11, again)
    far = say_apart(40, "4000.00", 11, again)

    assert (withheld.withheld, again.withheld) == (True, True)
    assert back == said
    assert far == Apart(rows=40, total="4000.00", withheld=False)


def test_after_publications_that_said_nothing_the_first_figures_may_be_said():
    assert say_apart(12, "600.00", 11, WITHHELD) == Apart(rows=12, total="600.00", withheld=False)
