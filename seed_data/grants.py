"""How much goes to whom: each year's rows and sum are those of the mock-ups, to the euro."""

# ruff: noqa: S311 - the same numbers each time are what is wanted

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import identifiers
from bodies import Body

TOP = 35
MIDDLE = 150
"""After the leaders: 35 bodies between 55 000 and 75 000 €, 150 under 22 000 €, the others under 4 000 €."""

SHARE = {"top": 2_300_900, "middle": 1_491_800, "rest": 621_700}
"""What these three groups got in 2025; other years in proportion."""

FIELD_SESSION = {
    "sport": 3,
    "culture": 1,
    "social": 2,
    "enfance": 2,
    "environnement": 4,
    "economie": 5,
    "autres": 1,
}
SECOND_SESSION = (4, 5, 6, 7)
LARGE = 23_000
"""Above, a private body signs a convention, and is paid in several parts."""

MONEY, KIND = "aide en numéraire", "aide en nature"


@dataclass(frozen=True, slots=True)
class Grant:
    """One row of the finance department's file."""

    to: Body
    objet: str
    amount: int
    date: dt.date
    reference: str
    nature: str = MONEY
    conditions: str = "unique"
    until: dt.date | None = None

    @property
    def period(self) -> tuple[dt.date, ...]:
        """The day of payment, or the first and the last."""
        first = self.date + dt.timedelta(days=21)
        return (first,) if self.until is None else (first, self.until)


def grants_of(
    year: int, words: dict[str, Any], leaders: Sequence[Body], others: Sequence[Body]
) -> list[Grant]:
    """All grants of one year, in the order of their decisions."""
    rng = random.Random(f"42/{year}")
    wanted = words["years"][year]
    found = list(_to_leaders(year, words, leaders))
    chosen = _ranked(others, wanted["bodies"] - len(leaders), rng)
    left = wanted["total"] - sum(grant.amount for grant in found)
    sums = _sums(left, len(chosen))
    parts = _parts(sums, wanted["rows"] - len(found), rng)
    for body, amounts in zip(chosen, parts, strict=True):
        found.extend(_to_body(year, words, body, amounts, rng))
    found = _some_in_kind(found, words, wanted["in_kind"], rng)
    found.extend(_to_persons(year, words, rng))
    return sorted(
        found, key=lambda grant: (grant.date, grant.reference, -grant.amount, grant.to.name, grant.objet)
    )


def reference(year: int, session: int, field: str) -> str:
    """The deliberation: each council votes one a field."""
    return f"DEL-{year}-{3 + 11 * session + list(FIELD_SESSION).index(field):03}"


def _to_leaders(year: int, words: dict[str, Any], leaders: Sequence[Body]) -> Iterator[Grant]:
    at = year - 2022
    sessions = words["years"][year]["sessions"]
    for body, leader in zip(leaders, words["leaders"], strict=True):
        for planned in leader["grants"]:
            amount, session = planned["amounts"][at], planned["session"]
            date = dt.date.fromisoformat(planned["signed"][at] if "signed" in planned else sessions[session])
            yield _grant(
                body,
                planned["object"].format(year=year, next=year + 1, edition=9 + at),
                amount,
                date,
                reference(year, session, body.field),
                conditions=planned.get("conditions"),
            )


def _ranked(others: Sequence[Body], count: int, rng: random.Random) -> list[Body]:
    """Those helped this year, the largest first: nearly the same every year at the top, not below."""
    steady = list(others[: TOP + MIDDLE])
    passing = rng.sample(list(others[TOP + MIDDLE :]), count - len(steady))
    rank = {body.name: place + rng.gauss(0, 8) for place, body in enumerate(others)}
    return sorted(steady, key=lambda body: rank[body.name]) + sorted(
        passing, key=lambda body: rank[body.name]
    )


def _sums(total: int, count: int) -> list[int]:
    """What each body gets in the year, falling, by tens of euros, and `total` together."""
    scale = total / sum(SHARE.values())
    rest = count - TOP - MIDDLE
    sums = [
        *_falling(SHARE["top"] * scale, TOP, low=0.87, power=1.0),
        *_falling(SHARE["middle"] * scale, MIDDLE, low=0.4, power=2.0),
        *_falling(SHARE["rest"] * scale, rest, low=0.22, power=1.1),
    ]
    missing = total - sum(sums)
    sums[TOP] += missing
    return sums


