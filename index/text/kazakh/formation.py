"""Suffixes that make a new word: a dictionary lists what they make, so they stay with the stem.

Read like ``suffixes.py``. They are known so that an unknown жаздырған is seen as жаз-дыр-ған, and its stem as жаздыр.
"""

from index.text.kazakh.layers import group

WORD_FORMATION = (
    group("quality or thing, -лық", "noun name adjective numeral", "noun", """
        лық лік  vowel glide р  бала-лық
        дық дік  л з nasal      адам-дық
        тық тік  voiceless      дос-тық
    """, kept=True),
    group("trade, -шы", "noun name", "noun", """
        шы ші  any  жұмыс-шы
    """, kept=True),
    group("fellow, -лас", "noun", "noun", """
        лас лес  vowel glide р  тағдыр-лас
        дас дес  л з nasal      ауыл-дас
        тас тес  voiceless      сабақ-тас
    """, kept=True),
    group("having, -лы", "noun name", "adjective", """
        лы лі  vowel glide р  бала-лы
        ды ді  л з nasal      маңыз-ды
        ты ті  voiceless      ат-ты
    """, kept=True),
    group("lacking, -сыз", "noun name", "adjective", """
        сыз сіз  any  су-сыз
    """, kept=True),
    group("in the manner of, -ша", "noun name adjective", "adverb", """
        ша ше  any  қазақ-ша
    """, kept=True),
    group("of the time, -ғы", "noun", "adjective", """
        ғы гі  voiced     жыл-ғы
        қы кі  voiceless  төс-кі
    """, kept=True),
    group("prone to, -шыл", "noun adjective", "adjective", """
        шыл шіл  any  ұйқы-шыл
        шаң шең  any  ашу-шаң
    """, kept=True),
    group("verb from a noun, -ла", "noun adjective", "verb", """
        ла ле    vowel glide р  арқа-ла
        да де    л з nasal      қол-да
        та те    voiceless      бас-та
        лан лен  vowel glide р  ой-лан
        дан ден  л з nasal      мән-ден
        тан тен  voiceless      шат-тан
        лас лес  vowel glide р  хабар-лас
        дас дес  л з nasal      қол-дас
        тас тес  voiceless      ат-тас
    """, kept=True),
    group("causative", "verb", "verb", """
        т        vowel й р л          жаса-т
        тыр тір  voiceless            айт-тыр
        дыр дір  voiced               жаз-дыр
        ғыз гіз  voiced               бар-ғыз
        қыз кіз  voiceless            айт-қыз
    """, kept=True),
    group("together", "verb", "verb", """
        с      vowel      сөйле-с
        ыс іс  consonant  жаз-ыс
    """, kept=True),
    group("act or product", "verb", "noun", """
        ыс іс  consonant        жүр-іс
        с      vowel            сана-с
        ым ім  consonant        бөл-ім
        м      vowel            құра-м
        ма ме  vowel glide р л  басқар-ма
        ба бе  nasal з ж        жаз-ба
        па пе  voiceless        бас-па
    """, kept=True),
    group("able to, -ғыш", "verb", "adjective", """
        ғыш гіш  voiced     біл-гіш
        қыш кіш  voiceless  айт-қыш
    """, kept=True),
    group("surname", "name", "name", """
        ов ова    consonant  Ахмет-ов
        ев ева    any        Әли-ев
        ұлы       any        Қанат-ұлы
        қызы      any        Қанат-қызы
    """, kept=True),
)  # fmt: skip
