"""Lines that are no part of the document, each by a rule.

Rules judge whole lines, and what might be text of a plan stays text. The 校勘记 lists every line of
noise under the name of its rule.

To add a rule: one function, one row in `RULES`, one fixture in `tests/fixtures/noise/`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from converters import lexicon
from converters.lines import measure, navigation, page_numbers
from converters.models.line import Line
from converters.text import blanks, doc_numbers, field_labels, labels
from converters.text.site_words import is_steering

_WORDS = lexicon.words("noise")
_SERIAL_HEADERS = frozenset(lexicon.words("document")["serial_headers"])
_PAGE_BREAKS = "\x0b\x0c"
_SENTENCE = re.compile(r"。|[；;]$|.{8}[:：]$")
_CLOSED = re.compile(r"[。；：！？;:!?][”’」』）)]?$")
_TITLE = re.compile(
    rf".{{4,}}(?:{lexicon.alternatives(lexicon.words('document')['title_endings'])})"
    r"(?:[(（][^()（）]{1,20}[)）])?$"
)
_FENCE = re.compile("-{3,}")
_KEY = re.compile(r"[^\s:：]{1,30}\s*[:：]|-\s")
_CAPTION = re.compile(rf"【(?:{lexicon.alternatives(_WORDS['database_captions'])})】\s*[^\s。]+")
_COLLECTING = re.compile(lexicon.alternatives(_WORDS["collecting"]))
_COLLECTOR = re.compile(lexicon.alternatives([*_WORDS["collecting"], *_WORDS["of_copies"]]))
_OF_COPIES = re.compile(lexicon.alternatives(_WORDS["of_copies"]))
_QUOTED = (">", "＞")
_MAX_COLLECTED = 300
_MOST_ABOVE, _MOST_BELOW = 30, 5
"""In so many lines at the top and at the end of a file a collector speaks."""
_MAX_FENCED = 60
_MAX_RUNNING_HEAD = 40
_COUNTED = re.compile(r"(?P<name>.{6,}?)\s+\d{1,4}|\d{1,4}\s+(?P<after>.{6,})")
_MIN_RUNNING_HEADS = 3
"""So often a line must recur at the edge of a page."""

_MIN_MARKS = 3
_NOTHING: Mapping[int, str] = {}


@dataclass
class Lines:
    """What the rules look at: the lines, what they say, and what is known to be noise so far."""

    lines: Sequence[Line]
    page_breaks: Sequence[int]
    pages: Collection[int] = ()
    found: dict[int, str] = field(default_factory=dict)

    @cached_property
    def texts(self) -> Sequence[str]:
        """What stands in each line."""
        return [line.text.text.strip(blanks.CHARS + _PAGE_BREAKS) for line in self.lines]

    @cached_property
    def first(self) -> int:
        """The first line that is surely text of the document."""
        path = self.trail
        found = (at for at, text in enumerate(self.texts) if at not in path and _is_text(text))
        return next(found, len(self.texts))

    @cached_property
    def trail(self) -> range:
        """The lines of a path to the page that is written as a list."""
        return navigation.trail(self.texts)

    @cached_property
    def after(self) -> int:
        """The line after the last that is surely text of the document."""
        found = (at for at in reversed(range(len(self.texts))) if _is_text(self.texts[at]))
        return next(found, -1) + 1


@dataclass(frozen=True)
class Rule:
    """A rule: its name in the data, what the 校勘记 calls it, the lines (indices) it finds."""

    name: str
    words: str
    find: Callable[[Lines], Iterable[int]]


def find(
    lines: Sequence[Line],
    page_breaks: Sequence[int] = (),
    pages: Collection[int] = (),
    known: Mapping[int, str] = _NOTHING,
) -> dict[int, str]:
    """The lines that are noise, by index, each with the rule that calls it so.

    Args:
        lines: of the whole document, blank ones left out.
        page_breaks: places of the original where a page ends; a form feed in a line is one too.
        pages: which lines are page numbers that were glued to text.
        known: the noise of which the editor or the file says so; no rule counts on these lines.
    """
    seen = Lines(lines, page_breaks, pages, dict(known))
    for rule in RULES:
        for at in list(rule.find(seen)):
            seen.found.setdefault(at, rule.name)
    return dict(sorted(seen.found.items()))


def _is_text(text: str) -> bool:
    """Whether a line is a sentence or bears the label of a clause."""
    if not _SENTENCE.search(text) and not labels.match(text):
        return False
    return not is_steering(text) and not navigation.is_file(text)


def _page_numbers(seen: Lines) -> Iterator[int]:
    """Page numbers on lines of their own, and those parted from the text they were glued to."""
    yield from page_numbers.find(seen.texts)
    yield from seen.pages


def _page_edges(seen: Lines) -> frozenset[int]:
    """The lines that stand directly before or after a page number or a page break."""
    edges: set[int] = set()
    starts = [line.text.starts[0] for line in seen.lines]
    for place in seen.page_breaks:
        at = bisect_left(starts, place)
        edges |= {at - 1, at}
    for at, line in enumerate(seen.lines):
        if at in seen.found:
            edges |= {at - 1, at + 1}
        elif line.text.text.startswith(tuple(_PAGE_BREAKS)):
            edges |= {at - 1, at}
    return frozenset(at for at in edges if 0 <= at < len(starts) and at not in seen.found)


def _running_heads(seen: Lines) -> Iterator[int]:
    """The same short line, but for the number of its page, at the edge of three pages or more.

    The first one is kept where it may be the heading itself: above the text, or with a label. In a
    text that is set in lines they need no page number: they stand inside of sentences.
    """
    texts, first = seen.texts, seen.first
    edges = sorted(_page_edges(seen) - seen.found.keys())
    short = [at for at in edges if _may_run(texts[at])]
    names = {at: _running_name(texts[at]) for at in short}
    counts = Counter(names.values())
    known = set(map(_running_name, texts[:first])) - {names[at] for at in short if at < first}
    for at, name in names.items():
        if counts[name] < _MIN_RUNNING_HEADS:
            continue
        if name in known or not (at < first or labels.match(texts[at])):
            yield at
        known.add(name)
    inside = measure.between_full_lines(measure.rows(seen.lines, seen.found.keys()))
    inside = [at for at in inside if _may_run(texts[at])]
    recurring = Counter(_running_name(texts[at]) for at in inside)
    yield from (at for at in inside if recurring[_running_name(texts[at])] >= _MIN_RUNNING_HEADS)


def _running_name(text: str) -> str:
    """What a running head says on each page: the line without the number of the page."""
    found = _COUNTED.fullmatch(text) if len(text) <= _MAX_RUNNING_HEAD else None
    return (found["name"] or found["after"]) if found else text


def _may_run(text: str) -> bool:
    """Whether a line may be a running head: it is short and no sentence."""
    short = 0 < len(text) <= _MAX_RUNNING_HEAD
    return short and not _CLOSED.search(text) and text not in _SERIAL_HEADERS


def _repeated_metadata(seen: Lines) -> Iterator[int]:
    """Above the first label, lines of metadata that say again what lines before them said."""
    known: set[tuple[str, str]] = set()
    repeated: list[int] = []
    for at, text in enumerate(seen.texts):
        if labels.match(text):
            break
        found = field_labels.stated(text)
        if found and found <= known:
            repeated.append(at)
        known |= found
    return iter(repeated if field_labels.are_fields(known) else ())


def _breadcrumbs(seen: Lines) -> Iterator[int]:
    yield from navigation.breadcrumbs(seen.texts[: seen.first])
    yield from seen.trail


def _collector_notes(seen: Lines) -> Iterator[int]:
    """What a collector says of its copy: quoted by `>` above or below the text, else only above.

    A quoted line that speaks of a copy is one; another must say how the copy was made, and more.
    """
    total = len(seen.texts)
    steps = seen.trail
    labelled = (at for at, text in enumerate(seen.texts) if at not in steps and labels.match(text))
    above = next(labelled, total)
    above = min(above, _MOST_ABOVE)
    for at in (*range(above), *range(max(above, total - _MOST_BELOW), total)):
        text = seen.texts[at]
        if len(text) > _MAX_COLLECTED or not _COLLECTOR.search(text):
            continue
        if text.startswith(_QUOTED) or (at < above and _is_made(text)):
            yield at


def _is_made(text: str) -> bool:
    """Whether a line says how a copy was made, and what it is good for."""
    return bool(_COLLECTING.search(text) and _OF_COPIES.search(text))


def _repeated_titles(seen: Lines) -> Iterator[int]:
    """A title that comes again with nothing but metadata and noise between: the page's own."""
    texts, noise = seen.texts, seen.found
    last: int | None = None
    for at in range(seen.first):
        if at in noise:
            continue
        is_title = bool(_TITLE.search(texts[at])) and not any(field_labels.fields(texts[at]))
        if is_title and last is not None and _words(texts[last]) == _words(texts[at]):
            yield last
        if is_title or not any(field_labels.fields(texts[at])):
            last = at if is_title else None


