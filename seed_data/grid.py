"""A scoring grid and its versions, as rows: housing and crèches write theirs the same way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import town

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its name, its days (None is open), and the deliberation that adopted it."""

    name: str
    first: dt.date
    last: dt.date | None
    decision: str


def grid(
    criteria: Iterable[dict[str, Any]], versions: Iterable[Version], siret: str, *, version: str
) -> list[Row]:
    """A row for each criterion of each version that has it.

    Args:
        criteria: Each with its points in each version, None where it was not there yet.
        versions: In the order of those points.
        siret: Of the authority.
        version: Name of the column that holds the version.
    """
    listed = list(criteria)
    return [
        {
            "coll_siret": siret,
            version: one.name,
            "date_debut": one.first.isoformat(),
            "date_fin": one.last.isoformat() if one.last else "",
            "critere_code": criterion["code"],
            "critere_libelle": criterion["words"],
            "critere_type": criterion["kind"],
            "points": str(criterion["points"][at]),
            "condition": criterion["condition"],
            "justificatif": criterion["proof"],
            "reference_delib": one.decision,
            "url_texte": town.address(one.decision),
        }
        for at, one in enumerate(versions)
        for criterion in listed
        if criterion["points"][at] is not None
    ]