def _falling(total: float, count: int, *, low: float, power: float) -> list[int]:
    """Sums from the highest down to `low` times their mean, by tens."""
    mean = total / count
    lowest, rise = mean * low, mean * (1 - low) * (power + 1)
    return [round((lowest + rise * (1 - i / (count - 1)) ** power) / 10) * 10 for i in range(count)]


def _parts(sums: Sequence[int], rows: int, rng: random.Random) -> list[list[int]]:
    """Each sum in one to three grants, so that there are exactly `rows` of them."""
    parts = [[amount] for amount in sums]
    for index in range(TOP):
        if index % 5 == 0:
            parts[index] = _cut(sums[index], 0.55)
        elif index % 5 < 4:
            parts[index] = _cut(sums[index], 1 - rng.choice((1500, 2400, 3000, 4800)) / sums[index])
    twice = [TOP + MIDDLE + i for i in rng.sample(range(len(sums) - TOP - MIDDLE), 120)]
    twice += [TOP + i for i in rng.sample(range(MIDDLE), MIDDLE)] * 2
    missing = rows - sum(map(len, parts))
    for index in twice[:missing]:
        first, *others = parts[index]
        parts[index] = [*_cut(first, rng.choice((0.6, 0.7, 0.8))), *others]
    return parts


def _cut(amount: int, share: float) -> list[int]:
    small = round(amount * (1 - share) / 10) * 10
    return [amount - small, small]


def _to_body(
    year: int, words: dict[str, Any], body: Body, amounts: Sequence[int], rng: random.Random
) -> Iterator[Grant]:
    sessions = words["years"][year]["sessions"]
    objects = words["fields"][body.field]["objects"]
    chosen = [objects[0], *rng.sample(objects[1:], len(amounts) - 1)]
    places = [FIELD_SESSION[body.field], *rng.sample(SECOND_SESSION, len(amounts) - 1)]
    for amount, objet, session in zip(amounts, chosen, places, strict=True):
        date = dt.date.fromisoformat(sessions[session])
        text = objet.format(year=year, next=year + 1)
        yield _grant(body, text, amount, date, reference(year, session, body.field))


def _grant(
    body: Body, objet: str, amount: int, date: dt.date, decision: str, *, conditions: str | None = None
) -> Grant:
    if amount <= LARGE:
        return Grant(body, objet, amount, date, decision)
    until = dt.date(date.year + 1, 9, 30)
    return Grant(body, objet, amount, date, decision, MONEY, conditions or "échelonné", until)


def _some_in_kind(
    grants: Sequence[Grant], words: dict[str, Any], count: int, rng: random.Random
) -> list[Grant]:
    """Turn some small second grants into the loan of a room or of a van, at its estimated value."""
    seconds = [i for i, g in enumerate(grants) if g.amount < 5000 and "Fonctionnement" not in g.objet]
    turned = set(rng.sample(seconds, count))
    return [
        Grant(g.to, _in_kind_object(g, words, rng), g.amount, g.date, g.reference, KIND, "autre")
        if i in turned
        else g
        for i, g in enumerate(grants)
    ]


def _in_kind_object(grant: Grant, words: dict[str, Any], rng: random.Random) -> str:
    return rng.choice(words["fields"][grant.to.field]["in_kind"])


def _to_persons(year: int, words: dict[str, Any], rng: random.Random) -> Iterator[Grant]:
    """Grants to natural persons, some of them sole traders, whose SIRET is personal data as well."""
    persons, wanted = words["persons"], words["years"][year]["persons"]
    if not wanted["count"]:
        return
    before = sum(words["years"][y]["persons"]["count"] for y in words["years"] if y < year)
    everybody = [*persons["names"], *persons["sole_traders"]][before : before + wanted["count"]]
    sums = _falling(wanted["total"], wanted["count"], low=0.5, power=1.0)
    sums[0] += wanted["total"] - sum(sums)
    for name, amount in zip(everybody, sums, strict=True):
        sole = name in persons["sole_traders"]
        objet = persons["sole_trader_object"] if sole else rng.choice(persons["objects"])
        session = rng.choice(SECOND_SESSION)
        date = dt.date.fromisoformat(words["years"][year]["sessions"][session])
        siret = _sole_trader_siret(name, persons) if sole else ""
        yield Grant(Body(name, "autres", siret), objet, amount, date, reference(year, session, "autres"))


def _sole_trader_siret(name: str, persons: dict[str, Any]) -> str:
    return identifiers.siret(identifiers.body_siren(800 + persons["sole_traders"].index(name)))
