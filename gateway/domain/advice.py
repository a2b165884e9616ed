"""Advice that somebody asks for: the question, the answer, and why it is not followed."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from gateway.domain.requests import Id, Reference, SomeWords

AdviceState = Literal["waiting", "answered", "not_followed"]
"""Where a question stands. `not_followed`: whoever asked has said why they act otherwise."""
AdviceMove = Literal["answer_question", "depart_from_advice"]
"""What can be done with a question after it was put."""


class _Form(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something sent: an unknown key is an error."""


class AdviceQuestion(_Form, frozen=True):
    """What somebody asks the adviser: about a document, about a request, or about neither.

    Whether there is such a document or request is not looked at: the answer to the form says
    nothing of it. `in_confidence`: the log does not name who asked.
    """

    words: SomeWords
    document: Id | None = None
    request: Reference | None = None
    in_confidence: bool = False

    def __post_init__(self) -> None:
        """Refuse a question about both."""
        if self.document is not None and self.request is not None:
            raise ValueError("name a document or a request, not both")


class AdviceAnswer(_Form, frozen=True):
    """What the adviser answers."""

    words: SomeWords


class Departure(_Form, frozen=True):
    """The very strong reason for which whoever asked does not follow the advice."""

    words: SomeWords


class Written(Struct, frozen=True, kw_only=True):
    """What somebody wrote, and the log entry that records it; `words` are None once erased."""

    entry: int
    at: datetime
    words: str | None


class QuotedClause(Struct, frozen=True):
    """A clause of the council's own protocol, and what it says in our words."""

    id: str
    says: str


class ListedQuestion(Struct, frozen=True, kw_only=True):
    """A question in a list, without its words. `by` asked it, whose name is `name`."""

    id: str
    entry: int
    at: datetime
    by: str
    name: str
    document: str | None
    request: str | None
    in_confidence: bool
    state: AdviceState


class ShownQuestion(ListedQuestion, frozen=True, kw_only=True):
    """A question for one of the two who may read it.

    `title` is the document's, where this reader may know of it. `follow` are the clauses by which
    advice must be followed, where a councillor asked. `may` is what this reader can do with the
    question now. `hears_none`: whoever answers hears no dispute about the request that it names.
    """

    title: str | None
    words: str | None
    answer: Written | None
    departure: Written | None
    follow: tuple[QuotedClause, ...]
    may: tuple[AdviceMove, ...]
    hears_none: bool


class QuestionPage(Struct, frozen=True, kw_only=True):
    """One page of questions; `next` is the key of the page after it, None at the end."""

    items: tuple[ListedQuestion, ...]
    next: str | None
