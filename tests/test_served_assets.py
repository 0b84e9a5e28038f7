"""The scripts and sheets of the site as they are served: the same, without comments."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from converters.site import served_assets


def build(folder: Path, sheets: Sequence[str] = ()) -> dict[str, Any]:
    config: dict[str, Any] = {
        "docs_dir": str(folder / "docs"),
        "site_dir": str(folder / "site"),
        "extra": {},
        "extra_css": [*sheets],
    }
    (folder / "site" / served_assets.SHEET).parent.mkdir(parents=True, exist_ok=True)
    served_assets.on_config(config)
    served_assets.on_post_build(config)
    return config


def served(folder: Path, script: str, name: str = "one.js") -> str:
    docs, site = folder / "docs" / "assets", folder / "site" / "assets"
    for path in (docs / name, site / name):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script, "utf-8", newline="\n")
    build(folder)
    assert (docs / name).read_text("utf-8") == script
    return (site / name).read_text("utf-8")


def test_comments_and_blanks_are_gone_and_strings_are_kept(tmp_path: Path) -> None:
    script = '/* 说明 */\nvar a = 1; // one\nvar b = "/* 不是  注释 */", c = /\\/\\* x/g;\n'
    assert served(tmp_path, script) == 'var a=1;var b="/* 不是  注释 */",c=/\\/\\* x/g;\n'


def test_a_template_keeps_its_blanks(tmp_path: Path) -> None:
    assert "`a  ${b}  // c`" in served(tmp_path, "const x = `a  ${b}  // c`;\n")


def test_what_has_its_own_licence_is_served_as_it_came(tmp_path: Path) -> None:
    script = "/*! licence */\nvar a = 1;\n"
    assert served(tmp_path, script, "vendor/lunr.js") == script


def test_all_sheets_are_one_in_their_order(tmp_path: Path) -> None:
    sheets = {
        "assets/css/b.css": "/* 一 */\n.b {\n  color: red;\n}\n",
        "assets/css/a.css": '.a::before { content: "  /* 不是注释 */"; width: calc(1px + 2px) }\n',
    }
    for folder in ("docs", "site"):
        for name, text in sheets.items():
            file = tmp_path / folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    assert build(tmp_path, [*sheets])["extra_css"] == [served_assets.SHEET]
    assert (tmp_path / "site" / served_assets.SHEET).read_text("utf-8") == (
        '.b{color:red}\n.a::before{content:"  /* 不是注释 */";width:calc(1px + 2px)}\n'
    )
    assert not (tmp_path / "site/assets/css/a.css").exists()
    assert (tmp_path / "docs/assets/css/a.css").exists()
