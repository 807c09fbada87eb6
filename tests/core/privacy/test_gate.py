"""The gate lets bodies out, sets persons apart, accounts for every row; the same rows give the same file."""

from __future__ import annotations

import errno
import stat
from dataclasses import replace
from datetime import date
from decimal import Decimal

import gate_registers as registers
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum_core.errors import IntegrityError, PrivacyRefused
from forum_core.files.whole import digest_of
from forum_core.privacy.cleared import ROW_KEY, Apart
from forum_core.privacy.gate import clear, reopen, without_rows


def release(schema, table, into, **changes):
    options = {"partial": False, "withdrawn": frozenset(), "former": None} | changes
    return clear(schema, table, into=into, **options)


def refusal(schema, table, into, **changes) -> PrivacyRefused:
    with pytest.raises(PrivacyRefused) as refused:
        release(schema, table, into, **changes)
    assert list(into.iterdir()) == []
    return refused.value


def rows_of(cleared) -> list[dict[str, object]]:
    return pq.read_table(cleared.path).to_pylist()


def test_bodies_leave_with_their_types_and_without_the_columns_to_drop(quarantine, publications):
    table = registers.checked(
        registers.AIDS, quarantine, [registers.aid(), registers.aid("Théâtre de la Dore", motif="Saison")]
    )

    cleared = release(registers.AIDS, table, publications)

    schema = pq.read_schema(cleared.path)
    assert schema.names == [ROW_KEY, "jour", "nom", "siret", "rna", "motif", "somme", "part", "europe"]
    assert [schema.field(name).type for name in ("jour", "somme", "part", "europe")] == [
        pa.date32(),
        pa.decimal128(18, 2),
        pa.float64(),
        pa.bool_(),
    ]
    assert cleared.clearance.dropped == ("interne",)
    assert (cleared.clearance.rows_in, cleared.clearance.rows_out) == (2, 2)
    assert (cleared.clearance.total, cleared.clearance.first_date) == ("3000.00", "2024-03-01")


def test_the_file_is_named_by_its_digest_and_readable_by_the_group(quarantine, publications):
    cleared = release(
        registers.AIDS, registers.checked(registers.AIDS, quarantine, [registers.aid()]), publications
    )

    assert cleared.path == publications / f"{digest_of(cleared.path)}.parquet"
    assert cleared.clearance.digest == cleared.path.stem
    assert cleared.clearance.size == cleared.path.stat().st_size
    assert stat.S_IMODE(cleared.path.stat().st_mode) == 0o640
    assert list(publications.iterdir()) == [cleared.path]
    assert [path.suffix for path in quarantine.iterdir()] == [".arrow"]


def test_rows_are_sorted_by_a_key_of_sixteen_figures(quarantine, publications):
    table = registers.checked(
        registers.AIDS, quarantine, [registers.aid(motif=f"Motif {n}") for n in range(40)]
    )

    keys = [row[ROW_KEY] for row in rows_of(release(registers.AIDS, table, publications))]

    assert keys == sorted(set(keys))
    assert all(len(key) == 16 and int(key, 16) >= 0 for key in keys)


def test_key_columns_that_read_alike_when_joined_give_other_keys(quarantine, publications):
    rows = [
        registers.aid(rna="W1", motif="2:x"),
        registers.aid(rna="W12", motif=":x"),
        registers.aid(rna=None, motif="-"),
    ]

    cleared = release(registers.AIDS, registers.checked(registers.AIDS, quarantine, rows), publications)

    assert len({row[ROW_KEY] for row in rows_of(cleared)}) == 3


def test_a_column_that_never_leaves_is_no_part_of_the_key(quarantine, publications):
    schema = replace(registers.AIDS, key=(*registers.AIDS.key, "interne"))

    def keys(*agents):
        rows = [registers.aid(interne=agent) for agent in agents]
        cleared = release(schema, registers.checked(schema, quarantine, rows), publications)
        return pq.read_table(cleared.path).column("cle_ligne").to_pylist()

    assert keys("agent 1", "agent 2") == keys("agent 4", "agent 3")
    assert keys("agent 1") == keys("agent 5")


def test_rows_with_one_key_keep_it_apart_by_what_else_they_say_not_by_their_place(quarantine, publications):
    twins = [registers.aid(somme=Decimal(amount)) for amount in (30, 10, 20, 20)]

    first = release(registers.AIDS, registers.checked(registers.AIDS, quarantine, twins), publications)
    second = release(registers.AIDS, registers.checked(registers.AIDS, quarantine, twins[::-1]), publications)

    assert len({row[ROW_KEY] for row in rows_of(first)}) == 4
    assert rows_of(first) == rows_of(second)


def test_persons_are_set_apart_with_their_number_and_sum(quarantine, publications):
    rows = [registers.aid(), *(registers.person(number) for number in range(12))]

    cleared = release(registers.AIDS, registers.checked(registers.AIDS, quarantine, rows), publications)

    assert cleared.clearance.apart == Apart(rows=12, total="1200.00", withheld=False)
    assert (cleared.clearance.rows_out, cleared.clearance.rows_suppressed) == (1, 12)
    assert cleared.clearance.total == "1500.00"


