from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.clean import parse_date
from crawler.clean.dates import LOCAL, as_moment

NOW = datetime(2024, 11, 22, 10, 0, tzinfo=UTC)  # 15:00 in Almaty, a Friday

DAYS = """
22 қараша 2024                       2024-11-22
2024 жылғы 22 қараша                 2024-11-22
2023 жылдың 5 наурызы                2023-03-05
2023 жылы 5 наурызда                 2023-03-05
2024-11-22T25:61:00                  2024-11-22
22 қарашада 2024 жылы                2024-11-22
Бейсенбі, 22 Наурыз 2018             2018-03-22
22.11.2024                           2024-11-22
22/11/2024                           2024-11-22
22.11.24                             2024-11-22
2024.11.22                           2024-11-22
2024-11-22                           2024-11-22
20241122                             2024-11-22
30.11.20222645                       2022-11-30
12 сентября 2017 г.                  2017-09-12
12 сентябрь 2017                     2017-09-12
Nov 22, 2024                         2024-11-22
22 November 2024                     2024-11-22
Кеше                                 2024-11-21
Вчера                                2024-11-21
Бүгін                                2024-11-22
3 күн бұрын                          2024-11-19
2 дня назад                          2024-11-20
22 қараша                            2024-11-22
23 желтоқсан                         2023-12-23
22 qaraşa 2024                       2024-11-22
22 قاراشا 2024                       2024-11-22
"""
MOMENTS = """
22.11.2024, 14:05                    2024-11-22 09:05
14:05, 22.11.2024                    2024-11-22 09:05
22.02.2024, 14:05                    2024-02-22 08:05
29 ақпан 2024, 23:30                 2024-02-29 17:30
1 наурыз 2024, 23:30                 2024-03-01 18:30
Бүгін, 14:05                         2024-11-22 09:05
Кеше, 23:50                          2024-11-21 18:50
вчера в 18:40                        2024-11-21 13:40
1 Декабря 2020 14:02                 2020-12-01 08:02
11:20, 20 Январь 2024 | GMT +5       2024-01-20 06:20
12 сентября 2017 г. 9:50 2640        2017-09-12 03:50
28.11.2023, 13:52 33221              2023-11-28 07:52
2024-11-22T14:05:00+05:00            2024-11-22 09:05
2024-11-22T14:05:00+0500             2024-11-22 09:05
2024-11-22T14:05:59.123Z             2024-11-22 14:05
2024-11-22 14:05                     2024-11-22 09:05
Fri, 22 Nov 2024 14:05:00 +0500      2024-11-22 09:05
Fri, 22 Nov 2024 09:05:00 GMT        2024-11-22 09:05
November 3, 2024 4:05 pm             2024-11-03 11:05
3 сағат бұрын                        2024-11-22 07:00
5 минут назад                        2024-11-22 09:55
час назад                            2024-11-22 09:00
5 марта 2023 года в 10:15            2023-03-05 04:15
Жарияланды: 2024 ж. 5 наурыз, 09:00  2024-03-05 04:00
"""
NONE = [
    "",
    "күні жоқ",
    "31.02.2024",
    "12:30",
    "2645",
    "қаңтар 2024",
    "+7 727 250 10 10",
    "1732258800",
    "22.11.2099",
    "01.01.1901",
]


def table(text):
    return [tuple(map(str.strip, (line[:37], line[37:]))) for line in text.strip().splitlines()]


@pytest.mark.parametrize(("text", "day"), table(DAYS))
def test_days(text, day):
    found = parse_date(text, NOW)
    assert not isinstance(found, datetime) and found == date.fromisoformat(day)


@pytest.mark.parametrize(("text", "moment"), table(MOMENTS))
def test_moments(text, moment):
    found = parse_date(text, NOW)
    assert found.replace(second=0) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


IMPOSSIBLE = ["22.11.2099", "01.01.1901", "0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00"]


@pytest.mark.parametrize("text", [*NONE, *IMPOSSIBLE])
def test_what_is_not_written_is_not_made_up(text):
    assert parse_date(text, NOW) is None


def test_a_day_is_the_same_day_in_almaty_and_by_utc():
    for day in (date(2024, 2, 29), date(2024, 3, 2)):
        moment = as_moment(day)
        assert moment.astimezone(UTC).date() == moment.astimezone(LOCAL).date() == day


@given(st.datetimes(datetime(1995, 1, 1), datetime(2024, 11, 1), timezones=st.just(UTC)))
def test_iso_moments_come_back(moment):
    assert parse_date(moment.isoformat(), NOW) == moment.replace(microsecond=0)


@given(st.text() | st.from_regex(r"[0-9]{1,4}[./: -][0-9]{1,4}[./: -][0-9]{1,5} (бұрын|назад|қараша|мая)?"))
def test_any_text_gives_a_date_or_none(text):
    found = parse_date(text, NOW)
    assert found is None or isinstance(found, date)
