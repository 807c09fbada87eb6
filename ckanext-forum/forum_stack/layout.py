"""Where everything of one instance lies: one folder, and nothing outside it."""

from dataclasses import dataclass
from pathlib import Path

from forum_stack.errors import StackError


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths below one STATE folder."""

    state: Path

    @property
    def lock(self) -> Path:
        """Held by the supervisor as long as it lives; its text is the supervisor's process number."""
        return self.state / "verrou"

    @property
    def secrets(self) -> Path:
        """Passwords and keys of this install, made at its first start."""
        return self.state / "secrets.json"

    @property
    def ports(self) -> Path:
        """Ports chosen for this install."""
        return self.state / "ports.json"

    @property
    def storage(self) -> Path:
        """CKAN's files: publications, uploads, quarantine."""
        return self.state / "fichiers"

    @property
    def ini(self) -> Path:
        """Configuration of the site."""
        return self.state / "ckan.ini"

    @property
    def test_ini(self) -> Path:
        """Configuration of the tests: databases, Redis number and Solr core of its own."""
        return self.state / "test.ini"

    def folder(self, service: str) -> Path:
        """The working folder of one service; recovery knows leftovers by it."""
        return self.state / service

    def log(self, service: str) -> Path:
        """The journal of one service."""
        return self.state / "journaux" / f"{service}.log"

    def create(self) -> None:
        """Make the folder, for its owner only.

        Raises:
            StackError: Another account owns it, or it cannot be written.
        """
        try:
            self.state.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self.state / "journaux").mkdir(mode=0o700, exist_ok=True)
            self.storage.mkdir(mode=0o700, exist_ok=True)
        except OSError as err:
            raise StackError(
                f"Le dossier {self.state} ne peut pas être écrit par ce compte. "
                "Choisissez-en un autre, par exemple STATE=~/forum-etat."
            ) from err
