"""A request → what one generation of the index answers."""

from collections.abc import Iterator

from crawler.article import Article
from index.engines.whoosh.translate import translate, translate_request
from index.engines.whoosh.vector.fold import Row, count_rows, folded, members
from index.engines.whoosh.vector.searcher import Matches, VectorSearcher
from index.query import (
    STORY_REPORTS,
    Found,
    FoundArticle,
    FoundStory,
    InFacet,
    Report,
    Request,
)


def answer(searcher: VectorSearcher, request: Request) -> Found:
    """Answer a request."""
    matches = _matches(searcher, request)
    counts = {facet: _counts(searcher, matches, request, facet) for facet in request.facets}
    rows = count_rows(searcher, matches) if request.fold else matches.total
    articles = [_found_row(searcher, matches, row, request.fold) for row in _page(searcher, matches, request)]
    return Found(matches.total, articles, counts, rows, matches.cut)


def every_match(searcher: VectorSearcher, request: Request) -> Iterator[FoundArticle]:
    """All matches, one after the other; by date where the request sorts by it."""
    matches = _matches(searcher, request)
    if request.sort != "relevance":
        for number in searcher.ordered(matches, "published", matches.total, request.sort == "newest"):
            yield _found(searcher, number)
        return
    for document in matches.documents:
        yield _found(searcher, int(document))


def _matches(searcher: VectorSearcher, request: Request) -> Matches:
    chosen = {facet: translate(InFacet(facet, tuple(keys))) for facet, keys in request.filters.items()}
    return searcher.matches(translate_request(request), chosen)


def _counts(searcher: VectorSearcher, matches: Matches, request: Request, name: str) -> dict[str, int]:
    facet, documents = searcher.facets[f"facet_{name}"], matches.without_filter(name)
    size, word = request.facet_sizes.get(name), request.facet_words.get(name, "")
    if size is None and not word:
        return facet.counts_by_key(documents)
    counts = dict(facet.most_frequent(documents, len(facet.keys) if size is None else size, word))
    for key in (*request.filters.get(name, ()), *request.exclude.get(name, ())):
        if key not in counts and (count := searcher.count_with(documents, f"facet_{name}", key)):
            counts[key] = count
    return counts


def _page(searcher: VectorSearcher, matches: Matches, request: Request) -> list[Row]:
    """The page that was asked for, ties by document number."""
    last = request.offset + request.limit

    def ranking(k: int) -> list[tuple[int, float]]:
        if request.sort == "relevance":
            return searcher.best(matches, k)
        numbers = searcher.ordered(matches, "published", k, request.sort == "newest")
        return [(number, 0.0) for number in numbers]

    if not request.limit:
        return []
    if request.fold:
        return folded(searcher, matches, ranking, last)[request.offset :]
    return [Row(number, score, "") for number, score in ranking(last)[request.offset :]]


def _found_row(searcher: VectorSearcher, matches: Matches, row: Row, fold: bool) -> FoundArticle:
    found = _found(searcher, row.number, row.score)
    if not row.story or not fold:
        return found
    numbers = members(searcher, matches, row.story)
    if len(numbers) < 2:
        return found
    reports = tuple(_report(_article(searcher, number)) for number in numbers[:STORY_REPORTS])
    return FoundArticle(found.article, found.facets, row.score, FoundStory(row.story, len(numbers), reports))


def _report(article: Article) -> Report:
    return Report(article.url, article.source, article.published)


def _found(searcher: VectorSearcher, number: int, score: float = 0.0) -> FoundArticle:
    file, document = searcher.place_of(number)
    facets = {name: file.keys_of(f"facet_{name}", document) for name in ("person", "country")}
    return FoundArticle(_article(searcher, number), facets, score)


def _article(searcher: VectorSearcher, number: int) -> Article:
    file, document = searcher.place_of(number)
    stored = file.stored("article", document)
    assert stored is not None
    return Article.from_json(stored)
