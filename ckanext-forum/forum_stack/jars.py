"""Solr's jars: exactly the committed list, each checked by its SHA-256, kept in the user's cache."""

import hashlib
import os
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from forum_stack.errors import StackError

_LIST = Path(__file__).parent / "conf" / "jars.txt"
_CENTRAL = "https://repo1.maven.org/maven2"


@dataclass(frozen=True, slots=True)
class Jar:
    """One file of Maven Central."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str

    @property
    def file_name(self) -> str:
        """As Maven names it."""
        suffix = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{suffix}.jar"

    @property
    def path(self) -> str:
        """Below the repository's address."""
        return f"{self.group.replace('.', '/')}/{self.artifact}/{self.version}/{self.file_name}"


def read_list(text: str) -> list[Jar]:
    """The jars of a list: `group:artifact[:classifier]:version sha256` a line."""
    jars: list[Jar] = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            coordinates, sha256 = line.split()
            group, artifact, *classifier, version = coordinates.split(":")
            jars.append(Jar(group, artifact, version, "".join(classifier), sha256))
    return jars


def cache_folder() -> Path:
    """Where the jars of this list are kept, for all instances of this account."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    digest = hashlib.sha256(_LIST.read_bytes()).hexdigest()[:12]
    return Path(base) / "ckanext-forum" / f"solr-{digest}"


def missing() -> list[Jar]:
    """The jars that are not in the cache yet."""
    folder = cache_folder()
    jars = read_list(_LIST.read_text(encoding="utf-8"))
    return [jar for jar in jars if not (folder / jar.file_name).is_file()]


def fetch_missing() -> Path:
    """Download what is missing, eight at a time; the folder that holds them all.

    Raises:
        StackError: A file could not be fetched, or is not the one on the list.
    """
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(8) as pool:
        for _ in pool.map(lambda jar: _fetch(jar, folder), missing()):
            pass
    return folder


def _fetch(jar: Jar, folder: Path) -> None:
    base = os.environ.get("FORUM_MAVEN_URL", _CENTRAL).rstrip("/")
    content = _download(f"{base}/{jar.path}")
    if hashlib.sha256(content).hexdigest() != jar.sha256:
        raise StackError(
            f"Le fichier {jar.file_name} reçu n’est pas celui de la liste (empreinte différente). "
            "Rien n’a été gardé. Vérifiez FORUM_MAVEN_URL ou votre connexion, puis recommencez."
        )
    part = folder / f"{jar.file_name}.{os.getpid()}"
    part.write_bytes(content)
    part.replace(folder / jar.file_name)


def _download(url: str, tries: int = 3) -> bytes:
    for left in reversed(range(tries)):
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 - https, or what the operator set
                content: bytes = answer.read()
                return content
        except (urllib.error.URLError, TimeoutError, ConnectionError) as err:
            if not left:
                raise StackError(
                    f"Le téléchargement de {url} a échoué. Vérifiez votre connexion, ou donnez l’adresse "
                    "d’un miroir de Maven Central par FORUM_MAVEN_URL."
                ) from err
    raise AssertionError(tries)
