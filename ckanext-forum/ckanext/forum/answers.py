"""What every answer about a register carries: which publications it was made of."""

from __future__ import annotations

from flask import Response

from ckanext.forum.lookup import Opened

PUBLICATION_HEADER = "X-Forum-Publication"


def named(response: Response, opened: Opened) -> Response:
    """The same answer, with the ids of the publications that it was made of."""
    response.headers[PUBLICATION_HEADER] = opened.id
    return response
