"""The key of the log: made once, kept from others, and the right one."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from gateway.audit.checkpoint import read_checkpoint, read_verifier_key
from gateway.errors import LogError, SetupError
from gateway.store.keys import PRIVATE_NAME, PUBLIC_NAME, make_keys, read_keys, seal_holds


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder with the keys of a log."""
    make_keys(tmp_path, "thornmere-1")
    return tmp_path


def test_what_is_signed_can_be_checked(made: Path):
    """A checkpoint is signed under the log's name, and the public file is enough to check it."""
    note = read_keys(made).sign(7, b"r" * 32)
    public = read_verifier_key((made / PUBLIC_NAME).read_text())
    checkpoint = read_checkpoint(note, public)
    assert ("thornmere-1", 7, b"r" * 32) == (checkpoint.origin, checkpoint.size, checkpoint.root)


def test_the_private_key_is_nobody_elses(made: Path):
    """Only the owner may read the private key."""
    assert 0o600 == (made / PRIVATE_NAME).stat().st_mode & 0o777


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601])
def test_a_key_that_others_reach_is_refused(made: Path, mode: int):
    """A key that others can read, write or run is not signed with."""
    (made / PRIVATE_NAME).chmod(mode)
    with pytest.raises(SetupError, match="chmod 600"):
        read_keys(made)


def test_a_key_is_never_written_over(made: Path):
    """A second pair is not made where there is one, and the first still signs."""
    before = (made / PRIVATE_NAME).read_bytes()
    with pytest.raises(SetupError, match="already"):
        make_keys(made, "thornmere-2")
    assert before == (made / PRIVATE_NAME).read_bytes()


@pytest.mark.parametrize("name", [PRIVATE_NAME, PUBLIC_NAME])
def test_a_missing_half_is_noticed(made: Path, name: str):
    """Without either half there is no signing."""
    (made / name).unlink()
    with pytest.raises(SetupError):
        read_keys(made)


@pytest.mark.parametrize("name", [PRIVATE_NAME, PUBLIC_NAME])
def test_a_spoilt_half_is_noticed(made: Path, name: str):
    """What is not a key is not taken for one."""
    (made / name).write_text("no key\n")
    with pytest.raises(SetupError):
        read_keys(made)


def test_halves_of_two_pairs_are_noticed(made: Path, tmp_path: Path):
    """A public key that belongs to another private key is refused."""
    other = tmp_path / "other"
    other.mkdir()
    make_keys(other, "thornmere-1")
    (other / PUBLIC_NAME).rename(made / PUBLIC_NAME)
    with pytest.raises(SetupError, match="does not belong"):
        read_keys(made)


def test_a_key_of_another_sort_is_refused(made: Path):
    """Only Ed25519 signs the log."""
    pem = generate_private_key(SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    (made / PRIVATE_NAME).write_bytes(pem)
    with pytest.raises(SetupError):
        read_keys(made)


def test_a_name_that_no_key_may_have(tmp_path: Path):
    """A log's name that would spoil the signed note makes no key."""
    with pytest.raises(LogError):
        make_keys(tmp_path, "thorn mere")


def test_a_seal_holds_for_its_bytes_alone(tmp_path: Path):
    """Not for others, not as something else, not with another key, and not in another spelling."""
    signer, other = make_keys(tmp_path, "a"), make_keys(_folder(tmp_path), "b")
    seal = signer.seal("list/1", b"data")

    assert seal_holds(signer.public, "list/1", b"data", seal)
    assert not seal_holds(signer.public, "list/1", b"Data", seal)
    assert not seal_holds(signer.public, "list/2", b"data", seal)
    assert not seal_holds(other.public, "list/1", b"data", seal)
    for spoilt in ("", "no", f"{seal}\n", seal[:-4], seal.replace("=", "")):
        assert not seal_holds(signer.public, "list/1", b"data", spoilt)


def _folder(of: Path) -> Path:
    made = of / "other"
    made.mkdir()
    return made
