"""The text of a plan as Markdown: headings, paragraphs, tables, links and footnotes.

Beside these there is nothing but one empty anchor for each address, before what it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, assert_never

import yaml

from converters.citation import titles
from converters.edition import status
from converters.edition.apparatus import Entry
from converters.models import phrase
from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.text.markdown import Markdown
from converters.views import inline, notes
from converters.views.inline import Emended, Inline, Name, NoteMark, Ordinal, Run, Units, Words
from converters.views.notes import Said
from converters.views.plan_text import Paragraph, PlanText, TableText
from converters.writing import commonmark

_ANCHOR = Markdown('<a id="{}"></a>')
_TOP = "page"
"""The address of a page; it stands in the file of a plan of which nothing is text, too."""

_NOTE_IN_WORD = re.compile(r"(?<=[0-9A-Za-z])(?P<note>\[\^[jy]\d+\])(?P<rest>[0-9A-Za-z]+)")
"""A note on one digit of a number stands after the number."""


def dump(plan: Plan, text: PlanText) -> str:
    """The record of a plan as front matter, and its text."""
    return front_matter(plan) + body(text, plan.work)


def body(text: PlanText, work: str | None = None, site: str | None = None) -> str:
    """The text in blocks, each parted from the next by a blank line; its notes at the end.

    Args:
        text: what to write.
        work: whose text it is, if it is registered: a definition of a link, which shows nothing,
            says so, so that two plans with one text are two files.
        site: the address that links lead to, with a slash at its end, in a file that is taken
            away; in one that lies in `docs/plans/<work>/` they lead to the files beside it.
    """
    itself = f"{site}plans/{work}/" if site and work else "index.md"
    writer = _Writer(text, itself, site)
    blocks = [*writer.blocks()] or [_anchors([_TOP])]
    notes_ = [*writer.notes_of_file(), "\n".join(writer.footnotes())]
    ending = [*notes_, f"[{work}]: {itself}" if work else ""]
    return "\n\n".join([*blocks, *filter(None, ending)]) + "\n"


def front_matter(plan: Plan) -> str:
    """What is known of the plan, in YAML, by the names that the data has; what the text is."""
    record = plan.record
    dates = {name: field.value for name, field in record.dates.items() if field.value}
    place, years = record.place.value, record.period.value
    issuers = (record.issuer.value or "").split("、")
    fields: dict[str, Any] = {
        "title": titles.display_title(plan),
        "work": plan.work,
        "kind": record.kind.value,
        "type": titles.KINDS[record.kind.value or "other"],
        "issuer": issuers[0] if len(issuers) == 1 else issuers,
        "doc_number": record.doc_number.value,
        "index_number": record.index_number.value,
        "dates": dates,
        "addressees": [*(record.addressees.value or ())],
        "place": {"adcode": place.adcode, "name": "".join(titles.place_names(plan))}
        if place
        else None,
        "period": {"from": years.first, "to": years.last} if years else None,
        "supplied": [
            name for name, field in record.items() if field.ground and not field.corrected
        ],
        "corrected": [name for name, field in record.items() if field.corrected],
        "source": {"lines": plan.source.line_count, "sha256": plan.source.sha256},
        "published": plan.published,
        "status": status.WORDS.get(status.of(plan) or ""),
        "replaces": [*plan.standing.replaces, *plan.standing.former],
        "replaced_by": [*plan.standing.replaced_by],
        "description": f"{titles.citation(plan)}全文，逐条校读，每条可引；非官方文本。",
    }
    known = {name: value for name, value in fields.items() if value}
    written = yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{written}---\n\n"


class _Writer:
    def __init__(self, text: PlanText, itself: str, site: str | None) -> None:
        self._text = text
        self._itself = itself
        self._site = site
        self._noted: dict[str, Entry] = {}
        self._of_file: list[list[str]] = []

    def blocks(self) -> Iterator[str]:
        for block in self._text.blocks:
            match block:
                case Paragraph() if self._is_of_note(block):
                    self._of_file[-1].append(self._paragraph(block))
                case Paragraph():
                    yield self._paragraph(block)
                case TableText():
                    yield from self._table(block)
                case _:
                    assert_never(block)

    def _is_of_note(self, block: Paragraph) -> bool:
        """Whether a paragraph is of a note of the file; those stand below all other text."""
        first = next(iter(block.text), None)
        if self._text.has_footnotes and isinstance(first, NoteMark) and first.is_own:
            self._of_file.append([])
        return bool(self._of_file)

    def notes_of_file(self) -> Iterator[str]:
        """The notes that the file itself has; the further paragraphs of one are set in."""
        for number, paragraphs in enumerate(self._of_file, 1):
            yield f"[^n{number}]: " + "\n\n    ".join(paragraphs)

    def footnotes(self) -> Iterator[str]:
        for entry in self._noted.values():
            yield f"{_reference(entry)}: {''.join(map(_said, notes.told(entry)))}"

    def _paragraph(self, block: Paragraph) -> str:
        line = _anchors(block.ids) + self._all((*block.label, *block.text))
        if block.level:
            return f"{'#' * block.level} {commonmark.with_blanks(line)}"
        return commonmark.block(line)

    def _table(self, table: TableText) -> Iterator[str]:
        anchors = _anchors(table.ids)
        if table.caption:
            yield commonmark.block(anchors + self._all(table.caption.text))
            anchors = ""
        width = max(len(table.header), *(len(row.cells) for row in table.rows), 1)
        head = [self._all(cell.text) for cell in table.header] or [""] * width
        rows = [[anchors + head[0], *head[1:]], ["---"] * width]
        for row in table.rows:
            first, *rest = (self._all(cell.text) for cell in row.cells)
            rows.append([_anchors(row.ids) + first, *rest])
        yield "\n".join(f"| {' | '.join(map(commonmark.with_blanks, cells))} |" for cells in rows)

    def _all(self, inlines: Iterable[Inline]) -> str:
        written = "".join(map(self._inline, inline.read_on(inlines)))
        return _NOTE_IN_WORD.sub(r"\g<rest>\g<note>", written)

    def _inline(self, one: Inline) -> str:
        match one:
            case Words(text):
                return commonmark.text(text)
            case Emended(text, entry):
                return commonmark.text(text) + self._note(entry)
            case Name(mention, inside, _):
                return self._name(mention, inside)
            case NoteMark():
                return self._mark(one)
            case Units(inside):
                return self._all(inside)
            case Ordinal():
                ids = (one.id, *self._text.aliases.get(one.id, ()))
                return _anchors(ids) + self._all((*one.label, *one.body))
            case _:
                assert_never(one)

    def _name(self, mention: Mention, inside: Sequence[Run]) -> str:
        """A link; notes stand after it, because a link holds no other."""
        shown = "".join(commonmark.text(one.text) for one in inside if not isinstance(one, Name))
        after = "".join(self._note(one.entry) for one in inside if isinstance(one, Emended))
        return f"[{shown}]({self._target(mention)}){after}"

    def _mark(self, one: NoteMark) -> str:
        """The mark of a note of the file; before the note itself Markdown has none."""
        if not self._text.has_footnotes:
            return commonmark.text(one.text)
        return "" if one.is_own else f"[^n{one.note.number}]"

    def _target(self, mention: Mention) -> str:
        if mention.kind in ("self", "clause"):
            return f"#{mention.target}" if mention.target else self._itself
        if self._site:
            return f"{self._site}{mention.target}/"
        return f"../../{mention.target}.md"

    def _note(self, entry: Entry) -> str:
        """The number of a note, where its place is shown first."""
        if entry.id in self._noted:
            return ""
        self._noted[entry.id] = entry
        return _reference(entry)


def _said(part: Said) -> str:
    return commonmark.text(part) if isinstance(part, str) else commonmark.code(phrase.words(part))


def _anchors(ids: Iterable[str]) -> str:
    return "".join(_ANCHOR.format(Markdown(id_)) for id_ in ids)


def _reference(entry: Entry) -> str:
    """`[^j4]` for the fourth emendation, `[^y1]` for 疑1."""
    number = entry.number.removeprefix("疑")
    return f"[^{'y' if entry.verdict == 'slip' else 'j'}{number}]"
