"""The main job through the command line, as a user runs it: ingest, reindex, search."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def izdeu(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command; its output is text."""
    command = [sys.executable, "-m", "web.cli", "--data", str(data), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


NEWS = """Қорғаныс министрі Руслан Жақсылықов Бакуге барды
Әзербайжан астанасында қорғаныс министрлері келіссөз жүргізді. Жақсылықов генерал-полковник Закир Гасановпен кездесті.
Қонақтарды З. Гасанов қарсы алды. Қазақстандық делегация әзербайжандық әріптестерімен келісімге қол қойды."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article of ours, ingested and indexed."""
    folder = tmp_path_factory.mktemp("data")
    file = tmp_path_factory.mktemp("news") / "baku.txt"
    file.write_text(NEWS, "utf-8")
    assert izdeu(folder, "ingest", str(file)).returncode == 0
    assert izdeu(folder, "reindex").returncode == 0
    return folder


@pytest.mark.parametrize(
    "query",
    ["қорғаныс министрлері", "Әзербайжанда", "әзербайжандық", "жаксылыков", "Gasanov", '"З. Гасанов"'],
)
def test_the_article_is_found(data: Path, query: str) -> None:
    answer = json.loads(izdeu(data, "search", query, "--json").stdout)
    assert answer["total"] == 1
    assert set(answer["hits"][0]["persons"]) == {"Руслан Жақсылықов", "Закир Гасанов"}
    assert set(answer["hits"][0]["countries"]) == {"AZ", "KZ"}


def test_the_real_article(seed: Path, tmp_path: Path) -> None:
    assert izdeu(tmp_path, "ingest", str(seed)).returncode == 0
    assert izdeu(tmp_path, "reindex").returncode == 0
    for query in ("қорғаныс министрлері", "Әзербайжанда", "әзербайжандық", "жаксылыков", "Gasanov"):
        answer = json.loads(izdeu(tmp_path, "search", query, "--json").stdout)
        assert answer["total"] == 1
    hit = answer["hits"][0]
    assert set(hit["countries"]) == {"AZ", "KZ"}
    assert sorted(hit["persons"]) == sorted(
        [
            "Руслан Жақсылықов",
            "Гейдар Әлиев",
            "Закир Гасанов",
            "Әлім Байел",
            "Сұлтан Камалетдинов",
            "Керим Велиев",
            "Заур Керімов",
        ]
    )


@pytest.mark.parametrize(
    ("options", "total"),
    [
        (["--person", "Гасанов"], 1),
        (["--person", "Zhaksylykov"], 1),
        (["--person", "Назарбаев"], 0),
        (["--country", "AZ"], 1),
        (["--country", "Әзербайжан"], 1),
        (["--country", "FR"], 0),
        (["--source", "file"], 1),
        (["--lang", "kk"], 1),
        (["--lang", "ru"], 0),
        (["--since", "2024"], 0),
        (["--sort", "newest", "--limit", "1"], 1),
    ],
)
def test_options(data: Path, options: list[str], total: int) -> None:
    assert json.loads(izdeu(data, "search", *options, "--json").stdout)["total"] == total


def test_json_alone_is_on_stdout(data: Path) -> None:
    for command in (["search", "келісім"], ["stats"], ["reindex"]):
        run = izdeu(data, *command, "--json")
        assert isinstance(json.loads(run.stdout), dict)


def test_people_read_the_answer_on_stdout_and_the_rest_on_stderr(data: Path) -> None:
    run = izdeu(data, "search", "келісім")
    assert "Бакуге барды" in run.stdout
    assert "1 articles" in run.stderr


def test_an_export_is_all_that_is_written(data: Path) -> None:
    run = izdeu(data, "search", "келісімді", "--export", "jsonl", "--limit", "0")
    (line,) = run.stdout.splitlines()
    assert "Бакуге барды" in json.loads(line)["text"] or "Бакуге барды" in json.loads(line)["title"]
    assert izdeu(data, "search", "келісімді", "--exact", "--export", "jsonl").stdout == ""


def test_other_readings_are_told_and_switched_off(data: Path) -> None:
    assert "was also read as" in izdeu(data, "search", "rtk3c3v").stderr
    assert "0 articles" in izdeu(data, "search", "келсім", "--no-reading", "spelling").stderr


def test_stats(data: Path) -> None:
    facts = json.loads(izdeu(data, "stats", "--json").stdout)
    assert facts["articles"] == 1
    assert facts["index"]["articles"] == 1
    assert facts["index"]["up_to_date"] is True


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["search", "a", "--country", "Атлантида"], 1, "no country is called"),
        (["search", "a", "--since", "жаз"], 1, "is not a date"),
        (["search", "a", "--sort", "colour"], 2, "colour"),
        (["dance"], 2, "dance"),
        (["ingest"], 2, "PATH"),
        (["ingest", "missing.txt"], 1, "missing.txt"),
    ],
)
def test_errors_are_one_line_and_an_exit_code(data: Path, arguments: list[str], code: int, line: str) -> None:
    run = izdeu(data, *arguments)
    assert run.returncode == code
    assert run.stdout == ""
    assert line in run.stderr
    assert "Traceback" not in run.stderr
    if code == 1 and arguments[0] == "search":
        assert len(run.stderr.splitlines()) == 1


def test_no_index_yet(tmp_path: Path) -> None:
    run = izdeu(tmp_path, "search", "a")
    assert (run.returncode, run.stdout) == (1, "")
    assert "there is no index yet; run: izdeu reindex" in run.stderr


def test_stats_tell_of_the_corpus_where_the_index_cannot_be_used(data: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(data, tmp_path / "copy")
    segment = next((copy / "index").glob("*.seg"))
    segment.write_bytes(segment.read_bytes()[:-100])
    run = izdeu(copy, "stats", "--json")
    assert json.loads(run.stdout)["articles"] == 1
    assert json.loads(run.stdout)["index"] is None
    assert segment.name in run.stderr


def test_the_data_folder_comes_from_the_environment(tmp_path: Path, data: Path) -> None:
    command = [sys.executable, "-m", "web.cli", "stats", "--json"]
    environment = os.environ | {"IZDEU_DATA": str(data)}
    run = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
    assert json.loads(run.stdout)["articles"] == 1


def test_a_data_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    run = izdeu(tmp_path / "file" / "data", "stats")
    assert run.returncode == 1
    assert "file" in run.stderr and "Traceback" not in run.stderr
