"""Bytes to `Source`: one file as received, and what a person knows about it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from converters import lexicon
from converters.ingest import editor_rulings, file_formats, kept_files, located_yaml
from converters.ingest.kept_files import MAX_BYTES
from converters.models.derived import Derived
from converters.models.located import FilePlace, InputError, Position
from converters.models.record import Field, Period, Place, Record, Township
from converters.models.source import Checked, Conjecture, Edition, Origin, Slip, Source
from converters.readers import formats
from converters.readers.derived import Unreadable
from converters.readers.formats import Format
from converters.text import dates, encodings

_YEAR = r"(?:19[5-9]\d|20\d\d)"
_WORK_ID = re.compile(
    rf"[1-9]\d{{5}}-[a-z]+-(?P<first>{_YEAR})(?:-(?P<last>{_YEAR}))?"
    r"-(?:yaodian|guihua|yuan|jihua|other)(?:\.v(?:[2-9]|[1-9]\d+))?",
    re.ASCII,
)

MAX_LINES = 100_000
"""A plan has some 500 lines, and each takes its time, however short it is."""

_MIN_HAN = 0.2
_LISTS = ("conjectures", "slips", "checked")
_FIELDS = lexicon.glossary("fields")

WORK_ID_FORM = f"行政区划代码-地名-{_FIELDS['period']}-{_FIELDS['kind']}"
WORK_ID_EXAMPLE = "360900-yichun-2023-yaodian"
"""What a work id looks like, for who has to make one."""


def is_work_id(name: str) -> bool:
    """Whether a name is `adcode-place-period-kind`: minted once by a person, that of the file.

    >>> is_work_id("360900-yichun-2023-yaodian"), is_work_id("360900-yichun-2025-2021-guihua")
    (True, False)
    """
    if found := _WORK_ID.fullmatch(name):
        return not found["last"] or found["first"] < found["last"]
    return False


class Files(NamedTuple):
    """The files of a registered plan as they lie on disk; None for one that is not there."""

    path: Path
    text: bytes
    edition: bytes | None = None
    ledger: bytes | None = None

    @property
    def work(self) -> str:
        """The work id, the name of its files."""
        return self.path.stem


def load(path: Path, work: str | None = None) -> Source:
    """Read one file.

    Args:
        path: a file of at most MAX_BYTES bytes and MAX_LINES lines: text in an encoding that
            `encodings` reads, or of a format that `formats` has a reader for.
        work: its work id, if it is registered; its `.yml` is then read too.

    Raises:
        InputError: the file is refused, with the place and the reason.
    """
    return from_bytes(path, kept_files.read(path), work)


def from_bytes(path: Path, data: bytes, work: str | None = None) -> Source:
    """`load`, for bytes already read; `path` is what messages name and beside it is the `.yml`."""
    known = kept_files.read_if_there(path.with_suffix(".yml")) if work else None
    return _source(path, data, work, known)


def of_files(files: Files) -> Source:
    """`load`, for a registered plan whose files have been read."""
    return _source(files.path, files.text, files.work, files.edition)


def _source(path: Path, data: bytes, work: str | None, edition: bytes | None) -> Source:
    read = _read(path, data, is_registered=work is not None)
    if len(read.text.splitlines()) > MAX_LINES:
        raise InputError(path, MAX_LINES + 1, 1, f"行数过多，超过 {MAX_LINES:,} 行")
    _check_is_chinese_text(path, read.text)
    known = Edition()
    if work and edition is not None:
        known = _edition(path.with_suffix(".yml"), edition, work, read.text)
    digest = hashlib.sha256(data).hexdigest()
    encoding = read.encoding if isinstance(read, encodings.Decoded) else "utf-8"
    derived = None if isinstance(read, encodings.Decoded) else read
    return Source(path, read.text, digest, work, known, encoding, derived)


def registered(folder: Path) -> Iterator[Files]:
    """The files of all plans of a folder of sources, by work id.

    Raises:
        InputError: a file can't be read, or its name is no work id.
    """
    before: Path | None = None
    for path in texts(folder):
        if before and before.stem == path.stem:
            message = f"同一作品号已有 {before.name}，只能有一个原文，请移走一个"
            raise InputError(path, 1, 1, message)
        before = path
        edition, published = (
            kept_files.read_if_there(path.with_suffix(ending)) for ending in (".yml", ".ids")
        )
        files = Files(path, kept_files.read(path), edition, published)
        if not is_work_id(files.work):
            message = f"文件名“{files.work}”不是作品号，应作 {WORK_ID_FORM}，如 {WORK_ID_EXAMPLE}"
            raise InputError(path, 1, 1, message)
        yield files


def texts(folder: Path) -> list[Path]:
    """The files of a folder of sources that are plans as received, in whatever format, by name."""
    return [path for path in kept_files.listed(folder) if path.suffix in formats.ENDINGS]


def text_of(folder: Path, work: str) -> Path:
    """The file of a registered plan as received; what would be its text, if there is none."""
    paths = [folder / f"{work}{ending}" for ending in formats.ENDINGS]
    return next((path for path in paths if path.exists()), paths[0])


def ending_of(path: Path, data: bytes) -> str:
    """The ending that a file gets among the sources, by what it proves to be."""
    found = formats.of(data, path.suffix)
    return found.ending if found else formats.TEXT


def matching(folder: Path, data: bytes) -> Path | None:
    """The registered source that has exactly these bytes."""
    for path in texts(folder):
        if kept_files.size(path) == len(data) and kept_files.read(path) == data:
            return path
    return None


def _read(path: Path, data: bytes, *, is_registered: bool) -> encodings.Decoded | Derived:
    """The text of a file, decoded or derived."""
    found = formats.of(data, path.suffix) if len(data) <= MAX_BYTES else None
    if is_registered:
        _refuse_other_ending(path, found)
    if not found:
        return _decode(path, data)
    try:
        return found.read(data)
    except Unreadable as error:
        raise InputError(path, 1, 1, str(error)) from error


def _refuse_other_ending(path: Path, found: Format | None) -> None:
    """What a file among the sources is called by its ending is what it is served as."""
    ending = found.ending if found else formats.TEXT
    if path.suffix != ending:
        words = found.words if found else "纯文本"
        message = f"文件名作 {path.suffix}，内容却是{words}，请把文件名改作 {path.stem}{ending}"
        raise InputError(path, 1, 1, message)


def _decode(path: Path, data: bytes) -> encodings.Decoded:
    if len(data) > MAX_BYTES:
        raise InputError(path, 1, 1, kept_files.TOO_LARGE)
    if not data.strip():
        raise InputError(path, 1, 1, "文件是空的")
    if known := file_formats.of(data):
        raise InputError(path, 1, 1, f"是 {known.name}，读不了；{known.step}")
    try:
        return encodings.decode(data)
    except encodings.Undecodable as error:
        raise InputError(path, error.line, error.col, str(error)) from error


def _check_is_chinese_text(path: Path, text: str) -> None:
    if not text.strip().strip("\ufeff"):
        raise InputError(path, 1, 1, "文件是空的")
    if misread := encodings.misread(text):
        message = (
            f"是乱码：原是 {misread.meant}，被误作 {misread.read_as} 读入又存下"
            f"（“{misread.received}”本作“{misread.text}”）。失去的字补不回来，请重新取得原文"
        )
        raise InputError(path, misread.line, 1, message)
    share = encodings.share_of_han(text)
    if share < _MIN_HAN:
        raise InputError(path, 1, 1, f"不是中文文本：汉字只占 {share:.0%}")


def _edition(path: Path, data: bytes, work: str, text: str) -> Edition:
    content, places = located_yaml.read(path, data)
    _refuse_former_structure(path, content, places)
    located_yaml.check(path, content, places, lexicon.schema("edition"))
    supplied = _record(content.get("metadata", {}))
    place = supplied.place.value
    if place and not work.startswith(place.adcode):
        line, col = places["metadata", "place", "value", "adcode"]
        message = f"行政区划代码 {place.adcode} 与作品号 {work} 不符"
        raise InputError(path, line, col + 1, message)
    if (years := supplied.period.value) and years.first > years.last:
        line, col = places["metadata", "period", "value", "from"]
        raise InputError(path, line, col + 1, "时期的首年晚于末年")
    for name, date in supplied.dates.items():
        if date.value is not None and not dates.exists(date.value):
            line, col = places["metadata", name, "value"]
            raise InputError(path, line, col + 1, f"没有 {date.value} 这个日期")
    origin = Origin(**content["origin"]) if "origin" in content else None
    if origin and origin.date and not dates.exists(origin.date):
        line, col = places["origin", "date"]
        raise InputError(path, line, col + 1, f"没有 {origin.date} 这个日期")
    return Edition(
        path,
        origin,
        supplied,
        tuple(Conjecture(**entry) for entry in content.get("conjectures", ())),
        tuple(Slip(**entry) for entry in content.get("slips", ())),
        editor_rulings.read(path, content.get("structure", ()), places, _line_count(text)),
        tuple(Checked(**entry) for entry in content.get("checked", ())),
        dict(_places(path, content, places)),
    )


def _line_count(text: str) -> int:
    return text.count("\n") + (not text.endswith("\n"))


def _refuse_former_structure(
    path: Path, content: Any, places: Mapping[located_yaml.Path_, Position]
) -> None:
    """Say what has become of `structure: {run_in_heads: [8], not_run_in_heads: [9]}`."""
    former = content.get("structure") if isinstance(content, dict) else None
    if isinstance(former, dict):
        line, col = places["structure",]
        message = (
            "structure 现在是一行一行的列表，请改写：run_in_heads 的各行作"
            "“- {line: 行, is: run-in-head, ground: 依据}”，not_run_in_heads 的作“is: text”"
        )
        raise InputError(path, line, col + 1, message)


def _record(metadata: Mapping[str, Any]) -> Record:
    """The fields that the editor supplies; the schema has seen to their types."""
    found = {
        name: Field(_value(name, one["value"]), ground=one["ground"])
        for name, one in metadata.items()
    }
    days = {name: found.pop(name) for name in dates.FIELDS if name in found}
    return Record(**found, dates=days)


def _value(name: str, written: Any) -> Any:
    if written is None:
        return None
    if name == "place":
        below = written.get("locality")
        return Place(**{**written, "locality": Township(**below) if below else None})
    if name == "addressees":
        return tuple(written)
    return Period(written["from"], written["to"]) if name == "period" else written


def _places(
    path: Path, content: Mapping[str, Any], places: Mapping[located_yaml.Path_, Position]
) -> Iterator[tuple[tuple[str, int], FilePlace]]:
    """Where each entry of the lists is written, and each field of the metadata.

    Rulings are in the order of the lines that they name, so their places are as well.
    """
    for name in _LISTS:
        for at in range(len(content.get(name, ()))):
            yield (name, at), FilePlace.at(path, places[name, at])
    rows = content.get("structure", ())
    for at, index in enumerate(sorted(range(len(rows)), key=lambda one: rows[one]["line"])):
        yield ("structure", at), FilePlace.at(path, places["structure", index])
    for name in content.get("metadata", ()):
        yield (name, 0), FilePlace.at(path, places["metadata", name, located_yaml.KEY])
