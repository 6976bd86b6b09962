import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from crawler.article import Article
from crawler.errors import BadArticle, UnreadableFile
from crawler.importers import MAX_FILE, MAX_LINE, read

TEXT = "Астанада үкімет отырысы өтті. Онда өңірлерді дамыту жоспары талқыланды.\n\n  Министр есеп берді.  \n"
LINE = {
    "url": "https://Dala.example/a?utm_source=x",
    "title": "Тақырып",
    "text": "Қазақстан мен Өзбекстан келісімге келді.",
}
PAGE = (
    "<link rel=canonical href='https://dala.example/news/1'><h1>Тақырып сөзі</h1>"
    "<article><p>Ұзақ мәтін осында тұр, оқыңыз.</p></article>"
)


def one(path):
    (item,) = read(path)
    return item


def why(path):
    item = one(path)
    assert isinstance(item, UnreadableFile | BadArticle)
    assert "\n" not in str(item) and str(item).startswith(str(path))
    return item.why


def test_a_text_file_becomes_an_article(tmp_path):
    (tmp_path / "жаңа.txt").write_text(TEXT)
    article = one(tmp_path / "жаңа.txt")
    assert article.title == "Астанада үкімет отырысы өтті."
    assert article.text.splitlines() == [TEXT.splitlines()[0], "Министр есеп берді."]
    assert article.url == (tmp_path / "жаңа.txt").as_uri()
    assert (article.source, article.language, article.published) == ("file", "kk", None)


def test_the_real_article_is_read(seed):
    (article,) = read(seed)
    assert article.title.startswith("Қорғаныс министрі генерал-полковник Руслан Жақсылықовтың")
    assert article.title.endswith("Баку қаласына барды.") and len(article.text.splitlines()) == 10


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "kz1048", "ptcp154"])
def test_text_of_any_encoding_is_read(tmp_path, encoding):
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    assert one(tmp_path / "a.txt").title == "Астанада үкімет отырысы өтті."


def test_a_text_cut_off_within_a_letter_is_read(tmp_path):
    (tmp_path / "a.txt").write_bytes("Астанада жиын өтті".encode()[:-1])
    assert one(tmp_path / "a.txt").text == "Астанада жиын өтт"


def test_a_saved_page_is_cleaned_and_keeps_the_address_it_states(tmp_path):
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.htm").write_text(PAGE.replace("<link", "<nolink"))
    first, second = read(tmp_path)
    assert (first.url, first.source) == ("https://dala.example/news/1", "dala.example")
    assert (second.url, second.source) == ((tmp_path / "b.htm").as_uri(), "file")
    assert first.title == "Тақырып сөзі" and first.text == "Ұзақ мәтін осында тұр, оқыңыз."


def test_lines_of_json_are_articles(tmp_path):
    (tmp_path / "a.jsonl").write_text("\ufeff" + json.dumps(LINE, ensure_ascii=False) + "\n\n")
    article = one(tmp_path / "a.jsonl")
    assert article == Article(
        "https://dala.example/a", LINE["title"], LINE["text"], source="dala.example", language="kk"
    )


def test_a_broken_line_is_named_and_the_rest_goes_on(tmp_path):
    good = json.dumps(LINE).encode()
    wrong = [
        json.dumps({**LINE, name: value}).encode()
        for name, value in (("url", "http://[x"), ("published", "кеше"))
    ]
    broken = [
        b'{"url": "https://a',
        b"[1]",
        b'{"url": "https://a/"}',
        b"\xff\xfe{}",
        b"{" + b" " * MAX_LINE + b"}",
    ]
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join([good, *broken, good, *wrong, good[:50]]))
    items = list(read(path))
    assert [number for number, item in enumerate(items, 1) if isinstance(item, Article)] == [1, 7]
    bad = [item.where for item in items if isinstance(item, BadArticle)]
    assert bad == [f"{path}:{number}" for number in (2, 3, 4, 5, 6, 8, 9, 10)]


def test_a_folder_is_read_in_the_order_of_its_names_with_all_below(tmp_path):
    (tmp_path / "b" / "c").mkdir(parents=True)
    names = ["a.txt", "b/c/d.txt", "z.txt"]
    for name in [*reversed(names), ".hidden.txt"]:
        (tmp_path / name).write_text(f"Бұл {name} мәтіні")
    (tmp_path / "photo.jpg").write_bytes(b"x")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    items = list(read(tmp_path))
    assert [item.title for item in items if isinstance(item, Article)] == [
        f"Бұл {name} мәтіні" for name in names
    ]
    bad = [item.where for item in items if isinstance(item, UnreadableFile)]
    assert bad == [str(tmp_path / "b" / "loop"), str(tmp_path / "photo.jpg")]


def test_what_is_no_article_is_told(tmp_path):
    contents = {
        "empty.txt": b"",
        "blank.txt": b" \n\t\n",
        "empty.jsonl": b"\n",
        "empty.html": b"",
        "picture.txt": bytes(range(256)) * 50,
        "packed.html": b"\x1f\x8b\x08" + os.urandom(5000),
        "bare.html": b"<p>",
        "odd.txt": b"a\xff\xff\xff" * 500,
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    reasons = {name: why(tmp_path / name) for name in contents}
    assert all("empty" in reasons[name] for name in reasons if name.startswith(("empty", "blank")))
    assert "binary" in reasons["picture.txt"] and "binary" in reasons["packed.html"]
    assert "no title" in reasons["bare.html"] and "encoding" in reasons["odd.txt"]
    assert why(tmp_path / "not-there.txt") == "no such file or folder"


LIMITED = f"""
import resource, sys
from pathlib import Path
from crawler.importers import read
resource.setrlimit(resource.RLIMIT_AS, ({8 * MAX_FILE}, resource.RLIM_INFINITY))
print(*read(Path(sys.argv[1])))
"""


def test_a_file_that_is_too_large_is_not_read_into_memory(tmp_path, root):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(10 * MAX_FILE)
    process = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)], cwd=root, capture_output=True, text=True, check=True
    )
    assert process.stdout.strip() == f"{path}: larger than 20 MB"


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert why(tmp_path / "pipe.txt") == "not a regular file"


@contextmanager
def without_privileges(folder):
    """Nobody's rights for a while, where the tests run as root, who may read everything."""
    if os.geteuid() != 0:
        yield
        return
    folder.chmod(0o755)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_what_may_not_be_read_is_told_and_the_rest_goes_on():
    with TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("a", "b", "c"):
            (folder / part).mkdir()
            (folder / part / "x.txt").write_text("Мәтін")
        (folder / "a").chmod(0)
        (folder / "b" / "x.txt").chmod(0)
        with without_privileges(folder):
            first, second, third = read(folder)
        (folder / "a").chmod(0o700)
    assert (first.where, first.why) == (str(folder / "a"), "no right to read it")
    assert (second.where, second.why) == (str(folder / "b" / "x.txt"), "no right to read it")
    assert isinstance(third, Article)
