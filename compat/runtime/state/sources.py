"""Where batches come from, and how many samples they have."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

DEFAULT_BATCH_SIZE = 32


class Mismatch(Exception):
    """A batch that does not fit; ``what`` and ``remedy`` go into the message of the error."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


def count(samples: int) -> str:
    return f"{samples} sample{'' if samples == 1 else 's'}"


def samples(x: Any) -> int | None:
    """The number of samples of arrays, None for what yields batches (or holds none)."""
    if isinstance(x, dict):
        x = next(iter(x.values()), None)
        return samples(x)
    if isinstance(x, (list, tuple)):
        return samples(x[0]) if x else None
    shape = getattr(x, "shape", None)
    if shape is None or len(shape) == 0:
        return None
    first = shape[0]
    return int(first) if first is not None else None


def check_arrays(
    found: int, size: int | None, steps: int | None, expected: int, which: str = "", total: int | None = None
) -> None:
    """Refuse arrays of ``found`` samples that do not fall into batches of ``expected``.

    Args:
        found: Samples in the arrays.
        size: Samples in a batch, as given to the loop.
        steps: Batches in an epoch, as given to the loop.
        expected: Samples that a batch must have.
        which: Words that name the arrays.
        total: Batches that the loop will take altogether, where it stops before the arrays end.

    Raises:
        Mismatch: A batch would have another number of samples.
    """
    given = size or (-(-found // steps) if steps else None)
    length = given or DEFAULT_BATCH_SIZE
    first = min(length, found)
    origin = f"batch_size={given}" if size else f"steps={steps}" if given else f"the default batch size {length}"
    if found and first != expected:
        what = f"got {count(found)} {which}with {origin}"
        if found % expected == 0:
            raise Mismatch(what, f"pass batch_size={expected}")
        raise Mismatch(what, f"pass batch_size={expected}, and {_divisible(found, expected)}")
    rest = found % length
    if rest and rest != expected and (total is None or total > found // length):
        raise Mismatch(
            f"got {count(found)} {which}with {origin}, so its last batch would have {count(rest)}",
            _divisible(found, expected),
        )


def _divisible(found: int, expected: int) -> str:
    fitting = f"a number of samples divisible by {expected}"
    return f"pass {fitting} (drop the last {found % expected})" if found > expected else f"pass {fitting}"


def checked(x: Any, expected: int, failures: list[Mismatch], which: str = "") -> Any:
    """The same source of batches, refusing one that does not fit when it comes, before its step.

    A failure is also appended to ``failures``: on its way through a backend an exception loses its type.
    """
    root = type(x).__module__.partition(".")[0]
    if root == "tensorflow" and hasattr(x, "element_spec"):
        return _checked_dataset(x, expected, which)
    if root == "torch":
        return _check_loader(x, expected, which)
    if hasattr(x, "__getitem__") and (hasattr(x, "__len__") or hasattr(x, "num_batches")):
        return _checked_sequence(x, expected, failures, which)
    if hasattr(x, "__next__"):
        return _checked_batches(x, expected, failures, which)
    return x


def _refuse(found: int | None, index: int, expected: int, failures: list[Mismatch], which: str) -> None:
    if found is not None and found != expected:
        failures.append(
            Mismatch(f"got {count(found)} in batch {index} {which}".rstrip(), f"let every batch have {count(expected)}")
        )
        raise failures[-1]


def _inputs(batch: Any) -> Any:
    return batch[0] if isinstance(batch, (tuple, list)) and batch else batch


def _checked_batches(batches: Iterator[Any], expected: int, failures: list[Mismatch], which: str) -> Iterator[Any]:
    for index, batch in enumerate(batches):
        _refuse(samples(_inputs(batch)), index, expected, failures, which)
        yield batch


def _checked_sequence(x: Any, expected: int, failures: list[Mismatch], which: str) -> Any:
    import keras

    class Checked(keras.utils.PyDataset):
        """The user's sequence, its batches checked as they are asked for."""

        def __init__(self) -> None:
            options = ("workers", "use_multiprocessing", "max_queue_size")
            super().__init__(**{name: getattr(x, name) for name in options if hasattr(x, name)})

        def __getitem__(self, index: int) -> Any:
            batch = x[index]
            _refuse(samples(_inputs(batch)), index, expected, failures, which)
            return batch

        def __len__(self) -> int:
            return x.num_batches if hasattr(x, "num_batches") else len(x)

        def on_epoch_begin(self) -> None:
            getattr(x, "on_epoch_begin", lambda: None)()

        def on_epoch_end(self) -> None:
            getattr(x, "on_epoch_end", lambda: None)()

    return Checked() if isinstance(x, keras.utils.PyDataset) else x


def _checked_dataset(x: Any, expected: int, which: str) -> Any:
    spec = _inputs(x.element_spec)
    known = samples(spec)
    if known is not None:
        if known != expected:
            raise Mismatch(
                f"got batches of {count(known)} {which}".rstrip(), f"use batch({expected}, drop_remainder=True)"
            )
        return x
    tf = sys.modules["tensorflow"]

    def check(*batch: Any) -> Any:
        first = tf.nest.flatten(_inputs(batch))[0]
        message = f"batches must have {count(expected)}; use batch({expected}, drop_remainder=True)"
        with tf.control_dependencies([tf.debugging.assert_equal(tf.shape(first)[0], expected, message=message)]):
            batch = tf.nest.map_structure(tf.identity, batch)
        return batch if len(batch) > 1 else batch[0]

    return x.map(check)


def _check_loader(x: Any, expected: int, which: str) -> Any:
    size: int | None = getattr(x, "batch_size", None)
    dataset: Any = getattr(x, "dataset", None)
    if size is None or not hasattr(dataset, "__len__"):
        return x
    if size != expected:
        raise Mismatch(f"got batches of {count(size)} {which}".rstrip(), f"use DataLoader(batch_size={expected})")
    rest = len(dataset) % size
    if rest and not x.drop_last:
        raise Mismatch(
            f"got {count(len(dataset))} {which}in batches of {size}, so the last would have {count(rest)}",
            "use DataLoader(drop_last=True)",
        )
    return x
