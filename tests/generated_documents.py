"""Documents to try the converters on: what is in them, and what that looks like in print.

    Tree (words) -> Style numbers it -> [Line] -> Layout sets it -> text, and Noise may fall on each

What must be read back, `Clause`, is made from the tree and the style, never from the text. Ids
follow the contract: the chain of the printed numbers, each with the letter of its layer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from typing import Literal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

# Words. None can be taken for a label, wherever a line is broken.

PLACES = ("青溪县", "云岭市", "松原岭区")
SUBJECTS = ("防汛抗旱", "应急管理", "安全生产", "森林防灭火")
KINDS = ("应急预案", "工作要点", "规划", "工作方案")
BODIES = ("人民政府办公室", "应急管理局", "防汛抗旱指挥部")
ATTACHED = ("重点任务分工方案", "值班值守工作制度", "应急联络员职责")
ACTORS = ("各镇各部门", "县直有关单位", "应急管理部门", "行业主管部门", "基层应急队伍")
ACTIONS = (
    "健全会商研判机制",
    "及时排查风险隐患",
    "备足抢险救援物资",
    "畅通信息报送渠道",
    "落实“三管三必须”要求",
    "开展实战演练",
    "加强值班值守",
    "组织群众提前转移",
    "修订《值守制度》并抓好落实",
)
VERBS = ("健全", "压实", "强化", "完善", "推进", "严格")
VERBS_OF_ATTACHMENTS = ("明确", "落实", "规范", "细化")
OBJECTS = ("组织体系", "责任链条", "监测预警", "物资保障", "“五有”标准建设", "队伍建设", "信息发布")
DUTIES = ("责任单位", "牵头单位", "责任科室")
UNITS = ("县应急管理局", "县水利局", "县消防救援大队", "各镇人民政府")

_HAN_DIGITS = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

Manner = Literal["alone", "stopped", "runs on"]
Part = Literal["notice", "signature", "attachments", "items", "responsibility", "run-in heads"]
PARTS: tuple[Part, ...] = (
    "notice",
    "signature",
    "attachments",
    "items",
    "responsibility",
    "run-in heads",
)
"""What a document may have besides its title, preamble, headings and paragraphs."""


# Numerals.


def han(number: int) -> str:
    """A counting numeral up to 九十九."""
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else _HAN_DIGITS[tens]) + "十" if tens else ""
    return ten + (_HAN_DIGITS[ones] if ones else "")


def full_width(number: int) -> str:
    return str(number).translate(_FULL_WIDTH)


def circled(number: int) -> str:
    return _CIRCLED[number - 1]


# The content: trees of clauses.


@dataclass(frozen=True)
class Tree:
    """A clause before it is numbered.

    `manner` says how the heading is printed: alone on its line, so but with its 。 (stopped), or
    running into the first paragraph. `heads` are paragraphs with a run-in head: head and text.
    `rows` are the lines of a table or box below its paragraphs, which are none of these.
    `skips` says whether the clauses below leave a layer out, where the style does that.
    """

    heading: str
    manner: Manner = "alone"
    paragraphs: tuple[str, ...] = ()
    heads: tuple[tuple[str, str], ...] = ()
    children: tuple[Tree, ...] = ()
    skips: bool = False
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notice:
    """The notice (通知) that sends a plan out."""

    doc_number: str
    addressees: str
    issuer: str
    date: Date


@dataclass(frozen=True)
class Date:
    """成文日期, as printed and as ISO 8601."""

    printed: str
    iso: str


@dataclass(frozen=True)
class Attachment:
    """附件: its title, and text or clauses."""

    title: str
    paragraphs: tuple[str, ...]
    clauses: tuple[Tree, ...]


@dataclass(frozen=True)
class Document:
    """A plan, with what stands around it. It is signed in the notice or at its end."""

    title: str
    preamble: tuple[str, ...]
    clauses: tuple[Tree, ...]
    notice: Notice | None = None
    signature: tuple[str, Date] | None = None
    note: str = ""
    attachments: tuple[Attachment, ...] = ()


def sentence(number: int) -> str:
    """One of many sentences; each has a comma, so that none is a run-in head."""
    actor = ACTORS[number % len(ACTORS)]
    actions = [ACTIONS[(number + 2 * step) % len(ACTIONS)] for step in range(2 + number % 3)]
    return f"{actor}{'，'.join(actions)}。"


def _items(number: int) -> str:
    """A paragraph with 一是, 二是 …"""
    actions = [ACTIONS[(number + step) % len(ACTIONS)] for step in range(2 + number % 3)]
    return "".join(f"{han(n)}是{action}。" for n, action in enumerate(actions, 1))


def _duty(number: int) -> str:
    """A list of those who answer for a clause."""
    units = UNITS[number % len(UNITS) :][: 1 + number % 3]
    return f"（{DUTIES[number % len(DUTIES)]}：{'、'.join(units)}）"


@dataclass(frozen=True, eq=False)
class Words:
    """Packs from which words are dealt: what is drawn, and shrinks, is the tree."""

    headings: SearchStrategy[str]
    sentences: SearchStrategy[str]
    paragraphs: SearchStrategy[str]

    @property
    def texts(self) -> SearchStrategy[tuple[str, ...]]:
        """Up to two paragraphs."""
        return st.lists(self.paragraphs, max_size=2).map(tuple)


def _words(verbs: Sequence[str], first: int) -> Words:
    """Packs with twenty sentences, from number `first` on."""
    own = [sentence(number) for number in range(first, first + 20)]
    return Words(
        st.sampled_from([f"{verb}{thing}" for thing in OBJECTS for verb in verbs]),
        st.sampled_from(own),
        st.sampled_from(["".join(own[at : at + 1 + at % 3]) for at in range(len(own))]),
    )


OF_PLAN = _words(VERBS, 0)
OF_ATTACHMENT = _words(VERBS_OF_ATTACHMENTS, 20)
"""An attachment that said again what the plan says would make this look like its contents."""

ITEMS = st.sampled_from([_items(number) for number in range(12)])
LISTS_OF_UNITS = st.sampled_from([_duty(number) for number in range(12)])
MANNERS: SearchStrategy[Manner] = st.sampled_from(("alone", "stopped", "runs on"))


def _ended(texts: tuple[str, ...], units: str, own_line: bool) -> tuple[str, ...]:
    """The paragraphs with a list of units at their end, or below them."""
    if own_line or not texts:
        return (*texts, units)
    return (*texts[:-1], texts[-1] + units)


@cache
def leaves(parts: frozenset[Part], words: Words) -> SearchStrategy[Tree]:
    """Clauses without clauses below."""
    kinds = [st.builds(Tree, words.headings, MANNERS, words.texts)]
    if "items" in parts:
        with_items = st.builds(lambda texts, items: (*texts, items), words.texts, ITEMS)
        kinds.append(st.builds(Tree, words.headings, MANNERS, with_items))
    if "responsibility" in parts:
        ended = st.builds(_ended, words.texts, LISTS_OF_UNITS, st.booleans())
        kinds.append(st.builds(Tree, words.headings, MANNERS, ended))
    if "run-in heads" in parts:
        head = st.tuples(words.headings, words.sentences)
        heads = st.lists(head, min_size=2, max_size=3).map(tuple)
        kinds.append(st.builds(Tree, words.headings, MANNERS, words.texts, heads))
    return st.one_of(kinds)


@cache
def trees(depth: int, parts: frozenset[Part], words: Words) -> SearchStrategy[Tree]:
    """Clauses with at most `depth` layers, their own counted."""
    alone = leaves(parts, words)
    if depth == 1:
        return alone
    below = st.lists(trees(depth - 1, parts, words), min_size=1, max_size=3).map(tuple)
    texts = st.lists(words.paragraphs, max_size=1).map(tuple)
    skips = st.booleans()
    return alone | st.builds(Tree, words.headings, MANNERS, texts, st.just(()), below, skips)


@cache
def bodies(depth: int, parts: frozenset[Part], words: Words) -> SearchStrategy[tuple[Tree, ...]]:
    """The clauses of a document; the first has two below it, so that decimals show."""
    if depth == 1:
        return st.lists(leaves(parts, words), min_size=2, max_size=13).map(tuple)
    below = st.lists(trees(depth - 1, parts, words), min_size=2, max_size=3).map(tuple)
    first = st.builds(Tree, words.headings, children=below)
    rest = st.lists(trees(depth, parts, words), min_size=1, max_size=2)
    return st.builds(lambda one, others: (one, *others), first, rest)


def _date(year: int, month: int, day: int, in_han: bool) -> Date:
    iso = f"{year}-{month:02}-{day:02}"
    if not in_han:
        return Date(f"{year}年{month}月{day}日", iso)
    digits = "".join(_HAN_DIGITS[int(digit)] for digit in str(year))
    return Date(f"{digits}年{han(month)}月{han(day)}日", iso)


YEARS = st.integers(2005, 2030)
DATES = st.builds(_date, YEARS, st.integers(1, 12), st.integers(1, 28), st.booleans())


def _notice(place: str, number: int, body: str, date: Date) -> Notice:
    doc_number = f"{place[0]}政办发〔{date.iso[:4]}〕{number}号"
    return Notice(doc_number, "各镇人民政府，县政府各部门：", place + body, date)


@cache
def attachments(depth: int, parts: frozenset[Part]) -> SearchStrategy[Attachment]:
    title = st.sampled_from(ATTACHED)
    preamble = st.lists(OF_ATTACHMENT.paragraphs, max_size=1).map(tuple)
    below = bodies(min(depth, 2), parts, OF_ATTACHMENT)
    without = st.builds(Attachment, title, st.tuples(OF_ATTACHMENT.paragraphs), st.just(()))
    return st.builds(Attachment, title, preamble, below) | without


@st.composite
def documents(draw: DrawFn, depth: int, parts: Iterable[Part] = ()) -> Document:
    """Documents of at most `depth` layers; of `parts` those inside clauses may, others do occur."""
    wanted = frozenset(parts)
    place = draw(st.sampled_from(PLACES))
    title = st.builds(
        f"{place}{{}}年{{}}{{}}".format, YEARS, *map(st.sampled_from, (SUBJECTS, KINDS))
    )
    made = Document(draw(title), draw(OF_PLAN.texts), draw(bodies(depth, wanted, OF_PLAN)))
    if "attachments" in wanted:
        attached = draw(st.lists(attachments(depth, wanted), min_size=1, max_size=2))
        made = replace(made, attachments=tuple(attached))
    body = st.sampled_from(BODIES)
    if "notice" in wanted:
        notice = draw(st.builds(_notice, st.just(place), st.integers(1, 99), body, DATES))
        made = replace(made, notice=notice)
    elif "signature" in wanted:
        made = replace(made, signature=(place + draw(body), draw(DATES)))
    if wanted & {"notice", "signature"}:
        made = replace(made, note=draw(st.sampled_from(("", "（此件公开发布）"))))
    return made


# Styles: how clauses are numbered.


@dataclass(frozen=True)
class Layer:
    """The letter of a layer, how its label is printed, and the blank between label and heading.

    `alone` says that no text runs on from its headings, as in those of chapters.
    """

    letter: str
    form: str
    numeral: Callable[[int], str] = str
    gap: str = ""
    alone: bool = False

    def label(self, numbers: Sequence[int]) -> str:
        return self.form.format(".".join(map(self.numeral, numbers)))


@dataclass(frozen=True)
class Style:
    """The layers of a document from the top.

    `run_on` has the letters of those that count on through the whole of it; `skips` says whether
    some clauses leave out the layer right below theirs.
    """

    layers: tuple[Layer, ...]
    run_on: str = ""
    skips: bool = False


def spaced(style: Style, gap: str) -> Style:
    """The style with a blank after every label."""
    return replace(style, layers=tuple(replace(layer, gap=gap) for layer in style.layers))


def official(brackets: str = "()", dot: str = ".", digits: Callable[[int], str] = str) -> Style:
    """GB/T 9704—2012, 7.3.3, and ① below."""
    opening, closing = brackets[0], brackets[1]
    return Style(
        (
            Layer("a", "{}、", han),
            Layer("b", f"{opening}{{}}{closing}", han),
            Layer("c", f"{{}}{dot}", digits),
            Layer("d", f"{opening}{{}}{closing}", digits),
            Layer("e", "{}", circled),
        )
    )


A, B, C, D, E = official("（）").layers
CHAPTER = Layer("ch", "第{}章", han, " ", alone=True)
SECTION = Layer("sec", "第{}节", han, " ", alone=True)
ARTICLE = Layer("art", "第{}条", han, " ")
DECIMAL = Layer("s", "{}", gap=" ")

BRACKETS = ("()", "（）", "(）", "（)")
DOTS = (".", "．", "﹒", "、")
BLANKS = (" ", "\u3000", "\u2002")


def after_regulations(*layers: Layer) -> SearchStrategy[Style]:
    """Chapters, sections and articles with one blank or another; chapters also without."""
    gaps = {
        "ch": st.sampled_from((*BLANKS, "")),
        "sec": st.sampled_from(BLANKS),
        "art": st.sampled_from(BLANKS),
    }
    spaced_ones = (
        st.builds(replace, st.just(layer), gap=gaps.get(layer.letter, st.just(layer.gap)))
        for layer in layers
    )
    return st.tuples(*spaced_ones).map(lambda found: Style(found, "art"))


def decimals(first: str = "{}", gap: str = "", depth: int = 4) -> Style:
    """1, 1.1, 1.1.1: the first number as `first` says, and above headings of a chapter's kind."""
    below = Layer("s", "{}", gap=gap)
    return Style((replace(below, form=first, alone=True), *(below,) * (depth - 1)))


