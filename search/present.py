"""What an engine found → what a caller reads: hits with marks, facet values with labels."""

from collections.abc import Mapping
from dataclasses import dataclass

from index.entities.spelling import fold
from index.query import DATE_FACETS, Found, FoundArticle, FoundStory, Request
from search.export import Row
from search.lookup.fit import fits
from search.lookup.labels import label
from search.lookup.people import Names
from search.lookup.state import State
from search.results import ArticleView, FacetValue, Hit, Story
from search.snippets import Wanted, best_passage, mark


def hit(found: FoundArticle, wanted: Wanted, names: Names, outlets: int = 0) -> Hit:
    """One article in a list of results; ``outlets`` tell the story that its row stands for."""
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
        story=_story(found.story, outlets) if found.story else None,
    )


def _story(found: FoundStory, outlets: int) -> Story:
    first = found.reports[0]
    return Story(found.key, found.articles, outlets, first.url, first.source, first.published)


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


def row(found: FoundArticle, names: Names) -> Row:
    """One article of an export."""
    return Row(found.article, _people(found, names), found.facets["country"])


def _people(found: FoundArticle, names: Names) -> tuple[str, ...]:
    return tuple(map(names.shown, found.facets["person"]))


@dataclass(frozen=True, slots=True)
class Shown:
    """Turns counts into facet values: ``size`` of each facet, ``beginnings`` of the values that are wanted."""

    request: Request
    state: State
    size: int
    beginnings: Mapping[str, str]
    locale: str

    def facets(self, found: Found) -> dict[str, list[FacetValue]]:
        """The most frequent values of each facet; years, months and days all, newest first.

        Chosen values stay even where nothing is left of them.
        """
        return {facet: self._values(facet, counts) for facet, counts in found.counts.items()}

    def _values(self, facet: str, counts: dict[str, int]) -> list[FacetValue]:
        by_date = facet in DATE_FACETS
        ranked = (
            sorted(counts, reverse=True) if by_date else sorted(counts, key=lambda key: (-counts[key], key))
        )
        chosen = (*self.request.filters.get(facet, ()), *self.request.exclude.get(facet, ()))
        if beginning := self.beginnings.get(facet, ""):
            ranked = [key for key in ranked if self._fits(facet, key, beginning)]
        kept = dict.fromkeys((*(ranked if by_date else ranked[: self.size]), *chosen))
        return [self._value(facet, key, counts.get(key, 0)) for key in kept]

    def _fits(self, facet: str, key: str, beginning: str) -> bool:
        """Whether a value's name in any language, or its key, begins so."""
        if facet == "person":
            return all(f" {fold(word)}" in f" {key}" for word in beginning.split())
        return any(
            fits(name, beginning) for name in (key, *(label(facet, key, code) for code in ("kk", "ru", "en")))
        )

    def _value(self, facet: str, key: str, count: int) -> FacetValue:
        shown = self.state.names.shown(key) if facet == "person" else key
        return FacetValue(
            shown,
            label(facet, shown, self.locale),
            count,
            selected=key in self.request.filters.get(facet, ()),
            excluded=key in self.request.exclude.get(facet, ()),
            of=self.state.totals[facet].get(key, 0) if facet in DATE_FACETS else None,
        )
