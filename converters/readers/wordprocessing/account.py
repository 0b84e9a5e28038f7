"""What of the text of a file is not in the text derived from it, and why."""

from __future__ import annotations

from typing import Literal, NamedTuple

from converters.readers.wordprocessing.content import Code
from converters.readers.wordprocessing.xml_tree import Node

Reason = Code | Literal["alternate", "field-code", "repeated"]
"""Why something is left out: what is told, the other form of what is taken already (`alternate`),
the instruction of a field, a running head that stands on more pages than one (`repeated`)."""


class LeftOut(NamedTuple):
    """Bytes of a part that are not in the text."""

    part: str
    offset: int
    size: int
    reason: Reason


class Account:
    """All that was left out of one file, in the order in which that was found."""

    def __init__(self) -> None:
        self.left_out: list[LeftOut] = []

    def leave_out(self, part: str, node: Node, reason: Reason) -> str:
        """Leave out an element with all that is in it; its text, to be quoted."""
        found = list(node.texts())
        for one in found:
            one.is_accounted = True
            self.left_out.append(LeftOut(part, one.offset, one.end - one.offset, reason))
        return "".join(one.text for one in found if one.name not in _INSTRUCTIONS)


_INSTRUCTIONS = frozenset({"w:instrText", "w:delInstrText"})
