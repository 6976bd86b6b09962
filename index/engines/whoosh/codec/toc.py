"""The table of contents of a generation, as JSON in place of Whoosh's pickle."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from crawler.errors import DamagedIndex
from index.engines.whoosh.codec.segment import Segment

INDEX_NAME = "MAIN"
_NAME = re.compile(rf"^_{INDEX_NAME}_([0-9]+)\.toc$")


def toc_path(folder: Path, generation: int) -> Path:
    """Where the table of contents of a generation lies."""
    return folder / f"_{INDEX_NAME}_{generation}.toc"


def latest_generation(folder: Path) -> int:
    """The number of the newest published generation; 0 where nothing was ever published."""
    if not folder.is_dir():
        return 0
    return max((int(match[1]) for path in folder.iterdir() if (match := _NAME.match(path.name))), default=0)


def encode_toc(segments: Sequence[Segment]) -> bytes:
    """The table of contents as bytes."""
    records = [
        {"name": segment.segid, "documents": segment.documents, "deleted": sorted(segment.deleted)}
        for segment in segments
    ]
    return json.dumps({"segments": records}).encode()


def read_toc(folder: Path, generation: int) -> list[Segment]:
    """The segments of a generation. Raises FileNotFoundError or DamagedIndex."""
    path = toc_path(folder, generation)
    try:
        records = json.loads(path.read_bytes())["segments"]
        return [
            Segment(
                INDEX_NAME, str(record["name"]), int(record["documents"]), set(map(int, record["deleted"]))
            )
            for record in records
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedIndex(f"{path} is damaged; run: izdeu reindex --full") from error