def test_no_person_of_the_table_is_in_the_bytes_that_leave(quarantine, publications):
    rows = [registers.aid(), *(registers.person(number, siret=registers.BODY) for number in range(50))]

    cleared = release(registers.AIDS, registers.checked(registers.AIDS, quarantine, rows), publications)

    plain = str(rows_of(cleared)).encode() + cleared.path.read_bytes()
    assert b"Canari" not in plain
    assert b"Secours" not in plain
    assert b"agent 12" not in plain


def test_rows_that_checking_set_apart_stay_apart(quarantine, publications):
    table = registers.checked(
        registers.AIDS, quarantine, [registers.aid(), registers.aid("Jean Dupont", motif="x")], apart=(3,)
    )

    cleared = release(registers.AIDS, table, publications)

    assert [row["nom"] for row in rows_of(cleared)] == ["Judo club"]
    assert cleared.clearance.apart == Apart(rows=None, total=None, withheld=True)


def test_a_row_that_is_neither_person_nor_proved_body_keeps_the_table_in(quarantine, publications):
    table = registers.checked(
        registers.AIDS, quarantine, [registers.aid(), registers.aid("Jean Dupont", siret=None)]
    )

    refused = refusal(registers.AIDS, table, publications)

    assert (refused.code, refused.params["refused"]) == ("gate.undecided-rows", 1)


def test_in_part_an_undecided_row_counts_as_refused(quarantine, publications):
    table = registers.checked(
        registers.AIDS, quarantine, [registers.aid(), registers.aid("Jean Dupont", siret=None)]
    )

    clearance = release(registers.AIDS, table, publications, partial=True).clearance

    assert (clearance.rows_out, clearance.rows_refused, clearance.partial) == (1, 1, True)


def test_refused_rows_keep_the_table_in_unless_it_is_published_in_part(quarantine, publications):
    table = registers.checked(registers.AIDS, quarantine, [registers.aid()], rows_in=3, refused=(3, 4))

    assert refusal(registers.AIDS, table, publications).code == "gate.rows-refused"
    assert release(registers.AIDS, table, publications, partial=True).clearance.rows_refused == 2


def test_a_table_without_bad_rows_is_not_partial_even_when_it_may_be(quarantine, publications):
    table = registers.checked(registers.AIDS, quarantine, [registers.aid()])

    assert not release(registers.AIDS, table, publications, partial=True).clearance.partial


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"blocked": True}, "gate.blocked"),
        ({"ref": "autres@1.0.0"}, "gate.other-schema"),
        ({"rows_in": 5}, "gate.rows-unaccounted"),
    ],
)
def test_a_table_that_is_not_what_it_should_be_stays_in(quarantine, publications, changes, code):
    table = registers.checked(registers.AIDS, quarantine, [registers.aid()], **changes)

    assert refusal(registers.AIDS, table, publications, partial=True).code == code


def test_a_table_of_persons_only_leaves_nothing_to_publish(quarantine, publications):
    table = registers.checked(registers.AIDS, quarantine, [registers.person(number) for number in range(20)])

    assert refusal(registers.AIDS, table, publications).code == "gate.nothing-left"


def test_a_withdrawn_row_does_not_come_back(quarantine, publications):
    rows = [registers.aid(), registers.aid(motif="Travaux")]
    table = registers.checked(registers.AIDS, quarantine, rows)
    before = release(registers.AIDS, table, publications)
    key = next(row[ROW_KEY] for row in rows_of(before) if row["motif"] == "Travaux")
    before.path.unlink()

    refused = refusal(registers.AIDS, table, publications, withdrawn=frozenset({key, "0" * 16}))
    after = release(registers.AIDS, table, publications, withdrawn=frozenset({key}), partial=True)

    assert (refused.code, refused.params["refused"]) == ("gate.withdrawn-rows", 1)
    assert [row["motif"] for row in rows_of(after)] == ["Fonctionnement"]
    assert after.clearance.rows_refused == 1


def test_rows_that_are_withdrawn_leave_and_the_others_keep_their_keys(quarantine, publications):
    twins = [registers.aid(somme=Decimal(amount)) for amount in (10, 20, 30)]
    cleared = release(registers.AIDS, registers.checked(registers.AIDS, quarantine, twins), publications)
    gone = next(row[ROW_KEY] for row in rows_of(cleared) if row["somme"] == 10)

    left = without_rows(registers.AIDS, cleared, frozenset({gone}), publications)

    assert rows_of(left) == [row for row in rows_of(cleared) if row[ROW_KEY] != gone]
    assert pq.read_schema(left.path).equals(pq.read_schema(cleared.path))
    assert (left.clearance.rows_out, left.clearance.rows_suppressed, left.clearance.total) == (2, 1, "50.00")
    assert reopen(left.path, left.clearance) == left


