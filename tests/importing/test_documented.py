"""The examples in docs/importing.md work as they stand."""

import re
from datetime import date
from pathlib import Path

from gateway.domain.register import Register
from gateway.importing.merge import merge
from gateway.importing.read_papers import read_papers
from gateway.importing.read_register import read_register

PAGE = (Path(__file__).parents[2] / "docs" / "importing.md").read_text(encoding="utf-8")
TODAY = date(2026, 11, 22)


def examples(language: str) -> list[bytes]:
    """The blocks of a language on the page."""
    return [block.encode() for block in re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)]


def test_the_examples_of_registers_are_read():
    """Councillors, people, seats, bodies and meetings; all columns are used."""
    registers = [
        read_register(f"example-{number}", data, today=TODAY)
        for number, data in enumerate(examples("csv")[:5])
    ]
    of_modern_gov, own = merge(registers)

    assert {(): 5} == {register.notes: len(registers) for register in registers}
    assert ("modern-gov", 2, 2, 2, 2) == sizes(of_modern_gov)
    assert ("council", 4, 0, 0, 0) == sizes(own)
    assert 3 == len(own.offices)


def sizes(register: Register) -> tuple[str, int, int, int, int]:
    """The source, and how many people, seats, bodies and meetings there are."""
    return (
        register.source,
        len(register.people),
        len(register.seats),
        len(register.bodies),
        len(register.meetings),
    )


def test_both_examples_of_documents_say_the_same():
    """But for the register, which CSV cannot name."""
    (as_json,) = examples("json")
    as_csv = examples("csv")[5]

    assert read_papers("j", as_json).documents == read_papers("c", as_csv).documents
    assert "modern-gov" == read_papers("j", as_json).register
