"""Looks for personal numbers and addresses inside published text. Says where and what kind, not what.

RE2 finds candidates over whole columns in linear time; the key (NIR, IBAN) is then computed on these few.
"""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions at import, out of the type checker's sight.

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
from stdnum import iban
from stdnum.fr import nir

from forum_core.rows.table import ROW

_GAP = "[ ./_-]{0,2}"
_NIR = rf"[1-478]{_GAP}\d\d{_GAP}\d\d{_GAP}(?:\d\d|2[AB]){_GAP}\d{{3}}{_GAP}\d{{3}}{_GAP}\d\d"
_IBAN = rf"[A-Z]{{2}}\d\d(?:{_GAP}[A-Z0-9]){{11,30}}"
# France and its departments overseas; figures in groups of any length.
_MOBILE = rf"(?:(?:\+|00)(?:33|262|590|594|596) ?(?:\(0\))?{_GAP}|0)[67](?:{_GAP}\d){{8}}"
_AT = r" ?(?:@|[(\[] ?(?:at|arobase) ?[)\]]) ?"
_WORD = r"[^\s@,;:<>\[\]()\"]"
_EMAIL = rf"{_WORD}+{_AT}{_WORD}+\.[^\s@,;:<>\[\]()\".\d]{{2,}}"
# Seen before any folding: ten figures of any script are the least that a number here has.
_WORTH_A_LOOK = r"(?s)(?:\pN.*){9}\pN|[@＠﹫]|(?i:[(\[] ?a(?:t|robase) ?[)\]])"
_CANDIDATE = f"(?i){_NIR}|{_IBAN}|{_MOBILE}|{_EMAIL}"

# Overlapping matches on purpose: a number that is no NIR must not hide the NIR that begins inside its tail.
_NIR_AT = re.compile(rf"(?<![0-9A-Z])(?=({_NIR})(?![0-9A-Z]))", re.IGNORECASE | re.ASCII)
_IBAN_AT = re.compile(rf"(?<![0-9A-Z])(?=({_IBAN}))", re.IGNORECASE | re.ASCII)
# A hyphen after a figure is that of a date: 2024-06-01/2024-12-31 is a period, and no number.
_MOBILE_ALONE = rf"(^-?|[^0-9+-]|[^0-9]-){_MOBILE}($|[^0-9])"
_SEPARATORS = str.maketrans("", "", " ./_-")
_SMALLEST_NIR = 10**14
_SHORTEST_IBAN, _LONGEST_IBAN = 15, 34


@dataclass(frozen=True, slots=True)
class Hit:
    """A cell that keeps the table in: where, and the kind, nothing of its content."""

    kind: str
    column: str
    row: int


def scan(batch: pa.RecordBatch, columns: Iterable[str]) -> Iterator[Hit]:
    """Find hits in the columns of a batch that are named: texts, and numbers as long as a NIR."""
    texts = {column: text for column in columns if (text := _text(batch.column(column))) is not None}
    if not texts:
        return
    distinct = pc.unique(pa.concat_arrays([pc.unique(text) for text in texts.values()]))
    kinds = {cell: found for cell in _candidates(distinct) if (found := kinds_in(cell))}
    if not kinds:
        return
    suspects = pa.array(list(kinds), pa.string())
    for column, text in texts.items():
        hits = pc.is_in(text, value_set=suspects)
        rows, cells = (array.filter(hits).to_pylist() for array in (batch.column(ROW), text))
        for row, cell in zip(rows, cells, strict=True):
            for kind in kinds[cell]:
                yield Hit(kind, column, row)


def _text(cells: pa.Array) -> pa.StringArray | None:
    if pa.types.is_string(cells.type):
        return cells
    kind = cells.type
    if not (pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)):
        return None
    # A file whose columns slipped has such a number where an amount should be; nothing else is so long.
    numbers = cells.cast(pa.float64(), safe=False)
    long = pc.and_(pc.greater_equal(numbers, _SMALLEST_NIR), pc.less(numbers, _SMALLEST_NIR * 10))
    if not pc.any(long).as_py():
        return None
    return pc.if_else(long, numbers, None).cast(pa.int64(), safe=False).cast(pa.string())


def _candidates(cells: pa.Array) -> list[str]:
    cells = pc.drop_null(cells)
    cells = cells.filter(pc.match_substring_regex(cells, _WORTH_A_LOOK))
    return cells.filter(pc.match_substring_regex(_plain(cells), _CANDIDATE)).to_pylist()


def _plain(cells: pa.Array) -> pa.Array:
    """Full-width digits as digits, thin spaces as spaces, invisible characters away."""
    odd = pc.match_substring_regex(cells, r"[^\x20-\x7E]")
    folded = pc.utf8_normalize(cells.filter(odd), form="NFKC")
    for pattern, replacement in ((r"\p{Cf}", ""), (r"[\s\pZ‐-―]", " ")):
        folded = pc.replace_substring_regex(folded, pattern, replacement)
    return pc.replace_with_mask(cells, odd, folded)


def kinds_in(cell: str) -> tuple[str, ...]:
    """The kinds of personal numbers and addresses that stand in a text."""
    plain = _plain(pa.array([cell], pa.string()))
    text: str = plain[0].as_py()
    found = {
        "nir": any(nir.is_valid(match[1].translate(_SEPARATORS)) for match in _NIR_AT.finditer(text)),
        "iban": any(_holds_iban(match[1]) for match in _IBAN_AT.finditer(text)),
        # By RE2 as well: Python's engine would try these unbounded runs again from each character.
        "phone_mobile": pc.match_substring_regex(plain, _MOBILE_ALONE)[0].as_py(),
        "email_person": pc.match_substring_regex(plain, f"(?i){_EMAIL}")[0].as_py(),
    }
    return tuple(kind for kind, is_there in found.items() if is_there)


def _holds_iban(candidate: str) -> bool:
    """True when the beginning is an IBAN: its country says how long it is, and text may follow."""
    # `check_country` would ask national lists of banks, which know fewer than there are.
    compact = candidate.translate(_SEPARATORS)
    longest = min(len(compact), _LONGEST_IBAN)
    return any(
        iban.is_valid(compact[:length], check_country=False) for length in range(_SHORTEST_IBAN, longest + 1)
    )