def _words(text: str) -> str:
    """A title without blanks and marks, whose widths differ between a page and its document."""
    return "".join(filter(str.isalnum, text))


def _captions(seen: Lines) -> Iterator[int]:
    return (at for at in range(seen.first) if _CAPTION.fullmatch(seen.texts[at]))


def _navigation(seen: Lines) -> Iterator[int]:
    """Words a site is steered by, above the document and in its foot."""
    runs = list(navigation.runs(seen.texts[: seen.first]))
    yield from runs
    above = navigation.above_path(seen.texts[: seen.first])
    yield from (at for at in above if _may_be_of_site(seen.texts[at]))
    foot = navigation.foot(seen.texts, seen.after, frozenset((*seen.found, *runs)))
    yield from (at for at, is_steering in foot.items() if is_steering)


def _may_be_of_site(text: str) -> bool:
    """Whether a line above the path to a page is the site's: no part of a document has its form."""
    is_of_document = _TITLE.search(text) or doc_numbers.of_line(text) or labels.match(text)
    return not is_of_document and not any(field_labels.fields(text))


def _footer(seen: Lines) -> Iterator[int]:
    """What a site says of itself at its foot, between words it is steered by."""
    others = (at for at, name in seen.found.items() if at < seen.first or name != "site-navigation")
    foot = navigation.foot(seen.texts, seen.after, frozenset(others))
    return (at for at, is_steering in foot.items() if not is_steering)