def one_of(*styles: Style) -> SearchStrategy[Style]:
    return st.sampled_from(styles)


STYLES: Mapping[str, SearchStrategy[Style]] = {
    "official, half-width": one_of(official("()", ".")),
    "official, full-width": one_of(official("（）", "．"), official("（）", "．", full_width)),
    "official, mixed brackets": st.builds(
        official, st.sampled_from(("(）", "（)")), st.sampled_from(DOTS)
    ),
    "official, any dot": st.builds(official, st.sampled_from(BRACKETS), st.sampled_from(DOTS)),
    "official, a blank after the label": st.builds(
        lambda gap: spaced(official("（）"), gap), st.sampled_from(BLANKS)
    ),
    "一、 alone": one_of(Style((A,))),
    "1. alone": one_of(Style((C,))),
    "（一） at the top": one_of(Style((B, C, D))),
    "一、 then 1.": one_of(Style((A, C, D))),
    "layers skipped here and there": one_of(replace(official("（）"), skips=True)),
    "numbers that run on": one_of(
        replace(official("（）"), run_on="b"),
        replace(official(), run_on="c"),
        Style((A, C), "c"),
        Style((A, B), "b"),
    ),
    "chapters over （一）": after_regulations(CHAPTER, B, C, D),
    "chapters, sections, 一、": after_regulations(CHAPTER, SECTION, A, B, C),
    "chapters and articles": after_regulations(CHAPTER, ARTICLE, B, C),
    "chapters, sections, articles": after_regulations(CHAPTER, SECTION, ARTICLE, B),
    "articles alone": after_regulations(ARTICLE, B),
    "decimals with a blank": st.builds(decimals, gap=st.sampled_from(BLANKS)),
    "decimals without a blank": one_of(decimals()),
    "decimals, a dot after the first": st.builds(
        decimals, st.sampled_from(("{}.", "{}、")), st.sampled_from(("", " "))
    ),
    "decimals, text runs on from the first": one_of(
        *(
            Style((replace(DECIMAL, form=form, gap=""), *(DECIMAL,) * 2))
            for form in ("{}.", "{}、")
        ),
        Style((DECIMAL,) * 3),
    ),
    "decimals over lists": one_of(
        Style((*decimals(gap=" ", depth=2).layers, D, E)),
        Style((*decimals(gap=" ", depth=3).layers, D)),
    ),
    "decimals under 一、": one_of(Style((A, DECIMAL, DECIMAL))),
    "decimals under chapters": one_of(Style((CHAPTER, DECIMAL, DECIMAL))),
}
"""The usual styles by name."""


