"""A check finds each kind of tampering, says which entry and why, and never cries wolf."""

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.audit import checkpoint, entries, tree
from gateway.audit.verify import MOST_FINDINGS, LogCheck, verify_export
from gateway.errors import LogError
from tests.audit import second_opinion
from tests.audit.logs import (
    KEY,
    ORIGIN,
    OTHER_SIGNING_KEY,
    SIGNING_KEY,
    chained,
    entry,
    exported,
    log,
    note,
    root,
)

LOG = log(9)
HONEST = log(40)
REFUSED = {"document": "f" * 32, "outcome": "refuse"}


def forged(seq, **changes):
    """The bytes of entry `seq` with some fields changed, still naming the entry before it."""
    return entries.write(msgspec.structs.replace(entries.read(LOG[seq]), **changes))


def found(report):
    """The problems that a report tells, with the entries they concern."""
    return [(finding.problem, finding.seq) for finding in report.findings]


def sentences(report):
    """What a report says to people."""
    return [finding.sentence for finding in report.findings]


def checked(log_bytes, signed=None, earlier=()):
    """The report on an export of these entries; the second verifier must agree with it."""
    data = exported(log_bytes, signed or note(LOG))
    report = verify_export([data], KEY, earlier)
    assert report.ok == second_opinion.holds(data, str(KEY), earlier)
    return report


@pytest.mark.parametrize("size", range(20))
def test_an_honest_log_is_unbroken(size):
    """No false alarm, whatever the size, with every earlier checkpoint there ever was."""
    honest = log(size)
    earlier = [note(honest[:cut]) for cut in range(size + 1)]

    report = checked(honest, note(honest), earlier)

    assert (True, size, 0, ()) == (report.ok, report.entries, report.found, report.findings)
    assert root(honest).hex() == report.root


def test_the_answer_is_one_sentence():
    """An unbroken log is told in a sentence that anybody understands."""
    assert checked(LOG).answer == "All 9 entries are unbroken up to Sunday 22 November 2026, 9pm."
    assert checked(LOG).until == "2026-11-22T21:00:08.000000Z"
    assert (
        checked(LOG[:1], note(LOG[:1])).answer
        == "The only entry is unbroken up to Sunday 22 November 2026, 9pm."
    )
    assert checked([], note([])).answer == "The log is unbroken and has no entries yet."


def test_the_answer_on_a_broken_log_says_how_much_and_where():
    """A broken log is told in a sentence too, with the first entry concerned."""
    gap, cut = checked([*LOG[:3], *LOG[4:]]), checked(LOG[:1])

    assert gap.answer == (
        "The log is broken: 2 problems were found among 8 entries, first at entry 3."
    )
    assert cut.answer == "The log is broken: one problem was found among one entry."


def test_an_edit_is_found():
    """An entry written anew breaks the chain at the entry after it, and the signed root."""
    report = checked([*LOG[:3], forged(3, body=REFUSED), *LOG[4:]])

    assert [("chain", 4), ("root", None)] == found(report)
    chain, signed = sentences(report)
    assert chain == "Entry 4 does not name the entry before it: one of the two was changed."
    assert signed == (
        "The checkpoint of 9 entries was signed for others than these: "
        "the log was changed, or its history rewritten."
    )


def test_an_edit_of_the_last_entry_is_found():
    """No entry follows the last one, but the signed root covers it."""
    assert [("root", None)] == found(checked([*LOG[:8], forged(8, body=REFUSED)]))


def test_a_deletion_is_found():
    """There is a gap in the numbers, and fewer entries than were signed for."""
    report = checked([*LOG[:3], *LOG[4:]])

    assert [("order", 3), ("missing", None)] == found(report)
    assert [
        "Entry 4 stands where entry 3 belongs: entries were taken out, added, repeated or moved.",
        "A checkpoint was signed for 9 entries, but there are only 8 here: some are missing.",
    ] == sentences(report)


def test_an_insertion_is_found():
    """A further entry pushes the next one out of its place, and nobody signed for it."""
    inserted = entries.write(entry(3, tree.leaf_hash(LOG[2]).hex(), kind="log.verified"))

    report = checked([*LOG[:3], inserted, *LOG[3:]])

    assert [("order", 4), ("root", None), ("unsigned", None)] == found(report)
    assert sentences(report)[-1] == "No signed checkpoint covers one entry at the end."


