"""Cases on a Dask cluster. The only module that imports distributed, dask and what starts their clusters.

Dask queues, spreads and tries again; nothing of that is done here.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from importlib import import_module
from typing import Any
from uuid import uuid4

from scrollcast.batch.executor import Executor, Land, killed
from scrollcast.batch.machine import CASE_BYTES, memory
from scrollcast.batch.standing import ended
from scrollcast.batch.task import Task, Terms
from scrollcast.batch.work import work
from scrollcast.errors import MissingDependencyError, UsageError

_PATIENCE = "30s"
_MANNERS = {
    "distributed.scheduler.allowed-failures": 1,  # a case whose worker was killed has one more chance
    "distributed.scheduler.worker-saturation": 1.0,  # and only that case: no other one waits on a worker
    "distributed.worker.daemon": False,  # renders start processes of their own
    "distributed.diagnostics.nvml": False,
}


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

    Its workers need scrollcast in this version, ``--nthreads 1``, and a way to sources and outputs; how often it tries
    a case again whose worker was killed is a matter of its own ``distributed.scheduler.allowed-failures``.

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
        yield cluster


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
    """A job of Slurm for each worker, as ``jobqueue.slurm`` in Dask's configuration says of queue, account and time."""
    from dask import config  # noqa: PLC0415 - an extra
    from dask_jobqueue import SLURMCluster  # noqa: PLC0415 - an extra

    usual = {"cores": 1, "processes": 1, "memory": "2GiB"}
    chosen = {name: config.get(f"jobqueue.slurm.{name}", None) or value for name, value in usual.items()}
    try:
        cluster = SLURMCluster(**chosen)
        cluster.scale(jobs=jobs)
    except (OSError, ValueError, RuntimeError) as error:
        raise UsageError(
            f"Slurm did not take the jobs: {type(error).__name__}. Is this machine a submit host?"
        ) from None
    return cluster


def _kubernetes(jobs: int) -> Any:
    """Pods of the Dask operator; their image is ``kubernetes.image`` in Dask's configuration, with scrollcast in it."""
    from dask_kubernetes.operator import KubeCluster  # noqa: PLC0415 - an extra

    manners = {
        f"DASK_{name.replace('.', '__').replace('-', '_').upper()}": str(value) for name, value in _MANNERS.items()
    }
    return KubeCluster(
        name="scrollcast",
        n_workers=jobs,
        env=manners,
        worker_command=["dask", "worker", "--nthreads", "1"],
    )
