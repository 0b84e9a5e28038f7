"""The map of a site: one while it is small, an index of several when it is large."""

import gzip
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from converters.site import disk_copy, served_assets, site_maps

ROOT = "https://example.org/a&b/"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
DAYS = {3: "2026-01-03", 5: "2026-01-30", 6: "2026-02-01"}


def site_of(folder: Path, pages: int) -> Path:
    """A site whose map has the home page and so many others, some of them with a day."""
    ET.register_namespace("", SCHEMA)
    urls = ET.Element(f"{{{SCHEMA}}}urlset")
    for number in range(pages + 1):
        url = ET.SubElement(urls, f"{{{SCHEMA}}}url")
        ET.SubElement(url, f"{{{SCHEMA}}}loc").text = ROOT + (f"p{number}/" if number else "")
        if number in DAYS:
            ET.SubElement(url, f"{{{SCHEMA}}}lastmod").text = DAYS[number]
    ET.indent(urls)
    (folder / "index.html").write_text("", "utf-8")
    (folder / "sitemap.xml").write_text(f"{HEAD}{ET.tostring(urls, 'unicode')}\n", "utf-8")
    (folder / "sitemap.xml.gz").write_bytes(b"")
    return folder


def told(path: Path) -> list[tuple[str, str]]:
    """The addresses of a map or an index, each with its day."""
    found = ET.parse(path).getroot()
    return [
        (one.findtext(f"{{{SCHEMA}}}loc", ""), one.findtext(f"{{{SCHEMA}}}lastmod", ""))
        for one in found
    ]


@pytest.fixture
def _of_four(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_maps, "_MOST", 4)


@pytest.mark.usefixtures("_of_four")
def test_a_small_map_stays_as_it_is(tmp_path: Path) -> None:
    site = site_of(tmp_path, 3)
    before = {path: path.read_bytes() for path in site.iterdir()}
    site_maps.split(site)
    assert {path: path.read_bytes() for path in site.iterdir()} == before


@pytest.mark.usefixtures("_of_four")
def test_a_large_map_is_an_index_of_several(tmp_path: Path) -> None:
    site = site_of(tmp_path, 9)
    whole = told(site / "sitemap.xml")
    served_assets.finish(site, tmp_path / "docs")
    assert ET.parse(site / "sitemap.xml").getroot().tag == f"{{{SCHEMA}}}sitemapindex"
    assert told(site / "sitemap.xml") == [
        (f"{ROOT}sitemap-1.xml", "2026-01-03"),
        (f"{ROOT}sitemap-2.xml", "2026-02-01"),
        (f"{ROOT}sitemap-3.xml", ""),
    ]
    parts = [told(site / f"sitemap-{number}.xml") for number in (1, 2, 3)]
    assert [len(part) for part in parts] == [4, 4, 2]
    assert [url for part in parts for url in part] == whole
    packed = gzip.decompress((site / "sitemap.xml.gz").read_bytes())
    assert packed == (site / "sitemap.xml").read_bytes()


@pytest.mark.usefixtures("_of_four")
def test_a_second_call_changes_nothing(tmp_path: Path) -> None:
    site = site_of(tmp_path, 9)
    site_maps.split(site)
    before = {path: path.read_bytes() for path in site.iterdir()}
    site_maps.split(site)
    assert {path: path.read_bytes() for path in site.iterdir()} == before


@pytest.mark.usefixtures("_of_four")
def test_no_map_is_in_the_copy_for_the_disk(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    site = site_of(tmp_path / "site", 9)
    site_maps.split(site)
    assert disk_copy.pack(site, tmp_path / "disk.zip") == 1


def test_a_site_without_an_address_has_no_map_to_split(tmp_path: Path) -> None:
    site_maps.split(tmp_path)
    assert not list(tmp_path.iterdir())
