import random
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.corpus import Corpus
from crawler.database import SCHEMA
from crawler.duplicates import SIZE, are_near, containment, pack, sketch, unpack
from crawler.stories import Membership


def changed(text, share, chance):
    """Every so many words of a text replaced by others."""
    words = text.split()
    for place in chance.sample(range(len(words)), round(share * len(words))):
        words[place] = f"өзге{chance.randrange(10**6)}"
    return " ".join(words)


@pytest.fixture(scope="module")
def texts(sample_articles):
    return [article.text for article in sample_articles]


def test_texts_with_a_tenth_of_the_words_changed_are_near(texts):
    chance = random.Random(1)
    pairs = [(text, changed(text, 0.1, chance)) for text in texts for _ in range(8)]
    near = sum(are_near(sketch(one), sketch(other)) for one, other in pairs)
    assert len(pairs) >= 800 and near >= 0.99 * len(pairs)


def test_no_two_stories_of_the_bundled_corpus_are_near(texts):
    sketches = [sketch(text) for text in texts]
    pairs = [(one, other) for place, one in enumerate(sketches) for other in sketches[:place]]
    assert len(pairs) >= 4950
    assert not any(are_near(one, other) for one, other in pairs)


def test_a_text_within_a_longer_one_is_near(texts):
    longer = "\n".join(texts[:4])
    assert len(sketch(longer)) == SIZE
    assert containment(sketch(texts[0]), sketch(longer)) > 0.8


def test_too_little_text_tells_nothing():
    assert not are_near(sketch("Астанада жиын өтті"), sketch("Астанада жиын өтті"))
    assert sketch("") == ()


@given(st.text(st.sampled_from("абв ")), st.text(st.sampled_from("абв ")))
def test_sketches_are_sets_in_order_and_containment_goes_both_ways(one, other):
    a, b = sketch(one), sketch(other)
    assert list(a) == sorted(set(a)) and len(a) <= SIZE
    assert 0 <= containment(a, b) == containment(b, a) <= 1
    assert unpack(pack(a)) == a


def urls(story):
    return [article.url.rpartition("/")[2] for article in story.articles]


def test_near_articles_are_one_story_with_its_first_publisher(corpus, article, texts):
    chance = random.Random(2)
    corpus.put(
        article("copy", text=changed(texts[0], 0.1, chance), published=datetime(2024, 5, 3, tzinfo=UTC))
    )
    corpus.put(article("undated", text=changed(texts[0], 0.05, chance), published=None))
    corpus.put(article("other", text=texts[1]))
    corpus.put(article("first", text=texts[0], published=datetime(2024, 5, 2, tzinfo=UTC)))
    assert corpus.grouping.group() == 4
    (story,) = corpus.stories()
    assert urls(story) == ["first", "copy", "undated"] and story.first.url.endswith("/first")
    assert corpus.story(article("undated").url) == story
    assert urls(corpus.story(article("other").url)) == ["other"]
    assert corpus.story("https://dala.example/none") is None
    assert len(list(corpus.articles())) == 4


def test_two_stories_that_turn_out_to_be_one_are_joined(corpus, article, texts):
    for name, text in (("a", texts[0]), ("b", texts[1])):
        corpus.put(article(name, text=text))
        corpus.put(article(f"{name}2", text=text))
    corpus.grouping.group()
    assert [urls(story) for story in corpus.stories()] == [["a", "a2"], ["b", "b2"]]
    corpus.put(article("both", text=f"{texts[0]} {texts[1]}"))
    corpus.grouping.group()
    assert [urls(story) for story in corpus.stories()] == [["a", "a2", "b", "b2", "both"]]


def test_groups_follow_changes_and_removals(corpus, article, texts):
    for name in "abc":
        corpus.put(article(name, text=texts[0]))
    corpus.grouping.group()
    corpus.remove(article("a").url)
    corpus.put(article("b", text=texts[1]))
    assert corpus.grouping.group() == 2 and corpus.grouping.group() == 0
    assert list(corpus.stories()) == []
    corpus.put(article("d", text=texts[0]))
    corpus.grouping.group()
    assert [urls(story) for story in corpus.stories()] == [["c", "d"]]


def test_a_corpus_of_the_first_version_is_brought_up_to_date(tmp_path, article, texts):
    connection = sqlite3.connect(tmp_path / "corpus.sqlite")
    for statement in SCHEMA:
        connection.execute(statement)
    rows = [
        (article(name).url, number, article(name, text=texts[0]).to_json())
        for number, name in enumerate("ab", 1)
    ]
    connection.executemany("INSERT INTO article VALUES (?, ?, ?)", rows)
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    with Corpus.open(tmp_path) as corpus:
        assert len(corpus) == 2 and corpus.journal.kept() == []
        corpus.grouping.group()
        assert [urls(story) for story in corpus.stories()] == [["a", "b"]]


