"""The names that a new plan brings: for a person to go through, then taken into the authority.

What is written is `names-<work>.yml`, beside `docs/`: a list of whole records for each file of the
authority (`names.drafts`), in which a person keeps, changes and strikes; and a list of what is no
name. It belongs to nobody once it has been taken over, and is removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import yaml

from converters.ingest import kept_files
from converters.models.located import InputError
from converters.names import authority, authority_files
from converters.names.authority_files import Read, RecordFile
from converters.names.drafts import Draft, Drafts

NOT_NAMES = "not-names"
"""The file, and the list, of what stands in quotation marks and is no name."""

_ORDER = ("places", "agencies", "terms", "instruments")
_SECTION = re.compile(rf"(?P<name>{'|'.join((*authority.SCHEMES, NOT_NAMES))}):\s*")
_RECORD = re.compile(r"^(?=- )", re.MULTILINE)
_EMPTY = re.compile(r"^\[ *\] *\n?", re.MULTILINE)
_OURS = re.compile(r"^# (?:[0-9]+ 处|核：.*)\n", re.MULTILINE)


def path_of(work: str) -> Path:
    """Where the names of a plan are written, beside `docs/`."""
    return Path(f"names-{work}.yml")


def text(title: str, work: str, drafts: Drafts) -> str:
    """The file for a person to go through.

    Args:
        title: of the plan.
        work: its id.
        drafts: what the authority lacks of its names.
    """
    lines = [
        f"# {_line(title)}：规范档里没有的名称 {len(drafts.records)} 个，多的在前。",
        "# 逐条看：对的留着，不对的改，不要的整条删去；不是名称的，移到末尾 not-names 之下。",
        f"# 看过以后运行 make names WORK={work} ACCEPT=1，都收进 docs/authority/，本文件随即删去。",
    ]
    for scheme in _ORDER:
        of_scheme = [one for one in drafts.records if one.scheme == scheme]
        if of_scheme:
            lines += ["", f"{scheme}:", *(line for one in of_scheme for line in _record(one))]
    if drafts.forms:
        lines += ["", "# 像是已有各条的另一写法；若是，写进那一条的 alt："]
        lines += [f"#   {_line(form)}  {key}" for form, key in drafts.forms]
    lines += ["", f"{NOT_NAMES}:", "# - {name: 名称, at: [作品号#条款], note: 平常词加引号}"]
    return "\n".join(lines) + "\n"


def _record(draft: Draft) -> Iterator[str]:
    yield ""
    yield f"# {draft.count} 处"
    if draft.doubt:
        yield f"# 核：{_line(draft.doubt)}"
    fields = dict(draft.fields)
    alt = {"alt": [*draft.alt]} if draft.alt else {}
    whole = {"id": draft.id, "pref": draft.pref, **alt, **fields}
    for at, (name, value) in enumerate(whole.items()):
        shown = [*value] if isinstance(value, tuple) else value
        yield f"{'- ' if not at else '  '}{name}: {_value(shown)}"


def _value(value: object) -> str:
    """A value of YAML on one line."""
    written = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10**6)
    return written.removesuffix("...\n").rstrip("\n")


def _line(text_: str) -> str:
    return " ".join(text_.split())


def accepted(
    folder: Path, path: Path, data: bytes, title: str
) -> Mapping[Path, tuple[bytes | None, bytes]]:
    """The files of the authority that change when the names of a file are taken into them.

    Each as it is, None if it is not there, and as it will be. What a file has already, by its id
    and full form, is not added again.

    Args:
        folder: of the authority.
        path: of the file that a person has gone through.
        data: its contents.
        title: of the plan, which stands above what is added.

    Raises:
        InputError: the file, or a record in it, is not as it should be.
    """
    known = authority_files.files(folder)
    sections = [*_sections(path, kept_files.decoded(path, data))]
    of_files = [*map(authority_files.read, known)]
    had = {(one.key, one.pref) for part in of_files for one in part.records}
    strangers = frozenset[str]().union(*(part.strangers for part in of_files))
    added: dict[str, list[str]] = {}
    parts = of_files
    for section in sections:
        for block, part in _blocks(section):
            if part.strangers - strangers or any(
                (one.key, one.pref) not in had for one in part.records
            ):
                parts.append(part)
                added.setdefault(section.scheme, []).append(block)
    authority_files.of(parts)
    before = {one.scheme: one.data for one in known}
    found: dict[Path, tuple[bytes | None, bytes]] = {}
    for scheme, blocks in added.items():
        file, old = folder / f"{scheme}.yml", before.get(scheme)
        found[file] = (old, _with(file, old or b"", blocks, title))
        _check(RecordFile(scheme, file, found[file][1]), parts)
    return found


def _blocks(section: RecordFile) -> Iterator[tuple[str, Read]]:
    """What is written of each entry of a list, and what it says.

    Raises:
        InputError: an entry is not as it should be, or they do not each begin with a dash.
    """
    whole = section.data.decode()
    said = authority_files.read(section)
    starts = [found.start() for found in _RECORD.finditer(whole)]
    if len(starts) < max(len(said.records), len(said.strangers)):
        line = len(whole) - len(whole.lstrip("\n")) + 1
        raise InputError(section.path, line, 1, "各条应各自在行首以“- ”开头")
    for start, end in pairwise([*starts, len(whole)]):
        block = whole[start:end]
        above = "\n" * whole.count("\n", 0, start)
        yield block, authority_files.read(section._replace(data=f"{above}{block}".encode()))


def _check(file: RecordFile, parts: Sequence[Read]) -> None:
    """Raise InputError if a file does not say what it said and what was to be added.

    It may be written in another way than one record after another, each behind a dash.
    """
    message = "收不进这个文件：各条应各自以“- ”开头，逐条往下写"
    try:
        written = authority_files.read(file)
    except InputError as error:
        raise InputError(file.path, 1, 1, message) from error
    wanted = [one.key for part in parts for one in part.records if one.scheme == file.scheme]
    if [one.key for one in written.records] != wanted:
        raise InputError(file.path, 1, 1, message)


def _sections(path: Path, whole: str) -> Iterator[RecordFile]:
    """The lists of the file, each as a file of its scheme whose lines have the same numbers.

    Raises:
        InputError: something stands before the first list, or a list stands twice.
    """
    starts: list[tuple[str, int]] = []
    lines = whole.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines):
        if found := _SECTION.fullmatch(line):
            if any(found["name"] == name for name, _ in starts):
                raise InputError(path, number + 1, 1, f"{found['name']} 写了两次")
            starts.append((found["name"], number))
        elif not starts and line.strip() and not line.startswith("#"):
            names = "、".join((*_ORDER, NOT_NAMES))
            raise InputError(path, number + 1, 1, f"应在 {names} 之一的下面")
    ends = [number for _, number in starts[1:]] + [len(lines)]
    for (name, number), end in zip(starts, ends, strict=True):
        body = [""] * (number + 1) + lines[number + 1 : end]
        yield RecordFile(name, path, "\n".join(body).encode())


def _with(file: Path, before: bytes, blocks: Sequence[str], title: str) -> bytes:
    """A file of the authority with records after those it has; `[]` says that it has none."""
    old = _EMPTY.sub("", kept_files.decoded(file, before)).rstrip("\n").encode()
    new = "".join(_OURS.sub("", block).rstrip("\n") + "\n\n" for block in blocks).rstrip("\n")
    head = f"# {_line(title)}\n\n"
    return b"\n\n".join(part for part in (old, f"{head}{new}\n".encode()) if part)
