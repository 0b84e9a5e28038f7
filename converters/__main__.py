"""The command line: `python -m converters build | add | check | convert | mint | …`."""

from __future__ import annotations

import argparse
import datetime
import io
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from converters import pipeline
from converters.edition import apparatus, conservation, ids, ledger
from converters.exports import plan_json
from converters.ingest import sources
from converters.intake import accession, report, sidecar
from converters.intake.report import Findings
from converters.models.located import InputError, Problem
from converters.models.plan import Plan
from converters.names import curation, name_ledger
from converters.names.index import Index
from converters.site import disk_copy, link_check
from converters.text import dates

DOCS = Path("docs")
STANDARD_INPUT = "-"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 if all is well, 1 if a text is refused or a check fails."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # data is UTF-8, whatever the terminal is
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except InputError as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="converters", description="应急规划文库的转换程序")
    commands = parser.add_subparsers(required=True, metavar="命令")

    build = commands.add_parser("build", help="由 docs/sources/ 生成各页和数据")
    build.add_argument("--strict", action="store_true", help="有一处存疑即失败")
    build.set_defaults(run=_build)

    convert = commands.add_parser("convert", help="转换任一文本文件，不写入任何文件")
    convert.add_argument("file", type=Path)
    convert.add_argument("--json", action="store_true", help="输出 JSON（否则输出提要）")
    convert.add_argument("--strict", action="store_true", help="有一处存疑即失败")
    convert.set_defaults(run=_convert)

    add = commands.add_parser("add", help="收入一份新规划：写 .txt、.yml、.ids")
    add.add_argument("file", help="文本文件；- 是标准输入")
    add.add_argument("--work", help="作品号；不写则由原文拟定", default=None)
    add.add_argument("--force", action="store_true", help="即使不像规划也收入")
    add.add_argument("--date", help="公布日期，默认今天", type=_date, default=None)
    add.set_defaults(run=_add)

    check = commands.add_parser("check", help="像 add 一样报告，不写入任何文件")
    check.add_argument("file", nargs="?", help="文本文件；- 是标准输入；不写则查全部已收入的")
    check.add_argument("--work", help="作品号；不写则由原文拟定", default=None)
    check.add_argument("--force", action="store_true", help="即使不像规划也算通过")
    check.add_argument("--strict", action="store_true", help="有一处存疑即失败")
    check.set_defaults(run=_check)

    mint = commands.add_parser("mint", help="把新地址登记到 .ids（只增不改）")
    mint.add_argument("work", nargs="*", help="作品号；不写则为全部")
    mint.add_argument("--date", help="公布日期，默认今天", type=_date, default=None)
    mint.set_defaults(run=_mint)

    epoch = commands.add_parser("epoch", help="数据的最后日期（秒），供 SOURCE_DATE_EPOCH")
    epoch.set_defaults(run=_epoch)

    site = commands.add_parser("check-site", help="检查生成的网站：链接、锚点、重复的地址")
    site.add_argument("folder", type=Path)
    site.set_defaults(run=_check_site)

    pack = commands.add_parser("pack", help="把生成的一份打成压缩包，供从磁盘打开")
    pack.add_argument("folder", type=Path)
    pack.add_argument("archive", type=Path)
    pack.set_defaults(run=_pack)
    return parser


def _pack(options: argparse.Namespace) -> int:
    count = disk_copy.pack(options.folder, options.archive)
    size = options.archive.stat().st_size / 1_000_000
    print(f"{options.archive}：{count} 个文件，{size:.1f} MB；解开后打开 index.html")
    return 0


def _build(options: argparse.Namespace) -> int:
    plans = pipeline.read_library(DOCS)
    failed = _report(plans, strict=options.strict)
    if failed:
        return 1
    index = pipeline.read_index(DOCS, plans)
    published = pipeline.read_name_ledger(DOCS)
    if _report_names(pipeline.name_problems(index, published), strict=options.strict):
        return 1
    made = pipeline.pages(index, published)
    pipeline.write(DOCS, made)
    print(f"{len(plans)} 份规划，{len(made)} 个文件")
    return 0


