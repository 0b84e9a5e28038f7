"""The scripts, sheets and files of the site as they are served: the same, without comments."""

import uuid
from hashlib import sha256
from pathlib import Path

import pytest

from converters.ingest import site_settings
from converters.models.located import InputError
from converters.pages.library import site_files
from converters.site import served_assets
from tests.command_line import call
from tests.conftest import ROOT


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    return path


def served(folder: Path, script: str, name: str = "one.js") -> str:
    own = write(folder, f"docs/assets/{name}", script)
    made = write(folder, f"site/assets/{name}", script)
    write(folder, "site/index.html", "")
    assert served_assets.finish(folder / "site", folder / "docs") == 0
    assert own.read_text("utf-8") == script
    assert not made.exists()
    (named,) = (folder / "site" / "assets").glob(f"*/{name}")
    return named.read_text("utf-8")


def test_comments_and_blanks_are_gone_and_strings_are_kept(tmp_path: Path) -> None:
    script = '/* 说明 */\nvar a = 1; // one\nvar b = "/* 不是  注释 */", c = /\\/\\* x/g;\n'
    assert served(tmp_path, script) == 'var a=1;var b="/* 不是  注释 */",c=/\\/\\* x/g;\n'


def test_a_template_keeps_its_blanks(tmp_path: Path) -> None:
    assert "`a  ${b}  // c`" in served(tmp_path, "const x = `a  ${b}  // c`;\n")


def test_what_has_its_own_licence_is_served_as_it_came(tmp_path: Path) -> None:
    script = "/*! licence */\nvar a = 1;\n"
    assert served(tmp_path, script, "vendor/lunr.js") == script


VENDORED = {
    "lunr-2.3.9.min.js": "0c50d9002b85780a842afffb567bb54ede402dae7c6dc5997a018614d8044fc8",
    "qrcode-generator-2.0.4.js": "79ec86f82856005b1c887905cfccfcfbec3821ca61c7fd5a952faa5f778f791c",
}
"""The scripts of others, SHA-256 as they were published: of lunr `lunr.min.js`, of qrcode-generator
`dist/qrcode.js`."""


def test_scripts_of_others_are_as_they_were_published() -> None:
    folder = ROOT / "docs" / "assets" / "vendor"
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.js")}
    assert found == VENDORED
    licences = {path.name.removesuffix(".LICENSE.txt") for path in folder.glob("*.txt")}
    assert {name.removesuffix(".js").removesuffix(".min") for name in VENDORED} == licences
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in licences:
        assert f"{name.rpartition('-')[2]}（MIT）" in readme


def content_named(folder: Path, script: str, data: str = "1") -> tuple[str, str]:
    """A page, and the script of other programs, of a site with a script and the data of a search."""
    write(folder, "docs/assets/search.js", script)
    write(folder, "site/assets/search.js", script)
    write(folder, "site/data/search/units-1.js", data)
    write(folder, "site/data/search/edition.js", "")
    page = write(
        folder,
        "site/plans/a/index.html",
        '<link rel="preload" href="../../data/search/units-1.js"><script src="../../assets/search.js" defer>'
        '</script><p>src="../../assets/search.js"</p><a href="../../assets/search.js">',
    )
    write(folder, "site/index.html", "")
    served_assets.finish(folder / "site", folder / "docs")
    return page.read_text("utf-8"), (folder / "site/assets/search.js").read_text("utf-8")


def test_what_pages_load_is_named_by_what_is_in_it(tmp_path: Path) -> None:
    page, entry = content_named(tmp_path, "let a = 1;\n")
    (script,) = (tmp_path / "site").glob("assets/*/search.js")
    (data,) = (tmp_path / "site").glob("data/search/*/units-1.js")
    assert page == (
        f'<link rel="preload" href="../../data/search/{data.parent.name}/units-1.js">'
        f'<script src="../../assets/{script.parent.name}/search.js" defer>'
        '</script><p>src="../../assets/search.js"</p><a href="../../assets/search.js">'
    )
    assert entry == f'export * from "./{script.parent.name}/search.js";\n'
    edition = (tmp_path / "site/data/search/edition.js").read_text("utf-8")
    assert edition == f'library.edition = "data/search/{data.parent.name}/";\n'


def test_a_name_changes_with_what_it_names_alone(tmp_path: Path) -> None:
    first, *_ = content_named(tmp_path / "1", "let a = 1;\n")
    other_script, *_ = content_named(tmp_path / "2", "let a = 2;\n")
    other_data, *_ = content_named(tmp_path / "3", "let a = 1;\n", "2")
    assert (
        first.partition("<script")[0]
        == other_script.partition("<script")[0]
        != other_data.partition("<script")[0]
    )
    assert (
        first.partition("<script")[2]
        == other_data.partition("<script")[2]
        != other_script.partition("<script")[2]
    )


