"""What a careful office leaves out of a table: counts from 1 to 10, and those that would give them back."""

from __future__ import annotations

from collections.abc import Mapping

LEAST = 11
"""The smallest count of persons that may be said, zero apart."""

_BESIDE = {
    "nb_attributions": ("nb_non_attributions", "nb_liste_attente"),
    "nb_non_attributions": ("nb_attributions",),
    "nb_acceptees": ("nb_refusees",),
    "nb_refusees": ("nb_acceptees",),
}
"""A hidden count is the difference of the demands and of these: they are hidden with it."""


def said(counts: Mapping[str, int]) -> dict[str, str]:
    """The cells of a row; what must not be said is empty."""
    left_out = _left_out(counts)
    return {name: "" if name in left_out else str(count) for name, count in counts.items()}


def secret(counts: Mapping[str, int]) -> dict[str, str]:
    """The column that says whether something was left out."""
    return {"secret_stat": "oui" if _left_out(counts) else "non"}


def _left_out(counts: Mapping[str, int]) -> set[str]:
    small = {name for name, count in counts.items() if 0 < count < LEAST}
    beside = {other for name in small for other in _BESIDE.get(name, ())}
    # A zero among them says as much as the count that it would give back: nothing else is left.
    return small | {name for name in beside if name in counts}
