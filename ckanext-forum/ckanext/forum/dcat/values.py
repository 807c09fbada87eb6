"""Turn what an officer typed into values a harvester can read, or into None. No CKAN, no graph."""

from __future__ import annotations

import calendar
import json
import re
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from ckanext.forum.dcat.vocabulary import EU

# Outside of XML 1.0: one such character in one title makes the whole RDF/XML feed unreadable.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IRI = re.compile(r'[<>"{}|\\^`]')
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?")
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_WKT_POLYGON = re.compile(r"(?:MULTI)?POLYGON\s*\(\([-0-9., ()]+\)\)")


def clean(value: object) -> str:
    """Text that any RDF syntax can carry, without blanks around it."""
    return _NOT_XML.sub("", str(value or "")).strip()


def web_address(value: object) -> str | None:
    """The address when it is one of the web, else None: a broken IRI would break the whole feed.

    Characters that no IRI may hold are escaped, as a browser would.
    """
    address = clean(value)
    try:
        parts = urlsplit(address)
        named = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    if not named or re.search(r"\s", address):
        return None
    return _NOT_IRI.sub(lambda found: f"%{ord(found[0]):02X}", address)


def email(value: object) -> str | None:
    """The address of a mailbox, without its scheme."""
    address = clean(value).removeprefix("mailto:")
    return address if _EMAIL.fullmatch(address) else None


def items(value: object) -> list[str]:
    """The texts of a field that may hold a list, its JSON, or one text."""
    if isinstance(value, str) and value.startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            return [clean(value)]
    found = value if isinstance(value, list) else [value]
    return [text for one in found if (text := clean(one))]


def moment(value: object, *, now: datetime) -> str | None:
    """A day or an instant in ISO form, never after ``now``: a date in the future is refused by data.gouv.fr.

    A year or a month becomes its first day, since `xsd:gYear` is read there as today's day in that year.
    CKAN's times have no zone and are in UTC.
    """
    text = clean(value)
    if partial := _PARTIAL_DATE.fullmatch(text):
        text = f"{partial[1]}-{partial[2] or '01'}-01"
    try:
        if len(text) == len("AAAA-MM-JJ"):
            return min(date.fromisoformat(text), now.date()).isoformat()
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    instant = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return min(instant.astimezone(UTC), now).isoformat(timespec="seconds")


def day(value: object, *, last: bool) -> str | None:
    """A day in ISO form; of a year or a month its first day, or its ``last``."""
    text = clean(value)
    if partial := _PARTIAL_DATE.fullmatch(text):
        year, month = int(partial[1]), int(partial[2] or (12 if last else 1))
        if not (1 <= month <= 12 and year):
            return None
        return date(year, month, calendar.monthrange(year, month)[1] if last else 1).isoformat()
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return None


def polygon(value: object) -> str | None:
    """A WKT polygon from GeoJSON, from « west,south,east,north » in degrees or WKT; None for the rest."""
    text = clean(value if not isinstance(value, dict) else json.dumps(value))
    if _WKT_POLYGON.fullmatch(text):
        return text
    if text.startswith("{"):
        return _from_geojson(text)
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return None
    return _to_wkt([(west, south), (east, south), (east, north), (west, north), (west, south)])


def _from_geojson(text: str) -> str | None:
    """The outer ring of a GeoJSON polygon."""
    try:
        shape = json.loads(text)
        kind, ring = shape["type"], [(float(x), float(y)) for x, y, *_ in shape["coordinates"][0]]
    except (ValueError, TypeError, KeyError, IndexError):
        return None
    return _to_wkt(ring) if kind == "Polygon" and len(ring) >= 4 else None


def _to_wkt(ring: list[tuple[float, float]]) -> str:
    return f"POLYGON(({','.join(f'{round(x, 6)} {round(y, 6)}' for x, y in ring)}))"


def code(value: object, scheme: str) -> str:
    """The last part of a term of an EU vocabulary, written whole or short."""
    return clean(value).removeprefix(f"{EU}{scheme}/")
