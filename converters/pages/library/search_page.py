"""检索: the page of the full-text search, `search/`. Its scripts fill it in."""

from __future__ import annotations

from pathlib import Path

from converters import lexicon
from converters.citation.titles import counted
from converters.models.page import Page
from converters.names.authority import SCHEME_WORDS
from converters.views.names_of_plan import SCHEMES

_TEXT = """---
title: 检索
scripts: [search/client, search/results, search/page]
preload: [data/search/units-1.js]
hide: [toc]
---

<h1 id="page" class="visually-hidden">检索</h1>

<form class="search-form" role="search" action="." method="get">
<label class="visually-hidden" for="query">在全部规划里查找的字样</label>
<input id="query" name="q" type="search" autocomplete="off" autocapitalize="off"
 spellcheck="false" enterkeyhint="search">
<button type="submit">检索</button>
</form>

<div class="search-offers" role="group" aria-label="兼查别的写法"></div>

<div class="search-body" markdown="block">
<div class="search-side" {words}></div>
<div class="search-main" markdown="block">
<div class="search-line"><p class="search-status" role="status"></p></div>
<div class="search-results"></div>
<div class="search-help" markdown="block">

<noscript><p class="search-noscript">检索在浏览器里逐字查遍全部规划，要用 JavaScript，现在没有开启。
下面的索引和每一页照样能读。</p></noscript>

按字面查找{count}：标题、正文、表格、落款、责任单位，一个字、一个标点也查得到；
不分词，不漏，不多。

| 怎样写 | 查什么 |
| --- | --- |
| 危化品 执法 | 同一条里两个词都有；几个词用空格分开 |
| "GDP 增长" | 词里的空格照查，用英文引号 |
| 演练 -地震 | 有“演练”而没有“地震” |
| “五进” | 中文引号是正文的字，照查 |

全角半角、大写小写一样；繁体字也能查。

也可以从索引找：{indexes}。
</div>
</div>
</div>
"""

_FILTERS = {
    **{name: lexicon.glossary("fields")[name] for name in ("place", "kind")},
    "year": lexicon.glossary("fields")["period"],
    "level": lexicon.glossary("plan")["level"],
    **{name: lexicon.glossary("mentions")[name] for name in ("agency", "term")},
    **lexicon.glossary("levels"),
}
"""What the filters are called, and the levels of places: the script takes the words from here."""


def page(size: int) -> Page:
    """The page of a library of so many plans; without scripts it leads to the indexes."""
    plans = f"{counted(size)}份规划" if size else "规划"
    indexes = ["[规划一览](../plans/index.md)"]
    indexes += [f"[{SCHEME_WORDS[scheme]}](../{scheme}/index.md)" for scheme in SCHEMES]
    indexes.append("[职责](../matrix/index.md)")
    words = " ".join(f'data-{name}="{word}"' for name, word in _FILTERS.items())
    text = _TEXT.replace("{count}", plans).replace("{words}", words)
    return Page(Path("search/index.md"), text.replace("{indexes}", "、".join(indexes)))
