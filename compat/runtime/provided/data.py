"""Data helpers of ``keras.utils`` that Keras 3 lost: HDF5 matrices, enqueuers, test data, file hashes."""

from __future__ import annotations

import hashlib
import queue
import random
import threading
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import numpy as np


class HDF5Matrix:
    """Rows ``start`` to ``end`` of a data set in an HDF5 file, read when they are asked for.

    Args:
        datapath: The file.
        dataset: The name of the data set.
        normalizer: Applied to what is read.
    """

    refs: ClassVar[dict[str, Any]] = {}

    def __init__(
        self,
        datapath: str,
        dataset: str,
        start: int = 0,
        end: int | None = None,
        normalizer: Callable[[Any], Any] | None = None,
    ) -> None:
        import h5py

        if datapath not in self.refs:
            self.refs[datapath] = h5py.File(datapath, "r")
        self.data = self.refs[datapath][dataset]
        self.start = start
        self.end = self.data.shape[0] if end is None else end
        self.normalizer = normalizer
        first = self._normal(self.data[0:1])
        self._row_shape, self._dtype = first.shape[1:], first.dtype

    def _normal(self, rows: Any) -> Any:
        return rows if self.normalizer is None else self.normalizer(rows)

    def __len__(self) -> int:
        return int(self.end - self.start)

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            start, stop, _ = slice(key.start, key.stop).indices(len(self))
            if key.stop is not None and key.stop > len(self):
                raise IndexError(f"row {key.stop} of {len(self)}")
            return self._normal(self.data[start + self.start : stop + self.start])
        if isinstance(key, (int, np.integer)):
            if key >= len(self):
                raise IndexError(f"row {key} of {len(self)}")
            return self._normal(self.data[key + self.start])
        rows = np.asarray(key)
        if rows.size and rows.max() >= len(self):
            raise IndexError(f"row {rows.max()} of {len(self)}")
        # HDF5 reads rows in ascending order, each once.
        order, back = np.unique(rows, return_inverse=True)
        return self._normal(self.data[(order + self.start).tolist()][back])

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        """All rows: what ``fit`` of Keras 3 takes."""
        return np.asarray(self[:], dtype)

    @property
    def shape(self) -> tuple[int, ...]:
        return (len(self), *self._row_shape)

    @property
    def dtype(self) -> Any:
        return self._dtype

    @property
    def ndim(self) -> int:
        return len(self.shape)

    @property
    def size(self) -> int:
        return int(np.prod(self.shape))


class SequenceEnqueuer:
    """Reads batches in a thread ahead of the one that uses them; :meth:`get` yields them in order.

    Args:
        sequence: A ``keras.utils.Sequence`` or a generator.
        use_multiprocessing: Taken for Keras 2's sake: batches are read by one thread, in order.
    """

    def __init__(self, sequence: Any, use_multiprocessing: bool = False) -> None:
        self.sequence = sequence
        self.use_multiprocessing = use_multiprocessing
        self.queue: queue.Queue[Any] = queue.Queue()
        self.run_thread: threading.Thread | None = None
        self.stop_signal = threading.Event()

    def is_running(self) -> bool:
        """Whether batches are being read."""
        return self.run_thread is not None and not self.stop_signal.is_set()

    def start(self, workers: int = 1, max_queue_size: int = 10) -> None:
        """Begin to read."""
        self.queue = queue.Queue(max_queue_size)
        self.stop_signal.clear()
        self.run_thread = threading.Thread(target=self._run, daemon=True)
        self.run_thread.start()

    def stop(self, timeout: float | None = None) -> None:
        """End reading."""
        self.stop_signal.set()
        while self.run_thread is not None and self.run_thread.is_alive():
            try:
                self.queue.get(timeout=0.01)
            except queue.Empty:
                self.run_thread.join(0.01)

    def get(self) -> Iterator[Any]:
        """Yield the batches.

        Raises:
            Exception: What the sequence raised.
        """
        while self.is_running():
            batch, error = self.queue.get()
            if error is not None:
                self.stop()
                if isinstance(error, StopIteration):
                    return
                raise error
            if batch is not None:
                yield batch

    def _run(self) -> None:
        try:
            for batch in self._batches():
                while not self.stop_signal.is_set():
                    try:
                        self.queue.put((batch, None), timeout=0.1)
                        break
                    except queue.Full:
                        continue
                if self.stop_signal.is_set():
                    return
            raise StopIteration
        except Exception as error:
            self.queue.put((None, error))

    def _batches(self) -> Iterator[Any]:
        raise NotImplementedError


