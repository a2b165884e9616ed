"""Who is tied to a question for advice, and to what it names: they do not act as adviser in it."""

import msgspec
from msgspec import Struct

from gateway.casework.afterwards import around
from gateway.casework.cases import case_of
from gateway.casework.standing import bearings, bearings_of
from gateway.casework.turn import Reading
from gateway.domain.requests import AskedRequest
from gateway.errors import NotFoundError
from gateway.policy.life.own_cause import Ties
from gateway.policy.life.relations import Bearings
from gateway.store.facts_of_documents import document_of


class Asked(Struct, frozen=True):
    """Who asks, and about which document or request, if any; perhaps there is none of that id."""

    id: str
    by: str
    document: str | None
    request: str | None
    in_confidence: bool


def around_question(reading: Reading, asked: Asked) -> tuple[Bearings, bool]:
    """Who may act for which office in it, and whether the log leaves out who did what.

    Tied are who asks, whoever is close to them, and whoever is tied to the document or request. It
    is left out of the log where they asked for that, and where it names their own report of
    suspected wrongdoing. Of another's report it is not: they would learn of it by that.
    """
    own = around(reading, {asked.by})
    named, theirs = _named(reading, asked)
    if named is None:
        return _confident(own, asked.in_confidence), asked.in_confidence
    both = {
        name: getattr(own.ties, name) | getattr(named.ties, name) for name in Ties.__struct_fields__
    }
    found = msgspec.structs.replace(named, ties=Ties(**both))
    sealed = asked.in_confidence or (theirs and named.in_confidence)
    return _confident(found, asked.in_confidence or named.in_confidence), sealed


def _named(reading: Reading, asked: Asked) -> tuple[Bearings | None, bool]:
    """Who is tied to what it names, if anything; and whether that is their own request.

    A document that is not held is looked at as one that is, so that both take the same time.
    """
    if asked.request is not None:
        try:
            case = case_of(reading, asked.request)
        except NotFoundError:
            return None, False
        return bearings(reading, case), case.requester == asked.by
    if asked.document is not None:
        kept = document_of(reading.connection, asked.document)
        request = AskedRequest(document=asked.document)
        return bearings_of(reading, asked.by, request, kept), False
    return None, False


def _confident(found: Bearings, in_confidence: bool) -> Bearings:  # noqa: FBT001 - what it becomes
    return msgspec.structs.replace(found, in_confidence=in_confidence)
