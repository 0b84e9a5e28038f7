"""Any kind of file in any place that people keep: it is told with its place, and nothing changes."""

import contextlib
import os
import re
import shutil
import signal
import socket
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import pytest

from converters.ingest import kept_files
from tests.command_line import anyone, call
from tests.small_library import of_year

pytestmark = pytest.mark.slow

PATIENCE = 600
"""Seconds after which a command hangs: it waits for a pipe that nobody writes into. A busy machine may
take a minute for what it does in one second."""

NOBODY = 65534
WORK = of_year(Path(), 2001).stem
TXT, YML, IDS = (f"docs/sources/{WORK}{ending}" for ending in (".txt", ".yml", ".ids"))
PLAN = "临海市2024年应急管理工作要点\n一、加强值守。严格执行领导带班制度。\n"

BUILD = "build --jobs 1 --no-cache"
LIBRARY = [BUILD, "check --jobs 1 --no-cache", "verify --jobs 1 --no-cache"]
ADDED = ["add new.txt", "check new.txt"]
COMMANDS = {
    TXT: [*LIBRARY, "mint", *ADDED, f"convert {TXT}"],
    YML: [*LIBRARY, "mint", f"convert {TXT}"],
    IDS: [*LIBRARY, "mint", "epoch"],
    "docs/authority/terms.yml": [*LIBRARY, "mint", *ADDED, "convert new.txt"],
    "docs/authority/ids": [*LIBRARY, "mint", "epoch"],
    "docs/assets/css/all.css": LIBRARY,
    "docs/assets/css/one.css": LIBRARY,
    "mkdocs.yml": LIBRARY,
    "new.txt": [*ADDED, "convert new.txt"],
    "docs/sources": [*LIBRARY, "mint", *ADDED, "convert new.txt"],
    "docs/authority": [*LIBRARY, "mint", *ADDED, "convert new.txt"],
    "site/index.html": ["check-site site", "finish site", "pack site a.zip"],
    "site/plans/a/index.html": ["check-site site"],
    "docs/assets/one.js": ["finish site"],
}
"""What reads each place."""

WRITTEN = {
    "docs/plans": [BUILD],
    "docs/data": [BUILD],
    "docs/index.md": [BUILD],
    "docs/feed.xml": [BUILD],
    "docs/assets/css/site.css": [BUILD],
    "a.zip": ["pack site a.zip"],
    "site/assets/one.js": ["finish site"],
    f"docs/sources/{WORK}.ids": ["mint"],
}
"""What writes each place."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a plan, records and a built site, each file of a kind once."""
    files = {
        TXT: "宜春市2001年工作要点\n一、任务\n（一）宣传。开展安全生产月活动。\n",
        YML: "metadata:\n  title: {value: 宜春市2001年工作要点, ground: 原文}\n",
        IDS: "# 还没有公布\n",
        "docs/authority/terms.yml": "- {id: yue, pref: 安全生产月, kind: activity, note: 见正文}\n",
        "docs/authority/ids": "# 还没有公布\n",
        "docs/assets/css/all.css": '@import "one.css";\n',
        "docs/assets/css/one.css": "p {}\n",
        "docs/assets/one.js": "let a;\n",
        "mkdocs.yml": "site_name: 文库\n",
        "new.txt": PLAN,
        "site/index.html": "<p>首页\n",
        "site/plans/a/index.html": "<p>一份\n",
        "site/assets/one.js": "let  a;\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8", newline="")
    return tmp_path


