"""What became of a record, in sentences: on its own page, or at an address that it had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from converters import lexicon
from converters.citation.titles import counted
from converters.library.references import References
from converters.library.relations import Relations
from converters.models.phrase import Link, Phrase, joined, words
from converters.names import fate
from converters.names.authority import KINDS, AuthorityRecord
from converters.names.fate import Fate, Moved
from converters.pages.names import name_links
from converters.text import dates

_WORDS = lexicon.glossary("fates")
_GROUND = lexicon.glossary("name_fields")["at"]


class Heir(NamedTuple):
    """What came in the place of a record: its name, a word on it, how often plans mention it."""

    name: Link
    about: str
    seen: str


class Outcome(NamedTuple):
    """What became of a record that stays; `heirs` are what it was split into.

    `told` says it, `kept` what is still on its page.
    """

    told: Phrase
    heirs: Sequence[Heir]
    kept: Phrase


def of_record(
    record: AuthorityRecord, relations: Relations, references: References | None = None
) -> Outcome | None:
    """What became of a record with a page of its own; None if it has not ended.

    Args:
        record: it.
        relations: of all records.
        references: how often plans mention it and what it was split into; None if that is not told.
    """
    ended = record.fate
    if not ended:
        return None
    heirs = [*_heirs(record, ended, relations, references)]
    names = [words(heir.name) for heir in heirs]
    into = "和".join(filter(None, ("、".join(names[:-1]), *names[-1:])))
    told = f"{_since(ended.date)}{_WORDS[ended.how]}{into}。{_ground(ended.ground)}"
    return Outcome(told, heirs, _kept(record, ended, relations, references))


def _heirs(
    record: AuthorityRecord, ended: Fate, relations: Relations, references: References | None
) -> Iterator[Heir]:
    for id_, word in ended.into:
        key = fate.current(f"{record.scheme}/{id_}", relations.authority.moved)
        kind = KINDS.get(record.scheme, {}).get(relations.records[key].kind, "")
        seen = figures(key, references) if references else ""
        shown = "，".join(filter(None, (kind, seen)))
        yield Heir(name_links.named(relations.records, key), _sentence(word), shown)


def _kept(
    record: AuthorityRecord, ended: Fate, relations: Relations, references: References | None
) -> Phrase:
    """What a reader still finds on the page, and where its names lead now."""
    into = {
        fate.current(f"{record.scheme}/{id_}", relations.authority.moved) for id_, _ in ended.into
    }
    after = [key for key in relations.authority.heirs(record.key) if key not in into]
    passed: Phrase = ""
    if after:
        links = joined("、", (name_links.named(relations.records, key) for key in after))
        passed = ("它的名称现归", links, "。")
    if references is None:
        return ("本条不再增补。", passed)
    if references.of(record.key):
        return ("本条不再增补；各份规划提到它的，仍列在本页。", passed)
    return ("本条不再增补。", passed)


def figures(key: str, references: References) -> str:
    """How many plans mention a record, and how often; empty for a type or a place."""
    if key.startswith(("agency-types/", "places/")):
        return ""
    said = references.of(key)
    if not said:
        return "库内规划尚未提及"
    return f"{counted(len(said))}份规划提及，共 {references.count(key)} 处"


def steps(old: str, relations: Relations) -> list[Phrase]:
    """What became of what stood at an older address, a sentence for each time."""
    moved = relations.authority.moved
    return [_step(one, relations) for one in fate.steps(old, moved)]


def _step(one: Moved, relations: Relations) -> Phrase:
    moved, scheme = relations.authority.moved, one.to.partition("/")[0]
    next_ = moved.get(one.to)
    to: Phrase = (
        called(next_.name, scheme) if next_ else name_links.named(relations.records, one.to)
    )
    said = f"{_since(one.date)}{_WORDS[one.how]}"
    if one.how == "moved":
        since = _since(one.date) if one.date else ""
        said = f"{since}{_WORDS[one.how]}，现为"
    if one.between:
        later = [called(name, scheme) for name in one.between]
        said = f"{said}{later[0]}，其后{''.join(f'改为{name}，又' for name in later[1:])}改为"
    return (called(one.name, scheme), said, to, "。", _ground(one.ground))


def called(name: str, scheme: str) -> str:
    """The name of what has no record any more, as running text has it."""
    shown = name_links.of_scheme(name, scheme)
    return shown if scheme == "instruments" or "“" in shown else f"“{shown}”"


def _since(date: str) -> str:
    return f"自{dates.part_to_printed(date)}起" if date else "已"


def _ground(ground: str) -> str:
    return f"{_GROUND}：{_sentence(ground)}" if ground else ""


def _sentence(text: str) -> str:
    """With a full stop at its end, unless it has one."""
    return text if not text or text.endswith(("。", "！", "？")) else f"{text}。"
