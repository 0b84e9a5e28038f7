"""A plan as Markdown: what a person reads in the file, and what two renderers make of it."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import markdown as to_html

from converters.edition import apparatus
from converters.models.plan import Plan
from converters.names.plan_names import PlanNames
from converters.pipeline import names_in
from converters.text import punctuation
from converters.views import plan_text
from converters.views.plan_text import PlanText
from converters.writing import commonmark, plan_markdown
from tests import fixture_files, stocked
from tests.command_line import call
from tests.conftest import NAMES, WORKS
from tests.fixture_files import Case
from tests.rendered_markdown import RENDERERS, Block, Rendered
from tests.test_structure import plan_of

FIXTURES = Path(__file__).parent / "fixtures" / "markdown"
ANCHOR = re.compile(r'<a id="[a-z0-9_-]+"></a>')
MOST_OF_SOURCE = 1.35
MOST_WHOLE = 3
every_renderer = pytest.mark.parametrize("name", RENDERERS)
every_work = pytest.mark.parametrize("work", WORKS)


@stocked.once_each
def named(plan: Plan) -> PlanNames:
    return names_in(plan, stocked.finder_of(NAMES))


@stocked.once_each
def text_of(plan: Plan) -> PlanText:
    return plan_text.of(plan, apparatus.entries(plan), named(plan))


@pytest.fixture(scope="module")
def files(library: dict[str, Plan]) -> dict[str, str]:
    return {work: plan_markdown.dump(plan, text_of(plan)) for work, plan in library.items()}


@pytest.fixture
def rendered(name: str, work: str, files: dict[str, str]) -> Rendered:
    """What one renderer makes of the file of one plan."""
    return Rendered(RENDERERS[name](body(files[work])))


def front_matter(file: str) -> dict[str, object]:
    _, front, _ = file.split("---\n", 2)
    loaded: dict[str, object] = yaml.safe_load(front)
    return loaded


def body(file: str) -> str:
    return file.split("---\n", 2)[2].lstrip("\n")


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_markdown(case: Case) -> None:
    plan = plan_of(case.input)
    text = plan_text.of(plan, apparatus.entries(plan))
    assert plan_markdown.body(text) == case.expected + "\n"


# The whole of it


def pieces(plan: Plan) -> Iterator[str]:
    """The reading, piece by piece in the order of the plan, as its parts have it."""
    for unit, part in plan.pieces:
        if unit.kind == "noise":
            continue
        if part is None:
            yield unit.label.text + unit.heading.text + unit.separator.text
        else:
            yield part.text.text


def without_blanks(text: str) -> str:
    return "".join(punctuation.fold(text).split())


@every_renderer
@every_work
def test_the_text_is_the_reading_in_order(
    rendered: Rendered, work: str, library: dict[str, Plan]
) -> None:
    read = "".join(block.text for block in rendered.blocks)
    assert without_blanks(read) == without_blanks("".join(pieces(library[work])))


def published(plan: Plan) -> set[str]:
    parts = {part.id for unit in plan.units for part in unit.parts}
    items = {item.id for unit in plan.units for part in unit.parts for item in part.items}
    own = {unit.id for unit in plan.units if unit.kind != "noise"}
    return {*own, *parts, *items, *plan.aliases} - {""}


@every_renderer
@every_work
def test_every_address_is_an_element_and_none_stands_twice(
    rendered: Rendered, work: str, library: dict[str, Plan]
) -> None:
    ids = [id_ for block in rendered.blocks for id_ in block.ids]
    assert len(ids) == len({*ids})
    assert {*ids} == published(library[work])


@every_renderer
@every_work
def test_each_emendation_has_its_note(
    rendered: Rendered, work: str, library: dict[str, Plan]
) -> None:
    entries = apparatus.entries(library[work])
    assert sum(block.notes for block in rendered.blocks) == len(entries)
    assert len(rendered.footnotes) == len(entries)
    for entry, note in zip(entries, rendered.footnotes, strict=True):
        assert entry.ground.rstrip("。") in note.text
        assert entry.verdict == "slip" or entry.received.strip() in note.text


def blocks_of(text: PlanText, name: str) -> list[Block]:
    """The blocks that a renderer makes of the Markdown of a text."""
    return Rendered(RENDERERS[name](plan_markdown.body(text))).blocks


@every_renderer
@every_work
def test_parsed_back_it_has_the_parts_of_the_plan(
    name: str, work: str, library: dict[str, Plan]
) -> None:
    """Each clause is where its id is: a heading as deep as the clause, or a paragraph."""
    plan = library[work]
    found = {block.ids[0]: block for block in blocks_of(text_of(plan), name) if block.ids}
    for unit in plan.units:
        if unit.kind == "noise":
            continue
        block = found[unit.id]
        if unit.is_clause:
            above, depth = plan.above(unit), 2
            while above:
                above, depth = plan.above(above), depth + 1
            assert block.tag == (f"h{min(depth, 6)}" if unit.heading else "p"), unit.id
            assert without_blanks(block.text).startswith(
                without_blanks(unit.label.text + unit.heading.text)
            )
        elif unit.kind == "row":
            assert block.tag == "td"
            assert without_blanks(block.text) == without_blanks(unit.cells[0].text)


@every_renderer
@every_work
def test_names_lead_to_their_pages(name: str, work: str, library: dict[str, Plan]) -> None:
    plan = library[work]
    mentions = [one for one in named(plan).mentions if one.is_resolved]
    links = [link for block in blocks_of(text_of(plan), name) for link in block.links]
    of_records = [one.target for one in mentions if one.kind not in ("self", "clause")]
    assert sorted(link[6:-3] for link in links if link.startswith("../../")) == sorted(of_records)
    assert len(links) == len(mentions)


@every_work
def test_what_is_taken_away_leads_to_the_pages_of_the_site(
    work: str, library: dict[str, Plan], files: dict[str, str]
) -> None:
    """Each link but those within the file: the same page, by its address."""
    site = "https://example.org/wenku/"
    here = body(files[work])
    taken = plan_markdown.body(text_of(library[work]), work, site)
    assert taken == re.sub(
        r"(?:index\.md|\.\./\.\./(?P<page>[\w/-]+)\.md)(?=\)|$)",
        lambda link: f"{site}{link['page'] or f'plans/{work}'}/",
        here,
        flags=re.MULTILINE,
    )
    assert ".md" not in taken


# What a person has before him


@every_work
def test_nothing_of_html_but_the_anchors(work: str, files: dict[str, str]) -> None:
    rest = ANCHOR.sub("", body(files[work]))
    rest = re.sub(r"`[^`\n]+`", "", rest)
    assert "<" not in rest
    assert "{:" not in rest
    assert "markdown=" not in rest


@every_work
def test_it_is_little_longer_than_its_source(
    work: str, library: dict[str, Plan], files: dict[str, str]
) -> None:
    source = len(library[work].source.text.encode())
    bare = re.sub(r"^\[\^\w+\]: .*$|\[\^\w+\]", "", body(files[work]), flags=re.MULTILINE)
    bare = re.sub(r"\]\([^)]*\)", "]", bare)
    assert len(bare.encode()) <= MOST_OF_SOURCE * source
    assert len(files[work].encode()) <= MOST_WHOLE * source


@every_work
def test_the_front_matter_is_the_record(
    work: str, library: dict[str, Plan], files: dict[str, str]
) -> None:
    plan, front = library[work], front_matter(files[work])
    assert front["work"] == work
    assert front.get("issuer") == plan.record.issuer.value
    assert front.get("doc_number") == plan.record.doc_number.value
    assert front["source"] == {"lines": plan.source.line_count, "sha256": plan.source.sha256}


def test_any_text_can_be_had_as_markdown(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(
        "某县2024年应急管理工作要点\n一、工作\n加强值班。\n", "utf-8"
    )
    done = call("convert", "plan.txt", "--markdown", folder=tmp_path)
    assert done.returncode == 0
    assert front_matter(done.stdout)["title"] == "某县2024年应急管理工作要点"
    assert body(done.stdout).endswith('\n\n## <a id="a1"></a>一、工作\n\n加强值班。\n')


# Any text stays text

LINES = st.text(
    st.one_of(
        st.sampled_from("\\`*_{}[]()<>#+-.!|~$&;:=^/\"'@%1a 　中。"),
        st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Co", "Cn")),
    ),
    max_size=40,
)


def plain(text: str) -> str:
    return re.sub(r"[\t\n\v\f\r]+", "", text).strip(" ")


@every_renderer
@given(LINES.map(plain).filter(bool))
@example("1. 总则")
@example("- 其他")
@example("---")
@example("> 引")
@example("[^j1]: 甲")
@example("<script>甲</script>&lt;&amp;&#60;")
@example("{: .x }")
@example("~~甲~~ $x$ `甲` **乙** __丙__ ![](x)")
@example("    四格")
@example("甲\\")
@example("# 甲 #")
def test_any_line_stays_what_it_is(name: str, line: str) -> None:
    written = commonmark.text(line)
    shown = [
        (commonmark.block(written), "p"),
        (f"## {commonmark.with_blanks(written)}", "h2"),
        (f"甲[{written}](../x.md)", "p"),
        (f"| {commonmark.with_blanks(written)} | 乙 |\n| --- | --- |\n| 丙 | 丁 |", "th"),
    ]
    for markdown, tag in shown:
        first = Rendered(RENDERERS[name](markdown)).blocks[0]
        assert (first.tag, first.text.removeprefix("甲" if "](../" in markdown else "")) == (
            tag,
            line,
        )


@every_renderer
@given(LINES.map(plain).filter(bool))
@example("`")
@example("a`` `")
@example("　甲")
@example("</p>")
def test_quoted_characters_stay_what_they_are(name: str, line: str) -> None:
    html = RENDERERS[name](f"原作{commonmark.code(line)}。")
    (block,) = Rendered(html).blocks
    shown = line if line == line.strip() else f"“{line}”"
    assert block.text == f"原作{shown}。"


def test_what_shows_nothing_is_shown_in_text_and_in_quotations() -> None:
    assert commonmark.text("甲\x1b") == "甲␛"
    assert commonmark.code("甲\x1b") == "`甲␛`"
    assert commonmark.code("  甲\x1b") == "“&#32;&#32;甲␛”"


def test_headings_captions_and_cells_keep_their_blanks() -> None:
    plan = plan_of("一、甲  乙\n表1  分工  表\n序号\t任务\n1\t查  险\n2\t备料\n")
    written = plan_markdown.body(plan_text.of(plan, apparatus.entries(plan)))
    assert '\n<a id="a1-t1"></a>表1 &#32;分工 &#32;表\n' in written
    assert written.startswith('## <a id="a1"></a>一、甲 &#32;乙\n')
    assert "查 &#32;险 |" in written


@pytest.mark.parametrize("at", range(len(REFERENCE := "甲&amp;lt;乙&#38;")))
def test_pieces_of_a_line_make_no_reference_together(at: int) -> None:
    """A run may end anywhere: at a name, at a place that was emended."""
    written = commonmark.text(REFERENCE[:at]) + commonmark.text(REFERENCE[at:])
    assert html.unescape(to_html(written)) == f"<p>{REFERENCE}</p>"
