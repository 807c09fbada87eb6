"""A request for a register: its publications opened, its query read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Response, redirect, request

from ckanext.forum import lookup
from ckanext.forum.lookup import Opened
from ckanext.forum.place import Place, Tab, parse
from forum_core.explore.filters import FilterProblem, years

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks of a register, and what of its query makes no sense."""

    opened: Opened
    place: Place
    problems: tuple[FilterProblem, ...]


def asked(
    register: str, authority: str | None, work: Callable[[Asked], Answer], tab: Tab = Tab.SUMMARY
) -> Answer:
    """Open what the address names and answer with it; once more when a publication leaves meanwhile.

    Args:
        register: Name of the register.
        authority: Name of the authority; None for all that publish the register.
        work: Makes the answer.
        tab: The view that is asked for.

    Raises:
        WithdrawnError: The register of the authority was withdrawn.
    """

    def answer(opened: Opened) -> Answer:
        place, problems = parse(opened.schema, opened.authority, request.args, years(opened.reading), tab)
        return work(Asked(opened, place, problems))

    return lookup.read(register, authority, answer)


def page(register: str, authority: str | None, work: Callable[[Asked], Response], tab: Tab) -> Response:
    """Like `asked`, for a page: the register of a single authority is at the address of that authority."""

    def answer(request_: Asked) -> Response:
        opened, place = request_.opened, request_.place
        if authority is None and len(opened.publications) == 1:
            only = place.of_authority(opened.current.organization_name).at(place.page)
            return redirect(only.address)  # type: ignore[return-value]
        return work(request_)

    return asked(register, authority, answer, tab)
