"""What the figures of the site are, counted without the converters.

From what people write - the texts as received, the authority, the gold - and from the links of the
built pages: a name in the text of a plan is a link to the page of its record.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests import built_page
from tests.built_page import Element
from tests.conftest import GOLD

NAMES = ("agencies", "terms", "instruments")
SCHEMES = ("agencies", "agency-types", "terms", "instruments", "places")
_PART = re.compile(r"(?:-[py]\d+)+$")
_NOT_TEXT = {"notes", "address", "line-number"}
_MARKS = "“”‘’「」『』《》"
HAN = "零一二三四五六七八九十"

ISSUED = {
    "220502-dongchang-2021-2025-guihua": "2023年8月28日",
    "310000-shanghai-2022-yaodian": "2022年□月□日",
    "320412-wujin-2017-yaodian": "2017年9月13日",
    "360900-yichun-2023-yaodian": "2023年3月30日",
    "620724-gaotai-2025-yaodian": "",
}
"""The day of each plan, by reading it."""

NUMBERS = {
    "220502-dongchang-2021-2025-guihua": "通昌政办发〔2023〕9号",
    "360900-yichun-2023-yaodian": "宜应急字〔2023〕45号",
}
"""The numbers of those that print one."""


class Named(NamedTuple):
    """A name in the text of a plan: its record, the plan, the clause, as it stands, quoted or not."""

    key: str
    work: str
    unit: str
    surface: str
    is_quoted: bool


class Unreviewed(NamedTuple):
    """A name that no record has, as the index of its plan lists it.

    What leads to it, its plan, its full form, how it stands in the text, its type, its clauses.
    """

    key: str
    work: str
    scheme: str
    name: str
    forms: tuple[str, ...]
    type: str
    units: frozenset[str]


def counted(number: int, measure: str) -> str:
    """So many, as a sentence has it: 两份, 十份, 11 份."""
    if number == 2:
        return f"两{measure}"
    return f"{HAN[number] if number < len(HAN) else f'{number} '}{measure}"


def bare(text: str) -> str:
    """A name without quotation marks and blanks, its marks half-width."""
    plain = "".join(char for char in text if char not in _MARKS and not char.isspace())
    return "".join(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in plain)


def rows_of(path: Path) -> list[list[str]]:
    """A file of the gold: lines of cells; nothing if there is no such file."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [line.split("\t") for line in lines]


