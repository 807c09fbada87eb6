"""Whether version B of a schema may replace version A: what changed, how far, and what the number says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import IntEnum
from typing import Any

Json = Mapping[str, Any]  # a schema document, official or ours, shared columns and lists written out


class Change(IntEnum):
    """How far a version is from the one before; its number must go as far, or further."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


LEVELS: Mapping[str, Change] = {
    "words": Change.PATCH,
    "order-changed": Change.PATCH,
    "column-added": Change.MINOR,
    "codes-added": Change.MINOR,
    "dates-wider": Change.MINOR,
    "constraint-looser": Change.MINOR,
    "rule-removed": Change.MINOR,
    "required-column-added": Change.MAJOR,
    "column-removed": Change.MAJOR,
    "column-renamed": Change.MAJOR,
    "type-changed": Change.MAJOR,
    "constraint-tighter": Change.MAJOR,
    "codes-removed": Change.MAJOR,
    "dates-narrower": Change.MAJOR,
    "empty-words-changed": Change.MAJOR,
    "rule-added": Change.MAJOR,
    "rule-changed": Change.MAJOR,
}
"""Size of each kind of change. What could refuse a file that was accepted yesterday is major."""


_BOOLEANS = {
    "trueValues": ["true", "True", "TRUE", "1"],
    "falseValues": ["false", "False", "FALSE", "0"],
}
"""What Table Schema reads as true and false when a field does not say."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One change.

    Attributes:
        code: One of `LEVELS`.
        column: The column that it is about, under its name of before, or None.
        about: What changed in it: a constraint, a rule, a new name, codes; empty when the code says it all.
    """

    code: str
    column: str | None = None
    about: tuple[str, ...] = ()

    @property
    def change(self) -> Change:
        """How far it goes."""
        return LEVELS[self.code]


@dataclass(frozen=True, slots=True)
class Compat:
    """What separates two versions, the largest changes first.

    Attributes:
        written: What their numbers say of it; NONE also when the number goes back.
    """

    reasons: tuple[Reason, ...]
    written: Change
    before: str
    after: str

    @property
    def change(self) -> Change:
        """The largest of the changes."""
        return max((reason.change for reason in self.reasons), default=Change.NONE)

    @property
    def replaces(self) -> bool:
        """True when every file that was accepted before still is."""
        return self.change < Change.MAJOR

    @property
    def number_holds(self) -> bool:
        """True when the number says at least as much as what changed."""
        return self.written >= self.change


def compat(before: Json, after: Json) -> Compat:
    """Compare two versions of a schema.

    Where one of them has no ``forum`` key, as an official file, only what the standard says is compared.

    Args:
        before: The document of version A.
        after: The document of version B.
    """
    if not ("forum" in before and "forum" in after):
        before, after = _official(before), _official(after)
    reasons = [*_columns(_by_name(before), _by_name(after)), *_rules(before, after), *_rest(before, after)]
    ordered = sorted(reasons, key=lambda reason: -reason.change)
    first, second = str(before.get("version", "")), str(after.get("version", ""))
    return Compat(tuple(ordered), written(first, second), first, second)


def written(before: str, after: str) -> Change:
    """What two numbers say of what separates them; before 1.0 the second figure stands for the first."""
    old, new = _figures(before), _figures(after)
    if new <= old:
        return Change.NONE
    if new[0] != old[0]:
        return Change.MAJOR
    step = Change.MINOR if new[1] != old[1] else Change.PATCH
    return Change(step + 1) if new[0] == 0 else step


def lowest_number(before: str, change: Change) -> str:
    """The smallest number that says a change of that size."""
    first, second, third = _figures(before)
    if first == 0:
        change = Change(max(change - 1, Change.NONE if change is Change.NONE else Change.PATCH))
    match change:
        case Change.MAJOR:
            return f"{first + 1}.0.0"
        case Change.MINOR:
            return f"{first}.{second + 1}.0"
        case Change.PATCH:
            return f"{first}.{second}.{third + 1}"
        case Change.NONE:
            return f"{first}.{second}.{third}"


def _figures(version: str) -> tuple[int, int, int]:
    figures = [int(figure) for figure in re.findall(r"\d+", version)[:3]]
    first, second, third = (*figures, 0, 0, 0)[:3]
    return first, second, third


def _official(document: Json) -> Json:
    fields = [{key: value for key, value in field.items() if key != "forum"} for field in document["fields"]]
    return {key: value for key, value in document.items() if key != "forum"} | {"fields": fields}


