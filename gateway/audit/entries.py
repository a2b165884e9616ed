"""Log entries: what each kind means, and the one way to make and to read an entry's bytes.

Every entry names the hash of the one before it, so the log is a chain as well as a tree. No names,
titles or other free text enter it: a body holds ids, the model's own words, numbers, dates,
digests and commitments, and anything else is refused before it is written.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, get_args

import msgspec
from msgspec import Struct

from gateway.audit import canonical
from gateway.domain.people import CONFIDENT, OPERATOR
from gateway.errors import LogError

Kind = Literal[
    "gateway.initialised",
    "rule_book.used",
    "rule_book.proposed",
    "rule_book.adopted",
    "rule_book.replayed",
    "register.imported",
    "register.proposed",
    "register.dismissed",
    "documents.imported",
    "document.registered",
    "file.kept",
    "part.covered",
    "part.shown",
    "address.kept",
    "address.taken_away",
    "notice.sent",
    "notice.stuck",
    "notice.tried_again",
    "calendar.changed",
    "feed.made",
    "feed.ended",
    "deadline.extended",
    "deadline.told",
    "token.issued",
    "token.revoked",
    "request.decided",
    "request.decided_again",
    "request.withdrawn",
    "request.ended",
    "information.asked",
    "information.given",
    "narrowing.asked",
    "finding.recorded",
    "third_party.consulted",
    "advice.asked",
    "advice.given",
    "advice.question_put",
    "advice.question_answered",
    "advice.not_followed",
    "exempt_mark.changed",
    "deputy.named",
    "absence.recorded",
    "relationship.declared",
    "office.stood_aside",
    "relationship.ended",
    "dispute.filed",
    "dispute.answered",
    "dispute.determined",
    "referral.determined",
    "access.limited",
    "access.renewed",
    "access.revoked",
    "undertaking.signed",
    "conditions.accepted",
    "copy.asked_back",
    "copy.given_back",
    "onward.answered",
    "incident.recorded",
    "incident.closed",
    "enquiry.made",
    "check.decided",
    "content.released",
    "content.refused",
    "readers.listed",
    "interests.read",
    "log.read",
    "log.exported",
    "log.verified",
    "log.sampled",
    "backup.made",
    "backup.restored",
    "session.begun",
    "session.capacity_chosen",
    "session.ended",
    "sign_in.refused",
    "account.invited",
    "account.set_up",
    "account.password_changed",
    "account.linked",
    "account.unlinked",
    "account.capacity_opened",
    "account.capacity_closed",
    "account.ended",
]
SENTENCES: dict[Kind, str] = {
    "gateway.initialised": "{by} set up this gateway.",
    "rule_book.used": "The gateway first used the rule book whose full text stands here.",
    "rule_book.proposed": "{by} proposed a rule book.",
    "rule_book.adopted": "{by} adopted a rule book, and it came into force.",
    "rule_book.replayed": "{by} tried a draft rule book on past decisions and on today's papers.",
    "register.imported": "{by} brought in the council's register.",
    "register.proposed": "{by} proposed changes to the register that wait to be confirmed.",
    "register.dismissed": "{by} dismissed proposed changes to the register.",
    "documents.imported": "{by} brought in documents.",
    "document.registered": "{by} registered a document.",
    "file.kept": "{by} sent a file, and it was kept.",
    "part.covered": "{by} covered some of a part of a document, and what is left became a part.",
    "part.shown": "{by} looked at a page in order to cover some of it.",
    "address.kept": "{by} put a mail address into the address book.",
    "address.taken_away": "{by} took a mail address out of the address book.",
    "notice.sent": "{by} sent a notice, and a mail server took it.",
    "notice.stuck": "{by} tried in vain to send a notice.",
    "notice.tried_again": "{by} had the notices that were stuck sent again.",
    "calendar.changed": "{by} added a day to the council's calendar.",
    "feed.made": "{by} made a secret address for their calendar of deadlines.",
    "feed.ended": "{by} ended the secret address of somebody's calendar of deadlines.",
    "deadline.extended": "{by} extended a deadline and gave the reason.",
    "deadline.told": "{by} reminded those who must act of a deadline.",
    "token.issued": "{by} gave somebody a token to sign in with.",
    "token.revoked": "{by} took back a token.",
    "request.decided": "{by} asked to see a document, and the gateway decided.",
    "request.decided_again": "The gateway decided on a request again, after what {by} did.",
    "request.withdrawn": "{by} withdrew a request.",
    "request.ended": "{by} took the answer to a request as the last word.",
    "information.asked": "{by} asked the requester for more information.",
    "information.given": "{by} gave more information about a request.",
    "narrowing.asked": "{by} invited the requester to ask for less.",
    "finding.recorded": "{by} recorded what they found about a request.",
    "third_party.consulted": "{by} asked a third party for their view.",
    "advice.asked": "{by} asked for advice about a request.",
    "advice.given": "{by} gave advice about a request.",
    "advice.question_put": "{by} asked the adviser a question.",
    "advice.question_answered": "{by} answered a councillor who asked for advice.",
    "advice.not_followed": "{by} gave the reason why they do not follow advice.",
    "deputy.named": "{by} named a deputy for an office.",
    "absence.recorded": "{by} recorded that somebody is away.",
    "relationship.declared": "{by} declared who is close to somebody, or the same person.",
    "office.stood_aside": "{by} said that an office stands aside in a request.",
    "relationship.ended": "{by} ended a declaration of who is close, or the same person.",
    "dispute.filed": "{by} disputed an answer.",
    "dispute.answered": "{by} answered a dispute at one of its stages.",
    "dispute.determined": "{by} determined a dispute, with the last word there is here.",
    "referral.determined": "{by} determined what a rule had passed on.",
    "exempt_mark.changed": "{by} changed, tested or reviewed a mark as exempt.",
    "access.limited": "{by} said until when access lasts.",
    "access.renewed": "{by} gave access again, by a new grant.",
    "access.revoked": "{by} ended access, and gave the reason.",
    "undertaking.signed": "{by} signed a promise of confidence.",
    "conditions.accepted": "{by} accepted the conditions on a document, in the words shown.",
    "copy.asked_back": "{by} asked for a copy back, because access to it had ended.",
    "copy.given_back": "{by} certified that a copy was returned or destroyed.",
    "onward.answered": "{by} answered whether something may be passed on.",
    "incident.recorded": "{by} recorded that a document was misused.",
    "incident.closed": "{by} recorded what came of misuse of a document.",
    "enquiry.made": "{by} looked up who had a document, and under which conditions.",
    "check.decided": "{by} asked whether a document may be disclosed, and the gateway decided.",
    "content.released": "{by} opened a part of a document.",
    "content.refused": "{by} tried to open a part of a document and was refused.",
    "readers.listed": "{by} looked up who may see a document.",
    "interests.read": "{by} looked at sensitive interests, which few may see.",
    "log.read": "{by} read the log.",
    "log.exported": "{by} took a copy of the log.",
    "log.verified": "{by} checked that the log is unbroken.",
    "log.sampled": "{by} drew a sample of past decisions and made each again.",
    "backup.made": "{by} made a backup.",
    "backup.restored": "{by} set the gateway up again from a backup.",
    "session.begun": "{by} signed in.",
    "session.capacity_chosen": "{by} chose in which capacity they act.",
    "session.ended": "{by} signed out, or ended another of their sessions.",
    "sign_in.refused": "Somebody tried to sign in and was refused.",
    "account.invited": "{by} gave somebody a one-time link to set up an account with.",
    "account.set_up": "{by} set up a password and an authenticator.",
    "account.password_changed": "{by} changed their password, which ended their other sessions.",
    "account.linked": "{by} linked somebody to an identity at the council's sign-in provider.",
    "account.unlinked": "{by} ended somebody's link to the council's sign-in provider.",
    "account.capacity_opened": "{by} let the holder of an account act in a further capacity.",
    "account.capacity_closed": "{by} ended a further capacity of an account.",
    "account.ended": "{by} ended an account and all its sessions.",
}
"""What happened, in one sentence for each kind; `{by}` is whoever did it."""

FIRST_PREV = "0" * 64
"""What the first entry names in place of the entry before it."""
LARGEST_ENTRY = 4 * 1024 * 1024
"""Bytes. Only the text of a rule book comes near."""

_KINDS = frozenset(get_args(Kind))
_ACTOR = re.compile(rf"[0-9a-f]{{32}}|system|{OPERATOR}|{CONFIDENT}")
_HASH = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_WORD = re.compile(
    r"[a-z0-9][a-z0-9_.:-]{0,127}"  # an id, a word of the model, a digest, a date, a dotted number
    r"|[A-Z][A-Z0-9]{0,11}(?:-[A-Za-z0-9.]{1,12}){0,4}"  # a rule's id, a request's reference
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{6})?)?Z?"  # a moment
)
_PUBLIC_TEXT: frozenset[Kind] = frozenset({"rule_book.used", "rule_book.proposed"})
"""Kinds whose body carries a text that is public anyway."""


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One event. The fields stand in the order of their canonical bytes.

    `actor` is a person's id (32 hexadecimal digits), "system", "command-line", or "in-confidence"
    where the log may not say who it was: the entry is committed to that. `at` is the moment in UTC
    as `2026-11-22T21:00:00.123456Z`. `prev` is the leaf hash (`tree.leaf_hash`) of the entry
    before, in hexadecimal. `seq` counts from 0: it is the entry's index in the tree.
    """

    actor: str
    at: str
    body: Mapping[str, Any]
    kind: Kind
    prev: str
    seq: int
    version: Literal[1] = 1

    def sentence(self, by: str) -> str:
        """What happened, in one sentence, with `by` as the words for whoever did it."""
        return SENTENCES[self.kind].format(by=by)


