"""What can go wrong, each with a title, a status and a next step.

Every error that a person may meet is a `GatewayError`. `detail` says what is wrong this time and
never repeats what the person typed, a title, a name or a path of the server.
"""

from collections.abc import Sequence
from typing import Any, ClassVar


class GatewayError(Exception):
    """Something that a person can be told. `where` is the key, file or line it concerns."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal"
    title: ClassVar[str] = "Something went wrong"
    next_step: ClassVar[str] = "Try again. If it happens again, tell whoever runs the gateway."

    def __init__(self, detail: str, *, where: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.detail}" if self.where else self.detail

    def __reduce__(self) -> tuple[Any, ...]:
        """How it is handed to another process, whatever it is made with."""
        return _made_again, (type(self), self.args, self.__dict__)


def _made_again(
    kind: type[GatewayError], args: tuple[Any, ...], state: dict[str, Any]
) -> GatewayError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class FactsError(GatewayError):
    """A facts document that is not well-formed: no decision is made."""

    status = 400
    code = "facts-not-well-formed"
    title = "The facts are not well-formed"
    next_step = "Correct the key that is named and try again."


class RuleBookError(GatewayError):
    """A rule book that is not fully understood: the gateway does not start."""

    code = "rule-book-not-understood"
    title = "The rule book is not fully understood"
    next_step = "Correct the file and line that are named, then run 'gateway policy check'."


class InputError(GatewayError):
    """A request body, query or header that is not as the API describes."""

    status = 400
    code = "not-well-formed"
    title = "The request is not well-formed"
    next_step = "Correct what is named and send it again."


class MethodNotAllowedError(GatewayError):
    """A method that the address does not take."""

    status = 405
    code = "method-not-allowed"
    title = "This address does not take that method"
    next_step = "Use one of the methods in the header Allow."


class TooLargeError(GatewayError):
    """A body longer than the address takes."""

    status = 413
    code = "too-large"
    title = "The request is too long"
    next_step = "Send a shorter body."


class UnsupportedContentTypeError(GatewayError):
    """A body in another format than the one that the address takes."""

    status = 415
    code = "unsupported-content-type"
    title = "This address takes another content type"
    next_step = "Send the body as application/json."


class FileNotTakenError(GatewayError):
    """A file that is not safe to keep, or that cannot be read: nothing of it is kept."""

    status = 422
    code = "file-not-taken"
    title = "We cannot take this file"
    next_step = "Save or print it as a plain PDF and send that."


class InfectedFileError(FileNotTakenError):
    """A file in which a scanner found malware: nothing of it is kept."""

    code = "file-infected"
    title = "We cannot take this file: it may do harm"
    next_step = "Do not open it. Tell your IT team, and ask whoever sent it for a clean one."


class NotCoveredError(GatewayError):
    """A redacted file in which something of what was covered can still be found."""

    status = 422
    code = "not-covered"
    title = "Something that should be covered can still be found"
    next_step = "Cover what is named as well, and try again."


class NotSignedInError(GatewayError):
    """No valid token came with the request."""

    status = 401
    code = "not-signed-in"
    title = "You are not signed in"
    next_step = "Send a valid bearer token. 'gateway token issue' makes one."


class CrossSiteError(GatewayError):
    """A form that does not come from a page of ours."""

    status = 403
    code = "cross-site"
    title = "This does not come from a page of this gateway"
    next_step = "Go to the gateway's own page and do it there."


class StaleFormError(GatewayError):
    """A form of a page that was opened in another session, or in none."""

    status = 403
    code = "stale-form"
    title = "This page is out of date"
    next_step = "Check what you typed and send it again."


class TooManyTriesError(GatewayError):
    """More attempts to sign in than are let through."""

    status = 429
    code = "too-many-tries"
    title = "There were too many attempts to sign in"
    next_step = "Wait a quarter of an hour, or ask your council's IT for a new one-time link."
    retry_after: ClassVar[int] = 900
    """Seconds after which to try again (RFC 9110, Retry-After)."""


class NotAllowedError(GatewayError):
    """The person's offices do not allow this."""

    status = 403
    code = "not-allowed"
    title = "Your office does not allow this"
    next_step = "Ask somebody who holds the office that is named."


