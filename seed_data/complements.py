"""What became of the requests for subsidies: asked, refused, paid, lent. Kept by the town since 2024."""

# ruff: noqa: S311 - the same numbers each time are what is wanted

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from typing import Any

import allowances
import town
from bodies import Body
from grants import KIND, MONEY, Grant

Row = dict[str, str]

SINCE = 2024
_REFUSED = 24
"""Requests of a year that the council refused, all of small bodies."""
_ACCOUNTS = {"economie": "65742"}
_OTHERS, _PUBLIC = "65748", "65736"
_LARGE = 23_000


def of_the_town(words: dict[str, Any], grants: Sequence[Grant], siret: str) -> list[Row]:
    """A row for each body and decision; a body that was helped twice by one decision asked once."""
    rng = random.Random("42/complements")
    seated = [f"{elu.first_name} {elu.name}" for elu in allowances.council(words)[1:17]]
    rows: list[Row] = []
    for year in (year for year in town.YEARS if year >= SINCE):
        of_year = [grant for grant in grants if grant.date.year == year and (grant.to.siret or grant.to.rna)]
        rows.extend(_granted(asked, siret, rng, seated) for asked in _by_request(of_year))
        rows.extend(_refused(of_year, grants, siret, rng))
    return sorted(rows, key=lambda row: (row["exercice_budgetaire"], row["referenceDecision"]))


def _by_request(grants: Sequence[Grant]) -> Iterator[list[Grant]]:
    requests: dict[tuple[str, str], list[Grant]] = {}
    for grant in grants:
        requests.setdefault((grant.reference, grant.to.name), []).append(grant)
    yield from requests.values()


def _granted(grants: Sequence[Grant], siret: str, rng: random.Random, seated: Sequence[str]) -> Row:
    body, first = grants[0].to, grants[0]
    money = sum(grant.amount for grant in grants if MONEY in grant.nature)
    lent = sum(grant.amount for grant in grants if grant.nature == KIND)
    year_end = dt.date(first.date.year, 12, 8)
    # Of those paid in several parts, some wait for their accounts: the last part comes in the next budget.
    paid = money * 60 // 100 if money > _LARGE and rng.random() < 0.2 else money
    row = _row(first, siret) | {
        "decision": "accordée",
        "montant_demande": f"{_asked(money, rng)}.00" if money else "",
        "valorisation_nature": f"{lent}.00" if lent else "",
    }
    if money:
        last = min(first.period[0] if money <= _LARGE else dt.date(first.date.year, 10, 14), year_end)
        row |= {"montant_verse": f"{paid}.00", "date_versement": max(last, first.date).isoformat()}
        row["article_nature_m57"] = _account(body)
    if money > _LARGE and rng.random() < 0.25:
        row["elus_deportes"] = " ; ".join(rng.sample(list(seated), rng.choice((1, 1, 2))))
    return row


def _refused(
    of_year: Sequence[Grant], grants: Sequence[Grant], siret: str, rng: random.Random
) -> Iterator[Row]:
    """Bodies that were helped in another year, and asked in vain in this one."""
    helped = {grant.to.name for grant in of_year}
    others: dict[str, Grant] = {}
    for grant in grants:
        if grant.to.name not in helped and (grant.to.siret or grant.to.rna):
            others.setdefault(grant.to.name, grant)
    votes = {grant.to.field: grant for grant in of_year}
    chosen = rng.sample(sorted(others), min(_REFUSED, len(others)))
    for name in sorted(chosen):
        grant = others[name]
        vote = votes.get(grant.to.field)
        if vote is None:
            continue
        yield (
            _row(vote, siret)
            | _named(grant.to)
            | {
                "decision": "refusée",
                "montant_demande": f"{rng.randrange(3, 60) * 100}.00",
            }
        )


def _asked(granted: int, rng: random.Random) -> int:
    """Most ask for more than they are given, by round sums."""
    if rng.random() < 0.3:
        return granted
    step = 1000 if granted > _LARGE else 50
    return -(-int(granted * (1 + rng.random() * 0.25)) // step) * step


def _account(body: Body) -> str:
    if body.siret.startswith("26"):
        return _PUBLIC
    return _ACCOUNTS.get(body.field, _OTHERS)


def _named(body: Body) -> Row:
    return {"nomBeneficiaire": body.name, "idBeneficiaire": body.siret, "rnaBeneficiaire": body.rna}


def _row(grant: Grant, siret: str) -> Row:
    return {
        "coll_nom": town.NAME,
        "coll_siret": siret,
        "referenceDecision": grant.reference,
        **_named(grant.to),
        "exercice_budgetaire": str(grant.date.year),
        "montant_demande": "",
        "decision": "",
        "article_nature_m57": "",
        "montant_verse": "",
        "date_versement": "",
        "valorisation_nature": "",
        "delib_id": grant.reference,
        "delib_url": town.address(grant.reference),
        "elus_deportes": "",
    }
