"""What a reader selects or looks for is the reading, once, and nothing of the edition's own."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import html  # type: ignore[import-untyped]  # has no types
from playwright.sync_api import Page

from converters.edition import ids
from converters.models.plan import Plan
from converters.text import punctuation
from tests.comparison import without_blanks

_SELECTED = """
() => Array.from(document.querySelectorAll(".document > .unit"), (unit) => {
  getSelection().selectAllChildren(unit);
  return getSelection().toString();
})
"""


def reading(plan: Plan) -> list[str]:
    """The text of every address, as the page prints it, without blanks."""
    return [without_blanks(punctuation.restore(text)) for text in ids.texts(plan).values()]


def test_copied_text_is_the_reading(home: str, plan: Plan, window: Page) -> None:
    window.goto(f"{home}plans/{plan.source.work}/")
    copied = without_blanks("".join(window.evaluate(_SELECTED)))
    assert copied == without_blanks("".join(punctuation.restore(text) for text in pieces(plan)))


def pieces(plan: Plan) -> Iterator[str]:
    """The text of a plan in the order of the page: a table's caption stands above it."""
    for unit, part in plan.pieces:
        if part is None:
            yield f"{unit.label}{unit.heading}{unit.separator}"
        elif unit.kind != "noise":
            yield part.text.text


def test_a_run_in_head_is_copied_without_a_blank(home: str, plan: Plan, window: Page) -> None:
    window.goto(f"{home}plans/{plan.source.work}/")
    copied = [text.split("\n")[0] for text in window.evaluate(_SELECTED)]
    heads = [
        punctuation.restore(f"{clause.label}{clause.heading}{clause.separator}{first.text}")
        for clause in plan.clauses
        if clause.heading and clause.separator
        for first in clause.parts[:1]
        if first.line == clause.line
        if not first.items and not first.responsibilities
    ]
    assert heads or plan.source.work == "360900-yichun-2023-yaodian"  # there all have a list
    assert [head for head in heads if head not in copied] == []


PASTED = """
async () => {
  getSelection().selectAllChildren(document.querySelector(".document"));
  document.execCommand("copy");
  const [kept] = await navigator.clipboard.read();
  return (await kept.getType("text/html")).text();
}
"""


def test_a_word_processor_gets_a_run_in_clause_as_one_paragraph(
    home: str, library: dict[str, Plan], fresh: Page
) -> None:
    """It does not know that the page shows a heading and a paragraph in one line."""
    fresh.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for work, plan in library.items():
        fresh.goto(f"{home}plans/{work}/")
        pasted = html.fromstring(fresh.evaluate(PASTED))
        found = [without_blanks(one.text_content()) for one in pasted.iter("p")]
        heads = run_in(plan)
        assert len(heads) > 5
        assert [one for one in heads if one not in found] == []
        whole = without_blanks("".join(map(punctuation.restore, pieces(plan))))
        assert without_blanks(pasted.text_content()) == whole
        names = {name for one in pasted.iter() for name in one.attrib}
        assert names <= {"href", "colspan", "rowspan"}
        assert {urlsplit(one.get("href")).scheme for one in pasted.iter("a")} == {"http"}


def run_in(plan: Plan) -> list[str]:
    """The first paragraphs that a heading runs into, without blanks."""
    return [
        without_blanks(
            punctuation.restore(f"{one.label}{one.heading}{one.separator}{one.parts[0].text}")
        )
        for one in plan.clauses
        if one.heading and one.separator and one.parts and one.parts[0].line == one.line
    ]


def test_each_passage_is_found_once(home: str, plan: Plan, window: Page) -> None:
    window.goto(f"{home}plans/{plan.source.work}/")
    shown = without_blanks(window.inner_text("body"))
    whole = "".join(reading(plan))
    passages = [
        without_blanks(punctuation.restore(part.text.text))[:40]
        for clause in plan.clauses
        for part in clause.parts
        if len(part.text) > 40
    ]
    assert len(passages) > 10
    wrong = {text: shown.count(text) for text in passages if shown.count(text) != 1}
    repeated = {text for text, count in Counter(passages).items() if count > 1}
    assert {text for text in wrong if text not in repeated and whole.count(text) >= 1} == set()
