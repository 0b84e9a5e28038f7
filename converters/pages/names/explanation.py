"""题解: what a record is, on what evidence, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from converters import lexicon
from converters.library.references import References
from converters.names.authority import KINDS, SCHEME_WORDS, AuthorityRecord, Scope
from converters.pages.names import name_links
from converters.pages.names.name_links import full_name
from converters.text.markdown import Markdown, span
from converters.writing import links, sections

_WORDS = lexicon.glossary("name_fields")
_MOST_BELOW = 30
_MOST_COMPANIONS = 6


def explanation(key: str, references: References, here: Path) -> str:
    """The list of what is known of a record, as Markdown.

    Args:
        key: of the record.
        references: all of them.
        here: the page it stands on.
    """
    record = references.records[key]
    rows = [(_WORDS["pref"], full_name(record)), *_class(record, references, here)]
    rows += _relations(record, references, here)
    if references.answers(key):
        rows.append(("职责", links.link("职责单，可打印", f"{key}/duties.md", here)))
    if record.scheme == "instruments":
        rows += _document(record, references, here)
    rows += _evidence(record, references, here)
    if companions := references.companions(key, _MOST_COMPANIONS):
        shown = (
            Markdown("{} {} 条").format(
                name_links.link(references.records, one.key, here), one.units
            )
            for one in companions
        )
        rows.append(("常同见", _listed(shown)))
    return sections.definitions(rows, "explanation")


def path(record: AuthorityRecord, here: Path) -> str:
    """The line above the title: the list it belongs to, and its kind."""
    parts: list[str] = [links.link(SCHEME_WORDS[record.scheme], f"{record.scheme}/index.md", here)]
    if record.kind:
        parts.append(KINDS[record.scheme][record.kind])
    return " / ".join(parts) + "\n{: .path }"


def _class(
    record: AuthorityRecord, references: References, here: Path
) -> Iterator[tuple[str, str]]:
    if record.kind:
        yield _WORDS["kind"], KINDS[record.scheme][record.kind]
    if record.type:
        yield (
            _WORDS["type"],
            name_links.link(references.records, f"agency-types/{record.type}", here),
        )
    if record.place:
        yield _WORDS["place"], name_links.link(references.records, f"places/{record.place}", here)


def _relations(
    record: AuthorityRecord, references: References, here: Path
) -> Iterator[tuple[str, str]]:
    if record.broader:
        yield (
            _WORDS["broader"],
            name_links.link(references.records, f"{record.scheme}/{record.broader}", here),
        )
    below = [key for key in references.relations.below(record.key) if key.startswith(record.scheme)]
    if below:
        shown: list[str] = [
            name_links.link(references.records, key, here) for key in below[:_MOST_BELOW]
        ]
        if len(below) > _MOST_BELOW:
            shown.append(f"等 {len(below)} 个")
        yield "下位", _listed(shown)


def _document(
    record: AuthorityRecord, references: References, here: Path
) -> Iterator[tuple[str, str]]:
    """发文字号 and 发文机关 of an instrument; where the library has its text."""
    if numbers := _numbers(record, references, here):
        yield _WORDS["doc_number"], _listed(numbers)
    if record.issuer:
        keys = references.relations.authority.resolve(record.issuer, Scope())
        yield (
            _WORDS["issuer"],
            name_links.link(references.records, keys[0], here) if len(keys) == 1 else record.issuer,
        )
    if card := references.cards.get(record.work):
        yield "全文", links.to_part(card.citation, card.work, "", here)


def _numbers(record: AuthorityRecord, references: References, here: Path) -> list[Markdown]:
    """Each 发文字号 once, with the place where a plan prints it."""
    found: dict[str, Markdown | str] = {record.doc_number: ""} if record.doc_number else {}
    for one in references.of(record.key):
        for occurrence in one.named.occurrences:
            if occurrence.doc_number and not found.get(occurrence.doc_number):
                shown = f"{one.card.short} {occurrence.address}"
                place = links.to_part(shown, one.card.work, occurrence.part, here)
                found[occurrence.doc_number] = place
    return [
        Markdown("{}（见 {}）" if place else "{}").format(number, place)
        for number, place in found.items()
    ]


def _evidence(
    record: AuthorityRecord, references: References, here: Path
) -> Iterator[tuple[str, str]]:
    if record.at:
        yield _WORDS["at"], _listed(_place(at, references, here) for at in record.at)
    if record.note:
        yield _WORDS["note"], record.note


def _place(at: str, references: References, here: Path) -> Markdown:
    """A place `work#unit` as a link to the clause, as text if the library has no such place."""
    work, _, unit = at.partition("#")
    if work not in references.addresses:
        return Markdown.escape(at)
    address = references.addresses[work].get(unit)
    shown = f"{references.cards[work].short} {address or unit}"
    return links.to_part(shown, work, unit if address else "", here)


def _listed(parts: Iterable[str]) -> Markdown:
    """Some values side by side; each stays whole where the line allows it."""
    return Markdown(" ").join(span("value", part) for part in parts)
