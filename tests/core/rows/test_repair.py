"""A repair changes the writing, never the meaning, and only of cells that were refused."""

from __future__ import annotations

from mapped_tables import cells, folder, mapped, row

from forum_core.findings import Repair
from forum_core.rows.repair import repair


def repaired(schema, *rows, **options):
    return repair(schema, mapped(schema, rows, **options), folder())


def test_an_acceptable_table_is_left_as_it_is(subsidies):
    table = mapped(subsidies, [row(nomBeneficiaire="Club de judo ")])

    after, repairs = repair(subsidies, table, folder())

    assert repairs == ()
    assert after.spool.table().equals(table.spool.table())


def test_cells_of_real_files_are_repaired_and_counted(subsidies):
    table, repairs = repaired(
        subsidies,
        row(montant="26\u00a0956,00", nature="Aide en numéraire"),
        row(montant="240 000 €", notificationUE="NON", datesPeriodeVersement="2017-01-01_2017-12-31"),
        row(),
    )

    assert cells(table, "montant") == ["26956.00", "240000", "1500.50"]
    assert cells(table, "datesPeriodeVersement")[1] == "2017-01-01/2017-12-31"
    assert repairs == (
        Repair("period-form", "datesPeriodeVersement", (3,)),
        Repair("decimal-comma", "montant", (2,)),
        Repair("money-sign", "montant", (3,)),
        Repair("enum-case", "nature", (2,)),
        Repair("boolean-case", "notificationUE", (3,)),
    )


def test_a_rounded_siret_is_never_completed(subsidies):
    table, repairs = repaired(
        subsidies, row(idBeneficiaire="45032466000000.0"), row(idBeneficiaire="2175000160000")
    )

    assert cells(table, "idBeneficiaire") == ["45032466000000.0", "2175000160000"]
    assert repairs == ()


def test_american_dates_are_left_to_a_person(subsidies):
    dates = ["12/31/2023", "06/15/2023", "01/02/2023"]

    table, repairs = repaired(subsidies, *(row(dateConvention=date) for date in dates))

    assert cells(table, "dateConvention") == dates
    assert repairs == ()


def test_french_dates_are_repaired_though_one_cannot_be_read(subsidies):
    table, _ = repaired(
        subsidies, *(row(dateConvention=d) for d in ("31/12/2023", "12/13/2023", "01/02/2023", "15/06/2023"))
    )

    assert cells(table, "dateConvention") == ["2023-12-31", "12/13/2023", "2023-02-01", "2023-06-15"]


def test_a_cell_that_a_short_row_does_not_have_stays_absent(subsidies):
    table, _ = repaired(subsidies, row(dispositifAide=None), row(montant="1,5"))

    assert cells(table, "dispositifAide") == [None, ""]


def test_repairs_are_the_same_whatever_the_batches(subsidies):
    rows = [row(montant=f"{n},50") for n in range(10)]

    whole, one_by_one = repaired(subsidies, *rows), repaired(subsidies, *rows, batch=3)

    assert whole[1] == one_by_one[1]
    assert cells(whole[0], "montant") == cells(one_by_one[0], "montant")


def test_a_cell_of_spaces_is_emptied_where_nothing_is_required(subsidies):
    table, repairs = repaired(subsidies, row(referenceDecision=" \u00a0", objet="  "))

    assert cells(table, "referenceDecision") == [""]
    assert cells(table, "objet") == ["  "]
    assert repairs == (Repair("spaces", "referenceDecision", (2,)),)
