"""Measurements for Prometheus, and the health check for whatever watches over the server."""

from typing import Any

from flask import Blueprint, Flask, Response, current_app, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from crawler.errors import StoredIndexError
from web.live_index import current_index
from web.operating.clock import elapsed

NAME = "izdeu.metrics"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)

blueprint = Blueprint("operating", __name__)


class Metrics:
    """What one app counts, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._seconds = Histogram(
            "izdeu_request_seconds",
            "Time to answer, by kind of page.",
            ["endpoint"],
            buckets=BUCKETS,
            registry=self.registry,
        )
        self._requests = Counter(
            "izdeu_requests",
            "Answers by kind of page and status.",
            ["endpoint", "status"],
            registry=self.registry,
        )
        self.documents = Gauge("izdeu_documents", "Articles in the index.", registry=self.registry)
        self.generation = Gauge("izdeu_generation", "Number of the index's state.", registry=self.registry)

    def count(self, endpoint: str, status: int, seconds: float) -> None:
        """One answered request."""
        self._seconds.labels(endpoint).observe(seconds)
        self._requests.labels(endpoint, status).inc()


def install(app: Flask) -> None:
    """Measure every request; ``/metrics`` and ``/healthz`` tell."""
    app.extensions[NAME] = Metrics()
    app.after_request(_count)
    app.register_blueprint(blueprint)


def _count(response: Response) -> Response:
    current_app.extensions[NAME].count(request.endpoint or "none", response.status_code, elapsed())
    return response


@blueprint.get("/metrics")
def metrics() -> Response:
    """Prometheus' text format. Not for the public: a proxy should keep it inside."""
    kept: Metrics = current_app.extensions[NAME]
    try:
        info = current_index().info
    except StoredIndexError:
        kept.documents.set(0)
    else:
        kept.documents.set(info.documents)
        kept.generation.set(info.generation)
    return Response(generate_latest(kept.registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


@blueprint.get("/healthz")
def health() -> dict[str, Any] | tuple[dict[str, Any], int]:
    """Whether searches can be answered."""
    try:
        info = current_index().info
    except StoredIndexError as error:
        return {"status": "unavailable", "detail": str(error)}, 503
    return {"status": "ok", "documents": info.documents, "generation": info.generation}
