"""The API does what its own document says: Schemathesis asks it everything, right and wrong."""

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from web.api.operation import OPERATIONS

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


@pytest.fixture(scope="session")
def document(app: Flask):
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


@pytest.mark.parametrize("path", [operation.path for operation in OPERATIONS])
def test_every_answer_is_one_that_the_document_knows(document, path: str) -> None:
    operation = document[path]["GET"]
    right, wrong = (operation.as_strategy(generation_mode=mode) for mode in GenerationMode)

    @settings(max_examples=40, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.one_of(right, wrong))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(headers={"Accept-Encoding": "identity"}, checks=CHECKS)

    ask()


def test_the_document_has_every_operation(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").json
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {operation.path for operation in OPERATIONS}
    assert document["servers"] == [{"url": "http://localhost/api/v1"}]


def test_the_page_shows_every_operation_and_its_example_answers(get, client: FlaskClient) -> None:
    page = get("/api", lang="ru")
    assert [code.get_text() for code in page.select("h2 > code")] == [
        f"GET /api/v1{operation.path}" for operation in OPERATIONS
    ]
    for example in page.select("section p a"):
        assert client.get(example["href"]).status_code == 200
