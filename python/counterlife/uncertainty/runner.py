# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Tasks on the workers of a Dask cluster: a pool of this machine, or any that an address leads to.

Each result is written down as it comes and never lived again. A worker that dies costs the tasks it
was at; whatever the number of workers, the results are the same.
"""

import contextlib
import pathlib
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType

from counterlife.uncertainty.points import Refused, Result, Store, Task
from counterlife.uncertainty.simulator import NotWanted, RunFailed, WrongWorker

# What is done with a task where it is lived: (task, its own folder, whether it is still wanted).
Live = Callable[[Task, pathlib.Path, Callable[[], bool]], dict[str, float | None]]

_PATIENCE = 15  # seconds for a scheduler to answer, and for its first worker to come


def attempt(live: Live, task: Task) -> dict:
    """On the worker. In a folder of this attempt, which is gone afterwards; only what is returned travels."""
    worker, wanted = _worker()
    began = time.monotonic()
    folder = pathlib.Path(tempfile.mkdtemp(prefix=f"{task.key[:8]}-", dir=worker))
    try:
        said: dict = {"values": live(task, folder, wanted)}
    except RunFailed as failure:
        said = {"failure": str(failure), "lost": isinstance(failure, WrongWorker)}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return said | {"seconds": time.monotonic() - began}


def _worker() -> tuple[str | None, Callable[[], bool]]:
    """The worker's own folder, and a question that it answers: has nobody cancelled this?"""
    from distributed import get_worker
    from distributed.worker import thread_state

    try:
        worker, key = get_worker(), thread_state.key
    except (ValueError, AttributeError):
        return None, lambda: True

    def wanted() -> bool:
        state = worker.state.tasks.get(key)
        return state is not None and state.state in ("executing", "long-running")

    return worker.local_directory, wanted


class Runner:
    """Lives tasks. Opens the cluster when the first is to be lived, and closes it at the end of `with`.

    workers: processes of the local pool, one task at a time each; None: one a core.
    scheduler: address of a Dask scheduler, instead of the local pool.
    dashboard: whether the local pool shows its page, on a port of this machine only.
    """

    def __init__(self, live: Live, store: Store, *, workers: int | None = None,
                 scheduler: str | None = None, dashboard: bool = False) -> None:
        self._live, self._store = live, store
        self._workers, self._scheduler, self._dashboard = workers, scheduler, dashboard
        self._open = contextlib.ExitStack()
        self._client = None

    def __enter__(self) -> "Runner":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client = None
        self._open.close()

    def run(self, tasks: Iterable[Task], on_result: Callable[[Result], None] = lambda result: None) -> list[Result]:
        """The results in the order of the tasks; `on_result` hears of each as it comes.

        Equal tasks are lived once. Raises Refused where there is no cluster or it goes away; all that
        has been written down stays.
        """
        tasks = list(tasks)
        results: dict[Task, Result] = {}
        missing: list[Task] = []
        for task in dict.fromkeys(tasks):
            found = self._store.get(task)
            if found:
                results[task] = found
                on_result(found)
            else:
                missing.append(task)
        for result in self._lived(missing):
            self._store.put(result)
            results[result.task] = result
            on_result(result)
        return [results[task] for task in tasks]

    def _lived(self, tasks: Sequence[Task]) -> Iterator[Result]:
        if not tasks:
            return
        from distributed import CancelledError, KilledWorker

        lost: list[Task] = []
        try:
            for task, future in self._together(tasks):
                if isinstance(self._fault(future), KilledWorker):
                    lost.append(task)  # Perhaps only for its company.
                else:
                    yield self._result(task, future)
            for task in lost:
                for _, future in self._together([task], "alone"):
                    yield self._result(task, future)
        except (CancelledError, OSError) as error:
            raise Refused(f"the scheduler {self._scheduler or 'of the local pool'} is gone ({error}); "
                          "what was lived is written down, and the same command goes on from there") from error

    def _together(self, tasks: Sequence[Task], mark: str = "") -> Iterator[tuple]:
        from distributed import as_completed

        client = self._cluster()
        futures = {client.submit(attempt, self._live, task, key=f"counterlife-{task.key}{mark}"): task
                   for task in tasks}
        try:
            for future in as_completed(list(futures)):
                yield futures.pop(future), future
                future.release()
        finally:
            client.cancel(list(futures), force=True)

    @staticmethod
    def _fault(future) -> BaseException | None:
        return future.exception() if future.status == "error" else None

    def _result(self, task: Task, future) -> Result:
        from distributed import CancelledError, KilledWorker

        fault = self._fault(future)
        if future.status == "cancelled":
            raise CancelledError("its tasks were cancelled")
        if isinstance(fault, ImportError):
            raise Refused(f"the workers cannot import the package ({fault}); install counterlife there too")
        if isinstance(fault, KilledWorker):
            return Result(task, failure="the worker died each time that it was tried, alone as well", lost=True)
        if fault is not None:
            what = "nobody waited for it" if isinstance(fault, NotWanted) else f"{type(fault).__name__}: {fault}"
            return Result(task, failure=what, lost=True)
        said = future.result()
        return Result(task, said.get("values"), said.get("failure", ""), said.get("lost", False),
                      said["seconds"])

    def _cluster(self):
        if self._client is None:
            self._client = self._connect() if self._scheduler else self._pool()
        return self._client

    def _pool(self):
        """Processes of this machine, which nobody can reach from another."""
        from distributed import Client, LocalCluster

        folder = self._open.enter_context(tempfile.TemporaryDirectory(prefix="counterlife-pool-"))
        cluster = LocalCluster(n_workers=self._workers, threads_per_worker=1, processes=True, host="127.0.0.1",
                               # None would not close these doors but open them to everybody.
                               dashboard_address="127.0.0.1:8787" if self._dashboard else "127.0.0.1:0",
                               worker_dashboard_address="127.0.0.1:0",
                               scheduler_kwargs={"dashboard": self._dashboard},
                               local_directory=folder, memory_limit=0, silence_logs="ERROR")
        self._open.enter_context(cluster)
        return self._open.enter_context(Client(cluster))

    def _connect(self):
        from distributed import Client

        try:
            client = self._open.enter_context(Client(self._scheduler, timeout=_PATIENCE))
        except (OSError, ValueError, TypeError) as error:
            raise Refused(f"--scheduler: no scheduler answers at {self._scheduler} ({error})") from error
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise Refused(f"--scheduler: the scheduler at {self._scheduler} has no workers") from error
        return client
