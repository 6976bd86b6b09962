"""The vectorised searcher gives what Whoosh gives over the same segments and over its own codec, and brute force."""

import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from whoosh import index as stock_index
from whoosh import query as whoosh
from whoosh import scoring
from whoosh.fields import Schema
from whoosh.searching import SearchContext, Searcher

from index.engines.whoosh.fields import FacetField, KeyField, NumberField, StoredField, Terms, TextField
from index.engines.whoosh.manifest import Manifest
from index.engines.whoosh.queries import ColumnRange, Near, Weighted
from index.engines.whoosh.snapshot import open_snapshot
from index.engines.whoosh.vector.searcher import VectorSearcher
from index.engines.whoosh.writer import PublishingWriter

SCHEMA = Schema(
    url=KeyField(unique=True),
    title=TextField(),
    text=TextField(),
    topic=FacetField(),
    number=NumberField(),
    stored=StoredField(),
)
WORDS = ("а", "аб", "абв", "б", "ба", "в", "ғ", "z")


@dataclass(frozen=True)
class Doc:
    """``step`` is the distance from one position to the next."""

    url: str
    title: tuple[str, ...]
    text: tuple[str, ...]
    topics: tuple[str, ...]
    number: int | None
    step: int = 1

    def fields(self) -> dict[str, Any]:
        positions = [place * self.step for place in range(len(self.text))] if self.step != 1 else None
        found: dict[str, Any] = {"url": self.url, "stored": f"<{self.url}>", "topic": list(self.topics)}
        if self.title:
            found["title"] = Terms(self.title)
        if self.text:
            found["text"] = Terms(self.text, positions)
        if self.number is not None:
            found["number"] = self.number
        return found


words = st.sampled_from(WORDS)
docs = st.builds(
    Doc,
    url=st.sampled_from([f"u{n}" for n in range(30)]),
    title=st.lists(words, max_size=3).map(tuple),
    text=st.lists(words, max_size=12).map(tuple),
    topics=st.lists(st.sampled_from("PQRSТ"), max_size=3, unique=True).map(tuple),
    number=st.none() | st.integers(-(2**40), 2**40) | st.integers(-3, 3),
    step=st.sampled_from((0, 1, 1, 1, 2)),
)
commits = st.lists(
    st.lists(docs | st.sampled_from([f"u{n}" for n in range(30)]), max_size=12), min_size=1, max_size=4
)
"""Each commit is a list of documents to put and URLs to remove."""

fields = st.sampled_from(("title", "text"))
boosts = st.sampled_from((1.0, 1.0, 2.5))
leaves = (
    st.builds(whoosh.Term, fields, words, boost=boosts)
    | st.builds(whoosh.Term, st.just("topic"), st.sampled_from("PQX"))
    | st.builds(
        whoosh.Phrase, fields, st.lists(words, min_size=2, max_size=4), st.integers(1, 3), boost=boosts
    )
    | st.builds(
        ColumnRange, st.just("number"), st.none() | st.integers(-4, 4), st.none() | st.integers(-4, 4)
    )
    | st.just(whoosh.Every())
)


def compound(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, min_size=1, max_size=3)
    return (
        st.builds(whoosh.And, several)
        | st.builds(whoosh.Or, several, boost=boosts)
        | st.builds(lambda wanted, not_: whoosh.And([*wanted, whoosh.Not(not_)]), several, inner)
        | st.builds(whoosh.Not, inner)
    )


queries = st.recursive(leaves, compound, max_leaves=6)


def put(writer: Any, item: Doc | str) -> None:
    if isinstance(item, Doc):
        writer.update_document(**item.fields())
    elif isinstance(writer, PublishingWriter):
        writer.remove("url", item)
    else:
        writer.delete_by_term("url", item)


def publish(writer: PublishingWriter) -> None:
    writer.publish(lambda generation, documents, files: Manifest(generation, documents, "", "", 0, files))


@contextmanager
def built(
    history: list[list[Doc | str]], memory: int = 1 << 28
) -> Iterator[tuple[VectorSearcher, dict[str, Doc]]]:
    """The index after these commits, and the documents that it should hold."""
    live: dict[str, Doc] = {}
    with tempfile.TemporaryDirectory() as folder:
        for commit in history:
            writer = PublishingWriter(Path(folder), schema=SCHEMA, memory=memory)
            for item in commit:
                put(writer, item)
                if isinstance(item, Doc):
                    live[item.url] = item
                else:
                    live.pop(item, None)
            publish(writer)
        yield open_snapshot(Path(folder), schema=SCHEMA).searcher, live


