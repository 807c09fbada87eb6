"""Describe a package in ckanext-dcat's fields, cleaned and completed; what is not named stays out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckanext.forum.dcat import vocabulary as words
from ckanext.forum.dcat.files import describe_file
from ckanext.forum.dcat.known import Known
from ckanext.forum.dcat.sentences import FICTIONAL, account, authority_name, fallback_description
from ckanext.forum.dcat.values import clean, code, day, email, items, moment, polygon, web_address
from ckanext.forum.standard import described as said_of
from forum_core.project.dcat import Described


def describe(package: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """The package in ckanext-dcat's scheming fields, complete enough for DCAT-AP 3 and its harvesters.

    Args:
        package: As `package_show` gives it. Only the fields named here are read, so no extra that somebody
            typed reaches the feed.
        known: Facts from outside of the package.
    """
    title = clean(package.get("title")) or package["name"]
    said = said_of(known.schema) if known.schema else Described()
    licence, licence_name = _licence(package, said)
    described: dict[str, Any] = {
        "id": package["id"],
        "identifier": package["id"],
        "name": package["name"],
        "title": title,
        "notes": _description(package, title, known, said),
        "keywords": _keywords(package, said),
        "url": f"{known.site}/dataset/{package['name']}",
        "documentation": _documentation(package, known),
        "frequency": _frequency(package, said),
        "theme": _themes(package, said),
        "language": _languages(package),
        "license_url": licence,
        "license_title": licence_name,
        "rights": licence_name,
        "access_rights": str(words.PUBLIC_ACCESS),
        "conforms_to": _standards(package, said),
        "applicable_legislation": _legislation(package, known, said),
        "issued": _issued(package, known),
        "modified": _modified(package, known),
        "temporal_coverage": _periods(package, known),
        "spatial_coverage": _territories(package, known),
        "contact": [_contact(package, known)],
        "publisher": _publishers(known),
    }
    described["resources"] = [describe_file(one, described, known) for one in package.get("resources", [])]
    return described


def authority_address(known: Known) -> str:
    """Page of the authority on this site."""
    return f"{known.site}/organization/{known.organization['name']}"


def publisher_of(organization: Mapping[str, Any], site: str) -> dict[str, Any]:
    """An authority as an agent: stable address by its id, name, homepage, type and SIREN."""
    return {
        "uri": f"{site}/organization/{organization['id']}",
        "name": clean(authority_name(organization)),
        "url": web_address(organization.get("homepage")) or f"{site}/organization/{organization['name']}",
        "identifier": clean(organization.get("siren")) or None,
        "type": words.PUBLISHER_TYPES.get(organization.get("kind", "")),
    }


def _description(package: Mapping[str, Any], title: str, known: Known, said: Described) -> str:
    parts = [clean(package.get("notes")) or said.summary]
    if known.publication:
        parts.append(account(known.publication, known.schema))
    if known.fictional:
        parts.append(FICTIONAL)
    text = "\n\n".join(part for part in parts if part)
    return (
        text
        if parts[0]
        else f"{fallback_description(title, authority_name(known.organization))} {text}".strip()
    )


def _keywords(package: Mapping[str, Any], said: Described) -> list[str]:
    tags = [clean(tag["name"]) for tag in package.get("tags", [])]
    return tags or list(said.keywords)


def _documentation(package: Mapping[str, Any], known: Known) -> list[str]:
    pages = [page for page in [*items(package.get("documentation")), package.get("url")] if web_address(page)]
    if known.schema and known.organization:
        pages.insert(0, f"{known.site}/registres/{known.schema.name}/{known.organization['name']}")
    return pages


def _frequency(package: Mapping[str, Any], said: Described) -> str | None:
    term = code(package.get("frequency"), "frequency") or said.frequency
    return str(words.FREQUENCY[term]) if term in words.FREQUENCIES else None


def _themes(package: Mapping[str, Any], said: Described) -> list[str]:
    terms = [code(theme, "data-theme") for theme in items(package.get("theme"))]
    terms = terms or [said.theme]
    return [str(words.THEME[term]) for term in terms if term in words.THEME_LABELS]


def _languages(package: Mapping[str, Any]) -> list[str]:
    terms = (
        words.LANGUAGES.get(code(one, "language").lower(), code(one, "language"))
        for one in items(package.get("language"))
    )
    return [str(words.LANGUAGE[term]) for term in terms if term in words.LANGUAGES.values()] or [
        str(words.FRENCH)
    ]


def _licence(package: Mapping[str, Any], said: Described) -> tuple[str | None, str | None]:
    """Address and name of the licence; a licence we do not know by id keeps the address of CKAN's list."""
    chosen = clean(package.get("license_id")) or said.licence
    if chosen in words.LICENCES:
        return words.LICENCES[chosen] or (None, None)
    return web_address(package.get("license_url")), clean(package.get("license_title")) or None


def _standards(package: Mapping[str, Any], said: Described) -> list[str]:
    """For a register one schema alone, the official one if there is one: a harvester keeps one standard."""
    if said.standard:
        return [said.standard]
    return [standard for standard in items(package.get("conforms_to")) if web_address(standard)]


def _legislation(package: Mapping[str, Any], known: Known, said: Described) -> list[str]:
    """Addresses of the texts; those of a register only when somebody read the text."""
    if known.schema:
        return list(said.legislation)
    return [text for text in items(package.get("applicable_legislation")) if web_address(text)]


def _issued(package: Mapping[str, Any], known: Known) -> str | None:
    return moment(package.get("issued"), now=known.now) or moment(
        package.get("metadata_created"), now=known.now
    )


def _modified(package: Mapping[str, Any], known: Known) -> str | None:
    if known.publication:
        return moment(known.publication.published_at.isoformat(), now=known.now)
    return moment(package.get("modified"), now=known.now) or moment(
        package.get("metadata_modified"), now=known.now
    )


def _periods(package: Mapping[str, Any], known: Known) -> list[dict[str, str | None]]:
    if known.publication and known.publication.clearance.first_date:
        clearance = known.publication.clearance
        return [{"start": clearance.first_date, "end": clearance.last_date}]
    periods = (
        {"start": day(one.get("start"), last=False), "end": day(one.get("end"), last=True)}
        for one in package.get("temporal_coverage") or []
    )
    return [one for one in periods if one["start"] or one["end"]]


def _territories(package: Mapping[str, Any], known: Known) -> list[dict[str, str]]:
    """Areas with a polygon: the address of a territory alone is lost on the way to data.gouv.fr."""
    own = [
        {"text": clean(one.get("text")), "bbox": area}
        for one in package.get("spatial_coverage") or []
        if (area := polygon(one.get("bbox")))
    ]
    area = polygon(known.organization.get("bbox"))
    return own or ([{"text": clean(authority_name(known.organization)), "bbox": area}] if area else [])


def _contact(package: Mapping[str, Any], known: Known) -> dict[str, str | None]:
    """Whom to ask: the dataset's contact, else the authority's; a contact with no way to write to is lost."""
    own = next(
        (
            one
            for one in package.get("contact") or []
            if email(one.get("email")) or web_address(one.get("url"))
        ),
        {},
    )
    given = own or {key: known.organization.get(f"contact_{key}") for key in ("name", "email", "url")}
    page = authority_address(known) if known.organization else known.site
    return {
        "name": clean(given.get("name")) or clean(authority_name(known.organization)) or known.site,
        "email": email(given.get("email")),
        "url": web_address(given.get("url")) or page,
    }


def _publishers(known: Known) -> list[dict[str, Any]]:
    return [publisher_of(known.organization, known.site)] if known.organization else []