class OrderedEnqueuer(SequenceEnqueuer):
    """Reads a ``Sequence`` again and again, in order or mixed anew in each round."""

    def __init__(self, sequence: Any, use_multiprocessing: bool = False, shuffle: bool = False) -> None:
        super().__init__(sequence, use_multiprocessing)
        self.shuffle = shuffle

    def _batches(self) -> Iterator[Any]:
        while True:
            order = list(range(len(self.sequence)))
            if self.shuffle:
                random.shuffle(order)
            for index in order:
                yield self.sequence[index]
            if hasattr(self.sequence, "on_epoch_end"):
                self.sequence.on_epoch_end()


class GeneratorEnqueuer(SequenceEnqueuer):
    """Reads a generator to its end."""

    def __init__(
        self, generator: Any, use_multiprocessing: bool = False, random_seed: int | None = None, **old: Any
    ) -> None:
        super().__init__(generator, use_multiprocessing)

    def _batches(self) -> Iterator[Any]:
        return iter(self.sequence)


class TimedThread:
    """A thread that calls :meth:`on_interval` every ``interval`` seconds; also a context."""

    def __init__(self, interval: float, **kwargs: Any) -> None:
        self.interval = interval
        self.daemon = kwargs.pop("daemon", True)
        self.thread_kwargs = kwargs
        self.thread: threading.Thread | None = None
        self.thread_stop_event = threading.Event()

    def _run(self) -> None:
        while not self.thread_stop_event.is_set():
            self.on_interval()
            self.thread_stop_event.wait(self.interval)

    def start(self) -> None:
        """Begin, unless it runs."""
        if not self.is_alive():
            self.thread_stop_event.clear()
            self.thread = threading.Thread(target=self._run, daemon=self.daemon, **self.thread_kwargs)
            self.thread.start()

    def stop(self) -> None:
        """End after this interval."""
        self.thread_stop_event.set()

    def is_alive(self) -> bool:
        """Whether it runs."""
        return self.thread is not None and self.thread.is_alive()

    def __enter__(self) -> TimedThread:
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()

    def on_interval(self) -> None:
        """To be written."""
        raise NotImplementedError(
            "Runs every x interval seconds. Needs to be implemented in subclasses of `TimedThread`"
        )


def get_test_data(
    num_train: int = 1000,
    num_test: int = 500,
    input_shape: tuple[int, ...] = (10,),
    output_shape: tuple[int, ...] = (2,),
    classification: bool = True,
    num_classes: int = 2,
) -> Any:
    """Random inputs around their targets: ``((x, y), (x, y))`` to train and to test with."""
    samples = num_train + num_test
    if classification:
        y: Any = np.random.randint(0, num_classes, size=(samples,))
        x = np.zeros((samples, *input_shape), dtype=np.float32)
        for index in range(samples):
            x[index] = np.random.normal(loc=y[index], scale=0.7, size=input_shape)
    else:
        centers = np.random.random((samples,))
        x = np.zeros((samples, *input_shape), dtype=np.float32)
        y = np.zeros((samples, *output_shape), dtype=np.float32)
        for index in range(samples):
            x[index] = np.random.normal(loc=centers[index], scale=0.7, size=input_shape)
            y[index] = np.random.normal(loc=centers[index], scale=0.7, size=output_shape)
    return (x[:num_train], y[:num_train]), (x[num_train:], y[num_train:])


def validate_file(fpath: str, file_hash: str, algorithm: str = "auto", chunk_size: int = 65535) -> bool:
    """Whether a file has this hash: ``"sha256"``, ``"md5"`` or by its length."""
    is_sha = algorithm == "sha256" or (algorithm == "auto" and len(file_hash) == 64)
    digest = hashlib.sha256() if is_sha else hashlib.md5(usedforsecurity=False)
    with open(fpath, "rb") as file:
        for chunk in iter(lambda: file.read(chunk_size), b""):
            digest.update(chunk)
    return digest.hexdigest() == str(file_hash)


def ask_to_proceed_with_overwrite(filepath: str) -> bool:
    """Ask the user whether to write over a file."""
    import sys

    answer = ""
    # Programs of Python 2 and 3 answer for the user by replacing six.moves.input.
    ask = getattr(sys.modules.get("six.moves"), "input", input)
    while answer not in ("y", "n"):
        answer = ask(f"[WARNING] {filepath} already exists - overwrite? [y/n]").strip().lower()
    return answer == "y"
