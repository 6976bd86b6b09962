"""The suffixes of Kazakh, in the order in which a word puts them on.

    noun    stem · plural · possessive · case          бала-лар-ымыз-ға           "to our children"
            stem · locative · -ғы · the noun's own     қала-дағы-лар-дың          "of those in the city"
    verb    stem · voice · negation · tense · person   жаз-ыл-ма-ды, айт-па-й-ды  "was not written", "does not say"
            stem · voice · negation · participle · the noun's own   жаз-ыл-ма-ған-дық-тан

How to read it. A ``Group`` is one layer. It stands after the layers named in ``after`` and leads to the layer
``then``; the names are explained under ``Layer``. A row gives the back and the front form ("лар лер", or one form
for both), the letters that may stand before it, and an example with the suffix cut off. A final қ or к turns
to ғ or г before a vowel by itself (-дық, -дығы), so no row says so.

What counts as one word. Inflection is taken off, and so are the passive, the participles and the infinitive
(жазылған, жазу → жаз), the degrees (көбірек → көп) and the ordinal (бесінші → бес), for they can be built
from any stem and dictionaries do not list them. Word formation is kept: бала and балалық, жаз and жаздыр are
neighbours in a dictionary, not one entry. Rows marked ``kept`` know it, so that an unknown жаздырған
is seen as жаз-дыр-ған and its stem is жаздыр.

Left out, because it costs more than it finds: the question particle (ма ме, written apart), -шақ and -шық
(the diminutive, listed where it lives), the dialect forms -ғалық and -атұғын, the vocative -еке / -жан.
"""

from dataclasses import dataclass

from index.text.kazakh.letters import ANY, CONSONANT, GLIDE, HISS, NASAL, SOFT, VOICELESS, VOWEL


@dataclass(frozen=True, slots=True)
class Row:
    """One suffix: its back and front form, the letters it may follow, an example."""

    forms: tuple[str, ...]
    after: str
    example: str


@dataclass(frozen=True, slots=True)
class Group:
    """One layer: the layers it may follow, the layer it makes, its rows; ``kept`` if it makes a new word."""

    name: str
    after: tuple[str, ...]
    then: str
    rows: tuple[Row, ...]
    kept: bool = False


#: Layers. Stems: noun, name, adjective, numeral, adverb, pronoun, particle, verb. Those a suffix makes:
LAYERS = {
    "plural": "after -лар",
    "mine": "after the possessives of the 1st and 2nd person singular: the dative is -а",
    "ours": "after the other possessives of the 1st and 2nd person",
    "its": "after the possessive of the 3rd person: cases begin with н",
    "case": "after a case: little can follow",
    "linked": "after -дағы, -нікі, -ншы, -рақ: an adjective that may decline",
    "passive": "a verb stem in the passive",
    "negative": "a verb stem with -ма",
    "infinitive": "after -у, -ушы: a noun of the verb",
    "participle": "after -ған, -тын, -ар, -мас: noun, adjective or finite verb",
    "wish": "after -ғы: a possessive must follow",
    "intent": "after -мақ",
    "present": "after the converb -а: a person or -тын may follow",
    "narrated": "after the converb -ып: a person may follow",
    "past": "after -ды: a short person may follow",
    "condition": "after -са: a short person may follow",
    "order": "after the imperative",
    "end": "nothing follows",
}

NOMINAL = ("noun", "name", "adjective", "numeral", "adverb", "pronoun")
DECLINED = (*NOMINAL, "plural", "linked", "infinitive", "participle")
OWNED = ("mine", "ours")

AFTER_PLAIN = VOWEL + GLIDE + "рл" + NASAL + SOFT
NOT_HISS = VOWEL + GLIDE + "рл" + NASAL + HISS + SOFT


def _row(forms: str, after: str, example: str) -> Row:
    return Row(tuple(forms.split()), after, example)