def _convert(options: argparse.Namespace) -> int:
    data = sources.read(options.file)
    work = sources.matching(DOCS / "sources", data)
    path = DOCS / "sources" / f"{work}.txt" if work else options.file
    plan = pipeline.read_plan(sources.from_bytes(path, data, work))
    failed = _report([plan], strict=options.strict)
    names = pipeline.read_index(DOCS, (plan,))
    print(_data(plan, names) if options.json else _summary(plan), end="")
    return int(failed)


def _add(options: argparse.Namespace) -> int:
    folder = DOCS / "sources"
    path, data = _received(options.file)
    findings = accession.examine(path, data, options.work)
    if not options.force:
        accession.refuse_other_genres(findings)
    made = accession.entry(findings, data, folder, (options.date or _today()).isoformat())
    accession.write(folder, made)
    kept = replace(made.findings, path=folder / f"{made.work}.txt")
    print(report.text(kept, _names(kept)), end="")
    print(_next_steps(kept, folder / f"{made.work}.yml"))
    return 0


def _check(options: argparse.Namespace) -> int:
    if options.file is None:
        plans = pipeline.read_library(DOCS)
        failed = _report(plans, strict=options.strict)
        index = pipeline.read_index(DOCS, plans)
        problems = pipeline.name_problems(index, pipeline.read_name_ledger(DOCS))
        failed = _report_names(problems, strict=options.strict) or failed
        count = len(problems) + sum(len(plan.problems) for plan in plans)
        print(f"{len(plans)} 份规划，{count} 处提示")
        _print_curation(index)
        return int(failed)
    folder = DOCS / "sources"
    path, data = _received(options.file)
    findings = accession.examine(path, data, options.work)
    work = accession.work_of(folder, data, findings)
    is_proposed = work and work == findings.provenance.work and not options.work
    other = accession.other_plan(folder, findings, work) if work and is_proposed else ""
    if work and not other:
        findings, changes = accession.registered(folder, path, data, work)
        print(report.text(findings, _names(findings), changes), end="")
    else:
        if not options.force:
            accession.refuse_other_genres(findings)
        found = findings.provenance
        if other:
            found = replace(found, doubts=(*found.doubts, other))
            findings = replace(findings, provenance=found)
        print(report.text(findings, _names(findings)), end="")
    doubtful = sidecar.doubtful(findings.problems)
    return int(any(options.strict or one.severity == "error" for one in doubtful))


def _names(findings: Findings) -> Index:
    """The names of one text; its place and issuer, by which short names are understood."""
    return pipeline.read_index(DOCS, (findings.plan,))


def _print_curation(names: Index) -> None:
    """Print what a person should look into in the authority; nothing of it fails."""
    found = list(curation.findings(names))
    for finding in found:
        print(f"{':'.join(map(str, finding.place))}: 提示：{finding.message} [{finding.code}]")
    print(f"{len(names.authority.records)} 条规范名称，{len(found)} 处待查")


def _received(file: str) -> tuple[Path, bytes]:
    """What messages name, and the bytes of a file or of standard input."""
    if file != STANDARD_INPUT:
        return Path(file), sources.read(Path(file))
    if sys.stdin is None:
        raise InputError(Path(STANDARD_INPUT), 1, 1, "没有标准输入")
    return Path(STANDARD_INPUT), sys.stdin.buffer.read(sources.MAX_BYTES + 1)


