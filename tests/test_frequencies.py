"""What says how often something is to be done, in a text."""

import pytest

from converters.text import frequencies

SAID = {
    "每季度至少编制一期《以案释法》宣传册": ["每季度至少编制一期"],
    "每年累计不少于10天;乡(镇)街": ["每年累计不少于10天"],
    "每年汛期,受强降雨影响,崩塌2次": ["每年"],
    "每2年开展一次，每隔两个月一查": ["每2年开展一次", "每隔两个月"],
    "逐月调度、按季度通报，按年度计划": ["逐月", "按季度"],
    "不定期抽查，定期检查": ["不定期", "定期"],
    "演练不少于两次": ["不少于两次"],
    "各镇至少明确2—3名应急管理员": [],
    "每个企业、每一处隐患": [],
    "每半年至少组织1次应急演练": ["每半年至少组织1次"],
}


@pytest.mark.parametrize("text", SAID)
def test_a_frequency_is_found_with_its_number_and_no_further(text: str) -> None:
    assert [text[start:end] for start, end in frequencies.find(text)] == SAID[text]