@pytest.fixture(autouse=True)
def _without_hanging() -> Iterator[None]:
    def hang(_: int, __: FrameType | None) -> None:
        raise AssertionError("the command hangs")

    before = signal.signal(signal.SIGALRM, hang)
    signal.alarm(PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def seen(folder: Path) -> dict[str, tuple[int, int, bytes | str]]:
    """All that lies in a folder: its kind, its permissions, and what is in it."""

    def inside(path: Path) -> bytes | str:
        if path.is_symlink():
            return str(path.readlink())
        return path.read_bytes() if path.is_file() else ""

    return {
        str(path.relative_to(folder)): (
            stat.S_IFMT(path.lstat().st_mode),
            stat.S_IMODE(path.lstat().st_mode),
            inside(path),
        )
        for path in folder.rglob("*")
    }


def assert_told(
    folder: Path,
    command: str,
    place: str,
    said: str = "",
    who: Callable[[], contextlib.AbstractContextManager[None]] = anyone,
) -> None:
    """A command tells a fault at its place, in Chinese, and changes nothing."""
    before = seen(folder)
    done = call(*command.split(" "), folder=folder, who=who)
    told = [line for line in done.stderr.split("\n") if line.startswith(f"{place}:")]
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert told, done.stderr
    assert re.fullmatch(r"[^:]+:[1-9]\d*:[1-9]\d*: .*[\u4e00-\u9fff].*", told[0])
    assert said in told[0]
    assert "Traceback" not in done.stderr
    assert seen(folder) == before


# What may stand in the place of a file or of a folder.


def take_away(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def to_folder(path: Path) -> None:
    (path / "inside").mkdir(parents=True)


def to_file(path: Path) -> None:
    path.write_text("一份文件\n", "utf-8")


def to_pipe(path: Path) -> None:
    os.mkfifo(path)


def to_socket(path: Path) -> None:
    with contextlib.chdir(path.parent), socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


def to_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def to_nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


def to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def to_elsewhere(path: Path) -> None:
    elsewhere = path.with_name("elsewhere")
    elsewhere.mkdir()
    (elsewhere / "kept.md").write_text("别处的文件\n", "utf-8")
    path.symlink_to(elsewhere.name)


STRANGE = {
    "a pipe": (to_pipe, ""),
    "a socket": (to_socket, ""),
    "a device": (to_device, ""),
    "a link to nowhere": (to_nowhere, "符号链接"),
    "a link to itself": (to_itself, "符号链接"),
}
FOR_FILES = STRANGE | {"a folder": (to_folder, "文件夹")}
FOR_FOLDERS = STRANGE | {"a file": (to_file, "文件夹")}


def is_folder(place: str) -> bool:
    return "." not in place and not place.endswith("ids")


class Case(NamedTuple):
    place: str
    kind: str
    make: Callable[[Path], None]
    said: str

    def __str__(self) -> str:
        return f"{self.kind} at {self.place}"


READ = [
    Case(place, kind, *kinds)
    for place in COMMANDS
    for kind, kinds in (FOR_FOLDERS if is_folder(place) else FOR_FILES).items()
]
IN_THE_WAY = [
    Case(place, kind, *kinds)
    for place in WRITTEN
    for kind, kinds in (FOR_FOLDERS if is_folder(place) else FOR_FILES).items()
] + [Case("docs/plans", "a link", to_elsewhere, "符号链接")]


@pytest.mark.parametrize("case", READ, ids=str)
def test_what_is_no_file_is_told_wherever_it_is_read(case: Case, project: Path) -> None:
    take_away(project / case.place)
    case.make(project / case.place)
    said = "" if case.place == "site/index.html" else case.said  # there is no home page, then
    for command in COMMANDS[case.place]:
        assert_told(project, command, case.place, said)


@pytest.mark.parametrize("case", IN_THE_WAY, ids=str)
def test_what_stands_where_something_is_written_is_told(case: Case, project: Path) -> None:
    take_away(project / case.place)
    case.make(project / case.place)
    for command in WRITTEN[case.place]:
        assert_told(project, command, case.place, case.said)


@pytest.mark.parametrize("above", ["docs/assets", "docs/assets/css"])
def test_nothing_is_written_through_a_link(above: str, project: Path) -> None:
    moved = project / "moved"
    (project / above).rename(moved)
    (project / above).symlink_to(moved)
    assert_told(project, BUILD, above, "符号链接")


# What may not be read or written. The one who runs the tests may be one who may do everything.


@contextlib.contextmanager
def nobody() -> Iterator[None]:
    """Somebody who has no rights but those of the owner of the files."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def owned(project: Path) -> Iterator[Path]:
    """The project, of somebody who may not do everything."""
    call(*BUILD.split(), folder=project)  # what is imported late may be out of reach for them
    call("convert", "new.txt", folder=project)
    for path in (project, *project.rglob("*")) if not os.geteuid() else ():
        os.chown(path, NOBODY, -1)
    yield project
    for path in (project, *project.rglob("*")):
        path.chmod(0o755)


NOT_READ = {TXT: ADDED, "site/index.html": ["finish site"]}
"""What needs only the size of a file, or to know that it is there."""


@pytest.mark.parametrize("place", COMMANDS)
def test_what_may_not_be_read_is_told(place: str, owned: Path) -> None:
    (owned / place).chmod(0)
    for command in [one for one in COMMANDS[place] if one not in NOT_READ.get(place, [])]:
        before = seen(owned)
        done = call(*command.split(), folder=owned, who=nobody)
        assert done.returncode == 1, done.stdout
        assert re.search(rf"^{place}[^:\n]*:1:1: .*没有读它的权限", done.stderr, re.MULTILINE)
        assert seen(owned) == before


@pytest.mark.parametrize(
    ("folder", "command"),
    [
        ("docs", BUILD),
        ("docs/data/plans", BUILD),
        ("docs/plans", BUILD),
        ("docs/sources", "add new.txt"),
        ("site/assets", "finish site"),
        (".", "pack site a.zip"),
        (IDS, "mint"),
    ],
)
def test_what_may_not_be_written_is_told(folder: str, command: str, owned: Path) -> None:
    text = (owned / TXT).read_text("utf-8")
    (owned / TXT).write_text(f"{text}（二）再宣传。\n", "utf-8")  # so that something changes
    (owned / folder).chmod(0o555)
    before = seen(owned)
    done = call(*command.split(), folder=owned, who=nobody)
    assert done.returncode == 1, done.stdout
    assert re.search(
        rf"^{folder}[^:\n]*:1:1: 写不进去[^：]*：没有写的权限", done.stderr, re.MULTILINE
    )
    assert seen(owned) == before


def test_addresses_are_minted_in_all_ledgers_or_in_none(owned: Path) -> None:
    (owned / "docs" / "authority" / "ids").chmod(0o444)
    before = seen(owned)
    done = call("mint", folder=owned, who=nobody)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("docs/authority/ids:1:1: 写不进去：没有写的权限")
    assert seen(owned) == before


# What may stand in a file.

BOMB = "a: &a [甲, 甲]\n" + "".join(
    f"{two}: &{two} [*{one}, *{one}]\n" for one, two in zip("abcdefgh", "bcdefghi", strict=True)
)
DIGITS = "1" * 5000
NESTED = "[" * 1500 + "]" * 1500
YAML = {
    "bytes that are nothing": ("\0" * 64, 1),
    "an integer of 5,000 digits": (f"# 甲\nslips: {DIGITS}\n", 2),
    "a number without digits": ("slips: 0b\n", 1),
    "lists in lists without end": (f"slips: {NESTED}\n", 1),
    "a bomb of aliases": (BOMB, 2),
    "a tag": ("slips: !!python/object:os.system {}\n", 1),
    "a day that does not exist": ("slips: 2024-02-30\n", 1),
    "too much": ("#" * (kept_files.MAX_BYTES + 1), 1),
}


@pytest.mark.parametrize("kind", YAML)
@pytest.mark.parametrize("place", [YML, "docs/authority/terms.yml"])
def test_what_no_yml_has_is_told_at_its_place(place: str, kind: str, project: Path) -> None:
    text, line = YAML[kind]
    (project / place).write_text(text, "utf-8")
    for command in COMMANDS[place]:
        assert_told(project, command, f"{place}:{line}")


SETTINGS = {
    "bytes that are nothing": ("\0" * 64, 1, "YAML"),
    "a name of 5,000 digits": (f"# 甲\nsite_name: {DIGITS}\n", 2, "引号"),
    "a day that does not exist": ("site_description: 2024-02-30\n", 1, "引号"),
    "lists in lists without end": (f"plugins: {NESTED}\n", 1, "嵌套过深"),
    "a bomb of aliases": (f"{BOMB}site_name: *i\n", 9, "一行文字"),
    "a list for a name": ("site_url: []\n", 1, "一行文字"),
    "a list": ("- 甲\n", 1, "键和值"),
    "nothing": ("", 1, "键和值"),
    "an open bracket": ("site_name: [\n", 2, "YAML"),
    "too much": ("#" * (kept_files.MAX_BYTES + 1), 1, "过大"),
}


@pytest.mark.parametrize("kind", SETTINGS)
def test_settings_that_are_none_are_told_at_their_place(kind: str, project: Path) -> None:
    text, line, said = SETTINGS[kind]
    (project / "mkdocs.yml").write_text(text, "utf-8")
    assert_told(project, BUILD, f"mkdocs.yml:{line}", said)


BYTES = {
    "bytes that are nothing": (b"\0" * 64, [TXT, IDS, "docs/authority/ids", "new.txt"]),
    "nothing": (b"", [TXT, "new.txt"]),
    "too much": (
        b"#" * (kept_files.MAX_BYTES + 1),
        [TXT, IDS, "docs/authority/ids", "docs/assets/css/one.css", "new.txt"],
    ),
    "no UTF-8": (
        b"a\n#\xff",
        [YML, IDS, "docs/authority/ids", "docs/authority/terms.yml", "docs/assets/css/one.css"],
    ),
}


@pytest.mark.parametrize(
    ("kind", "place"), [(k, place) for k, (_, at) in BYTES.items() for place in at]
)
def test_what_no_file_holds_is_told_at_its_place(kind: str, place: str, project: Path) -> None:
    (project / place).write_bytes(BYTES[kind][0])
    commands = [one for one in COMMANDS[place] if one not in ADDED or place == "new.txt"]
    for command in commands:
        assert_told(project, command, place)


@pytest.mark.parametrize("place", [YML, IDS, "docs/authority/terms.yml", "docs/authority/ids"])
@pytest.mark.parametrize("text", ["", "# 还没有\n", "\ufeff# 还没有\n", "# 还没有\r\n\r\n"])
def test_a_file_in_which_nothing_is_said_says_nothing(text: str, place: str, project: Path) -> None:
    (project / place).write_text(text, "utf-8", newline="")
    done = call(*BUILD.split(), folder=project)
    assert done.returncode == 0, done.stderr


# What a file may be called.


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"\xff.txt", r"\udcff.txt"),
        (b"a\nb.txt", r"a\nb.txt"),
        (b"a b.txt", "a b.txt"),
        ("要点.txt".encode(), "要点.txt"),
        (b"\xff.yml", r"\udcff.yml"),
        (b"a\x1b[31m.ids", r"a\x1b[31m.ids"),
    ],
)
def test_a_name_is_shown_on_one_line_whatever_it_is(name: bytes, shown: str, project: Path) -> None:
    (project / "docs" / "sources" / os.fsdecode(name)).write_text(PLAN, "utf-8")
    for command in [*LIBRARY, "mint"]:
        assert_told(project, command, f"docs/sources/{shown}")


def test_a_new_file_may_be_called_anything(project: Path) -> None:
    for name in (b"\xff.txt", b"a\nb", b" a ", "要点 .txt".encode()):
        path = project / os.fsdecode(name)
        path.write_text(PLAN, "utf-8")
        for command in ("check", "convert"):
            done = call(command, path.name, folder=project)
            assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def test_what_is_no_utf_8_is_not_packed(project: Path) -> None:
    (project / "site" / os.fsdecode(b"\xff.txt")).write_text("甲", "utf-8")
    assert_told(project, "pack site a.zip", r"site/\udcff.txt", "UTF-8")


def test_a_copy_that_is_packed_again_takes_the_place_of_the_older_one(project: Path) -> None:
    pack = partial(call, "pack", "site", "a.zip", folder=project)
    assert pack().returncode == 0
    first = (project / "a.zip").read_bytes()
    (project / "a.zip").write_bytes(b"older")
    assert pack().returncode == 0
    assert (project / "a.zip").read_bytes() == first
