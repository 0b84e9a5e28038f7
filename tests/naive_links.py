"""What is wrong in a built site, by the definition alone: each page parsed, each link looked up.

Written apart from `converters.site.link_check`, of which it knows only what it says.
"""

from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

LINKS = ("href", "src", "action", "poster", "data")
SCHEMES = ("http", "https", "mailto", "tel")
HOST = "site.invalid"


class Attribute(NamedTuple):
    """One that has a value, with the place of its element."""

    tag: str
    name: str
    value: str
    at: str


class Page(HTMLParser):
    """A page as its attributes, one after the other."""

    def __init__(self, text: str) -> None:
        self.every: list[Attribute] = []
        super().__init__()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, before = self.getpos()
        at = f"{line}:{before + 1}"
        given = ((name, value) for name, value in attrs if value is not None)
        self.every += [Attribute(tag, name, value, at) for name, value in given]

    @property
    def ids(self) -> list[tuple[str, str]]:
        return [(one.value, one.at) for one in self.every if one.name == "id"]

    @property
    def links(self) -> list[tuple[str, str]]:
        leading = (one for one in self.every if one.name in LINKS and one.tag != "base")
        return [(one.value, one.at) for one in leading]

    @property
    def canonical(self) -> str:
        heads = {one.at for one in self.every if one[:3] == ("link", "rel", "canonical")}
        return next((one.value for one in self.every if one.at in heads and one.name == "href"), "")


def check(folder: Path) -> list[str]:
    pages = {path: Page(path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))}
    prefix = urlsplit(pages[folder / "index.html"].canonical).path or "/"
    found = []
    for path, page in pages.items():
        ids = [id_ for id_, _ in page.ids]
        for id_ in dict.fromkeys(ids):
            if ids.count(id_) > 1:
                second = [at for one, at in page.ids if one == id_][1]
                found.append(f"{path}:{second}: 地址 {id_} 出现 {ids.count(id_)} 次")
        here = f"http://{HOST}{prefix}{path.relative_to(folder).as_posix()}"
        for link, at in page.links:
            if fault := _fault(folder, prefix, here, link, pages):
                found.append(f"{path}:{at}: 链接 {link} {fault}")
    return found


def _fault(folder: Path, prefix: str, here: str, link: str, pages: dict[Path, Page]) -> str:
    try:
        to = urlsplit(urljoin(here, link))
    except ValueError:
        return "不成地址"
    if to.hostname != HOST:
        return "" if to.scheme in SCHEMES else "不可用"
    if not to.path.startswith(prefix):
        return "越出网站"
    file = folder / unquote(to.path.removeprefix(prefix))
    try:
        if to.path.endswith("/") or file.is_dir():
            file /= "index.html"
        there = file.exists()
    except (OSError, ValueError):
        there = False
    if not there:
        return "所指的文件不存在"
    is_lost = file in pages and to.fragment and unquote(to.fragment) not in dict(pages[file].ids)
    return "所指的地址不存在" if is_lost else ""
