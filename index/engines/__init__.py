"""Engines behind one seam (``base.py``): ``open_engine(location)`` picks by the location's form."""

from index.engines.base import Engine, IndexInfo, check_index, open_engine

__all__ = ["Engine", "IndexInfo", "check_index", "open_engine"]
