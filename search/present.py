"""What an engine found → what a caller reads: hits with marks, facet values with labels."""

from index.query import Found, FoundArticle, Request
from search.labels import label
from search.people import Names
from search.results import ArticleView, FacetValue, Hit
from search.snippets import Wanted, best_passage, mark


def hit(found: FoundArticle, wanted: Wanted, names: Names) -> Hit:
    """One article in a list of results."""
    article = found.article
    return Hit(
        url=article.url,
        title=mark(article.title, wanted),
        published=article.published,
        source=article.source,
        language=article.language,
        snippet=best_passage(article.text, wanted),
        persons=_people(found, names),
        countries=found.facets["country"],
        score=found.score,
    )


def view(found: FoundArticle, wanted: Wanted, names: Names) -> ArticleView:
    """One article on a page of its own."""
    article = found.article
    return ArticleView(
        article,
        mark(article.title, wanted),
        mark(article.text, wanted),
        _people(found, names),
        found.facets["country"],
    )


def _people(found: FoundArticle, names: Names) -> tuple[str, ...]:
    return tuple(map(names.shown, found.facets["person"]))


def facets(
    found: Found, request: Request, names: Names, size: int, locale: str
) -> dict[str, list[FacetValue]]:
    """The ``size`` most frequent values of each facet, months newest first.

    Chosen values stay even where nothing is left of them.
    """
    return {
        facet: [
            _value(facet, key, counts.get(key, 0), request, names, locale)
            for key in _kept_keys(facet, counts, request, size)
        ]
        for facet, counts in found.counts.items()
    }


def _kept_keys(facet: str, counts: dict[str, int], request: Request, size: int) -> list[str]:
    ranked = sorted(counts, reverse=True)
    if facet != "month":
        ranked = sorted(counts, key=lambda key: (-counts[key], key))
    kept = dict.fromkeys(ranked[:size])
    return list(kept | dict.fromkeys((*request.filters.get(facet, ()), *request.exclude.get(facet, ()))))


def _value(facet: str, key: str, count: int, request: Request, names: Names, locale: str) -> FacetValue:
    shown = names.shown(key) if facet == "person" else key
    return FacetValue(
        shown,
        label(facet, shown, locale),
        count,
        selected=key in request.filters.get(facet, ()),
        excluded=key in request.exclude.get(facet, ()),
    )
