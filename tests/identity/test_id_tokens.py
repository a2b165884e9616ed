"""Tokens of a provider: the one that answers our question is taken, and every other is refused."""

import json
from typing import Any

import pytest

from gateway.errors import NotSignedInError
from gateway.identity.id_tokens import Expected, UnknownKeyError, subject_of
from tests.identity.keys import (
    CURVE,
    KEYS,
    OURS,
    PUBLIC_AS_SECRET,
    SEALING,
    SECRET,
    STRANGER,
    part,
    sealed,
    signed,
)

NOW = 1_800_000_000
ISSUER, CLIENT, NONCE = "https://id.thornmere.test", "gateway", "n" * 64
EXPECTED = Expected(issuer=ISSUER, client=CLIENT, nonce=NONCE, now=NOW)
CLAIMS = {
    "iss": ISSUER,
    "sub": "person-1",
    "aud": CLIENT,
    "exp": NOW + 300,
    "iat": NOW,
    "nonce": NONCE,
}
HEADER = {"alg": "RS256", "kid": "ours"}


def with_claims(**changed: Any) -> str:
    """A token with some claims changed; None takes one away."""
    claims = {k: v for k, v in {**CLAIMS, **changed}.items() if v is not None}
    return signed(json.dumps(claims).encode(), HEADER)


def with_header(key: Any = OURS, **changed: Any) -> str:
    """A token with a header changed, signed with some key."""
    header = {k: v for k, v in {**HEADER, **changed}.items() if v is not None}
    return signed(json.dumps(CLAIMS).encode(), header, key)


def with_text(payload: bytes) -> str:
    """A token whose payload is whatever bytes."""
    return signed(payload, HEADER)


