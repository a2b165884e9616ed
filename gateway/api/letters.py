"""Letters to take away: the answer to a request as an accessible PDF, in the words of the page."""

from litestar import Response, get

from gateway.api.incoming import PathReference, QueryLanguage, Visit
from gateway.casework.council import council_title, refuse_unless_offered
from gateway.casework.explained import letter_about
from gateway.casework.requests import one_request
from gateway.domain.reply import Letter
from gateway.files.letters import LetterPages, Line, letter_as_pdf
from gateway.language.speaking import (
    TAGS,
    pieces,
    say,
    say_marked,
    speaking,
    spoken,
    unmarked,
)


@get("/api/requests/{reference:str}/letter.pdf", sync_to_thread=True, media_type="application/pdf")
def show_letter_pdf(
    request: Visit, reference: PathReference, language: QueryLanguage = "en"
) -> Response[bytes]:
    """The letter as a PDF (PDF/UA-1), for who asked and for who may look at the request."""
    with request.office.reading() as reading:
        answer = one_request(reading, request.user, reference, as_told=True)
        council = council_title(reading)
        refuse_unless_offered(reading, language)
    with speaking(language):
        pages = pages_of(letter_about(request.office, answer, say_marked), council)
    return Response(
        letter_as_pdf(pages),
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{reference}.pdf"'},
    )


def pages_of(letter: Letter, council: str) -> LetterPages:
    """What the letter says, line by line; the first answer on each part is its heading."""
    title, *lines = letter.lines
    parts = {f"{part.part}: {part.what}" for part in letter.reply.parts}
    return LetterPages(
        council=council,
        title=unmarked(title),
        reference=letter.reference,
        language=TAGS[spoken()],
        foot=(say("page"), say("of")),
        lines=tuple(
            Line(
                pieces=tuple((words, TAGS[language]) for words, language in pieces(line)),
                heading=line in parts,
            )
            for line in lines
            if line
        ),
    )
