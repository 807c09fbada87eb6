"""Solr's jars: what is on the list, and nothing else, is kept."""

import hashlib
import re

import pytest

from forum_stack import jars
from forum_stack.errors import StackError


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository of one jar, an empty cache, and a list to be written."""
    folder = tmp_path / "depot" / "org" / "example" / "outil" / "1.0"
    folder.mkdir(parents=True)
    (folder / "outil-1.0-linux.jar").write_bytes(b"contenu")
    monkeypatch.setenv("FORUM_MAVEN_URL", (tmp_path / "depot").as_uri())
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(jars, "_LIST", tmp_path / "jars.txt")

    def write(sha256: str) -> None:
        (tmp_path / "jars.txt").write_text(f"# liste\norg.example:outil:linux:1.0 {sha256}\n")

    return write


def test_each_jar_of_the_committed_list_has_a_digest_and_a_file_name_of_its_own():
    found = jars.read_list(jars._LIST.read_text(encoding="utf-8"))

    assert len({jar.file_name for jar in found}) == len(found) == 129
    assert all(re.fullmatch(r"[0-9a-f]{64}", jar.sha256) for jar in found)


def test_a_missing_jar_is_fetched_once_into_the_cache(repository):
    repository(hashlib.sha256(b"contenu").hexdigest())

    folder = jars.fetch_missing()

    assert [path.name for path in folder.iterdir()] == ["outil-1.0-linux.jar"]
    assert jars.missing() == []


def test_a_jar_that_is_not_the_one_on_the_list_is_refused_and_not_kept(repository):
    repository(hashlib.sha256(b"autre").hexdigest())

    with pytest.raises(StackError, match="empreinte différente"):
        jars.fetch_missing()

    assert list(jars.cache_folder().iterdir()) == []


def test_a_jar_that_cannot_be_fetched_is_said_with_its_address_and_the_remedy(repository, tmp_path):
    repository("0" * 64)
    (tmp_path / "depot" / "org" / "example" / "outil" / "1.0" / "outil-1.0-linux.jar").unlink()

    with pytest.raises(StackError, match=r"outil-1\.0-linux\.jar a échoué.*FORUM_MAVEN_URL"):
        jars.fetch_missing()
