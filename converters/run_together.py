"""A document whose line feeds were lost: the lines that its labels show.

Labels inside a line are found in series: each stands where a sentence ends and counts on from the
one before it; the first of a series may also follow a heading, which has no mark at its end.
An enumeration that a colon leads in (包括：1.…；2.…) is running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converters import labels, lexicon, numerals
from converters.labels import Label
from converters.models import Line

_HAN = numerals.HAN_NUMBER
_INSIDE = re.compile(
    rf"第(?:{_HAN}|\d{{1,3}})(?:章|节|条|部分)|(?<![{numerals.HAN_DIGITS}第])(?:{_HAN})、"
    rf"|[(（](?:{_HAN}|\d{{1,2}})[)）]|(?<![\d.])\d{{1,2}}[.．、](?!\d)|[①-⒛㈠-㈩]"
)
_SENTENCE_END = "。；;！？!?)）】”"
_HEADING_END = re.compile(r"[。；;，,：:！？]")
_MIN_LENGTH = 400
_SHARE = 0.6
_OUTER = {"part", "ch", "sec", "art", "a"}
_MIN_OUTER = 2
_MAX_HEADING = 60
_MAX_TITLE = 80

_WORDS = lexicon.words("document")
_CITED = re.compile("《([^《》]{2,80})》")
_NOTICE_TITLE = re.compile(r"的(?:通知|意见|函|决定)(?=[^。：:]{2,200}[:：])")
_ADDRESSEES_END = re.compile(rf"(?:{lexicon.alternatives(_WORDS['addressee_endings'])})[)）]?[:：]")


def parted(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those that hold a document in themselves parted at its labels."""
    total = sum(len(line.text) for line in lines)
    for line in lines:
        cuts = _cuts(line.text.text, total) if len(line.text) >= _MIN_LENGTH else []
        if not cuts:
            yield line
            continue
        for start, end in zip([0, *cuts], [*cuts, len(line.text)], strict=True):
            part = line.text[start:end].strip()
            if part:
                yield Line(line.number, part)


def _cuts(text: str, total: int) -> list[int]:
    found = list(_labels(text))
    outer = sum(label.layer in _OUTER for _, label in found)
    if outer < _MIN_OUTER and (len(text) < _SHARE * total or len(found) < _MIN_OUTER):
        return []
    places = [at for at, _ in found]
    return [*(_front_cuts(text[: places[0]]) if len(text) >= _SHARE * total else ()), *places]


def _labels(text: str) -> Iterator[tuple[int, Label]]:
    """The labels that begin a line, with their places."""
    last: dict[str, int] = {}
    since = 0
    for found in _INSIDE.finditer(text):
        at = found.start()
        label = labels.match(text[at : at + len(found[0]) + 2])
        if not label:
            continue
        before = text[max(since, at - _MAX_HEADING - 1) : at].rstrip()
        ends = not before or before[-1] in _SENTENCE_END
        follows_heading = len(before) <= _MAX_HEADING and not _HEADING_END.search(before)
        if label.number == 1 and not (ends or follows_heading or (not last and label.layer == "a")):
            last.pop(label.layer, None)
            continue
        if label.number == 1 or (ends and label.number == last.get(label.layer, 0) + 1):
            last[label.layer] = label.number
            since = at + label.end
            yield at, label


def _front_cuts(text: str) -> list[int]:
    """Where the parts of a notice end: its title, its addressees, what it cites and repeats."""
    cuts: set[int] = set()
    if found := _NOTICE_TITLE.search(text):
        cuts.add(found.end())
        if addressees := _ADDRESSEES_END.search(text, found.end()):
            cuts.add(addressees.end())
    names = [*_CITED.findall(text), text.rpartition("附件")[2].lstrip("：: ")]
    names = [name for name in names if 0 < len(name) <= _MAX_TITLE and text.endswith(name)]
    if names:
        title = max(names, key=len)
        for found in re.finditer(rf"(?:附件([:：]?)\s*)?(?<!《){re.escape(title)}(?!》|的)", text):
            cuts |= {found.start(), found.end()}
            if not found[1]:  # a bare 附件 stands on a line of its own
                cuts.add(found.end() - len(title))
    return sorted(cut for cut in cuts if 0 < cut < len(text))
