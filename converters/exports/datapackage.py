"""What the tables are, for machines: `data/datapackage.json` (a Data Package of Frictionless).

https://specs.frictionlessdata.io/data-package/ and /table-schema/. The files hold the same rows:
each has the description of its table, its size and its hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple

from converters.citation.bibliography import NOTICE
from converters.exports import table_columns
from converters.exports.table_columns import Table, tables
from converters.models.page import Packed, Page
from converters.text.json_value import Json
from converters.topics.scheme import Topics

NAME = "yingji-guihua-wenku"
TITLE = "应急规划文库"


class _Format(NamedTuple):
    """What is said of the files of one ending."""

    mediatype: str
    profile: str
    more: dict[str, Json]


_FORMATS = {
    "csv": _Format(
        "text/csv",
        "tabular-data-resource",
        {
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "doubleQuote": True, "lineTerminator": "\r\n"},
        },
    ),
    "jsonl": _Format("application/jsonl", "data-resource", {"encoding": "utf-8"}),
    "parquet": _Format("application/vnd.apache.parquet", "data-resource", {}),
}

_OF_KEY: dict[str, Json] = {"constraints": {"required": True, "unique": True}}

_TERMS = f"所载文件没有著作权，规范档和其他数据可以自由使用。{NOTICE}"


def dump(files: Iterable[Page | Packed], topics: Topics) -> str:
    """The file.

    Args:
        files: those of the tables, in the folder that this one lies in.
        topics: each of which has a column in one of them.
    """
    made = {file.path.name: file.data for file in files}
    resources = [
        _resource(table, name, made[name])
        for table in (*tables().values(), table_columns.of_topics(topics))
        for name in table.files
        if name in made
    ]
    package = {
        "profile": "data-package",
        "name": NAME,
        "title": TITLE,
        "description": _TERMS,
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(table: Table, name: str, data: bytes) -> Json:
    stem, _, ending = name.partition(".")
    told = _FORMATS[ending]
    return {
        "name": stem if ending == "csv" else f"{stem}-{ending}",
        "path": name,
        "profile": told.profile,
        "title": table.title,
        "description": table.description,
        "format": ending,
        "mediatype": told.mediatype,
        **told.more,
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> Json:
    key = table.names[0]
    return {
        "fields": [
            {
                "name": column.name,
                "type": column.kind,
                "description": column.description,
                **(_OF_KEY if column.name == key else {}),
            }
            for column in table.columns
        ],
        "primaryKey": key,
        "missingValues": [""],
    }