class NotFoundError(GatewayError):
    """Nothing here that this person may know of. Absent and hidden things answer alike."""

    status = 404
    code = "not-found"
    title = "There is nothing here that we can show you"
    next_step = "Check the reference. If you think that something is held, send a request for it."


class NotReleasedError(GatewayError):
    """A document that the person may know of, and of which nothing that they want is released."""

    status = 403
    code = "not-released"
    title = "This is not released to you now"
    next_step = "Send a request for it, and say what you need it for."


class ConditionsError(GatewayError):
    """Conditions stand on what is released, and the person has not accepted them yet.

    `accept` says, part by part, what is to be accepted.
    """

    status = 403
    code = "conditions-not-accepted"
    title = "Accept the conditions first"
    next_step = "Send the conditions that you accept to the document's address /acceptance."

    def __init__(self, detail: str, *, accept: Sequence[Any]) -> None:
        super().__init__(detail)
        self.accept = accept


class ConflictError(GatewayError):
    """The request contradicts one already made, such as a key used for another body."""

    status = 409
    code = "conflict"
    title = "This contradicts something already done"
    next_step = "Use a new idempotency key for a new request."


class NotNowError(GatewayError):
    """A step that this person may take, but not as the request stands now."""

    status = 409
    code = "not-now"
    title = "This cannot be done as the request stands now"
    next_step = "Look at the request: it says what can be done with it now."


class BusyError(GatewayError):
    """The gateway cannot record now, so it does not decide: nothing was done."""

    status = 503
    code = "cannot-record-now"
    title = "We cannot record your request now, so nothing was done"
    next_step = "Wait a few seconds and send it again with the same idempotency key."
    retry_after: ClassVar[int] = 5
    """Seconds after which to try again (RFC 9110, Retry-After)."""


class NotScannedError(BusyError):
    """A file that cannot be looked through for malware now: nothing of it is kept."""

    code = "cannot-scan-now"
    title = "We cannot check files for malware now, so we did not take it"
    next_step = "Send it again in a few minutes. If that does not help, tell your IT team."


class SlowError(BusyError):
    """A question that was given up, so that it keeps nobody else waiting."""

    code = "takes-too-long"
    title = "This takes too long now, so we stopped"
    next_step = "Search for something narrower, or try again in a minute."
    retry_after: ClassVar[int] = 60


class ProviderError(BusyError):
    """The council's sign-in provider does not answer, or not as one can rely on."""

    code = "provider-not-there"
    title = "We cannot reach your council's sign-in now"
    next_step = "Try again in a few minutes. If it happens again, tell your council's IT."


class SetupError(GatewayError):
    """A setting, key or database with which the gateway refuses to start."""

    code = "unsafe-setup"
    title = "The gateway refuses to start"
    next_step = "Run 'gateway doctor': it says what to do."


class SettingsError(SetupError):
    """A setting that is unknown or has the wrong kind of value."""

    next_step = "Correct the setting that is named; docs/settings.md lists them all."


class ImportFileError(GatewayError):
    """A file to import that is not as described: nothing of it is stored."""

    code = "import-refused"
    title = "The file cannot be imported"
    next_step = "Correct the row that is named and import the file again."


class LogError(GatewayError):
    """Bytes that are not what the log writes: an entry, a checkpoint, an export, a receipt."""

    code = "not-as-the-log-writes"
    title = "This is not as the gateway's log writes it"
    next_step = "Keep it as it is, and ask for a fresh export of the log."


class SweepingImportError(ImportFileError):
    """An import that would end most of what is held: done only when somebody says that it is so."""

    code = "import-sweeping"
    title = "The import would end most of what is held"
    next_step = "Look at a dry run. If it is right, as after an election, add --many-end."
