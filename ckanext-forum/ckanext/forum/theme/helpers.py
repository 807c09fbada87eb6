"""Template helpers of CKAN's own pages: publications, dates, sizes and names, in French."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.common import session

from ckan import model
from ckanext.forum import config
from ckanext.forum.current import Current, by_dataset, currents
from ckanext.forum.theme.error_words import ErrorWords, error_detail, error_words
from ckanext.forum.theme.faults import reference
from forum_core import french
from forum_core.schema.model import Schema
from forum_core.sentences.typography import typeset

LICENCES = Path(__file__).with_name("licences.json")
"""The licences that a form offers and a page names; ASCII only: CKAN opens it in the machine's encoding."""

_FREQUENCIES = {
    "UNKNOWN": "inconnue",
    "AS_NEEDED": "au besoin",
    "IRREG": "irrégulière",
    "NEVER": "jamais",
    "NOT_PLANNED": "sans date prévue",
    "OTHER": "autre",
    "UPDATE_CONT": "en continu",
    "CONT": "en continu",
    "HOURLY": "chaque heure",
    "DAILY": "chaque jour",
    "DAILY_2": "deux fois par jour",
    "WEEKLY": "chaque semaine",
    "WEEKLY_2": "deux fois par semaine",
    "BIWEEKLY": "toutes les deux semaines",
    "MONTHLY": "chaque mois",
    "MONTHLY_2": "deux fois par mois",
    "BIMONTHLY": "tous les deux mois",
    "QUARTERLY": "chaque trimestre",
    "ANNUAL_3": "trois fois par an",
    "ANNUAL_2": "deux fois par an",
    "ANNUAL": "chaque année",
    "BIENNIAL": "tous les deux ans",
    "TRIENNIAL": "tous les trois ans",
    "QUINQUENNIAL": "tous les cinq ans",
    "DECENNIAL": "tous les dix ans",
}
"""EU frequency codes, as a French page says them after « Mise à jour : »."""

_TYPES = {
    "string": "texte",
    "number": "nombre",
    "integer": "nombre entier",
    "date": "date",
    "datetime": "date et heure",
    "boolean": "oui ou non",
    "year": "année",
}


def get_helpers() -> dict[str, Callable[..., Any]]:
    """All helpers, by the name that templates use."""
    return {
        "forum_publication": publication,
        "forum_publications_of": publications_of,
        "forum_schema": schema,
        "forum_type_words": type_words,
        "forum_typeset": typeset,
        "forum_extract": extract,
        "forum_day": day,
        "forum_moment": french.moment,
        "forum_size": size,
        "forum_count": french.count,
        "forum_number": french.number,
        "forum_frequency": frequency,
        "forum_licence": licence,
        "forum_kind": kind,
        "forum_error_words": page_error,
        "forum_error_detail": error_detail,
        "forum_error_reference": reference,
    }


def publication(dataset: Mapping[str, Any]) -> Current | None:
    """The current publication of a dataset that was shown to this visitor; None for a plain dataset."""
    return by_dataset(dataset["id"]) if dataset.get("register") else None


def publications_of(organization_id: str) -> list[tuple[Current, Schema]]:
    """The registers that an authority publishes and this visitor may see."""
    found = [one for one in currents() if one.organization == organization_id and _may_see(one)]
    return [(one, known) for one in found if (known := schema(one.register))]


def schema(register: str | None) -> Schema | None:
    """The schema of a register, None when this site does not know it any more."""
    store = config.registers()
    return store.get(register) if register in store.names() else None


def type_words(type_name: str) -> str:
    """« texte », « nombre » … for a type of Table Schema."""
    return _TYPES.get(type_name, type_name)


def extract(markdown: str | None, length: int) -> str:
    """The first words of a description, as plain text; CKAN's own writes three dots and plain spaces."""
    if not markdown:
        return ""
    return typeset(tk.h.markdown_extract(markdown, extract_length=length).replace("...", "…"))


def day(value: str | None) -> str:
    """« 12 mars 2026 » for an ISO date or time; years and months alone stay as they are."""
    if not value:
        return ""
    try:
        if len(value) > len("2026-03-12"):
            moment = datetime.fromisoformat(value)
            return french.day(french.paris_day(moment) if moment.tzinfo else moment.date())
        return french.day(date.fromisoformat(value))
    except ValueError:
        return value


def size(octets: str | int | None) -> str:
    """« 578 Ko », nothing when the size is not known."""
    try:
        return french.size(int(octets)) if octets else ""
    except ValueError:
        return ""


def frequency(address: str | None) -> str:
    """« chaque trimestre » for an address or a code of the EU list; other words stay as they are."""
    code = (address or "").rstrip("/").rpartition("/")[2]
    return _FREQUENCIES.get(code, address or "")


def licence(licence_id: str | None) -> str:
    """Title of a licence by its id; an id that the list does not have stays as it is."""
    known = model.Package.get_license_register().get(licence_id) if licence_id else None
    return known.title if known else licence_id or ""


def kind(organization: Mapping[str, Any]) -> str:
    """« Commune », « Intercommunalité » … as the organisation's form says it."""
    fields = tk.h.scheming_get_organization_schema(organization["type"])["fields"]
    choices = next((field.get("choices", []) for field in fields if field["field_name"] == "kind"), [])
    return next((c["label"] for c in choices if c["value"] == organization.get("kind")), "")


def page_error(code: object) -> ErrorWords:
    """Words for the error page; whoever has no session is told that an account may help."""
    # Reading the account of someone signed in asks the database, which may be what failed.
    signed_in = "_user_id" in session if code == 403 else True
    return error_words(code, anonymous=not signed_in)


def _may_see(one: Current) -> bool:
    try:
        tk.check_access("package_show", {"user": tk.current_user.name}, {"id": one.dataset_id})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return False
    return True
