"""The `.yml` of a new plan: what could be found out, and what a person must check or fill in.

It is valid as it is written. Whatever is doubtful stands in a comment that starts with `# 存疑：`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import yaml

from converters import lexicon
from converters.citation.titles import KINDS
from converters.ingest import successions
from converters.intake import offers
from converters.intake.provenance import Provenance
from converters.models.located import Problem
from converters.models.plan import Plan
from converters.models.record import Period, Place, Value
from converters.models.source import Origin, Source
from converters.text import escape
from converters.text.layers import BY_LETTER, RUN_IN

DOUBT = "存疑："
_UNBALANCED = "unbalanced-quotes"
_NAMES = lexicon.glossary("fields")
_EVIDENCE = lexicon.glossary("evidence")
_RULINGS = lexicon.glossary("rulings")
_LAYERS = "、".join(letter for letter in BY_LETTER if letter != RUN_IN)
_TEMPLATES = {"title", "issuer", "doc_number", "index_number", "成文日期", "发布日期"}
_BREAKS = {ord(char): "\ufffd" for char in "\u2028\u2029\ufeff"}
_SHOWN = 60
_MOST = 40
"""How many problems are listed; a text with more of them needs another look first."""
_CONTEXT = 6


def text(
    plan: Plan, provenance: Provenance, replaces: str = "", origin: Origin | None = None
) -> str:
    """The contents of the `.yml`.

    Args:
        plan: the new plan, read without a `.yml`.
        provenance: its place and years, as found or as given by a person.
        replaces: the work whose place it takes; empty if it is not known to take any.
        origin: where its file was taken from, if a person says so.
    """
    lines = [
        _comment(f"编者所知。{_EVIDENCE['stated']}不必抄录；依据写在 ground。"),
        _comment(f"标着“{DOUBT}”的各处核对以后，改正下文或删去该注。"),
        *map(_doubt, provenance.doubts),
        *_stated(plan),
        *([f"{successions.KEY}: {replaces}"] if replaces else ()),
        *_origin(origin),
        *_metadata(provenance),
        *_fields(plan, provenance),
        *_structure(plan),
        *_problems(plan),
    ]
    return "\n".join(lines) + "\n"


def doubtful(problems: tuple[Problem, ...]) -> list[Problem]:
    """The problems that a person must look into: those that fail a strict build."""
    return [one for one in problems if one.severity != "notice"]


def _stated(plan: Plan) -> Iterator[str]:
    yield _comment(f"{_EVIDENCE['stated']}：")
    for key, field in plan.record.items():
        if field.value is not None and field.line:
            yield _comment(f"  {_NAMES[key]}（第 {field.line} 行）：{shown(field.value)}")


def shown(value: Value) -> str:
    """A value of the metadata on one line."""
    if isinstance(value, str):
        return f"{KINDS[value]}（{value}）" if value in KINDS else value
    if isinstance(value, Place):
        return "—".join((value.adcode, *value.names))
    if isinstance(value, Period):
        return "—".join(dict.fromkeys(str(part) for part in value if part))
    return "、".join(value)


def _origin(origin: Origin | None) -> Iterator[str]:
    if origin:
        said = {key: value for key, value in asdict(origin).items() if value}
        yield _dump({"origin": said}).rstrip("\n")


def _metadata(provenance: Provenance) -> Iterator[str]:
    supplied: dict[str, Any] = {}
    locality = provenance.locality
    if place := provenance.place:
        supplied["place"] = {"value": place.data, "ground": _flat(locality.ground)}
    if provenance.period:
        (start, end), ground = provenance.period
        supplied["period"] = {"value": {"from": start, "to": end}, "ground": _flat(ground)}
    if supplied:
        yield _dump({"metadata": supplied}).rstrip("\n")


def _fields(plan: Plan, provenance: Provenance) -> Iterator[str]:
    """Rows for what is absent, and for what may have been misread, to be used or left."""
    fields = plan.record.items()
    absent = [key for key, field in fields if key in _TEMPLATES and field.value is None]
    doubted = offers.metadata(plan, doubtful(plan.problems))
    if (absent or doubted) and not (provenance.place or provenance.period):
        yield _comment("下面各行要用的，连同这一行删去行首的“# ”：")
        yield _comment("metadata:")
    if absent:
        absence = _EVIDENCE["absent"]
        yield _comment(f"{absence}的，查得以后删去行首的“# ”，写在 metadata 之下，没有就不管：")
        yield from (_field(key, offers.row(key)) for key in absent)
    if doubted:
        yield _comment("读得可疑的，若是错了，删去行首的“# ”，写上正确的；确无此项写 null：")
        yield from (_field(key, row) for key, row in doubted.items())


def _field(key: str, row: str) -> str:
    name = "" if key == _NAMES[key] else f"  # {_NAMES[key]}"
    return _comment(f"  {row}{name}")


def _structure(plan: Plan) -> Iterator[str]:
    rows = offers.structure(plan, doubtful(plan.problems))
    if rows:
        kinds = "、".join(f"{name} {word}" for name, word in _RULINGS.items())
        yield _comment(
            "这些行若读错了，删去要用的各行和“structure:”行首的“# ”，写明依据。is 可作："
        )
        yield _comment(f"  {kinds}；")
        yield _comment(
            f"  heading 另写 layer（{_LAYERS}），table 另写 columns（列数）；几行的写 to（末行）"
        )
        yield _comment("structure:")
    yield from (_comment(f"  - {row}") for row in rows[:_MOST])


def _problems(plan: Plan) -> Iterator[str]:
    found = doubtful(plan.problems)
    for problem in found[:_MOST]:
        line, col = plan.source.position(problem.span.start)
        yield _doubt(f"第 {line} 行第 {col + 1} 列：{problem.message} [{problem.code}]")
    if len(found) > _MOST:
        yield _doubt(f"共 {len(found)} 处，以上是前 {_MOST} 处；用 make check 看全部")
    yield from _checked(plan.source, found[:_MOST])
    quotes = [one for one in found[:_MOST] if one.code == _UNBALANCED]
    if quotes:
        yield _comment("引号校读的样式：删去行首的“# ”，在 reading 里补上引号，写明依据；")
        yield _comment("conjectures:")
    for problem in quotes:
        received = _unique(plan.source, problem.span.start)
        yield _comment(f"  - line: {plan.source.position(problem.span.start).line}")
        yield _comment(f"    received: {_scalar(received)}")
        yield _comment(f"    reading: {_scalar(received)}")
        yield _comment(f"    ground: {offers.BLANK}")


def _checked(source: Source, problems: list[Problem]) -> Iterator[str]:
    if problems:
        yield _comment("核对以后确实如此、照录不改的，删去下面行首的“# ”，写明依据：")
        yield _comment("checked:")
    for problem in problems:
        line = source.position(problem.span.start).line
        yield _comment(f"  - {{line: {line}, code: {problem.code}, ground: {offers.BLANK}}}")


def _unique(source: Source, at: int) -> str:
    """A piece of the line around a place that occurs in the line once."""
    start, end = source.line_span(source.position(at).line)
    reach = _CONTEXT
    while True:
        piece = source.text[max(start, at - reach) : min(end, at + reach + 1)]
        if source.text.count(piece, start, end) == 1 or reach > end - start:
            return piece.strip("\r")
        reach *= 2


def _doubt(message: str) -> str:
    return _comment(f"{DOUBT}{message}")


def _comment(line: str) -> str:
    return f"# {_flat(line)}"[: _SHOWN * 4]


def _flat(line: str) -> str:
    """Text that YAML takes in a comment: on one line, without controls."""
    return escape.visible(" ".join(line.split("\n"))).translate(_BREAKS)


def _scalar(piece: str) -> str:
    dumped: str = yaml.safe_dump(piece, allow_unicode=True, default_style='"', width=10**6)
    return dumped.strip()


def _dump(value: dict[str, Any]) -> str:
    dumped: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10**6)
    return dumped
