"""Reads drawings as a browser would: shapes in pixels, for a place of a given width. Words are estimated."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass

LETTER = 7.4
"""Pixels of a letter at the size of charts, on the large side."""


@dataclass(frozen=True)
class Shape:
    name: str
    classes: frozenset[str]
    x: float
    y: float
    width: float
    height: float
    words: str = ""

    @property
    def right(self):
        return self.x + self.width

    @property
    def bottom(self):
        return self.y + self.height


def parsed(drawing):
    return ET.fromstring(f"<root>{drawing}</root>")


def height_of(drawing):
    return float(parsed(drawing).find(".//svg[@height]").get("height"))


def shapes(drawing, width, name=None):
    """Shapes of the outer drawing; words that a narrow place hides are left out, as the style sheet does."""
    hidden = {"is-minor"} if width < 544 else set()
    hidden |= {"is-tight"} if width < 800 else set()
    svg = parsed(drawing).find(".//svg")
    found = [_shape(node, width) for node in svg.iter() if node.tag in {"rect", "line", "circle", "text"}]
    return [one for one in found if not one.classes & hidden and (name is None or one.name == name)]


def bars(drawing, width, *tones):
    """Rectangles filled with these tones (all marks by default)."""
    wanted = set(tones or ("m-main", "m-soft", "m-due"))
    return [one for one in shapes(drawing, width, "rect") if one.classes & wanted]


def _shape(node, width):
    classes = frozenset((node.get("class") or "").split())
    at = {key: _pixels(value, width) for key, value in node.attrib.items() if key in _PLACES}
    match node.tag:
        case "rect":
            box = at["x"], at["y"], at["width"], at["height"]
        case "line":
            box = (
                min(at["x1"], at["x2"]),
                min(at["y1"], at["y2"]),
                abs(at["x2"] - at["x1"]),
                abs(at["y2"] - at["y1"]),
            )
        case "circle":
            box = at["cx"] - at["r"], at["cy"] - at["r"], 2 * at["r"], 2 * at["r"]
        case _:
            return _text(node, classes, at)
    return Shape(node.tag, classes, *box)


def _text(node, classes, at):
    words = node.text or ""
    long = len(words) * LETTER
    back = {"middle": long / 2, "end": long}.get(node.get("text-anchor", ""), 0)
    return Shape("text", classes, at["x"] - back, at["y"] - 11, long, 14, words)


_PLACES = {"x", "y", "width", "height", "x1", "x2", "y1", "y2", "cx", "cy", "r"}


def _pixels(value, width):
    return float(value[:-1]) / 100 * width if value.endswith("%") else float(value)