GOOD = with_claims()
HEAD, BODY, SIGNATURE = GOOD.split(".")
ALG_TWICE = b'{"alg":"none","alg":"RS256","kid":"ours"}'
PLAIN = json.dumps(CLAIMS).encode()
TWICE = json.dumps(CLAIMS)[:-1].encode()
FORGED = {
    # the signature
    "no signature": f"{HEAD}.{BODY}.",
    "two parts": f"{HEAD}.{BODY}",
    "four parts": f"{GOOD}.x",
    "nothing": "",
    "only dots": "..",
    "a signature of nothing": f"{HEAD}.{BODY}.{part(b'')}x",
    "another body under the signature": f"{HEAD}.{part({**CLAIMS, 'sub': 'person-2'})}.{SIGNATURE}",
    "another head over the signature": f"{part({**HEADER, 'typ': 'JWT'})}.{BODY}.{SIGNATURE}",
    "a signature cut short": GOOD[:-8],
    "a signature turned round": f"{HEAD}.{BODY}.{SIGNATURE[::-1]}",
    "another's key under our name": with_header(STRANGER),
    # the algorithm
    "alg none": f"{part({'alg': 'none'})}.{BODY}.",
    "alg none, signed": f"{part({'alg': 'none', 'kid': 'ours'})}.{BODY}.{SIGNATURE}",
    "alg None": f"{part({'alg': 'None'})}.{BODY}.{SIGNATURE}",
    "alg nOnE": f"{part({'alg': 'nOnE', 'kid': 'ours'})}.{BODY}.{SIGNATURE}",
    "no alg": f"{part({'kid': 'ours'})}.{BODY}.{SIGNATURE}",
    "alg is a list": f"{part({'alg': ['RS256'], 'kid': 'ours'})}.{BODY}.{SIGNATURE}",
    "alg is null": f"{part({'alg': None, 'kid': 'ours'})}.{BODY}.{SIGNATURE}",
    "HS256 with the public key": sealed(PLAIN, {"alg": "HS256", "kid": "ours"}, PUBLIC_AS_SECRET),
    "HS384 with the public key": sealed(PLAIN, {"alg": "HS384"}, PUBLIC_AS_SECRET, "sha384"),
    "HS256 with the client's secret": sealed(PLAIN, {"alg": "HS256"}, SECRET),
    "rs256 in small letters": f"{part({'alg': 'rs256', 'kid': 'ours'})}.{BODY}.{SIGNATURE}",
    "an algorithm of another kind of key": f"{part({'alg': 'ES256', 'kid': 'ours'})}.{BODY}.x",
    "an encrypted token": f"{part({'alg': 'RSA-OAEP', 'enc': 'A256GCM'})}.a.b.c.d",
    # the header
    "a key in the header": with_header(STRANGER, jwk=STRANGER.as_dict(private=False)),
    "a key elsewhere": with_header(STRANGER, jku="https://evil.example/keys"),
    "a certificate in the header": with_header(STRANGER, x5c=["MIIB"]),
    "a certificate elsewhere": with_header(STRANGER, x5u="https://evil.example/cert"),
    "a critical extension": f"{part({**HEADER, 'crit': ['x'], 'x': 1})}.{BODY}.{SIGNATURE}",
    "a payload not encoded": f"{part({**HEADER, 'b64': False, 'crit': ['b64']})}.{BODY}.x",
    "a key for sealing": with_header(SEALING, kid="sealing"),
    "a key that is not named": with_header(STRANGER, kid="theirs"),
    "kid is a number": f"{part({'alg': 'RS256', 'kid': 1})}.{BODY}.{SIGNATURE}",
    "kid is a path": f"{part({'alg': 'RS256', 'kid': '../../dev/null'})}.{BODY}.{SIGNATURE}",
    "alg twice": f"{part(ALG_TWICE)}.{BODY}.{SIGNATURE}",
    "a head that is a list": f"{part(['RS256'])}.{BODY}.{SIGNATURE}",
    "a head that is no JSON": f"{part(b'RS256')}.{BODY}.{SIGNATURE}",
    "a head with padding": f"{HEAD}=.{BODY}.{SIGNATURE}",
    # who made it, and for whom
    "no issuer": with_claims(iss=None),
    "another issuer": with_claims(iss="https://evil.example"),
    "the issuer with a slash": with_claims(iss=f"{ISSUER}/"),
    "the issuer in capitals": with_claims(iss=ISSUER.upper()),
    "the issuer in a list": with_claims(iss=[ISSUER]),
    "no audience": with_claims(aud=None),
    "another audience": with_claims(aud="another-client"),
    "an empty audience": with_claims(aud=[]),
    "an audience that begins like ours": with_claims(aud=f"{CLIENT}-2"),
    "an audience in an object": with_claims(aud={CLIENT: True}),
    "several audiences and no party": with_claims(aud=[CLIENT, "another"]),
    "several audiences and another party": with_claims(aud=[CLIENT, "another"], azp="another"),
    "another party": with_claims(azp="another"),
    "the client in capitals": with_claims(aud=CLIENT.upper()),
    # which question
    "no nonce": with_claims(nonce=None),
    "another nonce": with_claims(nonce="m" * 64),
    "an empty nonce": with_claims(nonce=""),
    "the nonce in a list": with_claims(nonce=[NONCE]),
    # whom
    "no subject": with_claims(sub=None),
    "an empty subject": with_claims(sub=""),
    "a subject that is a number": with_claims(sub=1),
    "subjects": with_claims(sub=["person-1"]),
    "a subject too long": with_claims(sub="x" * 256),
    "a subject with a line break": with_claims(sub="person-1\n"),
    # when
    "no end": with_claims(exp=None),
    "over": with_claims(exp=NOW - 61),
    "long over": with_claims(exp=0),
    "an end that is a text": with_claims(exp=str(NOW + 300)),
    "an end that is true": with_claims(exp=True),
    "an end that is no number": with_text(TWICE.replace(str(NOW + 300).encode(), b"NaN") + b"}"),
    "no beginning": with_claims(iat=None),
    "made long ago": with_claims(iat=NOW - 601),
    "made in the future": with_claims(iat=NOW + 61),
    "not yet": with_claims(nbf=NOW + 61),
    # the form
    "a subject twice": with_text(TWICE + b', "sub": "person-2"}'),
    "a nonce twice": with_text(TWICE + f', "nonce": "{NONCE}"}}'.encode()),
    "an audience twice": with_text(TWICE + b', "aud": "another"}'),
    "a payload that is a list": with_text(b"[]"),
    "a payload that is no JSON": with_text(b"person-1"),
    "a payload that is not UTF-8": with_text(b'{"sub": "\xff"}'),
    "too long": with_claims(more="x" * 20_000),
    "letters beyond ASCII": GOOD + "é",
}


@pytest.mark.parametrize(
    "token",
    [
        GOOD,
        with_header(kid=None),
        with_header(CURVE, alg="ES256", kid="curve"),
        with_header(alg="PS256"),
        with_claims(aud=[CLIENT]),
        with_claims(aud=[CLIENT, "another"], azp=CLIENT),
        with_claims(azp=CLIENT, nbf=NOW, email="ada@thornmere.test", auth_time=NOW),
        with_claims(exp=NOW - 59, iat=NOW - 500),
        with_claims(iat=NOW + 59),
    ],
)
def test_the_answer_to_our_question_is_taken(token):
    """Signed by a key of the provider's, for us, now; whatever else it tells is passed over."""
    assert "person-1" == subject_of(token, KEYS, EXPECTED)


@pytest.mark.parametrize("kind", FORGED)
def test_every_other_token_is_refused(kind):
    """Over 50 kinds of forgery; only a key that is not in the list may be looked up once more."""
    with pytest.raises((NotSignedInError, UnknownKeyError)):
        subject_of(FORGED[kind], KEYS, EXPECTED)


def test_there_are_fifty_kinds():
    """As many as were promised, each of them another token."""
    assert len(set(FORGED.values())) >= 50
    assert GOOD not in FORGED.values()
