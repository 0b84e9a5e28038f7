"""What a citation says of a place follows from its id and the margin, or is said in full."""

import html
import re

import pytest

from converters.citation import places, said_places
from converters.citation.places import Place
from converters.models.plan import Plan
from tests.conftest import WORKS
from tests.drawn import reading_page
from tests.test_structure import plan_of

KNOWN = {
    "a4": Place("四", "第四部分"),
    "a4-b1": Place("四（一）", "第四部分第（一）项"),
    "a3-t1": Place("表1", "第三部分表1"),
    "notice": Place("印发通知", "印发通知"),
}


@pytest.mark.parametrize(
    ("id_", "margin", "head", "words"),
    [
        ("a4-b2", "四（二）", "发展基础。", "第四部分第（二）项"),
        ("a4-b1-u2", "四（一）·2", "理顺职责。", "第四部分第（一）项“理顺职责”一段"),
        ("a4-b1-p2", "第2段", "", "第四部分第（一）项第2段"),
        ("a3-t1-r4", "行4", "", "第三部分表1第4行"),
        ("notice-p3", "第3段", "", "印发通知第3段"),
        ("a4-b1_2", "四（一）", "", "第四部分第（一）项"),
        ("sig", "落款", "", "落款"),
        ("s1-2-3", "1.2.3", "", "第1.2.3节"),
    ],
)
def test_the_rule(id_: str, margin: str, head: str, words: str) -> None:
    assert said_places.words(id_, margin, head, KNOWN) == words


def said_on(page: str) -> dict[str, str]:
    """The words of each address of a page, as its script would say them."""
    known: dict[str, Place] = {}
    for tag in re.findall(r'<a [^>]*class="address"[^>]*>', page):
        found = {
            name: html.unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)
        }
        id_, margin = found["href"][1:], found["aria-label"]
        heading = re.search(rf'<h\d [^>]*id="{id_}">(.*?)</h\d>', page)
        head = html.unescape(re.sub("<[^>]*>", "", heading[1])) if heading else ""
        words = found.get("data-words") or said_places.words(id_, margin, head, known)
        known[id_] = Place(margin, words)
    return {id_: place.words for id_, place in known.items()}


@pytest.mark.parametrize("work", WORKS)
def test_a_page_says_what_its_script_would_say_otherwise(
    library: dict[str, Plan], work: str
) -> None:
    plan = library[work]
    said = said_on(reading_page(plan))
    for unit, place in zip(plan.units, places.of(plan), strict=True):
        if unit.id in said:
            assert said[unit.id] == place.words


def test_numbers_of_every_kind() -> None:
    plan = plan_of(
        "第一章 总则\n第一条 为了防汛，制定本办法。\n1.1 目的\n1.1.1 依据\n（一）查险。每月一次。\n（一）查险。每月一次。\n"
    )
    said = said_on(reading_page(plan))
    told = {unit.id: place.words for unit, place in zip(plan.units, places.of(plan), strict=True)}
    assert said
    assert {id_: told[id_] for id_ in said if id_ in told} == {
        id_: words for id_, words in said.items() if id_ in told
    }
