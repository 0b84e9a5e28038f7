"""Check a built site as a browser would follow it: every link, fragment and id.

MkDocs checks only links it wrote from Markdown, and no duplicate ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_LINKS = {"href", "src", "action", "poster", "data"}
_SCHEMES = {"http", "https", "mailto", "tel"}
_HOST = "site.invalid"


@dataclass
class _Document(HTMLParser):
    """The ids and links of one page."""

    ids: Counter[str] = field(default_factory=Counter)
    links: list[tuple[str, int]] = field(default_factory=list)
    canonical: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical = values.get("href") or ""
        for name, value in attrs:
            if value is None:
                continue
            if name == "id":
                self.ids[value] += 1
            elif name in _LINKS and tag != "base":
                self.links.append((value, self.getpos()[0]))


def check(folder: Path) -> list[str]:
    """What is wrong in a built site, as `file:line: message`.

    Args:
        folder: the site; links that start with `/` (of the 404 page) are taken to start with the
            path of the home page's canonical address.
    """
    pages = {path: _parse(path) for path in sorted(folder.rglob("*.html"))}
    home = pages.get(folder / "index.html")
    if home is None:
        return [f"{folder}: 没有首页 index.html"]
    prefix = urlsplit(home.canonical).path or "/"
    faults: list[str] = []
    for path, page in pages.items():
        faults += [f"{path}: 地址 {id_} 出现 {n} 次" for id_, n in page.ids.items() if n > 1]
        faults += _broken(folder, prefix, path, pages)
    return faults


def _parse(path: Path) -> _Document:
    document = _Document()
    document.feed(path.read_text("utf-8"))
    return document


def _broken(folder: Path, prefix: str, path: Path, pages: dict[Path, _Document]) -> Iterator[str]:
    here = f"//{_HOST}{prefix}{path.relative_to(folder).as_posix()}"
    for link, line in pages[path].links:
        target = urlsplit(urljoin(f"http:{here}", link))
        if target.hostname != _HOST:
            if target.scheme not in _SCHEMES:
                yield f"{path}:{line}: 链接 {link} 不可用"
            continue
        if not target.path.startswith(prefix):
            yield f"{path}:{line}: 链接 {link} 越出网站"
            continue
        file = folder / unquote(target.path.removeprefix(prefix))
        file = file / "index.html" if target.path.endswith("/") or file.is_dir() else file
        if not file.exists():
            yield f"{path}:{line}: 链接 {link} 所指的文件不存在"
        elif file in pages and target.fragment and unquote(target.fragment) not in pages[file].ids:
            yield f"{path}:{line}: 链接 {link} 所指的地址不存在"
