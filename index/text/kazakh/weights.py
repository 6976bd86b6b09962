"""How common each step from layer to layer is, as learnt from running text (``learn.py``)."""

from importlib.resources import files

_DATA = files("index.text.kazakh") / "data"


def _load() -> dict[tuple[str, str], float]:
    weights: dict[tuple[str, str], float] = {}
    for line in (_DATA / "weights.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            layer, step, cost = line.split("\t")
            weights[layer, step] = float(cost)
    return weights


#: (layer, name of the group that follows or "." for the end of the word) → cost, a negative log probability.
WEIGHTS = _load()
