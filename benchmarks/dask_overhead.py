"""What Dask itself takes for a task: ``python -m benchmarks.dask_overhead --tasks 100000``."""

import argparse
import time

import psutil


def main() -> None:
    """Run empty tasks on a cluster of this machine, and print seconds and memory of each."""
    from distributed import Client, LocalCluster, as_completed  # noqa: PLC0415 - an extra

    parser = argparse.ArgumentParser(prog="python -m benchmarks.dask_overhead", description=__doc__)
    parser.add_argument("--tasks", type=int, default=100_000)
    count = parser.parse_args().tasks
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        here = psutil.Process()
        before, start = here.memory_info().rss, time.perf_counter()
        futures = client.map(_nothing, range(count), pure=False)
        sent, most = time.perf_counter() - start, before
        for done, future in enumerate(as_completed(futures)):
            future.release()
            if not done % 1000:
                most = max(most, here.memory_info().rss)
        wall = time.perf_counter() - start
    print(
        f"{count} empty tasks: {wall:.1f} s in all, {sent:.1f} s to hand them in; {1000 * wall / count:.2f} ms a task."
    )
    print(f"Scheduler and driver, in one process: {(most - before) / count / 1024:.1f} KiB a task.")


def _nothing(number: int) -> int:
    return number


if __name__ == "__main__":
    main()
