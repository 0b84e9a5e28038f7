"""Names and references in the text of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from converters.text.mapped_text import MappedText, Span

MentionKind = Literal["agency", "term", "instrument", "self", "clause"]


@dataclass(frozen=True)
class Mention:
    """A name or a reference in the text of a plan: `start:end` of `text`, marks around it left out.

    `target` is the key of an authority record (`agencies/<id>`), for `clause` the id of a clause,
    empty for the plan itself and for what is not resolved. `candidates` are the keys between
    which a name is not settled; a name that only its form proposes has none. `unit` is the id of
    the clause, block or row, `part` that of the paragraph or item where it stands. `role` is that
    of the list of units it stands in, and `doc_number` the 发文字号 printed after a title.
    """

    kind: MentionKind
    text: MappedText
    start: int
    end: int
    unit: str
    part: str
    target: str = ""
    candidates: tuple[str, ...] = ()
    role: str = ""
    doc_number: str = ""

    @property
    def surface(self) -> str:
        """The name as it stands in the reading."""
        return self.text.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """Where it stands in the original."""
        return self.text.origin(self.start, self.end)

    @property
    def is_resolved(self) -> bool:
        """Whether it is known what it means."""
        return bool(self.target) or self.kind == "self"
