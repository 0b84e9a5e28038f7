"""What a link tells before it is followed: the text of a clause, or who mentions a name.

The data is a script in the folder of the page that the link leads to: a page from disk may not
fetch. It is loaded when a reader first points at such a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from converters.models import Block, Clause, Paragraph, Plan, Table
from converters.names import authority
from converters.names.authority import AuthorityRecord
from converters.names.index import InPlan
from converters.pages import Page
from converters.pages.cross_references import CrossReferences
from converters.pages.plan_names import SECTIONS
from converters.pages.quotations import Quoter
from converters.pages.titles import place_names, years_shown
from converters.text import escape, punctuation
from converters.text.mapped_text import MappedText, Span

_KINDS = SECTIONS | {"agency-types": "机构类型"}
_MOST_PLANS = 8
_MOST_FORMS = 6
_MOST_TEXT = 160
"""Characters of a clause that are shown."""

_Piece = tuple[MappedText, Span]
_Run = str | list[str]


def pages(references: CrossReferences) -> Iterator[Page]:
    """`preview.js` of every plan and of every name that has a page."""
    for plan in references.index.plans:
        yield _page(f"plans/{plan.source.work}", _clauses(references.quoter(plan)))
    for key, record in references.records.items():
        if record.scheme in _KINDS:
            yield _page(key, _name(record, references.of(key)))


def _page(key: str, value: dict[str, object]) -> Page:
    text = f'library.previews["{key}"] = {escape.script(value)};\n'
    return Page(Path(f"{key}/preview.js"), text)


def _name(record: AuthorityRecord, found: tuple[InPlan, ...]) -> dict[str, object]:
    """Kind, name, other forms; by plan where it stands first and how often; the sums.

    A type of agency stands where its agencies do: their names are no forms of its own.
    """
    kind = authority.KINDS.get(record.scheme, {}).get(record.kind)
    surfaces = (form for one in found for form in one.surfaces if record.scheme in SECTIONS)
    forms = dict.fromkeys(form for form in surfaces if form != record.pref)
    return {
        "kind": " · ".join(filter(None, (_KINDS[record.scheme], kind))),
        "name": punctuation.restore(record.pref),
        "forms": [punctuation.restore(form) for form in list(forms)[:_MOST_FORMS]],
        "plans": [
            [
                _short(one.plan),
                len(one.mentions),
                f"plans/{one.plan.source.work}/#{one.mentions[0].part}",
            ]
            for one in found[:_MOST_PLANS]
        ],
        "more": max(0, len(found) - _MOST_PLANS),
        "total": sum(len(one.mentions) for one in found),
    }


def _clauses(quoter: Quoter) -> dict[str, object]:
    """The plan in few words; by address where it is, its heading, and its text in runs."""
    parts: dict[str, list[object]] = {}
    for node in quoter.plan.body:
        for id_, unit, heading, pieces in _parts(node):
            head = list(_runs(quoter, heading))
            parts[id_] = [quoter.address(unit).shown, head, list(_cut(_runs(quoter, pieces)))]
    return {"plan": _short(quoter.plan), "parts": parts}


def _parts(
    node: Block | Clause | Table,
) -> Iterator[tuple[str, str, list[_Piece], list[_Piece]]]:
    """Each address below a node: its id, that of its unit, its heading, its text."""
    if isinstance(node, Table):
        yield node.id, node.id, _whole(node.caption), _whole(*node.header)
        for row in node.rows:
            yield row.id, row.id, _whole(node.caption), _whole(*row.cells)
    elif isinstance(node, Clause):
        for clause in node.walk():
            yield from _of_clause(clause)
    elif node.kind != "noise":
        for part in node.paragraphs:
            if part.id:
                yield part.id, node.id, [], _whole(part.text)


def _of_clause(clause: Clause) -> Iterator[tuple[str, str, list[_Piece], list[_Piece]]]:
    heading = _whole(clause.heading)
    own = _whole(*(part.text for part in clause.paragraphs))
    below = (text for child in clause.children for text in (child.label, child.heading))
    yield clause.id, clause.id, heading, own or _whole(*below)
    for part in clause.content:
        if not isinstance(part, Paragraph):
            yield from _parts(part)
            continue
        if part.id != clause.id:
            yield part.id, clause.id, heading, _whole(part.text)
        for item in part.items:
            yield item.id, clause.id, heading, [(part.text, Span(item.start, item.end))]


def _whole(*texts: MappedText) -> list[_Piece]:
    return [(text, Span(0, len(text))) for text in texts if text]


def _runs(quoter: Quoter, pieces: Iterable[_Piece]) -> Iterator[_Run]:
    """Strings; with its classes if it is the editor's reading; a blank between pieces."""
    for number, (text, span) in enumerate(pieces):
        if number:
            yield " "
        for classes, run in quoter.runs(text, span):
            yield [run, classes] if classes else run


def _cut(runs: Iterable[_Run]) -> Iterator[_Run]:
    """Not more than is shown."""
    left = _MOST_TEXT
    for run in runs:
        text, *classes = [run] if isinstance(run, str) else run
        if len(text) > left:
            yield [text[:left], *classes] if classes else text[:left]
            yield "……"
            return
        yield run
        left -= len(text)


def _short(plan: Plan) -> str:
    """A plan in few words: 东昌区 2021—2025."""
    return " ".join([*place_names(plan)[-1:], years_shown(plan)])