def test_a_repetition_is_found():
    """An entry that stands twice takes the place of the next."""
    report = checked([*LOG[:4], LOG[3], *LOG[4:]])

    assert [("order", 4), ("root", None), ("unsigned", None)] == found(report)


def test_a_swap_is_found():
    """Two entries that changed places are both named."""
    report = checked([*LOG[:3], LOG[4], LOG[3], *LOG[5:]])

    assert [("order", 3), ("order", 5), ("chain", 5), ("root", None)] == found(report)


def test_a_turned_log_is_found():
    """A log that is read from its end is out of order everywhere."""
    assert checked(LOG[::-1]).found > len(LOG)


def test_a_re_encoding_is_found_and_named():
    """The same values in other bytes are not the entry that was hashed."""
    spaced = LOG[3].replace(b'"seq":3', b'"seq": 3')

    report = checked([*LOG[:3], spaced, *LOG[4:]])

    assert [("altered", 3), ("chain", 4), ("root", None)] == found(report)
    assert sentences(report)[0] == (
        "Entry 3 was changed. The bytes are JSON, but not in its canonical form."
    )


def test_a_last_entry_that_cannot_be_read_is_named():
    """Even signed, what is not an entry is told."""
    odd = [*LOG[:8], LOG[8].replace(b"{", b"{ ", 1)]

    report = verify_export([exported(odd)], KEY)

    assert [("altered", 8)] == found(report)
    assert report.until is None


def test_a_cut_off_end_is_found():
    """Fewer entries than the checkpoint in the export counts."""
    assert [("missing", None)] == found(checked(LOG[:5]))


def test_a_forged_chain_is_found():
    """An edit with all later hashes made anew fits as a chain, but not the signed root."""
    made = [entries.read(data) for data in LOG]
    made[3] = msgspec.structs.replace(made[3], body=REFUSED)

    assert [("root", None)] == found(checked(chained(made)))


def test_another_key_s_signature_is_found():
    """A log that was made anew and signed with another key is not the one we trust."""
    report = verify_export([exported(LOG).replace(*headers(OTHER_SIGNING_KEY))], KEY)

    assert [("signature", None), ("unsigned", None)] == found(report)
    assert [
        "The checkpoint is not signed by the key that you trust.",
        "No signed checkpoint covers 9 entries at the end.",
    ] == sentences(report)


def headers(key):
    """The checkpoint in an export's first line, ours and as `key` would sign it."""
    return (
        note(LOG).replace("\n", "\\n").encode(),
        note(LOG, key).replace("\n", "\\n").encode(),
    )


@pytest.mark.parametrize(
    ("text", "instead"),
    [('"size":9', '"size":8'), (f'"origin":"{ORIGIN}"', '"origin":"x"'), (str(KEY), "x+y+z")],
    ids=["size", "origin", "key"],
)
def test_a_first_line_that_contradicts_the_checkpoint_is_found(text, instead):
    """What is said twice in the header must agree with what was signed and whom one trusts."""
    changed = exported(LOG).replace(text.encode(), instead.encode(), 1)

    assert [("header", None)] == found(verify_export([changed], KEY))


def test_only_the_caller_s_key_is_trusted():
    """A log that is whole under the key in its own header is still refused under ours."""
    theirs = checkpoint.verifier_key(ORIGIN, OTHER_SIGNING_KEY)

    report = verify_export([exported(LOG)], theirs)

    assert [("signature", None), ("unsigned", None)] == found(report)


