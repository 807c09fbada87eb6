"""LibreOffice in French as a person uses it: open a workbook, type in its cells, save it, convert it."""

from __future__ import annotations

import os
import shutil
import subprocess

SOFFICE = shutil.which("soffice")
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "xls": "MS Excel 97"}
# Separator, quote, UTF-8, first line; French; cells as they are shown.
_CSV = "csv:Text - txt - csv (StarCalc):44,34,UTF8,1,,1036,false,true"

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script"
    script:name="Module1" script:language="StarBasic">
Sub Fill(sFrom As String, sTyped As String, sTo As String, sFilter As String)
  Dim oHidden(0) As New com.sun.star.beans.PropertyValue
  Dim oSaved(0) As New com.sun.star.beans.PropertyValue
  oHidden(0).Name = &quot;Hidden&quot;
  oHidden(0).Value = True
  oSaved(0).Name = &quot;FilterName&quot;
  oSaved(0).Value = sFilter
  oBook = StarDesktop.loadComponentFromURL(sFrom, &quot;_blank&quot;, 0, oHidden())
  oSheet = oBook.Sheets.getByIndex(0)
  oFiles = createUnoService(&quot;com.sun.star.ucb.SimpleFileAccess&quot;)
  oLines = createUnoService(&quot;com.sun.star.io.TextInputStream&quot;)
  oLines.setInputStream(oFiles.openFileRead(sTyped))
  oLines.setEncoding(&quot;UTF-8&quot;)
  Do While Not oLines.isEOF()
    aCell = Split(oLines.readLine(), Chr(9))
    If UBound(aCell) = 2 Then
      oSheet.getCellByPosition(CLng(aCell(0)), CLng(aCell(1))).FormulaLocal = aCell(2)
    End If
  Loop
  oLines.closeInput()
  oBook.storeToURL(sTo, oSaved())
  oBook.close(True)
End Sub
</script:module>
"""


class Office:
    """One profile of LibreOffice, kept in a folder of the tests."""

    def __init__(self, folder):
        self.folder = folder
        # The first start writes a profile, and would write over our macro.
        self._run("--terminate_after_init")
        module = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
        module.write_text(_MODULE, encoding="utf-8")

    def type_in(self, source, rows, target):
        """Type texts in the cells below the titles, as with the keyboard, and save in the target's format."""
        typed = target.with_suffix(".tsv")
        lines = [
            f"{column}\t{line}\t{text}\n"
            for line, cells in enumerate(rows, start=1)
            for column, text in enumerate(cells)
            if text
        ]
        # A blank line at the end: of the last one, LibreOffice keeps the line feed.
        typed.write_text("".join([*lines, "\n"]), encoding="utf-8")
        places = [one.as_uri() for one in (source, typed, target)]
        asked = ",".join(f'"{one}"' for one in (*places, FILTERS[target.suffix[1:]]))
        self._run(f"macro:///Standard.Module1.Fill({asked})")
        assert target.is_file()
        return target

    def as_csv(self, source):
        """The first sheet as LibreOffice shows it in French."""
        out = source.parent / "csv"
        self._run("--convert-to", _CSV, "--outdir", str(out), str(source))
        return out / f"{source.stem}.csv"

    def _run(self, *arguments):
        command = [
            SOFFICE,
            "--headless",
            "--norestore",
            f"-env:UserInstallation=file://{self.folder}/profile",
        ]
        environment = {
            **os.environ,
            "HOME": str(self.folder),
            "LC_ALL": "fr_FR.UTF-8",
            "LANG": "fr_FR.UTF-8",
        }
        subprocess.run([*command, *arguments], env=environment, check=True, capture_output=True, timeout=120)
