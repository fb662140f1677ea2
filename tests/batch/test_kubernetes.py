"""What is handed to Kubernetes, by the real library, up to where a cluster would be needed."""

import gc
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import pytest

from builders.batches import cases, terms
from scrollcast.batch.cluster import Kind, environment, on_cluster
from scrollcast.errors import UsageError

pytest.importorskip("dask_kubernetes")
pytestmark = pytest.mark.filterwarnings("ignore")  # of the libraries for Kubernetes


class Store:
    """Stands in for the cluster's store of objects: keeps what it is given, and refuses it."""

    handed: list[dict[str, Any]] = []  # noqa: RUF012 - one for all, as a store is

    def __init__(self, resource: Any, namespace: str | None = None) -> None:
        self.resource = resource

    def __await__(self) -> Iterator[Any]:
        async def itself() -> Self:
            return self

        return itself().__await__()

    async def exists(self) -> bool:
        """No cluster is there before."""
        return False

    async def create(self) -> None:
        """Take it down, and end there."""
        self.handed.append(self.resource)
        raise PermissionError("daskclusters.kubernetes.dask.org is forbidden")


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """All that reaches the cluster."""
    from dask import config
    from dask_kubernetes.operator import KubeCluster
    from distributed import Status

    monkeypatch.setattr("dask_kubernetes.operator.kubecluster.kubecluster.DaskCluster", Store)
    monkeypatch.setattr(Store, "handed", [])
    with config.set(
        {
            "kubernetes.image": "registry.example/scrollcast:1",
            "kubernetes.namespace": "films",
            "kubernetes.env": {"AWS_PROFILE": "films"},
            "kubernetes.resources": {"limits": {"memory": "2Gi"}},
        }
    ):
        yield Store.handed
    for cluster in [each for each in gc.get_objects() if type(each) is KubeCluster]:
        cluster.status = Status.closed  # never started, it would complain in a later test


def start(jobs: int = 3) -> None:
    """Start a cluster; this one is refused."""
    with (
        pytest.raises(UsageError, match="Kubernetes did not take the pods: PermissionError"),
        on_cluster(Kind.KUBERNETES, jobs),
    ):
        pass


def test_pods_have_the_image_the_resources_and_the_manners(handed: list[dict[str, Any]]) -> None:
    """As Dask's configuration says them; its own environment stays, ours comes after it."""
    start()
    (resource,) = handed
    assert (resource["apiVersion"], resource["kind"]) == ("kubernetes.dask.org/v1", "DaskCluster")
    assert resource["spec"]["worker"]["replicas"] == 3
    for part in ("scheduler", "worker"):
        (container,) = resource["spec"][part]["spec"]["containers"]
        assert container["image"] == "registry.example/scrollcast:1"
        assert container["resources"] == {"limits": {"memory": "2Gi"}}
        told = {each["name"]: each["value"] for each in container["env"]}
        assert told == {"AWS_PROFILE": "films", **environment()}


def test_pods_start_what_dask_installs(handed: list[dict[str, Any]]) -> None:
    """Whatever the image starts by itself; Dask's own command line takes every argument."""
    from distributed.cli.dask_scheduler import main as scheduler
    from distributed.cli.dask_worker import main as worker

    start()
    for part, command in (("scheduler", scheduler), ("worker", worker)):
        (container,) = handed[0]["spec"][part]["spec"]["containers"]
        assert container["command"] == ["dask", part]
        asked = command.make_context(part, [*container["args"], *(["tcp://there:8786"] if part == "worker" else [])])
        if part == "worker":
            assert asked.params["nthreads"] == 1


def test_pods_tell_nothing_of_cases(handed: list[dict[str, Any]], tmp_path: Path) -> None:
    """No user, no path, no secret: only what is in Dask's configuration, the manners, and a name by chance."""
    task, agreed = cases(tmp_path, "a")[0], terms(tmp_path)
    start()
    start()
    names = {resource["metadata"]["name"] for resource in handed}
    assert len(names) == 2
    assert all(re.fullmatch(r"scrollcast-[0-9a-f]{12}", name) for name in names)
    whole = repr(handed)
    for private in (str(tmp_path), task.shown, agreed.out, repr(agreed.secret), Path.home().as_posix() + "/"):
        assert private not in whole


def test_the_manners_arrive(handed: list[dict[str, Any]]) -> None:
    """Dask reads from the environment of a pod what was meant."""
    from dask import config

    start()
    (container,) = handed[0]["spec"]["worker"]["spec"]["containers"]
    environ = {each["name"]: each["value"] for each in container["env"]}
    read = config.merge(config.config, config.collect_env(environ))
    assert config.get("distributed.scheduler.allowed-failures", config=read) == 1
    assert config.get("distributed.scheduler.worker-saturation", config=read) == 1.0
    assert config.get("distributed.worker.profile.enabled", config=read) is False
    assert config.get("distributed.nanny.pre-spawn-environ", config=read)["MALLOC_TRIM_THRESHOLD_"] is None


def test_an_image_without_scrollcast_is_told(handed: list[dict[str, Any]]) -> None:
    """Dask's own would fail each case."""
    from dask import config

    with (
        config.set({"kubernetes.image": "ghcr.io/dask/dask:latest"}),
        pytest.raises(UsageError, match=r"set kubernetes\.image"),
        on_cluster(Kind.KUBERNETES, 1),
    ):
        pass
    assert not handed
