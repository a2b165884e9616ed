"""Work with files around the casework: looked at, cut and covered before the record, all apart.

What must be stored is stored before its record is written; a file without a record is nobody's, and
`clear_up` takes it away when the record is refused.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from litestar.concurrency import sync_to_thread

from gateway.casework.covering import (
    CoverPart,
    ShowWorkingPage,
    WorkingPart,
    refuse_unless_covered,
    working_part,
)
from gateway.casework.marks import refuse_unless_proper_officer
from gateway.casework.registering import PartContent, RegisterDocument
from gateway.casework.uploads import KeepUpload, KeptUpload, upload_of
from gateway.casework.writer import Office
from gateway.domain.file_forms import (
    CoverForm,
    DocumentForm,
    PartForm,
    ShownCovering,
    ShownUpload,
)
from gateway.domain.files import LARGEST, FileKind, Inspected, PageWords, Proof, Word
from gateway.errors import InputError, NotFoundError, TooLargeError
from gateway.files.apart import carry_out
from gateway.files.kinds import PDF, TEXT
from gateway.files.tasks import Cover, Cut, FindWords, Inspect, ReadPage, ShowPage
from gateway.store.content import StoredContent, pieces_of


async def take_upload(office: Office, person: str, chunks: AsyncIterator[bytes]) -> ShownUpload:
    """Keep a file that is being sent, once it was scanned and looked at.

    Raises NotAllowedError for anybody but who acts as proper officer, before anything is read;
    TooLargeError, FileNotTakenError and NotScannedError, and then nothing is kept.
    """
    await sync_to_thread(refuse_others, office, person)
    with office.content.working_folder() as folder:
        path = folder / "file"
        await _receive(chunks, path)
        await sync_to_thread(_scan, office, path)
        found: Inspected = await sync_to_thread(carry_out, Inspect(path=str(path)))
        content = await sync_to_thread(office.content.keep_file, path)
    async with _undone(office, content):
        return await office.carry_out(KeepUpload(by=person, found=found, content=content))


async def register(office: Office, person: str, form: DocumentForm) -> str:
    """Register a document, its parts cut from what was sent; gives its id."""
    contents = await sync_to_thread(_contents, office, person, form)
    async with _undone(office, *(one.stored for one in contents.values())):
        return await office.carry_out(RegisterDocument(by=person, form=form, contents=contents))


async def cover(
    office: Office, person: str, document: str, segment: str, form: CoverForm
) -> ShownCovering:
    """Cover boxes of a part, prove it, and keep what is left as a part of its own.

    Raises NotCoveredError when something can still be found: then nothing is kept.
    """
    covered, text, proof = await sync_to_thread(_cover, office, person, document, segment, form)
    async with _undone(office, covered, text):
        return await office.carry_out(
            CoverPart(
                by=person,
                document=document,
                segment=segment,
                form=form,
                covered=PartContent(kind=PDF, stored=covered),
                text=text,
                proof=proof,
            )
        )


async def working_page(
    office: Office, person: str, document: str, segment: str, page: int
) -> bytes:
    """A page of a part as a picture (PNG), once the look is on record."""
    found = await office.carry_out(
        ShowWorkingPage(by=person, document=document, segment=segment, page=page)
    )
    return await sync_to_thread(_drawn, office, found, page)


def words_on(office: Office, person: str, document: str, segment: str, page: int) -> PageWords:
    """The words on a page and where each stands, as hints for what to cover."""
    with _working_file(office, person, document, segment) as (path, kind):
        words: PageWords = carry_out(ReadPage(path=path, kind=kind, page=page))
    return words


def find_words(
    office: Office, person: str, document: str, segment: str, phrases: tuple[str, ...]
) -> tuple[Word, ...]:
    """Every place in a part where one of some phrases stands."""
    with _working_file(office, person, document, segment) as (path, kind):
        words: tuple[Word, ...] = carry_out(FindWords(path=path, kind=kind, phrases=phrases))
    return words


@contextmanager
def _working_file(
    office: Office, person: str, document: str, segment: str
) -> Iterator[tuple[str, FileKind]]:
    """A part's file and its kind, for who may act as proper officer for the document."""
    with office.reading() as reading:
        found = working_part(reading, person, document, segment)
    kind = known_kind(found.content.content_type)
    with office.content.verified(found.content.name, found.content.sha256) as path:
        yield str(path), kind


