"""How many cases this machine takes at a time: by its cores and by its memory, as far as a container may use them."""

import os
from pathlib import Path

# Measured by benchmarks.jobs: docs/scale.md.
CASE_BYTES = 1200 << 20  # what a case of 800 slices takes at its peak, readers and FFmpeg included
_GROUP = Path("/sys/fs/cgroup")


def usual_jobs() -> int:
    """A job for each core, as far as memory goes; at least one."""
    return max(1, min(cores(), memory() // CASE_BYTES))


def cores() -> int:
    """Cores that this process may use: affinity, and the quota of its control group."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota, _, period = _read(_GROUP / "cpu.max").partition(" ")
    if quota.isdecimal() and period.strip().isdecimal():
        allowed = min(allowed, max(1, int(quota) // int(period)))
    return allowed


def memory() -> int:
    """Bytes that are free for this process, or all there are where the system does not say."""
    lines = dict(line.split(":", 1) for line in _read(Path("/proc/meminfo")).splitlines() if ":" in line)
    free = int(lines["MemAvailable"].split()[0]) << 10 if "MemAvailable" in lines else _installed()
    limit, used = _read(_GROUP / "memory.max").strip(), _read(_GROUP / "memory.current").strip()
    if limit.isdecimal():
        free = min(free, int(limit) - int(used or 0))
    return max(0, free)


def _installed() -> int:
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return CASE_BYTES * cores()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""
