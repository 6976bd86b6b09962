from itertools import islice, pairwise

from crawler.report import Report
from crawler.watch import Pace, watch


def test_a_start_that_changes_is_asked_more_often():
    now, asked = [0.0], []

    def sleep(seconds):
        now[0] += seconds

    def crawl(starts):
        asked.extend((start, now[0]) for start in starts)
        return Report(new=1 if starts == ["busy"] else 0)

    rounds = watch(["busy", "quiet"], crawl, Pace(100, 10, 400), clock=lambda: now[0], sleep=sleep)
    list(islice(rounds, 60))
    moments = {name: [at for start, at in asked if start == name] for name in ("busy", "quiet")}
    gaps = {name: [b - a for a, b in pairwise(at)] for name, at in moments.items()}
    assert gaps["busy"][:4] == [50, 25, 12.5, 10] and min(gaps["busy"]) == 10
    assert gaps["quiet"][:2] == [150, 225] and max(gaps["quiet"]) <= 400