NOUN = (
    # бала-лар, қыз-дар, ат-тар. After й, у, и: -лар (үй-лер, тау-лар).
    Group(
        "plural",
        (*NOMINAL, "linked", "infinitive", "participle"),
        "plural",
        (
            _row("лар лер", VOWEL + GLIDE + "р" + SOFT, "бала-лар"),
            _row("дар дер", "л" + NASAL + HISS + SOFT, "қыз-дар"),
            _row("тар тер", VOICELESS + SOFT, "кітап-тар"),
        ),
    ),
    # The stem's final п к қ voices and some stems lose a vowel before it: кітабым, орным.
    Group(
        "possessive: my, your",
        (*DECLINED, "wish"),
        "mine",
        (
            _row("м", VOWEL, "бала-м"),
            _row("ым ім", CONSONANT, "ат-ым"),
            _row("ң", VOWEL, "бала-ң"),
            _row("ың ің", CONSONANT, "ат-ың"),
        ),
    ),
    Group(
        "possessive: our, your (polite)",
        (*DECLINED, "wish"),
        "ours",
        (
            _row("мыз міз", VOWEL, "бала-мыз"),
            _row("ымыз іміз", CONSONANT, "ат-ымыз"),
            _row("ңыз ңіз", VOWEL, "бала-ңыз"),
            _row("ыңыз іңіз", CONSONANT, "ат-ыңыз"),
        ),
    ),
    Group(
        "possessive: its",
        (*DECLINED, "wish"),
        "its",
        (
            _row("сы сі", VOWEL, "бала-сы"),
            _row("ы і", CONSONANT, "ат-ы"),
        ),
    ),
    Group(
        "genitive",
        (*DECLINED, *OWNED, "its"),
        "case",
        (
            _row("ның нің", VOWEL + NASAL, "бала-ның"),
            _row("дың дің", GLIDE + "рл" + HISS + SOFT, "тау-дың"),
            _row("тың тің", VOICELESS + SOFT, "кітап-тың"),
        ),
    ),
    Group(
        "dative",
        (*DECLINED, "ours"),
        "case",
        (
            _row("ға ге", NOT_HISS, "бала-ға"),
            _row("қа ке", VOICELESS + SOFT, "кітап-қа"),
        ),
    ),
    Group("dative after my, your", ("mine",), "case", (_row("а е", "мң", "балам-а"),)),
    Group("dative after its", ("its",), "case", (_row("на не", "ыі", "баласы-на"),)),
    Group(
        "accusative",
        (*DECLINED, *OWNED),
        "case",
        (
            _row("ны ні", VOWEL, "бала-ны"),
            _row("ды ді", GLIDE + "рл" + NASAL + HISS + SOFT, "тау-ды"),
            _row("ты ті", VOICELESS + SOFT, "кітап-ты"),
        ),
    ),
    Group("accusative after its", ("its",), "case", (_row("н", "ыі", "баласы-н"),)),
    Group(
        "locative",
        (*DECLINED, *OWNED),
        "case",
        (
            _row("да де", NOT_HISS, "бала-да"),
            _row("та те", VOICELESS + SOFT, "кітап-та"),
        ),
    ),
    Group("locative after its", ("its",), "case", (_row("нда нде", "ыі", "баласы-нда"),)),
    Group(
        "ablative",
        (*DECLINED, *OWNED),
        "case",
        (
            _row("дан ден", VOWEL + GLIDE + "рл" + HISS + SOFT, "бала-дан"),
            _row("нан нен", NASAL, "адам-нан"),
            _row("тан тен", VOICELESS + SOFT, "кітап-тан"),
        ),
    ),
    Group("ablative after its", ("its",), "case", (_row("нан нен", "ыі", "баласы-нан"),)),
    # The one case without harmony.
    Group(
        "instrumental",
        (*DECLINED, *OWNED, "its"),
        "case",
        (
            _row("мен", VOWEL + GLIDE + "рл" + NASAL + SOFT, "бала-мен"),
            _row("бен", HISS, "қыз-бен"),
            _row("пен", VOICELESS + SOFT, "кітап-пен"),
        ),
    ),
    # "like": аттай, баласындай.
    Group(
        "likeness",
        (*DECLINED, *OWNED),
        "linked",
        (
            _row("дай дей", NOT_HISS, "бала-дай"),
            _row("тай тей", VOICELESS + SOFT, "кітап-тай"),
        ),
    ),
    Group("likeness after its", ("its",), "linked", (_row("ндай ндей", "ыі", "баласы-ндай"),)),
    # "according to": пікірінше, менімше. On a bare stem it makes an adverb (қазақша), which is kept below.
    Group("measure", (*OWNED, "participle"), "end", (_row("ша ше", CONSONANT, "барған-ша"),)),
    Group("measure after its", ("its",), "end", (_row("нша нше", "ыі", "айтуы-нша"),)),
    # "that which is in": қаладағы, қолындағы.
    Group(
        "in it",
        (*DECLINED, *OWNED),
        "linked",
        (
            _row("дағы дегі", NOT_HISS, "қала-дағы"),
            _row("тағы тегі", VOICELESS + SOFT, "кітап-тағы"),
        ),
    ),
    Group("in it, after its", ("its",), "linked", (_row("ндағы ндегі", "ыі", "қолы-ндағы"),)),
    # Adverbs of time and place: бүгінгі, кешкі. On nouns it makes a new word (жылғы), which is kept below.
    Group(
        "of the time",
        ("adverb",),
        "linked",
        (
            _row("ғы гі", NOT_HISS, "бүгін-гі"),
            _row("қы кі", VOICELESS, "кеш-кі"),
        ),
    ),
    Group(
        "belonging to",
        (*DECLINED, *OWNED, "its"),
        "linked",
        (
            _row("нікі", VOWEL + NASAL, "бала-нікі"),
            _row("дікі", GLIDE + "рл" + HISS + SOFT, "тау-дікі"),
            _row("тікі", VOICELESS + SOFT, "кітап-тікі"),
        ),
    ),
    # "I am a ...". -сыз "you are" is left out on nouns: it would eat -сыз "without".
    Group(
        "copula",
        (*NOMINAL, "plural", "case", "linked", "participle", "intent"),
        "end",
        (
            _row("мын мін", VOWEL + GLIDE + "рл", "бала-мын"),
            _row("бын бін", NASAL + HISS, "адам-бын"),
            _row("пын пін", VOICELESS, "қазақ-пын"),
            _row("сың сің", ANY, "бала-сың"),
            _row("мыз міз", GLIDE + "рл", "жігітпіз"),
            _row("быз біз", NASAL + HISS, "адам-быз"),
            _row("пыз піз", VOICELESS, "қазақ-пыз"),
            _row("сыңдар сіңдер", ANY, "бала-сыңдар"),
            _row("сыздар сіздер", ANY, "бала-сыздар"),
        ),
    ),
    Group("copula: you (polite)", ("participle", "intent"), "end", (_row("сыз сіз", ANY, "барған-сыз"),)),
)

