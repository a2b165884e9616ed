"""The words of invented documents: what they are about, and a page of text for each part."""

from random import Random
from typing import Final

SUBJECTS: Final = (
    "Sale of the Saltway depot",
    "New homes at Quarry Bank",
    "Claim about the Mill Pond flood works",
    "Repair of the Heron Water bridge",
    "Opening hours of Larkwold library",
    "More places at Ropewalk School",
    "Rents at Tannery market",
    "Street lights at Wharfside",
    "Care contract at Kiln Lane",
    "Pinfold leisure centre",
    "Trees at Yew Tree",
    "New waste trucks",
)
"""What the council is busy with outside its meetings."""
_OPTIONS: Final = ("do nothing", "repair", "replace", "lease", "share the cost", "ask residents")
_FEELINGS: Final = ("in time", "a little late", "late", "within the budget", "over the budget")


def matter(subject: str) -> str:
    """What interests refer to, for a subject."""
    return subject.lower().replace(" ", "-")


def text(random: Random, title: str, about: str, *, part: str) -> str:
    """A page of text. It says of itself that it is invented."""
    first, second = random.sample(_OPTIONS, 2)
    return (
        f"{title}\n{part}\n\n"
        "This is an invented document of an invented council. Nothing in it is real.\n\n"
        f"1. Purpose\n{about}\n\n"
        f"2. Where we are\nThe work is {random.choice(_FEELINGS)}. So far it has cost"
        f" £{random.randrange(4, 950)},000. {random.randrange(3, 400)} people have told us what"
        " they think.\n\n"
        f"3. What we can do\nWe looked at two ways: to {first} or to {second}. The second costs"
        f" £{random.randrange(10, 900)},000 more over {random.randrange(2, 15)} years.\n\n"
        f"4. What we ask for\nAgree to {first}, and look again in"
        f" {random.randrange(3, 18)} months.\n"
    )
