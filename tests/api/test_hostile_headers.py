"""Headers of any kind: answered or refused, never a failure, and never repeated."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.test_front_door import raw
from tests.api.town import CANARY

NAMES = [
    b"accept",
    b"accept-encoding",
    b"accept-language",
    b"connection",
    b"content-encoding",
    b"content-length",
    b"content-type",
    b"cookie",
    b"expect",
    b"idempotency-key",
    b"if-match",
    b"if-none-match",
    b"origin",
    b"range",
    b"referer",
    b"transfer-encoding",
    b"upgrade",
    b"x-http-method-override",
]
VALUES = [
    b"",
    b";",
    b";;q=",
    b"text/csv;q=x",
    b"text/csv;q=2",
    b"text/csv;q=-1",
    b"*/*;q=nan",
    b"a/b/c",
    b"text/csv;q=0.5;q=0.6,",
    b"\xff\xfe",
    b"a=b; a; =; ;",
    b"-1",
    b"1e9",
    b"99999999999999999999",
    b'"',
    CANARY.encode(),
    b"x" * 8000,
]
ADDRESSES = ["/api/requests", "/api/documents", "/api/log", "/api/schema", "/"]


async def answered(client, town, address, *extra):
    """Ask with further headers, and give status and body."""
    signed = [(b"host", b"withermere.test")]
    signed += [(key.lower().encode(), value.encode()) for key, value in town.sign("dora").items()]
    start, *rest = await raw(client.app, [*signed, *extra], path=address)
    return start["status"], b"".join(message.get("body", b"") for message in rest)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("name", NAMES, ids=bytes.decode)
async def test_no_header_brings_an_address_down(client, town, name, address):
    """An odd header is passed over, or refused without a word of it."""
    for value in VALUES:
        status, body = await answered(client, town, address, (name, value))
        assert status in {200, 400, 413, 415}, value
        assert CANARY.encode() not in body or status == 200


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.binary(max_size=60)), max_size=4))
@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_no_headers_together_bring_it_down(client, town, headers):
    """Whatever the bytes and however many."""
    status, _ = await answered(client, town, "/api/requests", *headers)

    assert status in {200, 400, 413, 415}
