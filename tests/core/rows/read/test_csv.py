"""Every record of a text is read, or the file is refused with the place."""

from __future__ import annotations

import pytest

from forum_core.findings import Severity


def table(delimiter, rows=20, columns=6):
    header = delimiter.join(f"colonne {c}" for c in range(columns))
    return (
        header
        + "\n"
        + "".join(
            delimiter.join(f"{r},{c}0" if delimiter != "," else f"{r}{c}" for c in range(columns)) + "\n"
            for r in range(rows)
        )
    )


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found_although_commas_are_in_the_amounts(reading, delimiter):
    found = reading(table(delimiter))

    assert found.read.delimiter == delimiter
    assert len(found.headers) == 6
    assert found.read.rows == 20


def test_one_decimal_comma_a_row_does_not_make_a_comma_file(reading):
    rows = "".join(f"Club {i};{i},50\n" for i in range(30))

    assert reading("nom;montant\n" + rows).headers == ("nom", "montant")


def test_a_person_may_contradict_the_delimiter(reading):
    found = reading("a;b|c;d\n1;2|3;4\n", delimiter="|")

    assert found.headers == ("a;b", "c;d")


@pytest.mark.parametrize("delimiter", ["ab", "", '"', "\n", "x"])
def test_what_cannot_be_a_delimiter_is_refused(refusal, delimiter):
    assert refusal("a;b\n1;2\n", delimiter=delimiter).code == "file.delimiter-unknown"


def test_a_tab_can_be_asked_for_by_its_name(reading):
    assert reading("a\tb\n1\t2\n", delimiter="tab").headers == ("a", "b")


def test_a_file_without_delimiter_is_one_column_and_says_so(reading):
    found = reading("nom\nJudo\nRugby\n")

    assert found.rows == [("Judo",), ("Rugby",)]
    assert found.codes == ["delimiter-not-found"]


@pytest.mark.parametrize("blank", ["", "\n\n;\n\n"])
def test_a_header_alone_is_refused(refusal, blank):
    assert refusal("nom;code\n" + blank).code == "file.no-rows"


def test_a_cell_on_several_lines_is_one_row(reading):
    found = reading('nom;objet;a;b\nJudo;"un\ndeux; ""trois""\nquatre";1;2\nRugby;x;3;4\n')

    assert found.rows == [("Judo", 'un\ndeux; "trois"\nquatre', "1", "2"), ("Rugby", "x", "3", "4")]
    assert found.numbers == [2, 3]
    assert found.codes == []


def rows_of(count, start=1):
    return "".join(f"Club {i};objet {i};{i};oui\n" for i in range(start, start + count))


def test_a_quote_open_to_the_end_is_refused_with_its_line(refusal):
    refused = refusal("nom;objet;code;aide\n" + rows_of(7) + 'Judo;"sans fin;8;oui\n' + rows_of(500, 9))

    assert refused.code == "file.unclosed-quote"
    assert refused.params == {"line": 9}


def test_a_quote_closed_by_the_next_quoted_cell_is_refused_with_the_line_where_it_opened(refusal):
    text = "nom;objet;code;aide\n" + rows_of(3) + 'Judo;"ouvert;4;oui\n' + rows_of(50, 5)

    assert refusal(text + 'Rugby;"mêlée";55;oui\n' + rows_of(3, 56)).params == {"line": 5}


def test_a_quote_that_swallows_whole_rows_is_refused_even_when_the_count_of_cells_fits(refusal):
    text = "nom;objet;code;aide\n" + rows_of(3) + 'Judo;"ouvert;4;oui\n' + rows_of(5, 5)

    refused = refusal(text + 'fin";10;oui\n' + rows_of(3, 11))

    assert refused.code == "file.unclosed-quote"
    assert refused.params == {"line": 5}


def test_an_open_quote_at_the_top_of_a_long_file_is_refused_in_time(refusal):
    text = 'nom;objet;code;aide\nJudo;"ouvert;4;oui\n' + rows_of(200_000)

    assert refusal(text).params == {"line": 2}


def test_a_quote_within_a_text_refuses_its_row_only(reading):
    found = reading('nom;objet\n"Les "amis" du judo";x\nRugby;y\n')

    assert found.codes == ["stray-quote"]
    assert found.finding("stray-quote").row == 2
    assert found.rows[1] == ("Rugby", "y")


def test_an_inch_sign_in_a_text_without_quotes_is_a_character(reading):
    found = reading('nom;objet\nJudo;écran 24" plat\n')

    assert found.rows == [("Judo", 'écran 24" plat')]
    assert found.codes == []


def test_mixed_line_ends_are_read_and_told_where(reading):
    found = reading(b"nom;code\r\nJudo;1\r\nRugby;2\nTennis;3\rVoile;4\n")

    assert [row[1] for row in found.rows] == ["1", "2", "3", "4"]
    assert found.codes == ["mixed-line-ends"]
    assert found.finding("mixed-line-ends").severity is Severity.WARNING
    assert found.finding("mixed-line-ends").params == (("line", 3),)


def test_line_feeds_within_cells_of_a_windows_file_are_not_mixed_line_ends(reading):
    found = reading(b'nom;objet\r\nJudo;"un\ndeux"\r\nRugby;x\r\n')

    assert found.codes == []


