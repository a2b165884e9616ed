"""Checkpoints are signed notes that other tools read, and only the trusted key's word counts."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from gateway.audit import checkpoint
from gateway.errors import LogError
from tests.audit import second_opinion
from tests.audit.logs import KEY, ORIGIN, OTHER_SIGNING_KEY, SIGNING_KEY

MADE = checkpoint.Checkpoint(origin=ORIGIN, size=12_408, root=bytes(range(32)))
NOTE = checkpoint.sign(MADE, SIGNING_KEY)
ROOT = base64.b64encode(MADE.root).decode()


def signed(body, key=SIGNING_KEY, name=ORIGIN):
    """A note over any body at all, well signed."""
    key_id = checkpoint.verifier_key(name, key).key_id
    signature = base64.b64encode(key_id + key.sign(body.encode())).decode()
    return f"{body}\n— {name} {signature}\n"


def test_a_checkpoint_is_three_lines_and_a_signature():
    """The form is that of c2sp.org/tlog-checkpoint, to the byte."""
    lines = NOTE.split("\n")

    assert [ORIGIN, "12408", ROOT, ""] == lines[:4]
    assert lines[4].startswith(f"— {ORIGIN} ")
    assert lines[5:] == [""]
    assert signed(f"{ORIGIN}\n12408\n{ROOT}\n") == NOTE


@given(st.integers(0, 2**53 - 1), st.binary(min_size=32, max_size=32))
def test_what_is_signed_reads_back(size, root):
    """Every size and root comes back as signed, and a second reader agrees."""
    made = checkpoint.Checkpoint(origin=ORIGIN, size=size, root=root)
    note = checkpoint.sign(made, SIGNING_KEY)

    assert made == checkpoint.read_checkpoint(note, KEY)
    assert (ORIGIN, size, root) == second_opinion.open_note(note, str(KEY))


def test_the_example_of_the_signed_note_format_is_understood():
    """The format's published example key signed its example: it fails only as a checkpoint."""
    key = checkpoint.read_verifier_key(
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    )
    note = (
        "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2"
        "ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
    )

    with pytest.raises(LogError, match="not a checkpoint"):
        checkpoint.read_checkpoint(note, key)
    with pytest.raises(LogError, match="not signed"):
        checkpoint.read_checkpoint(note.replace("This", "That"), key)


def test_every_changed_character_is_found():
    """No character of a checkpoint can be changed, left out or doubled unnoticed."""
    for place, char in enumerate(NOTE):
        for changed in (chr(ord(char) ^ 1), "", char * 2):
            with pytest.raises(LogError):
                checkpoint.read_checkpoint(NOTE[:place] + changed + NOTE[place + 1 :], KEY)


def test_only_the_trusted_key_counts():
    """A note of another key under the same name is not signed, whatever it says."""
    with pytest.raises(LogError, match="not signed by the key"):
        checkpoint.read_checkpoint(checkpoint.sign(MADE, OTHER_SIGNING_KEY), KEY)


def test_signatures_of_unknown_keys_are_passed_over():
    """A witness may sign as well, before us or after us."""
    body, signature = NOTE.split("\n\n")
    witness = signed(body + "\n", OTHER_SIGNING_KEY, "witness.example").split("\n\n")[1]

    for lines in (witness + signature, signature + witness, signature + signature):
        assert MADE == checkpoint.read_checkpoint(f"{body}\n\n{lines}", KEY)
    with pytest.raises(LogError, match="not signed by the key"):
        checkpoint.read_checkpoint(f"{body}\n\n{witness}", KEY)


