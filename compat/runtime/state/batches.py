"""The batch check: a batch that does not fit the carried state is refused before the loop starts.

Keras 2.2 refused it, Keras 2.15 broadcast it and answered wrong rows, Keras 3 fails inside the step and leaves a model on jax
without values. Arrays are checked whole; what yields batches is checked batch by batch, before each step.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from ...changes.stateful import shuffled_stateful_fit
from ..notices import notice
from ..widen import wrap
from . import layers, sources
from .sources import Mismatch, mismatch_in


class Recovery(Protocol):
    """What keeps a model usable around a loop: called before it, after one that ended, after one that failed."""

    def prepare(self, model: Any) -> None: ...

    def finished(self, model: Any) -> None: ...

    def recover(self, model: Any) -> None: ...


def install() -> None:
    """Widen the loops of the trainer in use."""
    import keras

    install_on(keras.Model, _recovery(keras))


def install_on(model: type, recovery: Recovery | None) -> None:
    """Widen the loops of a class of models.

    Args:
        model: The class, of either Keras.
        recovery: What to call around a loop.
    """
    for name, check in _CHECKS.items():
        wrap(model, name, partial(_loop, name, check, recovery))


def _recovery(keras: Any) -> Recovery | None:
    if keras.backend.backend() != "jax":
        return None
    from . import jax_trainer

    return jax_trainer


def _loop(
    name: str, check: Callable[..., Any], recovery: Recovery | None, native: Callable[..., Any]
) -> Callable[..., Any]:
    parameters = _parameters(native)

    def loop(self: Any, *args: Any, **kwargs: Any) -> Any:
        expected = expected_batch(self)
        if expected is None and not _has_stateful(self):
            return native(self, *args, **kwargs)
        call = dict(zip(parameters, args))
        if len(args) > len(parameters) or call.keys() & kwargs.keys():
            return native(self, *args, **kwargs)  # a TypeError in Keras's own words
        call.update(kwargs)
        failures: list[Mismatch] = []
        if expected is None:
            expected = _first_batch(name, call)
        if expected is not None and not call.get("_use_cached_eval_dataset"):
            try:
                call.update(check(self, call, expected, failures))
            except Mismatch as mismatch:
                raise _error(self, name, expected, mismatch) from None
        try:
            return _recovering(native, recovery, self, (), call)
        except Exception as error:
            found = failures[0] if failures else error if isinstance(error, Mismatch) else mismatch_in(error, expected)
            if found is None or expected is None:
                raise
            raise _error(self, name, expected, found) from None

    return loop


def recovering(native: Callable[..., Any], model: Any, call: dict[str, Any]) -> Any:
    """Run a loop of any model; one that fails leaves the model with the values that it had last."""
    import keras

    return _recovering(native, _recovery(keras), model, (), call)


def _recovering(native: Callable[..., Any], recovery: Recovery | None, model: Any, args: Any, kwargs: Any) -> Any:
    if recovery is None:
        return native(model, *args, **kwargs)
    recovery.prepare(model)
    try:
        result = native(model, *args, **kwargs)
    except BaseException:
        recovery.recover(model)
        raise
    recovery.finished(model)
    return result


def _parameters(native: Callable[..., Any]) -> list[str]:
    import inspect

    return list(inspect.signature(native).parameters)[1:]


def _error(model: Any, method: str, expected: int, found: Mismatch) -> ValueError:
    held = ", ".join(repr(layer.name) for layer in layers.stateful(model))
    several = "s" if expected != 1 else ""
    return ValueError(
        f"{method}() of the stateful model {model.name!r} {found.what}, but its layers ({held}) hold the states of exactly "
        f"{expected} sample{several}: every batch must have {expected} sample{several}.\n"
        f"Hint: {found.remedy}. See {layers.PAGE_OF_A_PARTIAL_BATCH} in the migration guide."
    )


# ---- what a model expects ----


def expected_batch(model: Any) -> int | None:
    """The number of samples that every batch of a stateful model must have; None where any number will do."""
    known = model.__dict__.get("_compat_batch")
    if known is not None and known[0] == layers.generation():
        return known[1]
    found = _find_expected_batch(model)
    if found is not None or not _has_stateful(model):
        model.__dict__["_compat_batch"] = (layers.generation(), found)
    return found


def _has_stateful(model: Any) -> bool:
    known = model.__dict__.get("_compat_stateful")
    if known is None or known[0] != layers.generation():
        known = model.__dict__["_compat_stateful"] = (layers.generation(), bool(layers.stateful(model)))
    return known[1]


def _find_expected_batch(model: Any) -> int | None:
    held = layers.stateful(model)
    if not held:
        return None
    try:
        inputs = [tensor.shape[0] for tensor in _flat(model.inputs)]
    except (AttributeError, IndexError, ValueError):
        inputs = []
    sizes = {size for size in inputs if size is not None}
    if inputs:
        return sizes.pop() if len(sizes) == 1 else None
    states = [state for layer in held for state in layers.flat(layer.states) if state is not None]
    return states[0].shape[0] if states else None


def _first_batch(name: str, call: dict[str, Any]) -> int | None:
    """A model that is not built will hold states for its first batch; None where that is not known before it comes."""
    samples = None if name.endswith("_on_batch") else sources.samples(call.get("x"))
    if not samples:
        return None
    return min(
        samples, sources.batch_length(samples, call.get("batch_size"), call.get("steps_per_epoch", call.get("steps")))
    )


def _flat(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [each for item in value.values() for each in _flat(item)]
    if isinstance(value, (list, tuple)):
        return [each for item in value for each in _flat(item)]
    return [] if value is None else [value]


# ---- the loops ----


def _check_fit(model: Any, call: dict[str, Any], expected: int, failures: list[Mismatch]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    x, size = call.get("x"), call.get("batch_size")
    samples = sources.samples(x)
    if samples is not None:
        split = call.get("validation_split") or 0.0
        if split and call.get("validation_data") is None:
            kept = int(samples * (1.0 - split))
            held_out = call.get("validation_batch_size") or size
            sources.check_arrays(kept, size, None, expected, f"(of {samples}, split for validation) ")
            sources.check_arrays(samples - kept, held_out, call.get("validation_steps"), expected, "for validation ")
        else:
            steps = call.get("steps_per_epoch")
            total = steps * call.get("epochs", 1) if steps else None
            sources.check_arrays(samples, size, steps, expected, total=total)
    elif x is not None:
        changed["x"] = sources.checked(x, expected, failures)
    validation = call.get("validation_data")
    if validation is not None:
        changed["validation_data"] = _check_validation(validation, call, expected, failures)
    if call.get("shuffle", True) is not False and (samples is not None or sources.is_sequence(x)):
        notice(
            shuffled_stateful_fit.CHANGE.code,
            f"fit() shuffles the {'samples' if samples is not None else 'batches'} of the stateful model {model.name!r}, "
            "as Keras 2 did, so a state is carried between unrelated ones. Pass shuffle=False if they follow each other.",
        )
    return changed


def _check_validation(validation: Any, call: dict[str, Any], expected: int, failures: list[Mismatch]) -> Any:
    if not isinstance(validation, (list, tuple)):
        return sources.checked(validation, expected, failures, "of the validation data ")
    samples = sources.samples(validation[0])
    if samples is not None:
        size = call.get("validation_batch_size") or call.get("batch_size")
        sources.check_arrays(samples, size, call.get("validation_steps"), expected, "for validation ")
    return validation


def _check_pass(model: Any, call: dict[str, Any], expected: int, failures: list[Mismatch]) -> dict[str, Any]:
    x = call.get("x")
    samples = sources.samples(x)
    if x is None:
        return {}
    if samples is None:
        return {"x": sources.checked(x, expected, failures)}
    steps = call.get("steps")
    sources.check_arrays(samples, call.get("batch_size"), steps, expected, total=steps)
    return {}


def _check_batch(model: Any, call: dict[str, Any], expected: int, failures: list[Mismatch]) -> dict[str, Any]:
    samples = sources.samples(call.get("x"))
    if samples is not None and samples != expected:
        raise Mismatch(
            f"got a batch of {sources.count(samples)}", f"pass exactly {sources.count(expected)} in each call"
        )
    return {}


_CHECKS: dict[str, Callable[..., dict[str, Any]]] = {
    "fit": _check_fit,
    "evaluate": _check_pass,
    "predict": _check_pass,
    "train_on_batch": _check_batch,
    "test_on_batch": _check_batch,
    "predict_on_batch": _check_batch,
}
