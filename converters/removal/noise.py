"""Lines that are no part of the document, each by a rule of `data/noise.yml`.

Rules judge whole lines, and what might be text of a plan stays text. The 校勘记 lists every line of
noise under the name of its rule.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from converters import lexicon
from converters.models.line import Line
from converters.removal import navigation, page_numbers
from converters.text import blanks, labels

_WORDS = lexicon.words("noise")
_SERIAL_HEADERS = frozenset(lexicon.words("document")["serial_headers"])
_PAGE_BREAKS = "\x0b\x0c"
_SENTENCE = re.compile(r"。|[；;]$|.{8}[:：]$")
_CLOSED = re.compile(r"[。；：！？;:!?][”’」』）)]?$")
_FENCE = re.compile("-{3,}")
_KEY = re.compile(r"[^\s:：]{1,30}\s*[:：]|-\s")
_CAPTION = re.compile(rf"【(?:{lexicon.alternatives(_WORDS['database_captions'])})】\s*[^\s。]+")
_MAX_FENCED = 60
_MAX_RUNNING_HEAD = 40
_COUNTED = re.compile(r"(?P<name>.{6,}?)\s+\d{1,4}|\d{1,4}\s+(?P<after>.{6,})")
MIN_RUNNING_HEADS = 3
"""So often a line must recur at the edge of a page."""

_MIN_MARKS = 3


def rule(name: str) -> str:
    """The name of a rule, which the data must know.

    Raises:
        LookupError: `data/noise.yml` does not say how the 校勘记 names it.
    """
    if name not in _WORDS["rules"]:
        raise LookupError(f"data/noise.yml does not say what {name} is")
    return name


def find(lines: Sequence[Line], page_breaks: Sequence[int] = ()) -> dict[int, str]:
    """The lines that are noise, by index, each with the rule that calls it so.

    Args:
        lines: of the whole document, blank ones left out.
        page_breaks: places of the original where a page ends; a form feed in a line is one too.
    """
    texts = [line.text.text.strip(blanks.CHARS + _PAGE_BREAKS) for line in lines]
    first, after = _document(texts)
    found = dict.fromkeys(page_numbers.find(texts), "page-number")
    edges = _page_edges(lines, found, page_breaks)
    found |= dict.fromkeys(_running_heads(texts, edges, first), "running-head")
    found |= dict.fromkeys(_fences(texts), "front-matter-fence")
    found |= navigation.top(texts[:first])
    captions = (at for at in range(first) if _CAPTION.fullmatch(texts[at]))
    found |= dict.fromkeys(captions, "database-caption")
    found |= navigation.foot(texts, after, frozenset(found))
    found |= dict.fromkeys(_thematic_breaks(lines, texts, first, found), "thematic-break")
    return {at: rule(found[at]) for at in sorted(found)}


def parted(line: Line) -> tuple[Line, ...]:
    """The line, or a page number and the heading that it is glued to: 15三、组织体系."""
    digits = page_numbers.glued(line.text.text)
    if not digits:
        return (line,)
    return Line(line.number, line.text[:digits]), Line(line.number, line.text[digits:])


def _document(texts: Sequence[str]) -> tuple[int, int]:
    """From which line to before which the text of the document surely reaches."""
    first = next((at for at, text in enumerate(texts) if _is_text(text)), len(texts))
    last = next((at for at in reversed(range(len(texts))) if _is_text(texts[at])), -1)
    return first, last + 1


def _is_text(text: str) -> bool:
    """Whether a line is a sentence or bears the label of a clause."""
    if not _SENTENCE.search(text) and not labels.match(text):
        return False
    return not navigation.is_steering(text)


def _page_edges(
    lines: Sequence[Line], numbers: Container[int], page_breaks: Sequence[int]
) -> frozenset[int]:
    """The lines that stand directly before or after a page number or a page break."""
    edges: set[int] = set()
    starts = [line.text.starts[0] for line in lines]
    for place in page_breaks:
        at = bisect_left(starts, place)
        edges |= {at - 1, at}
    for at, line in enumerate(lines):
        if at in numbers:
            edges |= {at - 1, at + 1}
        elif line.text.text.startswith(tuple(_PAGE_BREAKS)):
            edges |= {at - 1, at}
    return frozenset(at for at in edges if 0 <= at < len(lines) and at not in numbers)


def _running_heads(texts: Sequence[str], edges: frozenset[int], first: int) -> Iterator[int]:
    """The same short line, but for the number of its page, at the edge of three pages or more.

    The first one is kept where it may be the heading itself: above the text, or with a label.
    """
    short = [at for at in sorted(edges) if may_run(texts[at])]
    names = {at: running_name(texts[at]) for at in short}
    counts = Counter(names.values())
    seen = set(map(running_name, texts[:first])) - {names[at] for at in short if at < first}
    for at, name in names.items():
        if counts[name] < MIN_RUNNING_HEADS:
            continue
        if name in seen or not (at < first or labels.match(texts[at])):
            yield at
        seen.add(name)


def running_name(text: str) -> str:
    """What a running head says on each page: the line without the number of the page."""
    found = _COUNTED.fullmatch(text) if len(text) <= _MAX_RUNNING_HEAD else None
    return (found["name"] or found["after"]) if found else text


def may_run(text: str) -> bool:
    """Whether a line may be a running head: it is short and no sentence."""
    short = 0 < len(text) <= _MAX_RUNNING_HEAD
    return short and not _CLOSED.search(text) and text not in _SERIAL_HEADERS


def _fences(texts: Sequence[str]) -> tuple[int, ...]:
    """The two fences of a front matter: `---`, lines of `key: value`, `---`."""
    if not texts or not _FENCE.fullmatch(texts[0]):
        return ()
    for at, text in enumerate(texts[1:_MAX_FENCED], 1):
        if _FENCE.fullmatch(text):
            return (0, at) if at > 1 else ()
        if not _KEY.match(text):
            break
    return ()


def _thematic_breaks(
    lines: Sequence[Line], texts: Sequence[str], first: int, noise: Container[int]
) -> Iterator[int]:
    """`***` between blank lines, above the text or after a closed paragraph: else maybe a cell."""
    last = -1
    for at, text in enumerate(texts):
        if not _is_rule_of_marks(text) or at in noise:
            continue
        parted_before = at == 0 or lines[at].number - lines[at - 1].number > 1
        parted_after = at + 1 == len(lines) or lines[at + 1].number - lines[at].number > 1
        above_text = at < first or at - 1 == last or at - 1 in noise
        if parted_before and parted_after and (above_text or _CLOSED.search(texts[at - 1])):
            yield at
            last = at


def _is_rule_of_marks(text: str) -> bool:
    marks = "".join(text.split())
    return (
        len(marks) >= _MIN_MARKS and marks[0] in _WORDS["thematic_marks"] and len(set(marks)) == 1
    )
