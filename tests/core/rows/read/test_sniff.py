"""What is no table is refused by its bytes, whatever its name says."""

from __future__ import annotations

import bz2
import gzip
import io
import zipfile

import pytest

TABLE = b"nom;code\nJudo;7\n"

WEB_PAGE = """<!DOCTYPE html>
<html><head><title>503 Service Unavailable</title></head>
<body><h1>Service Unavailable</h1></body></html>
"""


def zipped(**members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"\n\r\n  \n", "file.empty"),
        (b"\xef\xbb\xbf", "file.empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "file.pdf"),
        (WEB_PAGE, "file.html"),
        ("\ufeff\n  " + WEB_PAGE.lower(), "file.html"),
        ('<?xml version="1.0"?>\n<html xmlns="x"></html>', "file.html"),
        ('<?xml version="1.0"?>\n<docBudget></docBudget>', "file.xml"),
        ('[{"nom": "Judo"}]', "file.json"),
        ('{"marches": []}', "file.json"),
        (gzip.compress(TABLE, mtime=0), "file.archive"),
        (bz2.compress(TABLE), "file.archive"),
        (zipped(table_dot_csv=TABLE), "file.archive"),
        (zipped(word__document_dot_xml="<w/>"), "file.document"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "file.document"),
        (b"\x89PNG\r\n\x1a\n", "file.document"),
        (b"PAR1\x15\x04", "file.document"),
        (b"PK\x03\x04 cut short", "file.damaged"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"),
            "file.protected",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "WordDocument".encode("utf-16-le"),
            "file.document",
        ),
    ],
)
def test_what_is_no_table_is_refused_in_time(refusal, content, code):
    assert refusal(content, "subventions.csv").code == code


def test_a_text_named_as_a_workbook_is_read_as_the_text_it_is(reading):
    found = reading(TABLE, "export.xls")

    assert found.read.format == "csv"
    assert found.rows == [("Judo", "7")]


def test_a_header_that_opens_a_bracket_is_not_taken_for_json(reading):
    assert reading("[code];nom\n7;Judo\n").headers == ("[code]", "nom")
