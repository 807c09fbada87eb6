"""How a French page writes numbers, sums, dates and counts, with the characters of the word list. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

NARROW = "\u202f"
"""Before ; ! ? %, inside « » and between thousands."""
SPACE = "\u00a0"
"""Before : and €, and inside dates."""
EMPTY = "non renseigné"
HIDDEN = "masqué"

Value = str | int | float | bool | Decimal | date | None

_MINUS = "\u2212"
_PARIS = ZoneInfo("Europe/Paris")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avril", "mai", "juin",
    "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip
_ORDER = {
    "<": "reste en dessous de",
    "<=": "ne dépasse pas",
    ">": "dépasse",
    ">=": "atteint ou dépasse",
    "==": "vaut autant que",
}
_ORDER_OF_DAYS = {
    "<": "vient avant",
    "<=": "ne vient pas après",
    ">": "vient après",
    ">=": "ne vient pas avant",
    "==": "tombe le même jour que",
}


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """« 12 450,5 »: thousands apart, decimal comma; with `decimals`, rounded half up and padded."""
    exact = Decimal(str(value))
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, rest = f"{abs(exact):f}".partition(".")
    rest = rest if decimals else rest.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", NARROW)
    sign = _MINUS if exact < 0 else ""
    return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"


def money(value: Decimal) -> str:
    """« 12 450 € », with cents only when there are some."""
    return f"{number(value, 0 if value == value.to_integral_value() else 2)}{SPACE}€"


def money_short(value: Decimal) -> str:
    """« 12,4 M€ » from a million on, whole euros below."""
    if abs(value) < 1_000_000:
        return f"{number(value, 0)}{SPACE}€"
    return f"{number(value / 1_000_000, 1)}{SPACE}M€"


def percent(value: float) -> str:
    """« 45 % » for 0.45."""
    return f"{number((Decimal(str(value)) * 100).quantize(Decimal('0.01')))}{NARROW}%"


def day(value: date) -> str:
    """« 1er mars 2026 »."""
    return f"{_ordinal(value.day)}{SPACE}{_MONTHS[value.month - 1]}{SPACE}{value.year}"


def day_short(value: date) -> str:
    """« 20 janv. 2025 », for tables."""
    return f"{_ordinal(value.day)}{SPACE}{_SHORT_MONTHS[value.month - 1]}{SPACE}{value.year}"


def moment(value: datetime) -> str:
    """« 12 mars 2026 à 10 h 58 », Paris time.

    Args:
        value: An aware time; a naive one would be read as the machine's own.
    """
    local = value.astimezone(_PARIS)
    return f"{day(local.date())} à {local.hour}{SPACE}h{SPACE}{local.minute:02d}"


def paris_day(value: datetime) -> date:
    """The day on which a time falls in Paris."""
    return value.astimezone(_PARIS).date()


def years(first: date | None, last: date | None) -> str:
    """« 2022–2025 », « 2025 », or nothing."""
    if first is None or last is None:
        return ""
    return str(last.year) if first.year == last.year else f"{first.year}–{last.year}"


def count(amount: int, one: str, many: str) -> str:
    """« 0 ligne », « 2 lignes », « 1 000 000 de lignes »: nought counts as one, millions ask for « de »."""
    return f"{number(amount)}{SPACE}{counted(amount, one, many)}"


def counted(amount: int, one: str, many: str) -> str:
    """The noun alone, as it stands after that number."""
    if amount and amount % 1_000_000 == 0:
        return of(many)
    return one if amount < 2 else many


def of(noun: str) -> str:
    """« de lignes », « d’aides »."""
    return f"d’{noun}" if noun[:1].lower() in "aeiouyéèêàâîôœ" else f"de {noun}"


def size(octets: int) -> str:
    """« 148 Ko »: decimal units, as file managers count."""
    for unit, scale in (("Go", 10**9), ("Mo", 10**6), ("Ko", 10**3)):
        if octets >= scale:
            scaled = Decimal(octets) / scale
            return f"{number(scaled, 0 if scaled >= 10 else 1)}{SPACE}{unit}"
    return count(octets, "octet", "octets")


def listed(words: Sequence[str], last: str = "et") -> str:
    """« a, b et c », or another last word: « a, b ou c »."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def order(operator: str, *, days: bool) -> str:
    """How two columns must stand to each other: « ne dépasse pas », of days « ne vient pas après »."""
    return (_ORDER_OF_DAYS if days else _ORDER)[operator]


def quoted(words: str) -> str:
    """The words between French quotation marks."""
    return f"«{NARROW}{words}{NARROW}»"


def cell(meaning: str, value: Value, *, short: bool = False) -> str:
    """A published value as a page shows it, by what its column means; « non renseigné » when it is empty."""
    match value:
        case None | "":
            written = EMPTY
        case bool():
            written = "oui" if value else "non"
        case date():
            written = day_short(value) if short else day(value)
        case str():
            written = _text(meaning, value)
        case _:
            written = _measure(meaning, value)
    return written


def _measure(meaning: str, value: float | Decimal) -> str:
    match meaning:
        case "money":
            return money(Decimal(str(value)))
        case "ratio":
            return percent(float(value))
        case "percent":
            return percent(float(value) / 100)
        case "year":
            return str(value)
        case _:
            return number(value)


def _text(meaning: str, value: str) -> str:
    match meaning:
        case "siret" if len(value) == 14:
            return NARROW.join((value[:3], value[3:6], value[6:9], value[9:]))
        case "siren" if len(value) == 9:
            return NARROW.join((value[:3], value[3:6], value[6:]))
        case "period":
            return _period(value)
        case _:
            return value


def _period(value: str) -> str:
    try:
        days = [day(date.fromisoformat(part)) for part in value.split("/")]
    except ValueError:
        return value
    return " au ".join(days)


def _ordinal(number_of_day: int) -> str:
    return "1er" if number_of_day == 1 else str(number_of_day)
