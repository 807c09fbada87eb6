"""The formats of a download: extension, words, media type, and what makes the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from forum_core.explore.engine import Reading
from forum_core.explore.export import csv_chunks, excel_csv_chunks, save_ods, save_parquet, save_xlsx
from forum_core.explore.filters import Filter
from forum_core.files.about import About
from forum_core.files.ods import MEDIA_TYPE as ODS

CSV_MEDIA_TYPE = "text/csv; charset=utf-8"
JSON_MEDIA_TYPE = "application/json; charset=utf-8"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PARQUET = "application/vnd.apache.parquet"

Chunks = Callable[[Reading, Filter], Iterator[bytes]]
Save = Callable[[Reading, Filter, About, IO[bytes]], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format other than JSON.

    Attributes:
        says: Whom it is for, in a few words.
        chunks: Makes the file as a stream; None when it must be whole before it leaves.
        save: Writes the whole file; None when it is streamed.
        workbook: True when the number of rows is limited.
    """

    extension: str
    label: str
    says: str
    media_type: str
    chunks: Chunks | None = None
    save: Save | None = None
    workbook: bool = False


def _save_parquet(reading: Reading, flt: Filter, _about: About, target: IO[bytes]) -> None:
    save_parquet(reading, flt, target)


FORMATS = (
    Format("csv", "CSV", "Format commun des collectivités\u00a0: virgule, UTF-8", CSV_MEDIA_TYPE, csv_chunks),
    Format(
        "excel.csv",
        "CSV pour Excel",
        "S’ouvre d’un double-clic\u00a0: point-virgule, décimales à virgule, dates françaises",
        CSV_MEDIA_TYPE,
        excel_csv_chunks,
    ),
    Format("xlsx", "XLSX", "Pour Excel, avec les colonnes expliquées", _XLSX, save=save_xlsx, workbook=True),
    Format("ods", "ODS", "Pour LibreOffice, avec les colonnes expliquées", ODS, save=save_ods, workbook=True),
    Format(
        "parquet", "Parquet", "Pour l’analyse\u00a0: compact, typé, avec la clé", _PARQUET, save=_save_parquet
    ),
)
JSON_LABEL, JSON_SAYS = "JSON", "Pour les logiciels, avec les totaux"
