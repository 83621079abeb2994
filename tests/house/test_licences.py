"""Permissive or LGPL only: an office may run, change and pass on the product without asking a lawyer.

Reads the licence every installed runtime package (those of requirements.lock) declares about itself.
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Package → why it may stay although a word in its papers frightens the gate.
EXCEPTIONS = {
    "text-unidecode": "Artistic Licence or GPL, at our choice: we take Artistic; it comes with Prefect's python-slugify",
}

REFUSED = re.compile(
    r"AGPL|Affero|(?<!L)(?<!Lesser )GPL|(?<!Lesser )General Public License|SSPL|Business Source|Commons Clause", re.I
)
LESSER = re.compile(r"Lesser General Public License|GNU Library", re.I)


def runtime_packages() -> list[str]:
    return re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)


def declared_licence(package: str) -> str:
    """What the package says: the modern expression, else the old field's first line and the classifiers."""
    about = metadata.metadata(package)
    expression = about.get("License-Expression")
    if expression:
        return str(expression)
    first_line = (about.get("License") or "").strip().splitlines()[:1]
    classifiers = [
        line.rsplit("::", 1)[-1].strip() for line in about.get_all("Classifier") or [] if line.startswith("License ::")
    ]
    return "; ".join(first_line + classifiers)


def refused(licence: str) -> bool:
    return bool(REFUSED.search(LESSER.sub("LGPL", licence)))


def test_every_runtime_package_declares_a_licence_an_office_can_live_with() -> None:
    packages = runtime_packages()
    assert len(packages) > 50, "requirements.lock looks empty"
    faults = []
    for package in packages:
        licence = declared_licence(package)
        if not licence:
            faults.append(f"{package}: declares no licence")
        elif refused(licence) and package not in EXCEPTIONS:
            faults.append(f"{package}: {licence}")
    assert not faults, "\n".join(faults)


def test_every_exception_is_still_needed() -> None:
    locked = set(runtime_packages())
    idle = [name for name in EXCEPTIONS if name not in locked or not refused(declared_licence(name))]
    assert not idle


@pytest.mark.parametrize(
    "licence",
    [
        "GPL-3.0-or-later",
        "AGPL-3.0-only",
        "GNU General Public License v2 or later (GPLv2+)",
        "GNU Affero General Public License v3",
    ],
)
def test_the_gate_refuses_what_would_bind_the_whole_product(licence: str) -> None:
    assert refused(licence)


@pytest.mark.parametrize(
    "licence",
    [
        "MIT",
        "BSD-3-Clause",
        "Apache-2.0",
        "LGPL-3.0-only",
        "MPL-2.0",
        "GNU Lesser General Public License v3 (LGPLv3)",
        "PSF-2.0",
    ],
)
def test_the_gate_lets_permissive_and_lesser_licences_through(licence: str) -> None:
    assert not refused(licence)
