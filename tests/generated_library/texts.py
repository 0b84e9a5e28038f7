"""The clauses of a plan: headings, sentences that hold its names, lists of units, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.generated_documents import Manner, Tree, han
from tests.generated_library import words
from tests.generated_library.chance import Chance
from tests.generated_library.names import Named, Names
from tests.generated_library.places import Place

_SLOT = re.compile(r"\{(\w+)\}")
_PHRASES = {"act": words.ACTIONS, "result": words.RESULTS}
_SECTIONS = 5
_TWICE = 5
"""Of a hundred names so many stand in a second sentence."""

_MANY = 4
"""Sentences; where there are more, they may be two paragraphs."""

Entry = tuple[str, tuple[str, ...]]
"""Of a list of responsibility: a role and its units as printed."""


@dataclass(frozen=True)
class Form:
    """How a plan is written: the manner of its headings, what stands below its clauses."""

    manner: Manner
    lists: bool
    lists_alone: bool
    tables: int
    boxes: int


class Wording:
    """Fills sentences with words."""

    def __init__(self, chance: Chance, place: Place, towns: Sequence[str]) -> None:
        self._chance = chance
        self._words: Mapping[str, Sequence[str]] = {
            "place": (place.name,),
            "level": (place.level,),
            "town": towns,
            "time": words.TIMES,
            "actor": words.ACTORS,
            "manner": words.MANNERS,
            "target": words.TARGETS,
            "cycle": words.CYCLES,
            "scope": words.SCOPES,
            "thing": words.THINGS,
            "facility": words.FACILITIES,
            "number": tuple(map(str, range(2, 10))),
            "more": tuple(map(str, range(11, 100))),
        }

    def filled(self, template: str, **known: str) -> str:
        """A sentence with a word for each slot: the one that is known, or any."""
        return _SLOT.sub(lambda slot: known.get(slot[1]) or self._word(slot[1]), template)

    def _word(self, slot: str) -> str:
        if slot in _PHRASES:
            return phrase(self._chance, _PHRASES[slot])
        return self._chance.one_of(self._words[slot])

    def any_of(self, templates: Sequence[str], **known: str) -> str:
        """One of several sentences."""
        return self.filled(self._chance.one_of(templates), **known)


def phrase(chance: Chance, parts: Sequence[Sequence[str]]) -> str:
    """A phrase: of each of its parts one."""
    return "".join(chance.one_of(part) for part in parts)


def clauses(
    chance: Chance, place: Place, names: Names, form: Form
) -> tuple[tuple[Tree, ...], tuple[Entry, ...]]:
    """All clauses of a plan, and who answers for them, in the order of the page."""
    wording = Wording(chance, place, [town.forms[1] for town in names.towns])
    headings = iter(_headings(chance))
    shape = [[chance.below(5) == 0 for _ in range(chance.between(4, 6))] for _ in range(_SECTIONS)]
    leaves = sum(2 if is_parted else 1 for section in shape for is_parted in section)
    sentences = iter(_dealt(chance, wording, names, leaves))
    units = iter(_units(chance, names, leaves)) if form.lists else None
    extras = _extras(chance, names, form, leaves)
    listed: list[Entry] = []

    def leaf() -> Tree:
        paragraphs = _paragraphs(chance, wording, next(sentences))
        entries = next(units) if units else ()
        listed.extend(entries)
        if entries:
            paragraphs = _with_list(paragraphs, _list(entries), alone=form.lists_alone)
        return Tree(next(headings), form.manner, paragraphs, rows=next(extras))

    def clause(*, is_parted: bool) -> Tree:
        if not is_parted:
            return leaf()
        return Tree(next(headings), children=(leaf(), leaf()))

    topics = chance.some(words.TOPICS, len(shape))
    sections = tuple(
        Tree(topic, children=tuple(clause(is_parted=one) for one in section))
        for topic, section in zip(topics, shape, strict=True)
    )
    return sections, tuple(listed)


def _headings(chance: Chance) -> list[str]:
    pairs = [verb + thing for verb in words.VERBS for thing in words.OBJECTS]
    return chance.in_order(pairs)


def _dealt(chance: Chance, wording: Wording, names: Names, leaves: int) -> Iterator[list[str]]:
    """For each clause the sentences that hold its names: each name in one, some in a second."""
    first = [(named, 0) for named in names.in_sentences]
    again = [(named, 1) for named in names.in_sentences if chance.happens(_TWICE)]
    dealt = [*chance.in_order(first), *chance.in_order(again)]
    for at in range(leaves):
        yield [_sentence(wording, *one) for one in dealt[at::leaves]]


def _sentence(wording: Wording, named: Named, time: int) -> str:
    name = named.forms[min(time, len(named.forms) - 1)]
    is_stem = time and name.endswith("”") and len(named.forms) > 1
    templates = words.QUOTED_SENTENCES if is_stem else named.sentences
    return wording.any_of(templates, name=name)


def _paragraphs(chance: Chance, wording: Wording, named: Sequence[str]) -> tuple[str, ...]:
    plain = [wording.any_of(words.PLAIN_SENTENCES) for _ in range(chance.between(1, 2))]
    sentences = chance.in_order([*named, *plain])
    if chance.happens(20):
        return ("".join(sentences), _items(chance, wording))
    if len(sentences) > _MANY and chance.happens(50):
        return ("".join(sentences[:2]), "".join(sentences[2:]))
    return ("".join(sentences),)


def _items(chance: Chance, wording: Wording) -> str:
    texts = [wording.filled(one) for one in chance.in_order(words.ITEMS)]
    return "；".join(f"{han(number)}是{text}" for number, text in enumerate(texts, 1)) + "。"


# Who answers for what.


def _units(chance: Chance, names: Names, leaves: int) -> Iterator[tuple[Entry, ...]]:
    """For each clause who answers for it: each body of the lists in turn, and some others."""
    if names.sections:
        sections = [one.forms[0] for one in names.sections]
        for at in range(leaves):
            others = [one for one in sections if one != sections[at % len(sections)]]
            helping = chance.some(others, chance.between(0, 3))
            yield (("责任科室", (sections[at % len(sections)], *helping)),)
        return
    bodies = [one.forms[0] for one in (*names.bureaus, *names.bodies[1:], *names.towns)]
    for at in range(leaves):
        leading = bodies[at % len(bodies)]
        others = [one for one in bodies if one != leading]
        helping = chance.some(others, chance.between(1, 4))
        yield (("牵头单位", (leading,)), ("责任单位", tuple(helping)))


def _list(entries: Sequence[Entry]) -> str:
    parts = (f"{role}：{'、'.join(units)}" for role, units in entries)
    return f"（{'；'.join(parts)}）"


def _with_list(paragraphs: tuple[str, ...], text: str, *, alone: bool) -> tuple[str, ...]:
    if alone:
        return (*paragraphs, text)
    return (*paragraphs[:-1], paragraphs[-1] + text)


# Tables and boxes.


def _extras(chance: Chance, names: Names, form: Form, leaves: int) -> Iterator[tuple[str, ...]]:
    """For each clause the lines of the table or box below it, mostly none."""
    made = [_table(chance, names, number) for number in range(1, form.tables + 1)]
    made += [_box(chance, number) for number in range(1, form.boxes + 1)]
    at = sorted(chance.some(range(leaves), len(made)))
    below = dict(zip(at, made, strict=True))
    return (below.get(leaf, ()) for leaf in range(leaves))


def _table(chance: Chance, names: Names, number: int) -> tuple[str, ...]:
    """A row a line, with tabs between the cells."""
    tasks = chance.some(words.TABLE_TASKS, chance.between(3, 6))
    bodies = [one.forms[0] for one in names.bodies]
    rows = (f"{task}\t{chance.one_of(bodies)}\t{chance.one_of(words.DEADLINES)}" for task in tasks)
    return (f"表{number} 年度任务安排", "任务\t牵头单位\t完成时限", *rows)


def _box(chance: Chance, number: int) -> tuple[str, ...]:
    """A 专栏: terms and what they mean, in turn."""
    rows: list[str] = []
    for term in chance.some(words.BOX_TERMS, chance.between(2, 4)):
        act, result = phrase(chance, words.ACTIONS), phrase(chance, words.RESULTS)
        rows += [term, f"{act}，{result}。"]
    return (f"专栏{number} 重点工程", *rows)
