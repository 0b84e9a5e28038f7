"""What `add` and `check` tell a person about a text: on one screen, the doubtful last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters import lexicon, pipeline
from converters.citation.titles import UNTITLED
from converters.edition import conservation
from converters.intake import offers, sidecar
from converters.intake.provenance import Provenance
from converters.intake.revision import Revision
from converters.lines import rules
from converters.models.emendation import Emendation
from converters.models.located import Problem
from converters.models.plan import Plan
from converters.models.source import Source
from converters.names import divisions
from converters.names.plan_names import PlanNames
from converters.pipeline import Told
from converters.structure.genre import Genre
from converters.text import escape

_FIELDS = lexicon.glossary("fields")
_PLAN = lexicon.glossary("plan")
_SUPPLIED = lexicon.glossary("evidence")["supplied"]
_CORRECTED = lexicon.glossary("evidence")["corrected"]
_ABSENT = lexicon.glossary("evidence")["absent"]
_SCHEMES = lexicon.glossary("schemes")
_MENTIONS = lexicon.glossary("mentions")
_MOST_CLAUSES = 24
_MOST_NAMES = 8
_MOST_PROBLEMS = 12
_MOST_IDS = 10
_MOST_OFFERS = 6
_MOST_LINES = 6
_WIDTH = 60


@dataclass(frozen=True)
class Findings:
    """All that is reported about one text."""

    path: Path
    plan: Plan
    genre: Genre
    provenance: Provenance
    problems: tuple[Problem, ...]


def text(findings: Findings, names: PlanNames, revision: Revision | None = None) -> str:
    """The report; with what would change, if the plan is registered.

    Args:
        findings: of one text.
        names: its mentions of the names of the authority.
        revision: what differs from the registered plan.
    """
    lines = [
        *_head(findings),
        *_metadata(findings),
        *_noise(findings.plan),
        *_outline(findings.plan),
        *_names(names),
        *_emendations("校改", findings.plan.emendations, findings.plan),
        *(_revision(revision, findings.plan) if revision else ()),
        *_doubts(findings),
    ]
    return "\n".join(lines) + "\n"


def problem_line(told: Told, *, fatal: bool) -> str:
    """`file:line:col: word：message [code]`."""
    return f"{told.place}: {'错误' if fatal else '提示'}：{told.message} [{told.code}]"


def _head(findings: Findings) -> Iterator[str]:
    plan, source = findings.plan, findings.plan.source
    account = conservation.account(plan)
    yield _cut(plan.record.title.value or f"（{UNTITLED}）")
    yield f"  {_PLAN['work']}    {findings.provenance.work or '未能拟定'}"
    if not findings.genre.is_plan:
        yield f"  文体      {findings.genre.message}"
    yield (
        f"  原文      {findings.path}，{_read_as(source)}，{source.line_count} 行；字符 "
        f"{account.total}：照录 {account.text}，剔除 {sum(account.noise.values())}，"
        f"校改 {account.emended}"
    )


def _read_as(source: Source) -> str:
    """In which encoding a text was read, or by what out of a file."""
    if not source.derived:
        return source.encoding
    return "，".join(filter(None, [f"由 {source.derived.reader} 读出", source.derived.encoding]))


def _metadata(findings: Findings) -> Iterator[str]:
    fields = list(findings.plan.record.items())
    provenance = findings.provenance
    yield _PLAN["record"]
    for key, field in fields:
        if field.value is not None and key not in ("title", "place"):
            where = f"第 {field.line} 行" if field.line else f"{_SUPPLIED}：{field.ground}"
            if was := field.corrected:
                read = _cut(sidecar.shown(was.value))
                where = f"{_CORRECTED}，第 {was.line} 行作“{read}”：{field.ground}"
            yield f"  {_label(key)}{_cut(sidecar.shown(field.value))}（{where}）"
    known = findings.plan.record.place
    if place := provenance.place or known.value:
        names = "".join(place.names or [divisions.NATION.name])
        ground = provenance.locality.ground or known.ground
        yield f"  {_label('place')}{place.adcode} {names}（{_SUPPLIED}：{ground}）"
    if provenance.period:
        (start, end), ground = provenance.period
        yield f"  {_label('period')}{start}—{end}（{_SUPPLIED}：{ground}）"
    supplied = {"place"} if place else set()
    supplied |= {"period"} if provenance.period else set()
    absent = [key for key, field in fields if field.value is None and key not in supplied]
    if absent:
        yield f"  {_ABSENT}  {'、'.join(_FIELDS[key] for key in absent)}"


def _label(key: str) -> str:
    name = _FIELDS[key]
    return name + "  " * max(1, 5 - len(name))


def _noise(plan: Plan) -> Iterator[str]:
    blocks = [block for block in plan.blocks if block.rule]
    if blocks:
        yield "剔除的网页杂质"
    for rule in dict.fromkeys(str(block.rule) for block in blocks):
        parts = [part for block in blocks if block.rule == rule for part in block.parts]
        size = sum(len("".join(part.text.text.split())) for part in parts)
        lines = _some([str(part.line) for part in parts], _MOST_LINES)
        yield f"  {rules.NOISE[rule]}：第 {lines} 行，{size} 字"


def _outline(plan: Plan) -> Iterator[str]:
    clauses = list(plan.clauses)
    yield f"条款 {len(clauses)} 条"
    shown = clauses if len(clauses) <= _MOST_CLAUSES else list(plan.children(None))
    for clause in shown[:_MOST_CLAUSES]:
        own = clause.heading or next(iter(clause.cells), "")
        head = f"{clause.label}{own}"
        yield f"  {clause.id:<10} {_cut(head, 36)}"
    hidden = len(clauses) - len(shown[:_MOST_CLAUSES])
    if hidden:
        yield f"  ……另 {hidden} 条，全部见 python -m converters convert"


def _names(names: PlanNames) -> Iterator[str]:
    """What the plan names: what is in the authority, what is not settled, what is proposed."""
    mentions = names.mentions
    known = [one for one in mentions if one.target]
    keys = {one.target for one in known}
    yield f"名称 规范档里有的 {len(keys)} 个，{len(known)} 处"
    for scheme, word in _SCHEMES.items():
        of_scheme = Counter(
            names.authority.records[one.target].pref
            for one in known
            if one.target.startswith(f"{scheme}/")
        )
        yield from _counted(word, of_scheme)
    yield from _counted("未定", Counter(one.surface for one in mentions if one.candidates))
    proposed = [one for one in mentions if not one.is_resolved and not one.candidates]
    proposed += names.proposed
    if proposed:
        yield f"名称 规范档里没有的 {len({one.surface for one in proposed})} 个，页上标“未核”"
    for kind, word in _MENTIONS.items():
        yield from _counted(word, Counter(one.surface for one in proposed if one.kind == kind))


def _counted(what: str, names: Counter[str]) -> Iterator[str]:
    if names:
        most = names.most_common(_MOST_NAMES)
        listed = "、".join(_cut(name, 24) + (f"×{n}" if n > 1 else "") for name, n in most)
        more = f" 等 {len(names)} 个" if len(names) > len(most) else ""
        yield f"  {what}  {listed}{more}"


def _emendations(what: str, made: Iterable[Emendation], plan: Plan) -> Iterator[str]:
    by_rule: dict[str, list[str]] = {}
    for one in made:
        line = plan.source.position(one.span.start).line
        by_rule.setdefault(one.rule, []).append(str(line))
    for rule, lines in by_rule.items():
        listed = _some(list(dict.fromkeys(lines)), _MOST_LINES)
        yield f"{what} {rules.EMENDING[rule].words} {len(lines)} 处：第 {listed} 行"


def _revision(revision: Revision, plan: Plan) -> Iterator[str]:
    found = {
        "不见的地址": revision.lost,
        "新增的地址": revision.new,
        "文字改变的地址": revision.changed,
    }
    if not any((*found.values(), revision.removed, revision.added)):
        yield "与已收入的相同：地址、文字都不变"
        return
    yield "与已收入的对照"
    for what, ids in found.items():
        if ids:
            yield f"  {what} {len(ids)} 个：{_some(list(ids), _MOST_IDS)}"
    if revision.removed or revision.added:
        counts = f"减少 {len(revision.removed)} 处，增加 {len(revision.added)} 处"
        yield f"  校改{counts}（两份文本都按现在的 .yml 读）"
    yield from (f"  {line}" for line in _emendations("增加", revision.added, plan))


def _doubts(findings: Findings) -> Iterator[str]:
    provenance, problems = findings.provenance, sidecar.doubtful(findings.problems)
    unread = [made for made in findings.plan.emendations if made.confidence == "unknown"]
    total = len(problems) + len(provenance.doubts) + len(provenance.missing) + len(unread)
    if not total:
        yield "没有存疑之处"
        return
    yield f"存疑 {total} 处"
    yield from (f"  缺  {missing}" for missing in provenance.missing)
    yield from (f"  核  {doubt}" for doubt in provenance.doubts)
    if unread:
        yield from _emendations("  核  不可读", unread, findings.plan)
    problems.sort(key=lambda problem: problem.severity != "error")
    for problem in problems[:_MOST_PROBLEMS]:
        told = pipeline.tell(problem, findings.plan.source, findings.path)
        yield f"  {problem_line(told, fatal=problem.severity == 'error')}"
    yield from _offers(findings.plan, problems)
    if len(problems) > _MOST_PROBLEMS:
        kinds = Counter(problem.code for problem in problems)
        listed = "、".join(f"{code} {n}" for code, n in kinds.most_common())
        yield f"  ……共 {len(problems)} 处：{listed}"


def _offers(plan: Plan, problems: Sequence[Problem]) -> Iterator[str]:
    """How what is doubtful can be put right in the `.yml`, if it was misread."""
    rows = [f"structure: [{row}]" for row in offers.structure(plan, problems)]
    rows += [f"metadata: {{{row}}}" for row in offers.metadata(plan, problems).values()]
    if rows:
        yield "  若读错了，可在 .yml 里这样改（写上依据；几行合写在一个 structure、metadata 之下）"
        yield from (f"    {row}" for row in rows[:_MOST_OFFERS])
    if len(rows) > _MOST_OFFERS:
        yield f"    ……共 {len(rows)} 行，收入时都注在 .yml 里"


def _some(words: list[str], most: int) -> str:
    return "、".join(words[:most]) + (" 等" if len(words) > most else "")


def _cut(line: str, width: int = _WIDTH) -> str:
    flat = escape.visible(" ".join(line.split()))
    return flat if len(flat) <= width else f"{flat[: width - 1]}…"
