"""The suffixes of Kazakh, in the order in which a word puts them on.

    noun    stem · plural · possessive · case          бала-лар-ымыз-ға           "to our children"
            stem · locative · -ғы · the noun's own     қала-дағы-лар-дың          "of those in the city"
    verb    stem · voice · negation · tense · person   жаз-ыл-ма-ды, айт-па-й-ды  "was not written", "does not say"
            stem · voice · negation · participle · the noun's own   жаз-ыл-ма-ған-дық-тан

How to read it. A group is one layer: its name, the layers it stands after, the layer it makes, its rows. A
row gives the back and the front form ("лар лер", or one form for both), the letters that may stand before it
(classes are named in letters.py), and an example with the suffix cut off. A final қ or к turns to ғ or г before
a vowel by itself (-дық, -дығы), so no row says so.

What counts as one word. Inflection is taken off, and so are the passive, the participles, the infinitive and the
doer (жазылған, жазу, жазушы → жаз), the degrees (көбірек → көп) and the ordinal (бесінші → бес): they can be built
from any stem. Word formation is kept: бала and балалық, жаз and жаздыр are neighbours in a dictionary, not one entry.
It stands in formation.py, marked ``kept``, so that an unknown жаздырған is seen as жаз-дыр-ған, and its stem as жаздыр.

Left out, because it costs more than it finds: the question particle (written apart), the diminutives -шақ and -шық
(listed where they live), -сыз "you are" on nouns (it is -сыз "without"), the dialect forms -ғалық and -атұғын,
the vocatives -еке and -жан, the hyphened emphatics -ақ and -ау.
"""

from index.text.kazakh.formation import WORD_FORMATION
from index.text.kazakh.layers import BASE, DECLINED, STEMS, group

NOUN = (
    # After й, у and и as after р: үй-лер, тау-лар.
    group("plural", f"{STEMS} linked infinitive participle", "plural", """
        лар лер  vowel glide р    бала-лар
        дар дер  л з nasal        қыз-дар
        тар тер  voiceless        кітап-тар
    """),
    # The stem's final п к қ voices before a vowel and some stems lose their last vowel: кітаб-ым, орн-ым.
    group("possessive: my, your", f"{DECLINED} wish", "mine", """
        м      vowel      бала-м
        ым ім  consonant  ат-ым
        ң      vowel      бала-ң
        ың ің  consonant  ат-ың
    """),
    group("possessive: our, your (polite)", f"{DECLINED} wish", "ours", """
        мыз міз    vowel      бала-мыз
        ымыз іміз  consonant  ат-ымыз
        ңыз ңіз    vowel      бала-ңыз
        ыңыз іңіз  consonant  ат-ыңыз
    """),
    group("possessive: its", f"{DECLINED} wish", "its", """
        сы сі  vowel      бала-сы
        ы і    consonant  ат-ы
    """),
    group("genitive", f"{DECLINED} mine ours its", "case", """
        ның нің  vowel nasal    бала-ның
        дың дің  glide р л з    тау-дың
        тың тің  voiceless      кітап-тың
    """),
    group("dative", f"{DECLINED} ours", "case", """
        ға ге  voiced     бала-ға
        қа ке  voiceless  кітап-қа
    """),
    group("dative after my, your", "mine", "case", """
        а е  м ң  балам-а
    """),
    group("dative after its", "its", "case", """
        на не  ы і  баласы-на
    """),
    group("accusative", f"{DECLINED} mine ours", "case", """
        ны ні  vowel              бала-ны
        ды ді  glide р л з nasal  тау-ды
        ты ті  voiceless          кітап-ты
    """),
    group("accusative after its", "its", "case", """
        н  ы і  баласы-н
    """),
    group("locative", f"{DECLINED} mine ours", "case", """
        да де  voiced     бала-да
        та те  voiceless  кітап-та
    """),
    group("locative after its", "its", "case", """
        нда нде  ы і  баласы-нда
    """),
    group("ablative", f"{DECLINED} mine ours", "case", """
        дан ден  vowel glide р л з  бала-дан
        нан нен  nasal              адам-нан
        тан тен  voiceless          кітап-тан
    """),
    group("ablative after its", "its", "case", """
        нан нен  ы і  баласы-нан
    """),
    # The one case without harmony.
    group("instrumental", f"{DECLINED} mine ours its", "case", """
        мен  vowel glide р л nasal  бала-мен
        бен  з ж                    қыз-бен
        пен  voiceless              кітап-пен
    """),
    group("likeness", f"{DECLINED} mine ours", "linked", """
        дай дей  voiced     бала-дай
        тай тей  voiceless  кітап-тай
    """),
    group("likeness after its", "its", "linked", """
        ндай ндей  ы і  баласы-ндай
    """),
    # "According to": пікірінше, менімше, барғанша. On a bare stem it makes an adverb (қазақша), kept below.
    group("measure", "mine ours participle", "end", """
        ша ше  consonant  барған-ша
    """),
    group("measure after its", "its", "end", """
        нша нше  ы і  айтуы-нша
    """),
    # "That which is in": қаладағы, қолындағылар.
    group("in it", f"{DECLINED} mine ours", "linked", """
        дағы дегі  voiced     қала-дағы
        тағы тегі  voiceless  кітап-тағы
    """),
    group("in it, after its", "its", "linked", """
        ндағы ндегі  ы і  қолы-ндағы
    """),
    # Adverbs of time and place: бүгінгі, кешкі. On nouns it makes a new word (жылғы), kept below.
    group("of the time", "adverb", "linked", """
        ғы гі  voiced     бүгін-гі
        қы кі  voiceless  кеш-кі
    """),
    group("belonging to", f"{DECLINED} mine ours its", "linked", """
        нікі  vowel nasal  бала-нікі
        дікі  glide р л з  тау-дікі
        тікі  voiceless    кітап-тікі
    """),
    group("copula", f"{STEMS} particle plural case linked participle intent", "end", """
        мын мін        vowel glide р л  бала-мын
        бын бін        nasal з ж        адам-бын
        пын пін        voiceless        қазақ-пын
        сың сің        any              бала-сың
        мыз міз        glide р л        дәрігер-міз
        быз біз        nasal з ж        адам-быз
        пыз піз        voiceless        қазақ-пыз
        сыңдар сіңдер  any              бала-сыңдар
        сыздар сіздер  any              бала-сыздар
    """),
    group("copula: you (polite)", "participle intent", "end", """
        сыз сіз  any  барған-сыз
    """),
)  # fmt: skip

