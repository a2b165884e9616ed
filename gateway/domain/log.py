"""What an auditor looks for in the log: the topics into which the kinds of entries fall."""

from typing import Final, Literal

Topic = Literal[
    "opening", "requests", "copies", "looking_up", "log", "rules", "register", "sign_in", "running"
]
TOPICS: Final[dict[Topic, str]] = {
    "opening": "Opening documents",
    "requests": "Requests and decisions",
    "copies": "Copies, access and misuse",
    "looking_up": "Looking up who may see what",
    "log": "Reading and checking the log",
    "rules": "The rule book",
    "register": "The register, documents and offices",
    "sign_in": "Signing in",
    "running": "Running the gateway",
}
"""The topics in words."""
_OF: Final[dict[str, Topic]] = {
    "content": "opening",
    "conditions": "opening",
    "part.shown": "opening",
    "request": "requests",
    "check": "requests",
    "information": "requests",
    "narrowing": "requests",
    "finding": "requests",
    "third_party": "requests",
    "advice": "requests",
    "dispute": "requests",
    "referral": "requests",
    "office": "requests",
    "undertaking": "requests",
    "onward": "requests",
    "access": "copies",
    "copy": "copies",
    "incident": "copies",
    "readers": "looking_up",
    "interests": "looking_up",
    "enquiry": "looking_up",
    "log": "log",
    "rule_book": "rules",
    "register": "register",
    "documents": "register",
    "document": "register",
    "file": "register",
    "part": "register",
    "exempt_mark": "register",
    "deputy": "register",
    "absence": "register",
    "relationship": "register",
    "session": "sign_in",
    "sign_in": "sign_in",
    "account": "sign_in",
    "token": "sign_in",
}
"""By the kind, or by its first word; every other kind is about running the gateway."""


def topic_of(kind: str) -> Topic:
    """The topic of a kind of entries. Pure."""
    return _OF.get(kind) or _OF.get(kind.partition(".")[0], "running")
