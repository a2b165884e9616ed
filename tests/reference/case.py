"""One segment of one request, and the who, what, tags and meetings of section 4."""

from tests.reference.profiles import PROFILES

GROUP_KINDS = ("group_internal", "political_adviser_advice", "officer_note_of_group_discussion")
ADVICE_KINDS = ("advice_to_member", "correspondence")
PRIVATE_KINDS = GROUP_KINDS + ADVICE_KINDS
COMMITTEE_CO_OPTEES = ("committee_coopted_voting", "committee_coopted_nonvoting")

_PARAGRAPH_3 = {"england": 3, "wales": 14}
_PARAGRAPH_6 = {"england": 6, "wales": 17}


class Case:
    """What the conditions read: the facts, the council's profile and one segment.

    `row` is the name of the deciding row, once it is known. `without_tags` is the second look of
    section 8: the segment as if no tag were in effect.
    """

    def __init__(self, facts, segment, *, without_tags=False):
        """Read one segment of these facts."""
        self.facts = facts
        self.profile = PROFILES[facts.council]
        self.scheme = self.profile["exemption_scheme"]
        self.requester = facts.requester
        self.request = facts.request
        self.segment = segment
        self.without_tags = without_tags
        self.row = None

    def finding(self, name):
        """The segment's own finding, else the request-wide one, else `None`: not yet found."""
        own = getattr(self.segment.findings, name)
        return getattr(self.facts.findings, name) if own is None else own

    @property
    def conflicted(self):
        """The offices that may not act on this request."""
        return self.facts.findings.conflicted_offices

    @property
    def kind(self):
        """The kind in effect: a paper found not to be internal to a group is a report."""
        if self.segment.kind in GROUP_KINDS and self.finding("internal_to_group") is False:
            return "report"
        return self.segment.kind

    @property
    def tags(self):
        """The tags in effect."""
        if self.without_tags or self.scheme == "none":
            return ()
        if self.segment.own_development and self.finding("own_development_connection") is True:
            return ()
        return tuple(
            tag
            for tag in self.segment.exempt
            if not (self.segment.registered_information and self.is_paragraph_3(tag))
        )

    def is_paragraph_3(self, tag):
        """Whether a tag is England's paragraph 3 or its Welsh twin, 14."""
        return tag.paragraph == _PARAGRAPH_3.get(self.scheme)

    def openable(self, tag):
        """Whether section 100F opens a paper with this tag all the same."""
        if self.is_paragraph_3(tag):
            return not tag.negotiation_terms
        return tag.paragraph == _PARAGRAPH_6.get(self.scheme)

    def to_come(self, entry):
        """Whether a meeting is before us, or is held today and has not ended."""
        now = self.facts.now
        if entry.start is None:
            return False
        if now < entry.start:
            return True
        return now.date() == entry.start.date() and (entry.ended is None or entry.ended > now)

    def over(self, entry):
        """Whether a meeting that was fixed is no longer to come."""
        return entry.start is not None and not self.to_come(entry)

    def decision_made(self, *, by=("member", "officer")):
        """Whether an executive decision by one of these people is made."""
        decision = self.segment.executive_decision
        return decision is not None and decision.by in by and decision.made <= self.facts.now

    def who(self, name):
        """Whether the requester belongs to a set of section 4."""
        if name == "any":
            return True
        kind, current = self.requester.kind, self.requester.standing == "current"
        member = kind in ("councillor", "elected_mayor", "parish_coopted")
        seat_holder = member or kind in COMMITTEE_CO_OPTEES
        assistant = kind == "political_assistant" and self.profile["assistants_as_councillors"]
        return (
            current
            and {
                "member": member,
                "seat_holder": seat_holder,
                "councillor": seat_holder or assistant,
            }[name]
        )

    def what(self, name):
        """Whether the segment, by its kind in effect, is among what a row names."""
        if name == "any":
            return True
        if name == "private_document":
            return self.kind in PRIVATE_KINDS
        if name == "council_document":
            return self.kind not in PRIVATE_KINDS
        return self.kind in name.split(" or ")

    def use(self, name):
        """Whether this is the type of request that a row names."""
        return name in ("any", self.request.type)

    def where(self, text):
        """Whether the council's profile has the value that a row asks for."""
        if text == "all":
            return True
        key, value = text.split(" = ")
        return self.profile[key] == {"true": True, "false": False}.get(value, value)
