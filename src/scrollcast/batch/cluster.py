"""Cases on a Dask cluster. The only module that imports distributed, dask and what starts their clusters.

Dask queues, spreads and tries again; nothing of that is done here.
"""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from importlib import import_module
from shlex import quote
from typing import Any
from uuid import uuid4

from scrollcast.batch.executor import Executor, Land, killed
from scrollcast.batch.machine import CASE_BYTES, memory
from scrollcast.batch.standing import ended
from scrollcast.batch.task import Task, Terms
from scrollcast.batch.work import work
from scrollcast.errors import MissingDependencyError, UsageError

_PATIENCE = "30s"
_GLANCE = 5.0  # seconds between looks for lost workers
_SLURM_GIB = 2
_MANNERS = {
    "distributed.scheduler.allowed-failures": 1,  # a case whose worker was killed has one more chance
    "distributed.scheduler.worker-saturation": 1.0,  # and only that case: no other one waits on a worker
    "distributed.worker.daemon": False,  # renders start processes of their own
    "distributed.worker.profile.enabled": False,  # it keeps a tree of calls for each of the last thousand seconds
    "distributed.nanny.pre-spawn-environ": {"MALLOC_TRIM_THRESHOLD_": None},  # else a fifth more CPU, for page faults
    "distributed.diagnostics.nvml": False,
}
_NO_IMAGE = "ghcr.io/dask/dask"  # Dask's own, which has no scrollcast in it


class Kind(StrEnum):
    """Clusters that are started for a batch, and end with it."""

    LOCAL = "local"
    SLURM = "slurm"
    KUBERNETES = "kubernetes"


_NEEDS = {
    Kind.LOCAL: ("distributed", "dask"),
    Kind.SLURM: ("dask_jobqueue", "slurm"),
    Kind.KUBERNETES: ("dask_kubernetes", "kubernetes"),
}


def environment() -> dict[str, str]:
    """What a scheduler and its workers, started by somebody else, should find in their environment."""
    return {f"DASK_{name.replace('.', '__').replace('-', '_').upper()}": str(said) for name, said in _MANNERS.items()}


@contextmanager
def on_cluster(kind: Kind, jobs: int) -> Iterator[Executor]:
    """Start a cluster with so many workers, one case each.

    Raises
    ------
    MissingDependencyError
        Where what starts it is not installed.
    UsageError
        Where it can't be started.
    """
    _need(*_NEEDS[kind])
    with ExitStack() as ends:
        from dask import config  # noqa: PLC0415 - an extra

        ends.enter_context(config.set(_MANNERS))
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # workers come and go; the report tells
        started = ends.enter_context(_started(kind, jobs))
        with _connected(started) as client:
            yield _Dask(client)


@contextmanager
def on_scheduler(address: str) -> Iterator[Executor]:
    """Use a cluster that runs already.

    Its workers need scrollcast in this version, ``--nthreads 1``, and a way to sources and outputs; all of it should
    have been started in the `environment`, else a killed worker's case is tried again more often than once.

    Raises
    ------
    MissingDependencyError
        Where Dask is not installed.
    UsageError
        Where no scheduler answers.
    """
    _need(*_NEEDS[Kind.LOCAL])
    with _connected(address) as client:
        yield _Dask(client)


class _Dask:
    """A cluster, seen through a client."""

    def __init__(self, client: Any) -> None:
        self._client = client

    @property
    def slots(self) -> int:
        """Cases at a time: they come with the workers."""
        return sum(self._client.nthreads().values())

    def work_off(self, tasks: Sequence[Task], terms: Terms, land: Land) -> None:
        """Render all cases; raises as `Executor.work_off`."""
        from distributed import KilledWorker, as_completed  # noqa: PLC0415 - an extra

        run = uuid4().hex
        # One group of keys, else Dask does not queue them, and each waits on a worker whose death is held against it.
        by_key = {(f"scrollcast-{run}", task.name): task for task in tasks}
        futures = self._client.map(work, list(tasks), terms=terms, key=list(by_key), pure=False)
        try:
            for future in as_completed(futures, loop=self._client.loop):
                error = future.exception() if future.status != "finished" else None
                task = by_key[future.key]
                if error is None:
                    land(future.result())
                else:
                    land(killed(task, "was killed") if isinstance(error, KilledWorker) else ended(task, error))
                future.release()
        except BaseException:
            self._client.cancel(futures)
            raise


@contextmanager
def _connected(where: Any) -> Iterator[Any]:
    from distributed import Client  # noqa: PLC0415 - an extra

    try:
        client = Client(where, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"No Dask scheduler answers at {where}: {type(error).__name__}.") from None
    with client:
        yield client


