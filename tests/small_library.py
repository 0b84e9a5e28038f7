"""A library that is built in no time, of nine small plans and a few names."""

from pathlib import Path

from converters.names.authority import SCHEMES

TERMS = """\
- {id: yefang, pref: 夜访夜谈, kind: practice, note: 见正文}
- {id: yefang-huodong, pref: 夜访夜谈活动, kind: practice, note: 见正文}
- {id: anquan-yue, pref: 安全生产月, kind: activity, at: [360900-yichun-2001-yaodian#a1-b1]}
"""
AGENCIES = """\
- {id: jia, pref: 甲局, kind: department, type: ju, note: 见正文}
- {id: yi, pref: 乙局, kind: department, type: ju, note: 见正文}
"""
TYPES = "- {id: ju, pref: 某局, note: 见正文}\n"


def small_library(folder: Path) -> Path:
    """Nine small plans and a few names: more than a page of names tells one by one."""
    (folder / "sources").mkdir(parents=True)
    (folder / "authority").mkdir()
    told = {"terms": TERMS, "agencies": AGENCIES, "agency-types": TYPES}
    for name in (*SCHEMES, "not-names"):
        (folder / "authority" / f"{name}.yml").write_text(told.get(name, "[]\n"), "utf-8")
    (folder / "authority" / "ids").write_text("terms/jiu -> terms/yefang\n", "utf-8")
    for year in range(2001, 2010):
        practice = "夜访夜谈活动" if year % 2 else "夜访夜谈"
        unit = "甲局" if year % 3 else "乙局"
        text = (
            f"宜春市{year}年工作要点\n一、任务\n（一）宣传。开展安全生产月活动，{practice}。\n"
            f"（二）查险。每月一次。（责任单位：{unit}）\n"
        )
        of_year(folder, year).write_text(text, "utf-8")
    return folder


def of_year(folder: Path, year: int, ending: str = ".txt") -> Path:
    return folder / "sources" / f"360900-yichun-{year}-yaodian{ending}"
