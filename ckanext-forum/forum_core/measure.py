"""What a register measures, in words: euros, a count of its own (« 41 places »), or its rows. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from forum_core import french
from forum_core.french import SPACE
from forum_core.schema.model import Page, Schema, Unit

_MILLION = 10**6


@dataclass(frozen=True, slots=True)
class Measure:
    """The measure of a page, and how each of its values is said."""

    page: Page

    @property
    def unit(self) -> Unit | None:
        """What is counted; None for euros."""
        if self.page.amount is None:
            return Unit(self.page.one, self.page.many)
        return self.page.unit

    @property
    def is_money(self) -> bool:
        """True for a sum in euros."""
        return self.unit is None

    @property
    def head(self) -> str:
        """Head of a column of it: « Montant », « Places attribuées »."""
        return capital(self.unit.many) if self.unit else "Montant"

    @property
    def name(self) -> str:
        """« Montant », « Nombre de places attribuées »."""
        return f"Nombre {french.of(self.unit.many)}" if self.unit else "Montant"

    @property
    def the(self) -> str:
        """« le montant », « le nombre de places attribuées »."""
        return f"le {self.name[:1].lower()}{self.name[1:]}"

    @property
    def of_whole(self) -> str:
        """What a part of it is a part of: « du montant », « des places attribuées »."""
        return f"des {self.unit.many}" if self.unit else "du montant"

    def say(self, value: Decimal | float) -> str:
        """« 12 450,50 € », « 41 places attribuées »."""
        exact = Decimal(str(value))
        return count_said(exact, self.unit) if self.unit else french.money(exact)

    def short(self, value: Decimal | float) -> str:
        """The same for the place above a bar: « 12,4 M€ », « 41 »."""
        exact = Decimal(str(value))
        return french.number(exact) if self.unit else french.money_short(exact)

    def round(self, value: Decimal | float) -> str:
        """The same for a step of an axis: « 2,5 M€ », « 5 000 »."""
        exact = Decimal(str(value))
        return french.number(exact) if self.unit else round_money(exact)

    def cell(self, value: Decimal | float) -> str:
        """The same under a head that names it: « 12 450,50 € », « 41 »."""
        exact = Decimal(str(value))
        return french.number(exact) if self.unit else french.money(exact)


def amount_said(page: Page, value: Decimal | float) -> str:
    """A sum of the amount column in words."""
    return Measure(page).say(value)


def amount_short(page: Page, value: Decimal | float) -> str:
    """The same in a word or two: « 12,4 M€ », « 41 places attribuées »."""
    measure = Measure(page)
    return measure.short(value) if measure.is_money else measure.say(value)


def decimals(schema: Schema) -> int:
    """Decimals of the amounts: none where the column holds whole numbers."""
    amount = schema.page.amount
    return 0 if amount is not None and schema.field(amount).type == "integer" else 2


def nought(schema: Schema) -> Decimal:
    """The sum of no amount at all, with the decimals that all sums have."""
    return Decimal(0).scaleb(-decimals(schema))


def round_money(value: Decimal) -> str:
    """« 10 M€ », « 2,5 M€ », « 5 000 € »: a round sum, without decimals that say nothing."""
    if abs(value) >= _MILLION:
        return f"{french.number((value / _MILLION).normalize())}{SPACE}M€"
    return french.money(value)


def capital(words: str) -> str:
    """The words with a capital letter at their head."""
    return words[:1].upper() + words[1:]


def small(words: str) -> str:
    """The words with a small letter at their head, unless it begins an acronym."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def count_said(value: Decimal, unit: Unit) -> str:
    """« 41 places », « 1,5 place »."""
    # One and a half is singular in French, and below nought the size decides.
    noun = french.counted(int(abs(value)), unit.one, unit.many)
    return f"{french.number(value)}{SPACE}{noun}"
