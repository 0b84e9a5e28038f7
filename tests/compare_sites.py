"""Two built sites, page by page: elements, ids, where links lead, text, in order.

`python -m tests.compare_sites BEFORE AFTER` prints what differs, and fails if anything does. Blanks
at the edges of lines and the order of attributes are no matter, nor is which program says that it
built the page.
"""

import argparse
import difflib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from tests import built_page
from tests.built_page import Element

_HOST = "https://site.invalid/"
_ADDRESSES = ("href", "src")
_AROUND = {"html", "head", "body", "div", "section", "nav", "main", "article", "header", "footer"}
_AROUND |= {"p", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"}
_AROUND |= {"caption", "title", "form", *(f"h{level}" for level in range(1, 7))}
_SHOWN = 80
"""So many characters of a line are printed."""


def differences(before: Path, after: Path) -> Iterator[str]:
    """What differs between two sites, by page; a line each.

    Args:
        before: the folder of one.
        after: the folder of the other.
    """
    old, new = pages(before), pages(after)
    yield from (f"{name}: only in {before}" for name in sorted(old - new))
    yield from (f"{name}: only in {after}" for name in sorted(new - old))
    for name in sorted(old & new):
        was, now = (
            [*outline((folder / name).read_text("utf-8"), name)] for folder in (before, after)
        )
        for line in difflib.unified_diff(was, now, lineterm="", n=0):
            if not line.startswith(("---", "+++", "@@")):
                yield f"{name}: {line[:_SHOWN]}"


def pages(folder: Path) -> set[str]:
    """The pages of a site, by their paths."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def outline(html: str, name: str) -> Iterator[str]:
    """A page in lines: its elements with their attributes, and its text.

    Args:
        html: the page.
        name: its path in the site.
    """
    address = re.sub(r"(?:^|(?<=/))index\.html$", "", name)
    yield from _lines(built_page.read(html, ""), urljoin(_HOST, address))


def _lines(element: Element, here: str) -> Iterator[str]:
    for at, child in enumerate(element.children):
        if isinstance(child, str):
            text = re.sub(r"[ \t\n]+", " ", child)
            text = text.lstrip() if _is_edge(element.children[:at], -1) else text
            text = text.rstrip() if _is_edge(element.children[at + 1 :], 0) else text
            if element.attributes.get("type") == "application/ld+json":
                text = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True)
            if text:
                yield text
        elif child.attributes.get("name") != "generator":
            yield f"<{child.tag} {_attributes(child, here)}>"
            yield from _lines(child, here)
            yield f"</{child.tag}>"


def _is_edge(beside: list[Element | str], at: int) -> bool:
    """Whether a blank shows nothing there: an element of its own line stands beside, or nothing."""
    return not beside or (isinstance(one := beside[at], Element) and one.tag in _AROUND)


def _attributes(element: Element, here: str) -> str:
    found = dict(element.attributes)
    found |= {name: urljoin(here, found[name]) for name in _ADDRESSES if name in found}
    if "class" in found:
        found["class"] = " ".join(sorted(found["class"].split()))
    return " ".join(f'{name}="{value}"' for name, value in sorted(found.items()))


def main() -> int:
    """Compare two sites; 1 if they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    options = parser.parse_args()
    found = [*differences(options.before, options.after)]
    sys.stdout.writelines(f"{line}\n" for line in found)
    sys.stdout.write(f"{len(pages(options.after))} 页，不同之处 {len(found)}\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
