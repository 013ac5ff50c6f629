"""Where batches come from, and how many samples they have."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

DEFAULT_BATCH_SIZE = 32
ENGINES = ("keras.", "tf_keras.")


class Mismatch(Exception):
    """A batch that does not fit; ``what`` and ``remedy`` go into the message of the error."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
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
    length = batch_length(found, size, steps)
    first = min(length, found)
    origin = f"batch_size={size}" if size else f"steps={steps}" if steps else f"the default batch size {length}"
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


def batch_length(found: int, size: int | None, steps: int | None) -> int:
    """Samples in a batch, as Keras takes them from arrays of ``found``."""
    return size or (-(-found // steps) if steps else DEFAULT_BATCH_SIZE)


def _divisible(found: int, expected: int) -> str:
    fitting = f"a number of samples divisible by {expected}"
    return f"pass {fitting} (drop the last {found % expected})" if found > expected else f"pass {fitting}"


def checked(x: Any, expected: int, failures: list[Mismatch], which: str = "") -> Any:
    """The same source of batches, refusing one that does not fit when it comes, before its step.

    A failure is also appended to ``failures``: on its way through a backend an exception loses its type.
    """
    bases = [f"{base.__module__}.{base.__qualname__}" for base in type(x).__mro__]
    if any(base.startswith("tensorflow.") for base in bases) and hasattr(x, "element_spec"):
        return _checked_dataset(x, expected, which)
    if any(base.startswith("torch.utils.data.") for base in bases):
        return _check_loader(x, expected, which)
    if is_sequence(x):
        return checked_sequence(x, expected, failures, which)
    if hasattr(x, "__next__"):
        return _checked_batches(x, expected, failures, which)
    return x


def is_sequence(x: Any) -> bool:
    """Whether batches come from a ``Sequence`` (``PyDataset``) of either Keras."""
    return _base(x) is not None


def _base(x: Any) -> Any:
    for base in type(x).__mro__:
        if base.__name__ in ("PyDataset", "Sequence") and base.__module__.startswith(ENGINES):
            return base
    return None


def _refuse(found: int | None, index: int, expected: int, failures: list[Mismatch], which: str) -> None:
    if found is not None and found != expected:
        failures.append(_of_one_batch(found, f"in batch {index} {which}".rstrip(), expected))
        raise failures[-1]


def _of_one_batch(found: int, where: str, expected: int) -> Mismatch:
    return Mismatch(f"got {count(found)} {where}", f"let every batch have {count(expected)}")


def _inputs(batch: Any) -> Any:
    return batch[0] if isinstance(batch, (tuple, list)) and batch else batch


def _checked_batches(batches: Iterator[Any], expected: int, failures: list[Mismatch], which: str) -> Iterator[Any]:
    for index, batch in enumerate(batches):
        _refuse(samples(_inputs(batch)), index, expected, failures, which)
        yield batch


def checked_sequence(x: Any, expected: int, failures: list[Mismatch], which: str) -> Any:
    """The user's ``Sequence`` (``PyDataset``), its batches checked as they are asked for."""
    base: Any = _base(x)

    class Checked(base):
        def __getitem__(self, index: int) -> Any:
            batch = x[index]
            _refuse(samples(_inputs(batch)), index, expected, failures, which)
            return batch

        def __len__(self) -> int:
            return len(x)

        @property
        def num_batches(self) -> Any:
            return x.num_batches

        def on_epoch_begin(self) -> None:
            getattr(x, "on_epoch_begin", lambda: None)()

        def on_epoch_end(self) -> None:
            getattr(x, "on_epoch_end", lambda: None)()

        def __reduce__(self) -> Any:
            return checked_sequence, (x, expected, [], which)

    # Set by PyDataset's constructor, which classes of Keras 2 programs never call.
    options = {name: vars(x)[f"_{name}"] for name in _SEQUENCE_OPTIONS if f"_{name}" in getattr(x, "__dict__", ())}
    return Checked(**options)


_SEQUENCE_OPTIONS = ("workers", "use_multiprocessing", "max_queue_size")


def _checked_dataset(x: Any, expected: int, which: str) -> Any:
    known = samples(_inputs(x.element_spec))
    if known is not None:
        if known != expected:
            raise Mismatch(
                f"got batches of {count(known)} {which}".rstrip(), f"use batch({expected}, drop_remainder=True)"
            )
        return x
    tf = sys.modules["tensorflow"]

    def check(*batch: Any) -> Any:
        found = tf.shape(tf.nest.flatten(_inputs(batch))[0])[0]
        with tf.control_dependencies([tf.debugging.Assert(found == expected, [_MARK, found, _MARK])]):
            batch = tf.nest.map_structure(tf.identity, batch)
        return batch if len(batch) > 1 else batch[0]

    return x.map(check)


_MARK = "batch of a stateful model"


def mismatch_in(error: BaseException, expected: int | None) -> Mismatch | None:
    """The batch that was refused inside a dataset of TensorFlow, where an error is only a text."""
    found = re.search(rf"\[{_MARK}\] \[(\d+)\] \[{_MARK}\]", str(error))
    if found is None:
        return None
    return Mismatch(f"got a batch of {count(int(found[1]))}", f"use batch({expected}, drop_remainder=True)")


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
