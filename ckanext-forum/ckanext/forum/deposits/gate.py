"""What would become public, what never does, and what would change: the account beside « Publier »."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ckan import model
from ckanext.forum import current
from ckanext.forum.current import Current
from ckanext.forum.deposits import examine, publishing
from ckanext.forum.deposits.examine import Found
from ckanext.forum.deposits.store import Deposit
from forum_core import french
from forum_core.deposit.changes import Changed, gap, sample_changes
from forum_core.deposit.lines import short
from forum_core.deposit.study import Study
from forum_core.deposit.words import columns_known, refused_because
from forum_core.files.difference import Difference
from forum_core.schema.model import Schema
from forum_core.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate's answer in words.

    Attributes:
        out, refused, apart: Rows published, left, set apart; empty when there are none.
        share: Part of the rows that is published, in percent, for the drawing.
        why_not: Why the whole file cannot be published; None when it can.
        dropped: Columns of the schema that are never published, with their titles.
    """

    rows: str
    out: str
    refused: str
    apart: str
    share: str
    in_part: bool
    ready: bool
    why_not: Sentence | None
    dropped: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of the comparison, and its words."""

    number: str
    says: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One column of one row: before, after, the gap of a number."""

    name: str
    column: str
    before: str
    after: str
    gap: str


def gate(deposit: Deposit, study: Study) -> Gate:
    """What the gate lets out of a file, and what it keeps."""
    schema, clearance = examine.schema_of(deposit), study.clearance
    out = clearance.rows_out if clearance else 0
    return Gate(
        rows=french.number(study.rows),
        out=french.number(out) if clearance else "",
        refused=french.number(clearance.rows_refused) if clearance and clearance.rows_refused else "",
        apart=french.number(clearance.rows_suppressed) if clearance and clearance.rows_suppressed else "",
        share=f"{100 * out / study.rows:.3f}" if study.rows else "0",
        in_part=study.in_part,
        ready=study.ready,
        why_not=refused_because(study.refusal) if study.refusal else None,
        dropped=tuple((name, schema.field(name).title) for name in (clearance.dropped if clearance else ())),
        ignored=tuple(dict.fromkeys(" ".join(header.split())[:60] for header in study.ignored)),
    )


def counts(study: Study) -> tuple[Count, ...]:
    """New, changed, same, gone; nothing when nothing was compared."""
    found = study.difference
    if found is None or study.public is None:
        return ()
    return (
        Count(french.number(found.added), french.counted(found.added, "nouvelle ligne", "nouvelles lignes")),
        Count(french.number(found.changed), french.counted(found.changed, "modifiée", "modifiées")),
        Count(french.number(found.same), french.counted(found.same, "inchangée", "inchangées")),
        Count(
            french.number(found.left),
            "en ligne, " + french.counted(found.left, "absente du fichier", "absentes du fichier"),
        ),
    )


def comparison(deposit: Deposit, found: Found) -> dict[str, Any]:
    """The values of the publication template."""
    study, schema = found.study, examine.schema_of(deposit)
    if study is None:
        return {"study": None}
    online = _online(deposit)
    difference = study.difference
    values: dict[str, Any] = {
        "study": study,
        "gate": gate(deposit, study),
        "known": columns_known(study),
        "counts": counts(study),
        "online": online,
        "online_since": french.day(french.paris_day(online.published_at)) if online else "",
        "online_rows": french.count(online.clearance.rows_out, "ligne", "lignes") if online else "",
        "file_rows": french.count(study.clearance.rows_out, "ligne", "lignes") if study.clearance else "",
        "left_rows": french.count(difference.left, "ligne quitte", "lignes quittent")
        if difference and difference.left
        else "",
        "key": french.listed([schema.field(name).heading for name in schema.key]),
        "sums": _sums(difference) if difference and study.public else "",
        "must_confirm": publishing.loses(study),
        "public": study.public or "",
        "changed": (),
        "left": (),
        "added": (),
    }
    if online and difference and online.clearance.digest == study.public:
        values |= _samples(schema, study, online, found)
    return values


def _samples(schema: Schema, study: Study, online: Current, found: Found) -> dict[str, Any]:
    changed, left, added = (
        sample_changes(schema, study, kind, public=online.parquet, folder=found.folder)
        for kind in ("changed", "left", "added")
    )
    return {
        "changed": [one for row in changed for one in _changes(schema, row)],
        "left": [_named(schema, row) for row in left],
        "added": [_named(schema, row) for row in added],
        "columns": _headings(schema),
    }


def _headings(schema: Schema) -> list[str]:
    return [schema.field(name).heading for name in _naming(schema)]


def _naming(schema: Schema) -> list[str]:
    """Columns that say which row is meant: those of the register's own table, a few of them."""
    page = schema.page
    wanted = [page.subject, *(name for name in page.columns if name not in (page.subject, page.amount))][:3]
    return [*wanted, page.amount] if page.amount else wanted


def _named(schema: Schema, row: Changed) -> list[str]:
    return [_cell(schema, name, row.named(name)) for name in _naming(schema)]


def _changes(schema: Schema, row: Changed) -> list[ShownChange]:
    name = _cell(schema, schema.page.subject, row.named(schema.page.subject))
    return [
        ShownChange(
            name,
            schema.field(column).heading if column in {field.name for field in schema.fields} else column,
            _cell(schema, column, row.before.get(column)),
            _cell(schema, column, row.after.get(column)),
            _gap(schema, column, gap(row.before.get(column), row.after.get(column))),
        )
        for column in row.fields
    ]


def _gap(schema: Schema, column: str, found: Decimal | None) -> str:
    if found is None:
        return "–"
    written = french.cell(schema.field(column).meaning, found)
    return f"+{written}" if found > 0 else written


def _cell(schema: Schema, column: str, value: Any) -> str:  # noqa: ANN401 - a published value
    return short(french.cell(schema.field(column).meaning, value, short=True))


def _sums(difference: Difference) -> str:
    """« 120 + 8 + 3 038 = 3 166 lignes du fichier. 8 + 3 038 + 6 = 3 052 lignes en ligne. »."""
    file = difference.added + difference.changed + difference.same
    online = difference.changed + difference.same + difference.left
    first = _sum((difference.added, difference.changed, difference.same), file)
    second = _sum((difference.changed, difference.same, difference.left), online)
    return f"{first} à publier. {second} en ligne aujourd’hui. Le compte est bon."


def _sum(parts: Sequence[int], total: int) -> str:
    return f"{' + '.join(map(french.number, parts))} = {french.count(total, 'ligne', 'lignes')}"


def _online(deposit: Deposit) -> Current | None:
    organization = model.Group.get(deposit.organization)
    return current.current(deposit.register, organization.name) if organization else None