def stock_scores(searcher: Searcher, query: Any) -> dict[int, float]:
    """Every match with its score, by Whoosh's own loops (whose InverseMatcher forgets that documents are deleted)."""
    context = SearchContext(needs_current=True, weighting=searcher.weighting)
    scores: dict[int, float] = {}
    for leaf, base in searcher.leaf_searchers():
        if leaf.doc_count_all():
            matcher = query.matcher(leaf, context)
            while matcher.is_active():
                if not leaf.reader().is_deleted(matcher.id()):
                    scores[base + matcher.id()] = matcher.score()
                matcher.next()
    return scores


def vector_scores(searcher: VectorSearcher, query: Any) -> dict[int, float]:
    hits = searcher.matches(query).hits
    return dict(zip(hits.documents.tolist(), hits.scores().tolist(), strict=True))


def url_of(searcher: VectorSearcher, number: int) -> str:
    file, document = searcher.place_of(number)
    return str(file.stored("stored", document)).strip("<>")


PHASES = [phase for phase in Phase if phase is not Phase.shrink]
many = settings(max_examples=50, suppress_health_check=list(HealthCheck), phases=PHASES)


@many
@given(commits, queries)
def test_scores_equal_the_stock_searchers_over_the_same_segments(
    history: list[list[Doc | str]], query: Any
) -> None:
    query = query.normalize()
    with built(history) as (searcher, _):
        assert vector_scores(searcher, query) == pytest.approx(stock_scores(searcher.stock, query), rel=1e-9)


@many
@given(commits, queries, queries)
def test_and_not_leaves_out_what_the_other_query_matches(
    history: list[list[Doc | str]], wanted: Any, unwanted: Any
) -> None:
    """Whoosh's own AndNotMatcher lets an unwanted document through where that is the first one wanted."""
    wanted, unwanted = wanted.normalize(), unwanted.normalize()
    with built(history) as (searcher, _):
        left_out = stock_scores(searcher.stock, unwanted)
        expected = {n: s for n, s in stock_scores(searcher.stock, wanted).items() if n not in left_out}
        assert vector_scores(searcher, whoosh.AndNot(wanted, unwanted)) == pytest.approx(expected, rel=1e-9)


@many
@given(commits, queries, queries)
def test_what_may_be_adds_to_the_scores_of_what_must_be(
    history: list[list[Doc | str]], must: Any, may: Any
) -> None:
    with built(history) as (searcher, _):
        wanted, bonus = vector_scores(searcher, must), vector_scores(searcher, may)
        raised = vector_scores(searcher, whoosh.AndMaybe(must, Weighted(may, 3.0)))
    expected = {number: score + 3 * bonus.get(number, 0) for number, score in wanted.items()}
    assert raised == pytest.approx(expected, rel=1e-9)


@many
@given(commits, queries, st.integers(0, 6))
def test_the_best_come_first_and_ties_go_by_document(
    history: list[list[Doc | str]], query: Any, k: int
) -> None:
    query = query.normalize()
    with built(history) as (searcher, _):
        scores = vector_scores(searcher, query)
        best = searcher.best(searcher.matches(query), k)
        ranked = sorted(scores.values(), reverse=True)[:k]
        assert [score for _, score in best] == pytest.approx(ranked, rel=1e-9)
        assert all(scores[number] == pytest.approx(score, rel=1e-9) for number, score in best)
        assert best == sorted(best, key=lambda hit: (-hit[1], hit[0]))


@many
@given(commits, queries)
def test_scores_equal_those_of_whooshs_own_codec(history: list[list[Doc | str]], query: Any) -> None:
    """The same commits through Whoosh's own writer; documents are told by URL. No deletions: its statistics differ."""
    seen: set[str] = set()
    history = [
        [item for item in commit if isinstance(item, Doc) and not (item.url in seen or seen.add(item.url))]  # type: ignore[func-returns-value]
        for commit in history
    ]
    query = query.normalize()
    with built(history) as (searcher, _), tempfile.TemporaryDirectory() as folder:
        other = stock_index.create_in(folder, SCHEMA)
        for commit in history:
            writer = other.writer()
            for item in commit:
                put_new(writer, item)
            writer.commit(merge=False)
        with other.searcher(weighting=scoring.BM25F()) as stock:
            expected = {
                stock.stored_fields(number)["stored"].strip("<>"): score
                for number, score in stock_scores(stock, query).items()
            }
        found = {url_of(searcher, number): score for number, score in vector_scores(searcher, query).items()}
        assert found == pytest.approx(expected, rel=1e-9)


