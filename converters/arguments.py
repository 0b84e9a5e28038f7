"""What the command line takes: the commands, and the options of each."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

from converters.text import dates


def parser() -> argparse.ArgumentParser:
    """Reads the arguments: `command` is the first of them, the rest is as it wants."""
    made = argparse.ArgumentParser(prog="converters", description="应急规划文库的转换程序")
    commands = made.add_subparsers(dest="command", required=True, metavar="命令")

    built = commands.add_parser("build", help="由 docs/sources/ 生成各页和数据")
    built.add_argument("--strict", action="store_true", help="有一处存疑即失败")
    _add_workers(built)

    convert = commands.add_parser("convert", help="转换任一文本文件，不写入任何文件")
    convert.add_argument("file", type=Path)
    written = convert.add_mutually_exclusive_group()
    written.add_argument("--json", action="store_true", help="输出 JSON（否则输出提要）")
    written.add_argument("--markdown", action="store_true", help="输出校读之后的 Markdown")
    convert.add_argument("--strict", action="store_true", help="有一处存疑即失败")

    add = commands.add_parser("add", help="收入一份新规划：写原文和 .yml")
    add.add_argument("file", help="文本、网页、Word、PDF 文件；- 是标准输入")
    add.add_argument("--url", help="取得它的网址，只记下，不去取", default="")
    add.add_argument("--fetched", help="取得的日子", type=_date, default=None)
    add.add_argument("--work", help="作品号；不写则由原文拟定", default=None)
    add.add_argument("--force", action="store_true", help="即使不像规划也收入")

    check = commands.add_parser("check", help="像 add 一样报告，不写入任何文件")
    check.add_argument(
        "file", nargs="?", help="文本、网页、Word、PDF 文件；- 是标准输入；不写则查全部已收入的"
    )
    check.add_argument("--work", help="作品号；不写则由原文拟定", default=None)
    check.add_argument("--force", action="store_true", help="即使不像规划也算通过")
    check.add_argument("--strict", action="store_true", help="有一处存疑即失败")
    _add_workers(check)

    mint = commands.add_parser("mint", help="把新地址登记到 .ids（只增不改）")
    mint.add_argument("work", nargs="*", help="作品号；不写则为全部")
    mint.add_argument("--date", help="公布日期，默认今天", type=_date, default=None)

    named = commands.add_parser("names", help="一份规划里规范档没有的名称，拟成条目")
    named.add_argument("work", help="作品号")
    named.add_argument("--accept", action="store_true", help="把各条收进规范档")

    taken = commands.add_parser("takedown", help="撤下一份已公布的规划；它的地址都还在")
    taken.add_argument("work", help="作品号")
    taken.add_argument("--ground", help="依据，会公布", required=True)
    taken.add_argument("--date", help="撤下的日期，默认今天", type=_date, default=None)

    commands.add_parser("weigh", help="重算另见所用的字词之重，写到标准输出")

    _add_commands_of_site(commands)
    return made


def _add_commands_of_site(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What is asked of a site, or of the library before it is published."""
    commands.add_parser("epoch", help="数据的最后日期（秒），供 SOURCE_DATE_EPOCH")

    render = commands.add_parser("render", help="由 docs/ 生成网站，没有变的网页取自上次")
    render.add_argument("folder", type=Path)
    _add_cache(render)

    finish = commands.add_parser("finish", help="网站生成之后：精简脚本，去掉各页不用的文件")
    finish.add_argument("folder", type=Path)

    site = commands.add_parser("check-site", help="检查生成的网站：链接、锚点、重复的地址")
    site.add_argument("folder", type=Path)
    _add_jobs(site)

    verify = commands.add_parser("verify", help="发布之前查 docs/ 和网站，说明还要做什么")
    verify.add_argument("folder", nargs="?", type=Path, default=Path("site"), help="生成的网站")
    _add_workers(verify)

    pack = commands.add_parser("pack", help="把生成的一份打成压缩包，供从磁盘打开")
    pack.add_argument("folder", type=Path)
    pack.add_argument("archive", type=Path)

    commands.add_parser("release", help="把数据连同版本、校验和、引用格式和更新记录打成压缩包")


def _add_workers(command: argparse.ArgumentParser) -> None:
    """The options that say who does the work."""
    _add_jobs(command)
    command.add_argument("--cluster", help="Dask 调度器的地址，如 tcp://10.0.0.1:8786")
    _add_cache(command)


def _add_jobs(command: argparse.ArgumentParser) -> None:
    command.add_argument("--jobs", type=_count, help="用几个核，默认全部", default=None)


def _add_cache(command: argparse.ArgumentParser) -> None:
    command.add_argument("--no-cache", action="store_true", help="不用、不留上次的结果")


def _count(text: str) -> int:
    if text.isdecimal() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} 不是正整数")


def _date(text: str) -> datetime.date:
    if dates.exists(text) and "X" not in text:
        return datetime.date.fromisoformat(text)
    raise argparse.ArgumentTypeError(f"{text} 不是日期，应作 2026-11-22")
