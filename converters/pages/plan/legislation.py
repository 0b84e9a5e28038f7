"""What machines are told of a plan at the head of its page: a description, schema.org Legislation.

<https://schema.org/Legislation>; what neither the file nor the editor states is left out.
"""

from __future__ import annotations

import json
import re

from converters.citation.titles import KINDS, citation, period, place_names
from converters.models.plan import Plan
from converters.text import escape, punctuation
from converters.text.json_value import Json

_WHOLE_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def front_matter(plan: Plan) -> str:
    """`description` and `legislation`, lines of front matter."""
    about = f"{citation(plan)}全文，逐条校读，每条可引；非官方文本。"
    # JSON with its characters escaped is YAML of the same meaning; only DEL it leaves as it is.
    data = escape.visible(json.dumps(_legislation(plan)))
    return f"description: {escape.front_matter(about)}\nlegislation: {data}"


def _legislation(plan: Plan) -> dict[str, Json]:
    record = plan.record
    years = period(plan)
    date = record.date("成文日期").value or ""
    issuer = record.issuer.value
    places = place_names(plan)
    stated: dict[str, Json] = {
        "name": punctuation.restore(record.title.value or ""),
        "legislationIdentifier": record.doc_number.value,
        "legislationType": KINDS[record.kind.value or "other"],
        "legislationDate": date if _WHOLE_DATE.fullmatch(date) else None,
        "legislationPassedBy": [
            {"@type": "GovernmentOrganization", "name": name} for name in issuer.split("、")
        ]
        if issuer
        else None,
        "legislationJurisdiction": {"@type": "AdministrativeArea", "name": "".join(places)}
        if places
        else None,
        "temporalCoverage": "/".join(map(str, dict.fromkeys(years))) if years else None,
        "legislationLegalValue": "https://schema.org/UnofficialLegalValue",
        "inLanguage": "zh-Hans",
    }
    whole = {"@context": "https://schema.org", "@type": "Legislation", **stated}
    return {name: value for name, value in whole.items() if value}
