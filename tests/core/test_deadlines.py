"""Deadlines follow the period of the rows, not the day of their upload."""

from __future__ import annotations

from datetime import date

import pytest

from forum_core.deadlines import Kept, deadline

TODAY = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("frequency", "last", "period", "due"),
    [
        ("QUARTERLY", date(2025, 11, 3), "1er trimestre\u00a02026", date(2026, 6, 30)),
        ("ANNUAL", date(2025, 1, 1), "année\u00a02026", date(2027, 3, 31)),
        ("MONTHLY", date(2026, 1, 31), "février\u00a02026", date(2026, 3, 31)),
        ("UPDATE_CONT", date(2025, 12, 31), "1er trimestre\u00a02026", date(2026, 6, 30)),
        ("BIENNIAL", date(2025, 6, 1), "2026–2027", date(2028, 3, 31)),
    ],
)
def test_the_next_period_is_expected_some_months_after_its_end(frequency, last, period, due):
    found = deadline(frequency, last, TODAY)

    assert (found.period, found.due) == (period, due)
    assert found.days == (due - TODAY).days


def test_a_deadline_is_kept_then_near_then_missed():
    last = date(2025, 11, 3)

    seen = [deadline("QUARTERLY", last, day).kept for day in (TODAY, date(2026, 6, 1), date(2026, 7, 1))]

    assert seen == [Kept.KEPT, Kept.SOON, Kept.LATE]


def test_the_last_day_itself_is_not_late():
    assert deadline("QUARTERLY", date(2025, 11, 3), date(2026, 6, 30)).kept is Kept.SOON


@pytest.mark.parametrize(("frequency", "last"), [("IRREG", date(2020, 1, 1)), ("ANNUAL", None)])
def test_nothing_is_late_where_no_rhythm_or_no_day_is_known(frequency, last):
    assert deadline(frequency, last, TODAY) is None
