"""The scripts of the site as they are served: the same programs, without comments."""

from pathlib import Path

from converters import served_scripts


def served(folder: Path, script: str, name: str = "one.js") -> str:
    docs, site = folder / "docs" / "assets", folder / "site" / "assets"
    for path in (docs / name, site / name):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script, "utf-8", newline="\n")
    served_scripts.on_post_build({"docs_dir": str(docs.parent), "site_dir": str(site.parent)})
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
