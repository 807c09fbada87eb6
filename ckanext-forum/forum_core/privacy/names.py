"""Says whether a French name reads as a natural person's: civilities and the words of a sole trader.

A false person is a row that is hidden and counted; a false body is a person who is published. So every doubt
goes to the person: only a proved body (a valid identifier) whose name says its legal form escapes, and
nothing is decided by how a name sounds. Everything is done by RE2 over whole columns: linear in time whatever
the cell holds.
"""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions at import, out of the type checker's sight.

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

# Written in full or with letters no word shares. « M. » and « Me » are treated apart: they are also initials.
_STRONG = (
    "MME|MMES|MADAME|MESDAMES|MLLE|MLLES|MELLE|MELLES|MADEMOISELLE|MESDEMOISELLES"
    "|MR|MRS|MM|MONSIEUR|MESSIEURS"
)
_TITLES = "DR|DOCTEUR|MAITRE|PR|PROFESSEUR|PROFESSEURE|VEUVE|VVE|EPOUX|CONSORTS"
_ANY = f"{_STRONG}|{_TITLES}|M|ME"
CIVILITIES = frozenset(_ANY.split("|"))
"""Words that stand beside a person's name and are no part of it, folded."""

# Legal forms and bodies that no natural person can be, as first or last word.
_LEGAL = (
    "ASSOCIATION|ASSOCIATIONS|ASSOC|ASSO|SA|SAS|SASU|SARL|EURL|EARL|GAEC|SCEA|SCI|SCOP|SCIC|SNC|SEM|SPL"
    "|GIE|GIP|CCAS|CIAS|EPCI|COMMUNE|COMMUNAUTE|MAIRIE|DEPARTEMENT|REGION|SYNDICAT|FEDERATION|FONDATION|AMICALE"
    "|COMITE|CLUB|COLLEGE|LYCEE|UNIVERSITE|OGEC|LIGUE|MUTUELLE|COOPERATIVE|UNION|COLLECTIF|DIOCESE|PAROISSE"
)
# Words that begin the name of a body, but of a sole trader's shop as well.
_TRADE = (
    "COMPAGNIE|CIE|THEATRE|CIRQUE|ORCHESTRE|CHORALE|ENSEMBLE|HARMONIE|FANFARE|ECOLE|CENTRE|MAISON|FOYER"
    "|CRECHE|MUSEE|CERCLE|MOUVEMENT|RESEAU|AMIS|MEMOIRE|FESTIVAL|HOPITAL|INSTITUT|OFFICE|CAISSE|CHAMBRE|SOCIETE"
)
# Acronyms of bodies, with points or spaces or neither: known ones only, since « M.J.P. Dupont » is a person.
_ACRONYM = (
    "^M[. ]*(J[. ]*C|F[. ]*R|P[. ]*T|A[. ]*M|S[. ]*A|D[. ]*S|D[. ]*A|D[. ]*P[. ]*H|J[. ]*E[. ]*P"
    "|G[. ]*E[. ]*N|R[. ]*A[. ]*P|A[. ]*R[. ]*P[. ]*A|L[. ]*A[. ]*C)([^A-Z]|$)"
)
_LEADING = rf"^[^A-Z0-9]*({_ANY})([.\s/,;:)]|$|&\s*M)"
_SOLE = (
    r"(^|[^A-Z0-9.'])(EI|E\.I|EIRL|E\.I\.R\.L)([^A-Z0-9']|$)"
    r"|ENTREPRENEURE?S? +INDIVIDUEL|ENTREPRISES? +INDIVIDUELLE"
    r"|(AUTO|MICRO)[ -]?(ENTREPRENEUR|ENTREPRENEUSE|ENTREPRISE)"
)
_TRAILING = rf"[\s(,;/-]({_STRONG}|M\.|VEUVE|VVE)[.)\s]*$|\(M\)\s*$"
_ASIDE = rf"([(,;/:]|\s-)\s*({_STRONG}|{_TITLES}|M\.?|ME\.?)[\s.]"
_MIDDLE = rf"[^A-Z0-9.']({_STRONG}|M\.|ME\.)[.\s/,;:)]"
# « DUPONT MME MARIE »: how finance software writes people. « Les amis de M. Vincent » is not that.
_INVERTED = rf"^[A-Z'-]+( [A-Z'-]+)? ({_STRONG}|M|M\.)\.?( [A-Z'-]+){{1,2}}$"
_LINKED = rf"(^| |')(D|DE|DU|DES|LA|LE|LES|L|CHEZ|ET|A|AU|AUX|POUR|PAR|SUR|EN|AVEC) ?({_STRONG}|M|M\.) "
_LEGAL_FIRST = rf"^[^A-Z0-9]*(LA |LE |LES |L')?({_LEGAL})([^A-Z0-9]|$)"
_LEGAL_LAST = rf"[^A-Z0-9]({_LEGAL})[^A-Z0-9]*$"
_TRADE_FIRST = rf"^[^A-Z0-9]*(LA |LE |LES |L')?({_LEGAL}|{_TRADE})([^A-Z0-9]|$)"
_TRADE_ANYWHERE = rf"(^|[^A-Z0-9])({_LEGAL}|{_TRADE})([^A-Z0-9]|$)"
# « Mme Durand, présidente de l’association »: an office held by somebody, whatever the last word.
_OFFICE = (
    r"[,;(]|(^|[^A-Z])(PRESIDENTE?|TRESORIERE?|SECRETAIRE|DIRECTEUR|DIRECTRICE|GERANTE?|REPRESENTANTE?"
    "|POUR|CHEZ)([^A-Z]|$)"
)
_SUSPECT = f"{_LEADING}|{_SOLE}|{_TRAILING}|{_ASIDE}|{_MIDDLE}|{_INVERTED}"
_FOLDING = (
    (r"[\p{Mn}\p{Cf}]", ""),
    ("Œ", "OE"),
    ("Æ", "AE"),
    ("[’ʼ`´]", "'"),
    (r"[\pZ\s]+", " "),
)