def test_a_site_is_finished_twice_as_once(tmp_path: Path) -> None:
    page, entry = content_named(tmp_path, "let a = 1;\n")
    write(tmp_path, "site/assets/search.js", "let a = 1;\n")
    served_assets.finish(tmp_path / "site", tmp_path / "docs")
    assert (tmp_path / "site/plans/a/index.html").read_text("utf-8") == page
    assert (tmp_path / "site/assets/search.js").read_text("utf-8") == entry
    assert len([*(tmp_path / "site").glob("assets/*/search.js")]) == 1


def test_what_a_theme_brings_and_no_page_loads_goes(tmp_path: Path) -> None:
    write(tmp_path, "docs/assets/one.js", "var a;\n")
    staying = ("assets/one.js", "search/index.html", "index.html")
    going = (
        "assets/javascripts/bundle.js",
        "assets/images/favicon.png",
        "assets/stylesheets/a/main.css",
        "search.json",
    )
    for name in (*staying, *going):
        write(tmp_path / "site", name, "")
    assert served_assets.finish(tmp_path / "site", tmp_path / "docs") == len(going)
    left = {path for path in (tmp_path / "site").rglob("*") if path.is_file()}
    (script,) = (tmp_path / "site" / "assets").glob("*/one.js")
    assert left == {script, *(tmp_path / "site" / name for name in staying[1:])}
    assert not (tmp_path / "site/assets/javascripts").exists()


def test_what_is_no_site_is_told(tmp_path: Path) -> None:
    done = call("finish", "no-such-site", folder=tmp_path)
    assert (done.returncode, done.stderr) == (
        1,
        "no-such-site/index.html:1:1: 没有首页，请先生成网站\n",
    )


def test_a_sheet_that_is_no_text_is_told_with_its_place(tmp_path: Path) -> None:
    every = write(tmp_path, "all.css", '@import "b.css";\n')
    (tmp_path / "b.css").write_bytes(b"\xff")
    with pytest.raises(InputError, match=r"b\.css:1:1: 不是 UTF-8"):
        site_settings.sheet(every)
    every.write_bytes(b"\xff")
    with pytest.raises(InputError, match=r"all\.css:1:1: 不是 UTF-8"):
        site_settings.sheet(every)


def test_settings_may_name_functions_of_extensions(tmp_path: Path) -> None:
    text = "site_name: 甲\nmarkdown_extensions:\n  - a:\n      b: !!python/name:c.d\n"
    found = site_settings.read(write(tmp_path, "mkdocs.yml", text))
    assert found == site_settings.SiteSettings("甲", "", "/")


@pytest.mark.parametrize(
    ("setting", "col", "said"),
    [
        ("extra: {contact: 'javascript:alert(1)'}", 18, "extra.contact 不能是 javascript: 的地址"),
        ("extra: {contact: ' JavaScript:alert(1)'}", 18, "不能是 JavaScript: 的地址"),
        (r'extra: {contact: "java\tscr\nipt:alert(1)"}', 18, "不能是 javascript: 的地址"),
        (r'extra: {contact: "\x01javascript:alert(1)"}', 18, "不能是 javascript: 的地址"),
        ("extra: {contact: 'data:text/html,x', issues: ''}", 18, "不能是 data: 的地址"),
        ("extra: {contact: 'vbscript:x'}", 18, "可用 http:、https:、mailto:，或本站里的地址"),
        ("extra: {issues: 'mailto:a@example.org'}", 17, "extra.issues 不能是 mailto: 的地址"),
        ("site_url: 'javascript:x'", 11, "site_url 不能是 javascript: 的地址"),
        ("extra: {contact: !ENV [NOT_SET_HERE, 'javascript:x']}", 18, "javascript:"),
    ],
)
def test_a_link_that_would_run_something_is_refused_with_its_place(
    setting: str, col: int, said: str, tmp_path: Path
) -> None:
    path = write(tmp_path, "mkdocs.yml", f"site_name: 甲\n{setting}\n")
    with pytest.raises(InputError) as refused:
        site_settings.read(path)
    assert str(refused.value).startswith(f"{path}:2:{col}: ")
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("setting", "scanned"),
    [("", None), ("''", None), ("0", 0), ("'250000'", 250_000), ("5000000", 5_000_000)],
)
def test_how_much_the_search_scans_is_a_count(
    setting: str, scanned: int | None, tmp_path: Path
) -> None:
    path = write(tmp_path, "mkdocs.yml", f"extra: {{scanned: {setting}}}\n")
    assert site_settings.read(path) == site_settings.SiteSettings("", "", "/", scanned)


@pytest.mark.parametrize("setting", ["many", "-1", "1.5", "1e6", "true", "9999999999999"])
def test_what_is_no_count_is_refused_with_its_place(setting: str, tmp_path: Path) -> None:
    path = write(tmp_path, "mkdocs.yml", f"extra: {{scanned: {setting}}}\n")
    with pytest.raises(InputError, match=r"mkdocs\.yml:1:18: extra\.scanned 应是一个整数"):
        site_settings.read(path)


