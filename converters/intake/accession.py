"""Taking a plan in: what a text is, what its two files will be, and writing them once.

`examine` and `entry` only look and propose; `write` puts the files of a new plan beside the others
and never touches one that is there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from converters import pipeline
from converters.disk import whole_files
from converters.edition import ledger
from converters.edition.ledger import Ledger
from converters.ingest import sources
from converters.ingest.sources import Files
from converters.intake import provenance, revision, sidecar
from converters.intake.report import Findings
from converters.intake.revision import Revision
from converters.models.located import InputError
from converters.models.plan import Plan
from converters.models.source import Origin
from converters.readers import formats
from converters.structure import genre

ENDINGS = (".ids", ".yml", *formats.ENDINGS)
"""The files of a plan. Its ledger is written when its addresses are minted, and only then: what
was misread can be put right before that without an address that would be lost."""

_ADDRESS = re.compile(r"https?://(?P<site>[^\s/:@]+\.[^\s/:@]+)(?::\d+)?(?:/\S*)?")
_BY_FORCE = "；确要收入，请加 FORCE=1（命令行是 --force）"


@dataclass(frozen=True)
class Entry:
    """A plan about to be registered: its work id, its files by ending, what is said of it.

    `ending` is that of the plan as received; it appears last: without it the plan is not there.
    """

    work: str
    files: Mapping[str, bytes]
    findings: Findings
    ending: str = formats.TEXT


def examine(path: Path, data: bytes, work: str | None = None) -> Findings:
    """What a text that is not registered seems to be.

    Args:
        path: what messages name.
        data: the file as received.
        work: the work id a person gives it; else one is proposed.

    Raises:
        InputError: the file is refused, or the work id has not its form.
    """
    if work and not sources.is_work_id(work):
        message = f"“{work}”不是作品号，应作 {sources.WORK_ID_FORM}，如 {sources.WORK_ID_EXAMPLE}"
        raise InputError(path, 1, 1, message)
    plan = pipeline.read_plan(sources.from_bytes(path, data))
    found = provenance.of_work(plan, work) if work else provenance.of(plan)
    return Findings(path, plan, genre.judge(plan), found, plan.problems)


def refuse_other_genres(findings: Findings) -> None:
    """Raise what says that a text is no plan.

    Raises:
        InputError: it is none.
    """
    seen = findings.genre
    if not seen.is_plan:
        line = seen.evidence[0].line if seen.evidence else 1
        raise InputError(findings.path, line, 1, seen.message + _BY_FORCE)


def origin(path: Path, address: str, day: str) -> Origin | None:
    """Where a file was taken from, as who takes it in says; nothing is fetched.

    Args:
        path: what messages name.
        address: of the page or the file; empty if it is not said.
        day: on which it was taken (ISO); empty if it is not said.

    Raises:
        InputError: it is no address of a page, or there is a day without an address.
    """
    if not address:
        if day:
            raise InputError(path, 1, 1, "写了取得的日子（FETCHED），没有写从哪里取得（URL）")
        return None
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise InputError(path, 1, 1, f"“{address}”不是网址，应作 https://……")
    return Origin(found["site"], "收入者所记", address, day)


def entry(findings: Findings, data: bytes, folder: Path, taken: Origin | None = None) -> Entry:
    """The two files of a new plan, read back to see that the library takes them.

    Args:
        findings: what `examine` said of the text.
        data: the file as received.
        folder: of the sources.
        taken: where it was taken from.

    Raises:
        InputError: the work id can't be made up or is taken, or the text is registered already.
    """
    path, plan = findings.path, findings.plan
    if known := sources.matching(folder, data):
        raise InputError(path, 1, 1, f"这份文本已经收入，作品号是 {known.stem}")
    work = findings.provenance.work
    if work is None:
        raise InputError(path, 1, 1, _asking(findings))
    names = (f"{work}{ending}" for ending in ENDINGS)
    if there := [name for name in names if os.path.lexists(folder / name)]:
        message = (
            f"作品号 {work} 已经有了（{'、'.join(there)}），没有写入任何文件。"
            f"若是同一规划的新版本，请加 WORK={_next_version(folder, work)}"
        )
        if other := other_plan(folder, findings, work):
            message = f"没有写入任何文件：{other}"
        raise InputError(path, 1, 1, message)
    ending = sources.ending_of(path, data)
    files = {
        ".yml": sidecar.text(
            plan, findings.provenance, _older_version(folder, work), taken
        ).encode(),
        ending: data,
    }
    return _read_back(Entry(work, files, findings, ending), folder)


def _asking(findings: Findings) -> str:
    missing = "、".join(findings.provenance.missing)
    return (
        f"拟不出作品号，缺：{missing}。没有写入任何文件；"
        f"请加 WORK={sources.WORK_ID_FORM}，如 WORK={sources.WORK_ID_EXAMPLE}"
    )


def _next_version(folder: Path, work: str) -> str:
    stem = work.split(".", maxsplit=1)[0]
    number = 2
    while any((folder / f"{stem}.v{number}{ending}").exists() for ending in ENDINGS):
        number += 1
    return f"{stem}.v{number}"


def _older_version(folder: Path, work: str) -> str:
    """The latest version of a work before this one; empty if there is none."""
    stem, _, version = work.partition(".v")
    earlier = [stem, *(f"{stem}.v{number}" for number in range(2, int(version or 2)))]
    there = [one for one in earlier if version and sources.text_of(folder, one).exists()]
    return there[-1] if there else ""


def _read_back(made: Entry, folder: Path) -> Entry:
    """The entry, with the problems the library will have with it, but for what is minted later.

    Raises:
        InputError: the library would refuse it.
    """
    text = folder / f"{made.work}{made.ending}"
    files = Files(text, made.files[made.ending], made.files[".yml"])
    source = sources.of_files(files)
    problems = pipeline.read_plan(source, Ledger()).problems
    for problem in problems:
        if problem.severity == "error":
            line, col = source.position(problem.span.start)
            raise InputError(made.findings.path, line, col + 1, problem.message)
    doubts = tuple(problem for problem in problems if problem.code != ledger.UNMINTED)
    return replace(made, findings=replace(made.findings, problems=doubts))


def write(folder: Path, made: Entry) -> None:
    """Write the files of a new plan: all of them, or none.

    Raises:
        InputError: one can't be written, or is there already.
    """
    files = {f"{made.work}{ending}": data for ending, data in made.files.items()}
    whole_files.write_together(folder, files)


def registered(folder: Path, path: Path, data: bytes, work: str) -> tuple[Findings, Revision]:
    """What a text is as a registered plan, and what would change if it took its place.

    Args:
        folder: of the sources.
        path: what messages name.
        data: the text; not necessarily the registered one.
        work: the registered work id.
    """
    kept = sources.text_of(folder, work)
    other = kept.with_suffix(sources.ending_of(path, data))
    plan = pipeline.read_plan(sources.from_bytes(other, data, work))
    old = pipeline.read_plan(sources.load(kept, work))
    changes = revision.compare(old, plan, ledger.load(kept.with_suffix(".ids")))
    found = replace(_stated(plan), work=work)
    return Findings(path, plan, genre.Genre(), found, plan.problems), changes


def _stated(plan: Plan) -> provenance.Provenance:
    """No proposals: the metadata of a registered plan are what its `.yml` says."""
    return provenance.Provenance(plan.source.work, provenance.Locality(), None, None)


def other_plan(folder: Path, findings: Findings, work: str) -> str:
    """What to say of a text that has the place, years and kind of a registered plan, not its title.

    Args:
        folder: of the sources.
        findings: what `examine` said of the text.
        work: of the registered plan.

    Returns:
        Nothing, if the titles are the same or one of them is not known.
    """
    kept = sources.text_of(folder, work)
    if not kept.exists():
        return ""
    registered = pipeline.read_plan(sources.load(kept, work))
    printed = pipeline.read_plan(sources.load(kept))
    known = [title for plan in (registered, printed) if (title := _title(plan))]
    title = _title(findings.plan)
    if not title or not known or _bare(title) in map(_bare, known):
        return ""
    adcode, name, rest = work.split(".", maxsplit=1)[0].split("-", 2)
    return (
        f"作品号 {work} 已有“{known[0]}”，与“{title}”题名不同，可能是另一份规划。若是，"
        f"请在地名后连写几个字的拼音以示区别，如 WORK={adcode}-{name}fangxun-{rest}；"
        f"若是它的新版本，请加 WORK={_next_version(folder, work)}；"
        f"若要与它对照，请用 make check 加 WORK={work}"
    )


def _title(plan: Plan) -> str:
    return plan.record.title.value or ""


def _bare(title: str) -> str:
    """A title without blanks and marks, which are easily lost."""
    return "".join(filter(str.isalnum, title))


def work_of(folder: Path, data: bytes, findings: Findings) -> str | None:
    """The registered plan that a text is: by its bytes, its place or its proposed work id."""
    if known := sources.matching(folder, data):
        return known.stem
    path = findings.path
    if path.suffix in formats.ENDINGS and path.parent == folder and (folder / path.name).exists():
        return path.stem
    proposed = findings.provenance.work
    return proposed if proposed and sources.text_of(folder, proposed).exists() else None
