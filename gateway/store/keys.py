"""The key that signs the log's checkpoints: made once, kept in the data folder, mode 0600."""

import base64
import os
import stat
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from msgspec import Struct

from gateway.audit.checkpoint import (
    Checkpoint,
    VerifierKey,
    read_verifier_key,
    sign,
    verifier_key,
)
from gateway.errors import LogError, SetupError

PRIVATE_NAME: Final = "log-signing-key.pem"
PUBLIC_NAME: Final = "log-public-key.txt"
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class Signer(Struct, frozen=True):
    """Signs checkpoints of the log named `public.name`; `public` is what others check with."""

    private: Ed25519PrivateKey
    public: VerifierKey

    def sign(self, size: int, root: bytes) -> str:
        """The signed note for the tree of `size` entries with this root."""
        return sign(Checkpoint(origin=self.public.name, size=size, root=root), self.private)

    def seal(self, what: str, data: bytes) -> str:
        """A signature (base64) over bytes that are no checkpoint; `what` says what they are."""
        return base64.b64encode(self.private.sign(_sealed(what, data))).decode()


def seal_holds(key: VerifierKey, what: str, data: bytes, seal: str) -> bool:
    """Whether the owner of the key sealed just these bytes as just that."""
    try:
        signature = base64.b64decode(seal, validate=True)
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, _sealed(what, data))
    except (InvalidSignature, ValueError):
        return False
    return base64.b64encode(signature).decode() == seal


def make_keys(data: Path, log_name: str) -> Signer:
    """Make the pair of keys in the data folder. Raises SetupError when one is there already."""
    private = Ed25519PrivateKey.generate()
    public = verifier_key(log_name, private)
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    _write_new(data / PRIVATE_NAME, pem, 0o600)
    _write_new(data / PUBLIC_NAME, f"{public}\n".encode(), 0o644)
    return Signer(private, public)


def read_keys(data: Path) -> Signer:
    """The pair of keys. Raises SetupError when it is missing, readable by others or no pair."""
    path = data / PRIVATE_NAME
    try:
        if path.stat().st_mode & _OTHERS:
            raise SetupError(f"Others can read the key. Run: chmod 600 {PRIVATE_NAME}")
        private = load_pem_private_key(path.read_bytes(), password=None)
        public = read_verifier_key((data / PUBLIC_NAME).read_text(encoding="ascii"))
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm, LogError) as error:
        raise SetupError("The key of the log is missing or is not a key.") from error
    if not isinstance(private, Ed25519PrivateKey) or verifier_key(public.name, private) != public:
        raise SetupError("The log's public key does not belong to its private key.")
    return Signer(private, public)


def _sealed(what: str, data: bytes) -> bytes:
    """What is signed: it cannot be taken for a note, which has no byte 0."""
    return what.encode() + b"\x00" + data


def _write_new(path: Path, data: bytes, mode: int) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError as error:
        raise SetupError("There is a key already; it is never written over.") from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
