"""No row of a table can be half told: what is added in one place has its words in all others.

The files of the site, the rules by which a reading differs from its file, the layers of clauses.
"""

import ast
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from converters import build, output, pipeline
from converters.build import GENERATED
from converters.citation import places
from converters.edition import apparatus
from converters.emendation import repair
from converters.exports import dataset, tables_csv
from converters.ingest import site_settings, sources
from converters.intake import provenance, report
from converters.intake.report import Findings
from converters.lexicon import words
from converters.lines import noise, parting, rules, wrapping
from converters.models.located import FilePlace
from converters.models.page import Page
from converters.models.plan import Plan
from converters.models.source import Conjecture, Edition, Source
from converters.names import assignments, plan_names
from converters.names.authority import Authority, AuthorityRecord
from converters.names.plan_names import PlanNames
from converters.output import OF_LIBRARY, OF_PLAN, OfPlan
from converters.pages.names import name_pages
from converters.pages.plan import emendations
from converters.pipeline import Made
from converters.search import scripts
from converters.stock import Stock
from converters.structure import genre
from converters.text import punctuation
from converters.text.layers import BY_LETTER, LAYERS
from converters.views import plan_text
from converters.work.bench import Bench
from converters.work.cache import Cache
from converters.work.executors import HERE
from converters.writing import templates
from tests import fixture_files, stocked
from tests.conftest import ROOT, WORKS, copy_docs

FIXTURES = ROOT / "tests" / "fixtures"
WORK = "331082-linhai-2024-yaodian"
FILES = sorted(path for path in FIXTURES.rglob("*.txt") if path.parent.name != "made")
READ_WHOLE = ("add",)
EDITED = ("rulings",)
"""Where the cases of a file have a `.yml`."""

"""A folder of files as they are received; all others hold cases."""

YICHUN = "360900-yichun-2023-yaodian"


def inputs(path: Path) -> list[str]:
    """The texts of a fixture file."""
    if path.parent.name in READ_WHOLE:
        return [path.read_text("utf-8")]
    if path.parent.name in EDITED:
        return [case.input for case in fixture_files.edited(path)]
    return [case.input for case in fixture_files.read(path)]


def registered(text: str, edition: Edition | None = None) -> Plan:
    source = Source(Path(f"{WORK}.txt"), text, "0" * 64, WORK, edition or Edition())
    return pipeline.structured(source)


NOISE_RULES = rules.NOISE.keys() - {parting.RULED}
"""All but the word of the editor, which no text by itself shows."""


def told(plan: Plan) -> tuple[str, str]:
    """What `make add` reports of a plan, and its 校勘记."""
    findings = Findings(
        plan.source.path, plan, genre.judge(plan), provenance.of(plan), plan.problems
    )
    entries = apparatus.entries(plan)
    marked = plan_text.of(plan, entries).marked
    page = emendations.page(plan, entries, marked)
    return report.text(findings, plan_names.NONE), templates.page(page).text


def assert_told(plan: Plan) -> None:
    """Each rule that made a difference is named where a person looks for it."""
    said, page = told(plan)
    for made in plan.emendations:
        rule = rules.EMENDING[made.rule]
        assert re.search(rf"^校改 {re.escape(rule.words)} \d+ 处：第 ", said, re.MULTILINE), rule
        assert f"\n**{rule.words}**（" in page, rule
        assert re.search(rf"^\*\*{re.escape(rule.words)}\*\*（\d+ 处）：.", page, re.MULTILINE)
    for block in plan.blocks:
        if block.rule:
            name = rules.NOISE[block.rule]
            assert f"\n  {name}：第 " in said, name
            assert f"\n| 剔除：{name} | " in page, name


# Rules


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_rules_made_of_a_fixture_is_told(path: Path) -> None:
    for text in inputs(path):
        assert_told(registered(text))


