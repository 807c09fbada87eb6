"""From a code and its facts to a sentence: the place, the fact, the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from forum_core.errors import ForumError
from forum_core.findings import Finding, Repair
from forum_core.french import SPACE, count, number, order, quoted
from forum_core.schema.model import Field, Schema
from forum_core.sentences import cells, files, privacy, schemas, tables, types
from forum_core.sentences.repairs import REPAIRS
from forum_core.sentences.typography import FrenchFormatter, typeset

Fact = str | int | float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said of a problem.

    Attributes:
        place: « Ligne 214, colonne idBeneficiaire », or empty for a whole file.
        fact: What is wrong, without the place, ending with a full stop.
        fix: What to do.
    """

    place: str
    fact: str
    fix: str

    @property
    def message(self) -> str:
        """Place and fact in one sentence."""
        return f"{self.place}{SPACE}: {self.fact}" if self.place else self.fact[:1].upper() + self.fact[1:]


_TABLES = (
    cells.FRICTIONLESS,
    types.TYPES,
    cells.RULES,
    cells.READING,
    tables.HEADER,
    tables.VERSIONS,
    tables.READING,
    tables.REFUSED,
    schemas.REFUSED,
    schemas.FOLDER,
    files.FILES,
    privacy.GATE,
)
SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {code: (typeset(fact), typeset(fix)) for table in _TABLES for code, (fact, fix) in table.items()}
)
"""Every code that the core can say, with its fact and its remedy as templates."""

_FORMATTER = FrenchFormatter()


def say(finding: Finding, schema: Schema) -> Sentence:
    """The sentence of a finding, row and column named, no cell quoted."""
    params: dict[str, Fact] = dict(finding.params)
    facts: dict[str, Fact] = {**_field_facts(finding, schema), **params}
    fact, fix = (_FORMATTER.vformat(text, (), facts) for text in SENTENCES[_key(finding, schema)])
    # A rule of the register says itself what to do: its author knows the matter.
    told = next((rule.says for rule in schema.rules if rule.says and rule.code == params.get("rule")), fix)
    # So does the mapping of a former version.
    fix = typeset(str(params["says"])) if "says" in params else told
    return Sentence(_place(finding.row, finding.field or params.get("column")), fact, fix)


def say_error(error: ForumError) -> Sentence:
    """The sentence of one of the core's exceptions.

    Raises:
        KeyError: The code is not the core's; whoever raised it says it.
    """
    params = error.params
    key = params.get("place") or params.get("key")
    told = {
        "fix": "Corrigez le fichier à cet endroit",
        **params,
        "place": f"à la clé {key}, " if key else "",
    }
    fact, fix = (_FORMATTER.vformat(text, (), told) for text in SENTENCES[error.code])
    row = params.get("row") or params.get("line")
    return Sentence(
        _place(row, None if error.code == "file.control-character" else params.get("column")), fact, fix
    )


def say_repair(repair: Repair) -> str:
    """What was repaired, or can be, in one column."""
    what = typeset(REPAIRS[repair.code])
    return f"Colonne {repair.field}{SPACE}: {what} ({count(len(repair.rows), 'case', 'cases')})."


def _key(finding: Finding, schema: Schema) -> str:
    """The most precise of our sentences for a finding: our type's reason, then the constraint that failed."""
    params = dict(finding.params)
    detail = params.get("constraint", "absent" if "absent" in params else "")
    meaning = schema.field(finding.field).meaning if finding.field else ""
    keys = (params.get("because"), f"{finding.code}/{detail}/{meaning}", f"{finding.code}/{detail}")
    return next((str(key) for key in keys if key in SENTENCES), finding.code)


def _place(row: Fact | None, column: Fact | None) -> str:
    if row and column:
        return f"Ligne {_shown(row)}, colonne {column}"
    if row:
        return f"Ligne {_shown(row)}"
    return f"Colonne {column}" if column else ""


def _shown(row: Fact) -> str:
    return number(row) if isinstance(row, int) else str(row)


def _field_facts(finding: Finding, schema: Schema) -> dict[str, Fact]:
    """What the schema says of the column: an example, its limit, its list."""
    if finding.field is None:
        return {}
    field = schema.field(finding.field)
    constraints = field.descriptor.get("constraints", {})
    params = dict(finding.params)
    constraint, operator = str(params.get("constraint")), params.get("op")
    return {
        "field": field.name,
        "title": field.title,
        "help": field.help,
        "example": field.example or field.title,
        "limit": str(constraints.get(constraint, "")).replace(".", ","),
        "allowed": _allowed(field),
        "order": order(str(operator), days=field.type == "date") if operator else "",
    }


def _allowed(field: Field) -> str:
    descriptor = field.descriptor
    values = descriptor.get("constraints", {}).get("enum") or (
        *descriptor.get("trueValues", ()),
        *descriptor.get("falseValues", ()),
    )
    return " ou ".join(quoted(value) for value in values)
