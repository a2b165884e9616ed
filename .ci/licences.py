"""Refuse a runtime dependency under the GPL or AGPL, and the old `casbin` beside `pycasbin`.

Reads what is installed: the closure of the package's own requirements, without development tools.
"""

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement

ROOT = "need-to-know-gateway"
EXTRAS = ("", "postgres", "s3")
"""What of ours may be installed: without any extra, and each of them."""
COPYLEFT = re.compile(r"(?<!L)(?<!Lesser )\bA?GPL|Affero|(?<!Lesser )General Public License")
READ_BY_HAND = {"pysqlite3": "Zlib"}
"""Distributions whose metadata name no licence, and what their licence file says."""
UNWANTED = {"casbin": "it overwrites pycasbin; run 'make install' in a new .venv"}


def closure(name: str) -> dict[str, Distribution]:
    """Every distribution that `name` needs at run time, itself included."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        current = distribution(waiting.pop())
        key = current.metadata["Name"].lower()
        if key not in found:
            found[key] = current
            extras = EXTRAS if key == ROOT else ("",)
            waiting += [
                need.name
                for need in map(Requirement, current.requires or ())
                if need.marker is None or any(need.marker.evaluate({"extra": e}) for e in extras)
            ]
    return found


def licence(found: Distribution) -> str:
    """What a distribution says of its licence, in one line."""
    data = found.metadata
    classifiers = [c for c in data.get_all("Classifier") or () if c.startswith("License")]
    parts = [
        READ_BY_HAND.get(data["Name"], ""),
        data.get("License-Expression") or "",
        data.get("License") or "",
        *classifiers,
    ]
    return " | ".join(part.splitlines()[0] for part in parts if part)


def main() -> int:
    """Print each problem; 1 if there is any."""
    problems = []
    found = closure(ROOT)
    for name, dist in sorted(found.items()):
        said = licence(dist)
        if not said or COPYLEFT.search(said):
            problems.append(f"{name}: licence not allowed or not stated: {said or 'none'}")
    for name, reason in UNWANTED.items():
        try:
            distribution(name)
        except PackageNotFoundError:
            continue
        problems.append(f"{name}: {reason}")
    print("\n".join(problems) or f"licences: {len(found)} distributions, none copyleft")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
