"""A verifier that shares no code with the gateway: hashlib, the recursive definition, Ed25519.

It follows RFC 6962 section 2.1 and the two C2SP notes to the letter, for small exports only.
"""

import base64
import hashlib
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def merkle_root(entries):
    """MTH of RFC 6962, by its recursive definition."""
    if len(entries) < 2:
        return hashlib.sha256(b"".join(b"\x00" + entry for entry in entries)).digest()
    half = max(2**power for power in range(len(entries)) if 2**power < len(entries))
    left, right = merkle_root(entries[:half]), merkle_root(entries[half:])
    return hashlib.sha256(b"\x01" + left + right).digest()


def open_note(note, key_text):
    """Origin, size and root of a checkpoint with just one signature, or nothing if it is bad."""
    name, key_id, coded = key_text.split("+", 2)
    public = base64.b64decode(coded)
    if hashlib.sha256(name.encode() + b"\n" + public).hexdigest()[:8] != key_id:
        return None
    body, _, signature = note.rpartition("\n\n")
    dash, signer, coded = signature.split(" ")
    signed = base64.b64decode(coded)
    as_written = f"{name} {base64.b64encode(signed).decode()}\n"
    if (dash, f"{signer} {coded}", signed[:4].hex()) != ("—", as_written, key_id):
        return None
    try:
        Ed25519PublicKey.from_public_bytes(public[1:]).verify(signed[4:], (body + "\n").encode())
    except InvalidSignature:
        return None
    origin, size, root = body.split("\n")
    return origin, int(size), base64.b64decode(root)


def holds(export, key_text, earlier=()):
    """Whether an export is unbroken, by its own account and by each earlier checkpoint's."""
    try:
        return _holds(export, key_text, earlier)
    except (ValueError, LookupError, TypeError):
        return False


def _holds(export, key_text, earlier):
    *lines, rest = export.split(b"\n")
    header, entries = json.loads(lines[0]), lines[1:]
    opened = [open_note(note, key_text) for note in (header["checkpoint"], *earlier)]
    if rest or None in opened or header["size"] != len(entries) or header["key"] != key_text:
        return False
    if (header["origin"], header["size"]) != opened[0][:2]:
        return False
    if header["format"] != "need-to-know-log-export/1" or canonical(header) != lines[0]:
        return False
    before = "0" * 64
    for seq, line in enumerate(entries):
        entry = json.loads(line)
        if (entry["seq"], entry["prev"]) != (seq, before) or canonical(entry) != line:
            return False
        before = hashlib.sha256(b"\x00" + line).hexdigest()
    return all(
        size <= len(entries) and merkle_root(entries[:size]) == root for _, size, root in opened
    )


def canonical(value):
    """Canonical JSON with the standard library."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