def test_a_story_is_known_by_its_key_its_size_and_its_first_publisher(corpus, article, texts):
    day = datetime(2024, 5, 2, tzinfo=UTC)
    corpus.put(article("copy", text=texts[0], published=day, source="kok.example"))
    corpus.put(article("first", text=texts[0], published=day - timedelta(hours=1), source="dala.example"))
    corpus.put(article("undated", text=texts[0], published=None, source="a.example"))
    corpus.put(article("other", text=texts[1]))
    corpus.grouping.group()
    story = corpus.grouping.of(article("undated").url)
    assert story == Membership(
        article("copy").url, 3, article("first").url, "dala.example", day - timedelta(hours=1)
    )
    assert corpus.grouping.of(article("other").url) is None and corpus.grouping.of("https://none") is None
    corpus.put(article("late", text=texts[0], published=day))
    corpus.grouping.group()
    assert corpus.grouping.of(article("first").url) == replace(story, articles=4)


def test_articles_whose_story_changed_are_changes_of_the_corpus(corpus, article, texts):
    def changed():
        number = corpus.last_change()
        corpus.grouping.group()
        return {change.url.rpartition("/")[2] for change in corpus.changes_since(number)}

    for name, text in (("a", texts[0]), ("b", texts[1]), ("c", texts[1])):
        corpus.put(article(name, text=text))
    assert changed() == {"b", "c"}
    assert changed() == set()
    corpus.put(article("d", text=texts[0]))
    assert changed() == {"a", "d"}
    corpus.put(article("b", text=texts[2]))
    assert changed() == {"b", "c"}
    corpus.remove(article("a").url)
    assert changed() == {"d"}
    assert corpus.get(article("a").url) is None and corpus.grouping.group() == 0


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from("abcdef"), st.integers(0, 2)),
        st.tuples(st.sampled_from("abcdef"), st.none()),
        st.just(None),
    ),
    max_size=14,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_however_articles_come_the_stories_are_those_of_the_corpus(tmp_path_factory, article, texts, steps):
    """Grouped now and then or at the end; what an index was told of is what holds."""
    told: dict[str, Membership | None] = {}
    with Corpus.open(tmp_path_factory.mktemp("corpus")) as corpus:
        seen = 0
        for step in (*steps, None):
            if step is None:
                corpus.grouping.group()
                for change in corpus.changes_since(seen):
                    told[change.url] = corpus.grouping.of(change.url)
                seen = corpus.last_change()
            elif step[1] is None:
                corpus.remove(article(step[0]).url)
            else:
                corpus.put(article(step[0], text=f"{texts[step[1]]}\n{texts[step[1] + 1]}"))
        live = [found.url for found in corpus.articles()]
        assert {url: told[url] for url in live} == {url: corpus.grouping.of(url) for url in live}
        with Corpus.open(tmp_path_factory.mktemp("anew")) as anew:
            for found in corpus.articles():
                anew.put(found)
            anew.grouping.group()
            for url in live:
                assert corpus.grouping.members(url) == anew.grouping.members(url)


@pytest.mark.parametrize("batch", [1000, 7])
def test_a_chain_of_daily_texts_is_not_one_story(corpus, article, texts, monkeypatch, batch):
    monkeypatch.setattr("crawler.grouping.BATCH", batch)
    day = datetime(2024, 5, 1, tzinfo=UTC)
    for number in range(40):
        corpus.put(article(f"{number:02}", text=texts[0], published=day + timedelta(days=number)))
    corpus.put(article("undated", text=texts[0], published=None))
    corpus.grouping.group()
    stories = [
        [moment for found in story.articles if (moment := found.published)] for story in corpus.stories()
    ]
    assert [len(moments) for moments in stories] == [15, 15, 10]
    assert all(moments[-1] - moments[0] <= timedelta(days=14) for moments in stories)


GROUPING = """
import sys, pathlib
from crawler import grouping
from crawler.corpus import Corpus
grouping.BATCH = 5
with Corpus.open(pathlib.Path(sys.argv[1])) as corpus:
    print("open", flush=True)
    corpus.grouping.group()
"""


def test_grouping_killed_at_random_moments_ends_as_an_undisturbed_one(tmp_path, article, texts):
    chance = random.Random(3)
    for name in ("killed", "whole"):
        with Corpus.open(tmp_path / name) as corpus:
            for number in range(150):
                corpus.put(
                    article(f"{number:03}", text=changed(texts[number // 3], 0.05, random.Random(number)))
                )
    with Corpus.open(tmp_path / "whole") as corpus:
        corpus.grouping.group()
        whole = [urls(story) for story in corpus.stories()]
    assert len(whole) == 50
    kills = 0
    for _ in range(8):
        command = [sys.executable, "-c", GROUPING, str(tmp_path / "killed")]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            process.stdout.read(4)
            time.sleep(chance.uniform(0.0, 0.08))
            process.kill()
        kills += process.returncode == -signal.SIGKILL
    assert kills
    with Corpus.open(tmp_path / "killed") as corpus:
        told = {change.url: corpus.grouping.of(change.url) for change in corpus.changes_since(0)}
        number = corpus.last_change()
        corpus.grouping.group()
        told |= {change.url: corpus.grouping.of(change.url) for change in corpus.changes_since(number)}
        assert [urls(story) for story in corpus.stories()] == whole
        assert told == {found.url: corpus.grouping.of(found.url) for found in corpus.articles()}


def test_grouping_goes_in_batches(corpus, article, texts, monkeypatch):
    monkeypatch.setattr("crawler.grouping.BATCH", 2)
    for name in "abcde":
        corpus.put(article(name, text=texts[0]))
    assert corpus.grouping.group() == 5
    assert corpus.grouping.of(article("a").url).articles == 5
