"""Every sentence that the letters and notices of a council can be made of, as it is written."""

import re
from collections.abc import Iterator

from gateway.domain.notices import SENTENCES
from gateway.notify import message
from gateway.policy import in_short, letters, reply
from gateway.policy.changes import CHANGES
from gateway.policy.council import Council
from gateway.policy.explain import rule_sentence
from gateway.policy.expressions import Always, And, Expression, Is, Named, Never, OneOf, Or, Some
from gateway.policy.sentence import clause
from gateway.policy.what_would_help import ALL_OF
from gateway.policy.words import OFFICES

_DAYS = re.compile(r"\{(?:received|answered|meeting)\}")
"""Where a day or a moment stands in a sentence of a letter."""


def of_letters(council: Council) -> Iterator[str]:
    """What a letter of a council is made of, but for its dates, names and references."""
    for words in (letters.OUTCOMES, letters.CONDITIONS, letters.NOTICES):
        yield from words.values()
    yield from (words.format(due="{date}") for words in letters.CLOCKS.values())
    yield from (
        letters.HIDDEN,
        letters.OTHER_RULES,
        letters.THEIR_PLACE,
        letters.PART,
        reply.OPEN_NOW,
    )
    yield reply.IS_PUBLIC
    yield letters.OTHER_ROUTES
    yield letters.dispute_sentence(None)
    for name, words in vars(reply).items():
        if _is_template(name, words):
            yield _DAYS.sub("{date}", words)
    yield from (change.sentence for change in CHANGES)
    yield from ALL_OF.values()
    yield from in_short.PLAINLY.values()
    for office in OFFICES:
        yield letters.office_words(office)
        yield letters.dispute_sentence(office)
        yield letters.waiting_sentence(office)
    for row in council.rows:
        test = council.test_of(row)
        if not isinstance(test, Never):
            yield rule_sentence(council, row)
            yield from _facts(test)


def of_mails() -> Iterator[str]:
    """What a mail is made of."""
    yield from SENTENCES.values()
    yield from (message.ABOUT, message.HAPPENED.format(day="{date}"), message.SIGN_IN_AT)
    yield from (message.SIGN_IN, message.BY_MACHINE)


def _is_template(name: str, words: object) -> bool:
    """Whether a constant of `policy.reply` is a sentence with places for words."""
    return name.isupper() and isinstance(words, str) and "{" in words


def _facts(test: Expression) -> Iterator[str]:
    """Every fact that can be told of a test, as `policy.telling` words them."""
    match test:
        case Always() | Named(_, Always()):
            return
        case And(parts) | Or(parts):
            for part in parts:
                yield from _facts(part)
        case Named(_, part) if isinstance(part, And | Or | Some | Named):
            yield from _facts(part)
        case OneOf(field, values):
            yield from (clause(Is(field, value)) for value in values)
        case _:
            yield clause(test)
