"""The columns of a text hold what its terms say, and tell which words a letterless spelling would misread."""

from hypothesis import given
from hypothesis import strategies as st

from crawler.article import Article
from index.text import terms
from index.text.columns import Columns, columns, number_of_terms
from index.text.letterless import misreading

NEWS = st.text(alphabet="АбвҚқәіңЗ. ,-«»’1\n\u00a0x", max_size=80)


def check(text: str) -> None:
    found, misread = columns(text)
    expected = list(terms(text))
    assert list(found) == [(term.stem, term.surface, term.position) for term in expected]
    assert misread == {pair for term in expected if (pair := misreading(term.surface, term.stem))}
    assert number_of_terms(text) == len(found) == len(expected)


@given(NEWS | st.text(max_size=60))
def test_any_text(text: str) -> None:
    check(text)


def test_articles(sample_articles: list[Article]) -> None:
    for article in sample_articles:
        check(article.text)
        check("\n" + article.title)


def test_a_hyphenated_word_stands_at_its_first_part_and_moves_nothing() -> None:
    found, _ = columns("Бір әскери-техникалық көмек, Қасым-Жомарт")
    assert [(word.surface, word.position) for word in found] == [
        ("бір", 0),
        ("әскери-техникалық", 1), ("әскери", 1), ("техникалық", 2),
        ("көмек", 3),
        ("қасым-жомарт", 4), ("қасым", 4), ("жомарт", 5),
    ]  # fmt: skip


def test_the_first_terms() -> None:
    found, _ = columns("Бір екі үш")
    assert found.first(2) == Columns(found.stems[:2], ("бір", "екі"), [0, 1])
    assert found.first(9) == found
    assert columns(" \n")[0] == Columns()


def test_only_words_that_lose_their_stem_are_misread() -> None:
    assert columns("Біржан Алматыға келді")[1] == {("биржан", "биржан")}
