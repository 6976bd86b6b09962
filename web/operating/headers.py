"""The headers that go with every answer, and who else's scripts may read the API."""

from flask import Flask, Response, current_app, request

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # what a reader searched for is not told to the sites linked to
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
PROGRAMS = "/api/"


def install(app: Flask) -> None:
    """Add HEADERS to every answer of the app, errors and files included, and CORS to the API's."""
    app.after_request(_add)
    if app.config["CORS_ORIGINS"]:
        app.after_request(_share)


def _add(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _share(response: Response) -> Response:
    """Let the allowed origins read; the API has nothing but reads, and no cookies."""
    origins, origin = current_app.config["CORS_ORIGINS"], request.headers.get("Origin", "")
    if not request.path.startswith(PROGRAMS):
        return response
    response.vary.add("Origin")
    if origin and ("*" in origins or origin in origins):
        response.headers["Access-Control-Allow-Origin"] = "*" if "*" in origins else origin
        response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        response.headers["Access-Control-Max-Age"] = "86400"
    return response
