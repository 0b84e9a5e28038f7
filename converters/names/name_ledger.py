"""The ledger of published addresses of names, `authority/ids`: one for all records.

`agencies/yichun-yingjiju 2026-11-23` is an address and the date of its first publication,
`agencies/yichun-anjianju -> agencies/yichun-yingjiju` an older one and where it leads.
"""

from __future__ import annotations

from collections.abc import Mapping

from converters.edition.ledger import Form
from converters.names.authority import SCHEMES, Authority

OF_NAMES = Form(
    rf"(?:{'|'.join(SCHEMES)})/[a-z0-9]+(?:-[a-z0-9]+)*",
    hashed=False,
    line="地址 日期",
    lost=("编号若改了", "请恢复这一条"),
)


def current(authority: Authority) -> Mapping[str, str]:
    """The addresses of today; they have no text of their own."""
    return dict.fromkeys(authority.records, "")
