"""Files as a source: taken over as they are, never followed elsewhere."""

from __future__ import annotations

import os
import stat
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from forum_core.errors import FileRefused
from forum_harvesters.files import FileSource
from forum_harvesters.testing import SourceContract


class TestFileSource(SourceContract):
    def source(self, folder, headers, rows):
        lines = [headers, *rows]
        text = "".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines)
        (folder / "table.csv").write_text(text, encoding="utf-8")
        return FileSource(folder)


@pytest.fixture
def drop(tmp_path):
    folder = tmp_path / "depot"
    folder.mkdir()
    (folder / "a.csv").write_text("nom;code\nJudo;7\n")
    return folder


@pytest.fixture
def quarantine(tmp_path):
    folder = tmp_path / "quarantaine"
    folder.mkdir()
    return folder


def refusal(source, name, into):
    with pytest.raises(FileRefused) as refused:
        source.read(name, into)
    return refused.value.code


def test_a_single_file_is_a_source_of_one_table(drop, quarantine):
    source = FileSource(drop / "a.csv")

    raw = source.read("a.csv", quarantine)

    assert source.names() == ("a.csv",)
    assert raw.headers == ("nom", "code")


def test_a_folder_lists_its_regular_files_only(drop):
    (drop / "b.csv").write_text("x")
    (drop / "~$b.xlsx").write_text("x")
    (drop / ".part").write_text("x")
    (drop / "dossier").mkdir()
    (drop / "lien.csv").symlink_to("a.csv")
    os.mkfifo(drop / "tube")

    assert FileSource(drop).names() == ("a.csv", "b.csv")


def test_the_copy_is_for_its_owner_and_the_original_stays(drop, quarantine):
    FileSource(drop).read("a.csv", quarantine)

    copy = quarantine / "original"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert copy.read_bytes() == (drop / "a.csv").read_bytes()


def test_a_link_is_not_followed(drop, quarantine, tmp_path):
    secret = tmp_path / "ailleurs.csv"
    secret.write_text("nom;code\nx;1\n")
    (drop / "lien.csv").symlink_to(secret)

    assert refusal(FileSource(drop), "lien.csv", quarantine) == "file.link"
    assert refusal(FileSource(drop / "lien.csv"), "lien.csv", quarantine) == "file.link"


def test_a_folder_that_is_a_link_is_not_followed(drop, quarantine, tmp_path):
    (tmp_path / "lien").symlink_to(drop)

    assert refusal(FileSource(tmp_path / "lien"), "lien", quarantine) == "file.link"


def test_a_pipe_is_refused_and_not_waited_for(drop, quarantine):
    os.mkfifo(drop / "tube.csv")

    assert refusal(FileSource(drop), "tube.csv", quarantine) == "file.not-regular"


def test_a_device_is_refused(quarantine):
    assert refusal(FileSource(Path("/dev/zero")), "zero", quarantine) == "file.not-regular"


def test_a_folder_is_no_table(drop, quarantine):
    (drop / "dossier.csv").mkdir()

    assert refusal(FileSource(drop), "dossier.csv", quarantine) == "file.not-regular"


@pytest.mark.parametrize(
    "name", ["../a.csv", "/etc/passwd", "..", ".", "", "a\ncsv", "a\x00.csv", "\udcff.csv"]
)
def test_a_name_that_is_a_path_or_cannot_be_shown_is_refused(drop, quarantine, name):
    assert refusal(FileSource(drop), name, quarantine) == "file.name"


def test_a_name_of_255_bytes_is_read(drop, quarantine):
    name = "é" * 125 + ".csv"
    (drop / name).write_text("nom;code\nJudo;7\n")

    assert FileSource(drop).read(name, quarantine).read.rows == 1


def test_a_missing_file_is_said_to_be_missing(drop, quarantine):
    assert refusal(FileSource(drop), "b.csv", quarantine) == "file.not-found"
    assert refusal(FileSource(drop / "rien" / "b.csv"), "b.csv", quarantine) == "file.not-found"


def test_a_file_that_grows_while_it_is_copied_is_refused(drop, quarantine, monkeypatch):
    """Reading the first block is when another process adds a line."""
    read = os.read

    def read_and_grow(descriptor, count):
        block = read(descriptor, count)
        if block:
            with (drop / "a.csv").open("a") as file:
                file.write("Rugby;8\n")
        return block

    monkeypatch.setattr(os, "read", read_and_grow)

    assert refusal(FileSource(drop), "a.csv", quarantine) == "file.changing"


def test_the_connector_is_found_by_its_entry_point():
    (found,) = entry_points(group="forum.sources", name="files")

    assert found.load() is FileSource
