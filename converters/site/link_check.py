"""Check a built site as a browser would follow it: every link, fragment and id.

MkDocs checks only links it wrote from Markdown, and no duplicate ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from converters.ingest import kept_files
from converters.models.located import InputError

_LINKS = {"href", "src", "action", "poster", "data"}
_SCHEMES = {"http", "https", "mailto", "tel"}
_HOST = "site.invalid"


@dataclass
class _Document(HTMLParser):
    """The ids and links of one page."""

    ids: dict[str, list[str]] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)
    canonical: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        line, col = self.getpos()
        place = f"{line}:{col + 1}"
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical = values.get("href") or ""
        for name, value in attrs:
            if value is None:
                continue
            if name == "id":
                self.ids.setdefault(value, []).append(place)
            elif name in _LINKS and tag != "base":
                self.links.append((value, place))


def check(folder: Path) -> list[str]:
    """What is wrong in a built site, as `file:line:col: message`.

    Args:
        folder: the site; links that start with `/` (of the 404 page) are taken to start with the
            path of the home page's canonical address.
    """
    pages: dict[Path, _Document] = {}
    faults: list[str] = []
    for path in sorted(folder.rglob("*.html")):
        try:
            pages[path] = _parse(path)
        except InputError as error:
            faults.append(str(error))
    if faults:
        return faults
    home = pages.get(folder / "index.html")
    if home is None:
        return [f"{folder / 'index.html'}:1:1: 没有首页，请先生成网站"]
    prefix = urlsplit(home.canonical).path or "/"
    for path, page in pages.items():
        faults += [
            f"{path}:{places[1]}: 地址 {id_} 出现 {len(places)} 次"
            for id_, places in page.ids.items()
            if len(places) > 1
        ]
        faults += _broken(folder, prefix, path, pages)
    return faults


def _parse(path: Path) -> _Document:
    document = _Document()
    document.feed(kept_files.decoded(path, kept_files.read_made(path)))
    return document


def _broken(folder: Path, prefix: str, path: Path, pages: dict[Path, _Document]) -> Iterator[str]:
    here = f"http://{_HOST}{prefix}{path.relative_to(folder).as_posix()}"
    for link, place in pages[path].links:
        if fault := _fault(folder, prefix, _target(here, link), pages):
            yield f"{path}:{place}: 链接 {link} {fault}"


def _target(here: str, link: str) -> SplitResult | None:
    try:
        return urlsplit(urljoin(here, link))
    except ValueError:
        return None


def _fault(
    folder: Path, prefix: str, target: SplitResult | None, pages: dict[Path, _Document]
) -> str | None:
    """What is wrong with a link, if anything."""
    if target is None:
        return "不成地址"
    if target.hostname != _HOST:
        return None if target.scheme in _SCHEMES else "不可用"
    if not target.path.startswith(prefix):
        return "越出网站"
    file = folder / unquote(target.path.removeprefix(prefix))
    try:
        file = file / "index.html" if target.path.endswith("/") or file.is_dir() else file
        exists = file.exists()
    except (OSError, ValueError):  # a name that no file can have
        exists = False
    if not exists:
        return "所指的文件不存在"
    lost = file in pages and target.fragment and unquote(target.fragment) not in pages[file].ids
    return "所指的地址不存在" if lost else None
