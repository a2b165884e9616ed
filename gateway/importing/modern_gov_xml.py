"""Reads the answers of Modern.Gov's web service (mgWebService.asmx), in XML.

GetCouncillorsByWard is the full list of councillors, GetCommittees the full list of bodies;
GetMeetings, GetAllMeetingsByDate and GetMeeting show some meetings. Seats are in none of them.
Home addresses are dropped while the file is read and never reach a value of ours.
"""

import html
from datetime import date
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from gateway.domain.register import Body, Register, Term
from gateway.importing import taking
from gateway.importing.fault import Place
from gateway.importing.gathering import Gathering
from gateway.importing.reading_words import MODERN_GOV, looks_executive, looks_scrutiny
from gateway.importing.taking import Row
from gateway.importing.values import day, identifier, required, words, yes_no

DEPTH: Final = 32
"""How many elements may stand inside each other."""
_GONE: Final = ("committeedeleted", "committeeexpired")
_NEVER_READ: Final = frozenset({"homeaddress"})


class _Tree(TreeBuilder):
    """Builds the elements without those that are never read, and not too deep."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._depth = 0
        self._dropped_from: int | None = None

    def start(self, tag: Any, attrs: Any, /) -> Any:
        """An element begins."""
        self._depth += 1
        if self._depth > DEPTH:
            raise self._place.fault(f"Elements are nested more than {DEPTH} deep.")
        if self._dropped_from is None and tag in _NEVER_READ:
            self._dropped_from = self._depth
        return None if self._dropped_from else super().start(tag, attrs)

    def data(self, data: Any, /) -> None:
        """Text stands in an element."""
        if self._dropped_from is None:
            super().data(data)

    def end(self, tag: Any, /) -> Any:
        """An element ends."""
        self._depth -= 1
        if self._dropped_from is None:
            return super().end(tag)
        if self._depth < self._dropped_from:
            self._dropped_from = None
        return None


def read_modern_gov(data: bytes, place: Place, *, today: date) -> Register:
    """The register that the answer describes. Of several terms of office, the one of `today`.

    Raises ImportFileError for XML that is not well-formed, that declares entities or a document
    type, and for every row that is not as the service writes it.
    """
    root = _parse(data, place)
    into = Gathering(MODERN_GOV)
    match root.tag:
        case "councillorsbyward":
            _councillors(root, place, into, today)
        case "committees" | "getcommittees":
            _committees(root, place, into)
        case "getmeetings" | "getmeetingsbydate" | "meetings" | "getmeeting" | "meeting":
            _meetings(root, place, into)
        case _:
            raise place.fault(
                "This answer is not one of GetCouncillorsByWard, GetCommittees, GetMeetings,"
                " GetAllMeetingsByDate or GetMeeting; save one of those."
            )
    return into.register()


def _parse(data: bytes, place: Place) -> Element:
    parser = DefusedXMLParser(target=_Tree(place), forbid_dtd=True)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException as error:
        raise place.fault("The XML declares a document type or entities; remove them.") from error
    except (ParseError, LookupError, ValueError) as error:
        line, column = getattr(error, "position", (1, 0))
        raise place.at(f"line {line}", f"column {column + 1}").fault(
            "The XML is not well-formed; save the answer of the web service again."
        ) from error
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2].lower()
    return root


def _councillors(root: Element, place: Place, into: Gathering, today: date) -> None:
    into.is_whole("councillors")
    for number, ward in enumerate(root.iter("ward"), start=1):
        at_ward = place.at(f"ward {number}")
        title = required(_text(ward, "wardtitle"), at_ward.at("wardtitle"), what="name of the ward")
        for index, row in enumerate(ward.iter("councillor"), start=1):
            at = at_ward.at(f"councillor {index}")
            person = taking.councillor(
                Row(into, at),
                _text(row, "councillorid"),
                _text(row, "fullusername"),
                ward=title,
                group=_text(row, "politicalgrouptitle"),
                party=_text(row, "politicalpartytitle"),
            )
            if person:
                start, end = _latest_term(row, at, today)
                into.add("terms", Term(person=person, start=start, end=end), at)


def _latest_term(row: Element, place: Place, today: date) -> tuple[date | None, date | None]:
    terms: list[tuple[date | None, date | None]] = []
    for number, term in enumerate(row.iter("termofoffice"), start=1):
        at = place.at(f"termofoffice {number}")
        start = day(_text(term, "startdate"), at.at("startdate"))
        end = day(_text(term, "enddate"), at.at("enddate"))
        if start and end and end < start:
            raise at.fault("The term ends before it starts; correct one of the dates.")
        terms.append((start, end))
    begun = [term for term in terms if term[0] is None or term[0] <= today]
    if not begun:
        return min(terms, key=lambda term: term[0] or date.min, default=(None, None))
    return max(begun, key=lambda term: term[0] or date.min)


def _committees(root: Element, place: Place, into: Gathering) -> None:
    into.is_whole("bodies")
    for number, row in enumerate(root.iter("committee"), start=1):
        at = place.at(f"committee {number}")
        cid = identifier(_text(row, "committeeid"), at.at("committeeid"), what="committeeid")
        name = required(_text(row, "committeetitle"), at.at("committeetitle"), what="title")
        category = words(_text(row, "committeecategory"), at.at("committeecategory"))
        gone = [yes_no(_text(row, tag), at.at(tag)) for tag in _GONE]
        body = Body(
            id=cid,
            name=name,
            executive=looks_executive(category) or None,
            scrutiny=looks_scrutiny(category) or None,
            over=any(gone),
        )
        into.add("bodies", body, at)


def _meetings(root: Element, place: Place, into: Gathering) -> None:
    committee = root.find("committee")
    common = "" if committee is None else _text(committee, "committeeid")
    for number, row in enumerate(root.iter("meeting"), start=1):
        taking.meeting(
            Row(into, place.at(f"meeting {number}")),
            _text(row, "meetingid"),
            _text(row, "committeeid") or common,
            on=_text(row, "meetingdate"),
            at=_text(row, "meetingtime"),
            status=_text(row, "meetingstatus"),
        )


def _text(row: Element, tag: str) -> str:
    """The text of a child. The service writes entities twice, so they are read twice."""
    return html.unescape(row.findtext(tag) or "")
