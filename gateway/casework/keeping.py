"""A paper as officers look after it: its parts, how they are marked, and where they come from."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from sqlalchemy import select

from gateway.casework.turn import Reading
from gateway.casework.who import officer_by
from gateway.domain.facts import ExemptTag, PersonalData, SegmentKind
from gateway.errors import NotFoundError
from gateway.policy.conditions.papers import NEEDS_NO_TEST
from gateway.policy.scope import tag_ids
from gateway.policy.wellformed import PARAGRAPHS
from gateway.store.facts_of_documents import document_of
from gateway.store.tables import segment_files, segments


class KeptPart(Struct, frozen=True, kw_only=True):
    """A part: what it is, its marks, and the kind of the file that is kept of it, if any.

    `covered_from` is the part of which it is what was left when something was covered.
    """

    name: str
    kind: SegmentKind
    public: bool
    exempt: tuple[ExemptTag, ...]
    personal_data: PersonalData
    content_type: str | None
    size: int | None
    pages: tuple[int, int] | None
    covered_from: str | None
    says: dict[int, str]
    """What each paragraph of its marks is about; nothing where Schedule 12A does not reach."""

    @property
    def untested(self) -> bool:
        """Whether a mark on it never had the public interest test that it needs."""
        return any(tag.tested is None and tag.paragraph != NEEDS_NO_TEST for tag in self.exempt)


class KeptPaper(Struct, frozen=True, kw_only=True):
    """A paper with its parts in order."""

    id: str
    title: str
    registered_on: date
    parts: tuple[KeptPart, ...]


def kept_paper(reading: Reading, person: str, document: str) -> KeptPaper:
    """One paper, for officers. Raises NotAllowedError and NotFoundError."""
    officer_by(reading, person)
    kept = document_of(reading.connection, document)
    if kept is None:
        raise NotFoundError("There is no such document.")
    source = segments.alias()
    rows = reading.connection.execute(
        select(
            segments.c.name,
            segment_files.c.first_page,
            segment_files.c.last_page,
            source.c.name.label("covered_from"),
        )
        .join(segment_files, segment_files.c.segment == segments.c.id)
        .outerjoin(source, source.c.id == segment_files.c.covered_from)
        .where(segments.c.document == document)
    )
    from_files = {row.name: row for row in rows}
    parts = []
    for facts in kept.facts.segments:
        content, row = kept.content.get(facts.id), from_files.get(facts.id)
        parts.append(
            KeptPart(
                name=facts.id,
                kind=facts.kind,
                public=facts.public,
                exempt=facts.exempt,
                personal_data=facts.personal_data,
                content_type=content.content_type if content else None,
                size=content.size if content else None,
                pages=(row.first_page, row.last_page) if row and row.first_page else None,
                covered_from=row.covered_from if row else None,
                says=paragraphs_say(reading, facts.exempt),
            )
        )
    return KeptPaper(
        id=document,
        title=kept.facts.title,
        registered_on=kept.registered_at.date(),
        parts=tuple(parts),
    )


def scheme_says(reading: Reading) -> dict[int, str]:
    """The paragraphs of Schedule 12A that apply to this council, each with what it is about.

    "" where the rule book has one sentence for them all, which tells none apart.
    """
    scheme = reading.rule_book.profiles[reading.council].exemption_scheme
    says = paragraphs_say(reading, [ExemptTag(paragraph=one) for one in PARAGRAPHS[scheme]])
    alike = len(set(says.values())) < len(says)
    return {one: "" if alike else says.get(one, "") for one in PARAGRAPHS[scheme]}


def paragraphs_say(reading: Reading, marks: Iterable[ExemptTag]) -> dict[int, str]:
    """What the paragraphs of Schedule 12A say, in the words of the rule book's clauses."""
    profile, clauses = reading.rule_book.profiles[reading.council], reading.rule_book.clauses
    return {
        mark.paragraph: clauses[one].says
        for mark in marks
        for one in tag_ids([mark.paragraph], profile)
    }