def test_each_rule_is_at_work_in_some_fixture() -> None:
    folders = [FIXTURES / "repair", FIXTURES / "noise"]
    plans = [
        registered(text)
        for folder in folders
        for path in sorted(folder.glob("*.txt"))
        for text in inputs(path)
    ]
    made = {one.rule for plan in plans for one in plan.emendations}
    assert made == rules.EMENDING.keys() - {repair.CONJECTURE.name}
    assert {block.rule for plan in plans for block in plan.blocks if block.rule} == NOISE_RULES


def test_a_conjecture_is_told() -> None:
    edition = Edition(conjectures=(Conjecture(2, "查检", "查险", "据下文"),))
    plan = registered("一、防汛\n（一）查检。每月一次。\n", edition)
    assert [one.rule for one in plan.emendations] == [repair.CONJECTURE.name]
    assert_told(plan)


@pytest.mark.parametrize(
    ("folder", "names"),
    [
        ("repair", [name for name in rules.EMENDING if name != repair.CONJECTURE.name]),
        ("noise", [*NOISE_RULES]),
    ],
)
def test_each_rule_has_its_fixture_file_and_each_file_its_rule(
    folder: str, names: list[str]
) -> None:
    assert {path.stem for path in (FIXTURES / folder).glob("*.txt")} == {*names}


def test_rules_are_distinct_and_all_of_them_known() -> None:
    emending = [repair.CONJECTURE, *(rule.described for rule in repair.RULES), wrapping.RULE]
    assert [*rules.EMENDING.values()] == emending
    by_rule = [(rule.name, rule.words) for rule in noise.RULES]
    assert [*rules.NOISE.items()] == [*by_rule, (parting.RULED, parting.RULED_WORDS)]
    names = [*(rule.name for rule in emending), *rules.NOISE]
    in_words = [*(rule.words for rule in emending), *rules.NOISE.values()]
    for found in (names, in_words):
        assert all(found)
        assert repeated(found) == []
    assert all(re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", name) for name in names)
    assert all(rule.how.endswith("。") for rule in emending)


def repeated(found: Sequence[Any]) -> list[Any]:
    return [one for one, count in Counter(found).items() if count > 1]


# Layers


@pytest.fixture(scope="module")
def by_layer() -> Mapping[str, list[tuple[Plan, int]]]:
    """The clauses of the fixtures of structure by their layer: the plan, the number of the unit."""
    found: dict[str, list[tuple[Plan, int]]] = {}
    for path in sorted((FIXTURES / "structure").glob("*.txt")):
        for text in inputs(path):
            plan = registered(text)
            for clause in plan.clauses:
                found.setdefault(clause.layer, []).append((plan, clause.number))
    return found


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.letter)
def test_a_citation_says_each_layer_in_its_words(
    layer: Any, by_layer: Mapping[str, list[tuple[Plan, int]]]
) -> None:
    before, between, after = layer.words.partition("{}")
    assert between
    assert before or after
    words_of = re.compile(f"{re.escape(before)}(.+?){re.escape(after)}$")
    for plan, number in by_layer[layer.letter]:
        unit, place = plan.units[number], places.of(plan)[number]
        said = words_of.search(place.words)
        assert said, place
        printed = f"{unit.label}{unit.heading}"
        shown = (punctuation.to_full_width(printed), punctuation.restore(printed))
        assert any(said[1].rpartition(before)[2] in one for one in shown), place
        assert place.margin


def test_layers_are_distinct() -> None:
    assert [*BY_LETTER] == [layer.letter for layer in LAYERS]
    assert repeated([layer.letter for layer in LAYERS]) == []
    assert repeated([layer.rank for layer in LAYERS]) == []


def test_what_a_text_calls_a_layer_is_one() -> None:
    assert set(words("clause_references")["layers"].values()) <= {*BY_LETTER}