DEGREE = (
    group("ordinal", "numeral", "linked", """
        ншы нші    vowel      екі-нші
        ыншы інші  consonant  бес-інші
    """),
    group("comparative", "adjective adverb linked", "linked", """
        рақ рек    vowel          жақсы-рақ
        ырақ ірек  consonant      үлкен-ірек
        лау леу    vowel glide р  сары-лау
        дау деу    л nasal        ұзын-дау
        тау теу    voiceless      қысық-тау
    """),
)  # fmt: skip

VERB = (
    # After a vowel -л or, where the stem has л, -н: жаса-л, тазала-н. After л -ын: ал-ын.
    group("passive", "verb", "passive", """
        л      vowel      жаса-л
        н      vowel      таста-н
        ыл іл  consonant  жаз-ыл
        ын ін  consonant  ал-ын
    """),
    # The news like it doubled: жүргізіл-ін-ген.
    group("passive, doubled", "passive", "passive", """
        ын ін  л  айтыл-ын
    """),
    group("negation", "verb passive", "negative", """
        ма ме  vowel glide р л  бар-ма
        ба бе  nasal з ж        жаз-ба
        па пе  voiceless        айт-па
    """),
    # й + а is spelled я, й + у ю, ы + й и: қой → қояды, қою; оқы → оқиды.
    group("converb of the present", BASE, "present", """
        й    vowel      жаса-й
        а е  consonant  бар-а
        я    й и        қо-я
        и    ы і        оқ-и
    """),
    group("person, present", "present", "end", """
        мын мін        any    бара-мын
        м              а е я  бара-м
        сың сің        any    бара-сың
        сыз сіз        any    бара-сыз
        ды ді          any    бара-ды
        мыз міз        any    бара-мыз
        сыңдар сіңдер  any    бара-сыңдар
        сыздар сіздер  any    бара-сыздар
    """),
    group("participle of habit", "present", "participle", """
        тын тін  any  бара-тын
    """),
    group("until", "present", "end", """
        ынша інше  й  бармай-ынша
    """),
    # A final п of the stem turns to у: тап → тауып.
    group("converb of the past", BASE, "narrated", """
        п      vowel      жаса-п
        ып іп  consonant  бар-ып
    """),
    group("person, narrated past", "narrated", "end", """
        ты ті    п  барып-ты
        пын пін  п  барып-пын
        сың сің  п  барып-сың
        сыз сіз  п  барып-сыз
        пыз піз  п  барып-пыз
    """),
    group("past", BASE, "past", """
        ды ді  voiced     бар-ды
        ты ті  voiceless  айт-ты
    """),
    group("condition", BASE, "condition", """
        са се  any  бар-са
    """),
    group("short person", "past condition", "end", """
        м              vowel  барды-м
        ң              vowel  барды-ң
        қ к            vowel  барды-қ
        ңыз ңіз        vowel  барды-ңыз
        ңдар ңдер      vowel  барды-ңдар
        ңыздар ңіздер  vowel  барды-ңыздар
    """),
    # It takes all that a noun takes, and -дық: жазылмаған-дық-тан.
    group("participle of the past", BASE, "participle", """
        ған ген  voiced     бар-ған
        қан кен  voiceless  айт-қан
    """),
    group("participle of the future", "verb passive", "participle", """
        р      vowel      жаса-р
        ар ер  consonant  бар-ар
        яр     й и        қо-яр
        ир     ы і        оқ-ир
    """),
    group("participle of the future, negated", "negative", "participle", """
        с  а е  барма-с
    """),
    group("may it", BASE, "participle", """
        ғай гей  voiced     бар-ғай
        қай кей  voiceless  айт-қай
    """),
    group("fact", "participle", "infinitive", """
        дық дік  н р  барған-дық
        тық тік  с    бармас-тық
    """),
    group("infinitive", BASE, "infinitive", """
        у  any  бар-у
        ю  й и  қо-ю
    """),
    group("doer", BASE, "infinitive", """
        ушы уші  any  жаз-ушы
        юшы юші  й и  қо-юшы
    """),
    group("state", "verb passive", "linked", """
        улы улі  any  жаз-улы
        юлы юлі  й и  қо-юлы
    """),
    group("intent", BASE, "intent", """
        мақ мек      vowel glide р л  бар-мақ
        бақ бек      nasal з ж        жаз-бақ
        пақ пек      voiceless        айт-пақ
        мақшы мекші  vowel glide р л  бар-мақшы
        бақшы бекші  nasal з ж        жаз-бақшы
        пақшы пекші  voiceless        айт-пақшы
    """),
    group("wish", BASE, "wish", """
        ғы гі  voiced     бар-ғы-м
        қы кі  voiceless  айт-қы-сы
    """),
    group("since, as soon as", BASE, "end", """
        ғалы гелі      voiced     бар-ғалы
        қалы келі      voiceless  айт-қалы
        ысымен ісімен  consonant  бар-ысымен
        сымен сімен    vowel      жаса-сымен
    """),
    group("order", BASE, "order", """
        сын сін        any        бар-сын
        йын йін        vowel      жаса-йын
        айын ейін      consonant  бар-айын
        йық йік        vowel      жаса-йық
        айық ейік      consonant  бар-айық
        яйын           й и        қо-яйын
        яйық           й и        қо-яйық
        иын иін        ы і        оқ-иын
        иық иік        ы і        оқ-иық
        ңыз ңіз        vowel      жаса-ңыз
        ыңыз іңіз      consonant  бар-ыңыз
        ңыздар ңіздер  vowel      жаса-ңыздар
        ыңыздар іңіздер  consonant  бар-ыңыздар
        ңдар ңдер      vowel      жаса-ңдар
        ыңдар іңдер    consonant  бар-ыңдар
        ғын гін        voiced     бар-ғын
        қын кін        voiceless  айт-қын
    """),
    group("please", "verb negative order condition", "end", """
        шы ші  any  бар-шы
    """),
)  # fmt: skip

TABLE = (*NOUN, *DEGREE, *VERB, *WORD_FORMATION)
