"""What a file says twice, once for newer and once for older programs: `mc:AlternateContent`.

ECMA-376 Part 3, 9.3 has the first choice taken that a program understands. Both say the same, so
here it is the first that has text; else the first of all.
"""

from __future__ import annotations

from converters.readers.wordprocessing.xml_tree import Node

NAME = "mc:AlternateContent"


def parted(node: Node) -> tuple[Node | None, list[Node]]:
    """Of an element of this name the branch that is taken, and the others."""
    taken = next((one for one in node.children if one.holds_content), None)
    if taken is None and node.children:
        taken = node.children[0]
    return taken, [one for one in node.children if one is not taken]