# Files


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The founding library and two older addresses, built."""
    folder: Path = tmp_path_factory.mktemp("build") / "docs"
    copy_docs(folder)
    shutil.copy(ROOT / "mkdocs.yml", folder.parent)
    with (folder / "authority" / "ids").open("a", encoding="utf-8") as ledger:
        ledger.write("terms/jiu -> terms/older\nterms/older -> terms/anquan-shengchan-yue\n")
    build.Reading(folder, Bench(HERE, Cache(None))).write(folder)
    return folder


@pytest.fixture(scope="module")
def moved_stock(made: list[Made], records: Authority) -> Stock:
    """The founding library with the same older addresses."""
    term = "terms/anquan-shengchan-yue"
    moved = {"terms/jiu": term, "terms/older": term}
    stock = stocked.stock_of(made, records, moved)
    sheet = site_settings.sheet(ROOT / "docs" / "assets" / "css" / "all.css")
    return replace(stock, settings=site_settings.read(ROOT / "mkdocs.yml"), sheet=sheet)


def of_plan(plan: Plan, names: PlanNames) -> OfPlan:
    assigned = assignments.of_plan(plan, names.mentions)
    entries = apparatus.entries(plan)
    rows = tables_csv.rows(plan, names, assigned, dataset.of_plan(plan, entries, names))
    return OfPlan(plan, entries, names, assigned, rows, scripts.of_plan(plan))


@pytest.fixture(scope="module")
def by_row(
    library: dict[str, Plan], names: Mapping[str, PlanNames], moved_stock: Stock
) -> dict[str, list[Path]]:
    """The paths of the files that each row makes."""
    plans = [of_plan(plan, names[work]) for work, plan in library.items()]
    found = {
        name: [page.path for plan in plans for page in row(plan)] for name, row in OF_PLAN.items()
    }
    for name in OF_LIBRARY:
        found[name] = [page.path for page in stocked.every_file_of(moved_stock, name)]
    return found


@pytest.mark.slow
def test_every_file_of_a_build_comes_from_exactly_one_row(
    by_row: dict[str, list[Path]], docs: Path
) -> None:
    paths = [path for of_row in by_row.values() for path in of_row]
    assert repeated(paths) == []
    # In this library all is plain text, no plan takes the place of another, none was taken down;
    # and it is so small that its texts are scanned.
    rows = ["读出的文字", "检索的索引", "版本", "撤下"]
    assert [name for name, of_row in by_row.items() if not of_row] == rows
    written = [
        path.relative_to(docs)
        for name in GENERATED
        for path in [docs / name, *(docs / name).rglob("*")]
        if path.is_file()
    ]
    assert sorted(written) == sorted(paths)


@pytest.mark.slow
def test_every_file_lies_in_what_a_build_owns(by_row: dict[str, list[Path]]) -> None:
    paths = {path for of_row in by_row.values() for path in of_row}
    owner = {path: [name for name in GENERATED if path.is_relative_to(name)] for path in paths}
    assert [path for path, names in owner.items() if len(names) != 1] == []
    assert {name for names in owner.values() for name in names} == {*GENERATED}
    assert [
        path
        for path in chain.from_iterable(by_row.values())
        if path.is_absolute() or ".." in path.parts
    ] == []


def test_what_a_build_owns_is_cleaned_and_kept_out_of_the_history() -> None:
    owned = {f"docs/{name}" for name in GENERATED}
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " ")
    (cleaned,) = re.findall(r"^GENERATED := (.*)$", makefile, re.MULTILINE)
    assert {*cleaned.split()} == owned
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert repeated([line for line in ignored if line]) == []
    assert owned <= {line.strip("/") for line in ignored}


def test_what_people_write_is_none_of_it() -> None:
    assert not {"sources", "authority", "about", "assets"} & {*GENERATED}


def test_the_rows_are_distinct() -> None:
    """A name that stands twice in a table would silently be one row."""
    tree = ast.parse(Path(output.__file__).read_text("utf-8"))
    tables = {
        node.target.id: [key.value for key in node.value.keys if isinstance(key, ast.Constant)]
        for node in tree.body
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and isinstance(node.value, ast.Dict)
    }
    assert tables == {"OF_PLAN": [*OF_PLAN], "OF_LIBRARY": [*OF_LIBRARY]}
    assert repeated([*OF_PLAN, *OF_LIBRARY]) == []


@pytest.mark.slow
def test_a_library_is_the_same_whatever_the_order_of_its_plans(
    made: list[Made], records: Authority
) -> None:
    stocks = [stocked.stock_of(order, records) for order in (made, made[::-1])]
    one, other = ([*stocked.files_of(stock, *OF_LIBRARY)] for stock in stocks)
    assert one == other


# Pieces: each shows all there is to show, and what has the same token is the same


def with_unmentioned(records: Authority) -> Authority:
    """The records, and one of a plan of the library that no plan mentions or proves."""
    written = FilePlace(Path("instruments.yml"), 1, 1)
    one = AuthorityRecord("instruments", "wuren-tiji", "无人提及", written, work=WORKS[0])
    return replace(records, records={**records.records, one.key: one})


@pytest.mark.slow
@pytest.mark.parametrize("size", ["small", "large"])
def test_a_name_is_shown_from_its_part_of_the_library_as_from_the_whole(
    size: str, library: dict[str, Plan], grown: dict[str, Plan], records: Authority
) -> None:
    plans = (library if size == "small" else grown).values()
    known = with_unmentioned(records)
    stock = stocked.stock_of(stocked.made_of(plans, known), known)
    from_parts = {page.path: page.text for page in stocked.files_of(stock, "名称", "职责")}
    from_whole = [
        page
        for key in known.records
        if not key.startswith("places/")
        for page in output.written(name_pages.pages(key, stock.library.references))
    ]
    assert [page.path for page in from_whole if from_parts.get(page.path) != page.text] == []
    rest = from_parts.keys() - {page.path for page in from_whole}
    assert {path.parts[2].partition(".")[0] for path in rest} == {"duties"}


def by_token(stock: Stock) -> Iterator[tuple[tuple[str, str], tuple[Page, ...]]]:
    relations = stock.library.references.relations
    for name, row in OF_LIBRARY.items():
        for piece in row.pieces(stock):
            made = output.written(row.write(piece.load(), relations))
            yield (name, piece.token), tuple(stocked.texts(made))


SMALL = {
    f"331082-linhai-{year}-yaodian": f"临海市{year}年应急管理工作要点\n一、任务\n"
    f"（一）宣传。开展安全生产月活动，{year}次。\n"
    "（二）查险。宜春市应急管理局每月一次。（责任单位：应急管理部）\n"
    for year in (2021, 2022, 2023)
}
"""With these the library is no small one, of which each page of names may tell every plan."""


def small(work: str, text: str) -> Plan:
    return pipeline.read_plan(sources.from_bytes(Path(f"{work}.txt"), text.encode(), work))


@pytest.fixture(scope="module")
def grown(library: dict[str, Plan]) -> dict[str, Plan]:
    return {**library, **{work: small(work, text) for work, text in SMALL.items()}}


Change = Callable[[dict[str, Plan]], dict[str, Plan]]


def without(work: str, plans: dict[str, Plan]) -> dict[str, Plan]:
    return {one: plan for one, plan in plans.items() if one != work}


def exchanged(work: str, plans: dict[str, Plan]) -> dict[str, Plan]:
    """As many plans, one of them another."""
    text = "临海市2024年应急管理工作要点\n一、任务\n（一）宣传。开展安全生产月活动。\n"
    return {**without(work, plans), WORK: small(WORK, text)}


def rewritten(old: str, new: str, plans: dict[str, Plan]) -> dict[str, Plan]:
    """The same plans, other words in one of them."""
    text = plans[YICHUN].source.text
    assert old in text
    return with_text(text.replace(old, new), plans)


def lengthened(plans: dict[str, Plan]) -> dict[str, Plan]:
    """The same plans, a blank line at the end of one of them."""
    return with_text(f"{plans[YICHUN].source.text}\n", plans)


def with_text(text: str, plans: dict[str, Plan]) -> dict[str, Plan]:
    before = plans[YICHUN]
    changed = sources.from_bytes(before.source.path, text.encode(), YICHUN)
    plan = pipeline.read_plan(replace(changed, edition=before.source.edition))
    return {**plans, YICHUN: replace(plan, standing=before.standing)}


CHANGES: dict[str, Change] = {
    f"without {WORKS[0]}": partial(without, WORKS[0]),
    **{f"another for {work}": partial(exchanged, work) for work in WORKS},
    "a name less": partial(rewritten, "安全生产月", "安全生产周"),
    "a unit less": partial(rewritten, "、危化科", ""),
    "another title": partial(rewritten, "工作要点", "工作计划"),
    "a blank line more": lengthened,
}


Pieces = dict[tuple[str, str], tuple[Page, ...]]


class Shown(NamedTuple):
    """The pages of all pieces, and by kind what stands for all that these show."""

    pieces: Pieces
    whole: dict[str, list[str]]

    def pages(self, kind: str) -> dict[Path, str]:
        """The pages of a kind, by path."""
        of = (pages for (name, _), pages in self.pieces.items() if name == kind)
        return {page.path: page.text for pages in of for page in pages}


def shown(plans: dict[str, Plan], records: Authority) -> Shown:
    stock = stocked.stock_of(stocked.made_of(plans.values(), records), records)
    whole = {
        kind: [f"{work} {row.shows(tokens)}" for work, tokens in sorted(stock.tokens.items())]
        for kind, row in OF_LIBRARY.items()
    }
    return Shown(dict(by_token(stock)), whole)


@pytest.fixture(scope="module")
def before(grown: dict[str, Plan], records: Authority) -> Shown:
    return shown(grown, records)


@pytest.mark.slow
def test_no_two_pieces_of_a_kind_have_one_token(stock: Stock) -> None:
    assert repeated([token for token, _ in by_token(stock)]) == []


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
def test_what_stays_the_same_need_not_be_made_again(
    change: str, grown: dict[str, Plan], records: Authority, before: Shown
) -> None:
    """Whatever happens to one plan: no piece whose token stays, no kind that shows the same."""
    after = shown(CHANGES[change](grown), records)
    same = after.pieces.keys() & before.pieces.keys()
    assert {name for name, _ in same} >= {"地方", "格式"}
    assert [token for token in same if after.pieces[token] != before.pieces[token]] == []
    kinds = [kind for kind in OF_LIBRARY if after.whole[kind] == before.whole[kind]]
    assert [kind for kind in kinds if after.pages(kind) != before.pages(kind)] == []


@pytest.mark.slow
def test_what_no_name_shows_changes_none_of_their_pages(
    grown: dict[str, Plan], records: Authority, before: Shown
) -> None:
    """The file is another one, which only duties and tables say, and no word of it has changed."""
    after = shown(lengthened(grown), records)
    kinds = {kind for kind in OF_LIBRARY if after.whole[kind] != before.whole[kind]}
    assert kinds == {"职责", "检索", "检索的索引", "繁简", "版本", "表"}


@pytest.mark.slow
def test_a_word_that_is_no_name_changes_no_list(
    grown: dict[str, Plan], records: Authority, before: Shown
) -> None:
    after = shown(rewritten("切实", "确实", grown), records)
    kinds = {kind for kind in OF_LIBRARY if after.whole[kind] != before.whole[kind]}
    assert not {"名录", "地方", "前往", "规划一览"} & kinds


def test_what_stands_for_the_facts_of_a_plan_stands_for_how_its_clauses_are_cited(
    made: list[Made],
) -> None:
    one = made[0]
    other = replace(one, facts=replace(one.facts, addresses={}))
    mine, its = build.tokens_of(one), build.tokens_of(other)
    assert (mine.outline, mine.named) == (its.outline, its.named)
    assert mine.addresses != its.addresses
    assert mine.facts != its.facts
