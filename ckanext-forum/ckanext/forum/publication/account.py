"""The account of a publication's rows, in French sentences, the same for CKAN, DCAT and command."""

from __future__ import annotations

from decimal import Decimal

from forum_core import french
from forum_core.measure import amount_said
from forum_core.privacy.cleared import Clearance
from forum_core.schema.model import Schema


def account(schema: Schema, clearance: Clearance) -> str:
    """How many rows are published, refused and set apart; counts that must not be said are not."""
    sentences = [_published(clearance)]
    apart = clearance.apart
    if apart.withheld:
        sentences.append("Quelques aides à des personnes physiques sont mises à part.")
    elif apart.rows:
        total = (
            f", pour {amount_said(schema.page, Decimal(apart.total))}"
            if apart.total and schema.page.amount
            else ""
        )
        sentences.append(
            f"{french.number(apart.rows)} lignes concernant des personnes physiques sont mises à part{total}."
        )
    return " ".join(sentences)


def _published(clearance: Clearance) -> str:
    out = french.number(clearance.rows_out)
    if not clearance.partial:
        return f"{out} lignes publiées."
    refused = french.number(clearance.rows_refused)
    of = "" if clearance.apart.withheld else f" sur {french.number(clearance.rows_in)}"
    return f"Publication partielle{french.SPACE}: {out} lignes publiées{of}, {refused} refusées."
