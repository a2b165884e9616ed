"""The tables of permissions as a page to read."""

from collections.abc import Iterator
from typing import Final, get_args

from gateway.domain.casework import Relation, RequestState, Step
from gateway.policy.life.afterwards import AFTERWARDS, BEARINGS
from gateway.policy.life.permissions import PERMISSIONS
from gateway.policy.life.routes import ROUTES, WORDS

RELATIONS: Final[dict[Relation, str]] = {
    "requester": "who asked",
    "acting": "who acts for an office that it waits for",
    "finder": "who acts for an office whose finding counts",
    "hearer": "who acts for the office that hears the dispute, or determines what was passed on",
    "earlier": "who acted in it before, for an office that may act in it still",
    "keeper": "who acts for an office that watches over what was given in it",
    "committee": "who sits on the scrutiny committee to which the executive owes its reasons",
}
_INTRODUCTION: Final = """\
# Permissions

Nothing is permitted but what stands here. Some people are tied to a request: it is their own or
made for them, they are its subject or the author of the papers, they declared a close relationship
to who asks or an interest in the matter. They have none of the relations by office below, whatever
offices they hold. Whoever found or decided something does not hear a dispute about it.

A report of suspected wrongdoing is seen by who made it and by whoever acts for the office that it
waits for, and by nobody else. Those whom it names are tied to it, and nobody acts for an office of
theirs: neither a colleague nor a deputy. It then goes to the office that stands in. Whatever is
disputed about it is heard by the adviser or whoever stands in. Lists, counts, notices, calendars,
statistics and the log tell nobody else of it.

## Steps with a request

An empty cell is a refusal. Somebody without any relation is answered as if there were no such
request.
"""
_AFTERWARDS: Final = """
## Copies, incidents, questions for advice and close relationships

Whoever an incident concerns, and whoever is close to them, has none of these by office, and does
not record it. A question for advice is read by who asked it and by who acts as adviser, and by
nobody else. Whoever is close to who asked, or is tied to the document or the request that it names,
does not act as adviser in it: whoever stands in does.

A close relationship is ended by nobody whom that would let act, or be judged by a friend. Whoever
is close to one of the two does not act as adviser in it either, unless that leaves nobody.

To declare one, somebody finds the other by name: in the whole register, if `GET /api/people` opens
to them, and otherwise only whom `find_person` names.

| Step | Who |
|---|---|"""
_ADDRESSES: Final = """
## Addresses

One of the roles is enough to be let in; the step is then asked of the table above.
"""


def page() -> str:
    """The page, as Markdown. Pure."""
    return "\n".join(
        (_INTRODUCTION, *_steps(), _AFTERWARDS, *_afterwards(), _ADDRESSES, *_addresses(), "")
    )


def _steps() -> Iterator[str]:
    states = get_args(RequestState)
    yield f"| Step | Who | {' | '.join(state.replace('_', ' ') for state in states)} |"
    yield "|---" * (len(states) + 2) + "|"
    for step in get_args(Step):
        for row in PERMISSIONS:
            if row.step == step:
                who = f"{WORDS[row.role]}, {RELATIONS[row.relation]}"
                cells = " | ".join("yes" if state in row.states else "" for state in states)
                yield f"| `{step}` | {who} | {cells} |"


def _afterwards() -> Iterator[str]:
    for row in AFTERWARDS:
        yield f"| `{row.step}` | {WORDS[row.role]}, {BEARINGS[row.bearing]} |"


def _addresses() -> Iterator[str]:
    yield "| Address | Opens to | Step |"
    yield "|---|---|---|"
    for call, route in ROUTES.items():
        roles = ", ".join(WORDS[role] for role in route.roles)
        yield f"| `{call}` | {roles} | {f'`{route.step}`' if route.step else ''} |"