DEGREE = (
    Group(
        "ordinal",
        ("numeral",),
        "linked",
        (_row("ншы нші", VOWEL, "екі-нші"), _row("ыншы інші", CONSONANT, "бес-інші")),
    ),
    Group(
        "comparative",
        ("adjective", "adverb", "linked"),
        "linked",
        (
            _row("рақ рек", VOWEL, "жақсы-рақ"),
            _row("ырақ ірек", CONSONANT, "үлкен-ірек"),
            _row("лау леу", VOWEL + GLIDE + "р", "сары-лау"),
            _row("дау деу", "л" + NASAL + HISS, "ұзын-дау"),
            _row("тау теу", VOICELESS, "аз-дау"),
        ),
    ),
)

STEM = ("verb", "passive")
BASE = (*STEM, "negative")

VERB = (
    # After л the passive is -ын; -лан verbs of their own are in the lexicon.
    Group(
        "passive",
        ("verb",),
        "passive",
        (
            _row("л", VOWEL, "жаса-л"),
            _row("н", VOWEL, "таста-н"),
            _row("ыл іл", CONSONANT, "жаз-ыл"),
            _row("ын ін", CONSONANT, "ал-ын"),
        ),
    ),
    # News doubles it after л: жүргізіл-ін-ген.
    Group("passive, doubled", ("passive",), "passive", (_row("ын ін", "л", "айтыл-ын"),)),
    Group(
        "negation",
        STEM,
        "negative",
        (
            _row("ма ме", VOWEL + GLIDE + "рл", "бар-ма"),
            _row("ба бе", NASAL + HISS, "жаз-ба"),
            _row("па пе", VOICELESS, "айт-па"),
        ),
    ),
    # й + а is spelled я, й + у ю; ы + й is spelled и: қой → қояды, қою; оқы → оқиды.
    Group(
        "converb of the present",
        BASE,
        "present",
        (
            _row("й", VOWEL, "жаса-й"),
            _row("а е", CONSONANT, "бар-а"),
            _row("я", "йи", "қо-я"),
            _row("и", "ыі", "оқ-и"),
        ),
    ),
    Group(
        "person, present",
        ("present",),
        "end",
        (
            _row("мын мін", ANY, "бара-мын"),
            _row("м", "аея", "бара-м"),
            _row("сың сің", ANY, "бара-сың"),
            _row("сыз сіз", ANY, "бара-сыз"),
            _row("ды ді", ANY, "бара-ды"),
            _row("мыз міз", ANY, "бара-мыз"),
            _row("сыңдар сіңдер", ANY, "бара-сыңдар"),
            _row("сыздар сіздер", ANY, "бара-сыздар"),
        ),
    ),
    Group("participle of habit", ("present",), "participle", (_row("тын тін", ANY, "бара-тын"),)),
    Group("until, after -й", ("present",), "end", (_row("ынша інше", "й", "бармай-ынша"),)),
    Group(
        "converb of the past",
        BASE,
        "narrated",
        (_row("п", VOWEL, "жаса-п"), _row("ып іп", CONSONANT, "бар-ып")),
    ),
    Group(
        "person, narrated past",
        ("narrated",),
        "end",
        (
            _row("ты ті", "п", "барып-ты"),
            _row("пын пін", "п", "барып-пын"),
            _row("сың сің", "п", "барып-сың"),
            _row("сыз сіз", "п", "барып-сыз"),
            _row("пыз піз", "п", "барып-пыз"),
        ),
    ),
    Group(
        "past",
        BASE,
        "past",
        (_row("ды ді", NOT_HISS, "бар-ды"), _row("ты ті", VOICELESS, "айт-ты")),
    ),
    Group("condition", BASE, "condition", (_row("са се", ANY, "бар-са"),)),
    Group(
        "short person",
        ("past", "condition"),
        "end",
        (
            _row("м", VOWEL, "барды-м"),
            _row("ң", VOWEL, "барды-ң"),
            _row("қ к", VOWEL, "барды-қ"),
            _row("ңыз ңіз", VOWEL, "барды-ңыз"),
            _row("ңдар ңдер", VOWEL, "барды-ңдар"),
            _row("ңыздар ңіздер", VOWEL, "барды-ңыздар"),
        ),
    ),
    # As a noun it takes everything a noun takes, and -дық: жазылмағандықтан.
    Group(
        "participle of the past",
        BASE,
        "participle",
        (_row("ған ген", NOT_HISS, "бар-ған"), _row("қан кен", VOICELESS, "айт-қан")),
    ),
    Group(
        "participle of the future",
        STEM,
        "participle",
        (
            _row("р", VOWEL, "жаса-р"),
            _row("ар ер", CONSONANT, "бар-ар"),
            _row("яр", "йи", "қо-яр"),
            _row("ир", "ыі", "оқ-ир"),
        ),
    ),
    Group("participle of the future, negated", ("negative",), "participle", (_row("с", "ае", "барма-с"),)),
    Group(
        "fact",
        ("participle",),
        "infinitive",
        (_row("дық дік", "н" + "р", "барған-дық"), _row("тық тік", "с", "бармас-тық")),
    ),
    Group(
        "infinitive",
        BASE,
        "infinitive",
        (_row("у", ANY, "бар-у"), _row("ю", "йи", "қо-ю")),
    ),
    Group(
        "doer",
        BASE,
        "infinitive",
        (_row("ушы уші", ANY, "жаз-ушы"), _row("юшы юші", "йи", "қо-юшы")),
    ),
    Group("state", STEM, "linked", (_row("улы улі", ANY, "жаз-улы"), _row("юлы юлі", "йи", "қо-юлы"))),
    Group(
        "intent",
        BASE,
        "intent",
        (
            _row("мақ мек", VOWEL + GLIDE + "рл", "бар-мақ"),
            _row("бақ бек", NASAL + HISS, "жаз-бақ"),
            _row("пақ пек", VOICELESS, "айт-пақ"),
            _row("мақшы мекші", VOWEL + GLIDE + "рл", "бар-мақшы"),
            _row("бақшы бекші", NASAL + HISS, "жаз-бақшы"),
            _row("пақшы пекші", VOICELESS, "айт-пақшы"),
        ),
    ),
    Group(
        "wish",
        BASE,
        "wish",
        (_row("ғы гі", NOT_HISS, "бар-ғы-м"), _row("қы кі", VOICELESS, "айт-қы-сы")),
    ),
    Group(
        "since, in order to",
        BASE,
        "end",
        (
            _row("ғалы гелі", NOT_HISS, "бар-ғалы"),
            _row("қалы келі", VOICELESS, "айт-қалы"),
            _row("ысымен ісімен", CONSONANT, "бар-ысымен"),
            _row("сымен сімен", VOWEL, "жаса-сымен"),
        ),
    ),
    Group(
        "may it",
        BASE,
        "participle",
        (_row("ғай гей", NOT_HISS, "бар-ғай"), _row("қай кей", VOICELESS, "айт-қай")),
    ),
    Group(
        "order",
        BASE,
        "order",
        (
            _row("сын сін", ANY, "бар-сын"),
            _row("йын йін", VOWEL, "жаса-йын"),
            _row("айын ейін", CONSONANT, "бар-айын"),
            _row("йық йік", VOWEL, "жаса-йық"),
            _row("айық ейік", CONSONANT, "бар-айық"),
            _row("яйын", "йи", "қо-яйын"),
            _row("яйық", "йи", "қо-яйық"),
            _row("иын иін", "ыі", "оқ-иын"),
            _row("иық иік", "ыі", "оқ-иық"),
            _row("ңыз ңіз", VOWEL, "жаса-ңыз"),
            _row("ыңыз іңіз", CONSONANT, "бар-ыңыз"),
            _row("ңыздар ңіздер", VOWEL, "жаса-ңыздар"),
            _row("ыңыздар іңіздер", CONSONANT, "бар-ыңыздар"),
            _row("ңдар ңдер", VOWEL, "жаса-ңдар"),
            _row("ыңдар іңдер", CONSONANT, "бар-ыңдар"),
            _row("ғын гін", NOT_HISS, "бар-ғын"),
            _row("қын кін", VOICELESS, "айт-қын"),
        ),
    ),
    Group("please", ("verb", "negative", "order", "condition"), "end", (_row("шы ші", ANY, "бар-шы"),)),
)

