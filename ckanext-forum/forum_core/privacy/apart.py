"""Decides what may be said of the rows set apart, alone and against what was said before."""

from __future__ import annotations

from forum_core.privacy.cleared import Apart


def say_apart(rows: int, total: str | None, threshold: int, former: Apart | None) -> Apart:
    """Say number and sum of the rows set apart, or withhold both.

    From 1 to threshold - 1 rows nothing is said: the sum of one row is that person's aid. The same holds for
    the difference of two publications, so against the last figures that were ever said the number must differ
    by the threshold at least, or both figures be the same. The last figures said travel along while later
    ones are withheld: else the one after next would be compared with nothing.
    """
    said = _last_said(former)
    if 0 < rows < threshold or not _far_enough(rows, total, threshold, said):
        last_rows, last_total = said or (None, None)
        return Apart(rows=None, total=None, withheld=True, last_rows=last_rows, last_total=last_total)
    return Apart(rows=rows, total=total if rows else None, withheld=False)


def _last_said(former: Apart | None) -> tuple[int, str | None] | None:
    if former is None:
        return None
    rows, total = (former.last_rows, former.last_total) if former.withheld else (former.rows, former.total)
    return None if rows is None else (rows, total)


def _far_enough(rows: int, total: str | None, threshold: int, said: tuple[int, str | None] | None) -> bool:
    if said is None:
        return True
    before, total_before = said
    # Zero rows say no sum, whatever the register.
    same = rows == before and (rows == 0 or total == total_before)
    return same or abs(rows - before) >= threshold
