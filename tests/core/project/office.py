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
Sub FillAll(sJobs As String)
  On Error Resume Next
  oFiles = createUnoService(&quot;com.sun.star.ucb.SimpleFileAccess&quot;)
  oLines = createUnoService(&quot;com.sun.star.io.TextInputStream&quot;)
  oLines.setInputStream(oFiles.openFileRead(sJobs))
  oLines.setEncoding(&quot;UTF-8&quot;)
  Do While Not oLines.isEOF()
    aJob = Split(oLines.readLine(), Chr(9))
    If UBound(aJob) = 3 Then Fill(aJob(0), aJob(1), aJob(2), aJob(3))
  Loop
  oLines.closeInput()
End Sub

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
        self._jobs = []
        # The first start writes a profile, and would write over our macro.
        self._run("--terminate_after_init")
        module = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
        module.write_text(_MODULE, encoding="utf-8")

    def type_in(self, source, rows, target):
        """Ask for texts in the cells below the titles, as with the keyboard, saved in the target's format."""
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
        self._jobs.append("\t".join([*places, FILTERS[target.suffix[1:]]]))
        return target

    def type_all(self):
        """Type all that was asked for, in one start; a workbook that cannot be is not there."""
        jobs = self.folder / "jobs.tsv"
        jobs.write_text("\n".join([*self._jobs, "\n"]), encoding="utf-8")
        self._run(f'macro:///Standard.Module1.FillAll("{jobs.as_uri()}")')

    def as_csv(self, sources, out):
        """The first sheet of each as LibreOffice shows it in French, in one start."""
        self._run("--convert-to", _CSV, "--outdir", str(out), *map(str, sources))

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
