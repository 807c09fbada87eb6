"""From a document that the meta-schema has accepted to a `Schema`: nothing is judged here.

Our sentences, typed on a keyboard, get the characters of print; what the standard wrote stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from forum_core.schema.documents import Json, read_codelist
from forum_core.schema.model import (
    Awaited,
    Band,
    Calculator,
    Code,
    Field,
    FieldPrivacy,
    LaterRule,
    LegalText,
    Metadata,
    Page,
    PageFigure,
    PagePicture,
    Parts,
    PrivacyPolicy,
    Rule,
    Schema,
    Unit,
)
from forum_core.sentences.typography import typeset


def build(path: Path, document: Json) -> Schema:
    """The register of a folder. Its name is the folder's; the standard's may have hyphens."""
    ours: Json = document["forum"]
    official = {key: value for key, value in document.items() if key != "forum"}
    official["fields"] = [_official_field(field) for field in document["fields"]]
    return Schema(
        name=path.parent.name,
        version=document["version"],
        title=typeset(ours["title"]),
        question=typeset(ours["question"]),
        summary=typeset(ours["summary"]),
        duty=typeset(ours["duty"]),
        official_url=ours.get("official_url"),
        table_schema=official,
        fields=tuple(_field(path, field) for field in document["fields"]),
        rules=(*map(_rule, document.get("custom_checks", ())), *map(_rule, ours.get("rules", ()))),
        later=tuple(
            LaterRule(one["code"], typeset(one["says"]), tuple(one["needs"])) for one in ours.get("later", ())
        ),
        metadata=tuple(
            Metadata(one["name"], typeset(one["label"]), typeset(one["help"]), one["type"])
            for one in ours.get("metadata", ())
        ),
        key=tuple(ours["key"]),
        authority=ours["authority"],
        persons=tuple(ours["persons"]),
        privacy=_policy(ours.get("privacy")),
        laws=tuple(map(_law, ours["laws"])),
        theme=ours["register"]["theme"],
        frequency=ours["register"]["frequency"],
        licence=ours["register"]["licence"],
        keywords=tuple(ours["keywords"]),
        nil=ours["nil"],
        page=_page(ours["page"]),
        excludes=tuple(map(typeset, ours["excludes"])),
    )


def _official_field(field: Json) -> dict[str, Any]:
    return {key: value for key, value in field.items() if key != "forum"}


def _field(path: Path, field: Json) -> Field:
    ours: Json = field["forum"]
    privacy = ours.get("privacy")
    codelist = ours.get("codelist")
    return Field(
        name=field["name"],
        title=field["title"] if "title" in field else ours["title"],
        type=field["type"],
        meaning=ours["type"],
        descriptor=_official_field(field),
        privacy=FieldPrivacy(privacy["class"], privacy["action"], privacy.get("basis")) if privacy else None,
        help=typeset(ours["help"]),
        aliases=tuple(ours.get("aliases", ())),
        label=typeset(ours.get("label", "")),
        unit=ours.get("unit", ""),
        caution=typeset(ours.get("caution", "")),
        codes=_codes(read_codelist(path, "", codelist)) if codelist else (),
    )


def _codes(codes: Sequence[Mapping[str, str]]) -> tuple[Code, ...]:
    return tuple(
        Code(
            one["code"],
            typeset(one.get("label", "")),
            _day(one.get("valid_from")),
            _day(one.get("valid_to")),
            typeset(one.get("says", "")),
        )
        for one in codes
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _rule(rule: Json) -> Rule:
    return Rule(
        name=rule["name"],
        params=rule["params"],
        severity=rule.get("severity", "error"),
        code=rule.get("code", ""),
        since=_day(rule.get("from")),
        until=_day(rule.get("until")),
        text=rule.get("text", ""),
        verified=rule.get("verified", True),
        says=typeset(rule.get("says", "")),
    )


def _policy(policy: Json | None) -> PrivacyPolicy | None:
    if policy is None:
        return None
    return PrivacyPolicy(
        unit=policy["unit"],
        legal_basis=policy["legal_basis"],
        release=policy["release"],
        threshold=policy["threshold"],
        forbid=tuple(policy.get("forbid", ())),
        asked=policy.get("asked"),
        given=tuple(policy.get("given", ())),
        hidden=policy.get("hidden"),
        parts=tuple(Parts(one["whole"], tuple(one["parts"])) for one in policy.get("parts", ())),
        sensitive=tuple(policy.get("sensitive", ())),
    )


def _law(law: Json) -> LegalText:
    return LegalText(
        text=law["text"],
        article=law.get("article"),
        since=law.get("since"),
        until=law.get("until"),
        verified=law["verified"],
        checked=law.get("checked"),
        url=law.get("url"),
        says=typeset(law["says"]),
    )


def columns_of(written: str | Sequence[str]) -> tuple[str, ...]:
    """Columns of a picture, of which one alone may be written without a list."""
    return (written,) if isinstance(written, str) else tuple(written)


def _figure(figure: Json) -> PageFigure:
    return PageFigure(
        typeset(figure["says"]),
        typeset(figure.get("one", "")),
        figure.get("column"),
        figure.get("spans", False),
        figure.get("out_of"),
        _only(figure),
    )


def _only(of: Json) -> tuple[tuple[str, str], ...]:
    return tuple(of.get("only", {}).items())


def _page(page: Json) -> Page:
    unit, awaited, calculator = page.get("unit"), page.get("awaited"), page.get("calculator")
    return Page(
        subject=page["subject"],
        before=page.get("before"),
        subject_ids=tuple(page["subject_ids"]),
        amount=page.get("amount"),
        unit=Unit(unit["one"], unit["many"]) if unit else None,
        separate=tuple(page.get("separate", ())),
        stocks=tuple(page.get("stocks", ())),
        figures=tuple(map(_figure, page.get("figures", ()))),
        sort=tuple(page.get("sort", ())),
        date=page["date"],
        words=tuple(page["words"]),
        columns=tuple(page["columns"]),
        bands=tuple(
            Band(band["key"], typeset(band["label"]), band.get("above"), band.get("up_to"))
            for band in page.get("bands", ())
        ),
        one=page["one"],
        many=page["many"],
        subject_one=page["subject_one"],
        subject_many=page["subject_many"],
        sentence=typeset(page.get("sentence", "")),
        pictures=tuple(
            PagePicture(
                picture["kind"],
                picture.get("column"),
                columns_of(picture.get("columns", ())),
                columns_of(picture.get("rows", ())),
                picture.get("rule"),
                _only(picture),
                typeset(picture.get("says", "")),
                picture.get("counts_rows", False),
            )
            for picture in page.get("pictures", ())
        ),
        awaited=Awaited(awaited["column"], tuple(awaited["values"])) if awaited else None,
        calculator=Calculator(**calculator) if calculator else None,
    )
