"""What the meetings of the invented council are about, and why a part of a paper is closed.

Each agenda is for the meeting of the same place in `bodies.SITTINGS`. What it names is invented.
"""

from enum import IntEnum
from typing import Final, NamedTuple


class Why(IntEnum):
    """What a closed part tells: the place of its paragraph in Schedule 12A, in both nations."""

    PERSON = 0
    IDENTITY = 1
    MONEY = 2
    STAFF = 3
    LAWYER = 4
    ORDER = 5
    CRIME = 6

    @property
    def part(self) -> str:
        """What the closed part is called."""
        return _PARTS[self]


_PARTS: Final = {
    Why.PERSON: "facts-about-one-person",
    Why.IDENTITY: "names-and-addresses",
    Why.MONEY: "prices-and-terms",
    Why.STAFF: "aims-in-the-talks",
    Why.LAWYER: "advice-of-our-lawyers",
    Why.ORDER: "draft-of-the-order",
    Why.CRIME: "how-we-looked-into-it",
}


class Closed(NamedTuple):
    """A paper with a closed appendix: its subject, and why that is closed."""

    subject: str
    why: Why


class Agenda(NamedTuple):
    """The subjects of six papers; what is closed in the last is terms that are negotiated."""

    report: str
    progress: str
    background: str
    tested: Closed
    not_tested: Closed
    terms: str


AGENDAS: Final = (
    Agenda(
        "Council tax next year",
        "Answers to the Mill Pond petition",
        "How the flood fund is shared",
        Closed("Claim about the Mill Pond flood works", Why.LAWYER),
        Closed("Leave of the chief executive", Why.PERSON),
        "Sale of the Saltway depot",
    ),
    Agenda(
        "Opening hours of Larkwold library",
        "Street lights at Wharfside",
        "What homes cost at Quarry Bank",
        Closed("Pay talks with refuse crews", Why.STAFF),
        Closed("Help for one family at Yew Tree", Why.IDENTITY),
        "New homes at Quarry Bank",
    ),
    Agenda(
        "Rents at Tannery market",
        "Leaks at Pinfold leisure centre",
        "What the market earns",
        Closed("A trader in arrears at Tannery market", Why.PERSON),
        Closed("Suspected fraud with parking permits", Why.CRIME),
        "Care contract at Kiln Lane",
    ),
    Agenda(
        "Year plan of scrutiny",
        "Bus shelters on the Nether road",
        "What residents say of the buses",
        Closed("A complaint about a bus driver", Why.IDENTITY),
        Closed("Advice on the bus contract", Why.LAWYER),
        "Price of the school buses",
    ),
    Agenda(
        "Houses at Orchard Side",
        "Trees at Yew Tree",
        "Traffic at Orchard Side",
        Closed("Notice to a builder at Cinder Row", Why.ORDER),
        Closed("Appeal about the barn at Fold Farm", Why.LAWYER),
        "Payment for the path at Orchard Side",
    ),
    Agenda(
        "Accounts of last year",
        "Risks of the council",
        "How stock is counted at the stores",
        Closed("Missing stock at the stores", Why.CRIME),
        Closed("Who reported the missing stock", Why.IDENTITY),
        "Fee of the external auditor",
    ),
    Agenda(
        "Fees for street stalls",
        "Noise at the Ropewalk",
        "Rules for taxis elsewhere",
        Closed("A taxi driver's record", Why.PERSON),
        Closed("Order against a pet shop", Why.ORDER),
        "Hire of the testing station",
    ),
    Agenda(
        "Waiting times for home care",
        "The new clinic at Ironbridge Row",
        "Home care in other councils",
        Closed("Rotas of home carers", Why.STAFF),
        Closed("Cost of two care homes", Why.MONEY),
        "Price of meals at home",
    ),
    Agenda(
        "Shops at Jubilee Fields",
        "Sheds at the allotments",
        "Heights of roofs at Jubilee Fields",
        Closed("Appeal about the mill at Blackthorn Lock", Why.LAWYER),
        Closed("A tip without permission", Why.CRIME),
        "Land for a pavement at Jubilee Fields",
    ),
    Agenda(
        "More places at Ropewalk School",
        "Repair of the Heron Water bridge",
        "Pupils in five years",
        Closed("Staff of the kitchens", Why.STAFF),
        Closed("Order for an unsafe wall", Why.ORDER),
        "Builder of the Heron Water bridge",
    ),
    Agenda(
        "New waste trucks",
        "Energy in council buildings",
        "What trucks last",
        Closed("Value of three garages", Why.MONEY),
        Closed("Talks about drivers' hours", Why.STAFF),
        "Offer for the old trucks",
    ),
    Agenda(
        "Posts that stand empty",
        "How long it takes to fill a post",
        "Pay of directors elsewhere",
        Closed("Candidates for director of homes", Why.IDENTITY),
        Closed("Sick pay of one director", Why.PERSON),
        "Fee of the search firm",
    ),
)
