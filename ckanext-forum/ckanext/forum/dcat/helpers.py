"""Template helpers of ckanext-dcat that we replace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import simplejson as json
from ckanext.dcat.processors import RDFSerializer
from ckanext.dcat.profiles.croissant import JSONLD_CONTEXT
from pyld import jsonld

_FRAME = {
    "@context": JSONLD_CONTEXT,
    "@type": "sc:Dataset",
    # Files stand in `distribution`, where readers look; a column only names its file. ckanext-dcat's frame
    # writes a file where it is met first, which is inside of its first column.
    "recordSet": {"field": {"source": {"fileObject": {"@embed": "@never"}}}},
}


def get_helpers() -> dict[str, Callable[..., str]]:
    """Helpers by name."""
    return {"croissant": croissant}


def croissant(dataset_dict: dict[str, Any]) -> str:
    """A dataset in Croissant, as text that a script element may hold."""
    serializer = RDFSerializer(profiles=["forum_croissant"])
    flat = json.loads(serializer.serialize_dataset(dataset_dict, _format="jsonld", context=JSONLD_CONTEXT))
    framed = jsonld.frame(flat, _FRAME)
    return json.dumps(framed, sort_keys=True, indent=2, cls=json.JSONEncoderForHTML)
