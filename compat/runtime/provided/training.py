"""Methods of models that Keras 3 lost."""

from __future__ import annotations

import warnings
from typing import Any


def fit_generator(
    self: Any,
    generator: Any,
    steps_per_epoch: int | None = None,
    epochs: int = 1,
    verbose: int = 1,
    callbacks: Any = None,
    validation_data: Any = None,
    validation_steps: int | None = None,
    validation_freq: Any = 1,
    class_weight: Any = None,
    max_queue_size: int = 10,
    workers: int = 1,
    use_multiprocessing: bool = False,
    shuffle: bool = True,
    initial_epoch: int = 0,
    **old: Any,
) -> Any:
    """``fit`` on a generator or a Sequence.

    Args:
        generator: Yields ``(inputs, targets)`` or ``(inputs, targets, sample weights)``, or is a Sequence.
        steps_per_epoch: Batches in an epoch; the length of a Sequence where it is None.
        validation_data: Arrays, a generator or a Sequence; ``validation_steps`` batches of a generator are taken.
        shuffle: Whether to mix the order of the batches of a Sequence.
        max_queue_size, workers, use_multiprocessing: Taken and not needed: batches come in the same order.
        old: The names of Keras 1: ``samples_per_epoch``, ``nb_epoch``, ``nb_val_samples``, ``max_q_size``, ``nb_worker``,
            ``pickle_safe``.

    Returns:
        The history.

    Raises:
        TypeError: Another argument is given.
    """
    samples = old.pop("samples_per_epoch", None)
    if samples is not None:
        steps_per_epoch = samples // getattr(generator, "batch_size", 1)
    epochs = old.pop("nb_epoch", epochs)
    validation_steps = old.pop("nb_val_samples", validation_steps)
    _refuse(old, "fit_generator")
    indexed = hasattr(generator, "__getitem__")
    if not indexed and use_multiprocessing and workers > 1:
        warnings.warn(
            "fit_generator() takes the batches of a generator one after the other, whatever use_multiprocessing and workers "
            "say. Consider a keras.utils.Sequence, whose batches can be made by several workers.",
            stacklevel=2,
        )
    return self.fit(
        generator,
        steps_per_epoch=steps_per_epoch,
        epochs=epochs,
        verbose=verbose,
        callbacks=callbacks,
        validation_data=_validation(validation_data),
        validation_steps=validation_steps,
        validation_freq=validation_freq,
        class_weight=class_weight,
        shuffle=shuffle and indexed,
        initial_epoch=initial_epoch,
    )


def evaluate_generator(
    self: Any,
    generator: Any,
    steps: int | None = None,
    callbacks: Any = None,
    max_queue_size: int = 10,
    workers: int = 1,
    use_multiprocessing: bool = False,
    verbose: int = 0,
    **old: Any,
) -> Any:
    """``evaluate`` on a generator or a Sequence; see :func:`fit_generator`. ``val_samples`` is Keras 1's ``steps``."""
    steps = old.pop("val_samples", steps)
    _refuse(old, "evaluate_generator")
    return self.evaluate(generator, steps=steps, callbacks=callbacks, verbose=verbose)


def predict_generator(
    self: Any,
    generator: Any,
    steps: int | None = None,
    callbacks: Any = None,
    max_queue_size: int = 10,
    workers: int = 1,
    use_multiprocessing: bool = False,
    verbose: int = 0,
    **old: Any,
) -> Any:
    """``predict`` on a generator or a Sequence; see :func:`fit_generator`. ``val_samples`` is Keras 1's ``steps``."""
    steps = old.pop("val_samples", steps)
    _refuse(old, "predict_generator")
    return self.predict(generator, steps=steps, callbacks=callbacks, verbose=verbose)


def _refuse(old: dict[str, Any], method: str) -> None:
    unknown = old.keys() - {"max_q_size", "nb_worker", "pickle_safe"}
    if unknown:
        raise TypeError(f"{method}() got an unexpected keyword argument {sorted(unknown)[0]!r}")


def _validation(data: Any) -> Any:
    return tuple(data) if isinstance(data, list) else data


def predict_classes(self: Any, x: Any, batch_size: int | None = None, verbose: int = 0) -> Any:
    """The class of each sample.

    Returns:
        Integers of shape ``(samples,)``, the largest output's index; of shape ``(samples, 1)``, output over 0.5, where the
        model has one output unit.
    """
    scores = self.predict(x, batch_size=batch_size, verbose=verbose)
    return scores.argmax(axis=-1) if scores.shape[-1] > 1 else (scores > 0.5).astype("int32")


def predict_proba(self: Any, x: Any, batch_size: int | None = None, verbose: int = 0) -> Any:
    """``predict``, whose outputs the program takes for probabilities.

    Returns:
        Floats of shape ``(samples, ...)``.
    """
    return self.predict(x, batch_size=batch_size, verbose=verbose)
