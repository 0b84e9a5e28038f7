"""The texts that would be slowest: one thing on one line, over and over, to the last page.

Found by repeating each piece of `tests/fuzz/pieces.yml`, on one line, in lines, in cells, in lists of
responsible units, in headings, titles and fields. What is the worst of each kind stands here.
"""

from pathlib import Path

import markdown

from converters import pipeline
from converters.edition import apparatus
from converters.edition.ledger import Ledger
from converters.exports import plan_json
from converters.models.plan import Plan
from converters.models.source import Source
from converters.names import authority
from converters.names.name_finder import NameFinder
from converters.output import OF_LIBRARY
from tests import stocked
from tests.drawn import EXTENSIONS, reading_page

WORK = "360900-yichun-2023-yaodian"
WORST = {
    "标签": "<br>",
    "失去“<”的标签": "炸/p>",
    "实体": "&nbsp;",
    "失去“&”的实体": "?ldquo;",
    "注释": "<!-- 甲 -->",
    "连写的表情": "👨‍👩‍👧",
    "编号": "（一）",
    "半角的编号": "(1)",
    "断开的编号": "第 一 条 ",
    "左书名号": "《",
    "右书名号": "》",
    "要转义的符号": "*",
    "半角的标点": ";",
}
"""What is repeated, by what it is."""


def text(piece: str, size: int) -> str:
    """A plan of at least so many bytes, with a line of nothing but a piece."""
    line = piece * (size // len(piece.encode()) + 1)
    return f"宜春市2023年应急管理工作要点\n一、总则\n{line}\n二、加强值守\n"


def read(written: str) -> Plan:
    """The plan, with its data."""
    plan = pipeline.structured(Source(Path(f"{WORK}.txt"), written, "0" * 64, WORK))
    plan_json.dump(plan, apparatus.entries(plan))
    return plan


def publish(plan: Plan) -> None:
    """Make every page of a library of one plan, as far as a generator makes HTML of it."""
    finder = NameFinder(authority.NONE)
    made = pipeline.made_of(plan, Ledger(), finder)
    stock = stocked.stock_of([made])
    library = [page for row in OF_LIBRARY for page in stocked.files_of(stock, row)]
    reading_page(plan, pipeline.names_in(plan, finder))
    for page in (*stocked.pages_of([made]), *library):
        if page.path.suffix == ".md" and page.path != Path(f"plans/{WORK}/index.md"):
            body = page.text.split("---\n", 2)[-1]
            markdown.markdown(body, extensions=[*EXTENSIONS, "converters.site.table_captions"])