def _need(module: str, extra: str) -> None:
    try:
        import_module(module)
    except ImportError:
        raise MissingDependencyError(f"{module} is not installed: pip install 'scrollcast[{extra}]'.") from None


@contextmanager
def _started(kind: Kind, jobs: int) -> Iterator[Any]:
    match kind:
        case Kind.LOCAL:
            cluster = _local(jobs)
        case Kind.SLURM:
            cluster = _slurm(jobs)
        case Kind.KUBERNETES:
            cluster = _kubernetes(jobs)
    with cluster:
        if kind is Kind.LOCAL:
            cluster.loop.add_callback(_keep, cluster, jobs)
        yield cluster


async def _keep(cluster: Any, jobs: int) -> None:
    """Replace workers that were killed while they started, as Dask gives those up: the batch would wait for ever."""
    from distributed import Status  # noqa: PLC0415 - an extra

    while cluster.status == Status.running:
        for name, worker in [*cluster.workers.items()]:
            if worker.status in {Status.closed, Status.failed}:
                del cluster.workers[name]
        if len(cluster.workers) < jobs:
            cluster.scale(jobs)
        await asyncio.sleep(_GLANCE)


def _local(jobs: int) -> Any:
    from distributed import LocalCluster  # noqa: PLC0415 - an extra

    try:
        return LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            processes=True,
            memory_limit=max(CASE_BYTES, memory() // jobs),
            dashboard_address="127.0.0.1:0",  # and no warning where another one has the usual port
            silence_logs=logging.CRITICAL,
        )
    except (OSError, RuntimeError) as error:
        raise UsageError(f"Dask could not start its workers: {type(error).__name__}. Try fewer jobs.") from None


def _slurm(jobs: int) -> Any:
    """Jobs of Slurm, as ``jobqueue.slurm`` in Dask's configuration says of queue, account, cores, memory and time."""
    from dask import config  # noqa: PLC0415 - an extra
    from dask_jobqueue import SLURMCluster  # noqa: PLC0415 - an extra

    said = config.get("jobqueue.slurm")
    each = said["cores"] or 1
    manners = [f"export {name}={quote(value)}" for name, value in environment().items()]
    try:
        cluster = SLURMCluster(
            cores=each,
            processes=each,  # one case a process
            memory=said["memory"] or f"{_SLURM_GIB * each}GiB",
            job_script_prologue=[*(said["job-script-prologue"] or ()), *manners],
        )
        cluster.scale(jobs)
    except (OSError, ValueError, RuntimeError) as error:
        raise UsageError(
            f"Slurm did not take the jobs: {type(error).__name__}. Is this machine a submit host?"
        ) from None
    return cluster


def _kubernetes(jobs: int) -> Any:
    """Pods of the Dask operator, as ``kubernetes`` in Dask's configuration says of image, resources and environment."""
    from dask import config  # noqa: PLC0415 - an extra
    from dask_kubernetes.operator import KubeCluster  # noqa: PLC0415 - an extra

    if config.get("kubernetes.image").startswith(_NO_IMAGE):
        raise UsageError("Dask's configuration names no image with scrollcast in it: set kubernetes.image.")
    try:
        return KubeCluster(custom_cluster_spec=_pods(jobs), quiet=True)
    except Exception as error:  # noqa: BLE001 - of its client for Kubernetes, which has errors of many kinds
        raise UsageError(
            f"Kubernetes did not take the pods: {type(error).__name__}. Is the Dask operator installed?"
        ) from None


def _pods(jobs: int) -> dict[str, Any]:
    """A scheduler and its workers, under a name of its own: two batches must not end each other's cluster."""
    from dask import config  # noqa: PLC0415 - an extra
    from dask_kubernetes.operator import make_cluster_spec  # noqa: PLC0415 - an extra

    said = config.get("kubernetes.env")
    spec: dict[str, Any] = make_cluster_spec(
        name=f"scrollcast-{uuid4().hex[:12]}",
        image=config.get("kubernetes.image"),
        n_workers=jobs,
        resources=config.get("kubernetes.resources"),
        env=[*(said if isinstance(said, list) else _listed(said)), *_listed(environment())],
        worker_command=["--nthreads", "1"],
        scheduler_service_type=config.get("kubernetes.scheduler-service-type"),
    )
    for part in ("scheduler", "worker"):
        container = spec["spec"][part]["spec"]["containers"][0]
        container["command"] = ["dask", part]  # whatever the image starts by itself
    scheduler = spec["spec"]["scheduler"]["spec"]["containers"][0]
    scheduler["args"] = scheduler["args"][1:]  # without dask-scheduler, which Dask no longer installs
    return spec


def _listed(variables: dict[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in variables.items()]
