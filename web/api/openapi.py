"""The OpenAPI 3.1 document, made from the operations and the types of their answers."""

from importlib.metadata import version
from typing import Any

import msgspec
from werkzeug.http import HTTP_STATUS_CODES

from search import Snippet
from web.api.answers import Problem
from web.api.operation import OPERATIONS, ROOT, Operation

REFERENCE = "#/components/schemas/{name}"


def document(server: str) -> dict[str, Any]:
    """The document of an API that is reached at ``server``, an address without a slash at its end."""
    types = [*dict.fromkeys(kind for operation in OPERATIONS if (kind := operation.answer)), Problem]
    schemas, components = msgspec.json.schema_components(
        types, schema_hook=_schema_of_ours, ref_template=REFERENCE
    )
    schema, components = dict(zip(types, schemas, strict=True)), _without_tuples(components)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Izdeu",
            "version": version("izdeu"),
            "summary": "A search engine over Kazakh news.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": server + ROOT}],
        "paths": {operation.path: {"get": _get(operation, schema)} for operation in OPERATIONS},
        "components": {"schemas": components},
    }


def _schema_of_ours(kind: type) -> dict[str, Any]:
    if kind is Snippet:
        return {"type": "string"}
    raise NotImplementedError(kind)


def _without_tuples(schema: Any) -> Any:
    """Pairs as lists of two values of either kind: few tools read ``prefixItems``."""
    if isinstance(schema, list):
        return [_without_tuples(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {name: _without_tuples(part) for name, part in schema.items()}
    if kinds := plain.pop("prefixItems", None):
        different = [kind for number, kind in enumerate(kinds) if kind not in kinds[:number]]
        plain["items"] = different[0] if len(different) == 1 else {"anyOf": different}
    return plain


def _get(operation: Operation, schema: dict[type, Any]) -> dict[str, Any]:
    body = schema[operation.answer] if operation.answer else {"type": "string"}
    found = {
        "description": "The answer.",
        "headers": {"ETag": {"description": "Send it back as If-None-Match.", "schema": {"type": "string"}}},
        "content": {media: {"schema": body} for media in operation.media},
    }
    return {
        "operationId": operation.name,
        "description": operation.about,
        "parameters": [parameter.to_openapi() for parameter in operation.parameters],
        "responses": {"200": found, "304": {"description": HTTP_STATUS_CODES[304]}}
        | {str(status): _problem(status, schema[Problem]) for status in operation.errors},
    }


def _problem(status: int, schema: Any) -> dict[str, Any]:
    return {
        "description": HTTP_STATUS_CODES[status],
        "content": {"application/problem+json": {"schema": schema}},
    }