# In print: numbered lines, and what must be read back from them.


@dataclass(frozen=True)
class Clause:
    """What must be read back of a clause: the heading without its 。, the text by paragraphs."""

    id: str
    label: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A printed paragraph. Of a clause, `label` and `head` say where its label and heading end."""

    text: str
    kind: Literal["centred", "flush", "text", "row"] = "text"
    label: int = 0
    head: int = 0
    depth: int = 0

    @property
    def is_heading(self) -> bool:
        """Whether nothing but a clause's heading stands in it."""
        return self.head == len(self.text)


@dataclass(frozen=True)
class _Numbering:
    """One document in one style; knows the last number of each layer that runs on."""

    style: Style
    prefix: str
    last: Counter[str] = field(default_factory=Counter)

    def clauses(
        self, below: Sequence[Tree], depth: int = 0, above: tuple[str, tuple[int, ...]] = ("", ())
    ) -> Iterator[tuple[Clause, list[Line]]]:
        """Every clause with its lines; `above` is the id without decimals and the numbers above."""
        layer = self.style.layers[depth]
        owner, chain = above
        for place, tree in enumerate(below, 1):
            self.last[layer.letter] += 1
            number = self.last[layer.letter] if layer.letter in self.style.run_on else place
            numbers = (*chain, number) if layer.letter == "s" else (number,)
            id_ = f"{owner or self.prefix}{layer.letter}{'-'.join(map(str, numbers))}"
            clause, lines = _clause(tree, layer, id_, layer.label(numbers), depth)
            yield clause, [*lines, *(Line(row, "row") for row in tree.rows)]
            yield from _run_in(tree, id_)
            step = 2 if self.style.skips and tree.skips else 1
            deeper = min(depth + step, len(self.style.layers) - 1)
            if deeper > depth:
                next_owner = owner if layer.letter == "s" else f"{id_}-"
                lower = self.style.layers[deeper].letter
                under = next_owner if lower == "s" else f"{id_}-"
                yield from self.clauses(tree.children, deeper, (under, numbers))