def put_new(writer: Any, item: Doc | str) -> None:
    assert isinstance(item, Doc)
    writer.add_document(**item.fields())


@many
@given(commits, queries)
def test_a_merge_changes_no_scores_but_those_that_deleted_documents_bent(
    history: list[list[Doc | str]], query: Any
) -> None:
    """One segment with spilled runs merged, against the live documents indexed at once."""
    query = query.normalize()
    with built(history) as (_, live):
        order = list(live.values())
    with built([order]) as (fresh, _), tempfile.TemporaryDirectory() as folder:
        writer = PublishingWriter(Path(folder), replace=True, schema=SCHEMA, memory=4_000)
        for commit in history:
            for item in commit:
                put(writer, item)
        publish(writer)
        merged = open_snapshot(Path(folder), schema=SCHEMA).searcher
        if merged.live is not None:
            return  # a single run with deletions is left as it is
        expected = {url_of(fresh, number): score for number, score in vector_scores(fresh, query).items()}
        found = {url_of(merged, number): score for number, score in vector_scores(merged, query).items()}
        assert found == pytest.approx(expected, rel=1e-9)


near = st.builds(Near, fields, st.lists(words, min_size=1, max_size=3), st.integers(0, 4))
wishes = st.lists(
    st.tuples(queries | near, st.sampled_from((0.05, 0.2, 1000.0)), st.booleans()), min_size=1, max_size=4
)
"""What raises a document: a query, a weight, and whether its score counts or not."""


@many
@given(commits, queries, wishes, st.integers(1, 5))
def test_the_best_of_what_other_queries_raise(
    history: list[list[Doc | str]], wanted: Any, raising: list[tuple[Any, float, bool]], k: int
) -> None:
    wanted = wanted.normalize()
    raising = [(query.normalize(), weight, flat) for query, weight, flat in raising]
    query = whoosh.AndMaybe(wanted, raised_by(raising))
    with built(history) as (searcher, _):
        expected = raised_scores(searcher, wanted, raising)
        assert vector_scores(searcher, query) == pytest.approx(expected, rel=1e-9)
        assert_best(searcher, query, expected, k)


def raised_scores(
    searcher: VectorSearcher, wanted: Any, raising: list[tuple[Any, float, bool]]
) -> dict[int, float]:
    """What each match of ``wanted`` scores when each of the others is searched for by itself."""
    scores = vector_scores(searcher, wanted)
    for query, weight, flat in raising:
        for number, score in vector_scores(searcher, query).items():
            if number in scores:
                scores[number] += weight * (1 if flat else score)
    return scores


def raised_by(raising: list[tuple[Any, float, bool]]) -> Any:
    return whoosh.Or(
        [
            whoosh.ConstantScoreQuery(query, weight) if flat else Weighted(query, weight)
            for query, weight, flat in raising
        ]
    )


def assert_best(
    searcher: VectorSearcher, query: Any, expected: dict[int, float], k: int, filters: Any = None
) -> None:
    """The first ``k`` have the highest scores, whichever of equal ones they are."""
    ranked = searcher.best(searcher.matches(query, filters), k)
    assert [score for _, score in ranked] == pytest.approx(
        sorted(expected.values(), reverse=True)[:k], rel=1e-9
    )
    assert all(expected[number] == pytest.approx(score, rel=1e-9) for number, score in ranked)
    assert len({number for number, _ in ranked}) == len(ranked)


def test_a_bonus_lifts_what_is_not_among_the_best_without_it() -> None:
    docs = [Doc(f"u{n}", (), ("а",) * (9 - n) + ("б",) * (n == 5), (), None) for n in range(8)]
    query = whoosh.AndMaybe(whoosh.Term("text", "а"), whoosh.Term("text", "б", boost=50.0))
    with built([docs]) as (searcher, _):
        (best, _), *_ = searcher.best(searcher.matches(query), 2)
        assert url_of(searcher, best) == "u5"


@pytest.mark.parametrize("joined", [whoosh.Or, whoosh.And])
def test_what_is_weak_in_the_rarest_word_may_be_best_by_the_others(
    monkeypatch: pytest.MonkeyPatch, joined: Any
) -> None:
    """The rarest word is looked at first, and only the whole of the other words lifts one document over those that
    are full of it."""
    monkeypatch.setattr("index.engines.whoosh.vector.best._MANY", 0)
    kinds = {"а": 189, "б": 1638, "": 173}  # so that idf(а) is 1.4 times what idf(б) and idf(в) are together
    texts = [("а",) * 40 + ("я",) * 20] * (kinds["а"] - 1) + [("б", "в") + ("я",) * 58] * (kinds["б"] - 1)
    texts += [("я",) * 60] * kinds[""] + [("а",) + ("б",) * 25 + ("в",) * 25 + ("я",) * 9]
    docs = [Doc(f"u{number}", ("бар",), text, (), None) for number, text in enumerate(texts)]
    words = [whoosh.Term("text", word) for word in "абв"]
    alternatives = [whoosh.Or([word, whoosh.Term("title", "бар")]) for word in words]
    query = joined(alternatives if joined is whoosh.And else words)
    with built([docs]) as (searcher, _):
        (found, _), *_ = searcher.best(searcher.matches(query), 1)
        assert url_of(searcher, found) == docs[-1].url


