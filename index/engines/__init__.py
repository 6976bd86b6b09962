"""Engines behind one seam (``base.py``): ``open_engine(location)`` picks by the location's form."""

from index.engines.base import Engine, IndexInfo, check_index, is_cluster, open_engine, roll_back

__all__ = ["Engine", "IndexInfo", "check_index", "is_cluster", "open_engine", "roll_back"]
