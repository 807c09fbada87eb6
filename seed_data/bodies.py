"""Who is helped: the large bodies that the mock-ups name, and hundreds of small ones made of words."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import product
from typing import Any

import identifiers

WITHOUT_SIRET = 0.07
"""Share of the small associations that have no SIRET: they never had an employee."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body as a finance department knows it; one of the two numbers is always there, or it is a person."""

    name: str
    field: str
    siret: str
    rna: str = ""


def leaders(words: dict[str, Any]) -> list[Body]:
    """The largest, in the order of the file."""
    found: list[Body] = []
    for number, leader in enumerate(words["leaders"], start=101):
        siren = leader.get("siren") or identifiers.body_siren(number)
        establishment = leader.get("establishment", 1)
        found.append(
            Body(
                leader["name"],
                leader["field"],
                identifiers.siret(siren, establishment),
                leader.get("rna", ""),
            )
        )
    return found


def associations(words: dict[str, Any], rng: random.Random) -> list[Body]:
    """All the others, those of the town that are likely to get more first."""
    found: list[Body] = []
    for field, of in words["fields"].items():
        pairs = list(product(of["kinds"], words["places"]))
        for kind, place in rng.sample(pairs, of["bodies"]):
            found.append(_association(f"{kind} {place}", field, 200 + len(found), rng))
    rng.shuffle(found)
    return found


def of_the_valleys(words: dict[str, Any], rng: random.Random, count: int) -> list[Body]:
    """Associations of the other authority; none has a name of the first."""
    pairs = [
        (field, f"{kind} {place}")
        for field, of in words["fields"].items()
        for kind, place in product(of["kinds"], words["valleys"])
    ]
    chosen = rng.sample(pairs, count)
    return [_association(name, field, 900 + number, rng) for number, (field, name) in enumerate(chosen)]


def _association(name: str, field: str, number: int, rng: random.Random) -> Body:
    rna = identifiers.rna(10_000 + number)
    if rng.random() < WITHOUT_SIRET:
        return Body(name, field, "", rna)
    siret = identifiers.siret(identifiers.body_siren(number))
    return Body(name, field, siret, rna if rng.random() < 0.8 else "")