def _by_name(document: Json) -> dict[str, Json]:
    return {field["name"]: field for field in document["fields"]}


def _columns(before: Mapping[str, Json], after: Mapping[str, Json]) -> Iterator[Reason]:
    gone = [name for name in before if name not in after]
    new = [name for name in after if name not in before]
    for name in gone:
        heir = next((other for other in new if _is_heir(before[name], after[other])), None)
        if heir is None:
            yield Reason("column-removed", name)
        else:
            new.remove(heir)
            yield Reason("column-renamed", name, (heir,))
    for name in new:
        yield Reason(
            "required-column-added" if _constraints(after[name]).get("required") else "column-added", name
        )
    both = [name for name in before if name in after]
    for name in both:
        yield from _column(name, before[name], after[name])
    if both != [name for name in after if name in before]:
        yield Reason("order-changed")


def _is_heir(old: Json, new: Json) -> bool:
    """A new column that says it was called so, or has the title and the type of the one that went."""
    titles = [field.get("title") or field.get("forum", {}).get("title") for field in (old, new)]
    same = titles[0] is not None and titles[0] == titles[1] and old["type"] == new["type"]
    return same or old["name"] in new.get("forum", {}).get("aliases", ())


def _column(name: str, old: Json, new: Json) -> Iterator[Reason]:
    changed = [key for key in ("type", "format") if old.get(key, "default") != new.get(key, "default")]
    if old.get("forum", {}).get("type") != new.get("forum", {}).get("type"):
        changed.append("forum/type")
    if changed:
        yield Reason("type-changed", name, tuple(changed))
    for key, usual in _BOOLEANS.items():
        yield from _codes(name, old.get(key, usual), new.get(key, usual))
    yield from _constraint_changes(name, _constraints(old), _constraints(new))
    yield from _code_dates(name, _listed(old), _listed(new))
    if (_words(old) != _words(new) or _labels_changed(_listed(old), _listed(new))) and not changed:
        yield Reason("words", name)


def _constraints(field: Json) -> Json:
    """Constraints that ask for something: ``required: false`` asks for nothing."""
    return {key: value for key, value in field.get("constraints", {}).items() if value is not False}


def _constraint_changes(name: str, old: Json, new: Json) -> Iterator[Reason]:
    yield from _codes(name, old.get("enum"), new.get("enum"))
    for key in sorted((old.keys() | new.keys()) - {"enum"}):
        if old.get(key) != new.get(key):
            looser = key not in new or (key in old and _is_looser(key, old[key], new[key]))
            yield Reason("constraint-looser" if looser else "constraint-tighter", name, (key,))


def _is_looser(key: str, old: object, new: object) -> bool:
    """Whether a bound lets through all that it did; of two patterns nobody can tell."""
    low, high = key in {"minimum", "minLength"}, key in {"maximum", "maxLength"}
    bounds = _bounds(str(old), str(new))
    return (low and bounds[1] <= bounds[0]) or (high and bounds[1] >= bounds[0])  # type: ignore[operator]


def _bounds(old: str, new: str) -> tuple[Decimal, Decimal] | tuple[str, str]:
    try:
        return Decimal(old), Decimal(new)
    except InvalidOperation:
        return old, new  # dates, which their letters put in order


def _codes(name: str, old: Sequence[str] | None, new: Sequence[str] | None) -> Iterator[Reason]:
    """A closed list: without one every word is allowed."""
    if old is None and new is not None:
        yield Reason("constraint-tighter", name, ("enum",))
    elif old is not None and new is None:
        yield Reason("constraint-looser", name, ("enum",))
    elif old is not None and new is not None:
        if gone := tuple(code for code in old if code not in new):
            yield Reason("codes-removed", name, gone)
        if added := tuple(code for code in new if code not in old):
            yield Reason("codes-added", name, added)


def _listed(field: Json) -> dict[str, Json]:
    """The codes of the list of a column that has one, or of its plain values, which have no dates."""
    codes: Sequence[Json] = field.get("forum", {}).get("codes", ())
    values: Sequence[str] = _constraints(field).get("enum", ())
    return {str(value): {} for value in values} | {str(one["code"]): one for one in codes}


