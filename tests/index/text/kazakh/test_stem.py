"""The stemmer: one line a rule, goldens, and what must hold for any word."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text.kazakh import explain, stem
from index.text.kazakh.letters import ALPHABET

VOCABULARY = Path(__file__).parent / "vocab.tsv"

RULES = """
балаларымызға бала          plural, possessive and case come off in one go
кітаптың кітап              the genitive after a voiceless consonant
кітабы кітап                a voiced final п is given back
жүрегі жүрек                ... a к
тарағы тарақ                ... a қ
халқымыз халық              a lost vowel is given back
орнында орын                ... before any possessive
тауып тап                   п that became у
қояды қой                   й and а are spelled я
қоюға қой                   й and у are spelled ю
оқиды оқы                   ы and й are spelled и
оқуға оқы                   ы before у is lost
журналистер журналист       one т is lost between ст and т
объектілер объект           кт takes і
процесі процесс             a double consonant is halved
автомобилі автомобиль       ь is lost before a vowel
қаладағылардың қала         -дағы declines
баласындай бала             -дай after a possessive
пікірінше пікір             -нша "according to"
бесінші бес                 the ordinal
көбірек көп                 the comparative
бүгінгі бүгін               -гі on an adverb of time
жазылмағандықтан жаз        passive, negation, participle, -дық, ablative
айтпайды айт                negation, present, person
көрсетілетін көрсет         passive, participle of habit
жүргізілінген жүргіз        the passive doubled
барғысы бар                 the wish with its possessive
барғалы бар                 the converb of purpose
бармақшы бар                intent
келмейінше кел              until
барам бар                   the short first person
өтінді өтін                 a listed verb is not the passive of another
жаздырған жаздыр            a causative is a verb of its own
балалық балалық             word formation stays
жұмыссыздардың жұмыссыз     ... under inflection
елдегілер ел                -дегі, plural
нысаны нысан                a possessive, not an accusative
қаласы қала                 a city, not "remain"
Назарбаевтың назарбаев      a name, in lower case
оған ол                     a pronoun that no rule makes
боп бол                     a contracted converb
бірақ бірақ                 a conjunction has no suffix
кәсіпкерлігін кәсіпкерлік   -лік voiced before a possessive
бейтаныссөздеріміздің бейтаныссөз   a stem that nobody listed
блогерлердің блогер         a loan word
салт-дәстүрлері салт-дәстүр    a hyphened word that is listed
қазақ-орысша қазақ-орысша   the last part of a hyphened word
дәрі-дәрмектердің дәрі-дәрмек  ... that is listed as a whole
19-шы 19                    an ending on a number
COVID-19-ға covid-19        ... and on a foreign word
км-ге км                    ... and on an abbreviation
Kazakhstan kazakhstan       no Kazakh letters: nothing to take off
"""


@pytest.mark.parametrize("line", RULES.strip().splitlines())
def test_rule(line: str) -> None:
    word, expected, _because = line.split(maxsplit=2)
    assert stem(word) == expected


def test_vocabulary(update_goldens: bool) -> None:
    rows = [line.split("\t") for line in VOCABULARY.read_text("utf-8").splitlines()]
    now = [[word, stem(word)] for word, _ in rows]
    if update_goldens:
        VOCABULARY.write_text("".join(f"{word}\t{found}\n" for word, found in now), "utf-8")
    assert len(rows) > 3000
    assert [row for row, found in zip(rows, now, strict=True) if row != found] == []


kazakh = st.text(ALPHABET, min_size=1, max_size=25)
SUFFIXES = ["лар", "ы", "ның", "де", "ып", "ған", "дық", "ма", "й", "ды", "-ға", "-шы", "-"]
inflected = st.builds(
    str.__add__,
    st.sampled_from(
        ["бала", "кітап", "жүрек", "оқы", "тап", "қой", "орын", "астана", "19", "км", "дәрі-дәрмек"]
    ),
    st.lists(
        st.sampled_from(["лар", "ы", "ның", "де", "ып", "ған", "дық", "ма", "й", "ды", "-ға", "-шы", "-"])
    ).map("".join),
)


@settings(max_examples=500)
@given(kazakh | inflected | st.text())
def test_any_word(word: str) -> None:
    found = stem(word)
    assert stem(found) == found
    assert bool(found) == bool(word)
    assert stem(word) == found
    assert explain(word).stem == found


def test_every_golden_stem_stays() -> None:
    stems = {line.split("\t")[1] for line in VOCABULARY.read_text("utf-8").splitlines()}
    assert {found for found in stems if stem(found) != found} == set()


@pytest.mark.parametrize("word", ["а" * 100_000, "лар" * 50_000, "-" * 50_000, "ыі-" * 30_000])
def test_a_long_word_is_no_trouble(word: str) -> None:
    assert stem(word)


def test_explain_of_a_hyphened_word() -> None:
    assert explain("қазақ-орыстың").layers == (("тың", "genitive", "кітап-тың"),)
    assert explain("19-шы").layers == (("шы", "after a hyphen", "19-шы"),)


def test_explain_names_each_layer_and_the_losers() -> None:
    analysis = explain("балаларымызға")
    assert [suffix for suffix, _, _ in analysis.layers] == ["лар", "ымыз", "ға"]
    assert [group for _, group, _ in analysis.layers] == [
        "plural",
        "possessive: our, your (polite)",
        "dative",
    ]
    assert (analysis.stem, analysis.source) == ("бала", "lexicon")
    assert "балалар" in {loser for loser, _ in analysis.losers}


@pytest.mark.parametrize(
    ("word", "source"),
    [("кітапты", "lexicon"), ("оған", "irregular"), ("бейтаныссөзге", "rules"), ("z", "rules")],
)
def test_explain_says_where_the_stem_is_from(word: str, source: str) -> None:
    assert explain(word).source == source
