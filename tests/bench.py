"""How long the converter takes: `python -m tests.bench`.

Texts of several shapes, each in three sizes: what plans look like, and what would be slow if a
step looked back or ahead without bound. Time is the user CPU time from the text to its JSON.
"""

import gc
import resource
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle
from pathlib import Path
from random import Random

from converters import pipeline
from converters.edition import apparatus
from converters.exports import plan_json
from converters.ingest import sources
from converters.models.source import Source
from tests.generated_documents import (
    ACTIONS,
    DECIMAL,
    OBJECTS,
    VERBS,
    Document,
    Layout,
    Style,
    Tree,
    in_print,
    official,
    sentence,
    text_of,
)

KIB = 1024
SIZES = (250 * KIB, 500 * KIB, 1000 * KIB)
"""In bytes of UTF-8; each twice the one before, so that what is linear takes twice as long."""

BOUND = 2.0
"""Seconds that the largest size of a plan may take."""

BOUND_OF_OTHERS = 5 * BOUND
"""Seconds that the largest size of a text of any other shape may take."""

LIMIT = 60.0
"""Seconds above which a larger size of the same shape is not tried."""

SEED = 20240506
CHILDREN = 5
USUAL = official("（）")
DECIMALS = Style((DECIMAL,) * 4)
LABELS = ("一、", "（一）", "1.", "(1)", "①", "第一章 ", "第一条 ", "1.1 ")
MARKS = {mark: mark for mark in "（“《*&<#?.1、。"} | {"U+200B": "\u200b"}

REFUSED = -1.0
"""Stands for the seconds of a text that is refused: it has more lines than any plan."""

Shape = Callable[[int, Random], str]
"""A text of at least so many bytes."""


def size_of(text: str) -> int:
    return len(text.encode())


def tree(random: Random, depth: int) -> Tree:
    heading = random.choice(VERBS) + random.choice(OBJECTS)
    text = "".join(sentence(random.randrange(100)) for _ in range(random.randrange(1, 4)))
    if depth == 1:
        return Tree(heading, random.choice(("alone", "runs on")), (text,))
    return Tree(heading, children=tuple(tree(random, depth - 1) for _ in range(CHILDREN)))


def plan(style: Style, layout: Layout) -> Shape:
    """A plan of four layers, numbered and set so."""

    def filled(size: int, random: Random) -> str:
        clauses: list[Tree] = []
        written = 0
        while written < size:
            clauses.append(tree(random, 4))
            one = Document("", (), (clauses[-1],))
            written += size_of(text_of(in_print(one, style), layout))
        return text_of(in_print(Document("青溪县应急预案", (), tuple(clauses)), style), layout)

    return filled


def pieces(one: Callable[[Random], str], between: str = "") -> Shape:
    """Pieces one after another."""

    def made(size: int, random: Random) -> Iterator[str]:
        written = 0
        while written < size:
            piece = one(random) + between
            written += size_of(piece)
            yield piece

    return lambda size, random: "".join(made(size, random))


def repeated(text: str) -> Shape:
    return lambda size, _: text * (size // size_of(text) + 1)


def _without_line_feeds(shape: Shape) -> Shape:
    return lambda size, random: shape(2 * size, random).replace("\n", "")


def _label(labels: Iterator[str]) -> Callable[[Random], str]:
    return lambda _: next(labels)


NESTED = plan(USUAL, Layout("\u3000\u3000"))
SHAPES: Mapping[str, Shape] = {
    "逐层编号的预案": NESTED,
    "同上，按行宽断行": plan(USUAL, Layout("\u3000\u3000", measure=36)),
    "同上，全文一行": _without_line_feeds(NESTED),
    "小数编号的预案": plan(DECIMALS, Layout()),
    "没有编号的句子，每行一句": pieces(lambda random: sentence(random.randrange(100)), "\n"),
    "没有编号的句子，全文一行": pieces(lambda random: sentence(random.randrange(100))),
    "每行一词": pieces(lambda random: random.choice(OBJECTS), "\n"),
    "空白隔开的词，全文一行": pieces(lambda random: random.choice(ACTIONS), " "),
    "编号，每行一个": pieces(_label(cycle(LABELS)), "\n"),
    "编号，全文一行": pieces(_label(cycle(LABELS))),
    "括号": pieces(lambda random: random.choice("（）()〔〕")),
    "引号": pieces(lambda random: random.choice("“”‘’")),
    **{f"只有 {name}": repeated(mark) for name, mark in MARKS.items()},
}

PLANS = [*SHAPES][:4]
"""The shapes that plans have."""


def seconds(text: str) -> float:
    """User CPU time of reading one text and writing its data; REFUSED if it is not read."""
    if len(text.splitlines()) > sources.MAX_LINES:
        return REFUSED
    source = Source(Path("plan.txt"), text, "0" * 64)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    plan = pipeline.read_plan(source)
    plan_json.dump(plan, apparatus.entries(plan))
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime - before


def text_for(shape: str, size: int) -> str:
    """The text of a shape, cut to its size."""
    text = SHAPES[shape](size, Random(SEED))
    return text.encode()[:size].decode(errors="ignore")


def measured(shape: str) -> list[float]:
    """Seconds for each size, from the smallest; fewer than there are sizes if it takes too long."""
    found: list[float] = []
    for size in SIZES:
        if found and found[-1] > LIMIT:
            break
        found.append(seconds(text_for(shape, size)))
    return found


def row(shape: str, found: list[float]) -> str:
    """Seconds for each size, the last ratio, whether the bound is kept, and the name."""
    cells = ["    拒收" if one == REFUSED else f"{one:8.2f}" for one in found]
    cells += [f"{'—':>8}"] * (len(SIZES) - len(found))
    read = [one for one in found if one != REFUSED]
    ratio = f"{read[-1] / read[-2]:6.2f}" if len(read) > 1 else f"{'—':>6}"
    bound = BOUND if shape in PLANS else BOUND_OF_OTHERS
    kept = len(found) == len(SIZES) and found[-1] <= bound
    return f"{''.join(cells)}{ratio}  {'合' if kept else '超'}  {shape}"


def main() -> None:
    """Prints a row for each shape as soon as it is measured."""
    gc.disable()  # as a build does
    print(
        f"从文本到 JSON 的用户态 CPU 秒数；倍数为末两次之比，线性即 2；"
        f"“合”为不超过 {BOUND:g} 秒，不是规划的文本不超过 {BOUND_OF_OTHERS:g} 秒；"
        f"超过 {sources.MAX_LINES:,} 行的拒收"
    )
    print("".join(f"{f'{size // KIB} KB':>8}" for size in SIZES) + "  倍数  合否  文本")
    for shape in SHAPES:
        print(row(shape, measured(shape)), flush=True)


if __name__ == "__main__":
    main()
