"""The words of invented documents: what they are about, and a page of text for each part."""

from random import Random
from typing import Final, NamedTuple


class Topic(NamedTuple):
    """Something that the invented council is busy with. `matter` is what interests refer to."""

    matter: str
    name: str


TOPICS: Final = (
    Topic("saltway-depot-sale", "Sale of the Saltway depot"),
    Topic("quarry-bank-homes", "New homes at Quarry Bank"),
    Topic("mill-pond-claim", "Claim about the Mill Pond flood works"),
    Topic("heron-water-bridge", "Repair of the Heron Water bridge"),
    Topic("larkwold-library", "Opening hours of Larkwold library"),
    Topic("ropewalk-school", "More places at Ropewalk School"),
    Topic("tannery-market", "Rents at Tannery market"),
    Topic("wharfside-lights", "Street lights at Wharfside"),
    Topic("kiln-lane-care", "Care contract at Kiln Lane"),
    Topic("pinfold-leisure", "Pinfold leisure centre"),
    Topic("yew-tree-trees", "Trees at Yew Tree"),
    Topic("waste-trucks", "New waste trucks"),
)
TO_TRY: Final = Topic("moorhen-island-ferry", "Moorhen Island ferry")
"""What the paper for newcomers is about: a search for any word of it finds that paper alone."""
_OPTIONS: Final = ("do nothing", "repair", "replace", "lease", "share the cost", "ask residents")
_FEELINGS: Final = ("in time", "a little late", "late", "within the budget", "over the budget")


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
