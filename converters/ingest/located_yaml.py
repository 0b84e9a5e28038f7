"""YAML in which every value can be traced to its line: for files that people write.

Only what such a file needs is read: mappings, lists, text, integers, true and false, null. A date
is text. Tags, anchors and aliases are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from converters.ingest import kept_files
from converters.lexicon import YAML_LOADER
from converters.models.located import InputError, Position

Path_ = tuple[str | int, ...]
KEY = "\0key"
"""Ends the path of the key of a value, whose place is another than that of the value."""

_DEEPEST = 50
_TEXT_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:float"}
_OTHER_TAGS = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"}


def load(path: Path, schema: dict[str, Any]) -> tuple[Any, Mapping[Path_, Position]]:
    """The contents of a YAML file that fits a JSON Schema, and where each value stands.

    Args:
        path: a UTF-8 file; an empty one, or one of comments alone, fits every schema.
        schema: draft 2020-12.

    Raises:
        InputError: it is not UTF-8 or not YAML, a key is given twice, or it does not fit; with
            the place.
    """
    return parse(path, kept_files.read(path), schema)


def parse(path: Path, data: bytes, schema: dict[str, Any]) -> tuple[Any, Mapping[Path_, Position]]:
    """`load`, for bytes already read; `path` is what messages name."""
    value, places = read(path, data)
    if places:
        check(path, value, places, schema)
    return value, places


def read(path: Path, data: bytes) -> tuple[Any, Mapping[Path_, Position]]:
    """The contents of a YAML file, whatever they are, and where each value stands.

    An empty file has an empty mapping, and no places.

    Raises:
        InputError: as `load`, but for what does not fit.
    """
    root = _compose(path, data)
    if root is None:
        return {}, {}
    places: dict[Path_, Position] = {}
    return _construct(path, root, (), places), places


def check(path: Path, value: Any, places: Mapping[Path_, Position], schema: dict[str, Any]) -> None:
    """Refuse contents that do not fit a JSON Schema.

    Raises:
        InputError: they do not, with the place.
    """
    for problem in _validator(schema).iter_errors(value):
        at = tuple(problem.instance_path)
        if problem.kind.name == "additionalProperties":
            at = (*at, problem.kind.unexpected[0], KEY)
        raise _refused(path, places[at], f"内容不合格式：{_said(problem)}")


def _said(problem: Any) -> str:
    """What does not fit; the commonest slips in Chinese, others as the validator says them."""
    match problem.kind.name:
        case "required":
            return f"缺 {problem.kind.property}"
        case "minLength":
            return "不能是空的"
        case "minItems" | "minProperties":
            return f"至少写 {problem.kind.limit} 项"
        case "falseSchema":
            return "这一项与上下文的另一项不能同写"
        case "type" if problem.kind.types == ["object"]:
            return f"应逐项写明，如 {{键: 值, 键: 值}}：{problem.message}"
    return str(problem.message)


def _validator(schema: dict[str, Any]) -> Any:
    # It takes longer to load than any other module, and a build that knows the files needs none.
    from jsonschema_rs import Draft202012Validator  # noqa: PLC0415

    return Draft202012Validator(schema)


def _compose(path: Path, data: bytes) -> yaml.Node | None:
    text = kept_files.decoded(path, data).replace("\r\n", "\n")
    if found := yaml.reader.Reader.NON_PRINTABLE.search(text):
        before = text[: found.start()]
        place = Position(before.count("\n") + 1, len(before) - before.rfind("\n") - 1)
        raise _refused(path, place, "YAML 有误：有不可用的控制字符")
    try:
        _check_events(path, yaml.parse(text, Loader=YAML_LOADER))
        return yaml.compose(text, Loader=YAML_LOADER)
    except yaml.MarkedYAMLError as error:
        raise _refused(
            path, _position(error.problem_mark or error.context_mark), f"YAML 有误：{error.problem}"
        ) from error


def _check_events(path: Path, events: Iterable[yaml.Event]) -> None:
    """Refuse what is not to be composed: an alias, and what would be nested without end."""
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise _refused(path, _position(event.start_mark), "YAML 有误：不用锚和别名")
        if depth > _DEEPEST:
            raise _refused(path, _position(event.start_mark), "YAML 有误：嵌套过深")


def _construct(path: Path, node: yaml.Node, at: Path_, places: dict[Path_, Position]) -> Any:
    places[at] = _position(node.start_mark)
    if isinstance(node, yaml.SequenceNode):
        return [_construct(path, item, (*at, i), places) for i, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            place = _position(key_node.start_mark)
            if key in mapping:
                raise _refused(path, place, f"键“{key}”重复")
            places[*at, key, KEY] = place
            mapping[key] = _construct(path, value_node, (*at, key), places)
        return mapping
    return _scalar(path, node)


def _scalar(path: Path, node: yaml.Node) -> Any:
    place = _position(node.start_mark)
    if node.tag in _TEXT_TAGS:
        text = str(node.value)
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise _refused(path, place, "YAML 有误：有不成字符的代理码")
        return text
    if node.tag in _OTHER_TAGS:
        try:
            return yaml.SafeLoader("").construct_object(node)
        except ValueError as error:  # more digits than Python reads, or none after 0b
            raise _refused(path, place, "YAML 有误：不成整数，或位数太多") from error
    raise _refused(path, place, f"YAML 有误：不用标签 {node.tag}")


def _position(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column) if mark else Position(1, 0)


def _refused(path: Path, place: Position, message: str) -> InputError:
    return InputError(path, place.line, place.col + 1, message)