@pytest.mark.parametrize(("keys", "code"), [({"0" * 16}, "gate.unknown-rows"), (None, "gate.nothing-left")])
def test_a_withdrawal_that_makes_no_sense_is_refused(quarantine, publications, keys, code):
    cleared = release(
        registers.AIDS, registers.checked(registers.AIDS, quarantine, [registers.aid()]), publications
    )
    keys = keys or {row[ROW_KEY] for row in rows_of(cleared)}

    with pytest.raises(PrivacyRefused) as refused:
        without_rows(registers.AIDS, cleared, frozenset(keys), publications)

    assert refused.value.code == code
    assert list(publications.iterdir()) == [cleared.path]


def test_a_file_whose_bytes_changed_is_not_reopened(quarantine, publications):
    cleared = release(
        registers.AIDS, registers.checked(registers.AIDS, quarantine, [registers.aid()]), publications
    )
    changed = bytearray(cleared.path.read_bytes())
    changed[40] ^= 1
    cleared.path.write_bytes(changed)

    with pytest.raises(IntegrityError):
        reopen(cleared.path, cleared.clearance)
    with pytest.raises(IntegrityError):
        without_rows(registers.AIDS, cleared, frozenset({"0" * 16}), publications)


def test_other_registers_pass_by_their_own_words(quarantine, publications):
    meetings = [{"annee": 2024, "elu": "Mme Canari Fictive", "sujet": "Voirie"}]
    places = [{"debut": date(2024, 9, 1), "quartier": "Nord", "familles": count} for count in (0, 11, 40)]

    named = release(
        registers.MEETINGS, registers.checked(registers.MEETINGS, quarantine, meetings), publications
    )
    counted = release(registers.PLACES, registers.checked(registers.PLACES, quarantine, places), publications)

    assert rows_of(named)[0]["elu"] == "Mme Canari Fictive"
    assert (named.clearance.total, named.clearance.first_date, named.clearance.last_date) == (
        None,
        "2024-01-01",
        "2024-12-31",
    )
    assert named.clearance.apart == Apart(rows=0, total=None, withheld=False)
    assert sorted(row["familles"] for row in rows_of(counted)) == [0, 11, 40]


def test_a_row_that_reveals_a_number_of_a_person_keeps_the_table_in(quarantine, publications):
    rows = [registers.aid(), registers.aid(motif="À verser sur FR76 3000 6000 0112 3456 7890 189")]

    refused = refusal(registers.AIDS, registers.checked(registers.AIDS, quarantine, rows), publications)

    assert refused.code == "gate.personal-data"
    assert (refused.params["kind"], refused.params["column"], refused.params["rows"]) == (
        "iban",
        "motif",
        ("3",),
    )
    assert "3000" not in str(refused)


def test_a_full_disk_leaves_nothing_behind(quarantine, publications, monkeypatch):
    table = registers.checked(registers.AIDS, quarantine, [registers.aid()])

    monkeypatch.setattr("os.fsync", _no_space)
    with pytest.raises(OSError, match="full"):
        release(registers.AIDS, table, publications)

    assert list(publications.iterdir()) == []


def test_a_quarantine_without_room_is_said_as_a_full_disk(quarantine, publications, monkeypatch):
    rows = [registers.aid(motif=f"{number} " * 60) for number in range(3000)]
    table = registers.checked(registers.AIDS, quarantine, rows)
    monkeypatch.setattr("forum_core.privacy.keying.MEMORY", "1MB")

    with pytest.raises(OSError, match="space") as failed:
        release(registers.AIDS, table, publications)

    assert failed.value.errno == errno.ENOSPC
    assert list(publications.iterdir()) == []
    assert [path.suffix for path in quarantine.iterdir()] == [".arrow"]


def _no_space(_descriptor):
    raise OSError(28, "disk full")


NAMES = st.sampled_from(
    ["Judo club", "Théâtre", "Mme Canari Fictive", "M. Canari", "Association M. Vincent", "Canari EI"]
)
AIDS = st.builds(
    registers.aid,
    NAMES,
    jour=st.dates(date(2020, 1, 1), date(2020, 1, 4)),
    siret=st.sampled_from([registers.BODY, registers.OTHER_BODY]),
    motif=st.sampled_from(["a", "b", "", None, "é’œ"]),
    somme=st.decimals(-100, 10**9, places=2),
    part=st.floats(0, 1),
    europe=st.booleans() | st.none(),
)


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(AIDS, min_size=1, max_size=12), data=st.data())
def test_any_table_is_accounted_for_and_its_order_leaves_no_trace(tmp_path_factory, rows, data):
    folder = tmp_path_factory.mktemp("gate")
    rows.append(registers.aid())
    shuffled = data.draw(st.permutations(rows))

    first = release(registers.AIDS, registers.checked(registers.AIDS, folder, rows), folder)
    second = release(registers.AIDS, registers.checked(registers.AIDS, folder, shuffled), folder)

    clearance = first.clearance
    out = rows_of(first)
    assert clearance.rows_in == clearance.rows_out + clearance.rows_refused + clearance.rows_suppressed
    assert clearance.rows_out == len(out) == len({row[ROW_KEY] for row in out})
    assert Decimal(clearance.total) == sum(row["somme"] for row in out)
    assert "Canari" not in str(out)
    assert second.clearance == clearance
    assert replace(first, clearance=clearance) == second
