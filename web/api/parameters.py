"""What an operation can be asked: each parameter with its schema, which is also what is checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

from crawler.errors import QueryError

MAX_KEY = 500
"""Characters of a name, a key or an address."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the query string; ``schema`` is JSON Schema, of one value where there may be ``many``."""

    name: str
    about: str
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string", "maxLength": MAX_KEY})
    many: bool = False
    required: bool = False
    example: object = None

    def to_openapi(self) -> dict[str, Any]:
        """This as an OpenAPI Parameter Object."""
        schema = dict(self.schema)
        if self.many:
            schema = {"type": "array", "items": schema, "maxItems": MAX_VALUES}
        described: dict[str, Any] = {
            "name": self.name,
            "in": "query",
            "description": self.about,
            "schema": schema,
        }
        if self.required:
            described["required"] = True
        if self.example is not None:
            described["example"] = self.example
        return described

    def check(self, values: list[str]) -> None:
        """Raises QueryError for values that the schema does not allow."""
        if self.required and not values:
            raise QueryError(f"{self.name} is missing")
        if len(values) > (MAX_VALUES if self.many else 1):
            raise QueryError(f"{self.name} is given {len(values)} times")
        for value in values:
            _check(self.name, value, self.schema)


MAX_VALUES = 50


def _check(name: str, value: str, schema: Mapping[str, Any]) -> None:
    if "enum" in schema and value not in schema["enum"]:
        raise QueryError(f"{name} must be one of {', '.join(schema['enum'])}")
    if schema["type"] == "integer":
        least, most = schema["minimum"], schema["maximum"]
        if not (value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most):
            raise QueryError(f"{name} must be a number from {least} to {most}")
    elif not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", MAX_KEY):
        raise QueryError(f"{name} must have {schema.get('minLength', 0)} to {schema['maxLength']} characters")


def check(args: MultiDict[str, str], parameters: Iterable[Parameter]) -> None:
    """Check a whole query string; raises QueryError for what is unknown, missing or of a wrong kind."""
    known = {parameter.name: parameter for parameter in parameters}
    if unknown := set(args) - set(known):
        raise QueryError(f"there is no parameter {min(unknown)!r}; there are {', '.join(known)}")
    for name, parameter in known.items():
        parameter.check(args.getlist(name))
