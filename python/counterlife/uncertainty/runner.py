# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Tasks on the workers of a Dask cluster: a pool of this machine, or any that an address leads to.

Each result is written down as it comes and never lived again. A worker that dies costs the tasks it
was at; whatever the number of workers, the results are the same.
"""

import contextlib
import dataclasses
import pathlib
import queue
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType

from counterlife.uncertainty.points import Refused, Result, Store, Task
from counterlife.uncertainty.simulator import NotWanted, RunFailed, WrongWorker

# What is done with a task where it is lived: (task, its own folder, whether it is still wanted).
Live = Callable[[Task, pathlib.Path, Callable[[], bool]], dict[str, float | None]]

KILLED = "the worker died each time that it was tried, alone as well"
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


@dataclasses.dataclass(frozen=True)
class _Gone:
    """Not the task has failed but those who should have lived it are not there."""

    why: BaseException


def _said(future) -> dict | BaseException | _Gone:
    """What `attempt` has returned or raised."""
    try:
        if future.status == "cancelled":
            return _Gone(OSError("its tasks were cancelled"))
        return future.exception() if future.status == "error" else future.result()
    except Exception as error:  # noqa: BLE001  (in a thread of its own it would be heard by nobody)
        return _Gone(error)


def _result(task: Task, said: dict | BaseException) -> Result:
    from distributed import KilledWorker

    if isinstance(said, ImportError):
        raise Refused(f"the workers cannot import the package ({said}); install counterlife there too")
    if isinstance(said, KilledWorker):
        return Result(task, failure=KILLED, lost=True)
    if isinstance(said, BaseException):
        what = "nobody waited for it" if isinstance(said, NotWanted) else f"{type(said).__name__}: {said}"
        return Result(task, failure=what, lost=True)
    return Result(task, said.get("values"), said.get("failure", ""), said.get("lost", False), said["seconds"])


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C waits meanwhile. Threads and processes begun here never hear of it: they end with the command."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
        with contextlib.suppress(TimeoutError, OSError):  # A busy machine closes late what has been killed by then.
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
        from distributed import KilledWorker

        lost: list[Task] = []
        for task, said in self._together(tasks):
            if isinstance(said, KilledWorker):
                lost.append(task)  # Perhaps only for its company.
            else:
                yield _result(task, said)
        for task in lost:
            for _, said in self._together([task], "alone"):
                yield _result(task, said)

    def _together(self, tasks: Sequence[Task], mark: str = "") -> Iterator[tuple[Task, dict | BaseException]]:
        """Each with what it has come to. That is fetched and let go as soon as it ends, whatever is done with
        others meanwhile: what a worker holds when it dies, and is still wanted, would be lived again."""
        client = self._cluster()
        ended: queue.SimpleQueue = queue.SimpleQueue()
        futures = {client.submit(attempt, self._live, task, key=f"counterlife-{task.key}{mark}"): task
                   for task in tasks}

        def fetch(future) -> None:
            said = _said(future)
            future.release()
            ended.put((futures[future], said))

        try:
            for future in futures:
                future.add_done_callback(fetch)
            for _ in tasks:
                task, said = ended.get()
                if isinstance(said, _Gone):
                    raise Refused(f"the scheduler {self._scheduler or 'of the local pool'} is gone ({said.why}); "
                                  "what was lived is written down, and the same command goes on from there")
                yield task, said
        finally:
            with contextlib.suppress(OSError, RuntimeError):  # Where the scheduler is gone, so are its tasks.
                client.cancel([future for future in futures if not future.done()], force=True)

    def reach(self) -> None:
        """Raises Refused where a scheduler is named and there is none."""
        if self._scheduler:
            self._cluster()

    def _cluster(self):
        if self._client is None:
            self._client = self._connect() if self._scheduler else self._pool()
        return self._client

    def _pool(self):
        """Processes of this machine, which nobody can reach from another."""
        from distributed import Client, LocalCluster

        folder = self._open.enter_context(tempfile.TemporaryDirectory(prefix="counterlife-pool-",
                                                                      ignore_cleanup_errors=True))
        try:
            with uninterrupted():
                cluster = LocalCluster(n_workers=self._workers, threads_per_worker=1, processes=True, host="127.0.0.1",
                                       # None would not close these doors but open them to everybody.
                                       dashboard_address="127.0.0.1:8787" if self._dashboard else "127.0.0.1:0",
                                       worker_dashboard_address="127.0.0.1:0",
                                       scheduler_kwargs={"dashboard": self._dashboard},
                                       local_directory=folder, memory_limit=0, silence_logs="CRITICAL")
                self._open.enter_context(cluster)
                return self._open.enter_context(Client(cluster))
        except (RuntimeError, TimeoutError, OSError) as error:
            raise Refused(f"the workers of this machine did not start ({error or type(error).__name__}); "
                          "fewer may (--workers)") from error

    def _connect(self):
        from distributed import Client

        try:
            with uninterrupted():
                client = self._open.enter_context(Client(self._scheduler, timeout=_PATIENCE))
        except (OSError, ValueError, TypeError, RuntimeError, ImportError) as error:
            raise Refused(f"--scheduler: no scheduler answers at {self._scheduler} ({error})") from error
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise Refused(f"--scheduler: the scheduler at {self._scheduler} has no workers") from error
        return client
