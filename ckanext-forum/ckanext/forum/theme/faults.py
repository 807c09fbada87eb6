"""Each error answer has a reference, in the log too; software gets JSON; what a fault said goes nowhere."""

from __future__ import annotations

import json
import logging
import secrets
import traceback
from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Flask, Response, g, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError, default_exceptions

from ckanext.forum.theme.error_words import error_detail, error_words

log = logging.getLogger(__name__)

HEADER = "X-Forum-Reference"

# CKAN's own handler of an error, which draws our template.
Draw = Callable[[HTTPException], ResponseReturnValue]


def refer(app: Flask) -> None:
    """Give references, and JSON to those who read JSON; pages stay as CKAN draws them with our template."""
    drawn: dict[int, dict[Any, Any]] = app.error_handler_spec[None]  # type: ignore[assignment]
    for code, kind in default_exceptions.items():
        app.register_error_handler(code, partial(_answer, drawn[code][kind]))
    if Exception in drawn[None]:  # type: ignore[index]
        app.register_error_handler(Exception, partial(_answer_fault, drawn[500][InternalServerError]))
    app.after_request(_add_reference)


def reference() -> str:
    """A number to quote, the same all along an answer; it says nothing of the data."""
    if "forum_reference" not in g:
        g.forum_reference = f"P-{secrets.token_hex(2)}-{secrets.token_hex(2)}".upper()
        log.warning("error answer %s at %s", g.forum_reference, request.endpoint)
    return g.forum_reference


def _answer(draw: Draw, err: HTTPException) -> ResponseReturnValue:
    if not _reads_json():
        return draw(err)
    words = error_words(err.code, anonymous=False)
    said = error_detail(err.code, err.description) or words.title
    message = f"{said.rstrip('.')}."
    if words.ours:
        message = f"{message} {words.remedy}"
    error = {"__type": err.name, "message": message}
    return jsonify({"success": False, "error": error}), err.code or 500


def _answer_fault(
    draw: Callable[[HTTPException], ResponseReturnValue], fault: Exception
) -> ResponseReturnValue:
    # A fault's own words may quote a cell: the log has its kind, and the lines of code that led to it.
    frames = "".join(traceback.format_tb(fault.__traceback__))
    log.error("fault %s: %s\n%s", reference(), type(fault).__name__, frames)
    return _answer(draw, InternalServerError())


def _add_reference(response: Response) -> Response:
    if response.status_code < 400:
        return response
    response.headers[HEADER] = reference()
    said = response.get_json(silent=True) if response.is_json and not response.is_streamed else None
    if isinstance(said, dict) and "error" in said:
        said["reference"] = reference()
        response.set_data(json.dumps(said, ensure_ascii=False))
    return response


def _reads_json() -> bool:
    if request.path.startswith("/api/") or request.path.endswith(".json"):
        return True
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"
