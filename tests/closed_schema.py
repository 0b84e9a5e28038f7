"""A published schema lets keys be added; ours, in a test, are all to be in it."""

from typing import Any

from converters import lexicon


def closed(schema: Any) -> Any:
    """The schema, but of each object whose keys it describes no others are allowed."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        made.setdefault("additionalProperties", False)
    return made


def of_plan() -> dict[str, Any]:
    """The schema of the data of a plan, closed."""
    made: dict[str, Any] = closed(lexicon.schema("plan"))
    return made
