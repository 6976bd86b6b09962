"""The API's own description: the OpenAPI document, and a page that shows it to people."""

from typing import Any
from urllib.parse import urlencode

from flask import Flask, render_template, request

from web.api.openapi import document
from web.api.operation import OPERATIONS, ROOT, Operation, blueprint
from web.errors import TYPES
from web.live_index import find
from web.params import SearchParams


def install(app: Flask) -> None:
    """Add the page; the document is part of the API itself."""
    app.add_url_rule("/api", "pages.api", page)


def page() -> str:
    """Every operation with its parameters and an example that can be tried."""
    return render_template(
        "api.html",
        params=SearchParams(),
        root=ROOT,
        operations=OPERATIONS,
        example=_example,
        problem_types=TYPES,
    )


def _example(operation: Operation) -> str:
    """An address to try; articles are shown by the newest one."""
    given = {p.name: p.example for p in operation.parameters if p.example is not None}
    if any(parameter.name == "url" for parameter in operation.parameters):
        newest = find(SearchParams(), (), limit=1, offset=0).hits
        given["url"] = newest[0].url if newest else ""
    return f"{ROOT}{operation.path}" + (f"?{urlencode(given)}" if given else "")


@blueprint.get("/openapi.json")
def openapi() -> dict[str, Any]:
    """The OpenAPI document of this very server."""
    return document(request.host_url.rstrip("/") + request.root_path)
