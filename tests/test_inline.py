"""What a plan's page shows of a passage, character by character."""

import re
from dataclasses import replace
from pathlib import Path

from converters import pipeline
from converters.ingest import sources
from converters.models.source import Conjecture, Edition
from tests.drawn import reading_page


def test_a_reading_as_long_as_what_it_stands_for_is_marked() -> None:
    work = "360900-yichun-2023-yaodian"
    text = "2023年应急管理工作要点\n一、任务\n（一）实行挂牌□办和逐级督办。\n限期销号。\n"
    source = sources.from_bytes(Path(f"{work}.txt"), text.encode(), work)
    read = Edition(conjectures=(Conjecture(3, "挂牌□办", "挂牌督办", "据下文"),))
    plan = pipeline.read_plan(replace(source, edition=read))
    shown = re.search(r"<h3[^>]*>.*?</b>(?=实行)(.*?)</h3>", reading_page(plan))
    assert shown
    assert re.findall(r'<span class="emended \w+"[^>]*>(.*?)</span>', shown[1]) == ["督"]
    assert re.sub(r"<[^>]+>", "", shown[1]) == "实行挂牌督办和逐级督办。"
