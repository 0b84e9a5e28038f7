"""题解: what a record is, on what evidence, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from converters.citation.titles import citation
from converters.names.authority import KINDS, SCHEME_WORDS, AuthorityRecord, Scope
from converters.pages.names.cross_references import CrossReferences, full_name
from converters.text import escape
from converters.writing import links, sections

_MOST_BELOW = 30
_MOST_COMPANIONS = 6


def explanation(key: str, references: CrossReferences, here: Path) -> str:
    """The list of what is known of a record, as Markdown.

    Args:
        key: of the record.
        references: all of them.
        here: the page it stands on.
    """
    record = references.records[key]
    rows = [("正名", escape.markdown(full_name(record))), *_class(record, references, here)]
    rows += _relations(record, references, here)
    if any(mention.role for one in references.of(key) for mention in one.mentions):
        rows.append(("职责", links.link("职责单，可打印", f"{key}/duties.md", here)))
    if record.scheme == "instruments":
        rows += _document(record, references, here)
    rows += _evidence(record, references, here)
    if companions := references.companions.of(key, _MOST_COMPANIONS):
        shown = (f"{references.link(one.key, here)} {one.units} 条" for one in companions)
        rows.append(("常同见", _listed(shown)))
    return sections.definitions(rows, "explanation")


def path(record: AuthorityRecord, here: Path) -> str:
    """The line above the title: the list it belongs to, and its kind."""
    parts = [links.link(SCHEME_WORDS[record.scheme], f"{record.scheme}/index.md", here)]
    if record.kind:
        parts.append(KINDS[record.scheme][record.kind])
    return " / ".join(parts) + "\n{: .path }"


def _class(
    record: AuthorityRecord, references: CrossReferences, here: Path
) -> Iterator[tuple[str, str]]:
    if record.kind:
        yield "类属", KINDS[record.scheme][record.kind]
    if record.type:
        yield "类型", references.link(f"agency-types/{record.type}", here)
    if record.place:
        yield "地区", references.link(f"places/{record.place}", here)


def _relations(
    record: AuthorityRecord, references: CrossReferences, here: Path
) -> Iterator[tuple[str, str]]:
    if record.broader:
        yield "上位", references.link(f"{record.scheme}/{record.broader}", here)
    below = [key for key in references.index.below(record.key) if key.startswith(record.scheme)]
    if below:
        shown = [references.link(key, here) for key in below[:_MOST_BELOW]]
        if len(below) > _MOST_BELOW:
            shown.append(f"等 {len(below)} 个")
        yield "下位", _listed(shown)


def _document(
    record: AuthorityRecord, references: CrossReferences, here: Path
) -> Iterator[tuple[str, str]]:
    """发文字号 and 发文机关 of an instrument; where the library has its text."""
    if numbers := _numbers(record, references, here):
        yield "发文字号", _listed(numbers)
    if record.issuer:
        keys = references.index.authority.resolve(record.issuer, Scope())
        yield (
            "发文机关",
            references.link(keys[0], here) if len(keys) == 1 else escape.markdown(record.issuer),
        )
    if plan := references.plans.get(record.work):
        yield "全文", links.to_part(escape.markdown(citation(plan)), record.work, "", here)


def _numbers(record: AuthorityRecord, references: CrossReferences, here: Path) -> list[str]:
    """Each 发文字号 once, with the place where a plan prints it."""
    found: dict[str, str] = {record.doc_number: ""} if record.doc_number else {}
    for one in references.of(record.key):
        for mention in one.mentions:
            if mention.doc_number and not found.get(mention.doc_number):
                work = str(one.plan.source.work)
                unit = references.quoter(one.plan).address(mention.unit).shown
                shown = f"{references.headline(one.plan).short} {unit}"
                found[mention.doc_number] = links.to_part(
                    escape.markdown(shown), work, mention.part, here
                )
    return [
        escape.markdown(number) + (f"（见 {place}）" if place else "")
        for number, place in found.items()
    ]


def _evidence(
    record: AuthorityRecord, references: CrossReferences, here: Path
) -> Iterator[tuple[str, str]]:
    if record.at:
        yield "依据", _listed(_place(at, references, here) for at in record.at)
    if record.note:
        yield "说明", escape.markdown(record.note)


def _place(at: str, references: CrossReferences, here: Path) -> str:
    """A place `work#unit` as a link to the clause, as text if the library has no such place."""
    work, _, unit = at.partition("#")
    plan = references.plans.get(work)
    if plan is None:
        return escape.markdown(at)
    quoter = references.quoter(plan)
    known = unit if unit in quoter.addresses else ""
    shown = f"{references.headline(plan).short} {quoter.address(unit).shown}"
    return links.to_part(escape.markdown(shown), work, known, here)


def _listed(parts: Iterable[str]) -> str:
    """Some values side by side; each stays whole where the line allows it."""
    return " ".join(f'<span class="value">{part}</span>' for part in parts)