class TestStolenKey:
    """Whoever holds the signing key can sign a rewritten log: only older checkpoints tell."""

    earlier = note(LOG[:6])

    def stolen(self, log_bytes):
        """The check without and with a checkpoint that was kept elsewhere."""
        signed = note(log_bytes)
        return checked(log_bytes, signed), checked(log_bytes, signed, [self.earlier])

    def test_a_rewritten_history_is_found_only_with_an_earlier_checkpoint(self):
        """The root at the earlier size must still be what it was."""
        made = [entries.read(data) for data in LOG]
        made[3] = msgspec.structs.replace(made[3], body=REFUSED)

        without, beside = self.stolen(chained(made))

        assert without.ok
        assert [("root", None)] == found(beside)

    def test_a_cut_off_end_is_found_only_with_an_earlier_checkpoint(self):
        """A log that shrank below an earlier checkpoint lost entries."""
        without, beside = self.stolen(LOG[:5])

        assert without.ok
        assert [("missing", None)] == found(beside)

    def test_a_change_after_the_earlier_checkpoint_cannot_be_seen(self):
        """What no checkpoint outside had covered yet can be rewritten: so hand them out often."""
        without, beside = self.stolen(LOG[:7])

        assert without.ok
        assert beside.ok

    def test_two_checkpoints_of_one_size_cannot_both_be_true(self):
        """Two different signed roots of one size are a fork of the log."""
        other = chained(entry(0, "", kind="log.verified") for _ in range(6))

        report = checked(LOG, note(LOG), [self.earlier, note(other)])

        assert [("root", None)] == found(report)

    def test_an_earlier_checkpoint_that_is_not_signed_is_told(self):
        """A checkpoint that somebody made up is no evidence, and is not passed over either."""
        report = checked(LOG, note(LOG), [note(LOG[:6], OTHER_SIGNING_KEY)])

        assert [("signature", None)] == found(report)

    def test_a_checkpoint_from_before_the_first_entry_holds(self):
        """Even the empty log's checkpoint is compared."""
        empty = checkpoint.Checkpoint(origin=ORIGIN, size=0, root=bytes(32))

        assert checked(LOG, note(LOG), [note([])]).ok
        report = checked(LOG, note(LOG), [checkpoint.sign(empty, SIGNING_KEY)])
        assert [("root", None)] == found(report)


def test_a_file_that_ends_within_a_line_is_found():
    """The last newline counts as well."""
    report = verify_export([exported(LOG)[:-1]], KEY)

    assert [("altered", 8), ("missing", None)] == found(report)
    assert sentences(report)[0] == "The file ends in the middle of a line."


@pytest.mark.parametrize("data", [b"", b"\n", b"text\n", b"{}\n", exported(LOG)[:40]])
def test_what_is_no_export_cannot_be_checked(data):
    """Another file is neither whole nor broken: it is not an export."""
    with pytest.raises(LogError):
        verify_export([data], KEY)


def test_the_findings_told_one_by_one_are_limited():
    """A log that is wrong all over does not drown its reader; the rest are counted."""
    check = LogCheck(KEY, [])

    check.read([LOG[0]] * (MOST_FINDINGS + 50))

    report = check.report()
    assert len(report.findings) == MOST_FINDINGS
    assert report.found == MOST_FINDINGS + 50
    assert f"{report.found} problems" in report.answer


@given(st.lists(st.integers(0, 40), max_size=6), st.lists(st.integers(0, 40), max_size=6))
def test_checkpoints_hold_in_whatever_batches_the_log_is_read(cuts, sizes):
    """Each checkpoint is compared at its own size, wherever the batches begin and end."""
    check = LogCheck(KEY, [note(HONEST[:size]) for size in (*sizes, len(HONEST))])

    for start, stop in pairwise([0, *sorted(cuts), len(HONEST)]):
        check.read(HONEST[start:stop])

    assert check.report().ok


@pytest.mark.parametrize("open_end", range(5))
def test_the_newest_entries_may_await_their_checkpoint(open_end):
    """A running log signs now and then: so many entries at its end may be unsigned, no more."""
    check = LogCheck(KEY, [note(LOG[:6])], open_end=open_end)

    check.read(LOG)

    report = check.report()
    assert (open_end >= 3, 3) == (report.ok, report.unsigned)
    if report.ok:
        assert report.answer == (
            "All 9 entries are unbroken up to Sunday 22 November 2026, 9pm; "
            "the newest 3 await the next checkpoint."
        )
    else:
        assert [("unsigned", None)] == found(report)


def test_the_hashes_of_what_was_read_are_handed_out():
    """Whoever stores hashes beside entries can compare them, and put down what differs."""
    check = LogCheck(KEY, [note(LOG)])

    assert [tree.leaf_hash(data) for data in LOG] == check.read(LOG)
    assert check.entries == 9
    check.add("stored", "The stored hash of entry 3 is not its hash.", seq=3)
    assert [("stored", 3)] == found(check.report())
