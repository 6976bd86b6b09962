"""Where the data lies: ``--data``, else ``IZDEU_DATA``, else the platform's folder for a user's data.

The index lies in it, unless ``--index`` or ``IZDEU_INDEX`` names another place.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

VARIABLE = "IZDEU_DATA"
INDEX_VARIABLE = "IZDEU_INDEX"


@dataclass(frozen=True, slots=True)
class Settings:
    """What every command is given: the data folder, with corpus.sqlite, index/ and aliases.toml in it.

    ``chosen_index`` is another place for the index: a folder, or ``opensearch://host:9200/name``.
    """

    data: Path
    chosen_index: str = ""

    @property
    def index(self) -> str | Path:
        """The location of the index."""
        return self.chosen_index or self.data / "index"

    @property
    def aliases(self) -> Path:
        """The editor's decisions on people and countries; there may be none."""
        return self.data / "aliases.toml"


def data_folder(chosen: str | os.PathLike[str] | None = None) -> Path:
    """The data folder, not made yet; an empty ``IZDEU_DATA`` counts as none."""
    return Path(
        chosen or os.environ.get(VARIABLE) or platformdirs.user_data_dir("izdeu", appauthor=False)
    ).expanduser()
