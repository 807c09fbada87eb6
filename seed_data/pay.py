"""The ten highest pays of the town, one row a year: voluntary at its size. The community publishes none."""

from __future__ import annotations

import town

Row = dict[str, str]

_SUMS = {
    # year: sum of the ten, women, men, months, comment
    2022: ("748312.40", 4, 6, 118, "Un poste vacant deux mois."),
    2023: ("771905.15", 4, 6, 120, ""),
    2024: ("793480.00", 5, 5, 120, ""),
    2025: ("802114.75", 5, 5, 117, "Un poste vacant trois mois."),
}


def of_the_town(siren: str) -> list[Row]:
    """Four years, at the standard's format."""
    return [
        {
            "siren": siren,
            "denomination_employeur": town.NAME,
            "type_administration": "Autre collectivité territoriale",
            "annee": str(year),
            "somme_10_plus_hautes_remunerations_brutes": total,
            "nb_femmes_beneficiaires": str(women),
            "nb_hommes_beneficiaires": str(men),
            "duree_cumulee_mois": str(months),
            "commentaires": comment,
        }
        for year, (total, women, men, months, comment) in _SUMS.items()
    ]
