"""The council's provider of OpenID Connect: where to send a browser, and who came back.

The flow is that of a code, with PKCE (RFC 7636), state and nonce. All three are worked out from the
secret in the visitor's cookie, so that nothing is kept for strangers and nobody else's browser can
finish what one began. The gateway calls the provider's own addresses only, and follows no redirect.
"""

import hmac
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import httpx2
import msgspec
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from msgspec import Struct

from gateway.errors import NotSignedInError, ProviderError
from gateway.identity.genuine import derived
from gateway.identity.id_tokens import Expected, UnknownKeyError, subject_of

PATIENCE: Final = 5.0
"""Seconds that the provider has for each answer."""
KEPT: Final = timedelta(hours=1)
"""How long what the provider says of itself is relied on."""
LARGEST: Final = 262_144
_KNOWN_AT: Final = "/.well-known/openid-configuration"
_NO_ANSWER: Final = ProviderError("Your council's sign-in does not answer.")


class ProviderSettings(Struct, frozen=True, kw_only=True):
    """How the gateway is known to the provider. `redirect` is where it sends browsers back."""

    issuer: str
    client: str
    secret_file: Path | None
    redirect: str


class _About(Struct, frozen=True):
    """What the provider says of itself (OpenID Connect Discovery 1.0, section 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)


class Returned(Struct, frozen=True, kw_only=True):
    """What a browser brings back from the provider."""

    code: str
    state: str
    issuer: str | None = None


class Provider:
    """One provider, asked as seldom as possible."""

    def __init__(
        self,
        settings: ProviderSettings,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.issuer = settings.issuer
        self._settings = settings
        self._clock = clock
        self._trusted = ssl.create_default_context()
        self._about: tuple[_About, datetime] | None = None
        self._keys: tuple[KeySet, datetime] | None = None

    async def address(self, secret: str) -> str:
        """Where to send the browser that has this secret. Raises ProviderError."""
        about = await self._known()
        async with self._client(about) as client:
            made: tuple[str, str] = client.create_authorization_url(
                about.authorization_endpoint,
                state=derived(secret, "state"),
                nonce=derived(secret, "nonce"),
                code_verifier=derived(secret, "verifier"),
            )
        return made[0]

    async def look(self) -> None:
        """Ask the provider what it is and which keys it has. Raises ProviderError."""
        await self._key_set(await self._known(), fresh=True)

    async def subject(self, secret: str, returned: Returned) -> str:
        """Whom the provider answers for.

        Raises NotSignedInError for what does not belong to this browser or cannot be relied on,
        ProviderError when the provider does not answer.
        """
        if not hmac.compare_digest(returned.state.encode(), derived(secret, "state").encode()):
            raise NotSignedInError("This sign-in was not begun in this browser.")
        if returned.issuer not in {None, self.issuer}:  # RFC 9207
            raise NotSignedInError("The answer comes from another provider.")
        about = await self._known()
        token = await self._token(about, secret, returned.code)
        expected = Expected(
            issuer=self.issuer,
            client=self._settings.client,
            nonce=derived(secret, "nonce"),
            now=self._clock().timestamp(),
        )
        for fresh in (False, True):
            try:
                return subject_of(token, await self._key_set(about, fresh=fresh), expected)
            except UnknownKeyError:
                continue
        raise NotSignedInError("The provider's answer is signed with a key that it does not name.")

    async def _token(self, about: _About, secret: str, code: str) -> str:
        async with self._client(about) as client:
            try:
                answer = await client.fetch_token(
                    about.token_endpoint,
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=derived(secret, "verifier"),
                )
            except OAuthError as error:
                raise NotSignedInError("The provider does not know this sign-in.") from error
            except (httpx2.HTTPError, ValueError, TypeError, AttributeError) as error:
                raise _NO_ANSWER from error
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise NotSignedInError("The provider does not say who signed in.")
        return token

    def _client(self, about: _About) -> Any:
        settings = self._settings
        secret = settings.secret_file and settings.secret_file.read_text("utf-8").strip()
        methods = about.token_endpoint_auth_methods_supported
        basic = "client_secret_basic" in methods
        method = ("client_secret_basic" if basic else "client_secret_post") if secret else "none"
        return AsyncOAuth2Client(
            settings.client,
            secret,
            token_endpoint_auth_method=method,
            redirect_uri=settings.redirect,
            scope="openid",
            code_challenge_method="S256",
            verify=self._trusted,
            timeout=PATIENCE,
            follow_redirects=False,
        )

    async def _known(self) -> _About:
        """What the provider says of itself, asked once an hour. Raises ProviderError."""
        if self._about and self._clock() - self._about[1] < KEPT:
            return self._about[0]
        try:
            data = await self._fetch(self.issuer.rstrip("/") + _KNOWN_AT)
            about = msgspec.json.decode(data, type=_About)
        except msgspec.DecodeError as error:
            raise _NO_ANSWER from error
        addresses = (about.authorization_endpoint, about.token_endpoint, about.jwks_uri)
        scheme = self.issuer.partition(":")[0] + "://"
        if about.issuer != self.issuer or not all(one.startswith(scheme) for one in addresses):
            raise ProviderError("Your council's sign-in says that it is another one.")
        self._about = (about, self._clock())
        return about

    async def _key_set(self, about: _About, *, fresh: bool) -> KeySet:
        """The keys of the provider, asked once an hour, and once more for one that is not known."""
        if self._keys and not fresh and self._clock() - self._keys[1] < KEPT:
            return self._keys[0]
        try:
            found = msgspec.json.decode(await self._fetch(about.jwks_uri), type=dict[str, Any])
            keys = KeySet.import_key_set({"keys": _readable(found["keys"])})
        except (msgspec.DecodeError, JoseError, ValueError, TypeError, KeyError) as error:
            raise _NO_ANSWER from error
        self._keys = (keys, self._clock())
        return keys

    async def _fetch(self, address: str) -> bytes:
        try:
            async with (
                httpx2.AsyncClient(verify=self._trusted, timeout=PATIENCE) as client,
                client.stream("GET", address) as answer,
            ):
                data = b""
                async for chunk in answer.aiter_bytes():
                    data += chunk
                    if len(data) > LARGEST:
                        raise _NO_ANSWER
        except httpx2.HTTPError as error:
            raise _NO_ANSWER from error
        if answer.status_code != httpx2.codes.OK:
            raise _NO_ANSWER
        return data


def _readable(keys: Any) -> list[dict[str, Any]]:
    """The keys of kinds that we take; a provider may have others for other purposes."""
    return [one for one in keys if isinstance(one, dict) and one.get("kty") in {"RSA", "EC", "OKP"}]