def _clause(
    tree: Tree, layer: Layer, id_: str, label: str, depth: int
) -> tuple[Clause, list[Line]]:
    """A clause by itself; an article has no heading, all of it is text.

    Its first words are no phrase that ends with a 。 and goes on: several such would be headings.
    """
    first, rest = "".join(tree.paragraphs[:1]), tree.paragraphs[1:]
    lead = label + layer.gap
    head = lead + tree.heading
    if layer.letter == "art":
        text = f"{tree.heading}，{first}" if first else f"{tree.heading}。"
        lines = [Line(lead + text, label=len(label), depth=depth), *map(Line, rest)]
        return Clause(id_, label, "", (text, *rest)), lines
    clause = Clause(id_, label, tree.heading, tree.paragraphs)
    manner = "alone" if layer.alone else tree.manner
    stop = "" if manner == "alone" else "。"
    runs_on = first if manner == "runs on" else ""
    heading = Line(head + stop + runs_on, label=len(label), head=len(head + stop), depth=depth)
    return clause, [heading, *map(Line, rest if runs_on else tree.paragraphs)]


def _run_in(tree: Tree, id_: str) -> Iterator[tuple[Clause, list[Line]]]:
    for number, (head, text) in enumerate(tree.heads, 1):
        yield Clause(f"{id_}-u{number}", "", head, (text,)), [Line(f"{head}。{text}")]


