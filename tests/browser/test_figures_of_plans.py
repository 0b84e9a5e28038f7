"""Every figure of the plans, their sources and emendations, and of who answers for what.

Of a page, the lines with figures have to be those that are worked out here, no more and no fewer.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from tests.built_page import Element
from tests.figures import HIDDEN, figures, row_text, with_figures, without_parts
from tests.indicators_report import of_gold
from tests.recounted import HAN, ISSUED, NAMES, NUMBERS, Recounted, bare, counted, page_of

DONGCHANG = "220502-dongchang-2021-2025-guihua"
SHANGHAI = "310000-shanghai-2022-yaodian"
GAOTAI = "620724-gaotai-2025-yaodian"


def test_the_list_of_plans(recounted: Recounted) -> None:
    page = recounted.pages["plans"]
    rows = {
        row.all("a")[0].target: [cell.text() for cell in row.elements]
        for row in page.one("tbody").all("tr")
    }
    assert list(rows) == [f"plans/{work}" for work in recounted.works]
    for work in recounted.works:
        place, level, _, _, years, state, day, _, number, clauses, emendations = rows[
            f"plans/{work}"
        ]
        assert place == "".join(recounted.place(work))
        assert level == ("省级", "地级", "县级")[len(recounted.place(work)) - 1]
        assert years == recounted.span(work)
        assert state == "时期已过"  # of all; the ledgers are of 2026
        assert day == ISSUED[work] or (day, ISSUED[work]) == ("原文未载", "")
        assert number == NUMBERS.get(work, "原文未载")
        assert clauses == str(recounted.clauses(work))
        assert emendations == str(sum(emended(recounted, work)))
    assert figures(without_parts(page, page.all("tbody"))) == Counter(
        [
            f"共 {len(recounted.works)} 份。条款数只计有编号的条款；“原文未载”指所据文件里没有，不是没有。"
        ]
    )


def test_the_titles(recounted: Recounted) -> None:
    for work in recounted.works:
        title = recounted.title(work)
        supplied = recounted.told[work]["metadata"].get("title")
        assert (
            title == f"［{supplied['value']}］"
            if supplied
            else bare(title) in bare(recounted.texts[work])
        )
        for page in ("source", "emendations"):
            assert recounted.pages[f"plans/{work}/{page}"].one("h1").text().startswith(f"{title}：")


def test_the_page_of_a_plan(recounted: Recounted) -> None:
    for work in recounted.works:
        page = recounted.pages[f"plans/{work}"]
        record, facts = page.one("details", "record"), page.one("p", "facts")
        rows, notes = record.one("dl").elements, page.one(class_="print-end").all("li")
        cited = record.all("p", "citation")
        numbered = (note for note in notes if note.text().startswith("["))
        legend = page.one("div", "legend")
        chain = page.all("div", "chain-of-plan")
        left_out = [*rows, *numbered, facts, *cited, record.one("code"), legend, *chain]
        years = recounted.span(work)
        digest = recounted.digest(work)
        count = sum(emended(recounted, work))
        rest = "余见校勘记" if count else "余一字未改"
        expected = [
            grounds(recounted, work),
            f"源文 {recounted.line_count(work)} 行 · SHA-256 ，全文见原文",
            *([f"逐行原文 比较 校勘记 {count} 处 下载 Word Markdown JSON"] if count else []),
            f"引文 {recounted.citation(work)}",
            f"地址 …/plans/{work}/，条款加 #a2-b4 之类",
            f"版本 {recounted.edition(work)}",
            f"源文 {recounted.line_count(work)} 行，SHA-256 {digest}；标点经规则复为全角，{rest}",
        ]
        if "title" in (told := recounted.told[work]["metadata"]):
            expected.append(f"补题名 {recounted.title(work)}。{told['title']['ground']}。")
        if numbers := len(of_gold(work)):
            expected.append(f"写明的数字 {numbers} 处")
        foot = [line for one in page.all("div", "of-plan-at-foot") for line in one.all("li")]
        ways = [
            line.text() for line in foot if any("/names#" in way.target for way in line.all("a"))
        ]
        assert ways == [*names_of(recounted, work)]
        assert record.one("code").text() == f"{digest[:12]}…"
        path = " / ".join(["规划一览", *recounted.place(work), years])
        assert facts.text().startswith(path)
        assert recounted.citation(work) in cited[0].text()
        assert figures(without_parts(page, left_out)) == with_figures(*expected), work
        check_record(recounted, work, rows)


WORDS = ("机构", "提法", "文件")


def by_scheme(recounted: Recounted, work: str) -> Counter[str]:
    named = {one.key for one in recounted.named if one.work == work}
    return Counter(one.split("/")[0] for one in named)


def names_of(recounted: Recounted, work: str) -> Iterator[str]:
    """How much the index of a plan has, as the foot of its page tells it."""
    topics, *_ = recounted.pages[f"plans/{work}/names"].all("div", "names-of-plan")
    yield f"各条的主题 {len(topics.all('li'))}"
    reviewed = by_scheme(recounted, work)
    yield from (f"{word} {reviewed[one]}" for one, word in zip(NAMES, WORDS, strict=True))
    open_ = Counter(one.scheme for one in recounted.unreviewed if one.work == work)
    found = [f"{word} {open_[one]}" for one, word in zip(NAMES, WORDS, strict=True) if open_[one]]
    yield "未核的：" + "、".join(found)


def test_the_index_of_a_plan(recounted: Recounted) -> None:
    for work in recounted.works:
        page = recounted.pages[f"plans/{work}/names"]
        topics, reviewed, unreviewed = page.all("div", "names-of-plan")
        count = by_scheme(recounted, work)
        assert [one.text() for one in reviewed.all("h3")] == [
            f"{word} {count[one]}" for one, word in zip(NAMES, WORDS, strict=True)
        ]
        listed = [int(one.text().split(" ")[1]) for one in unreviewed.all("h3")]
        assert listed == [len(one.elements) for one in unreviewed.all("ul")]
        for line in reviewed.all("li"):
            key, *places = line.all("a")
            units = {unit for _, unit in recounted.units(page_of(key)) if _ == work}
            assert {place.target.split("#")[1] for place in places} == units, page_of(key)
        ways = [link.target for one in (topics, reviewed) for link in one.all("a")]
        assert all(way.startswith((f"plans/{work}#", "topics/", *NAMES)) for way in ways)


OUTLINE = "通化市东昌区国民经济和社会发展第十四个五年规划和2035年远景目标纲要"
GOES_BY = {
    DONGCHANG: [
        "层级未详 安全生产监管部门基础设施建设及装备标准 按照 a4-b2-c1-u2",
        "层级未详 非煤矿山外包工程安全管理暂行办法 按照 a5-b2-c2",
        "国家级 国家应急物资储备指导目录 按照 a4-b5-c2-u1",
        "省级 吉林省非煤矿山行业安全风险分级管控和隐患排查治理双重预防机制通用规范 按照 a5-b2-c2",
        "省级 吉林省应急管理“十四五”规划 按照 a5-b5-c3",
        "地级 通化市应急管理“十四五”规划 通市政办发〔2022〕11号 根据 pre",
        f"县级 {OUTLINE} 通昌政发〔2021〕4号 根据 pre",
        "县级 本规划",
    ],
    "360900-yichun-2023-yaodian": [
        "国家级 应急管理部办公厅关于全面实行部省两级指挥中心24小时视频联通有关工作的通知 按照 a4-b10",
        "省级 江西省生产安全事故报告和调查评估办法 按照 a2-b7",
        "省级 江西省应急管理厅办公室关于加强应急指挥视频调度保障工作的通知 按照 a4-b10",
        "地级 宜春市生产安全事故提级调查和挂牌督办办法 按照 a2-b7",
        "地级 本规划",
    ],
}
"""What plans say that they go by, from the state down to themselves: as a person reads it."""


def test_what_a_plan_goes_by(recounted: Recounted) -> None:
    for work in recounted.works:
        found = []
        for level in recounted.pages[f"plans/{work}"].all("ol", "chain"):
            for row in level.elements:
                word, documents = row.elements
                for one in documents.all("li"):
                    text = one.text()
                    if links := one.all("a"):
                        said = text.replace(links[-1].text(), links[-1].target.partition("#")[2])
                        text = said.replace("，", " ").replace("  ", " ")
                    found.append(f"{word.text()} {text}")
        assert found == GOES_BY.get(work, []), work


def grounds(recounted: Recounted, work: str) -> str:
    """What the editor supplies, and why; a text without a title does not say what it is."""
    told = recounted.told[work]["metadata"]
    given = {"题名": "title", "文种": "", "地区": "place", "时期": "period"}
    whys = {label: told[name]["ground"] for label, name in given.items() if name in told}
    if "题名" in whys:
        whys["文种"] = "据作品号"
    return "补 " + " ".join(f"{label}：{whys[label]}。" for label in given if label in whys)


def check_record(recounted: Recounted, work: str, rows: list[Element]) -> None:
    """题录: what is stated stands in the line that it leads to, what is supplied was written so."""
    lines = recounted.texts[work].split("\n")
    told = json.dumps(recounted.told[work]["metadata"], ensure_ascii=False)
    for row in rows:
        label, value = (one.text() for one in (row.one("dt"), row.one("dd").elements[0]))
        digits = [int(one) for one in re.findall(r"\d+", value)]
        stated = row.all(class_="stated")
        for link in stated:
            line = int(link.target.partition("#L")[2])
            assert link.attributes["title"] == f"原文第 {line} 行"
            here = [int(one) for one in re.findall(r"\d+", lines[line - 1])]
            assert not Counter(digits) - Counter(here), (work, label)
        if not stated:
            assert all(str(one) in told for one in digits), (work, label)
        for link in row.all("a", "supplied"):
            entry = next(one for one in entries_of(recounted, work) if link.target.endswith(one[0]))
            assert link.attributes["title"] == f"校记 {entry[1]}"
        if label == "成文日期":
            assert value == (ISSUED[work] or "原文未载")


def test_the_digits_of_a_text_are_those_of_its_file(recounted: Recounted) -> None:
    for work in recounted.works:
        document = recounted.pages[f"plans/{work}"].one("div", "document")
        lost, read = digits_changed(recounted, work)
        words = document.text(lambda one: "" if one.classes & BESIDE else None)
        assert Counter(re.findall(r"\d", words)) == digits_of(recounted, work) - lost + read, work


BESIDE = {"notes", "address", "line-number"}
"""What stands beside the text."""


def test_what_stands_beside_a_text(recounted: Recounted) -> None:
    """The places of its clauses, the lines of the file, and how many notes are folded."""
    for work in recounted.works:
        text = recounted.texts[work]
        document = recounted.pages[f"plans/{work}"].one("div", "document")
        for part in (one for one in document.walk() if "data-line" in one.attributes):
            begin, end = map(int, part.attributes["data-at"].split("-"))
            blank = len(text[begin:end]) - len(text[begin:end].lstrip())
            line = text.count("\n", 0, begin + blank) + 1
            assert part.attributes["data-line"] == f"{line}", (work, begin)
        for link in document.all("a", "address"):
            id_, said = link.target.partition("#")[2], link.attributes["aria-label"]
            further = re.search(r"-p(\d+)$", id_)
            place = f"第{further[1]}段" if further else place_of(id_)
            assert place.endswith(said) or re.search(r"-y\d+$", id_), (work, id_)
        for beside in document.all(class_="notes"):
            folded = len(beside.all(class_="folded"))
            more = [f"另 {folded} 处，详校勘记"] if folded else []
            assert [line.text() for line in beside.all(class_="more")] == more


def test_a_note_has_one_number_wherever_it_stands(recounted: Recounted) -> None:
    for work in recounted.works:
        rows = entries_of(recounted, work)
        numbers = {id_: f"[{number}]" for id_, number, _ in rows}
        page = recounted.pages[f"plans/{work}"]
        marked = [one for one in page.walk() if "data-number" in one.attributes]
        ids = [one.attributes.get("data-entry") or one.attributes["id"] for one in marked]
        assert {*ids} == {*numbers}
        assert [one.attributes["data-number"] for one in marked] == [numbers[id_] for id_ in ids]
        notes = [one for box in page.all(class_="notes") for one in box.all("p", "note")]
        beside = {one.attributes["id"]: one.one(class_="number").text() for one in notes}
        assert beside == {f"note-{id_}": number for id_, number in numbers.items()}
        ends = [one.text() for one in page.one(class_="print-end").all("li")]
        printed = [one for one in ends if one[0] == "["]
        where = {
            row.attributes["id"]: row.elements[2].text()
            for row in recounted.pages[f"plans/{work}/emendations"].all("tr")
            if row.attributes.get("id", "").startswith("L")
        }
        assert len(printed) == len(rows)
        for one, (id_, number, _) in zip(printed, rows, strict=True):
            assert one.startswith(f"[{number}] {where[id_]} ")
        for link in recounted.pages[f"plans/{work}/source"].all("a", "damaged"):
            assert link.attributes["title"].startswith(f"{numbers[link.target.partition('#')[2]]} ")


def digits_of(recounted: Recounted, work: str) -> Counter[str]:
    """The digits of the file, without those of the lines that are no part of the text."""
    noise = {int(row.elements[0].text()) for row in noise_of(recounted, work)}
    lines = recounted.texts[work].split("\n")
    kept = "".join(line for number, line in enumerate(lines, 1) if number not in noise)
    return Counter(re.findall(r"\d", kept))


def digits_changed(recounted: Recounted, work: str) -> tuple[Counter[str], Counter[str]]:
    """The digits that emendations take away and those that they put in."""
    made = recounted.told[work].get("conjectures", [])
    lost, read = (
        Counter(re.findall(r"\d", "".join(one[side] for one in made)))
        for side in ("received", "reading")
    )
    if work == SHANGHAI:  # line 1 ends in 单位9/p>, read 单位：
        lost["9"] += 1
    return lost, read


def entries_of(recounted: Recounted, work: str) -> list[tuple[str, str, str]]:
    """The id, the number and the place of each entry of the 校勘记, in the order of the file."""
    page = recounted.pages[f"plans/{work}/emendations"]
    entries = [
        (row.attributes["id"], row.elements[0].text(), row.elements[1].text())
        for row in page.all("tr")
        if row.attributes.get("id", "").startswith("L")
    ]
    return sorted(entries, key=lambda entry: [int(one) for one in entry[2].split(":")])


def noise_of(recounted: Recounted, work: str) -> list[Element]:
    page = recounted.pages[f"plans/{work}/emendations"]
    return [
        row
        for table in page.all("table")
        if table.text().startswith("剔除")
        for row in table.one("tbody").all("tr")
    ]


def test_the_page_of_a_file(recounted: Recounted) -> None:
    for work in recounted.works:
        page, count = recounted.pages[f"plans/{work}/source"], recounted.line_count(work)
        size = f"源文 {count} 行，{len(recounted.texts[work])} 字符 · SHA-256"
        assert figures(page) == with_figures(size, f"<plans/{work}> 校勘记 下载 {work}.txt")
        assert page.one("code").text() == recounted.digest(work)
        lines = page.one("div", "source").all("p")
        numbers = [
            (one.all("a")[0].attributes["aria-label"], one.all("a")[0].target) for one in lines
        ]
        here = f"plans/{work}/source"
        assert numbers == [(f"第 {n} 行", f"{here}#L{n}") for n in range(1, count + 1)]


def test_the_emendations(recounted: Recounted) -> None:
    for work in recounted.works:
        page = recounted.pages[f"plans/{work}/emendations"]
        rows = [row for row in page.all("tr") if row.attributes.get("data-verdict")]
        verdicts = Counter(row.attributes["data-verdict"] for row in rows)
        by_rule, by_person = emended(recounted, work)
        assert verdicts["确定"] == by_rule, work
        assert verdicts["可能"] + verdicts["不可读"] == by_person, work
        told = "，".join(
            f"{one} {verdicts[one]} 处" for one in ("确定", "可能", "不可读") if verdicts[one]
        )
        damage = [line for line in page.all("p") if re.search(r"（\d+ 处）", line.text())]
        assert sum(int(re.findall(r"（(\d+) 处）", line.text())[0]) for line in damage) == len(rows)
        assert_places(recounted, work)
        tables = [
            one for one in page.all("tbody") if one.all("td", "number") or one.all("td", "ground")
        ]
        left = figures(without_parts(page, [*damage, *tables]))
        summary = [f"共 {len(rows)} 处：{told}。"] if rows else []
        assert left == with_figures(*summary, *account_of(recounted, work)), work


def emended(recounted: Recounted, work: str) -> tuple[int, int]:
    """How many places a rule mends, how many a person.

    By rule: in Shanghai each line that ends in `/p>` after a character that the damage has not
    taken; in Gaotai each blank; in Dongchang the title cut after 关于印发 (line 17) and the blanks
    after 漏电、 (316) and 沙尘暴、 (320).
    """
    pairs = [
        (one["received"], one["reading"]) for one in recounted.told[work].get("conjectures", [])
    ]
    by_person = sum(
        kind != "equal"
        for received, reading in pairs
        for kind, *_ in SequenceMatcher(None, received, reading, autojunk=False).get_opcodes()
    )
    by_rule = {
        SHANGHAI: len(re.findall("[^?]/p>$", recounted.texts[SHANGHAI], re.MULTILINE)),
        GAOTAI: recounted.texts[GAOTAI].count(" ") - by_person,
        DONGCHANG: 3,
    }
    return by_rule.get(work, 0), by_person


def assert_places(recounted: Recounted, work: str) -> None:
    """Each entry is numbered in order, and its place is that of what was received."""
    lines = recounted.texts[work].split("\n")
    numbers: dict[str, int] = {}
    for row in recounted.pages[f"plans/{work}/emendations"].all("tr"):
        if not row.attributes.get("id", "").startswith("L"):
            continue
        shown_number, place, received = (row.elements[at].text() for at in (0, 1, 3))
        kind = shown_number.strip("0123456789")
        numbers[kind] = numbers.get(kind, 0) + 1
        assert shown_number == f"{kind}{numbers[kind]}"
        line, col = map(int, place.split(":"))
        assert row.attributes["id"].split("_")[0] == f"L{line}C{col}"
        here = f"{lines[line - 1]}\n"[col:]
        code = row.elements[3].all("code")
        if kind or code:
            assert here.startswith(code[0].text() if code else received), (work, place)
        elif "（空白）" in received or "（断行）" in received:
            assert here[0].isspace(), (work, place)


def account_of(recounted: Recounted, work: str) -> Iterator[str]:
    """字数核算: the characters that are not blank, and where they went."""
    page = recounted.pages[f"plans/{work}/emendations"]
    total = solid(recounted.texts[work])
    noise: Counter[str] = Counter()
    for row in noise_of(recounted, work):
        line, rule, text = (cell.text() for cell in row.elements)
        noise[rule] += solid(recounted.texts[work].split("\n")[int(line) - 1])
        assert "".join(text.split()) == "".join(
            recounted.texts[work].split("\n")[int(line) - 1].split()
        )
    received = sum(
        solid(row.elements[3].one("code").text())
        for row in page.all("tr")
        if row.attributes.get("data-verdict") and row.elements[3].all("code")
    )
    yield f"原文（空白除外）|{total}"
    yield f"正文照录|{total - noise.total() - received}"
    yield from (f"剔除：{rule}|{count}" for rule, count in noise.items())
    yield f"校改（受损一侧）|{received}"


def solid(text: str) -> int:
    return len("".join(text.split()))


def test_the_matrix(recounted: Recounted) -> None:
    listing: list[str] = []
    with_lists = [work for work in recounted.works if recounted.assigned(work)]
    for work in with_lists:
        page, assigned = recounted.pages[f"matrix/{work}"], recounted.assigned(work)
        units, clauses = Counter(unit for _, unit in assigned), Counter(id_ for id_, _ in assigned)
        account = (
            f"全文 {recounted.clauses(work)} 条，{len(clauses)} 条列明责任单位；"
            f"{len(units)} 个单位，共 {len(assigned)} 处。"
        )
        rows = Counter(row_text(row) for row in page.one("tbody").all("tr"))
        blank = "|" * (len(clauses) + 1)
        keys = {recounted.records[key]["pref"]: key for key in recounted.of_scheme("agencies")}
        assert rows == Counter(
            f"<{keys[unit]}>{blank}{count} 条，职责单" for unit, count in units.items()
        )
        feet = [f"{count} 个单位" for count in clauses.values()]
        foot = "|".join(["单位数", *feet, f"{len(assigned)} 处"])
        assert figures(
            without_parts(page, [*page.all("tbody"), *page.one("tfoot").all("b")])
        ) == with_figures(account, foot)
        assert [cell.text() for cell in page.one("tfoot").all("b")] == [
            link.text() for link in page.one("thead").all("a")
        ]
        assert list(clauses) == [link.target.split("#")[1] for link in page.one("thead").all("a")]
        title = recounted.title(work)
        listing += [title, recounted.span(work), account]
    lead = f"{counted(len(with_lists), '份')}规划逐条列明责任单位。"
    assert figures(recounted.pages["matrix"]) == with_figures(lead, *listing)


def test_the_duty_sheets(recounted: Recounted) -> None:
    seen = set()
    for key in recounted.of_scheme("agencies"):
        pref = recounted.records[key]["pref"]
        duties = {
            work: [id_ for id_, unit in recounted.assigned(work) if unit == pref]
            for work in recounted.works
            if pref in {unit for _, unit in recounted.assigned(work)}
        }
        if not duties:
            assert f"{key}/duties" not in recounted.pages
            continue
        expected = [f"{counted(len(duties), '份')}规划，{sum(map(len, duties.values()))} 条。"]
        for work, ids in duties.items():
            years = recounted.span(work)
            title = recounted.title(work)
            links = f"<plans/{work}> 全部单位的职责矩阵"
            issued = f"宜春市应急管理局 · {NUMBERS[work]} · 2023年3月30日成文"
            expected += [
                title,
                issued,
                f"{years} 年，{len(ids)} 条。 {links}",
                *version(recounted, work),
            ]
            for id_ in ids:
                others = [unit for clause, unit in recounted.assigned(work) if clause == id_]
                shared = f"与其他 {len(others) - 1} 个单位" if others[1:] else "单独承担"
                expected.append(f"责任科室 {shared}")
        page = recounted.pages[f"{key}/duties"]
        assert figures(page) == with_figures(*expected), key
        seen.add(key)
    units = {unit for work in recounted.works for _, unit in recounted.assigned(work)}
    assert {recounted.records[key]["pref"] for key in seen} == units


def version(recounted: Recounted, work: str) -> Iterator[str]:
    """What a print says it was drawn from."""
    digest = recounted.digest(work)
    yield f"{recounted.citation(work)} …/plans/{work}/ {recounted.edition(work)} 源文 SHA-256 {digest}"


LAYERS = {
    "a": "{}",
    "b": "（{}）",
    "c": "{}",
    "d": "（{}）",
    "u": "·{}",
    "t": "表{}",
    "x": "专栏{}",
    "r": "行{}",
}


BLOCKS = {
    "meta": "公文信息",
    "notice": "印发通知",
    "title": "标题",
    "pre": "引言",
    "sig": "落款",
    "note": "附注",
    "att": "附件",
}


def test_links_say_what_they_lead_to(recounted: Recounted) -> None:
    """The name of a record, the title of a plan, the place of a clause as its id has it."""
    faults = []
    for at, page in recounted.pages.items():
        body = without_parts(
            page, [one for one in page.walk() if one.classes & HIDDEN and one.tag != "span"]
        )
        for link in body.all("a"):
            said = link.text()
            if not said or said in "校载■":
                continue
            if (key := page_of(link)) in recounted.records and not link.attributes.get("title"):
                pref = recounted.records[key]["pref"]
                if bare(said) != bare(pref) and "duties" not in at and "matrix" not in at:
                    faults.append((at, said, key))
            elif re.search(r"\d", said) and key.startswith("plans/"):
                if said not in titles(recounted, key.split("/")[1]):
                    faults.append((at, said, key))
            elif re.fullmatch("plans/[^/#]+#[^#]+", link.target) and said[:6] != "plans/":
                work, id_ = link.target.removeprefix("plans/").split("#")
                is_clause = id_ in recounted.ids[work]
                if is_clause and not says_place(recounted, work, id_, said.lstrip("●")):
                    faults.append((at, said, link.target))
    assert faults == []


def titles(recounted: Recounted, work: str) -> set[str]:
    """What a plan is called: its title, how it is cited, its years and what it is."""
    title = recounted.title(work)
    kind = re.findall("工作要点|规划", title)[-1]
    years = f"{recounted.span(work)} 年{kind}"
    return {title, recounted.citation(work), recounted.short(work), years}


def says_place(recounted: Recounted, work: str, id_: str, said: str) -> bool:
    place = place_of(id_)
    short = recounted.short(work)
    where = short.split()[0]
    return said in (place, short, f"{short} {place}", f"{where} {place}") or said.startswith(
        f"{place} "
    )


def place_of(id_: str) -> str:
    """二（四） of a2-b4; what the number is in print, the id has as a figure."""
    parts = re.sub(r"(?:-[py]\d+)+$", "", id_).split("-")
    if parts[0] in BLOCKS:
        return BLOCKS[parts[0]]
    written = ""
    for part in parts:
        found = re.fullmatch(r"([a-z]+)(\d+)", part)
        if not found:
            return "?"
        layer, number = found.groups()
        printed = printed_han(int(number)) if layer in "ab" else number
        written += LAYERS.get(layer, "?").format(printed)
    return written


def printed_han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (f"{HAN[tens] if tens > 1 else ''}十" if tens else "") + (HAN[ones] if ones else "")
