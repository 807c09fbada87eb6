"""The French catalogue is complete, keeps placeholders, follows our typography, and is what was compiled."""

import importlib.util
import re
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract_from_dir
from babel.support import Translations

CATALOGUES = "i18n/fr/LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[sdi]|%[sdir]|\{[^}]*\}|</?\w+")
PROTECTED = re.compile(
    r"<code[^>]*>.*?</code>|<[^>]+>|&\w+;|%\(\w+\)[sdi]|\{[^}]*\}|https?://\S+|\d\d:\d\d|HH:MM:SS"
)


def folder_of(package):
    spec = importlib.util.find_spec(package)
    return Path(next(iter(spec.submodule_search_locations)))


OURS = folder_of("ckanext.forum") / CATALOGUES / "ckanext-forum.po"
CORE = folder_of("ckan") / CATALOGUES / "ckan.po"


@pytest.fixture(scope="module")
def ours():
    return polib.pofile(str(OURS))


@pytest.fixture(scope="module")
def core():
    return polib.pofile(str(CORE))


def texts_of(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def french_messages(*catalogues):
    return {entry.msgid for catalogue in catalogues for entry in catalogue if entry.translated()}


def messages_in(package):
    folder = folder_of(package)
    methods = [("**.py", "python"), ("**/templates/**.html", "ckan"), ("**/templates/**.txt", "ckan")]
    keywords = {"_": None, "N_": None, "P_": (1, 2), "ngettext": (1, 2), "ungettext": (1, 2)}
    found = set()
    for file, _line, message, _comments, _context in extract_from_dir(folder, methods, keywords=keywords):
        if not Path(file).parts[0].startswith("test"):
            found.add(message[0] if isinstance(message, tuple) else message)
    return found


def test_no_message_of_the_core_catalogue_is_left_in_english(ours, core):
    wanted = {entry.msgid for entry in core if not entry.obsolete}

    missing = wanted - french_messages(ours, core)

    assert len(wanted) > 1200
    assert missing == set()


@pytest.mark.parametrize(
    "package",
    ["ckan", "ckanext.datastore", "ckanext.textview", "ckanext.scheming", "ckanext.dcat", "ckanext.forum"],
)
def test_no_message_in_the_source_is_left_in_english(ours, core, package):
    wanted = messages_in(package)

    missing = wanted - french_messages(ours, core)

    assert missing == set()


def test_each_translation_keeps_the_placeholders_and_tags_of_its_message(ours):
    wrong = []
    for entry in ours:
        allowed = [sorted(PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.msgid_plural) if text]
        wrong += [entry.msgid for text in texts_of(entry) if sorted(PLACEHOLDER.findall(text)) not in allowed]

    assert wrong == []


def test_each_translation_follows_french_typography(ours):
    wrong = []
    for entry in ours:
        for text in texts_of(entry):
            words = PROTECTED.sub("x", text)
            if re.search(r"'|\.\.\.|[  ][;!?]|« |[^\u202f]»|«[^\u202f]|[^\xa0]:(\s|$)|[^ ]  [^ ]", words):
                wrong.append(text)

    assert wrong == []


def test_the_plural_rule_is_the_one_of_the_core_catalogue(ours, core):
    rule = core.metadata["Plural-Forms"]

    assert ours.metadata["Plural-Forms"] == rule


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "{num} jeu de données"),
        (1, "{num} jeu de données"),
        (2, "{num} jeux de données"),
        (1_000_000, "{num} jeux de données"),
    ],
)
def test_merged_catalogues_count_datasets_as_french_does(count, words):
    merged = Translations.load(CORE.parents[2], ["fr"], "ckan")
    merged.merge(Translations.load(OURS.parents[2], ["fr"], "ckanext-forum"))

    assert merged.ungettext("{num} Dataset", "{num} Datasets", count) == words


def test_ours_wins_over_what_the_core_says_wrong():
    merged = Translations.load(CORE.parents[2], ["fr"], "ckan")
    merged.merge(Translations.load(OURS.parents[2], ["fr"], "ckanext-forum"))

    assert merged.ugettext("Licenses") == "Licences"
    assert merged.ugettext("Search datasets...") == "Rechercher des jeux de données…"


def test_the_compiled_catalogue_is_the_one_of_the_text(ours):
    compiled = polib.mofile(str(OURS.with_suffix(".mo")))

    assert ours.percent_translated() == 100
    assert {e.msgid: texts_of(e) for e in compiled} == {e.msgid: texts_of(e) for e in ours}
    assert compiled.metadata["Plural-Forms"] == ours.metadata["Plural-Forms"]
