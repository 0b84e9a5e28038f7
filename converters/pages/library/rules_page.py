"""校勘规则: every rule by which a reading differs from its file, `data/rules/`."""

from __future__ import annotations

from pathlib import Path

from converters.lines import rules
from converters.models.page import Page
from converters.text import escape

_TEXT = """---
title: 校勘规则
---

# 校勘规则 {: #page }

校读本与原文的出入，都出自下列规则；代号是[数据](../about/data.md)里 `rule` 一项的值。\
各份规划用了哪些，在何处，见其校勘记；体例见[凡例](../about/conventions.md)。

## 校改 {: #emending }

{emending}

## 剔除 {: #noise }

这些行不是文件正文，整行剔除，在校勘记中照录。

{noise}
"""


def page() -> Page:
    """The page."""
    emending = (
        f"- **{rule.words}** `{rule.name}`　{escape.markdown(rule.how)}"
        for rule in rules.EMENDING.values()
    )
    noise = (f"- **{words}** `{name}`" for name, words in rules.NOISE.items())
    text = _TEXT.replace("{emending}", "\n".join(emending))
    return Page(Path("data/rules.md"), text.replace("{noise}", "\n".join(noise)))