@many
@given(commits, st.sampled_from(WORDS))
def test_prefixes_and_wildcards_match_what_they_say(history: list[list[Doc | str]], word: str) -> None:
    with built(history) as (searcher, live):
        expected = {doc.url for doc in live.values() if any(term.startswith(word) for term in doc.text)}
        for query in (whoosh.Prefix("text", word), whoosh.Wildcard("text", f"{word}*")):
            assert {url_of(searcher, n) for n in vector_scores(searcher, query)} == expected


@many
@given(commits, st.lists(words, min_size=1, max_size=3), st.integers(0, 5))
def test_near_is_what_brute_force_finds(history: list[list[Doc | str]], near: list[str], slop: int) -> None:
    def holds(doc: Doc) -> bool:
        places = [[n * doc.step for n, term in enumerate(doc.text) if term == word] for word in near]
        return any(max(chosen) - min(chosen) <= slop for chosen in product(*places))

    with built(history) as (searcher, live):
        found = vector_scores(searcher, Near("text", near, slop))
        assert {url_of(searcher, n) for n in found} == {doc.url for doc in live.values() if holds(doc)}


@many
@given(commits, words, st.sets(st.sampled_from("PQR"), max_size=2), st.sampled_from((None, "Q")))
def test_facet_counts_equal_brute_force(
    history: list[list[Doc | str]], word: str, chosen: set[str], other: str | None
) -> None:
    filters = {}
    if chosen:
        filters["topic"] = whoosh.Or([whoosh.Term("topic", key) for key in sorted(chosen)])
    if other:
        filters["number"] = ColumnRange("number", 0, None)
    with built(history) as (searcher, live):
        wanted = [doc for doc in live.values() if word in doc.text or word in doc.title]
        wanted = [doc for doc in wanted if not other or (doc.number is not None and doc.number >= 0)]
        query = whoosh.Or([whoosh.Term("text", word), whoosh.Term("title", word)])
        matches = searcher.matches(query, filters)
        narrowed = [doc for doc in wanted if not chosen or chosen.intersection(doc.topics)]
        assert matches.total == len(narrowed)
        counts = searcher.facets["topic"]
        assert counts.counts_by_key(matches.documents) == Counter(t for d in narrowed for t in d.topics)
        assert counts.counts_by_key(matches.without_filter("topic")) == Counter(
            t for d in wanted for t in d.topics
        )
        assert (
            counts.most_frequent(matches.documents, 2)
            == sorted(
                Counter(t for d in narrowed for t in d.topics).items(), key=lambda pair: (-pair[1], pair[0])
            )[:2]
        )


@many
@given(commits, st.booleans(), st.integers(0, 9))
def test_order_by_a_column(history: list[list[Doc | str]], descending: bool, k: int) -> None:
    with built(history) as (searcher, live):
        ordered = [live[url_of(searcher, n)].number for n in searcher.ordered(
            searcher.matches(whoosh.Every()), "number", k, descending
        )]  # fmt: skip
        known = sorted((d.number for d in live.values() if d.number is not None), reverse=descending)
        unknown = [None] * (len(live) - len(known))
        assert ordered == [*known, *unknown][:k]


@many
@given(commits)
def test_stored_text_and_keys_come_back(history: list[list[Doc | str]]) -> None:
    with built(history) as (searcher, live):
        found = {}
        for number in vector_scores(searcher, whoosh.Every()):
            file, document = searcher.place_of(number)
            found[url_of(searcher, number)] = file.keys_of("topic", document)
        assert found == {url: doc.topics for url, doc in live.items()}


