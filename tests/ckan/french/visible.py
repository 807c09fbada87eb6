"""What a person sees or hears of a page, and what of it is English or badly typed."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Comment

ENGLISH = re.compile(
    r"(?<![\w’'-])(the|your|you|and|with|not found|this|that|are|is|of|to|for|from|has|have|been|will|"
    r"search|edit|delete|remove|add|view|manage|dataset|datasets|download|submit|cancel|save|update|"
    r"resource|resources|username|password|login|logout|unknown|active|required|welcome)(?![\w’'-])",
    re.IGNORECASE,
)
MISTYPED = re.compile(r"[a-zà-ÿ)»] [;!?:»](\s|$)|« |'[a-zà-ÿ]{2}|\.\.\.", re.IGNORECASE)
ATTRIBUTES = (
    "aria-label",
    "title",
    "alt",
    "placeholder",
    "aria-description",
    "data-bs-title",
    "data-module-content",
)


def words_of(html: str) -> list[str]:
    """Each text of a page, and each attribute that is read out; code, addresses and scripts left out."""
    page = BeautifulSoup(html, "html.parser")
    for element in page(["script", "style", "code", "pre", "svg"]):
        element.decompose()
    for element in page.select("[lang=en], [type=hidden]"):
        element.decompose()
    found = [str(text) for text in page.find_all(string=lambda s: not isinstance(s, Comment))]
    found += [element[name] for name in ATTRIBUTES for element in page.find_all(attrs={name: True})]
    found += [element["content"] for element in page.find_all("meta", attrs={"name": "description"})]
    tidy = [re.sub(r"[ \n\t]+", " ", text).strip(" \n\t") for text in found]
    return [
        text
        for text in tidy
        if re.search(r"\w", text) and "://" not in text and text[0] != "/" and text != "html"
    ]


def english_of(html: str, messages: frozenset[str]) -> list[str]:
    """The texts that hold a message of CKAN in English, or a word that French does not have."""
    return [
        text
        for text in words_of(html)
        if ENGLISH.search(text)
        or any(re.search(rf"(?<!\w){re.escape(m)}(?!\w)", text) for m in messages if m in text)
    ]


def mistyped_of(html: str) -> list[str]:
    """The texts with an ordinary space, apostrophe or dots where French has its own."""
    return [text for text in words_of(html) if MISTYPED.search(text)]