def reads_as_person(names: pa.Array, proved: pa.BooleanArray) -> pa.BooleanArray:
    """True where a name is a natural person's, or may be.

    Args:
        names: Cells as they stand; null reads as no name.
        proved: Where a valid identifier of a body stands beside the name.
    """
    folded = pc.fill_null(fold(names), "")
    suspect = _has(folded, _SUSPECT)
    # Few names carry a civility: the finer questions are asked of these only.
    if not pc.any(suspect).as_py():
        return suspect
    found = _judge(folded.filter(suspect), proved.filter(suspect))
    return pc.replace_with_mask(suspect, suspect, found)


def fold(names: pa.Array) -> pa.Array:
    """Plain capitals: no accents, no look-alike forms, no invisible characters, single spaces."""
    capitals = pc.utf8_upper(names)
    # Plain ASCII needs nothing more, and is most names.
    odd = _has(pc.fill_null(names, ""), r"[^\x20-\x7E]|  |^ | $|`")
    plain = pc.utf8_upper(pc.utf8_normalize(names.filter(odd), form="NFKD"))
    for pattern, replacement in _FOLDING:
        plain = pc.replace_substring_regex(plain, pattern, replacement)
    return pc.replace_with_mask(capitals, odd, pc.utf8_trim_whitespace(plain))


def _judge(names: pa.Array, proved: pa.BooleanArray) -> pa.BooleanArray:
    acronym = _has(names, _ACRONYM)
    legal_first = _has(names, _LEGAL_FIRST)
    legal_last = _has(names, _LEGAL_LAST)
    # A civility in front yields to a proved body only when the name ends with its legal form.
    form_ends = pc.and_not(pc.and_(legal_last, proved), _has(names, _OFFICE))
    leading = pc.and_not(pc.and_not(_has(names, _LEADING), acronym), form_ends)
    sole = pc.and_not(_has(names, _SOLE), pc.or_(legal_first, legal_last))
    beside = pc.and_not(pc.or_(_has(names, _TRAILING), _has(names, _ASIDE)), legal_first)
    inverted = pc.and_not(_has(names, _INVERTED), pc.or_(_has(names, _LINKED), _has(names, _TRADE_ANYWHERE)))
    # Inside a name, a civility is a body's own when the body is proved. Without proof, a first word that says
    # a body leaves the row undecided: the officer is asked for its number.
    inside = pc.and_not(_has(names, _MIDDLE), pc.or_(proved, _has(names, _TRADE_FIRST)))
    found = leading
    for reason in (sole, beside, pc.and_not(inverted, acronym), inside):
        found = pc.or_(found, reason)
    return found


def _has(names: pa.Array, pattern: str) -> pa.BooleanArray:
    return pc.match_substring_regex(names, pattern)