WORD_FORMATION = (
    Group(
        "quality or thing, -лық",
        ("noun", "name", "adjective", "numeral"),
        "noun",
        (
            _row("лық лік", VOWEL + GLIDE + "р", "бала-лық"),
            _row("дық дік", "л" + NASAL + HISS, "адам-дық"),
            _row("тық тік", VOICELESS, "дос-тық"),
        ),
        kept=True,
    ),
    Group("trade, -шы", ("noun", "name"), "noun", (_row("шы ші", ANY, "жұмыс-шы"),), kept=True),
    Group(
        "fellow, -лас",
        ("noun",),
        "noun",
        (
            _row("лас лес", VOWEL + GLIDE + "р", "ауыл-дас"),
            _row("дас дес", "л" + NASAL + HISS, "ауыл-дас"),
            _row("тас тес", VOICELESS, "сабақ-тас"),
        ),
        kept=True,
    ),
    Group(
        "having, -лы",
        ("noun", "name"),
        "adjective",
        (
            _row("лы лі", VOWEL + GLIDE + "р", "бала-лы"),
            _row("ды ді", "л" + NASAL + HISS, "маңыз-ды"),
            _row("ты ті", VOICELESS, "ат-ты"),
        ),
        kept=True,
    ),
    Group("lacking, -сыз", ("noun", "name"), "adjective", (_row("сыз сіз", ANY, "су-сыз"),), kept=True),
    Group(
        "in the manner of, -ша",
        ("noun", "name", "adjective"),
        "adverb",
        (_row("ша ше", ANY, "қазақ-ша"),),
        kept=True,
    ),
    Group(
        "of the time, -ғы",
        ("noun",),
        "adjective",
        (_row("ғы гі", NOT_HISS, "жыл-ғы"), _row("қы кі", VOICELESS, "төс-кі")),
        kept=True,
    ),
    Group(
        "prone to, -шыл",
        ("noun", "adjective"),
        "adjective",
        (_row("шыл шіл", ANY, "ұйқы-шыл"), _row("шаң шең", ANY, "ашу-шаң")),
        kept=True,
    ),
    Group(
        "verb from a noun, -ла",
        ("noun", "adjective"),
        "verb",
        (
            _row("ла ле", VOWEL + GLIDE + "р", "арқа-ла"),
            _row("да де", "л" + NASAL + HISS, "қол-да"),
            _row("та те", VOICELESS, "бас-та"),
            _row("лан лен", VOWEL + GLIDE + "р", "ойлан"),
            _row("дан ден", "л" + NASAL + HISS, "үйлен"),
            _row("тан тен", VOICELESS, "шаттан"),
            _row("лас лес", VOWEL + GLIDE + "р", "хабар-лас"),
            _row("дас дес", "л" + NASAL + HISS, "қол-дас"),
            _row("тас тес", VOICELESS, "ат-тас"),
        ),
        kept=True,
    ),
    Group(
        "causative",
        ("verb",),
        "verb",
        (
            _row("т", VOWEL + "рлй", "жаса-т"),
            _row("тыр тір", VOICELESS, "айт-тыр"),
            _row("дыр дір", VOWEL + GLIDE + "рл" + NASAL + HISS, "жаз-дыр"),
            _row("ғыз гіз", VOWEL + GLIDE + "рл" + NASAL + HISS, "бар-ғыз"),
            _row("қыз кіз", VOICELESS, "айт-қыз"),
        ),
        kept=True,
    ),
    Group(
        "together",
        ("verb",),
        "verb",
        (_row("с", VOWEL, "сөйле-с"), _row("ыс іс", CONSONANT, "жаз-ыс")),
        kept=True,
    ),
    Group(
        "act or product",
        ("verb",),
        "noun",
        (
            _row("ыс іс", CONSONANT, "жүр-іс"),
            _row("с", VOWEL, "санас"),
            _row("ым ім", CONSONANT, "бөл-ім"),
            _row("м", VOWEL, "оқы-м"),
            _row("ма ме", VOWEL + GLIDE + "рл", "басқар-ма"),
            _row("ба бе", NASAL + HISS, "жаз-ба"),
            _row("па пе", VOICELESS, "бас-па"),
        ),
        kept=True,
    ),
    Group(
        "able to, -ғыш",
        ("verb",),
        "adjective",
        (_row("ғыш гіш", NOT_HISS, "білгіш"), _row("қыш кіш", VOICELESS, "айт-қыш")),
        kept=True,
    ),
    Group(
        "surname",
        ("name",),
        "name",
        (
            _row("ов", CONSONANT, "Ахмет-ов"),
            _row("ова", CONSONANT, "Ахмет-ова"),
            _row("ев", ANY, "Серікбай-ев"),
            _row("ева", ANY, "ева"),
            _row("ұлы", ANY, "Қанат-ұлы"),
            _row("қызы", ANY, "Қанат-қызы"),
        ),
        kept=True,
    ),
)

TABLE: tuple[Group, ...] = (*NOUN, *DEGREE, *VERB, *WORD_FORMATION)

#: Layers at which a word may stop. Nobody orders in the passive, so a bare "жазыл" is left alone.
FINAL = (*NOMINAL, "particle", "verb", "plural", *OWNED, "its", "case", "linked", "negative", "infinitive",
         "participle", "intent", "present", "narrated", "past", "condition", "order", "end")  # fmt: skip
