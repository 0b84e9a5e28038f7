"""The command line: `python -m converters build | add | check | convert | mint | …`."""

from __future__ import annotations

import argparse
import datetime
import gc
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path

from converters import build, pipeline
from converters.arguments import parser
from converters.citation.titles import display_title, place_code
from converters.disk import one_writer, whole_files
from converters.edition import apparatus, conservation, ids, ledger
from converters.exports import plan_json
from converters.ingest import edition_day, kept_files, sources, works
from converters.intake import (
    accession,
    cited_plans,
    new_names,
    provenance,
    report,
    sidecar,
    takedown,
)
from converters.intake.report import Findings
from converters.library import gram_worths, places
from converters.models import file_errors
from converters.models.located import InputError
from converters.models.plan import Plan
from converters.names import assignments, authority_files, drafts, name_ledger
from converters.names.name_finder import NameFinder
from converters.names.name_ledger import OF_NAMES
from converters.names.plan_names import PlanNames
from converters.pipeline import Told
from converters.readers import formats
from converters.site import disk_copy, link_check, release, remains, served_assets
from converters.views import plan_text
from converters.work import executors
from converters.work.bench import Bench
from converters.work.cache import Cache
from converters.writing import plan_markdown

DOCS = Path("docs")
CACHE = Path(".cache")
TAKEN = Path(".withdrawn")
"""Where what was taken out of the library lies, until someone removes it."""
STANDARD_INPUT = "-"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 if all is well, 1 if a text is refused or a check fails.

    What the disk refuses is told as what is wrong in a file is.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # data is UTF-8, whatever the terminal is
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = parser().parse_args(arguments)
    run, during = _COMMANDS[options.command]
    try:
        with during():
            code = run(options)
        if sys.stdout is not None:
            sys.stdout.flush()
    except InputError as error:
        return _failed(str(error))
    except BrokenPipeError:  # who reads what is printed has gone
        _print_no_more()
        return 1
    except OSError as error:
        path = error.filename2 or error.filename
        if path is None:
            _print_no_more()
        return _failed(f"{path or '标准输出'}:1:1: 读写不成：{file_errors.reason(error)}")
    except KeyboardInterrupt:
        return _failed("已中断")
    return code


