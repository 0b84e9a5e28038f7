"""Running text as Markdown: punctuation restored, readings marked, parts with their addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from converters import escape, punctuation
from converters.mapped_text import MappedText, Span
from converters.models import Clause, Emendation, Item, Paragraph, Plan

CONFIDENCE = {"certain": "确定", "likely": "可能", "unknown": "不可读"}
"""How sure a reading is, in words."""


class Marker:
    """Writes the text of one plan. Restored punctuation is not marked; emendations are."""

    def __init__(self, plan: Plan) -> None:
        self._emendations: Mapping[Span, Emendation] = {
            made.span: made for made in plan.emendations
        }
        self._original = plan.source.text
        self._aliases: dict[str, list[str]] = {}
        for old, new in plan.aliases.items():
            self._aliases.setdefault(new, []).append(old)

    def anchors(self, id_: str) -> str:
        """Empty anchors for the older and shorter addresses that land at `id_`."""
        return "".join(f'<span id="{old}"></span>' for old in self._aliases.get(id_, ()))

    def clause_head(self, clause: Clause) -> tuple[str, str]:
        """The heading line of a clause and its first paragraph, both as Markdown."""
        first = next(iter(clause.paragraphs), None)
        pieces = [clause.label, clause.heading, clause.separator]
        shown = punctuation.restore("".join(map(str, pieces)) + (first.text.text if first else ""))
        heads = []
        for piece in pieces:
            heads.append(self._marked(piece, shown[: len(piece)], ()))
            shown = shown[len(piece) :]
        text = self._with_units(first, shown) if first else ""
        return "".join(heads), text

    def paragraph(self, paragraph: Paragraph) -> str:
        """A paragraph as Markdown: items in spans with their ids, a list of units set apart."""
        return self._with_units(paragraph, punctuation.restore(paragraph.text.text))

    def _with_units(self, paragraph: Paragraph, shown: str) -> str:
        units = paragraph.responsibility
        if units is None:
            return self._marked(paragraph.text, shown, paragraph.items)
        text = self._marked(paragraph.text[: units.start], shown[: units.start], paragraph.items)
        listed = self._marked(paragraph.text[units.start :], shown[units.start :], ())
        return f'{text}<span class="responsibility">{listed}</span>'

    def text(self, text: MappedText) -> str:
        """A cell or caption as Markdown."""
        return self._marked(text, punctuation.restore(text.text), ())

    def _marked(self, text: MappedText, shown: str, items: Iterable[Item]) -> str:
        out: list[str] = []
        at = 0
        for item in items:
            out += self._runs(text, shown, at, item.start)
            head_end = text.text.index("是", item.start) + 1
            head = "".join(self._runs(text, shown, item.start, head_end))
            body = "".join(self._runs(text, shown, head_end, item.end))
            ordinal = f'<span class="ordinal">{head}</span>'
            out.append(f'<span id="{item.id}">{self.anchors(item.id)}{ordinal}{body}</span>')
            at = item.end
        out += self._runs(text, shown, at, len(shown))
        return "".join(out)

    def _runs(self, text: MappedText, shown: str, start: int, end: int) -> Iterator[str]:
        for made, run in groupby(range(start, end), lambda at: self._emendation(text, at)):
            places = list(run)
            body = escape.markdown(shown[places[0] : places[-1] + 1], keep_blanks=True)
            mark = all(punctuation.is_mark(shown[at]) for at in places)
            yield _emended(body, made, "punctuation" if mark else "") if made else body

    def _emendation(self, text: MappedText, at: int) -> Emendation | None:
        start, end = text.starts[at], text.ends[at]
        if end - start == 1 and self._original[start] == text.text[at]:
            return None
        return self._emendations.get(Span(start, end))


def _emended(body: str, made: Emendation, kind: str) -> str:
    received = f"原作“{made.damaged.strip() or '（无）'}”"
    note = escape.markdown(f"{received}；{CONFIDENCE[made.confidence]}。{made.ground}")
    classes = f"emended {made.confidence} {kind}".rstrip()
    return f'<span class="{classes}" title="{note}">{body}</span>'