@pytest.mark.parametrize(
    "setting",
    [
        "extra: {contact: 'https://example.org/?a=javascript:b'}",
        "extra: {contact: 'HTTP://example.org/'}",
        "extra: {contact: 'mailto:a@example.org'}",
        "extra: {contact: '../about/'}",
        "extra: {contact: '', issues: }",
        "extra: {contact: 7}",
        "extra: []",
        "extra:",
    ],
)
def test_any_other_link_is_taken(setting: str, tmp_path: Path) -> None:
    text = f"site_name: 甲\n{setting}\n"
    found = site_settings.read(write(tmp_path, "mkdocs.yml", text))
    assert found == site_settings.SiteSettings("甲", "", "/")


def test_all_sheets_are_one_in_their_order(tmp_path: Path) -> None:
    write(tmp_path, "b.css", "/* 一 */\n.b {\n  color: red;\n}\n")
    write(tmp_path, "a.css", '.a::before { content: "  /* 不是 */"; width: calc(1px + 2px) }\n')
    every = write(tmp_path, "all.css", '/* 全部 */\n@import "b.css";\n@import "a.css";\n')
    (page,) = site_files.sheet(site_settings.sheet(every))
    assert page.path == Path("assets/css/site.css")
    expected = '.b{color:red}.a::before{content:"  /* 不是 */";width:calc(1px + 2px)}\n'
    assert page.text == expected


def test_sheets_keep_their_layers_and_these_their_order(tmp_path: Path) -> None:
    write(tmp_path, "b.css", ".b :is(a, b) { color: red }\n")
    write(tmp_path, "a.css", ".a { --night: ; color: var(--day, red) var(--night, blue) }\n")
    text = '@layer one, two;\n@import "a.css" layer(two);\n@import "b.css" layer(one);\n'
    (page,) = site_files.sheet(site_settings.sheet(write(tmp_path, "all.css", text)))
    first = ".a{--night:;color:var(--day,red) var(--night,blue)}"
    assert (
        page.text == f"@layer one,two;@layer two{{{first}}}@layer one{{.b :is(a,b){{color:red}}}}\n"
    )


def test_without_sheets_there_is_no_sheet(tmp_path: Path) -> None:
    assert [*site_files.sheet(site_settings.sheet(tmp_path / "all.css"))] == []


def test_a_sheet_that_is_not_there_is_told_with_its_place(tmp_path: Path) -> None:
    every = write(tmp_path, "all.css", '/* 全部 */\n  @import "b.css";\n')
    with pytest.raises(InputError, match=r"all\.css:2:3: 没有 b\.css 这个文件"):
        site_settings.sheet(every)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "site_name: 甲\nsite_description: 乙\nsite_url: https://a.example/b\n",
            "https://a.example/b/",
        ),
        (
            "site_name: 甲\nsite_description: 乙\nsite_url: !ENV [NO_SUCH, https://a.example/]\n",
            "https://a.example/",
        ),
        ("site_name: 甲\nsite_description: 乙\nhooks: []\n", "/"),
    ],
)
def test_the_settings_of_the_site(text: str, expected: str, tmp_path: Path) -> None:
    found = site_settings.read(write(tmp_path, "mkdocs.yml", text))
    assert found == site_settings.SiteSettings("甲", "乙", expected)


@pytest.mark.parametrize(("text", "place"), [("a: [\n", "2:1"), ("- a\n", "1:1")])
def test_settings_that_are_none_are_told_with_their_place(
    text: str, place: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=rf"mkdocs\.yml:{place}: YAML 有误"):
        site_settings.read(write(tmp_path, "mkdocs.yml", text))


def test_without_settings_there_is_nothing_to_subscribe_to(tmp_path: Path) -> None:
    assert [*site_files.views(site_settings.read(tmp_path / "mkdocs.yml"), ())] == []


def test_what_the_feed_is_known_by_outlives_its_host() -> None:
    told = [
        site_files.Told("新收", "甲", "360900-yichun-2023-yaodian", day)
        for day in ("2026-01-01", "2026-01-02")
    ]
    feeds = [
        site_files.SiteView(site_settings.SiteSettings("甲库", "", url), tuple(told))
        for url in ("https://a.example/plans/", "https://b.example/", "/")
    ]
    ids = [{feed.id, *map(feed.id_of, told)} for feed in feeds]
    assert ids[0] == ids[1] == ids[2]
    assert len(ids[0]) == 3
    assert all(str(uuid.UUID(one.removeprefix("urn:uuid:"))) in one for one in ids[0])
    assert all(uuid.UUID(one).version == 5 for one in ids[0])