def _failed(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


def _print_no_more() -> None:
    """Else Python would try once more at its end."""
    out = sys.__stdout__
    if out is not None and out is sys.stdout:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


@contextmanager
def _writing() -> Iterator[None]:
    """Write into `docs/` while no other command does; what a killed one left is finished first.

    Raises:
        InputError: there is no such folder.
    """
    if not DOCS.is_dir():
        raise InputError(DOCS, 1, 1, "没有这个文件夹；请在项目的文件夹里运行")
    with one_writer.alone(DOCS, _wait):
        _tidy()
        yield


@contextmanager
def _reading() -> Iterator[None]:
    """Read all of `docs/`, even while another command writes; what a killed one left as above."""
    with one_writer.alone(DOCS, None) as is_alone, suppress(OSError):
        if is_alone:
            _tidy()
    yield


def _tidy() -> None:
    for folder in (DOCS, DOCS / "sources", DOCS / "authority"):
        whole_files.tidy(folder)


def _wait() -> None:
    print(f"另一个命令正在写 {DOCS}/，等它写完……", file=sys.stderr, flush=True)


@contextmanager
def _bench(options: argparse.Namespace) -> Iterator[Bench]:
    """The workers and the cache that the options ask for."""
    gc.disable()  # as the processes of `cores` do
    who = executors.cluster(options.cluster) if options.cluster else executors.cores(options.jobs)
    kept = closing(Cache(None if options.no_cache else CACHE))
    with who as workers, kept as cache:
        yield Bench(workers, cache)


def _pack(options: argparse.Namespace) -> int:
    if _has_remains(options.folder):
        return 1
    count = disk_copy.pack(options.folder, options.archive)
    size = options.archive.stat().st_size / 1_000_000
    print(f"{options.archive}：{count} 个文件，{size:.1f} MB；解开后打开 index.html")
    return 0


def _release(_: argparse.Namespace) -> int:
    if _has_remains(DOCS / "data"):
        return 1
    archive, files = release.pack(DOCS.parent)
    size = archive.stat().st_size / 1_000_000
    print(f"{archive}：{files} 个文件，{size:.1f} MB；解开后 sha256sum --check {release.SUMS}")
    return 0


_NO_ADDRESS = (
    "提示：没有写明网站的地址（SITE_URL=https://…/ make site）。网页、图标和订阅照样可用；"
    "分享的图、规范地址、站点地图和浏览器的检索要完整的地址，都略去；"
    "“没有这一页”只有放在域名的根目录下才有样式。"
)


def _build(options: argparse.Namespace) -> int:
    with _bench(options) as bench:
        reading = build.Reading(DOCS, bench)
        if _report(reading.problems, strict=options.strict):
            return 1
        if _report(reading.name_problems, strict=options.strict):
            return 1
        count = reading.write(DOCS)
    if reading.has_no_address:
        print(_NO_ADDRESS, file=sys.stderr)
    print(f"{len(reading.tokens)} 份规划，{count} 个文件")
    return 0


def _convert(options: argparse.Namespace) -> int:
    data = kept_files.read(options.file)
    known = sources.matching(DOCS / "sources", data)
    work, path = (known.stem, known) if known else (None, options.file)
    plan = pipeline.read_plan(sources.from_bytes(path, data, work))
    if work:
        standings = pipeline.standings(DOCS, works.read(DOCS / "sources"))
        plan = replace(plan, standing=standings[work])
    else:
        plan = provenance.with_place(plan)
    failed = _report(_told([plan]), strict=options.strict)
    names = _names_in(plan)
    if options.json:
        print(_data(plan, names), end="")
    elif options.markdown:
        print(_markdown(plan, names), end="")
    else:
        print(_summary(plan), end="")
    return int(failed)


def _add(options: argparse.Namespace) -> int:
    folder = DOCS / "sources"
    path, data = _received(options.file)
    fetched = options.fetched.isoformat() if options.fetched else ""
    taken = accession.origin(path, options.url, fetched)
    findings = accession.examine(path, data, options.work)
    if not options.force:
        accession.refuse_other_genres(findings)
    made = accession.entry(findings, data, folder, taken)
    kept = replace(made.findings, path=folder / f"{made.work}{made.ending}")
    names = _names_in(kept.plan)  # what is wrong with the authority comes first
    cited = [*cited_plans.lines(names, folder, made.work)]
    told = report.text(kept, names)
    accession.write(folder, made)
    print(told, end="")
    print("".join(f"{line}\n" for line in cited), end="")
    print(_next_steps(kept, folder / f"{made.work}.yml"))
    return 0


def _check(options: argparse.Namespace) -> int:
    if options.file is None:
        return _check_library(options)
    folder = DOCS / "sources"
    path, data = _received(options.file)
    findings = accession.examine(path, data, options.work)
    work = accession.work_of(folder, data, findings)
    is_proposed = work and work == findings.provenance.work and not options.work
    other = accession.other_plan(folder, findings, work) if work and is_proposed else ""
    if work and not other:
        findings, changes = accession.registered(folder, path, data, work)
        print(report.text(findings, _names_in(findings.plan), changes), end="")
    else:
        if not options.force:
            accession.refuse_other_genres(findings)
        found = findings.provenance
        if other:
            found = replace(found, doubts=(*found.doubts, other))
            findings = replace(findings, provenance=found)
        print(report.text(findings, _names_in(findings.plan)), end="")
    doubtful = sidecar.doubtful(findings.problems)
    return int(any(options.strict or one.severity == "error" for one in doubtful))


def _check_library(options: argparse.Namespace) -> int:
    """Print every problem of the library, and what a person should look into."""
    with _bench(options) as bench:
        reading = build.Reading(DOCS, bench)
        problems = [*reading.problems, *reading.name_problems]
        findings = [*reading.findings]
    failed = _report(problems, strict=options.strict)
    print(f"{len(reading.tokens)} 份规划，{len(problems)} 处提示")
    for finding in findings:
        print(f"{':'.join(map(str, finding.place))}: 提示：{finding.message} [{finding.code}]")
    print(f"规范档 {len(reading.relations.records)} 条，{len(findings)} 处待查")
    return int(failed)


def _names_in(plan: Plan) -> PlanNames:
    """The names of one text; its place and issuer say what its short names mean."""
    return pipeline.names_in(plan, NameFinder(authority_files.load(DOCS / "authority")))


def _received(file: str) -> tuple[Path, bytes]:
    """What messages name, and the bytes of a file or of standard input."""
    if file != STANDARD_INPUT:
        return Path(file), kept_files.read(Path(file))
    if sys.stdin is None:
        raise InputError(Path(STANDARD_INPUT), 1, 1, "没有标准输入")
    path = Path(STANDARD_INPUT)
    try:
        return path, sys.stdin.buffer.read(kept_files.MAX_BYTES + 1)
    except OSError as error:
        raise file_errors.unread(path, error) from error


def _next_steps(findings: Findings, yml: Path) -> str:
    strict = len(sidecar.doubtful(findings.problems))
    doubts = (
        f"核对 {yml} 里标着“{sidecar.DOUBT}”的各处"
        if strict or findings.provenance.doubts
        else (f"看一遍 {yml}")
    )
    return (
        f"已写入 {yml.with_suffix('')} 的 {findings.path.suffix}、.yml。下一步：\n"
        f"  1. {doubts}"
        + (f"；其中 {strict} 处 make verify 不予通过，发布前须解决" if strict else "")
        + "\n  2. 作品号公布后不再改；现在要改，把两个文件一并改名"
        + "\n  3. make site，看网页；读错的在 .yml 里更正，再看"
        + "\n  4. make mint，登记地址，从此不变；make verify，查还有什么没有做"
    )


def _mint(options: argparse.Namespace) -> int:
    date = options.date or _today()
    plans = {plan.work: plan for plan in pipeline.read_library(DOCS)}
    for work in options.work or plans:
        if work not in plans:
            raise InputError(DOCS / "sources" / f"{work}.txt", 1, 1, "没有这份规划")
    first: dict[str, str] = {}
    added: dict[Path, list[str]] = {}
    for work in options.work or plans:
        path = DOCS / "sources" / f"{work}.ids"
        known = ledger.load(path)
        texts, aliases = ids.to_mint(plans[work]), plans[work].aliases.items()
        added[path] = ledger.additions(known, texts, aliases, date.isoformat())
        first[work] = known.first or date.isoformat()
    listed = works.ledger(DOCS / "sources")
    added[listed.path] = works.additions(listed, first.items())
    if not options.work:
        path = DOCS / "authority" / "ids"
        known = ledger.load(path, OF_NAMES)
        finder = NameFinder(authority_files.load(path.parent))
        codes = places.wanted(map(place_code, plans.values()), finder.authority)
        made = name_ledger.made(_answering(plans.values(), finder), codes)
        added[path] = name_ledger.additions(known, finder.authority, made, date.isoformat())
        if added[path] and DOCS.is_dir():
            path.parent.mkdir(exist_ok=True)  # places have addresses before any record is written
    ledger.append(added)
    for path, lines in added.items():
        print(f"{path}：登记 {len(lines)} 行")
    return 0


def _answering(plans: Iterable[Plan], finder: NameFinder) -> list[str]:
    """The bodies that answer for clauses of some plans, in the order of the authority."""
    found = {
        one.key
        for plan in plans
        for one in assignments.of_plan(plan, pipeline.names_in(plan, finder).mentions)
    }
    return [key for key in finder.authority.records if key in found]


def _names(options: argparse.Namespace) -> int:
    work, folder = options.work, DOCS / "authority"
    path = new_names.path_of(work)
    plan = next((one for one in pipeline.read_library(DOCS) if one.work == work), None)
    if plan is None:
        raise InputError(DOCS / "sources" / f"{work}.txt", 1, 1, "没有这份规划")
    title = display_title(plan)
    kept = kept_files.read_if_there(path)
    if kept is not None and not options.accept:
        message = f"已有这个文件；看过的，加 ACCEPT=1 收进 {folder}/，要重新写的，先删去它"
        raise InputError(path, 1, 1, message)
    if kept is None:
        found = drafts.of_plan(plan, _names_in(plan))
        kept = new_names.text(title, work, found).encode()
        if not options.accept:
            whole_files.write(path, kept)
            print(
                f"{path}：{len(found.records)} 条。逐条看过后运行 make names WORK={work} ACCEPT=1"
            )
            return 0
    changed = new_names.accepted(folder, path, kept, title)
    whole_files.rewrite(changed)
    path.unlink(missing_ok=True)
    for one in changed:
        print(f"{one}：已收入")
    print("下一步：make site，看网页；make mint，登记新名称的地址" if changed else "没有要收入的")
    return 0


def _take_down(options: argparse.Namespace) -> int:
    work, folder = options.work, DOCS / "sources"
    taken = works.Withdrawal((options.date or _today()).isoformat(), options.ground)
    takedown.take_down(folder, TAKEN, work, taken)
    print(
        f"{folder / works.NAME}：{work} 已记为撤下；它的原文、.yml 移到了 {TAKEN}/\n"
        "下一步：\n"
        "  1. make site（有压缩包的，还有 make disk）：查遍网站，证明不再有它的文字\n"
        "  2. 提交、发布\n"
        f"  3. 版本库的历史里还有它的文字，{TAKEN}/ 里也有；要连这些一并删去的，见 README 的“维护”"
    )
    return 0


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


def _epoch(_options: argparse.Namespace) -> int:
    for path in kept_files.listed(DOCS / "sources"):
        if path.suffix == ".ids":
            ledger.load(path)
    ledger.load(DOCS / "authority" / "ids", OF_NAMES)
    day = datetime.date.fromisoformat(edition_day.of(DOCS) or "1980-01-01")
    print(int(datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp()))
    return 0


def _weigh(_options: argparse.Namespace) -> int:
    sys.stdout.write(gram_worths.table(pipeline.read_library(DOCS)))
    return 0


def _render(options: argparse.Namespace) -> int:
    from converters.site import kept_pages  # noqa: PLC0415 - MkDocs takes long to load

    kept = None if options.no_cache else CACHE / "pages" / options.folder.name
    with closing(Cache(kept)) as cache:
        rendered = kept_pages.render(Path("mkdocs.yml"), options.folder, cache)
    print(f"{options.folder}：这次生成 {rendered} 页，其余与上次相同")
    return 0


def _finish(options: argparse.Namespace) -> int:
    print(f"去掉各页不用的文件 {served_assets.finish(options.folder, DOCS)} 个")
    return 0


def _check_site(options: argparse.Namespace) -> int:
    faults = _site_faults(options.folder, options.jobs)
    for fault in faults:
        print(fault, file=sys.stderr)
    return int(bool(faults) or _has_remains(options.folder))


def _site_faults(folder: Path, jobs: int | None) -> list[str]:
    """What is wrong with the links of a site, by so many processes; by all cores if None."""
    with executors.cores(jobs) as workers:
        return link_check.check(folder, workers)


def _has_remains(folder: Path) -> bool:
    """Whether anything of a plan that was taken down here is left in a site; says so."""
    proof = remains.prove(folder, DOCS, TAKEN)
    if not proof.plans:
        return False
    for trace in proof.traces:
        print(trace, file=sys.stderr)
    if not proof.traces:
        print(f"{folder}：没有留下撤下的 {proof.plans} 份规划的文字")
    print(
        f"连续 {remains.LENGTH} 字即查；除外：别的规划也有的 {proof.sought.shared} 段；"
        f"题名、机关、文号和规范档里的名称 {len(proof.sought.excepted)} 个"
        + "".join(f"\n  {text}" for text in proof.sought.excepted)
    )
    return bool(proof.traces)


def _verify(options: argparse.Namespace) -> int:
    """Print what keeps `docs/` from being published; what to do about it stands last."""
    steps = _verify_library(options)
    steps += _verify_site(options.folder, options.jobs, is_to_change=bool(steps))
    if not steps:
        print("docs/ 和网站的链接都没有问题，可以提交、发布")
        return 0
    steps.append("再运行 make verify")
    print("下一步：" + "；".join(f"{number}. {step}" for number, step in enumerate(steps, 1)))
    return 1


def _verify_library(options: argparse.Namespace) -> list[str]:
    """Print what is wrong with the plans and the authority; what a person is to do about it."""
    try:
        with _bench(options) as bench:
            reading = build.Reading(DOCS, bench)
            problems = [*reading.problems, *reading.name_problems]
    except InputError as error:
        print(error, file=sys.stderr)
        return ["改好上面这一处"]
    _report(problems, strict=True)
    strays = list(works.strays(DOCS / "sources"))
    for path in strays:
        print(f"{path}:1:1: 错误：不是规划的文件，却会随网站公布，请移走", file=sys.stderr)
    codes = [one.code for one in problems if one.severity != "notice"]
    unminted = sum(code in (ledger.UNMINTED, works.UNMINTED) for code in codes)
    wrong = len(codes) - unminted + len(strays)
    steps = []
    if wrong:
        steps.append(f"看上面的 {wrong} 处，读错的在 .yml 里更正，核对以后照录不改的写 checked")
    if unminted:
        steps.append("make mint，登记新地址")
    return steps


def _verify_site(site: Path, jobs: int | None, *, is_to_change: bool) -> list[str]:
    """Print what is wrong with a built site; what a person is to do about it."""
    if not _is_built(site):
        said = "错误：网站还没有生成，或者不是由现在的 docs/ 生成的"
        print(f"{site}:1:1: {said}", file=sys.stderr)
        return ["make site，生成网站"]
    faults = _site_faults(site, jobs)
    for fault in faults:
        print(fault, file=sys.stderr)
    if is_to_change:
        return ["make site，重新生成网站"]
    if _has_remains(site):
        return ["改写上面引着撤下的文字的各处", "make site，重新生成网站"]
    what = f"看上面的 {len(faults)} 处链接和地址，不是 docs/ 里写错的，就是程序的错，请报告"
    return [what] if faults else []


def _is_built(site: Path) -> bool:
    """Whether a site was built of the library as it is: it serves the files that people write."""
    return all(
        _files(DOCS / name) == _files(site / name)
        for name in ("sources", "authority")
        if (DOCS / name).exists()
    )


def _files(folder: Path) -> dict[Path, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")
    return {
        path.relative_to(folder).with_name(formats.served_as(path.name)): kept_files.read_made(path)
        for path in paths
    }


def _told(plans: Iterable[Plan]) -> Iterator[Told]:
    """The problems of some plans."""
    for plan in plans:
        yield from (pipeline.tell(problem, plan.source) for problem in plan.problems)


def _report(problems: Iterable[Told], *, strict: bool) -> bool:
    """Print every problem as `file:line:col`; whether one of them fails the command."""
    failed = False
    for told in problems:
        fatal = told.severity == "error" or (strict and told.severity == "warning")
        failed = failed or fatal
        print(report.problem_line(told, fatal=fatal), file=sys.stderr)
    return failed


def _data(plan: Plan, names: PlanNames) -> str:
    return plan_json.dump(plan, apparatus.entries(plan), names)


def _markdown(plan: Plan, names: PlanNames) -> str:
    return plan_markdown.dump(plan, plan_text.of(plan, apparatus.entries(plan), names))


def _summary(plan: Plan) -> str:
    found = conservation.account(plan)
    heads = [f"{clause.id}\t{clause.label}{clause.heading}" for clause in plan.clauses]
    noise = sum(found.noise.values())
    counts = f"字符 {found.total}：照录 {found.text}，剔除 {noise}，校改 {found.emended}"
    return "\n".join([*heads, counts, ""])


_COMMANDS: Mapping[
    str, tuple[Callable[[argparse.Namespace], int], Callable[[], AbstractContextManager[None]]]
] = {
    "build": (_build, _writing),
    "convert": (_convert, nullcontext),
    "add": (_add, _writing),
    "check": (_check, _reading),
    "mint": (_mint, _writing),
    "names": (_names, _writing),
    "takedown": (_take_down, _writing),
    "weigh": (_weigh, nullcontext),
    "epoch": (_epoch, nullcontext),
    "render": (_render, nullcontext),
    "finish": (_finish, nullcontext),
    "check-site": (_check_site, nullcontext),
    "verify": (_verify, _reading),
    "pack": (_pack, nullcontext),
    "release": (_release, _reading),
}
"""What runs each command, and what it may do with `docs/` meanwhile."""


if __name__ == "__main__":
    sys.exit(main())
