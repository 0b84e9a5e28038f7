"""Every mention leads to a page that leads back to its clause: on the built site, for all of them."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from converters.models.plan import Plan

HOST = "https://site.invalid/"
PART = re.compile(r"(?:-[py]\d+)+$")
NAME = re.compile(r"(?:agencies|terms|instruments)/[^/]+")

Backlink = tuple[str, str, str]  # the page of a name, the plan, the clause


@dataclass
class _PlanPage(HTMLParser):
    """The links at names, each with the last address of the plan that stands before it."""

    address: str
    ids: frozenset[str]
    here: str = ""
    found: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if (id_ := values.get("id")) in self.ids:
            self.here = str(id_)
        if tag == "a" and "mention" in (values.get("class") or "").split():
            target = urlsplit(urljoin(self.address, values["href"] or "")).path.strip("/")
            if NAME.match(target):
                self.found.append((target, PART.sub("", self.here)))


@dataclass
class _NamePage(HTMLParser):
    """The clauses that a page of a name quotes, with how often the name is marked in each."""

    address: str
    marks: int = 0
    is_in_list: bool = False
    found: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "table":
            self.is_in_list = values.get("class") == "quotations"
        if self.is_in_list and tag == "a" and values.get("href"):
            target = urlsplit(urljoin(self.address, values["href"] or ""))
            if target.path.startswith("/plans/") and target.fragment:
                here = (target.path.split("/")[2], PART.sub("", target.fragment))
                self.found += [here] * self.marks
                self.marks = 0
        if self.is_in_list and tag == "mark":
            self.marks += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.is_in_list = False


@pytest.fixture(scope="module")
def from_plans(site_folder: Path, library: dict[str, Plan]) -> Counter[Backlink]:
    found: Counter[Backlink] = Counter()
    for work in library:
        text = (site_folder / "plans" / work / "index.html").read_text("utf-8")
        ledger = (site_folder.parent / "docs" / "sources" / f"{work}.ids").read_text("utf-8")
        ids = frozenset(re.findall(r"^([a-z][a-z0-9_-]*) \d", ledger, re.MULTILINE))
        page = _PlanPage(f"{HOST}plans/{work}/", ids)
        page.feed(text)
        found.update((name, work, clause) for name, clause in page.found)
    return found


@pytest.fixture(scope="module")
def from_names(site_folder: Path) -> Counter[Backlink]:
    found: Counter[Backlink] = Counter()
    for scheme in ("agencies", "terms", "instruments"):
        for path in sorted((site_folder / scheme).rglob("index.html")):
            address = path.relative_to(site_folder).parent.as_posix()
            name = NAME.match(address)
            if name:
                page = _NamePage(f"{HOST}{address}/")
                page.feed(path.read_text("utf-8"))
                found.update((name[0], work, clause) for work, clause in page.found)
    return found


def test_the_pages_hold_as_many_names_as_the_gold_has_rows(
    from_plans: Counter[Backlink],
) -> None:
    assert from_plans.total() > 600


def test_each_mention_is_on_the_page_it_leads_to(
    from_plans: Counter[Backlink], from_names: Counter[Backlink]
) -> None:
    assert from_plans - from_names == Counter()


def test_each_clause_on_a_page_of_a_name_leads_back(
    from_plans: Counter[Backlink], from_names: Counter[Backlink]
) -> None:
    assert from_names - from_plans == Counter()


def test_each_link_to_a_clause_has_its_place(
    site_folder: Path, from_names: Counter[Backlink]
) -> None:
    for work in {work for _, work, _ in from_names}:
        text = (site_folder / "plans" / work / "index.html").read_text("utf-8")
        clauses = {clause for _, of, clause in from_names if of == work}
        assert all(f'id="{clause}"' in text for clause in clauses)