def numbered(
    below: Sequence[Tree], style: Style, document: int = 1
) -> list[tuple[Clause, list[Line]]]:
    """The clauses of one document of a file, with their lines."""
    prefix = f"doc{document}-" if document > 1 else ""
    return list(_Numbering(style, prefix).clauses(below))


@dataclass(frozen=True)
class Print:
    """A document in print, as paragraphs, and the clauses that must be read back."""

    before: tuple[Line, ...]
    contents: tuple[Line, ...]
    lines: tuple[Line, ...]
    clauses: tuple[Clause, ...]


def in_print(document: Document, style: Style) -> Print:
    main = numbered(document.clauses, style)
    before = (*_notice_lines(document), Line(document.title, "centred"))
    body = [*map(Line, document.preamble), *(line for _, lines in main for line in lines)]
    entries = tuple(_entries(main, style))
    found = [clause for clause, _ in main]
    after: list[Line] = [*_listed(document), *_signed(document)]
    number = 1
    for place, attachment in enumerate(document.attachments, 1):
        number += bool(attachment.clauses)
        mark = f"附件{place}" if len(document.attachments) > 1 else "附件"
        after += [Line(mark, "flush"), Line(attachment.title, "centred")]
        after += map(Line, attachment.paragraphs)
        for clause, lines in numbered(attachment.clauses, style, number):
            found.append(clause)
            after += lines
    return Print(before, entries, (*body, *after), tuple(found))


