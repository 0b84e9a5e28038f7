"""Where the words begin that stand before the end of a name, if no quotes show it."""

from __future__ import annotations

import re

from converters.names.form_words import HAN, one_of

_RUN = re.compile(rf"{HAN}*\Z")
_LEAD = re.compile(one_of("practice_leads"))
_LONGEST = 18


def start(text: str, end: int) -> int:
    """Where they begin: after the last mark, or the last of the verbs that names stand after.

    Args:
        text: of a paragraph.
        end: where the name's own ending begins.
    """
    found = _RUN.search(text, max(0, end - _LONGEST), end)
    begin = found.start() if found else end
    for lead in _LEAD.finditer(text, begin, end):
        begin = lead.end()
    return begin
