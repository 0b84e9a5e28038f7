from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters import pipeline
from converters.emendation import repair
from converters.lines import rules
from converters.models.emendation import Emendation
from converters.models.line import Line
from converters.models.located import Problem
from converters.models.source import Conjecture, Edition, Source
from converters.text.mapped_text import Span
from tests import fixture_files
from tests.fixture_files import Case

FIXTURES = Path(__file__).parent / "fixtures" / "repair"


def source_of(text: str, edition: Edition | None = None) -> Source:
    return Source(Path("plan.txt"), text, "", edition=edition or Edition())


def read(source: Source) -> tuple[tuple[Line, ...], tuple[Emendation, ...], tuple[Problem, ...]]:
    """All lines of the reading, how they differ from the file, and what is doubtful."""
    reading = pipeline.read_lines(source)
    return reading.lines.every, reading.emendations, reading.problems


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_rule_reads_as_the_fixture_says(case: Case) -> None:
    lines, emendations, _ = read(source_of(case.input))
    reading = [line.text.text for line in lines]
    changes = [
        f"{made.confidence} {made.damaged} -> {made.reading}".replace("\n", "\\n")
        for made in emendations
    ]
    assert "\n".join(reading + changes) == case.expected


@pytest.mark.parametrize(
    "rule", [name for name in rules.EMENDING if name != repair.CONJECTURE.name]
)
def test_every_rule_has_its_fixture_file(rule: str) -> None:
    cases = list(fixture_files.read(FIXTURES / f"{rule}.txt"))
    assert any(" -> " in case.expected for case in cases), "no case shows the rule at work"
    assert len(cases) > 1 or rule == "byte-order-mark", "no case shows where the rule must not act"


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_a_second_pass_over_a_reading_changes_nothing(case: Case) -> None:
    lines, _, _ = read(source_of(case.input.replace("&amp;", "&")))
    reading = "\n".join(line.text.text for line in lines)
    assert read(source_of(reading))[1] == ()


def test_a_conjecture_changes_no_more_than_differs() -> None:
    edition = Edition(
        conjectures=(Conjecture(1, "组织开?ldquo;大走访", "组织开展“大走访", "据下文"),)
    )
    lines, (made,), _ = read(source_of("组织开?ldquo;大走访”活动。", edition))
    assert lines[0].text.text == "组织开展“大走访”活动。"
    assert (made.damaged, made.reading, made.rule) == ("?ldquo;", "展“", "conjecture")
    assert made.span == (3, 10)


def test_a_conjecture_that_inserts_has_an_empty_place() -> None:
    edition = Edition(conjectures=(Conjecture(1, "大走访活动", "大走访”活动", "上引号在前"),))
    _, (made,), _ = read(source_of("开展“大走访活动。", edition))
    assert (made.span, made.damaged, made.reading) == ((6, 6), "", "”")


def test_marks_put_around_a_word_leave_the_word_alone() -> None:
    edition = Edition(conjectures=(Conjecture(1, "两个确立、", "“两个确立”、", "二者并举"),))
    lines, made, _ = read(source_of("捍卫两个确立、做到维护。", edition))
    assert lines[0].text.text == "捍卫“两个确立”、做到维护。"
    assert [(one.span, one.damaged, one.reading) for one in made] == [
        ((2, 2), "", "“"),
        ((6, 6), "", "”"),
    ]


def test_a_conjecture_may_insert_right_behind_another_one() -> None:
    edition = Edition(
        conjectures=(
            Conjecture(1, "，做到", "”，做到", "上引号在前"),
            Conjecture(1, "确力", "确立", "音近而误"),
        )
    )
    lines, made, problems = read(source_of("捍卫“两个确力，做到维护。", edition))
    assert lines[0].text.text == "捍卫“两个确立”，做到维护。"
    assert [(one.span, one.reading) for one in made] == [((6, 7), "立"), ((7, 7), "”")]
    assert not problems


def test_a_character_printed_twice_is_taken_out_once() -> None:
    edition = Edition(conjectures=(Conjecture(1, "逐级级", "逐级", "衍文"),))
    lines, (made,), _ = read(source_of("逐级级签订。", edition))
    assert lines[0].text.text == "逐级签订。"
    assert (made.span, made.reading) == ((2, 3), "")


