"""A schema as frozen values: the official Table Schema beside what `forum:` adds. No file is read here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forum_core.reference.dated import DatedTable
from forum_core.schema.replaced import Former


@dataclass(frozen=True, slots=True)
class FieldPrivacy:
    """Privacy class and action of a column (SECURITY 1.4); a column without one keeps the table in."""

    class_: str
    action: str
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A value of a closed list, with the days between which it may be used; None is open.

    Attributes:
        label: Its words, wherever a person reads it.
        says: More of its meaning, that follows the label where there is room.
    """

    code: str
    label: str = ""
    since: date | None = None
    until: date | None = None
    says: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    Attributes:
        name: Exact name of the official schema.
        title: Its title in French.
        type: Table Schema type (``string``, ``number``, ``date`` …).
        meaning: Name of our type (`forum_core.types`) that says what it means: ``siret``, ``money`` …
        descriptor: The Table Schema field as the standard wrote it, without ``forum``.
        privacy: Class and action, or None when the author forgot.
        help: One sentence for a citizen.
        aliases: Other headers met in real files, compared without case, accents, spaces and punctuation.
        label: Short title, for the head of a table; empty when the title is short enough.
        unit: What its numbers count, « places », « jours »; empty when there is none.
        caution: « Ne pas en conclure que… », a whole sentence; empty when nothing can be misread.
        codes: Its closed list, when it is shared with others; its values are also in the descriptor.
    """

    name: str
    title: str
    type: str
    meaning: str
    descriptor: Mapping[str, Any]  # JSON of a public standard: its keys are open
    privacy: FieldPrivacy | None
    help: str
    aliases: tuple[str, ...] = ()
    label: str = ""
    unit: str = ""
    caution: str = ""
    codes: tuple[Code, ...] = ()

    @property
    def example(self) -> str:
        """A value as one writes it: the standard's ``example`` or ``examples``; empty without any."""
        return str(self.descriptor.get("example", self.descriptor.get("examples", "")))

    @property
    def heading(self) -> str:
        """The short title where there is one."""
        return self.label or self.title

    @property
    def required(self) -> bool:
        """True when the standard asks for a value in each row."""
        return bool(self.descriptor.get("constraints", {}).get("required"))


@dataclass(frozen=True, slots=True)
class Rule:
    """A named check over columns of a row (`custom_checks` names of schema.data.gouv.fr, or ours).

    Attributes:
        code: Ours, stable, such as ``SUB-02``; empty for a check of the standard.
        since, until: First and last day on which it binds, compared with the row's own date; None is open.
        text: The text of law that it applies, if any.
        verified: False when that text was not read: then it only warns.
        says: What to do, in French; empty when the rule's own sentence says it.
    """

    name: str
    params: Mapping[str, Any]  # parameters are the rule's own: columns, bounds
    severity: str = "error"
    code: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""
    verified: bool = True
    says: str = ""


@dataclass(frozen=True, slots=True)
class LaterRule:
    """A rule that needs other registers: it is said, and not run yet."""

    code: str
    says: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """A field that the form of this register's datasets has, beyond those of every dataset.

    Attributes:
        type: ``text``, ``url`` or ``date``.
    """

    name: str
    label: str
    help: str
    type: str


@dataclass(frozen=True, slots=True)
class Parts:
    """A count, and counts that are parts of it and share nobody."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrivacyPolicy:
    """What the register may release (SECURITY 1.4).

    Attributes:
        asked: Column that counts who asked, or None; a zero in a column of `given` beside a small number of
            it tells that everybody was refused.
        given: Columns that count who was given what they asked.
        hidden: Boolean column that says that small counts of the row were emptied, or None.
        parts: Counts and those that they are made of, beside what the register's rules say of that.
        sensitive: Counts of persons who have in common what nobody should learn of one of them; one that is
            as large as a count that it is part of tells it of everybody.
    """

    unit: str
    legal_basis: str
    release: str
    threshold: int
    forbid: tuple[str, ...] = ()
    asked: str | None = None
    given: tuple[str, ...] = ()
    hidden: str | None = None
    parts: tuple[Parts, ...] = ()
    sensitive: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LegalText:
    """A text of law that founds the register, shown as law only when verified; `says` sums it up.

    Attributes:
        checked: Month in which it was read, ``AAAA-MM``; None when it was not, or nobody noted it.
    """

    text: str
    article: str | None
    since: str | None
    until: str | None
    verified: bool
    url: str | None = None
    says: str = ""
    checked: str | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """One interval of an amount filter: lower < value <= upper, None is open."""

    key: str
    label: str
    above: float | None
    up_to: float | None


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture of the page: its kind (`forum_core.explore.pictures.KINDS`), and what it reads.

    Attributes:
        column: The column of a picture by choice.
        columns: The counts of a chain, in order; what a crossing has as columns.
        rows: What a crossing has as rows: one column, or several read as one.
        rule: Code of the rule that says the ceilings, which the picture shows.
        only: Columns of choices and the one value of each that is drawn.
        says: What those rows are, « Dépenses réelles »; it stands at the head of the title.
        counts_rows: Rows are counted, though the register has an amount.
    """

    kind: str
    column: str | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    rule: str | None = None
    only: tuple[tuple[str, str], ...] = ()
    says: str = ""
    counts_rows: bool = False


