"""Whatever somebody does to an export, the check finds it: by brute force and at random."""

import random
from collections import Counter

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.audit import entries
from gateway.audit.verify import verify_export
from gateway.errors import LogError
from tests.audit import second_opinion
from tests.audit.logs import KEY, chained, exported, log, note

LOG = log(12)
EARLIER = note(LOG[:8])
SMALL = exported(log(3))
TIMES = 1_500


def holds(data, earlier=()):
    """Whether the check calls the export unbroken; the second verifier must agree."""
    try:
        answer = verify_export([data], KEY, earlier).ok
    except LogError:
        answer = False
    assert answer == second_opinion.holds(data, str(KEY), earlier)
    return answer


def edited(log_bytes, dice):
    """One entry says something else."""
    place = dice.randrange(len(log_bytes))
    entry = entries.read(log_bytes[place])
    change = dice.choice([{"actor": "f" * 32}, {"at": "2020-01-01T00:00:00.000000Z"}, {"body": {}}])
    data = entries.write(msgspec.structs.replace(entry, **change))
    return [*log_bytes[:place], data, *log_bytes[place + 1 :]]


def inserted(log_bytes, dice):
    """There is one entry more."""
    place, copied = dice.randrange(len(log_bytes) + 1), dice.choice(log_bytes)
    return [*log_bytes[:place], copied, *log_bytes[place:]]


def deleted(log_bytes, dice):
    """There is one entry less."""
    place = dice.randrange(len(log_bytes))
    return [*log_bytes[:place], *log_bytes[place + 1 :]]


def swapped(log_bytes, dice):
    """Two entries changed places."""
    changed = list(log_bytes)
    one, other = dice.sample(range(len(changed)), 2)
    changed[one], changed[other] = changed[other], changed[one]
    return changed


def cut_off(log_bytes, dice):
    """The end is missing."""
    return list(log_bytes[: dice.randrange(len(log_bytes))])


def re_encoded(log_bytes, dice):
    """An entry has the same values in other bytes."""
    place = dice.randrange(len(log_bytes))
    data = dice.choice(
        [
            log_bytes[place].replace(b",", b", ", 1),
            msgspec.json.encode(dict(reversed(msgspec.json.decode(log_bytes[place]).items()))),
            log_bytes[place].replace(b'"system"', b'"\\u0073ystem"').replace(b"0", b"\\u0030", 1),
            log_bytes[place] + b"\r",
        ]
    )
    return [*log_bytes[:place], data, *log_bytes[place + 1 :]]


ATTACKS = (edited, inserted, deleted, swapped, cut_off, re_encoded)
FORGEABLE = (edited, inserted, deleted, swapped)


def forged(log_bytes, dice):
    """After an attack every number and hash is made anew, so that the chain fits again."""
    attacked = dice.choice(FORGEABLE)(log_bytes, dice)
    return chained(entries.read(data) for data in attacked)


def test_thousands_of_random_attacks_are_all_found():
    """Edits, insertions, deletions, swaps, cuts, other encodings, forged chains: none gets by."""
    dice = random.Random(20261122)  # noqa: S311  the same attacks every time
    found = Counter()
    for _ in range(TIMES):
        attack = dice.choice((*ATTACKS, forged))
        attacked = attack(LOG, dice)
        found[attack] += attacked != LOG and not holds(exported(attacked, note(LOG)))

    assert sum(found.values()) == TIMES
    assert min(found[attack] for attack in (*ATTACKS, forged)) > TIMES / 10


def test_with_the_stolen_key_everything_before_an_earlier_checkpoint_is_found():
    """Chain, root and signature made anew: an earlier checkpoint still tells every time.

    Without one nobody can tell, as the thief's log is a log in itself: that is why checkpoints
    leave the machine. So what happened after the last one that left is the thief's to change.
    """
    dice = random.Random(20261123)  # noqa: S311  the same attacks every time
    unseen = 0
    for _ in range(TIMES // 10):
        attacked = forged(LOG, dice)
        touched = attacked[:8] != LOG[:8]
        data = exported(attacked)
        assert holds(data)
        assert touched == (not holds(data, [EARLIER]))
        unseen += not touched

    assert 0 < unseen < TIMES // 10


@given(st.lists(st.sampled_from(FORGEABLE), min_size=1, max_size=4), st.randoms())
@settings(max_examples=150)
def test_attacks_upon_attacks_are_found(attacks, dice):
    """Several attacks one after another are found, unless they undo one another."""
    attacked = LOG
    for attack in attacks:
        attacked = attack(attacked, dice)

    assert (attacked == LOG) == holds(exported(attacked, note(LOG)))


@pytest.mark.parametrize("mask", [1 << bit for bit in range(8)])
def test_every_flipped_bit_of_an_export_is_found(mask):
    """No bit of the file is without meaning, neither of the entries nor of the first line."""
    assert holds(SMALL)
    unfound = []
    for place in range(len(SMALL)):
        flipped = bytearray(SMALL)
        flipped[place] ^= mask
        if holds(bytes(flipped)):
            unfound.append(place)

    assert unfound == []


def test_every_cut_of_an_export_is_found():
    """A file that stops anywhere before its end is not whole."""
    assert [] == [stop for stop in range(len(SMALL)) if holds(SMALL[:stop])]


def test_anything_after_the_end_is_found():
    """Nothing can be hung on to a whole export."""
    tails = (b"\n", b" ", b"{}\n", SMALL.splitlines(keepends=True)[-1], SMALL, b"\x00")

    assert [] == [tail for tail in tails if holds(SMALL + tail)]