def test_short_and_long_rows_are_findings_and_their_cells_are_kept(reading):
    found = reading("a;b;c\n1;2\n1;2;3;4\n1;2;3;;\n1;2;3\n")

    assert found.rows == [("1", "2", None), ("1", "2", "3"), ("1", "2", "3"), ("1", "2", "3")]
    assert found.codes == ["row-too-short", "row-too-long"]
    assert found.finding("row-too-short").row == 2
    assert found.finding("row-too-long").row == 3
    assert found.finding("row-too-long").params == (("cells", 4), ("columns", 3))


def test_blank_lines_at_the_end_are_left_out_and_those_between_are_kept_and_counted(reading):
    found = reading("a;b\n1;2\n\n;\n3;4\n\n;;\n\n")

    assert found.numbers == [2, 3, 4, 5]
    assert found.rows == [("1", "2"), ("", ""), ("", ""), ("3", "4")]
    assert found.read.rows == 4
    assert found.codes == []


def test_titles_above_the_header_are_passed_over_and_counted(reading):
    text = "Subventions 2025;;;\n\nnom;objet;code;aide\n" + rows_of(4)

    found = reading(text)

    assert found.read.header_row == 3
    assert found.headers == ("nom", "objet", "code", "aide")
    assert found.numbers == [4, 5, 6, 7]


def test_the_line_that_tells_excel_its_separator_is_passed_over(reading):
    found = reading("sep=;\nnom;code\nJudo;1\n")

    assert (found.headers, found.read.header_row, found.numbers) == (("nom", "code"), 2, [3])


def test_a_hostile_header_costs_no_time(refusal):
    """A long run of spaces after a digit makes a careless pattern go back over it again and again."""
    spaces = "1" + " " * 90_000 + "x"

    assert refusal(f"titre;;;\n{spaces};b;c;d\n").code == "file.no-rows"


def test_a_thin_first_row_over_rows_of_values_stays_the_header(reading):
    """Nothing below it looks like column names: no guess."""
    found = reading("nom;;;\n1;2;3;4\n5;6;7;8\n")

    assert found.read.header_row == 1


def test_a_last_row_that_adds_up_the_others_is_a_finding(reading):
    found = reading("nom;objet;code;montant\n" + rows_of(3) + "TOTAL;;;6\n\n")

    assert [(f.code, f.row) for f in found.raw.findings] == [("totals-row", 5)]


def test_a_body_called_total_is_no_total(reading):
    assert reading("nom;objet;code;montant\nTotal Sport;x;1;2\n").codes == []


def test_doubled_headers_are_kept_as_typed(reading):
    assert reading("nom;nom;code\na;b;1\n").headers == ("nom", "nom", "code")


def test_blank_headers_at_the_end_are_left_out_and_cells_under_them_are_told(reading):
    found = reading("nom;;code;;\na;b;1;;\nc;d;2;perdu;\n")

    assert found.headers == ("nom", "", "code")
    assert found.codes == ["row-too-long"]


@pytest.mark.parametrize(("character", "name"), [("\x00", "U+0000"), ("\x1a", "U+001A"), ("\x0b", "U+000B")])
def test_a_control_character_is_named_by_line_and_column(refusal, character, name):
    refused = refusal(f"nom;code\nJudo;1\nÉté{character};2\n")

    assert refused.code == "file.control-character"
    assert refused.params == {"line": 3, "column": 4, "character": name}


def test_a_nul_in_utf16_is_found_too(refusal):
    assert refusal("nom;code\nJu\x00do;1\n".encode("utf-16")).params == {
        "line": 2,
        "column": 3,
        "character": "U+0000",
    }


def test_spreadsheet_errors_are_findings_of_their_row(reading):
    found = reading("nom;montant\nJudo;#REF!\nRugby;#N/A\nVoile;#voile\n")

    assert found.codes == ["error-cell", "error-cell"]
    assert [f.row for f in found.raw.findings] == [2, 3]


def test_the_apostrophe_of_our_own_export_is_taken_off_and_told(reading):
    found = reading("nom;note\n'=1+1;''@x\n'-2;l'an\n'＝1;'quoi\n")

    assert found.rows == [("=1+1", "'@x"), ("-2", "l'an"), ("＝1", "'quoi")]
    assert found.codes == ["apostrophe-removed", "apostrophe-removed"]


def test_a_report_of_reading_never_shows_a_cell(reading):
    found = reading("nom;montant\nSECRET;#REF!\nSECRET\n")

    assert "SECRET" not in repr(found.raw)


def test_a_carriage_return_cut_between_two_blocks_is_one_line_end(reading):
    """The survey reads a mebibyte at a time and must come to the same count of lines as the reader."""
    head = b"nom;code\r\n"
    line = b"x" * 1012 + b";123456789\r\n"
    text = head + line * 1023
    filler = 2**20 - 1 - len(text)
    text += b"y" * (filler - 2) + b";1\r\n" + b"z;2\r\n"

    assert text[2**20 - 1 : 2**20 + 1] == b"\r\n"
    assert reading(text).read.rows == 1025
