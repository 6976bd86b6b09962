"""The engines to compare, by name; the packages of each are imported when it is used."""

from tests.bench.engines.peers.base import Peer
from tests.bench.engines.peers.izdeu import Izdeu, IzdeuInEight
from tests.bench.engines.peers.lucene import Lucene
from tests.bench.engines.peers.sqlite import SQLite
from tests.bench.engines.peers.stock_whoosh import StockWhoosh
from tests.bench.engines.peers.tantivy import Tantivy

PEERS: dict[str, type[Peer]] = {
    "izdeu": Izdeu,
    "izdeu8": IzdeuInEight,
    "tantivy": Tantivy,
    "lucene": Lucene,
    "sqlite": SQLite,
    "stock": StockWhoosh,
}