def _fences(seen: Lines) -> tuple[int, ...]:
    """The two fences of a front matter: `---`, lines of `key: value`, `---`."""
    texts = seen.texts
    if not texts or not _FENCE.fullmatch(texts[0]):
        return ()
    for at, text in enumerate(texts[1:_MAX_FENCED], 1):
        if _FENCE.fullmatch(text):
            return (0, at) if at > 1 else ()
        if not _KEY.match(text):
            break
    return ()


def _thematic_breaks(seen: Lines) -> Iterator[int]:
    """`***` between blank lines, above the text or after a closed paragraph: else maybe a cell."""
    lines, texts, noise = seen.lines, seen.texts, seen.found
    last = -1
    for at, text in enumerate(texts):
        if not _is_rule_of_marks(text) or at in noise:
            continue
        parted_before = at == 0 or lines[at].number - lines[at - 1].number > 1
        parted_before = parted_before or _is_above_fields(texts, at)
        parted_after = at + 1 == len(lines) or lines[at + 1].number - lines[at].number > 1
        above_text = at < seen.first or at - 1 == last or at - 1 in noise
        if parted_before and parted_after and (above_text or _CLOSED.search(texts[at - 1])):
            yield at
            last = at


def _is_above_fields(texts: Sequence[str], at: int) -> bool:
    """Whether nothing but metadata stands below a line, few lines of it."""
    below = texts[at + 1 : at + 2 + _MOST_BELOW]
    return 0 < len(below) <= _MOST_BELOW and all(any(field_labels.fields(one)) for one in below)


def _is_rule_of_marks(text: str) -> bool:
    marks = "".join(text.split())
    return (
        len(marks) >= _MIN_MARKS and marks[0] in _WORDS["thematic_marks"] and len(set(marks)) == 1
    )


RULES = (
    Rule("page-number", "页码", _page_numbers),
    Rule("running-head", "页眉、页脚", _running_heads),
    Rule("front-matter-fence", "抓取工具的信息栏起止线", _fences),
    Rule("collector-note", "抓取者的说明", _collector_notes),
    Rule("breadcrumb", "网站位置导航", _breadcrumbs),
    Rule("database-caption", "数据库的条目号", _captions),
    Rule("repeated-metadata", "重复的公文信息", _repeated_metadata),
    Rule("site-navigation", "网站导航", _navigation),
    Rule("repeated-title", "网页上重复的题名", _repeated_titles),
    Rule("site-footer", "网站页脚", _footer),
    Rule("thematic-break", "分隔线", _thematic_breaks),
)
"""In their order: a line that two rules find is noise by the first."""
