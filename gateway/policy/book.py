"""The rule book: model, policies and profiles, read strictly and made ready to decide."""

import hashlib
from importlib.resources import files
from pathlib import Path

from gateway.domain.deadlines import Count
from gateway.domain.decision import Clock, Decision
from gateway.domain.facts import Facts, Segment
from gateway.domain.profile import Profile
from gateway.domain.reply import NamedPaper, Reply, StatedReason
from gateway.domain.saying import Say, as_written
from gateway.errors import FactsError, RuleBookError
from gateway.policy import citations
from gateway.policy.calendar import Calendar, read_calendar
from gateway.policy.case import case_of
from gateway.policy.clauses import Clause, read_clauses
from gateway.policy.clocks import counts
from gateway.policy.compose import decide, look_at_all
from gateway.policy.conditions import CONDITIONS
from gateway.policy.council import Council
from gateway.policy.engine import SecondOpinion, check_model
from gateway.policy.explain import explain
from gateway.policy.notices import Duty, duties, reasons_owed
from gateway.policy.predicate import predicate
from gateway.policy.profiles import read_profile
from gateway.policy.reply import reply, stated
from gateway.policy.rules import Row
from gateway.policy.rules_reader import check_together, read_rows
from gateway.policy.self_test import must_be_allowed, must_be_denied
from gateway.policy.told import facts_told, may_know_of, named_paper, told
from gateway.policy.wellformed import check_facts
from gateway.policy.what_would_help import Changes, in_words, what_would_help

MODEL = "model.conf"
INVARIANTS = "policies/invariants.toml"
"""What must always hold of the rules. It decides nothing, so it is no part of a rule book."""
CLAUSES = "policies/clauses.toml"
_CALENDAR = "policies/national/calendar.toml"