def known_kind(content_type: str) -> FileKind:
    """The kind of a content that can be shown by pages. Raises InputError for any other."""
    for kind in (PDF, "image/png", "image/jpeg", TEXT):
        if content_type == kind:
            return kind
    raise InputError("A file of this kind has no pages that we can show or cover.")


def refuse_others(office: Office, person: str) -> None:
    """Raises NotAllowedError for anybody but who acts as proper officer."""
    with office.reading() as reading:
        refuse_unless_proper_officer(reading, person)


def _scan(office: Office, path: Path) -> None:
    """Raises as `Scanner.refuse_infected`."""
    with path.open("rb") as file:
        office.scanner.refuse_infected(pieces_of(file))


async def _receive(chunks: AsyncIterator[bytes], path: Path) -> None:
    size = 0
    with path.open("wb") as file:
        async for chunk in chunks:
            size += file.write(chunk)
            if size > LARGEST:
                raise TooLargeError(f"The file is larger than {LARGEST // 1024**2} MiB.")


@asynccontextmanager
async def _undone(office: Office, *contents: StoredContent) -> AsyncIterator[None]:
    """Take stored bytes away again when their record was refused."""
    try:
        yield
    except BaseException:
        await sync_to_thread(office.content.clear_up, *contents)
        raise


def _contents(office: Office, person: str, form: DocumentForm) -> dict[str, PartContent]:
    """What is stored for each part that has content."""
    with office.reading() as reading:
        refuse_unless_proper_officer(reading, person)
        sent = {
            part.id: upload_of(reading, person, part.upload)
            for part in form.segments
            if part.upload is not None
        }
    made: dict[str, PartContent] = {}
    try:
        for part in form.segments:
            if part.text is not None:
                stored = office.content.keep((part.text.encode(),))
                made[part.id] = PartContent(kind=TEXT, stored=stored)
            elif part.id in sent:
                made[part.id] = _part(office, part, sent[part.id])
    except BaseException:
        office.content.clear_up(*(one.stored for one in made.values()))
        raise
    return made


def _part(office: Office, part: PartForm, sent: KeptUpload) -> PartContent:
    """The pages of an upload that are a part. A picture or a text is one part as a whole."""
    kind = sent.shown.kind
    if kind != PDF and part.first_page is not None:
        raise InputError("Only a PDF can be divided by pages.", where="first_page")
    first, last = part.first_page or 1, part.last_page or sent.shown.pages
    with (
        office.content.verified(sent.content_name, sent.shown.sha256) as path,
        office.content.working_folder() as folder,
    ):
        if kind != PDF:
            return PartContent(kind=kind, stored=office.content.keep_file(path))
        new = folder / "part"
        carry_out(Cut(path=str(path), first=first, last=last, new=str(new)))
        return PartContent(kind=PDF, stored=office.content.keep_file(new))


def _cover(
    office: Office, person: str, document: str, segment: str, form: CoverForm
) -> tuple[StoredContent, StoredContent, Proof]:
    keep_file = office.content.keep_file
    with (
        _working_file(office, person, document, segment) as (path, kind),
        office.content.working_folder() as folder,
    ):
        new, text = folder / "new", folder / "text"
        proof: Proof = carry_out(
            Cover(path=path, kind=kind, boxes=form.boxes, new=str(new), text=str(text))
        )
        refuse_unless_covered(proof, form)
        return keep_file(new), keep_file(text), proof


def _drawn(office: Office, found: WorkingPart, page: int) -> bytes:
    kind = known_kind(found.content.content_type)
    with (
        office.content.verified(found.content.name, found.content.sha256) as path,
        office.content.working_folder() as folder,
    ):
        new = folder / "page.png"
        task = ShowPage(path=str(path), kind=kind, page=page, new=str(new))
        if not carry_out(task):
            raise NotFoundError("There is no such page.")
        return new.read_bytes()
