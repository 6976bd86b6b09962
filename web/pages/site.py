"""What browsers and robots ask of a site."""

from flask import Response, render_template, url_for

from web.pages.blueprint import blueprint


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Robots may read articles, but not walk through every combination of filters."""
    lines = ("User-agent: *", "Disallow: /api/", "Disallow: /?", "Disallow: /feed.", "Disallow: /export.")
    sitemap = f"Sitemap: {url_for('pages.search', _external=True)}sitemap.xml"
    return Response("\n".join((*lines, "", sitemap, "")), mimetype="text/plain")


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """The OpenSearch description, by which a browser takes the search box into its own."""
    return Response(
        render_template("opensearch.xml"), content_type="application/opensearchdescription+xml; charset=utf-8"
    )
