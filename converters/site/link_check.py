"""Check a built site as a browser would follow it: every link, fragment and id.

MkDocs checks only links it wrote from Markdown, and no duplicate ids.

Each page is read once, on all cores. What leads to other files is put together and looked for when
all are read. Only pages on which something is wrong are read again, to tell where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from converters.ingest import kept_files
from converters.models.located import InputError
from converters.site import page_links
from converters.site.page_links import Page
from converters.work import executors, values
from converters.work.executors import HERE, Workers

_SCHEMES = {"http", "https", "mailto", "tel"}
_HOST = "site.invalid"
_HOME = "index.html"
_NO_FILE, _NO_ID = "所指的文件不存在", "所指的地址不存在"
_FEW = 1000
"""So many pages are read before other processes would have begun."""

_DOWN = r"(?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?"
_PATH = re.compile(_DOWN, re.ASCII)
_LINK = re.compile(
    rf"(?P<up>(?:\.\./)*)(?P<down>{_DOWN})(?:\?[\x21-\x22\x24-\x7e]*)?(?:#(?P<id>[\w.-]*))?",
    re.ASCII,
)
"""A way up, a path from there and an id, with no sign in them that means anything else."""
_REMEMBERED = 1 << 16


class _Led(NamedTuple):
    """Where in the site a link leads: a file or a folder, from its root; an id there, or empty."""

    path: str
    id: str


class _Page(NamedTuple):
    """A page: the folder of its site, how the addresses of that begin, its path from its root."""

    folder: Path
    prefix: str
    name: str

    @property
    def path(self) -> Path:
        return self.folder / self.name

    @property
    def text(self) -> str:
        """What is in it.

        Raises:
            InputError: it can't be read.
        """
        return kept_files.decoded(self.path, kept_files.read_made(self.path))

    @property
    def above(self) -> Sequence[str]:
        """The folders it is in, its own first; none if a link to one would have to be escaped."""
        if not (self.prefix.endswith("/") and _PATH.fullmatch(self.name)):
            return ()
        *folders, _ = self.name.split("/")
        return [*accumulate((f"{one}/" for one in folders), initial="")][::-1]


class _Read(NamedTuple):
    """What some pages have.

    Args:
        refused: what is wrong with those that can't be read.
        ids: of each page, packed.
        wanted: other files that they lead to, and which ids there.
        faulty: pages with a fault that shows without the others.
    """

    refused: list[str]
    ids: dict[str, bytes]
    wanted: dict[str, set[str]]
    faulty: set[str]


def check(folder: Path, workers: Workers = HERE) -> list[str]:
    """What is wrong in a built site, as `file:line:col: message`.

    Args:
        folder: the site; links that start with `/` (of the 404 page) are taken to start with the
            path of the home page's canonical address.
        workers: who read the pages, if they are many.
    """
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]
    who = workers if len(names) > _FEW else HERE
    prefix = _prefix(folder) if _HOME in names else "/"
    pages = [_Page(folder, prefix, name) for name in names]
    read = _joined(executors.spread(who, _read_pages, None, pages))
    if read.refused:
        return read.refused
    if _HOME not in read.ids:
        return [f"{folder / _HOME}:1:1: 没有首页，请先生成网站"]
    lost = dict(_lost(folder, read))
    if lost:
        read.faulty.update(executors.spread(who, _leading_to, lost, pages))
    return [fault for page in pages if page.name in read.faulty for fault in _told(page, lost)]


def _prefix(folder: Path) -> str:
    """How the addresses of a site begin on its host, as its home page says."""
    try:
        home = Page(_Page(folder, "/", _HOME).text)
    except InputError:  # it is told with all that can't be read
        return "/"
    return urlsplit(home.canonical).path or "/"


def _joined(parts: Iterable[_Read]) -> _Read:
    whole = _Read([], {}, {}, set())
    for part in parts:
        whole.refused.extend(part.refused)
        whole.ids.update(part.ids)
        whole.faulty.update(part.faulty)
        for path, ids in part.wanted.items():
            whole.wanted.setdefault(path, set()).update(ids)
    return whole


def _read_pages(_: None, pages: Sequence[_Page]) -> list[_Read]:
    """What some pages have, put together."""
    read = _Read([], {}, {}, set())
    for page in pages:
        try:
            found = page_links.of(page.text)
        except InputError as error:
            read.refused.append(str(error))
            continue
        read.ids[page.name] = values.dumped(found.ids)
        own = set(found.ids)
        is_faulty = len(own) < len(found.ids)
        for led in _leads(page, found.links):
            if isinstance(led, _Led) and led.path != page.name:
                read.wanted.setdefault(led.path, set()).add(led.id)
            elif _fault(page, led, own, {}):
                is_faulty = True
        if is_faulty:
            read.faulty.add(page.name)
    return [read]


def _fault(page: _Page, led: _Led | str, own: Container[str], lost: Mapping[_Led, str]) -> str:
    """What is wrong with a link, by the ids of its own page and what is not there elsewhere."""
    if isinstance(led, str):
        return led
    if led.path == page.name:
        return _NO_ID if led.id and led.id not in own else ""
    return lost.get(led, "")


def _leading_to(lost: Mapping[_Led, str], pages: Sequence[_Page]) -> list[str]:
    """The pages that lead to what is not there."""
    return [
        page.name
        for page in pages
        if any(led in lost for led in _leads(page, page_links.of(page.text).links))
    ]


def _leads(page: _Page, links: Iterable[str]) -> Iterator[_Led | str]:
    """Where the links of a page lead, each way once; in words what is wrong with one."""
    above = page.above
    return (_led(page, above, link) for link in dict.fromkeys(links))


def _led(page: _Page, above: Sequence[str], link: str) -> _Led | str:
    """Where in the site a link leads; in words what is wrong with it, none if it may lead out."""
    parts = _parts(link)
    if parts is None or parts[0] >= len(above):
        return _led_by_rule(page, link)
    up, down, id_ = parts
    if not up and not down:
        return _Led(page.name, id_)
    return _Led(f"{above[up]}{down}", id_)


@lru_cache(_REMEMBERED)
def _parts(link: str) -> tuple[int, str, str] | None:
    """How many folders a link leads up, the path from there, the id; None of any other link."""
    match = _LINK.fullmatch(link)
    if not match:
        return None
    up, down = len(match["up"]) // 3, match["down"]
    is_folder = down.endswith("/") or (up and not down)
    return up, f"{down}{_HOME}" if is_folder else down, match["id"] or ""


def _led_by_rule(page: _Page, link: str) -> _Led | str:
    """The same of any link (RFC 3986, 5)."""
    try:
        target = urlsplit(urljoin(f"http://{_HOST}{page.prefix}{page.name}", link))
    except ValueError:
        return "不成地址"
    if target.hostname != _HOST:
        return "" if target.scheme in _SCHEMES else "不可用"
    if not target.path.startswith(page.prefix):
        return "越出网站"
    path = unquote(target.path.removeprefix(page.prefix))
    return _Led(f"{path}{_HOME}" if target.path.endswith("/") else path, unquote(target.fragment))


def _lost(folder: Path, read: _Read) -> Iterator[tuple[_Led, str]]:
    """What is not there although a page leads to it, each with what is wrong with such a link."""
    for path, ids in read.wanted.items():
        file = path if path in read.ids else _file(folder, path)
        if file is None:
            yield from ((_Led(path, id_), _NO_FILE) for id_ in ids)
        elif file in read.ids and ids != {""}:
            known = {"", *values.loaded(read.ids[file])}
            yield from ((_Led(path, id_), _NO_ID) for id_ in ids - known)


def _file(folder: Path, path: str) -> str | None:
    """The file that a path leads to, from the root of the site; None if it leads to none."""
    file = folder / path
    try:
        file = file / _HOME if file.is_dir() else file
        exists = file.exists()
    except (OSError, ValueError):  # a name that no file can have
        return None
    return file.as_posix().removeprefix(f"{folder.as_posix()}/") if exists else None


def _told(page: _Page, lost: Mapping[_Led, str]) -> Iterator[str]:
    """What is wrong on a page, where it stands there."""
    found = Page(page.text)
    places: dict[str, list[str]] = {}
    for id_, place in found.ids:
        places.setdefault(id_, []).append(place)
    for id_, at in places.items():
        if len(at) > 1:
            yield f"{page.path}:{at[1]}: 地址 {id_} 出现 {len(at)} 次"
    above = page.above
    for link, place in found.links:
        if fault := _fault(page, _led(page, above, link), places, lost):
            yield f"{page.path}:{place}: 链接 {link} {fault}"
