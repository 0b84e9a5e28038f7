"""The sheets of a plan that is printed, `plans/<work>/print.css`."""

from __future__ import annotations

from converters.citation.titles import display_title, document_number, edition
from converters.models.page import Page
from converters.models.plan import Plan
from converters.pages import print_sheet


def page(plan: Plan) -> Page:
    """Head: library, title and number; foot: address and page number (GB/T 9704—2012, 7.5)."""
    work = str(plan.source.work)
    address = f"plans/{work}/"
    return print_sheet.sheet(
        address, display_title(plan), document_number(plan), f"…/{address}", edition(plan.published)
    )
