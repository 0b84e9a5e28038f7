"""A plan as Akoma Ntoso 3.0 (OASIS LegalDocML, 2018): a `doc`, by the strict schema.

Clauses are the element that their layer's row names, and have their published id as `eId`; what
stands before the first of them is `preface` and `preamble`, what follows the last `conclusions`.
The text is the reading, in the punctuation of the file. What the standard has no element for
stands in an `inline` by its name: a place that was emended (by its verdict, with a note that tells
what was received and why), an item inside a sentence, a list of who answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import TypeAlias, assert_never
from xml.etree.ElementTree import Element

from converters.citation import titles
from converters.edition.apparatus import Entry
from converters.models import phrase
from converters.models.mention import Mention
from converters.models.page import Page
from converters.models.phrase import Marked
from converters.models.plan import Plan
from converters.models.unit import Unit
from converters.names.plan_names import PlanNames
from converters.text.layers import BY_LETTER
from converters.views import inline, notes, plan_text
from converters.views.inline import Emended, Inline, Name, NoteMark, Ordinal, Run, Units, Words
from converters.views.plan_text import Noise, Paragraph, PlanText, TableText, UnitText
from converters.writing import xml_elements
from converters.writing.xml_elements import NOTHING, Inside, element

_NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_LANGUAGE = "zho"
_ON_SITE = "../../"
"""The way from `data/plans/` to the pages of the site, where nobody has said its address."""

_US = "ref-library"
_ISSUER = "ref-issuer"
_UNKNOWN_DATE = "0001-01-01"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

_TITLED = {"title": "docTitle", "doc_number": "docNumber", "issuer": "docAuthority"}
"""What the standard has elements for, outside the clauses, by the role of a part."""

_NAMED = {"agencies": ("organization", "TLCOrganization"), "terms": ("concept", "TLCConcept")}
"""The elements of a name, and of what it refers to, by the scheme of its record."""


def page(plan: Plan, entries: Sequence[Entry], names: PlanNames, site: str | None = None) -> Page:
    """The file `data/plans/<work>.akn.xml` of a registered plan.

    Args:
        plan: the plan.
        entries: its apparatus.
        names: its mentions.
        site: the address of the site, with a slash at its end; links lead there.
    """
    return Page(Path(f"data/plans/{plan.work}.akn.xml"), dump(plan, entries, names, site))


def dump(plan: Plan, entries: Sequence[Entry], names: PlanNames, site: str | None = None) -> str:
    """The document; the arguments are those of `page`."""
    text = plan_text.of(plan, entries, names, is_restored=False)
    writer = _Writer(plan, text, names, site or _ON_SITE)
    body = [*writer.body()]
    kind = plan.record.kind.value or "other"
    attributes = {"name": kind, "contains": "singleVersion"}
    doc = element("doc", attributes, [_meta(plan, writer), *body])
    root = element("akomaNtoso", {"xmlns": _NAMESPACE}, [doc])
    return xml_elements.dump(root).decode()


@dataclass
class _Node:
    """A clause: its own elements, then what is in it, in order."""

    unit: Unit
    head: list[Element] = field(default_factory=list)
    inside: list[_Child] = field(default_factory=list)


_Child: TypeAlias = tuple[Unit, Element] | _Node
"""What stands in a clause or in the document: an element of a unit, or a clause."""


class _Writer:
    def __init__(self, plan: Plan, text: PlanText, names: PlanNames, site: str) -> None:
        self._plan = plan
        self._text = text
        self._records = names.authority.records
        self._site = site
        self._left = text.pieces
        self.notes: list[Element] = []
        self.named: dict[str, str] = {}

    def address(self, key: str) -> str:
        """Where a page of the site is."""
        return f"{self._site}{key}/"

    # The document

    def body(self) -> Iterator[Element]:
        """What stands before the clauses, the clauses, what follows them."""
        parts = self._read()
        first = next((at for at, one in enumerate(parts) if _is_main(one)), len(parts))
        last = next((at for at in range(len(parts), first, -1) if _is_main(parts[at - 1])), first)
        opening = next((at for at in range(first) if _is_preamble(parts[at])), first)
        before = parts[:first]
        if all(_is_preamble(one) for one in before[opening:]):
            yield from _container("preface", before[:opening])
            yield from _container("preamble", before[opening:])
        else:
            yield from _container("preface", before)
        main = [_written(one) for one in parts[first:last]]
        yield element("mainBody", NOTHING, main or [element("p")])
        yield from _container("conclusions", parts[last:])

    def _read(self) -> list[_Child]:
        """What stands in the document: clauses, each with what stands in it, and all else."""
        top: list[_Child] = []
        by_number: dict[int, _Node] = {}
        for one in self._text.units:
            unit = one.unit
            if unit.kind == "noise":
                continue
            if unit.is_clause and one.is_further:
                by_number[unit.number].inside += [
                    (unit, self._paragraph("", block)) for block in _paragraphs(one)
                ]
                continue
            around = top if unit.above is None else by_number[unit.above].inside
            if unit.is_clause:
                by_number[unit.number] = self._clause(one)
                around.append(by_number[unit.number])
            else:
                around += [(unit, made) for made in self._blocks(one)]
        return top

    def _clause(self, one: UnitText) -> _Node:
        head, *after = _paragraphs(one)
        node = _Node(one.unit)
        text = head.text
        if BY_LETTER[one.unit.layer].stands_apart and text[:1] == (Words("\u3000"),):
            text = text[1:]  # the blank of the page between 第一章 and what follows
        if one.unit.label:
            node.head.append(element("num", NOTHING, self._all(head.label)))
        else:
            text = (*head.label, *text)
        if head.level:
            node.head.append(element("heading", NOTHING, self._all(text)))
        elif text:
            node.inside.append((one.unit, element("p", NOTHING, self._all(text))))
        node.inside += [(one.unit, self._paragraph("", block)) for block in after]
        return node

    def _blocks(self, one: UnitText) -> Iterator[Element]:
        for block in one.blocks:
            match block:
                case Noise():
                    continue
                case TableText():
                    yield self._table(one.unit, block)
                case Paragraph():
                    yield self._paragraph(one.unit.kind, block)
                case _:
                    assert_never(block)

    def _paragraph(self, kind: str, block: Paragraph) -> Element:
        inside = self._all((*block.label, *block.text))
        if name := _TITLED.get(block.role):
            inside = [element(name, NOTHING, inside)]
        name = " ".join(dict.fromkeys(filter(None, (kind, block.role))))
        return element("p", {**_id(block.ids), **({"class": name} if name else {})}, inside)

    def _table(self, unit: Unit, table: TableText) -> Element:
        if not table.rows and not table.header:
            shown = self._all(table.caption.text) if table.caption else []
            return element("p", {**_id(table.ids), "class": unit.kind}, shown)
        inside = []
        if table.caption:
            inside.append(element("caption", NOTHING, self._all(table.caption.text)))
        if table.header:
            inside.append(element("tr", NOTHING, self._cells("th", table, 0)))
        first = len(table.grid) - len(table.rows)
        for at, row in enumerate(table.rows, first):
            inside.append(element("tr", _id(row.ids), self._cells("td", table, at)))
        return element("table", {**_id(table.ids), "class": unit.kind}, inside)

    def _cells(self, tag: str, table: TableText, row: int) -> Iterator[Element]:
        for cell, (rows, columns, _) in table.shown(row):
            yield xml_elements.cell(tag, rows, columns, self._all(cell.text))

    # What stands in a line

    def _all(self, found: Iterable[Inline]) -> list[Inside]:
        return [made for one in inline.read_on(found) for made in self._inline(one)]

    def _inline(self, one: Inline) -> Iterator[Inside]:
        match one:
            case Words(text) | NoteMark(text, _, _):
                yield text
            case Emended():
                yield from self._emended(one)
            case Name(mention, inside, _):
                yield self._name(mention, inside)
            case Units(inside):
                yield element("inline", {"name": "responsibility"}, self._all(inside))
            case Ordinal():
                inside_of = self._all((*one.label, *one.body))
                yield element("inline", {"name": "item", "eId": one.id}, inside_of)
            case _:
                assert_never(one)

    def _emended(self, one: Emended) -> Iterator[Inside]:
        entry = one.entry
        if one.text:
            yield element("inline", {"name": entry.verdict}, [one.text])
        self._left[entry.id] -= 1
        if not self._left[entry.id]:
            self.notes.append(_note(entry))
            yield element("noteRef", {"href": f"#{entry.id}", "marker": entry.number})

    def _name(self, mention: Mention, inside: Sequence[Run]) -> Element:
        made = self._all(inside)
        if mention.kind == "clause":
            return element("ref", {"href": f"#{mention.target}"}, made)
        if mention.kind == "self":
            return element("ref", {"href": self.address(f"plans/{self._plan.work}")}, made)
        scheme, _, _ = mention.target.partition("/")
        if scheme not in _NAMED:
            return element("ref", {"href": self.address(mention.target)}, made)
        record = self._records.get(mention.target)
        self.named[mention.target] = record.pref if record else mention.surface
        return element(_NAMED[scheme][0], {"refersTo": f"#{mention.target}"}, made)


def _is_main(one: _Child) -> bool:
    return isinstance(one, _Node) or one[0].is_table


def _is_preamble(one: _Child) -> bool:
    return not isinstance(one, _Node) and one[0].kind == "preamble"


def _container(name: str, parts: Sequence[_Child]) -> Iterator[Element]:
    if parts:
        yield element(name, NOTHING, map(_written, parts))


def _written(one: _Child) -> Element:
    return _clause(one) if isinstance(one, _Node) else one[1]


def _clause(node: _Node) -> Element:
    """A clause; what stands in it before other clauses is their `intro`."""
    layer = BY_LETTER[node.unit.layer]
    attributes = {"eId": node.unit.id}
    if layer.element == "hcontainer":
        attributes["name"] = layer.letter
    inside = [*node.head]
    text = [*takewhile(lambda one: not isinstance(one, _Node), node.inside)]
    clauses = node.inside[len(text) :]
    if text:
        inside.append(element("intro" if clauses else "content", NOTHING, map(_written, text)))
    inside += map(_written, clauses)
    return element(layer.element, attributes, inside)


def _paragraphs(one: UnitText) -> list[Paragraph]:
    return [block for block in one.blocks if isinstance(block, Paragraph)]


def _id(ids: Sequence[str]) -> dict[str, str]:
    return {"eId": ids[0]} if ids else {}


def _note(entry: Entry) -> Element:
    """What the editor says of one place; its id is that in the 校勘记."""
    told = [_said(part) for part in notes.told(entry)]
    attributes = {"eId": entry.id, "marker": entry.number, "class": f"{entry.verdict} {entry.rule}"}
    return element("note", attributes, [element("p", NOTHING, told)])


def _said(part: notes.Said) -> Inside:
    if isinstance(part, Marked):
        return element("inline", {"name": part.kind}, [phrase.words(part)])
    return part


# What is known of the document


def _meta(plan: Plan, writer: _Writer) -> Element:
    inside = [_identification(plan, writer), _references(plan, writer)]
    if writer.notes:
        inside.append(element("notes", {"source": f"#{_US}"}, writer.notes))
    return element("meta", NOTHING, inside)


def _identification(plan: Plan, writer: _Writer) -> Element:
    """Work, expression and manifestation (FRBR), by the naming convention of the standard."""
    record = plan.record
    kind = record.kind.value or "other"
    date = record.date("成文日期").value or ""
    years = record.period.value
    if _DAY.fullmatch(date):
        day = {"date": date, "name": "成文日期"}
    elif years:
        day = {"date": f"{years.first:04}-01-01", "name": "时期之始"}
    else:
        day = {"date": _UNKNOWN_DATE, "name": "原文未载"}
    work = f"/akn/cn/doc/{kind}/{day['date'][:4]}/{plan.work}"
    expression = f"{work}/{_LANGUAGE}@{plan.published}"
    edition = {"date": plan.published or _UNKNOWN_DATE, "name": "公布"}
    us = element("FRBRauthor", {"href": f"#{_US}", "as": "#editor"})
    issuer = f"#{_ISSUER}" if record.issuer.value else "#ref-unknown"
    of_work = [
        *_addresses(work),
        element("FRBRalias", {"value": writer.address(f"plans/{plan.work}"), "name": "url"}),
        element("FRBRdate", day),
        element("FRBRauthor", {"href": issuer, "as": "#author"}),
        _value("FRBRcountry", "cn"),
        _value("FRBRsubtype", kind),
        *([_value("FRBRnumber", record.doc_number.value)] if record.doc_number.value else []),
        _value("FRBRname", titles.display_title(plan)),
    ]
    of_expression = [*_addresses(expression), element("FRBRdate", edition), us]
    of_file = [
        *_addresses(f"{expression}.akn.xml"),
        element("FRBRdate", edition),
        us,
        _value("FRBRformat", "application/akn+xml"),
    ]
    language = element("FRBRlanguage", {"language": _LANGUAGE})
    inside = [
        element("FRBRWork", NOTHING, of_work),
        element("FRBRExpression", NOTHING, [*of_expression, language]),
        element("FRBRManifestation", NOTHING, of_file),
    ]
    return element("identification", {"source": f"#{_US}"}, inside)


def _references(plan: Plan, writer: _Writer) -> Element:
    """What the document refers to: who issued it, who edits it, its names."""
    issuer = plan.record.issuer.value
    found = [_reference("TLCOrganization", _US, writer.address("about"), "应急规划文库")]
    found.append(
        _reference("TLCOrganization", _ISSUER, writer.address(f"plans/{plan.work}"), issuer)
        if issuer
        else _reference("TLCOrganization", "ref-unknown", "", "原文未载")
    )
    found.append(_reference("TLCRole", "author", "", "发文机关"))
    found.append(_reference("TLCRole", "editor", "", "编者"))
    for key, name in sorted(writer.named.items()):
        tag = _NAMED[key.partition("/")[0]][1]
        found.append(_reference(tag, key, writer.address(key), name))
    return element("references", {"source": f"#{_US}"}, found)


def _reference(tag: str, id_: str, address: str, name: str) -> Element:
    return element(tag, {"eId": id_, "href": address, "showAs": name})


def _addresses(address: str) -> list[Element]:
    return [_value("FRBRthis", f"{address}/!main"), _value("FRBRuri", address)]


def _value(tag: str, value: str) -> Element:
    return element(tag, {"value": value})