def test_one_bad_signature_of_the_trusted_key_spoils_the_note():
    """A good signature beside a bad one of the same key is not believed."""
    body, signature = NOTE.split("\n\n")
    bad = signed("another body\n").split("\n\n")[1]

    with pytest.raises(LogError, match="not signed by the key"):
        checkpoint.read_checkpoint(f"{body}\n\n{signature}{bad}", KEY)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "\n\n",
        NOTE.removesuffix("\n"),
        NOTE.replace("— ", "- "),
        NOTE.replace("\n\n", "\n"),
        NOTE + "\n",
        NOTE + "— witness.example AAAAAA==\n",
        NOTE + "— witness.example !!!!\n",
        NOTE.replace("\n\n", "\n\t\n\n"),
        NOTE + "— a" + "a" * checkpoint.LARGEST_NOTE + " AAAAAAAA\n",
    ],
)
def test_what_is_not_a_signed_note_is_refused(note):
    """A missing line, another dash, a short signature, a control character, no end."""
    with pytest.raises(LogError, match="not a signed note"):
        checkpoint.read_checkpoint(note, KEY)


@pytest.mark.parametrize(
    "body",
    [
        f"{ORIGIN}\n12408\n",
        f"{ORIGIN}\n012408\n{ROOT}\n",
        f"{ORIGIN}\n-1\n{ROOT}\n",
        f"{ORIGIN}\n{10**16}\n{ROOT}\n",
        f"{ORIGIN}\n1\nAAAA\n",
        f"{ORIGIN}\n1\n{ROOT[:-2]}9=\n",
        f"\n1\n{ROOT}\n",
        f"{ORIGIN}\n1\n{ROOT}\n\nmore\n",
    ],
)
def test_a_signed_text_that_is_no_checkpoint_is_refused(body):
    """Even the trusted key cannot make a checkpoint of another form."""
    with pytest.raises(LogError, match="not a checkpoint"):
        checkpoint.read_checkpoint(signed(body), KEY)


def test_extension_lines_are_passed_over():
    """The format allows further lines after the root; they say nothing to us."""
    note = signed(f"{ORIGIN}\n12408\n{ROOT}\nmore\nand more\n")

    assert MADE == checkpoint.read_checkpoint(note, KEY)


def test_a_checkpoint_of_another_log_is_refused():
    """The key's name is the log's name: the same key must not vouch for two logs."""
    with pytest.raises(LogError, match="another log"):
        checkpoint.read_checkpoint(signed(f"other.example\n1\n{ROOT}\n"), KEY)


def test_a_public_key_has_a_text():
    """The text form is name, id and key (c2sp.org/signed-note), and reads back."""
    name, key_id, coded = str(KEY).split("+", 2)

    assert (ORIGIN, KEY.key_id.hex()) == (name, key_id)
    assert b"\x01" + KEY.public == base64.b64decode(coded)
    assert KEY == checkpoint.read_verifier_key(f"{KEY}\n")


def test_a_key_whose_base64_holds_a_plus_reads_back():
    """The name ends at the first plus sign; the key itself may hold more of them."""
    keys = (
        checkpoint.verifier_key(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32))
        for seed in range(256)
    )
    key = next(key for key in keys if str(key).count("+") > 2)

    assert key == checkpoint.read_verifier_key(str(key))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "+",
        str(KEY)[:-1],
        str(KEY) + "A",
        str(KEY).replace(ORIGIN, "other.example"),
        str(KEY).replace(KEY.key_id.hex(), KEY.key_id.hex().upper()),
        str(KEY).replace("+A", "+B"),
        f"+{KEY.key_id.hex()}+{str(KEY).split('+', 2)[2]}",
        f"{ORIGIN}+{KEY.key_id.hex()}+",
    ],
)
def test_a_damaged_public_key_is_refused(text):
    """A key that was cut, changed or renamed is noticed before it is used."""
    with pytest.raises(LogError, match="public key"):
        checkpoint.read_verifier_key(text)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "a\nb", "a\u00a0b", "x" * 201, "a\x00"])
def test_a_log_cannot_have_an_unfit_name(name):
    """Spaces, plus signs and control characters would break the note."""
    with pytest.raises(LogError, match="name"):
        checkpoint.verifier_key(name, SIGNING_KEY)
    with pytest.raises(LogError, match="name"):
        checkpoint.sign(checkpoint.Checkpoint(origin=name, size=0, root=bytes(32)), SIGNING_KEY)
