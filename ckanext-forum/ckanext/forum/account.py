"""What a publication says of itself: its state, its dates, its count of rows, the rows set apart, the law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ckanext.forum.current import Current
from forum_core import french
from forum_core.measure import amount_said
from forum_core.privacy.cleared import Apart, Clearance
from forum_core.schema.model import Schema


@dataclass(frozen=True, slots=True)
class Term:
    """A number of the account of rows, under its words."""

    value: str
    says: str


@dataclass(frozen=True, slots=True)
class Account:
    """A publication in words. `terms` is the sum in = out + others, empty when the number in is not said."""

    id: str
    state: str
    state_class: str
    published: str
    published_short: str
    published_at: str
    published_iso: str
    period: str
    digest: str
    partial_title: str
    partial_body: str
    difference: str
    terms: tuple[Term, ...]
    rows: str
    apart: str


def account(schema: Schema, publication: Current) -> Account:
    """The account of a publication, for everyone."""
    clearance = publication.clearance
    return Account(
        id=publication.publication_id,
        state="Publication partielle" if clearance.partial else "Publié",
        state_class="is-soon" if clearance.partial else "is-ok",
        published=french.day(french.paris_day(publication.published_at)),
        published_short=french.day_short(french.paris_day(publication.published_at)),
        published_at=french.moment(publication.published_at),
        published_iso=publication.published_at.isoformat(timespec="seconds"),
        period=period(clearance),
        digest=clearance.digest,
        partial_title=_partial_title(clearance),
        partial_body=_PARTIAL_BODY if clearance.partial else "",
        difference=difference(publication),
        terms=_terms(clearance),
        rows=french.count(clearance.rows_out, "ligne publiée", "lignes publiées"),
        apart=apart(schema, clearance.apart),
    )


def together(schema: Schema, publications: Sequence[Current]) -> Account:
    """The account of publications of several authorities, as one."""
    latest = max(publications, key=lambda one: one.published_at)
    sums = {name: sum(getattr(one, name) for one in publications) for name in ("added", "changed", "left")}
    clearance = _merged([one.clearance for one in publications])
    if schema.page.separate:
        clearance = replace(clearance, total=None)
    merged = replace(latest, clearance=clearance, **sums)
    return replace(account(schema, merged), id="", digest="", difference="")


_PARTIAL_BODY = (
    "Les lignes laissées ont une erreur, à corriger dans le fichier d’origine. "
    "Ni les totaux ni les fichiers ne les comprennent."
)


def period(clearance: Clearance) -> str:
    """« 2022–2025 », or nothing when no row has a date."""
    if clearance.first_date is None or clearance.last_date is None:
        return ""
    return french.years(date.fromisoformat(clearance.first_date), date.fromisoformat(clearance.last_date))


def total(clearance: Clearance) -> Decimal | None:
    """Sum of the amount column over the published rows."""
    return None if clearance.total is None else Decimal(clearance.total)


def difference(publication: Current) -> str:
    """What changed against the publication before it."""
    clearance = publication.clearance
    if publication.added == clearance.rows_out and not publication.changed and not publication.left:
        return "Première publication de ces lignes."
    parts = [
        french.count(publication.added, "ligne ajoutée", "lignes ajoutées"),
        french.count(publication.changed, "corrigée", "corrigées"),
        french.count(publication.left, "sortie", "sorties"),
    ]
    return f"{french.listed(parts)} depuis la publication précédente."


def apart(schema: Schema, rows: Apart) -> str:
    """What may be said of the rows about natural persons; nothing when there is none."""
    if rows.withheld:
        return (
            "Quelques lignes concernent des personnes physiques et sont mises à part. "
            "Leur nombre n’est pas dit\u00a0: il aiderait à reconnaître quelqu’un."
        )
    if not rows.rows:
        return ""
    page = schema.page
    worth = f" ({amount_said(page, Decimal(rows.total))})" if rows.total is not None else ""
    noun = french.count(rows.rows, page.one, page.many)
    return (
        f"Mises à part\u00a0: {noun} à des personnes physiques{worth}. "
        "Elles ne sont ni dans les lignes, ni dans les totaux, ni dans les fichiers."
    )


def _merged(clearances: Sequence[Clearance]) -> Clearance:
    first = clearances[0]
    counts = {
        name: sum(getattr(one, name) for one in clearances)
        for name in ("size", "rows_in", "rows_out", "rows_refused", "rows_suppressed")
    }
    totals = [Decimal(one.total) for one in clearances if one.total is not None]
    return replace(
        first,
        **counts,
        partial=any(one.partial for one in clearances),
        apart=_apart_of_all([one.apart for one in clearances]),
        total=str(sum(totals, Decimal(0))) if totals else None,
        first_date=min(filter(None, (one.first_date for one in clearances)), default=None),
        last_date=max(filter(None, (one.last_date for one in clearances)), default=None),
    )


def _apart_of_all(parts: Sequence[Apart]) -> Apart:
    # One number that is not said is enough: the sum of the others would give it by subtraction.
    if any(one.withheld for one in parts):
        return Apart(None, None, withheld=True)
    totals = [Decimal(one.total) for one in parts if one.total is not None]
    total = str(sum(totals, Decimal(0))) if totals else None
    return Apart(sum(one.rows or 0 for one in parts), total, withheld=False)


def _partial_title(clearance: Clearance) -> str:
    if not clearance.partial:
        return ""
    out = french.count(clearance.rows_out, "ligne publiée", "lignes publiées")
    left = french.count(clearance.rows_refused, "laissée", "laissées")
    return f"Publication partielle\u00a0: {out}, {left}"


def _terms(clearance: Clearance) -> tuple[Term, ...]:
    # The number read would give the number set apart by subtraction, which must not be said then.
    if clearance.apart.withheld:
        return ()
    persons = clearance.apart.rows or 0
    counts = (
        (clearance.rows_in, "lue", "lues"),
        (clearance.rows_out, "publiée", "publiées"),
        (clearance.rows_refused, "laissée", "laissées"),
        (persons, "mise à part", "mises à part"),
        (clearance.rows_suppressed - persons, "retirée", "retirées"),
    )
    always = 2
    return tuple(
        Term(french.number(amount), french.counted(amount, one, many))
        for place, (amount, one, many) in enumerate(counts)
        if amount or place < always
    )