class RuleBook:
    """A rule book in force. Immutable: another version is another object.

    `texts` holds every file by its name; `digest` is the SHA-256 over them, in hexadecimal.
    Raises RuleBookError when anything in the texts is not fully understood.
    """

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = dict(sorted(texts.items()))
        self.digest = digest_of(self.texts)
        self._unread = set(self.texts)
        self.clauses: dict[str, Clause] = read_clauses(CLAUSES, self._text(CLAUSES))
        missing = citations.ALL - self.clauses.keys()
        if missing:
            raise RuleBookError(f"there is no clause {min(missing)}", where=CLAUSES)
        self.calendar: Calendar = read_calendar(_CALENDAR, self._text(_CALENDAR))
        model = self._text(MODEL)
        check_model(MODEL, model)
        known = frozenset(self.clauses)
        national = self._rows("policies/national/", known, council=False)
        self.councils: dict[str, Council] = {}
        self._opinions: dict[str, SecondOpinion] = {}
        self._proved: set[str] = set()
        for file in self.texts:
            name = _council_of(file)
            if name is None:
                continue
            profile = read_profile(file, self._text(file), clauses=known)
            rows = national + self._rows(f"policies/councils/{name}/", known, council=True)
            check_together(rows)
            self.councils[name] = Council(name, profile, tuple(rows), self.calendar)
            self._opinions[name] = SecondOpinion(model, self.councils[name])
        if not self.councils:
            raise RuleBookError("there is no council's profile.toml", where="policies/councils")
        if self._unread:
            raise RuleBookError("nothing reads this file", where=min(self._unread))

    def __reduce__(self) -> tuple[type["RuleBook"], tuple[dict[str, str]]]:
        """How it is handed to another process: by its texts, to be read there as strictly."""
        return RuleBook, (self.texts,)

    @property
    def profiles(self) -> dict[str, Profile]:
        """The profile of each council."""
        return {name: council.profile for name, council in self.councils.items()}

    def council(self, name: str) -> Council:
        """One council's rules, proved by the self-test when they are first taken into use.

        Raises FactsError for a council without a profile, RuleBookError when the self-test fails.
        """
        if name not in self.councils:
            raise FactsError(
                f"there is no profile of that name; there are: {', '.join(self.councils)}",
                where="council",
            )
        council = self.councils[name]
        if name not in self._proved:
            self._prove(council)
            self._proved.add(name)
        return council

    def decide(self, facts: Facts) -> Decision:
        """The decision. Pure. Raises FactsError, naming the key, for facts not well-formed."""
        council = self.council(facts.council)
        check_facts(facts, council.profile, council.calendar)
        return decide(council, facts, rule_book=self.digest)

    def explain(self, facts: Facts, decision: Decision) -> Decision:
        """The same decision, which must be of these facts, with its grounds in words. Pure."""
        return explain(self.council(facts.council), facts, decision)

    def counts(self, facts: Facts) -> dict[Clock, Count]:
        """How each clock of the decision on these facts was counted. Pure; raises as `decide`."""
        council = self.council(facts.council)
        return counts(council, facts, look_at_all(council, facts))

    def told(self, facts: Facts, decision: Decision) -> Decision:
        """As much of a decision of these facts as the person who asked may be told. Pure."""
        return told(self.decide, facts, decision)

    def may_know_of(self, facts: Facts, told: Decision) -> bool:
        """Whether whoever is told this of a document may know that there is one. Pure."""
        return may_know_of(facts, told, lambda part: self.holds("private_kind", facts, part))

    def paper(self, facts: Facts, told: Decision) -> NamedPaper | None:
        """How a document is named to whoever is told this; None where they may not know it."""
        return named_paper(facts, told) if self.may_know_of(facts, told) else None

    def reply(self, facts: Facts, decision: Decision, say: Say = as_written) -> Reply:
        """A decision, as it is told to the person who asked, in words for them. Pure.

        `facts` are those of the whole decision; what is not told of them is left out first.
        """
        if not decision.segments:
            return reply(decision, say=say)
        facts, council = facts_told(facts, decision), self.council(facts.council)
        helps = {
            part: in_words(sets, say) for part, sets in self.would_help(facts, decision).items()
        }
        explained = self.explain(facts, decision)
        onward = facts.request.type == "onward_disclosure"
        return reply(explained, helps, council.profile.other_rules, say, onward=onward)

    def would_help(self, facts: Facts, decision: Decision) -> dict[str, tuple[Changes, ...]]:
        """For each part of a decision of these facts, what would turn it into a release. Pure."""
        council = self.council(facts.council)
        return {
            one.id: what_would_help(council, self.decide, facts, one.id)
            for one in decision.segments
        }

    def duties(self, facts: Facts) -> tuple[Duty, ...]:
        """Whom the decision on these facts has told (section 9.6). Pure; raises as `decide`."""
        council = self.council(facts.council)
        return duties(council, look_at_all(council, facts))

    def reasons(self, facts: Facts, decision: Decision) -> tuple[StatedReason, ...]:
        """The reasons that the executive owes the scrutiny committee (regulation 17(4)). Pure.

        Of a decision as it was told to a scrutiny member, with the words that they were told; empty
        where the law asks for none. `facts` are as in `reply`.
        """
        if "scrutiny_committee" not in decision.notify:
            return ()
        facts = facts_told(facts, decision)
        owed = reasons_owed(look_at_all(self.council(facts.council), facts))
        return stated(self.explain(facts, decision), owed)

    def holds(self, condition: str, facts: Facts, segment: Segment) -> bool:
        """Whether a named condition (section 5) holds for a segment of the facts. Pure.

        Raises KeyError for a condition that the rule book does not have.
        """
        profile = self.council(facts.council).profile
        return predicate(CONDITIONS[condition])(case_of(facts, profile, segment))

    def casbin_releases(self, facts: Facts, decision: Decision) -> frozenset[str]:
        """Of the segments that the decision releases, the ids of those that Casbin releases too."""
        return self._opinions[facts.council].releases(facts, decision)

    def _prove(self, council: Council) -> None:
        """The self-test: what must be denied is denied, by us and by Casbin."""
        try:
            self._prove_denials(council)
        except FactsError as fault:
            raise RuleBookError(f"the self-test fails: {fault}", where=council.name) from fault

    def _prove_denials(self, council: Council) -> None:
        name = council.name
        for reason, facts in must_be_denied(name):
            decision = decide(council, facts, rule_book=self.digest)
            released = any(one.released for one in decision.segments)
            if released or self._opinions[name].would_release(facts):
                raise RuleBookError(f"the rules of {name} release to {reason}", where="self-test")
        facts = must_be_allowed(name)
        decision = decide(council, facts, rule_book=self.digest)
        if not self._opinions[name].releases(facts, decision):
            raise RuleBookError(f"the rules of {name} refuse a public paper", where="self-test")

    def _rows(self, folder: str, known: frozenset[str], *, council: bool) -> list[Row]:
        return [
            row
            for file in self.texts
            if file.startswith(folder) and file.endswith(".csv")
            for row in read_rows(file, self._text(file), clauses=known, council=council)
        ]

    def _text(self, file: str) -> str:
        if file not in self.texts:
            raise RuleBookError("the file is missing", where=file)
        self._unread.discard(file)
        return self.texts[file]


def load(home: Path | None = None) -> RuleBook:
    """The rule book of a folder that holds `model.conf` and `policies/`; None: the one shipped.

    Raises RuleBookError when a file cannot be read or is not fully understood.
    """
    return RuleBook(read_texts(home or shipped()))


def shipped() -> Path:
    """The folder of the rule book that came with the program."""
    packaged = Path(str(files("gateway"))) / "rule_book"
    return packaged if packaged.is_dir() else Path(str(files("gateway"))).parent


def read_texts(home: Path) -> dict[str, str]:
    """Every file that belongs to the rule book, by its name below `home`.

    Worked cases and invariants do not belong.
    """
    found = {}
    paths = [home / MODEL, *sorted((home / "policies").rglob("*"))]
    for path in paths:
        name = path.relative_to(home).as_posix()
        if path.is_dir() or "/cases/" in name or path.suffix == ".md" or name == INVARIANTS:
            continue
        try:
            found[name] = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise RuleBookError("the file cannot be read as UTF-8", where=name) from fault
        if path.suffix not in (".conf", ".csv", ".toml"):
            raise RuleBookError("no such file belongs to a rule book", where=name)
    return found


def _council_of(file: str) -> str | None:
    parts = file.split("/")
    if parts[:2] == ["policies", "councils"] and parts[3:] == ["profile.toml"]:
        return parts[2]
    return None


def digest_of(texts: dict[str, str]) -> str:
    """The digest of the rule book of these texts, understood or not. Their order says nothing."""
    digest = hashlib.sha256()
    for name, text in sorted(texts.items()):
        for part in (name.encode(), text.encode()):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()
