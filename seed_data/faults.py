"""A file with every kind of error that a person makes, each on a row of its own: what is said of it?"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence


def with_faults(columns: Sequence[str], rows: Sequence[Sequence[str]], other_siret: str) -> bytes:
    """The last rows of the clean file with one fault in every second: UTF-8 with a mark, semicolons."""
    faults = _faults(other_siret)
    kept = [list(row) for row in rows if row[5]][-2 * len(faults) - 6 :]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow((*columns, "Instructeur"))
    for index, row in enumerate(kept):
        place, odd = divmod(index, 2)
        if odd and place < len(faults):
            for field, value in faults[place].items():
                row[columns.index(field)] = value
        writer.writerow((*row, "DAF"))
    writer.writerow((*kept[0], "DAF"))
    writer.writerow(kept[2][:9])
    writer.writerow((*kept[4], "DAF", "de trop"))
    writer.writerow([""] * (len(columns) + 1))
    writer.writerow((*kept[6], "DAF"))
    quoted = ";".join((*kept[8][:7], '"Achat de "petit" matériel"', *kept[8][8:], "DAF"))
    return (text.getvalue() + quoted + "\r\n").encode("utf-8-sig")


def _faults(other_siret: str) -> tuple[dict[str, str], ...]:
    """Columns and what was typed there."""
    return (
        {"nomAttribuant": ""},
        {"idAttribuant": other_siret},
        {"idAttribuant": "21000001400015"},
        {"dateConvention": "31/02/2025"},
        {"dateConvention": "12/05/2025"},
        {"dateConvention": "mai 2025"},
        {"nomBeneficiaire": ""},
        {"nomBeneficiaire": "Mme Aurélie Aventurac"},
        {"nomBeneficiaire": "ComitÃ© des fÃªtes"},
        {"idBeneficiaire": "3690002000018"},
        {"idBeneficiaire": "36900020000019"},
        {"idBeneficiaire": "21860194600000.0"},
        {"idBeneficiaire": "369 000 120 00021"},
        {"idBeneficiaire": "", "rnaBeneficiaire": ""},
        {"rnaBeneficiaire": "W63A004127"},
        {"objet": "Fonctionnement et équipement du club, " * 8},
        {"montant": "1 500,00"},
        {"montant": "12.345"},
        {"montant": "gratuit"},
        {"montant": "#REF!"},
        {"nature": "Aide en numéraire"},
        {"nature": "subvention"},
        {"conditionsVersement": ""},
        {"datesPeriodeVersement": "2025-01-01_2025-12-31"},
        {"datesPeriodeVersement": "2025-12-31/2025-01-01"},
        {"datesPeriodeVersement": "avant l’été"},
        {"notificationUE": "NON"},
        {"notificationUE": "peut-être"},
        {"pourcentageSubvention": "45"},
        {"pourcentageSubvention": "0,45"},
        {"idRAE": "1234567"},
    )
