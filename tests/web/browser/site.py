"""The pages over the bundled corpus for a browser: a server in a thread, and one address of each kind of page."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from waitress.server import create_server

from crawler.article import Article
from crawler.corpus import Corpus
from index.reindex import reindex
from web import create_app
from web.live_index import LiveIndex

ROOT = Path(__file__).parents[3]
ARTICLE = "/article?q=" + quote("Қазақстан") + "&url="

KINDS = {
    "start": "/",
    "results": "/?q=" + quote("Қазақстан мұнай"),
    "narrowed": "/?q=" + quote("Қазақстан") + "&country=RU&not.country=CN&since=2010-01-01&sort=newest",
    "nothing": "/?q=" + quote("жоқтықсөз") + "&country=KZ",
    "api": "/api",
    "missing": "/none",
}
"""Each kind of page that needs nothing of the corpus, by a name for its picture."""


def chromium() -> str | None:
    """Debian's Chromium or another, by its name on the path."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def sample() -> Iterator[Article]:
    """The bundled corpus."""
    for path in sorted((ROOT / "crawler" / "sample").glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            yield Article.from_json(line, f"{path.name}:{number}")


def build(data: Path) -> Path:
    """Index the bundled corpus in a data folder; says where the index is."""
    with Corpus.open(data) as corpus:
        for article in sample():
            corpus.put(article)
        reindex(corpus, data / "index")
    return data / "index"


@contextmanager
def serving(location: Path) -> Iterator[str]:
    """The address of the pages over an index, served by a thread."""
    app = create_app(location)
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.task_dispatcher.shutdown()
        server.close()
        app.extensions[LiveIndex.NAME].close()


def kinds() -> dict[str, str]:
    """The address of each kind of page."""
    articles = list(sample())
    kazakh = next(a.url for a in articles if a.language == "kk")
    arabic = next(a.url for a in articles if a.language == "kk-Arab")
    return KINDS | {
        "article": ARTICLE + quote(kazakh, safe=""),
        "arabic-article": ARTICLE + quote(arabic, safe=""),
        "person": "/person/" + quote("Қасым-Жомарт Тоқаев"),
        "country": "/country/CN",
        "latin": "/?q=" + quote("Қазақстан") + "&lang=kk-Latn",
        "arabic": "/?q=" + quote("Қазақстан") + "&lang=kk-Arab",
        "russian": "/?q=" + quote("Қазақстан") + "&lang=ru",
    }