def _entries(main: Iterable[tuple[Clause, list[Line]]], style: Style) -> Iterator[Line]:
    """What a list of contents repeats: every heading, in regulations those above the articles."""
    letters = [layer.letter for layer in style.layers]
    deepest = letters.index("art") if "art" in letters else len(letters)
    for _, lines in main:
        yield from (line for line in lines if line.head and line.depth < deepest)


def _notice_lines(document: Document) -> Iterator[Line]:
    notice = document.notice
    if notice:
        yield Line(notice.doc_number, "centred")
        yield Line(f"关于印发《{document.title}》的通知", "centred")
        yield Line(notice.addressees, "flush")
        yield Line(f"现将《{document.title}》印发给你们，请认真贯彻执行。")
        yield Line(notice.issuer, "centred")
        yield Line(notice.date.printed, "centred")
        yield from _note(document)


def _signed(document: Document) -> Iterator[Line]:
    if document.signature:
        issuer, date = document.signature
        yield Line(issuer, "centred")
        yield Line(date.printed, "centred")
        yield from _note(document)


def _note(document: Document) -> Iterator[Line]:
    if document.note:
        yield Line(document.note)


def _listed(document: Document) -> Iterator[Line]:
    """GB/T 9704—2012, 7.3.4: 附件：1.…, one name a line; a single one has no number."""
    names = [attachment.title for attachment in document.attachments]
    if len(names) == 1:
        yield Line(f"附件：{names[0]}")
    for number, name in enumerate(names, 1) if len(names) > 1 else ():
        yield Line(f"附件：{number}.{name}" if number == 1 else f"{number}.{name}")


# Layouts: how paragraphs become lines of a file.


@dataclass(frozen=True)
class Layout:
    """Indents, blank lines between paragraphs, line ends; `measure` breaks lines so long, if any."""

    indent: str = ""
    centre: str = ""
    blank_lines: int = 0
    line_end: str = "\n"
    measure: int = 0


LAYOUTS: Mapping[str, SearchStrategy[Layout]] = {
    "no indent": st.just(Layout()),
    "two ideographic blanks": st.builds(
        Layout, st.just("\u3000\u3000"), st.sampled_from(("", "\u3000" * 8))
    ),
    "spaces": st.builds(Layout, st.sampled_from(("  ", "    ", "\t"))),
    "blank lines": st.builds(
        Layout, st.sampled_from(("", "\u3000\u3000")), blank_lines=st.integers(1, 2)
    ),
    "CRLF": st.builds(
        Layout,
        st.sampled_from(("", "\u3000\u3000")),
        blank_lines=st.integers(0, 1),
        line_end=st.just("\r\n"),
    ),
    "hard wraps": st.builds(
        Layout,
        st.just("\u3000\u3000"),
        st.sampled_from(("", "\u3000" * 8)),
        measure=st.integers(30, 45),
    ),
}
_LONG_PREAMBLE = tuple("".join(map(sentence, range(at, at + 4))) for at in (3, 7, 11, 15))
_NEVER_FIRST = "，。；：、）”》"
_NEVER_LAST = "（“《"


