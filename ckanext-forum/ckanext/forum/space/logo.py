"""An uploaded logo, let through when its first octets, its name's ending and its size say a picture."""

from __future__ import annotations

from pathlib import PurePath

import ckan.plugins.toolkit as tk
from ckan.lib.uploader import get_max_image_size
from werkzeug.datastructures import FileStorage

from forum_core import french

_KINDS = {b"\x89PNG\r\n\x1a\n": ("image/png", (".png",)), b"\xff\xd8\xff": ("image/jpeg", (".jpg", ".jpeg"))}
_MEGA = 1024 * 1024
_SAID_KIND = "Ce fichier n’est pas une image PNG ou JPEG. Enregistrez le logo dans l’un de ces formats."
_SAID_SIZE = "Ce logo pèse {size}, pour {most} au plus. Réduisez-le\u00a0: 400 points de large suffisent."


def checked(upload: FileStorage) -> FileStorage:
    """The same file under a name that says nothing of whose machine it came from.

    Raises:
        ValidationError: It is no PNG or JPEG, or too heavy.
    """
    stream = upload.stream
    size = stream.seek(0, 2)
    stream.seek(0)
    head = stream.read(16)
    stream.seek(0)
    found = next((kind for start, kind in _KINDS.items() if head.startswith(start)), None)
    ending = PurePath(upload.filename or "").suffix.lower()
    if found is None or ending not in found[1]:
        raise tk.ValidationError({"logo": [_SAID_KIND]})
    most = get_max_image_size() * _MEGA
    if size > most:
        said = _SAID_SIZE.format(size=french.size(size), most=french.size(most))
        raise tk.ValidationError({"logo": [said]})
    return FileStorage(stream, f"logo{ending}", "image_upload", found[0])
