"""``operation``: a function that answers programs, told of once and known to the app and the document."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from web.api.parameters import Parameter, check

ROOT = "/api/v1"

blueprint = Blueprint("api", __name__, url_prefix=ROOT)


@dataclass(frozen=True, slots=True)
class Operation:
    """What the document says of one path; ``answer`` is the type of its JSON, None for a file of ``media``."""

    path: str
    name: str
    about: str
    parameters: tuple[Parameter, ...]
    answer: type | None
    errors: tuple[int, ...]
    media: tuple[str, ...] = ("application/json",)


OPERATIONS: list[Operation] = []


def operation(
    path: str,
    *parameters: Parameter,
    answer: type | None,
    may_be_missing: bool = False,
    media: tuple[str, ...] = ("application/json",),
) -> Callable[[Callable[[], ResponseReturnValue]], Callable[[], ResponseReturnValue]]:
    """Serve a function under ``path``; its docstring is its description. Its arguments are checked first."""

    def serve(function: Callable[[], ResponseReturnValue]) -> Callable[[], ResponseReturnValue]:
        errors = (400, 404, 429, 503) if may_be_missing else (400, 429, 503)
        about = " ".join((function.__doc__ or "").replace("``", "").split())
        OPERATIONS.append(Operation(path, function.__name__, about, parameters, answer, errors, media))

        @wraps(function)
        def checked() -> Any:
            check(request.args, parameters)
            return function()

        blueprint.add_url_rule(path, function.__name__, checked)
        return checked

    return serve
