"""A small council for the tests of casework: who sits where, and which papers it holds."""

from pathlib import Path

from gateway.store import tables
from tests.databases import Databases
from tests.store.borough import SECRET, Borough, at, id_of

ADA, BEN, FAY, OLIVE, MOIRA, AUDREY = (
    id_of(name) for name in ("Ada", "Ben", "Fay", "Olive", "Moira", "Audrey")
)
OPEN, CLOSED, MIXED, HIDDEN, LOOSE, TIED = (
    id_of(name) for name in ("open", "closed", "mixed", "hidden", "loose", "tied")
)
NOT_HELD = id_of("no such document")


def thornmere(data: Path, databases: Databases, profile: str = "england") -> Borough:
    """Ada sits on the Board and Ben does not; Fay has left; three officers; six papers.

    `open` is a paper of the Board's next meeting, `closed` an exempt one, `mixed` has an open and a
    secret part, all of `hidden` is secret, `loose` is no business of any body, and of `tied` an
    ordinary part cannot be separated from a secret one.
    """
    borough = Borough.founded(data, databases, profile)
    for name in ("Ada", "Ben", "Cleo"):
        borough.person(name)
    borough.add(tables.people, name="Fay", kind="councillor")
    borough.person("Olive", "officer", offices="officer")
    borough.person("Moira", "officer", offices="monitoring_officer")
    borough.person("Audrey", "officer", offices="auditor")
    borough.body("Board")
    borough.seat("Ada", "Board")
    borough.meeting("next", "Board", at("2026-12-04T18:00"))
    agenda = {"business": "Board / next"}
    secret = SECRET | {"advice_to": id_of("Cleo")}
    borough.document("open", body=agenda | {"content": b"open paper"})
    borough.document("closed", body=agenda | {"exempt": (1,), "content": b"closed paper"})
    borough.document(
        "mixed", body=agenda | {"content": b"open part"}, advice=secret | {"content": b"advice"}
    )
    borough.document("hidden", advice=secret | {"content": b"hidden advice"})
    borough.document("loose", body={"content": b"loose paper"})
    borough.document(
        "tied",
        body={"not_severable": "x"},
        advice=secret | {"not_severable": "x"},
        annex=agenda | {"content": b"annex"},
    )
    return borough