def _next_steps(findings: Findings, yml: Path) -> str:
    strict = len(sidecar.doubtful(findings.problems))
    doubts = (
        f"核对 {yml} 里标着“{sidecar.DOUBT}”的各处"
        if strict or findings.provenance.doubts
        else (f"看一遍 {yml}")
    )
    return (
        f"已写入 {yml.with_suffix('')} 的 .txt、.yml、.ids。下一步：\n"
        f"  1. {doubts}"
        + (f"；其中 {strict} 处在持续集成（--strict）中会失败，发布前须解决" if strict else "")
        + "\n  2. 作品号公布后不再改；现在要改，把三个文件一并改名\n  3. make site"
    )


def _mint(options: argparse.Namespace) -> int:
    date = options.date or _today()
    plans = {str(plan.source.work): plan for plan in pipeline.read_library(DOCS)}
    for work in options.work or plans:
        if work not in plans:
            raise InputError(DOCS / "sources" / f"{work}.txt", 1, 1, "没有这份规划")
    for work in options.work or plans:
        path = DOCS / "sources" / f"{work}.ids"
        known = ledger.load(path)
        texts, aliases = ids.texts(plans[work]), plans[work].aliases.items()
        lines = ledger.additions(known, texts, aliases, date.isoformat())
        ledger.append(path, lines)
        print(f"{path}：登记 {len(lines)} 行")
    if not options.work:
        _mint_names(plans, date.isoformat())
    return 0


def _mint_names(plans: Mapping[str, Plan], date: str) -> None:
    records = pipeline.read_index(DOCS, tuple(plans.values())).authority.records
    published = pipeline.read_name_ledger(DOCS)
    lines = name_ledger.additions(published, records, date)
    ledger.append(published.path, lines)
    print(f"{published.path}：登记 {len(lines)} 行")


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


def _date(text: str) -> datetime.date:
    if dates.exists(text) and "X" not in text:
        return datetime.date.fromisoformat(text)
    raise argparse.ArgumentTypeError(f"{text} 不是日期，应作 2026-11-22")


def _epoch(_options: argparse.Namespace) -> int:
    dates = [
        entry.date
        for path in sorted((DOCS / "sources").glob("*.ids"))
        for entry in ledger.load(path).entries.values()
    ]
    dates += [entry.date for entry in pipeline.read_name_ledger(DOCS).entries.values()]
    day = datetime.date.fromisoformat(max(dates, default="1980-01-01"))
    print(int(datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp()))
    return 0


def _check_site(options: argparse.Namespace) -> int:
    faults = link_check.check(options.folder)
    for fault in faults:
        print(fault, file=sys.stderr)
    return int(bool(faults))


def _report(plans: Iterable[Plan], *, strict: bool) -> bool:
    """Print every problem as `file:line:col`; whether one of them fails the command."""
    failed = False
    for plan in plans:
        for problem in plan.problems:
            fatal = problem.severity == "error" or (strict and problem.severity == "warning")
            failed = failed or fatal
            word = "错误" if fatal else "提示"
            line = report.problem_line(plan, plan.source.path, problem, word)
            print(line, file=sys.stderr)
    return failed


def _report_names(problems: Iterable[Problem], *, strict: bool) -> bool:
    """Print every problem of the authority; whether one of them fails the command."""
    failed = False
    for problem in problems:
        fatal = problem.severity == "error" or (strict and problem.severity == "warning")
        failed = failed or fatal
        place = ":".join(map(str, problem.place or ()))
        word = "错误" if fatal else "提示"
        print(f"{place}: {word}：{problem.message} [{problem.code}]", file=sys.stderr)
    return failed


def _data(plan: Plan, names: Index) -> str:
    return plan_json.dump(plan, apparatus.entries(plan), names)


def _summary(plan: Plan) -> str:
    found = conservation.account(plan)
    heads = [f"{clause.id}\t{clause.label}{clause.heading}" for clause in plan.clauses]
    noise = sum(found.noise.values())
    counts = f"字符 {found.total}：照录 {found.text}，剔除 {noise}，校改 {found.emended}"
    return "\n".join([*heads, counts, ""])


if __name__ == "__main__":
    sys.exit(main())