@dataclass(frozen=True, slots=True)
class PageFigure:
    """A number at the head of the page, of one year; nothing of it is added over years.

    Attributes:
        says: What it counts, in the plural: « places attribuées ».
        one: The same of one; empty when `says` fits.
        column: The column that is summed; None when rows are counted.
        spans: The column is never added: the smallest and the largest number are said.
        out_of: The column that it is a part of, whose own figure comes before.
        only: Columns of choices and the one value of each that is counted.
    """

    says: str
    one: str = ""
    column: str | None = None
    spans: bool = False
    out_of: str | None = None
    only: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Awaited:
    """Which rows say that a number has not come: it is missing, and is not nought."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Calculator:
    """Columns of a scoring grid, of which a reader adds up points.

    Attributes:
        label: What a criterion is.
        points: What it gives.
        group: Criteria that stand together, if any.
        version: Name of the grid that it belongs to, if there are several.
        detail: Under which condition, if any.
    """

    label: str
    points: str
    group: str | None = None
    version: str | None = None
    detail: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """All of them."""
        every = (self.label, self.points, self.group, self.version, self.detail)
        return tuple(name for name in every if name is not None)


@dataclass(frozen=True, slots=True)
class Unit:
    """What an amount counts when it is not euros: « place », « places »."""

    one: str
    many: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the register's page shows, by column names: nothing in a template knows the register.

    Attributes:
        subject: Column that names whom a row is about, shown first.
        before: Column whose words stand before the subject's, a first name; None when there is none.
        subject_ids: Columns that identify that body; bodies are counted by the first that is filled.
        amount: Column that is summed, or None.
        unit: What that column counts, or None when it is euros.
        separate: Columns of choices whose values are never added together: a sum is of one value of each.
        stocks: Columns counted on one day, those who wait: only the rows of the last day are added.
        date: Column whose year is the period filter.
        words: Columns that the word search reads.
        columns: Columns of the table on the page, in order.
        bands: Bands of the amount filter.
        one, many: « subvention », « subventions ».
        subject_one, subject_many: « bénéficiaire », « bénéficiaires ».
        figures: Numbers at the head of the page; rows, sum, bodies and median when it names none.
        sort: Columns that rows are sorted by unless a reader asks otherwise, with a hyphen before those that
            go downwards; the amount, or the date, when it names none.
        pictures: Pictures of the page, in order.
        awaited: How a row says that its number has not come.
        calculator: Columns of the scoring grid that the register is.
        sentence: A row as one says it, with {authority}, {subject}, {amount} and {date} in it; may be empty.
    """

    subject: str
    subject_ids: tuple[str, ...]
    amount: str | None
    date: str
    words: tuple[str, ...]
    columns: tuple[str, ...]
    bands: tuple[Band, ...]
    one: str
    many: str
    subject_one: str
    subject_many: str
    pictures: tuple[PagePicture, ...] = ()
    sentence: str = ""
    before: str | None = None
    unit: Unit | None = None
    awaited: Awaited | None = None
    calculator: Calculator | None = None
    separate: tuple[str, ...] = ()
    stocks: tuple[str, ...] = ()
    figures: tuple[PageFigure, ...] = ()
    sort: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schema:
    """A register, completely.

    Attributes:
        name: Name of the folder and of the register.
        duty: Who must publish it, and since when.
        version: Version of the official schema, or ours where none exists.
        official_url: Address of the official schema.json, for ``dct:conformsTo``; None when there is none.
        table_schema: The official Table Schema, key for key, without ``forum``.
        key: Columns that identify a row.
        authority: Column that holds the SIRET of the authority that publishes, or None.
        later: Rules that wait for another register.
        metadata: Fields of its datasets' form.
        former: Versions whose files are still read, the oldest first.
        older: The official Table Schema of each version that another has replaced, by its number.
        tables: The dated tables that its rules name, by their names.
        persons: Columns that tell a body from a person: its name, then its identifiers; empty when none does.
    """

    name: str
    version: str
    title: str
    question: str
    summary: str
    official_url: str | None
    table_schema: Mapping[str, Any]  # JSON of a public standard
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...]
    key: tuple[str, ...]
    authority: str | None
    persons: tuple[str, ...]
    privacy: PrivacyPolicy | None
    laws: tuple[LegalText, ...]
    theme: str
    frequency: str
    licence: str
    keywords: tuple[str, ...]
    nil: bool
    page: Page
    excludes: tuple[str, ...] = ()
    duty: str = ""
    later: tuple[LaterRule, ...] = ()
    metadata: tuple[Metadata, ...] = ()
    former: tuple[Former, ...] = ()
    older: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    tables: Mapping[str, DatedTable] = field(default_factory=dict[str, DatedTable])

    @property
    def ref(self) -> str:
        """``name@version``, as stored with every publication."""
        return f"{self.name}@{self.version}"

    def field(self, name: str) -> Field:
        """The column of that name; KeyError when the schema has none."""
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(name)

    def rule(self, code: str) -> Rule:
        """The rule of that code; KeyError when the schema has none."""
        for candidate in self.rules:
            if candidate.code == code:
                return candidate
        raise KeyError(code)
