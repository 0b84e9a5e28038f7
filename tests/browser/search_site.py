"""Sites with nothing but the search: no page of them need be built."""

import shutil
from dataclasses import replace
from pathlib import Path

from converters import pipeline
from converters.ingest.site_settings import SiteSettings
from converters.names.authority import Authority
from converters.search import scripts
from converters.site import content_names
from converters.stock import Stock
from tests import stocked
from tests.conftest import LIBRARY, ROOT

ROWS = ("检索", "检索的索引", "检索版次", "繁简", "前往", "未核名称的去处")


@stocked.once_each
def founding(records: Authority) -> Stock:
    """What the founding plans are, as they are frozen."""
    plans = pipeline.read_library(LIBRARY)
    return stocked.stock_of(stocked.made_of(plans, records), records)


def indexed(stock: Stock) -> Stock:
    """The same for a site that scans no texts: its settings say so."""
    return replace(stock, settings=SiteSettings("", "", "/", scanned=0))


def scanned(stock: Stock) -> Stock:
    """The same for a site that has no index, however large it is."""
    return replace(stock, settings=SiteSettings("", "", "/", scanned=10**12))


def write(folder: Path, stock: Stock) -> Path:
    """The scripts and the data of the search, and a page."""
    shutil.copytree(ROOT / "docs" / "assets", folder / "assets")
    (folder / "index.html").write_text("<!doctype html><title>检索</title>", "utf-8")
    texts = (scripts.texts_page(stock.texts(work)) for work in stock.known)
    for made in (*stocked.files_of(stock, *ROWS), *texts):
        (folder / made.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / made.path).write_text(made.text, "utf-8")
    content_names.apply(folder)
    return folder
