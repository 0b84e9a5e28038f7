"""A whole library: the folder `docs/` as people would have written it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.conftest import copy_docs
from tests.generated_library import names as of_names
from tests.generated_library import plans, words
from tests.generated_library.places import Place
from tests.generated_library.plans import Plan
from tests.generated_library.records import Record, yaml

SEED = 20240506
FILES = {
    "agencies": "# Agencies: those that many plans name, then those of each place.\n\n",
    "agency-types": "# Kinds of body that have counterparts in other places.\n\n",
    "terms": "# Terms: those that many plans have, then those of each place.\n\n",
    "instruments": "# Instruments: those that many plans cite, then those of each place.\n\n",
    "places": "# Places: each plan's, and those above it.\n\n",
    "not-names": "# What stands in quotation marks in a plan and is no term.\n\n",
}


def write(folder: Path, size: int, seed: int = SEED) -> tuple[Plan, ...]:
    """Write `folder/docs` with so many plans; no ledgers: `python -m converters mint` does that.

    Of the project it has the pages about the library and the assets, so that a site can be built.
    """
    docs = folder / "docs"
    copy_docs(docs)
    for name in ("sources", "authority"):
        shutil.rmtree(docs / name)
    return write_sources(docs, size, seed)


def write_sources(docs: Path, size: int, seed: int = SEED) -> tuple[Plan, ...]:
    """Write the sources and the authority alone."""
    made = tuple(plans.plan(number, seed) for number in range(size))
    sources, authority = docs / "sources", docs / "authority"
    sources.mkdir(parents=True)
    authority.mkdir()
    for plan in made:
        _write(sources / f"{plan.work}.txt", plan.text)
        _write(sources / f"{plan.work}.yml", plan.sidecar)
    for scheme, text in authority_of(made).items():
        _write(authority / f"{scheme}.yml", text)
    return made


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="")


def authority_of(made: Sequence[Plan]) -> dict[str, str]:
    """The files of the authority; a plan more only adds to their ends."""
    found = {scheme: [head] for scheme, head in FILES.items()}
    for record in _records(made):
        found[record.scheme].append(yaml(record))
    found["not-names"] += _not_names(made)
    return {scheme: "".join(parts) for scheme, parts in found.items()}


def _records(made: Iterable[Plan]) -> Iterator[Record]:
    yield from of_names.types()
    yield from of_names.every_record(of_names.shared())
    seen: set[str] = set()
    for plan in made:
        for record in _places(plan.place):
            if record.id not in seen:
                yield record
            seen.add(record.id)
        yield from plan.records


def _places(place: Place) -> Iterator[Record]:
    """A place after those above it."""
    note = "据 GB/T 2260。"
    above = ""
    for one in filter(None, (place.province, place.city)):
        yield Record("places", one.adcode, one.name, broader=above, note=note)
        above = one.adcode
    alt = (place.short,) if place.short != place.name else ()
    yield Record("places", place.adcode, place.name, alt, broader=above, note=note)


def _not_names(made: Iterable[Plan]) -> Iterator[str]:
    """An entry where a plan is the first that prints such words."""
    seen: set[str] = set()
    for plan in made:
        for name, note in words.NOT_NAMES.items():
            at = plan.first(f"“{name}”")
            if at and name not in seen:
                yield f"- name: {name}\n  at: [{at}]\n  note: {note}\n"
                seen.add(name)
