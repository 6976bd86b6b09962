"""The outlets that tell a story."""

from index.engines import Engine
from index.query import STORY, FoundStory, InFacet, Request
from search.ladder.climb import with_rest


def outlets(story: FoundStory, engine: Engine, request: Request) -> int:
    """How many outlets the articles of a story that match a request are from.

    Of a story with many articles the engine gives only the first, so those are counted by their facet.
    """
    if story.articles <= len(story.reports):
        return len({report.source for report in story.reports})
    filters = dict(request.filters)
    chosen = filters.pop("source", ())  # a facet is counted without its own filter
    rest = (InFacet(STORY, (story.key,)), *((InFacet("source", chosen),) if chosen else ()))
    counted = Request(
        with_rest(request.node, rest),
        filters,
        request.exclude,
        ("source",),
        limit=0,
        deadline=request.deadline,
    )
    return len(engine.find(counted).counts["source"])