@pytest.mark.parametrize(
    ("text", "count"),
    [("逐级签订，逐级落实。", 2), ("层层签订。\n逐级落实。", 0)],
    ids=["twice in its line", "on the next line"],
)
def test_a_conjecture_that_does_not_stand_once_in_its_line_is_refused(
    text: str, count: int
) -> None:
    edition = Edition(conjectures=(Conjecture(1, "逐级", "层层", "据下文"),))
    lines, made, (problem,) = read(source_of(text, edition))
    assert "\n".join(line.text.text for line in lines) == text
    assert not made
    assert (problem.code, problem.severity) == ("conjecture-misplaced", "error")
    assert f"出现 {count} 次" in problem.message


def test_what_is_inserted_at_the_ends_of_a_joint_stays() -> None:
    joint = Emendation(Span(5, 7), "\n ", "", "reflow", "certain", "wrapped-line", "各行同宽")
    inside = replace(joint, span=Span(6, 7), damaged=" ", rule="stray-blank")
    marks = [replace(joint, span=Span(at, at), damaged="", reading="”") for at in (5, 7)]
    assert repair.merged([marks[0], inside, marks[1]], [joint]) == (joint, *marks)


def test_unbalanced_quotes_are_reported_at_the_quote_that_has_no_partner() -> None:
    _, _, (problem,) = read(source_of("一、落实“双报告制度，推动“五进”。"))
    assert (problem.code, problem.span) == ("unbalanced-quotes", (4, 5))


@pytest.mark.parametrize(
    "text",
    [
        "落实“双报告”和“五进”制度。",
        '落实“双报告"和"五进”制度。',
        '落实"双报告"制度。',
        '水管内径5"以上。',
    ],
)
def test_quotes_that_balance_are_not_reported(text: str) -> None:
    assert read(source_of(text))[2] == ()


@pytest.mark.parametrize("text", ["落实“双报告“制度。", '落实“双报告"和“五进制度。'])
def test_a_curly_quote_without_any_partner_is_reported(text: str) -> None:
    (problem,) = read(source_of(text))[2]
    assert problem.code == "unbalanced-quotes"


@given(st.text(alphabet=st.sampled_from("应急管理，。、“”?<>/p &ldquo;9一(1)\n \t"), max_size=200))
def test_every_character_of_a_reading_stands_at_its_place(text: str) -> None:
    lines, emendations, _ = read(source_of(text))
    changed = {place for made in emendations for place in range(*made.span)}
    for line in lines:
        for char, start, end in zip(line.text.text, line.text.starts, line.text.ends, strict=True):
            verbatim = end - start == 1 and text[start] == char
            assert verbatim or any(made.span == (start, end) for made in emendations)
            assert not (verbatim and start in changed)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("加强应\ufffd管理。", "lost-character"),
        ("加强应\ue123管理。", "lost-character"),
        ("加强<script>alert(1)</script>管理。", "leftover-markup"),
        ("加强<img src=a onerror=b>管理。", "leftover-markup"),
        ("落实&ldquo五进”工作。", "leftover-markup"),
        ("加强&#0;管理。", "leftover-markup"),
    ],
)
def test_what_no_rule_can_read_is_reported(text: str, code: str) -> None:
    lines, made, problems = read(source_of(text))
    assert [line.text.text for line in lines] == [text]
    assert not made
    assert code in {problem.code for problem in problems}
    assert all(text[problem.span.start] in "\ufffd\ue123<&“”" for problem in problems)


@pytest.mark.parametrize("text", ["R&D经费占比<5%，>3%。", "AT&T公司", "a & b"])
def test_what_only_looks_like_code_is_not_reported(text: str) -> None:
    problems = read(source_of(text))[2]
    assert "leftover-markup" not in {problem.code for problem in problems}


def test_bold_that_proves_nothing_is_reported() -> None:
    text = "一、任务\n（一）健全体系，**落实责任**。\n（二）完善机制。"
    _, made, problems = read(source_of(text))
    assert not made
    assert [problem.code for problem in problems] == ["leftover-markup"] * 2


@pytest.mark.parametrize("end", ["\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_file_without_line_feeds_has_the_line_ends_that_it_has(end: str) -> None:
    lines, _, problems = read(source_of(end.join(["某县防汛预案", "一、值守", "全天在岗。"])))
    assert [line.text.text for line in lines] == ["某县防汛预案", "一、值守", "全天在岗。"]
    assert not problems


@pytest.mark.parametrize("end", ["\r", "\u2028", "\u2029"])
def test_what_ends_a_line_elsewhere_and_maybe_here_is_a_doubt(end: str) -> None:
    problems = read(source_of(f"一、值守\n全天{end}在岗。"))[2]
    assert [(one.code, one.span) for one in problems] == [("line-ends", (7, 8))]
