"""The rules of the house, checked on the text of the project itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from gateway.settings import PREFIX, names

ROOT = Path(__file__).parent.parent
SOURCES = [
    path
    for folder in ("gateway", "tests", "docs", ".ci", "benchmarks", "gates")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
TEXTS = [
    path
    for pattern in ("*", ".ci/*", "docs/**/*", "gateway/**/*", "policies/**/*", "tests/**/*")
    for path in sorted(ROOT.glob(pattern))
    if path.is_file() and path.suffix in {"", ".py", ".md", ".toml", ".csv", ".conf", ".json"}
    if path not in {Path(__file__), ROOT / ".git", *ROOT.glob(".coverage*")}
]
LAYERS = (
    {"__main__"},
    {"cli"},
    {"app"},
    {"web"},
    {"api", "demo"},
    {"casework", "files", "identity", "notify", "importing"},
    {"store"},
    {"settings", "language"},
    {"policy", "audit"},
    {"domain"},
    {"errors"},
)
"""From the top down: a part imports parts of lower layers only, never a neighbour's."""
LONGEST = 400
PURE = {"policy", "audit", "domain"}
LOCK = "gateway/policy/engine.py imports threading"
"""Casbin parses a text at every question, which CPython cannot do in two threads at once: a lock
around it, and nothing else of threads."""
IMPURE = {
    "alembic",
    "asyncio",
    "click",
    "litestar",
    "os",
    "pysqlite3",
    "random",
    "rich",
    "secrets",
    "socket",
    "sqlalchemy",
    "sqlite3",
    "structlog",
    "subprocess",
    "threading",
    "time",
    "uvicorn",
    "uuid",
}


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file it does so."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part(module: str) -> str:
    """The part of the gateway that a module belongs to: `gateway.policy.book` is of `policy`."""
    words = module.split(".")
    return words[1] if words[0] == "gateway" and len(words) > 1 else ""


def layer(of: str) -> int:
    """How far down a part stands; the top is 0."""
    return next(depth for depth, parts in enumerate(LAYERS) if of in parts)


def own_part(path: Path) -> str:
    """The part that a source file of the gateway belongs to."""
    return path.relative_to(ROOT / "gateway").with_suffix("").parts[0]


GATEWAY = [path for path in SOURCES if path.is_relative_to(ROOT / "gateway")]
GATEWAY = [path for path in GATEWAY if path != ROOT / "gateway" / "__init__.py"]


def name(path: Path) -> str:
    """A file as it is called in the project."""
    return str(path.relative_to(ROOT))


def test_imports_point_downwards():
    """No part of the gateway imports one above it or beside it."""
    upwards = [
        f"{name(path)} imports {used}"
        for path in GATEWAY
        for used in {part(module) for module in imports(path)} - {"", own_part(path)}
        if layer(used) <= layer(own_part(path))
    ]

    assert [] == upwards


def test_the_pure_parts_know_no_clock_chance_or_framework():
    """What decides and what verifies can be run again for ever with the same answer."""
    impure = [
        f"{name(path)} imports {module}"
        for path in GATEWAY
        if own_part(path) in PURE
        for module in imports(path)
        if module.split(".")[0] in IMPURE
    ]

    assert [LOCK] == impure


def test_one_file_imports_casbin():
    """Stock Casbin is met in one place."""
    users = [path for path in GATEWAY if any(m.split(".")[0] == "casbin" for m in imports(path))]

    assert 1 == len(users), users


def test_every_file_says_what_it_is_for():
    """Every file begins with its purpose."""
    assert [] == [name(path) for path in SOURCES if not ast.get_docstring(parsed(path))]


def test_every_file_is_short():
    """No file has more than 400 lines."""
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}

    assert {} == {path: count for path, count in lines.items() if count > LONGEST}


def test_every_test_says_what_it_promises():
    """A reader learns from the docstrings alone what is promised."""
    silent = [
        f"{name(path)}: {node.name}"
        for path in SOURCES
        if path.name.startswith("test_")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test")
        and not ast.get_docstring(node)
    ]

    assert [] == silent


def test_every_setting_is_documented():
    """docs/settings.md lists every setting and no other."""
    listed = re.findall(
        rf"^\| `{PREFIX}(\w+)`", (ROOT / "docs/settings.md").read_text(), re.MULTILINE
    )

    assert list(names()) == [name.lower() for name in listed]


def test_every_make_target_explains_itself():
    """`make help` leaves no target out."""
    makefile = (ROOT / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    explained = re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE)

    assert targets
    assert sorted(targets[1].split()) == sorted(explained)


def test_decisions_are_numbered_without_a_gap():
    """The architecture decisions are found by number, and each says what it decided."""
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))

    assert [f"{number:03}" for number in range(1, len(pages) + 1)] == [p.name[:3] for p in pages]
    for page in pages:
        assert {"## Context", "## Decision", "## Consequences"} <= set(
            page.read_text().splitlines()
        )


def test_no_machine_and_no_registry_is_named():
    """Nothing names a registry's host or a folder of somebody's machine; the lock file may."""
    words = ("pypi.org", "pythonhosted.org", "/root/", "/home/", "/work/")
    found = [
        f"{name(path)}: {word}"
        for path in TEXTS
        for word in words
        if word in path.read_text(encoding="utf-8")
    ]

    assert [] == found


def test_links_between_pages_lead_somewhere():
    """A link in the README or the docs to another file of the project finds it."""
    broken = [
        f"{name(page)}: {target}"
        for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]

    assert [] == broken