def test_large_frequencies_and_positions_survive_spilling_and_merging(tmp_path: Path) -> None:
    base = Doc("u", (), (), ("P",), None)
    history: list[list[Doc | str]] = [
        [replace(base, url="many", text=("а",) * 70_000 + ("б",)), replace(base, url="one", text=("а", "б"))],
        [replace(base, url="some", text=("а",) * 255 + ("б",))],
    ]
    for memory in (1 << 28, 1):
        with built([[item for commit in history for item in commit]], memory) as (searcher, _):
            for query in (whoosh.Term("text", "а"), whoosh.Phrase("text", ["а", "б"])):
                assert vector_scores(searcher, query) == pytest.approx(
                    stock_scores(searcher.stock, query), rel=1e-9
                )
                assert len(vector_scores(searcher, query)) == 3
        writer = PublishingWriter(tmp_path / str(memory), replace=True, schema=SCHEMA, memory=memory)
        for commit in history:
            for item in commit:
                put(writer, item)
        publish(writer)
        merged = open_snapshot(tmp_path / str(memory), schema=SCHEMA).searcher
        assert len(merged.files) == 1
        assert merged.segments.average_length("text") == (70_001 + 2 + 256) / 3
        scores = vector_scores(merged, whoosh.Phrase("text", ["а", "б"]))
        assert scores == pytest.approx(
            stock_scores(merged.stock, whoosh.Phrase("text", ["а", "б"])), rel=1e-9
        )
        assert len(scores) == 3


@pytest.mark.parametrize("many", [0, 4096])
def test_a_larger_index_ranks_and_counts_as_the_stock_searcher_does(
    monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """Frequent and rare words over four segments with deletions: sizes at which sets are searched, marked and cut.

    So many hits are all scored; of more those that cannot be among the best are left out.
    """
    monkeypatch.setattr("index.engines.whoosh.vector.best._MANY", many)
    rng = np.random.default_rng(7)
    vocabulary = [f"с{n}" for n in range(300)]

    def doc(n: int) -> Doc:
        text = tuple(vocabulary[int(w)] for w in np.minimum(rng.zipf(1.3, 40) - 1, 299))
        return Doc(f"u{n}", text[:3], text, (f"t{n % 3}",), n)

    history: list[list[Doc | str]] = [[doc(n) for n in range(2_000)]]
    for _ in range(3):
        history.append([doc(int(n)) for n in rng.integers(0, 2_500, 200)])
    term = partial(whoosh.Term, "text")
    asked = [
        whoosh.Or([term("с0"), term("с40")]),
        whoosh.Or([term("с1"), term("с2"), term("с3")]),
        whoosh.Or([term("с0", boost=3.0), term("с200"), whoosh.Term("title", "с1")]),
        whoosh.And([term("с0"), whoosh.Or([term("с1"), term("с90")])]),
        whoosh.And([term("с0"), term("с250")]),
        whoosh.And([term("с5"), ColumnRange("number", 100, 900)]),
        whoosh.Phrase("text", ["с0", "с1"]),
        whoosh.Phrase("text", ["с1", "с0", "с2"], slop=2),
        whoosh.Phrase("text", ["с0", "с30"]),
    ]
    raising: list[tuple[Any, float, bool]] = [
        (whoosh.Term("title", "с1"), 0.05, False),
        (whoosh.Or([term("с7"), term("с9")]), 0.5, True),
        (Near("text", ["с0", "с40"], 3), 0.2, False),
        (Near("text", ["с1", "с2"], 3), 0.2, False),
    ]
    with built(history) as (searcher, _):
        assert len(searcher.files) == 4
        for query in asked:
            expected = stock_scores(searcher.stock, query)
            assert vector_scores(searcher, query) == pytest.approx(expected, rel=1e-9)
            for k in (10, 400):
                assert_best(searcher, query, expected, k)
            filters = {"topic": whoosh.Term("topic", "t1")}
            narrowed = searcher.matches(query, filters)
            inside = {n for n in expected if int(url_of(searcher, n)[1:]) % 3 == 1}
            assert inside == set(narrowed.documents.tolist())
            raised = whoosh.AndMaybe(query, raised_by(raising))
            expected = raised_scores(searcher, query, raising)
            for k in (10, 400):
                assert_best(searcher, raised, expected, k)
                inside_scores = {number: expected[number] for number in inside}
                assert_best(searcher, raised, inside_scores, k, filters)


def test_the_same_holds_with_whoosh3(root: Path) -> None:
    """Whoosh 2.7.4 and whoosh3 both import as ``whoosh``, so the other one needs an interpreter of its own."""
    python = os.environ.get("IZDEU_WHOOSH3_PYTHON")
    if not python:
        pytest.skip("IZDEU_WHOOSH3_PYTHON names no interpreter that has whoosh3")
    environment = {name: value for name, value in os.environ.items() if name != "IZDEU_WHOOSH3_PYTHON"}
    command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "ignore", str(Path(__file__))]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
