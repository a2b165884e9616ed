"""Bodies that nobody may send, each with the status that answers it and the place it names."""

import gzip
import json
from typing import Any

from tests.api.town import CANARY

JSON = {"Content-Type": "application/json"}


def asked(**changes: Any) -> dict[str, Any]:
    """A request that is well-formed, changed."""
    return {"document": "0" * 32, **changes}


def text(body: Any) -> bytes:
    """A value as JSON."""
    return json.dumps(body).encode()


def field(name: str, raw: str) -> bytes:
    """A request in which one field holds raw JSON."""
    return f'{{"document":"{"0" * 32}","{name}":{raw}}}'.encode()


def nested(opening: bytes, depth: int, closing: bytes = b"") -> bytes:
    """Objects or lists inside each other."""
    return opening * depth + b"1" + closing * depth


NOT_JSON = {
    "empty": b"",
    "blank": b"   ",
    "words": b"document please",
    "form": b"document=" + b"0" * 32,
    "xml": b"<document/>",
    "python": b"{'document': None}",
    "unquoted": b"{document: 1}",
    "torn": b'{"document":"00',
    "torn-object": b'{"document"',
    "trailing-comma": b'{"document":"0",}',
    "two-values": b"{}{}",
    "after-the-end": b"{} x",
    "comment": b"{} // canary",
    "nul-after": b"{}\x00",
    "nul-before": b"\x00{}",
    "byte-order-mark": b"\xef\xbb\xbf{}",
    "utf-16": '{"document":""}'.encode("utf-16"),
    "utf-16-be": '{"document":""}'.encode("utf-16-be"),
    "utf-32": '{"document":""}'.encode("utf-32"),
    "latin-1": '{"statement":"caf\xe9"}'.encode("latin-1"),
    "bad-continuation": b'{"statement":"\xc3("}',
    "overlong": b'{"statement":"\xc0\xaf"}',
    "surrogate-bytes": b'{"statement":"\xed\xa0\x80"}',
    "beyond-unicode": b'{"statement":"\xf4\x90\x80\x80"}',
    "bad-escape": b'{"statement":"\\x41"}',
    "torn-escape": b'{"statement":"\\u12"}',
    "raw-newline": b'{"statement":"a\nb"}',
    "raw-nul": b'{"statement":"a\x00b"}',
    "leading-zero": b'{"document":007}',
    "plus": b'{"document":+1}',
    "hex": b'{"document":0x10}',
    "dot": b'{"document":.5}',
    "nan": b'{"document":NaN}',
    "infinity": b'{"document":Infinity}',
    "minus-infinity": b'{"document":-Infinity}',
    "gzip": gzip.compress(b"{}", mtime=0),
    "msgpack": b"\x81\xa8document\xa10",
    "true-capital": b"True",
    "single-quote": b"'",
    "only-quote": b'"',
    "backslash": b"\\",
}
WRONG_SHAPE = {
    "null": b"null",
    "true": b"true",
    "number": b"7",
    "string": b'"document"',
    "list": b"[]",
    "list-of-requests": text([asked()]),
    "empty-object": b"{}",
    "unknown": text(asked(canary=1)),
    "unknown-empty": text(asked(**{"": 1})),
    "unknown-proto": text(asked(__proto__={"admin": True})),
    "unknown-dunder": text(asked(__class__="x")),
    "unknown-case": text(asked(Purpose="none")),
    "unknown-blank": text(asked(**{"purpose ": "none"})),
    "unknown-forged-place": text(asked(**{"x` - at `$.canary": 1})),
    "unknown-lookalike": text(asked(рurpose="none")),
    "unknown-nul": text(asked(**{"purpose\x00": "none"})),
    "by": text(asked(by="0" * 32)),
    "requester": text(asked(requester="0" * 32)),
    "findings": text(asked(findings={"determination": "release"})),
    "twice": b'{"document":"' + b"0" * 32 + b'","document":"' + b"1" * 32 + b'"}',
    "twice-escaped": b'{"document":"' + b"0" * 32 + b'","docu\\u006dent":"' + b"1" * 32 + b'"}',
    "key": text(asked(key="mine")),
    "huge-object": text(asked(**{f"k{number}": 1 for number in range(5000)})),
}
VALUES = {
    "null": "null",
    "true": "true",
    "number": "7",
    "minus": "-1",
    "fraction": "1.5",
    "list": "[]",
    "nested-list": "[[]]",
    "object": "{}",
    "empty": '""',
    "blank": '" "',
    "unknown": f'"{CANARY}"',
    "long": json.dumps("x" * 5000),
    "nul": '"\\u0000"',
    "half": '"\\ud800"',
    "half-swapped": '"\\udc00\\ud800"',
    "bidi": '"\\u202e"',
    "escape": '"\\u001b[31m"',
    "line-end": '"none\\u2028"',
    "2-to-53": "9007199254740993",
    "2-to-63": "9223372036854775808",
    "2-to-64": "18446744073709551616",
    "huge": "9" * 5000,
    "huge-exponent": "1e999",
    "deep": "[" * 40 + "]" * 40,
}
ACCEPTED = {("statement", "empty"), ("statement", "blank"), ("statement", "unknown")}
"""The statement is free text, so these are well-formed there."""
FIELDS = ("document", "purpose", "statement", "on_behalf_of", "use_at_meeting")
CLOSED = {("on_behalf_of", "null"), ("use_at_meeting", "true")} | ACCEPTED
IDS = {
    "short": "0" * 31,
    "long": "0" * 33,
    "capital": "A" * 32,
    "newline": "0" * 32 + "\n",
    "space": "0" * 31 + " ",
    "letters": "g" * 32,
    "digits-elsewhere": "\u0660" * 32,
    "path": "../" * 10 + "00",
    "sql": "' OR 1=1 --" + "0" * 21,
    "wildcard": "%" * 32,
}

BODIES: dict[str, bytes] = {
    **{f"not-json-{name}": body for name, body in NOT_JSON.items()},
    **{f"shape-{name}": body for name, body in WRONG_SHAPE.items()},
    **{
        f"{name}-{kind}": field(name, raw)
        for name in FIELDS
        for kind, raw in VALUES.items()
        if (name, kind) not in CLOSED
    },
    **{f"id-{name}": text(asked(document=value)) for name, value in IDS.items()},
    "deep-lists": nested(b"[", 30_000, b"]"),
    "deep-open-lists": b"[" * 60_000,
    "deep-objects": nested(b'{"document":', 3_000, b"}"),
    "deep-33": field("statement", "[" * 33 + "]" * 33),
}
"""Every one of them is answered with 400."""
CONTENT_TYPES = (
    None,
    "",
    "text/plain",
    "text/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/xml",
    "application/msgpack",
    "application/json; charset=utf-16",
    "application/json; charset=latin-1",
    "application/json;charset=utf-8;x=y",
    "application/jsonp",
    "application/json, text/plain",
    "application/problem+json",
    "*/*",
    "application/json\x0b",
)
"""What a body may not say it is: each is answered with 415."""