def _code_dates(name: str, old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterator[Reason]:
    """Codes of both that may be used on fewer days, then those that may be used on more."""
    days = {code: (_days(old[code]), _days(new[code])) for code in old if code in new}
    moved = {code: both for code, both in days.items() if both[0] != both[1]}
    narrower = tuple(
        code for code, ((first, last), (since, until)) in moved.items() if since > first or until < last
    )
    if narrower:
        yield Reason("dates-narrower", name, narrower)
    if wider := tuple(code for code in moved if code not in narrower):
        yield Reason("dates-wider", name, wider)


def _days(code: Json) -> tuple[str, str]:
    """First and last day, as they are written: letters put them in order. An open end is far off."""
    return str(code.get("valid_from", "")), str(code.get("valid_to", "9999-12-31"))


def _labels_changed(old: Mapping[str, Json], new: Mapping[str, Json]) -> bool:
    said = ("label", "says")
    return any(old[code].get(key) != new[code].get(key) for code in old if code in new for key in said)


def _words(field: Json) -> Json:
    """All that judges no cell: titles, help, examples, classes."""
    judged = {"type", "format", "constraints", "trueValues", "falseValues"}
    said = {key: value for key, value in field.items() if key not in judged | {"forum"}}
    if "forum" in field:
        told = {"type", "codes"}
        said["forum"] = {key: value for key, value in field["forum"].items() if key not in told}
    return said


def _rules(before: Json, after: Json) -> Iterator[Reason]:
    old, new = list(_blocking(before)), list(_blocking(after))
    kept = [rule for rule in new if rule in old]
    gone = [rule for rule in old if rule not in kept]
    fields = _by_name(before)
    for rule in (rule for rule in new if rule not in kept):
        name = str(rule["name"])
        former = next((one for one in gone if _is_same_rule(one, rule)), None)
        if former is not None:
            gone.remove(former)
            yield Reason("rule-changed", None, (name,))
        elif not _IMPLIED.get(name, _never)(fields, rule["params"]):
            yield Reason("rule-added", None, (name, *_named(rule)))
    for rule in gone:
        yield Reason("rule-removed", None, (str(rule["name"]), *_named(rule)))


def _blocking(document: Json) -> Iterator[Json]:
    """What judges in the rules that refuse: their name, parameters and days."""
    for rule in _all_rules(document):
        if rule.get("severity", "error") == "error":
            yield {key: rule[key] for key in ("name", "code", "params", "from", "until") if key in rule}


def _all_rules(document: Json) -> list[Json]:
    return [*document.get("custom_checks", ()), *document.get("forum", {}).get("rules", ())]


def _is_same_rule(old: Json, new: Json) -> bool:
    """By its code; a check of the standard, which has none, by its name and what it looks at first."""
    if "code" in old or "code" in new:
        return old.get("code") == new.get("code")
    return old["name"] == new["name"] and _named(old)[:1] == _named(new)[:1]


def _named(rule: Json) -> tuple[str, ...]:
    values = [value for key, value in rule["params"].items() if key.startswith("column")]
    return tuple(str(one) for value in values for one in (value if isinstance(value, list) else [value]))


def _never(_: Mapping[str, Json], __: Json) -> bool:
    return False


def _one_was_required(fields: Mapping[str, Json], params: Json) -> bool:
    named = [fields[value] for value in params.values() if value in fields]
    return any(_constraints(field).get("required") for field in named)


def _it_was_required(fields: Mapping[str, Json], params: Json) -> bool:
    column = str(params.get("column"))
    return column in fields and bool(_constraints(fields[column]).get("required"))


_IMPLIED: Mapping[str, Callable[[Mapping[str, Json], Json], bool]] = {
    "one-of-required": _one_was_required,
    "required-if": _it_was_required,
}
"""New rules that refuse nothing, because the columns were asked for anyway."""


def _rest(before: Json, after: Json) -> Iterator[Reason]:
    if before.get("missingValues", [""]) != after.get("missingValues", [""]):
        yield Reason("empty-words-changed")
    if _said(before) != _said(after):
        yield Reason("words")


def _said(document: Json) -> Json:
    """All that is said of the register, its number apart; rules that only warn are said too."""
    judged = {"fields", "version", "missingValues", "custom_checks", "forum"}
    said = {key: value for key, value in document.items() if key not in judged}
    if "forum" in document:
        said["forum"] = {key: value for key, value in document["forum"].items() if key != "rules"}
    rules = _all_rules(document)
    said["warnings"] = [rule for rule in rules if rule.get("severity", "error") != "error"]
    said["advice"] = [rule.get("says") for rule in rules]
    return said