def write(entry: Entry) -> bytes:
    """The entry's bytes, to be stored, hashed and exported as they are, without a newline.

    Raises `LogError` when a field is not as `Entry` says or the body holds anything but ids,
    words of the model, numbers, dates, digests and commitments.
    """
    _refuse_unfit(entry)
    data = canonical.encode(msgspec.structs.asdict(entry))
    if len(data) > LARGEST_ENTRY:
        raise LogError("The entry is too large.")
    return data


def read(data: bytes) -> Entry:
    """The entry that `data` stands for. Raises `LogError` unless `write` gives the same bytes."""
    if len(data) > LARGEST_ENTRY:
        raise LogError("The entry is too large.")
    try:
        entry = msgspec.convert(canonical.decode(data), Entry)
    except msgspec.ValidationError as error:
        raise LogError("The bytes are not an entry of the log.") from error
    _refuse_unfit(entry)
    return entry


def _refuse_unfit(entry: Entry) -> None:
    fits = (
        entry.kind in _KINDS
        and entry.version == 1
        and entry.seq >= 0
        and _ACTOR.fullmatch(entry.actor)
        and _HASH.fullmatch(entry.prev)
        and _MOMENT.fullmatch(entry.at)
        and _is_moment(entry.at)
    )
    if not fits:
        raise LogError("A field of the entry is not as the log keeps it.")
    if entry.kind not in _PUBLIC_TEXT:
        _refuse_free_text(entry.body)


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _refuse_free_text(value: Any) -> None:
    """Refuse text that is neither an id nor a word of the model, in keys as well as in values."""
    if isinstance(value, str):
        if not _WORD.fullmatch(value):
            raise LogError("The body of a log entry holds no free text.")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _refuse_free_text(key)
            _refuse_free_text(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_free_text(item)
