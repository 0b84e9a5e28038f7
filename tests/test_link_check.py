from collections.abc import Mapping
from pathlib import Path

import pytest

from converters.__main__ import main
from converters.site import link_check

CANONICAL = '<link rel="canonical" href="https://example.org/plans/">'


def site(folder: Path, pages: Mapping[str, str]) -> Path:
    for name, text in ({"index.html": CANONICAL} | dict(pages)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def faults(folder: Path, link: str, **pages: str) -> list[str]:
    """What is found where the home page links to `link`, on its second line."""
    home = f"{CANONICAL}\n<p id='here'><a href=\"{link}\">甲</a></p>"
    other = {f"{name}/index.html": text for name, text in pages.items()}
    return link_check.check(site(folder, {"index.html": home, **other}))


PLAN = "<h2 id='a1'>一、</h2><h2 id='a2_2'>二、</h2><h2 id='附则'>三、</h2>"
GOOD = [
    "plan/",
    "plan",
    "plan/index.html",
    "./plan/#a1",
    "plan/#a2_2",
    "plan/?q=1#a1",
    "#here",
    "#",
    "",
    "plan/../plan/#a1",
    "plan/#%E9%99%84%E5%88%99",
    "plan/#附则",
    "pl%61n/",
    "/plans/plan/#a1",
    "文件.txt",
    "%E6%96%87%E4%BB%B6.txt",
    "%E6%96%87%E4%BB%B6.txt#L1",
    "https://elsewhere.example/x#y",
    "//elsewhere.example/x",
    "mailto:a@example.org",
    "tel:+8610000000",
]


@pytest.mark.parametrize("link", GOOD)
def test_a_link_that_lands_is_no_fault(link: str, tmp_path: Path) -> None:
    (tmp_path / "文件.txt").write_text("甲", "utf-8")
    assert faults(tmp_path, link, plan=PLAN) == []


BROKEN = {
    "a page that does not exist": ("other/", "文件不存在"),
    "a page with another ending": ("plan.html", "文件不存在"),
    "a directory without a page": ("empty/", "文件不存在"),
    "a directory without a page or slash": ("empty", "文件不存在"),
    "an id that does not exist": ("plan/#a3", "地址不存在"),
    "an id in other letters": ("plan/#A1", "地址不存在"),
    "an id of another page": ("#a1", "地址不存在"),
    "an encoded id that does not exist": ("plan/#%E9%99%84%E4%BB%B6", "地址不存在"),
    "an encoded path that does not exist": ("%E9%99%84/", "文件不存在"),
    "above the site": ("../elsewhere/", "越出网站"),
    "the root of the host": ("/", "越出网站"),
    "beside the prefix": ("/plans-old/", "越出网站"),
    "a script": ("javascript:alert(1)", "不可用"),
    "a script in capitals": ("JavaScript:alert(1)", "不可用"),
    "a script after a blank": (" javascript:alert(1)", "不可用"),
    "a script over two lines": ("java\nscript:alert(1)", "不可用"),
    "data": ("data:text/html,甲", "不可用"),
    "a file of one machine": ("file:///etc/hosts", "不可用"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_link_that_does_not_land_is_found_at_its_place(case: str, tmp_path: Path) -> None:
    link, said = BROKEN[case]
    (tmp_path / "empty").mkdir()
    (found,) = faults(tmp_path, link, plan=PLAN)
    assert found.startswith(f"{tmp_path / 'index.html'}:2:14: ")
    assert link in found
    assert said in found


@pytest.mark.parametrize("link", ["http://[", "x" * 300, "%00"], ids=["no host", "too long", "NUL"])
def test_a_link_that_is_no_address_at_all_is_found(link: str, tmp_path: Path) -> None:
    (found,) = faults(tmp_path, link)
    assert link in found


@pytest.mark.parametrize(
    "element",
    [
        '<img src="LINK">',
        '<script src="LINK"></script>',
        '<link rel="stylesheet" href="LINK">',
        '<form action="LINK"></form>',
        '<object data="LINK"></object>',
        '<video poster="LINK"></video>',
    ],
)
def test_every_kind_of_link_is_followed(element: str, tmp_path: Path) -> None:
    (tmp_path / "there.txt").write_text("甲", "utf-8")
    for link, count in (("there.txt", 0), ("missing.txt", 1)):
        pages = {"plan/index.html": element.replace("LINK", f"../{link}")}
        assert len(link_check.check(site(tmp_path, pages))) == count


def test_a_link_is_followed_from_where_its_page_stands(tmp_path: Path) -> None:
    text = '<a href="../plan/source/#L1">甲</a><a href="source/#L1">乙</a>'
    pages = {"plan/index.html": text, "plan/source/index.html": "<p id='L1'>甲</p>"}
    assert link_check.check(site(tmp_path, pages)) == []


def test_every_broken_link_of_every_page_is_found(tmp_path: Path) -> None:
    pages = {f"{name}/index.html": '<a href="x/"></a>\n<a href="y/"></a>' for name in ("p", "q")}
    found = link_check.check(site(tmp_path, pages))
    places = [f"{tmp_path / name / 'index.html'}:{at}:1" for name in ("p", "q") for at in (1, 2)]
    assert [fault.partition(": ")[0] for fault in found] == places


def test_an_id_given_twice_is_found_once(tmp_path: Path) -> None:
    text = "<p id='a1'>甲</p>\n<p id='a2'>乙</p>\n<p id='a1'>丙</p>\n<p id='a1'>丁</p>"
    (found,) = link_check.check(site(tmp_path, {"plan/index.html": text}))
    assert str(tmp_path / "plan" / "index.html") in found
    assert "a1 出现 3 次" in found


def test_an_id_given_twice_is_found_at_its_place(tmp_path: Path) -> None:
    text = "<p id='a1'>甲</p>\n<p id='a1'>乙</p>"
    (found,) = link_check.check(site(tmp_path, {"plan/index.html": text}))
    assert found.startswith(f"{tmp_path / 'plan' / 'index.html'}:2:1: ")


def test_one_id_on_two_pages_is_no_fault(tmp_path: Path) -> None:
    pages = {"p/index.html": "<p id='a1'>甲</p>", "q/index.html": "<p id='a1'>甲</p>"}
    assert link_check.check(site(tmp_path, pages)) == []


def test_absolute_links_of_the_404_page_start_with_the_canonical_path(tmp_path: Path) -> None:
    text = '<a href="/plans/plan/#a1">甲</a><link href="/plans/site.css">'
    (tmp_path / "site.css").write_text("", "utf-8")
    pages = {"404.html": text, "plan/index.html": PLAN}
    assert link_check.check(site(tmp_path, pages)) == []


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("/plan/", "越出网站"),
        ("/plans/missing/", "文件不存在"),
        ("/plans/plan/#a3", "地址不存在"),
    ],
)
def test_absolute_links_of_the_404_page_are_followed(link: str, said: str, tmp_path: Path) -> None:
    pages = {"404.html": f'<a href="{link}">甲</a>', "plan/index.html": PLAN}
    (found,) = link_check.check(site(tmp_path, pages))
    assert said in found


def test_a_site_at_the_root_of_a_host_has_no_prefix(tmp_path: Path) -> None:
    home = '<link rel="canonical" href="https://example.org/">'
    pages = {"index.html": home, "404.html": '<a href="/plan/#a1">甲</a>', "plan/index.html": PLAN}
    assert link_check.check(site(tmp_path, pages)) == []


def test_a_site_without_a_home_page_is_a_fault(tmp_path: Path) -> None:
    pages = {"plan/index.html": PLAN}
    folder = site(tmp_path, pages)
    (folder / "index.html").unlink()
    (found,) = link_check.check(folder)
    assert "index.html" in found


def test_a_folder_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    (found,) = link_check.check(tmp_path / "missing")
    assert "index.html" in found


def test_a_page_that_is_no_utf_8_is_a_fault(tmp_path: Path) -> None:
    folder = site(tmp_path, {})
    (folder / "plan.html").write_bytes("<p>甲".encode() + "乙</p>".encode("gb18030"))
    (found,) = link_check.check(folder)
    assert found == f"{folder / 'plan.html'}:1:5: 不是 UTF-8"


def test_the_command_prints_faults_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = site(tmp_path, {"plan/index.html": '<a href="x/"></a>'})
    assert main(["check-site", str(folder)]) == 1
    output = capsys.readouterr()
    assert (output.out, output.err.count("\n")) == ("", 1)


def test_the_command_is_silent_about_a_good_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check-site", str(site(tmp_path, {"plan/index.html": PLAN}))]) == 0
    assert capsys.readouterr() == ("", "")
