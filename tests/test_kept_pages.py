"""Pages that are taken from an earlier build: the site is, byte for byte, that of MkDocs alone."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from converters.models.located import InputError
from converters.site import kept_pages
from converters.work.cache import Cache
from tests import built_site
from tests.conftest import copy_hand_written
from tests.kept_library import KeptLibrary
from tests.small_library import of_year, small_library

pytestmark = pytest.mark.slow

OF_NAVIGATION = 10
"""So many pages are always rendered."""


class Library(KeptLibrary):
    """A library of which the site is built by us and by MkDocs alone.

    `every` is how many pages it has.
    """

    every: int

    def rendered(self) -> int:
        """How many pages were rendered for the site."""
        with closing(Cache(self.folder / ".cache" / "pages")) as cache:
            return kept_pages.render(self.folder / "mkdocs.yml", self.folder / "site", cache)

    def assert_as_by_mkdocs(self) -> None:
        built_site.run("mkdocs", "build", "--strict", "--site-dir", "alone", folder=self.folder)
        self.assert_as_it_was_by_mkdocs()

    def assert_as_it_was_by_mkdocs(self) -> None:
        """Where nothing has changed since."""
        ours, alone = self.files("site"), self.files("alone")
        assert ours.keys() == alone.keys()
        assert [path for path, data in ours.items() if data != alone[path]] == []

    def files(self, name: str) -> dict[str, bytes]:
        top = self.folder / name
        return {
            path.relative_to(top).as_posix(): path.read_bytes()
            for path in sorted(top.rglob("*"))
            if path.is_file() and path.name != "sitemap.xml.gz"  # has the time in it
        }


@pytest.fixture(scope="module")
def rendered_once(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library of which the site was rendered for the first time; never changed."""
    library = Library(tmp_path_factory.mktemp("rendered"))
    small_library(library.docs)
    copy_hand_written(library.docs)
    built_site.configure(library.folder)
    library.do("mint", "--date", "2026-01-02")
    library.do("build")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(library.folder)
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        library.every = library.rendered()
    return library


@pytest.fixture
def library(rendered_once: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A copy of it, with what a build remembers."""
    copy = Library(shutil.copytree(rendered_once.folder, tmp_path / "library"))
    copy.every = rendered_once.every
    monkeypatch.chdir(copy.folder)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    return copy


def test_a_second_build_renders_the_navigation_and_what_has_changed(library: Library) -> None:
    assert library.every > 5 * OF_NAVIGATION
    library.assert_as_by_mkdocs()
    assert library.rendered() == OF_NAVIGATION
    library.assert_as_it_was_by_mkdocs()

    changed = of_year(library.docs, 2003)
    changed.write_text(changed.read_text("utf-8").replace("每月", "每季"), "utf-8")
    library.do("build")
    assert OF_NAVIGATION < library.rendered() < library.every / 2
    library.assert_as_by_mkdocs()


def test_what_is_drawn_round_a_plan_is_drawn_anew(library: Library) -> None:
    """Of the older version nothing changes but that it leads to the newer one."""
    text = of_year(library.docs, 2003).read_text("utf-8").replace("每月", "每旬")
    newer = library.sources / "360900-yichun-2003-yaodian.v2"
    newer.with_name(f"{newer.name}.txt").write_text(text, "utf-8")
    newer.with_name(f"{newer.name}.yml").write_text(
        "replaces: 360900-yichun-2003-yaodian\n", "utf-8"
    )
    library.do("mint", "--date", "2026-02-02")
    library.do("build")
    library.rendered()
    library.assert_as_by_mkdocs()


@pytest.mark.long
def test_another_skeleton_is_on_every_page(library: Library) -> None:
    colophon = library.folder / "overrides" / "partials" / "colophon.html"
    colophon.write_text(colophon.read_text("utf-8") + "<p>新的一行</p>\n", "utf-8")
    assert library.rendered() == library.every
    library.assert_as_by_mkdocs()


@pytest.mark.long
def test_a_page_that_is_gone_is_not_in_the_site(library: Library) -> None:
    """Nor in the map of it."""
    page = library.docs / "about" / "of-today.md"
    page.write_text("# 今天的\n", "utf-8")
    library.rendered()
    page.unlink()
    library.rendered()
    library.assert_as_by_mkdocs()


def test_a_warning_comes_again_until_its_cause_is_mended(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    page = library.docs / "about" / "of-today.md"
    page.write_text("# 今天的\n\n[没有](nowhere.md)\n", "utf-8")
    for _ in range(2):
        caplog.clear()
        with pytest.raises(InputError, match=r"mkdocs\.yml:1:1: 网站没有生成"):
            library.rendered()
        assert "'about/nowhere.md' is not found" in caplog.text
    page.write_text("# 今天的\n", "utf-8")
    library.rendered()
    library.assert_as_by_mkdocs()


def test_a_page_that_is_no_text_is_told_with_its_place(library: Library) -> None:
    page = library.docs / "about" / "of-today.md"
    page.write_bytes("# 今天的\n甲".encode() + b"\xff\n")
    with pytest.raises(InputError, match=r"of-today\.md:2:2: "):
        library.rendered()