def filling(document: Document, layout: Layout) -> Document:
    """The document, with text enough to show the measure, if the layout has one."""
    if not layout.measure:
        return document
    return replace(document, preamble=(*document.preamble, *_LONG_PREAMBLE))


def wrapped(text: str, measure: int) -> Iterator[str]:
    """The lines of a paragraph, `measure` Han characters wide; what is ASCII takes half of one.

    A closing mark stays on the line before, an opening one goes to the next (GB/T 15834, 5.1).
    """
    line, width = "", 0.0
    for char in text:
        wide = 0.5 if char.isascii() else 1.0
        if width + wide > measure and char not in _NEVER_FIRST:
            carried = line[-1] if line[-1] in _NEVER_LAST else ""
            yield line.removesuffix(carried)
            line, width = carried, float(len(carried))
        line += char
        width += wide
    yield line


def set_lines(lines: Iterable[Line], layout: Layout) -> Iterator[str]:
    """The lines of the file."""
    indents = {"centred": layout.centre, "text": layout.indent}
    for line in lines:
        text = indents.get(line.kind, "") + line.text
        breaks = layout.measure and line.kind not in ("centred", "row")
        yield from wrapped(text, layout.measure) if breaks else (text,)
        yield from [""] * layout.blank_lines


# Noise: what a file carries besides the document, and what tools have done to it.


def _same_print(made: Print) -> Print:
    return made


def _same_lines(lines: list[str]) -> list[str]:
    return lines


def _same_text(text: str) -> str:
    return text


@dataclass(frozen=True)
class Noise:
    """What is done to the paragraphs, then to the lines of the file, then to its text."""

    to_print: Callable[[Print], Print] = _same_print
    to_lines: Callable[[list[str]], list[str]] = _same_lines
    to_text: Callable[[str], str] = _same_text


def page_numbers(form: str, every: int) -> Noise:
    """A page number on a line of its own after every so many lines."""

    def paged(lines: list[str]) -> list[str]:
        pages = range(0, len(lines), every)
        total = len(pages)
        return [
            line
            for page, at in enumerate(pages, 1)
            for line in (*lines[at : at + every], form.format(page=page, total=total))
        ]

    return Noise(to_lines=paged)


def navigation(above: Sequence[str], below: Sequence[str]) -> Noise:
    return Noise(to_lines=lambda lines: [*above, *lines, *below])


_MIN_CONTENTS = 3


def contents_list(title: str, leader: str) -> Noise:
    """目录: every heading with leaders and a page, between the title and the text."""

    def listed(made: Print) -> Print:
        if len(made.contents) < _MIN_CONTENTS:
            return made
        entries = [
            Line(line.text[: line.head].removesuffix("。") + f"{leader}{page}", "flush")
            for page, line in enumerate(made.contents, 1)
        ]
        return replace(made, before=(*made.before, Line(title, "centred"), *entries))

    return Noise(to_print=listed)


def _each_line(change: Callable[[Line], Line]) -> Callable[[Print], Print]:
    return lambda made: replace(
        made,
        before=tuple(map(change, made.before)),
        lines=tuple(map(change, made.lines)),
    )


def bold(whole_heading: bool) -> Noise:
    """`**一、总则**`, or only `**一、**总则`."""

    def marked(line: Line) -> Line:
        end = (line.head or line.label) if whole_heading else line.label
        return replace(line, text=f"**{line.text[:end]}**{line.text[end:]}") if end else line

    return Noise(to_print=_each_line(marked))


def heading_marks(size: int) -> Noise:
    """`## 一、总则`: of the title `size` number signs, of each lower heading one more."""

    def marked(line: Line) -> Line:
        if line.is_heading:
            marks = "#" * min(size + 1 + line.depth, 6)
            return replace(line, text=f"{marks} {line.text}", kind="flush")
        return line

    def with_title(made: Print) -> Print:
        *front, title = made.before
        titled = replace(title, text=f"{'#' * size} {title.text}", kind="flush")
        return replace(_each_line(marked)(made), before=(*front, titled))

    return Noise(to_print=with_title)


