"""A real OpenSearch cluster on this machine: three nodes, each a process of its own that can be killed.

    python -m tests.opensearch.cluster      starts one, prints its address, and stops it on Ctrl-C

It needs a JDK of version 21 or newer (``JAVA_HOME``, else ``java`` on the PATH, else one that lies where Linux
distributions put them) and Maven, which fetches OpenSearch on first use.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

from opensearchpy import OpenSearch, TransportError

HERE = Path(__file__).parent
OLDEST_JAVA = 21
HEAP = "512m"
PATIENCE = 300
"""Seconds to wait for the cluster to come to a state."""


class NoCluster(Exception):
    """Why no cluster can be had on this machine."""


def _java() -> str:
    for home in _java_homes():
        java = home / "bin" / "java"
        if java.exists() and (home / "bin" / "javac").exists() and _version(java) >= OLDEST_JAVA:
            return str(java)
    raise NoCluster(f"needs a JDK of version {OLDEST_JAVA} or newer, in JAVA_HOME or on the PATH")


def _java_homes() -> Iterator[Path]:
    if chosen := os.environ.get("JAVA_HOME"):
        yield Path(chosen)
    if found := shutil.which("java"):
        yield Path(found).resolve().parent.parent
    yield from sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)


def _version(java: Path) -> int:
    told = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    number = re.search(r'version "(\d+)', told)
    return int(number[1]) if number else 0


def _class_path() -> str:
    """Every JAR of OpenSearch and its modules, fetched where they are not in Maven's store yet."""
    maven = shutil.which("mvn")
    if maven is None:
        raise NoCluster("needs Maven (mvn) on the PATH to fetch OpenSearch")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "class-path"
        goal = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath"
        command = [maven, "-B", "-q", "-f", HERE / "pom.xml", goal, f"-Dmdep.outputFile={out}"]
        ran = subprocess.run(command, capture_output=True, text=True)
        if ran.returncode or not out.exists():
            raise NoCluster(f"Maven could not fetch OpenSearch: {(ran.stdout or ran.stderr).strip()[:500]}")
        return out.read_text()


def free_ports(count: int) -> list[int]:
    """Ports of the loopback interface that nobody listens on."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Cluster:
    """``nodes`` nodes under one name; ``hosts`` are their HTTP addresses. Raises NoCluster where none can be had.

    ``brief`` spares the compiler work that pays only for nodes that run for long.
    """

    def __init__(self, folder: Path, nodes: int = 3, brief: bool = True) -> None:
        self._compiler = ["-XX:TieredStopAtLevel=1"] if brief else []
        self._java, self._jars, self._folder = _java(), _class_path(), folder
        ports = free_ports(2 * nodes)
        self._http, self._transport = ports[:nodes], ports[nodes:]
        self.hosts = [f"127.0.0.1:{port}" for port in self._http]
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def start(self) -> Self:
        """Start every node that does not run, and wait until all are one cluster."""
        for number in range(len(self.hosts)):
            if number not in self._processes:
                self._processes[number] = self._start_node(number)
        self._wait()
        return self

    def _start_node(self, number: int) -> subprocess.Popen[bytes]:
        names = [f"node{other}" for other in range(len(self.hosts))]
        settings = {
            "cluster.name": "izdeu-tests",
            "node.name": names[number],
            "node.attr.temp": "warm" if number else "hot",
            "network.host": "127.0.0.1",
            "http.port": self._http[number],
            "transport.port": self._transport[number],
            "discovery.type": "zen",
            "discovery.seed_hosts": ",".join(f"127.0.0.1:{port}" for port in self._transport),
            "cluster.initial_cluster_manager_nodes": ",".join(names),
            "cluster.routing.allocation.disk.threshold_enabled": "false",
        }
        command = [
            self._java,
            f"-Xms{HEAP}",
            f"-Xmx{HEAP}",
            "-XX:+UseSerialGC",
            *self._compiler,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            self._jars,
            str(HERE / "Node.java"),
            str(self._folder / names[number]),
            *(f"{name}={value}" for name, value in settings.items()),
        ]
        with (self._folder / f"node{number}.log").open("ab") as log:
            return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log)

    def client(self) -> OpenSearch:
        """A client of every node."""
        return OpenSearch(self.hosts, timeout=30, max_retries=len(self.hosts))

    def _wait(self) -> None:
        """Until all nodes that run have joined."""
        wanted = len(self._processes)
        self._poll(lambda health: health["number_of_nodes"] == wanted, f"{wanted} nodes to join")

    def wait_for_green(self) -> None:
        """Until every copy of every shard is in place."""
        self._poll(lambda health: health["status"] == "green", "every shard to be in place")

    def _poll(self, holds: Callable[[dict[str, Any]], bool], what: str) -> None:
        until = time.monotonic() + PATIENCE
        with self.client() as client:
            while time.monotonic() < until:
                for number, process in self._processes.items():
                    if process.poll() is not None:
                        raise NoCluster(f"a node ended: {self._last_words(number)}")
                try:
                    if holds(client.cluster.health()):
                        return
                except TransportError:
                    pass  # a node that is not up yet, or has no cluster manager
                time.sleep(0.3)
        raise NoCluster(f"waited {PATIENCE} s in vain for {what}: {self._last_words(0)}")

    def _last_words(self, number: int) -> str:
        log = (self._folder / f"node{number}.log").read_text(errors="replace").splitlines()
        return next((line for line in log if "Caused by" in line), log[-1] if log else "it said nothing")

    def kill(self, number: int) -> None:
        """SIGKILL one node."""
        process = self._processes.pop(number)
        process.kill()
        process.communicate()

    def kill_all(self) -> None:
        """SIGKILL every node at once."""
        for process in self._processes.values():
            process.kill()
        for process in self._processes.values():
            process.communicate()
        self._processes.clear()

    def stop(self) -> None:
        """Stop every node in good order."""
        for process in self._processes.values():
            assert process.stdin is not None
            process.stdin.close()
        for process in self._processes.values():
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.clear()


def main() -> None:
    """Run a cluster until Ctrl-C or the end of standard input."""
    with tempfile.TemporaryDirectory(prefix="izdeu-opensearch-") as folder:
        try:
            cluster = Cluster(Path(folder))
        except NoCluster as reason:
            sys.exit(str(reason))
        try:
            cluster.start()
            print(f"opensearch://{','.join(cluster.hosts)}/izdeu", flush=True)
            sys.stdin.read()
        except KeyboardInterrupt:
            pass
        finally:
            cluster.stop()


if __name__ == "__main__":
    main()
