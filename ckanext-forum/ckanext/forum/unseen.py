"""What CKAN tells of datasets that the asker may not read, told no more: ids, tags, that they exist.

Chained actions, each asked for in tests/ckan/channels. To be read again at each upgrade of CKAN.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.types import Context

from ckan import model

# Of an action of CKAN: context and data_dict in, whatever it answers out.
Action = Callable[[Context, dict[str, Any]], Any]


def _like_one_that_never_was(name: str) -> Action:
    """An action that finds nothing where CKAN's says « not allowed »: the difference tells what exists."""

    @tk.chained_action
    @tk.side_effect_free
    def read(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
        try:
            return up(context, data_dict)
        except tk.NotAuthorized:
            raise tk.ObjectNotFound from None

    read.__name__ = name
    return read


def _of_what_may_be_read(name: str) -> Action:
    """An action about a dataset that CKAN answers to who may not read that dataset."""

    @tk.chained_action
    def ask(up: Action, context: Context, data_dict: dict[str, Any]) -> object:
        if not context.get("ignore_auth"):
            tk.get_action("package_show")({"user": context.get("user", "")}, {"id": data_dict.get("id")})
        return up(context, data_dict)

    ask.__name__ = name
    return ask


@tk.chained_action
@tk.side_effect_free
def member_list(up: Action, context: Context, data_dict: dict[str, Any]) -> list[tuple[str, ...]]:
    """Members of an authority, its datasets among them, without those that the asker may not read."""
    members = up(context, data_dict)
    datasets = [member[0] for member in members if member[1] == "package"]
    hidden = set(datasets) - _public(datasets)
    return [member for member in members if member[0] not in hidden or _may_read(context, member[0])]


@tk.chained_action
@tk.side_effect_free
def tag_list(up: Action, context: Context, data_dict: dict[str, Any]) -> list[Any]:
    """Tags that a public dataset has; those of a vocabulary are all shown."""
    tags = up(context, data_dict)
    if data_dict.get("vocabulary_id"):
        return tags
    public = _public_tags()
    return [tag for tag in tags if (tag["name"] if isinstance(tag, dict) else tag) in public]


@tk.chained_action
@tk.side_effect_free
def tag_autocomplete(up: Action, context: Context, data_dict: dict[str, Any]) -> list[str]:
    """Tags that a public dataset has."""
    public = _public_tags()
    return [tag for tag in up(context, data_dict) if data_dict.get("vocabulary_id") or tag in public]


@tk.chained_action
@tk.side_effect_free
def tag_search(up: Action, context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Tags that a public dataset has, of one page, and counted there: CKAN's count tells of the others."""
    found = up(context, data_dict)
    if data_dict.get("vocabulary_id"):
        return found
    public = _public_tags()
    results = [tag for tag in found["results"] if tag["name"] in public]
    return {"count": len(results), "results": results}


@tk.chained_action
@tk.side_effect_free
def tag_show(up: Action, context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """A tag that a public dataset has."""
    tag = up(context, data_dict)
    if not tag.get("vocabulary_id") and tag["name"] not in _public_tags():
        raise tk.ObjectNotFound
    return tag


_READ_BY_ID = (
    "package_relationships_list",
    "package_show",
    "resource_show",
    "resource_view_list",
    "resource_view_show",
)

CLOSED: dict[str, Action] = {
    **{name: _like_one_that_never_was(name) for name in _READ_BY_ID},
    "am_following_dataset": tk.side_effect_free(_of_what_may_be_read("am_following_dataset")),
    "dataset_follower_count": tk.side_effect_free(_of_what_may_be_read("dataset_follower_count")),
    "follow_dataset": _of_what_may_be_read("follow_dataset"),
    "member_list": member_list,
    "tag_autocomplete": tag_autocomplete,
    "tag_list": tag_list,
    "tag_search": tag_search,
    "tag_show": tag_show,
}
"""Actions by name, for the plugin."""


def _public(ids: list[str]) -> set[str]:
    return set(
        model.Session.scalars(_of_public(sa.select(model.Package.id)).where(model.Package.id.in_(ids)))
    )


def _public_tags() -> set[str]:
    names = (
        sa.select(model.Tag.name)
        .join(model.PackageTag, model.PackageTag.tag_id == model.Tag.id)
        .join(model.Package, model.Package.id == model.PackageTag.package_id)
        .where(model.PackageTag.state == "active", model.Tag.vocabulary_id.is_(None))
    )
    return set(model.Session.scalars(_of_public(names)))


def _of_public(query: sa.Select[tuple[str]]) -> sa.Select[tuple[str]]:
    return query.where(model.Package.state == "active", model.Package.private.is_(False))


def _may_read(context: Context, dataset: str) -> bool:
    if context.get("ignore_auth"):
        return True
    try:
        return tk.check_access("package_show", {"user": context.get("user", "")}, {"id": dataset})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return False
