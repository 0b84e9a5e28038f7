"""What a citation says of a place, by its id and by what the margin prints, 四（一）1.

The page of a plan has only these; its script says 第四部分第（一）项第1点 by this same rule
(`docs/assets/handles.js`). Where the rule would be wrong, the page says the words in full.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from converters.citation.places import Place
from converters.models.plan import Plan
from converters.text.layers import BY_LETTER, RUN_IN

_ID = re.compile(r"(?:(?P<above>.+)-)?(?P<letter>[a-z]+)[\d_-]*")
_PARAGRAPH, _ROW = "p", "r"


def words(id_: str, margin: str, head: str, known: Mapping[str, Place]) -> str:
    """What the rule says of one place.

    Args:
        id_: of it.
        margin: what the margin prints.
        head: its run-in head as the text has it, if it has one.
        known: the places that stand before it.
    """
    found = _ID.fullmatch(id_)
    above = known.get(found["above"] or "", Place()) if found else Place()
    letter = found["letter"] if found else ""
    if letter == _ROW:
        return f"{above.words}第{margin[1:]}行"
    if letter not in BY_LETTER:
        return above.words + margin
    own = head.removesuffix("。") if letter == RUN_IN else margin.removeprefix(above.margin)
    return above.words + BY_LETTER[letter].words.format(own)


def layers(plan: Plan) -> str:
    """How a citation says the layers of a plan, each after its letter: `a第{}部分 b第{}项`."""
    used = {unit.layer for unit in plan.units if unit.is_clause}
    return " ".join(f"{one}{row.words}" for one, row in BY_LETTER.items() if one in used)
