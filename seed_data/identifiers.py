"""Numbers that pass every check and belong to nobody: no département is 00, no association starts W630."""

from __future__ import annotations


def siren(first_eight: str) -> str:
    """A SIREN: eight digits and the ninth that makes Luhn's sum right."""
    return first_eight + _luhn(first_eight)


def siret(of: str, establishment: int = 1) -> str:
    """The SIRET of one establishment of a body."""
    start = f"{of}{establishment:04}"
    return start + _luhn(start)


def rna(number: int) -> str:
    """An association's number in the shape of those of Puy-de-Dôme, whose offices are W631 to W634."""
    return f"W630{number:06}"


def body_siren(number: int) -> str:
    """The SIREN of the invented body of that number."""
    return siren(f"36900{number:03}")


def _luhn(digits: str) -> str:
    total = 0
    for position, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if position % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)