@dataclass(frozen=True)
class Recounted:
    """The library, by what people wrote in `docs` and by the pages that were built of it.

    `pages` has what each page is about, by its address without a slash at the end.
    """

    docs: Path
    pages: dict[str, Element]

    @cached_property
    def works(self) -> list[str]:
        return sorted(path.stem for path in self.docs.glob("sources/*.txt"))

    @cached_property
    def texts(self) -> dict[str, str]:
        """The plans as received."""
        return {one: self.file(one, "txt").read_bytes().decode("utf-8") for one in self.works}

    @cached_property
    def told(self) -> dict[str, dict[str, Any]]:
        """What the editor wrote of each plan."""
        return {one: yaml.safe_load(self.file(one, "yml").read_text("utf-8")) for one in self.works}

    @cached_property
    def ids(self) -> dict[str, dict[str, str]]:
        """The day on which each address of a plan was first published, by its ledger."""
        row = re.compile(r"^([a-z][\w-]*) (\d{4}-\d\d-\d\d) ", re.MULTILINE)
        return {
            one: dict(row.findall(self.file(one, "ids").read_text("utf-8"))) for one in self.works
        }

    def edition(self, work: str) -> str:
        """The last day in the ledger of a plan, as an edition."""
        days = re.findall(r" (\d{4}-\d\d-\d\d) ", self.file(work, "ids").read_text("utf-8"))
        return f"{max(days)} 版"

    def file(self, work: str, kind: str) -> Path:
        return self.docs / "sources" / f"{work}.{kind}"

    @cached_property
    def records(self) -> dict[str, dict[str, Any]]:
        """The records of the authority, by the address of their pages."""
        return {
            f"{scheme}/{record['id']}": record
            for scheme in SCHEMES
            for record in yaml.safe_load(
                (self.docs / "authority" / f"{scheme}.yml").read_text("utf-8")
            )
        }

    def of_scheme(self, scheme: str) -> list[str]:
        return [key for key in self.records if key.startswith(f"{scheme}/")]

    def with_(self, **values: str) -> list[str]:
        """The agencies that have some values (`type`, `place`)."""
        return [
            key
            for key in self.of_scheme("agencies")
            if all(self.records[key].get(name) == value for name, value in values.items())
        ]

    def seats(self, *agencies: str) -> set[str]:
        """The codes of the places that some agencies belong to; national ones have none."""
        places = (self.records[key].get("place") for key in agencies)
        return {place for place in places if place}

    # Plans

    def years(self, work: str) -> list[int]:
        """The first and the last year that a plan covers, one if they are the same."""
        return [int(year) for year in re.findall(r"(?<=-)\d{4}(?=-)", work)]

    def span(self, work: str) -> str:
        """2017, 2021—2025."""
        return "—".join(map(str, self.years(work)))

    def title(self, work: str) -> str:
        """The title at the head of the page of a plan; the editor's stands in ［ ］."""
        return self.pages[f"plans/{work}"].one("h1").text()

    def citation(self, work: str) -> str:
        number = f"（{NUMBERS[work]}）" if work in NUMBERS else ""
        return f"《{self.title(work)}》{number}"

    def line_count(self, work: str) -> int:
        text = self.texts[work]
        return text.count("\n") + (not text.endswith("\n"))

    def digest(self, work: str) -> str:
        return hashlib.sha256(self.file(work, "txt").read_bytes()).hexdigest()

    def short(self, work: str) -> str:
        """武进 2017, 东昌 2021—25."""
        place = re.sub("[市区县]$", "", self.records[f"places/{work[:6]}"]["pref"])
        return f"{place} {self.period(work)}"

    def period(self, work: str) -> str:
        """2017, 2021—25."""
        first, *last = self.years(work)
        return f"{first}" + "".join(f"—{year % 100:02}" for year in last)

    def bounds(self, works: Iterable[str]) -> str:
        """Which of some plans is the first, and which the last, by the years that they begin in."""
        starts = sorted((self.years(work)[0], work) for work in works)
        (first, where), (last, there) = starts[0], starts[-1]
        where, there = (self.short(work).split()[0] for work in (where, there))
        if first == last:
            return f"都在 {first} 年。" if len(starts) > 1 else ""
        return f"最早 {first} 年（{where}），最晚 {last} 年（{there}）。"

    def place(self, work: str) -> list[str]:
        """The place of a plan: province, city and county, as far as it has them."""
        place = self.told[work]["metadata"]["place"]["value"]
        return list(filter(None, (place["province"], place["city"], place["county"])))

    def clauses(self, work: str) -> int:
        """The numbered clauses that the gold has; run-in heads have no number."""
        return sum(row[2] != "-" for row in rows_of(GOLD / f"{work}.outline"))

    def assigned(self, work: str) -> list[tuple[str, str]]:
        """The clause and the unit of each unit in a list of those who answer for a clause."""
        path = GOLD / "responsibility" / f"{work}.tsv"
        return [(unit, name) for _, unit, _, _, name in rows_of(path)]

    # Names

    @cached_property
    def named(self) -> list[Named]:
        """Every name in the texts of the plans, in the order of the pages."""
        return [one for work in self.works for one in self._named_in(work)]

    @cached_property
    def unreviewed(self) -> list[Unreviewed]:
        """The names that no record has, as the index of each plan lists them."""
        return [one for work in self.works for one in self._unreviewed_in(work)]

    def _unreviewed_in(self, work: str) -> Iterator[Unreviewed]:
        scheme = ""
        for kind in self.pages[f"plans/{work}/names"].one("div", "unreviewed-names").elements:
            scheme = kind.attributes.get("id", "").removeprefix("unreviewed-") or scheme
            for item in kind.all("li"):
                types = [
                    page_of(link) for about in item.all(class_="about") for link in about.all("a")
                ]
                units = (link.target.partition("#")[2] for link in item.one(class_="at").all("a"))
                key = f"plans/{work}/names#{item.attributes['id']}"
                name = item.one(class_="name").text()
                said = [one.text() for one in item.all(class_="about") if "文中作" in one.text()]
                forms = re.findall("“(.+?)”(?:、|$)", "".join(said))
                yield Unreviewed(
                    key,
                    work,
                    scheme,
                    name,
                    tuple(forms) or (name,),
                    "".join(types),
                    frozenset(units),
                )

    def of_unreviewed(self, one: Unreviewed) -> list[Named]:
        """Where a name that no record has stands: as a link, or in the title of a document."""
        titles = (
            named._replace(key=one.key, surface=form)
            for named in self.named
            if named.work == one.work and named.key.startswith("instruments/")
            for form in one.forms
            if one.scheme == "agencies" and bare(form) in bare(named.surface)
        )
        return [*self.of(one.key), *titles]

    def of(self, *keys: str) -> list[Named]:
        return [one for key in keys for one in self._by_key.get(key, ())]

    def by_work(self, *keys: str) -> Counter[str]:
        """How often some records are named in each plan."""
        return Counter(one.work for one in self.of(*keys))

    def places_of(self, *keys: str) -> set[str]:
        """The codes of the places whose plans name one of some records."""
        return {work[:6] for work in self.by_work(*keys)}

    def units(self, key: str) -> set[tuple[str, str]]:
        return {(one.work, one.unit) for one in self.of(key)}

    @cached_property
    def _by_key(self) -> dict[str, list[Named]]:
        found: dict[str, list[Named]] = {}
        for one in self.named:
            found.setdefault(one.key, []).append(one)
        return found

    def _named_in(self, work: str) -> Iterator[Named]:
        document = self.pages[f"plans/{work}"].one("div", "document")
        links: list[tuple[Element, str, int]] = []
        text: list[str] = []
        unit = ""

        def read(element: Element) -> None:
            nonlocal unit
            if element.classes & _NOT_TEXT:
                return
            if element.attributes.get("id") in self.ids[work]:
                unit = element.attributes["id"]
            if "mention" in element.classes:
                links.append((element, _PART.sub("", unit), sum(map(len, text))))
            for child in element.children:
                if isinstance(child, Element):
                    read(child)
                else:
                    text.append(child)
            if element.tag not in {"a", "span"}:
                text.append("\n")

        read(document)
        whole = "".join(text)
        for element, here, at in links:
            surface = element.text()
            ends = whole[at - 1 : at] + whole[at + len(surface) : at + len(surface) + 1]
            yield Named(element.target, work, here, surface, ends in ("“”", "‘’"))


def page_of(element: Element) -> str:
    """The page of a record or a plan that a link leads to, empty if to no such page."""
    target = element.target
    is_page = re.fullmatch(rf"(?:{'|'.join(SCHEMES)}|plans)/[^/#]+", target)
    return target if is_page else ""


def read_pages(site: Path) -> dict[str, Element]:
    """What each page of a built site is about."""
    found = {}
    for path in sorted(site.rglob("index.html")):
        at = path.parent.relative_to(site).as_posix().removeprefix(".")
        found[at] = built_page.article(path.read_text("utf-8"), at)
    return found
