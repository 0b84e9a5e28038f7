import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.text import punctuation


@pytest.mark.parametrize(
    ("folded", "printed"),
    [
        ("(一)强化整治。", "（一）强化整治。"),
        ("(1)应急管理体系", "（1）应急管理体系"),
        ("各县(市、区)应急管理局,局机关:", "各县（市、区）应急管理局，局机关："),
        ("规划(2022-2035)、储备", "规划（2022-2035）、储备"),
        ("2017年9月13日,全区", "2017年9月13日，全区"),
        ("整改率达到100%,实现", "整改率达到100%，实现"),
        ("责任科室:综合科;矿山科", "责任科室：综合科；矿山科"),
        ("谁来做?怎么做!", "谁来做？怎么做！"),
        ("3,500人和12:30", "3,500人和12:30"),
        ("应急管理APP,加强", "应急管理APP，加强"),
        ("see (a, b)", "see (a, b)"),
        ("https://example.org/a?b", "https://example.org/a?b"),
        ("<1%", "<1%"),
        ("结(积冰、寒潮", "结（积冰、寒潮"),
        ("1.5米;2.5米", "1.5米；2.5米"),
    ],
)
def test_marks_beside_chinese_are_restored_and_others_left(folded: str, printed: str) -> None:
    assert punctuation.restore(folded) == printed


@given(st.text(max_size=200))
def test_restoring_is_character_for_character_and_folds_back(text: str) -> None:
    printed = punctuation.restore(text)
    assert len(printed) == len(text)
    assert punctuation.fold(printed) == punctuation.fold(text)


@given(st.text(max_size=100))
def test_folding_touches_full_width_ascii_alone(text: str) -> None:
    for char, folded in zip(text, punctuation.fold(text), strict=True):
        full_width = "\uff01" <= char <= "\uff5e"
        assert folded == (chr(ord(char) - 0xFEE0) if full_width else char)