def zero_width_in_words(char: str, every: int) -> Noise:
    """A zero-width character in every so many of the words that headings and texts are made of."""

    def spread(text: str) -> str:
        numbers = count()
        return _KNOWN_WORDS.sub(
            lambda word: word[0] if next(numbers) % every else f"{word[0][:1]}{char}{word[0][1:]}",
            text,
        )

    return Noise(to_text=spread)


_KNOWN_WORDS = re.compile("|".join((*VERBS, *VERBS_OF_ATTACHMENTS, *OBJECTS, *ACTORS, *ACTIONS)))


def zero_width_before_lines(char: str) -> Noise:
    return Noise(to_lines=lambda lines: [char + line if line else line for line in lines])


def entities(names: Mapping[str, str]) -> Noise:
    """Characters as HTML entities."""
    table = str.maketrans({char: f"&{name};" for char, name in names.items()})
    return Noise(to_text=lambda text: text.translate(table))


_ZERO_WIDTH = st.sampled_from(("\u200b", "\ufeff", "\u200d", "\u2060"))
_CRUMBS = ("当前位置：首页 >> 政务公开 >> 通知", "首页 | 登录", "打印 关闭")

NOISES: Mapping[str, SearchStrategy[Noise]] = {
    "byte order mark": st.just(Noise(to_text=lambda text: f"\ufeff{text}")),
    "page numbers": st.builds(
        page_numbers,
        st.sampled_from(("- {page} -", "— {page} —", "第{page}页 共{total}页")),
        st.integers(9, 30),
    ),
    "site navigation": st.builds(
        navigation,
        st.lists(st.sampled_from(_CRUMBS), min_size=1, max_size=3, unique=True),
        st.sampled_from(((), ("打印 关闭",))),
    ),
    "contents": st.builds(
        contents_list,
        st.sampled_from(("目录", "目　录", "目  录")),
        st.sampled_from((".......", "…………", "·······", " ...... ")),
    ),
    "bold": st.builds(bold, st.booleans()),
    "heading marks": st.builds(heading_marks, st.integers(1, 2)),
    "zero-width characters in words": st.builds(
        zero_width_in_words, _ZERO_WIDTH, st.integers(1, 5)
    ),
    "zero-width characters before lines": st.builds(zero_width_before_lines, _ZERO_WIDTH),
    "entities": st.builds(
        entities,
        st.sampled_from(
            (
                {"“": "ldquo", "”": "rdquo"},
                {"\u3000": "emsp", " ": "nbsp"},
                {"“": "ldquo", "”": "#8221", "《": "#x300A", "\u3000": "#12288"},
            )
        ),
    ),
}
"""Each alone leaves the tree as it is, and so do several together."""

MARKDOWN = frozenset(("bold", "heading marks"))
"""Of these no text has more than one, and none where lines are wrapped."""


def noises(layout: Layout) -> SearchStrategy[list[Noise]]:
    """Up to three kinds of noise that may fall on one text of a layout."""
    most = 0 if layout.measure else 1
    names = st.lists(st.sampled_from(sorted(NOISES)), max_size=3, unique=True)
    fitting = names.filter(lambda found: len(MARKDOWN & set(found)) <= most)
    return fitting.flatmap(lambda found: st.tuples(*(NOISES[name] for name in found)).map(list))


def text_of(made: Print, layout: Layout, fallen: Sequence[Noise] = ()) -> str:
    """The file: a document in print, in a layout, with noise."""
    for noise in fallen:
        made = noise.to_print(made)
    lines = list(set_lines((*made.before, *made.lines), layout))
    for noise in fallen:
        lines = noise.to_lines(lines)
    text = layout.line_end.join((*lines, ""))
    for noise in fallen:
        text = noise.to_text(text)
    return text


@st.composite
def texts(draw: DrawFn) -> str:
    """The file of any document, in any style and layout, with any noise."""
    style = draw(st.one_of(*STYLES.values()))
    document = draw(documents(len(style.layers), draw(st.sets(st.sampled_from(PARTS)))))
    layout = draw(st.one_of(*LAYOUTS.values()))
    return text_of(in_print(filling(document, layout), style), layout, draw(noises(layout)))
