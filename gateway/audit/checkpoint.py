"""Signed checkpoints: one short text that vouches for the whole log up to a size.

The body is a tlog-checkpoint (c2sp.org/tlog-checkpoint): origin, size, root. It is signed as a note
(c2sp.org/signed-note) with Ed25519 (RFC 8032). The key's name is the origin.
"""

import base64
import binascii
import re
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Struct

from gateway.errors import LogError

ED25519 = b"\x01"
"""The signature type's byte (signed-note, "Signature types")."""
PUBLIC_KEY_BYTES = 32
KEY_ID_BYTES = 4
ROOT_BYTES = 32
LARGEST_NOTE = 64 * 1024
"""Characters; room for far more than the 16 signatures that every reader must take."""

_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]{1,200}")
_SIGNATURE_LINE = re.compile(r"— ([^\s+]+) (\S+)")
_BODY = re.compile(r"([^\n]+)\n(0|[1-9][0-9]{0,15})\n([^\n]+)\n(?:[^\n]+\n)*")


class Checkpoint(Struct, frozen=True, kw_only=True):
    """The log `origin` held `size` entries, and their tree has this `root` (32 bytes)."""

    origin: str
    size: int
    root: bytes


class VerifierKey(Struct, frozen=True, kw_only=True):
    """A public key (32 bytes) and the name it signs under, which is the log's origin."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of one name apart (signed-note, "Ed25519 signatures")."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:KEY_ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{_base64(ED25519 + self.public)}"


def verifier_key(name: str, key: Ed25519PrivateKey) -> VerifierKey:
    """The key with which others check what `key` signs. Raises `LogError` for an unfit name."""
    if not _NAME.fullmatch(name):
        raise LogError("A log's name has no spaces, no '+' and at most 200 characters.")
    return VerifierKey(name=name, public=key.public_key().public_bytes_raw())


def read_verifier_key(text: str) -> VerifierKey:
    """The key written as `name+id+base64`. Raises `LogError` when any part does not fit."""
    name, _, rest = text.strip().partition("+")
    coded = rest.partition("+")[2]
    public = _unbase64(coded)
    key = VerifierKey(name=name, public=public[1:])
    if not _NAME.fullmatch(name) or len(key.public) != PUBLIC_KEY_BYTES or str(key) != text.strip():
        raise LogError("This is not a log's public key: 'name+id+key'.")
    return key


def sign(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """The checkpoint as a signed note. Raises `LogError` for an origin that no key may be named."""
    signer = verifier_key(checkpoint.origin, key)
    body = f"{checkpoint.origin}\n{checkpoint.size}\n{_base64(checkpoint.root)}\n"
    signature = _base64(signer.key_id + key.sign(body.encode()))
    return f"{body}\n— {signer.name} {signature}\n"


def read_checkpoint(note: str, key: VerifierKey) -> Checkpoint:
    """The checkpoint in `note`, once `key` has been found to have signed it.

    Signatures of unknown keys (a witness's, say) are passed over. Raises `LogError` when the note
    is not well-formed, is not signed by `key`, or is of another log.
    """
    text, _, signatures = note.rpartition("\n\n")
    body = text + "\n"
    if len(note) > LARGEST_NOTE or not _well_formed(note) or not signatures.endswith("\n"):
        raise LogError("This is not a signed note.")
    if not _signed(body, signatures.removesuffix("\n").split("\n"), key):
        raise LogError("The checkpoint is not signed by the key that you trust.")
    fields = _BODY.fullmatch(body)
    if fields is None or len(root := _unbase64(fields[3])) != ROOT_BYTES:
        raise LogError("The signed note is not a checkpoint.")
    if fields[1] != key.name:
        raise LogError("The checkpoint is of another log.")
    return Checkpoint(origin=fields[1], size=int(fields[2]), root=root)


def _signed(body: str, lines: list[str], key: VerifierKey) -> bool:
    """Whether `key` signed `body`; a bad signature under its name and id spoils the whole note."""
    found = False
    for line in lines:
        parts = _SIGNATURE_LINE.fullmatch(line)
        if parts is None or len(signature := _unbase64(parts[2])) <= KEY_ID_BYTES:
            raise LogError("This is not a signed note.")
        if parts[1] == key.name and signature[:KEY_ID_BYTES] == key.key_id:
            try:
                Ed25519PublicKey.from_public_bytes(key.public).verify(
                    signature[KEY_ID_BYTES:], body.encode()
                )
            except InvalidSignature:
                return False
            found = True
    return found


def _well_formed(note: str) -> bool:
    return all(char >= " " or char == "\n" for char in note)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _unbase64(text: str) -> bytes:
    """The bytes of `text`; none when it is not the one standard way of writing them."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return data if _base64(data) == text else b""
