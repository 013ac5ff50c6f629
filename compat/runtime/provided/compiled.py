"""``model.compiled_loss`` and ``model.compiled_metrics``, which a ``train_step`` of Keras 2.2 to 2.15 calls."""

from __future__ import annotations

from typing import Any

from ..widen import virtual


class CompiledLoss:
    """The losses of ``compile``, called with targets and predictions."""

    def __init__(self, model: Any) -> None:
        self.model = model

    def __call__(self, y_true: Any, y_pred: Any, sample_weight: Any = None, regularization_losses: Any = None) -> Any:
        """The loss of a batch: a scalar, with the sum of ``regularization_losses``; the mean of an epoch counts it."""
        from keras import ops

        model = self.model
        losses = [ops.sum(each) for each in regularization_losses or ()]
        if model._compile_loss is not None:
            losses.insert(0, model._compile_loss(y_true, y_pred, sample_weight))
        total = sum(losses[1:], losses[0]) if losses else ops.zeros(())
        first = y_true
        while isinstance(first, (list, tuple, dict)):
            first = next(iter(first.values() if isinstance(first, dict) else first))
        model._loss_tracker.update_state(total, sample_weight=ops.shape(first)[0])
        return total

    @property
    def metrics(self) -> list[Any]:
        """The mean of the loss."""
        return [self.model._loss_tracker]

    def reset_state(self) -> None:
        """Start the mean anew."""
        self.model._loss_tracker.reset_state()

    reset_states = reset_state


class CompiledMetrics:
    """The metrics of ``compile``."""

    def __init__(self, model: Any) -> None:
        self.model = model

    @property
    def metrics(self) -> list[Any]:
        """The metrics, once the first batch was seen."""
        found = self.model._compile_metrics
        return [] if found is None else list(found.metrics)

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Count a batch."""
        if self.model._compile_metrics is not None:
            self.model._compile_metrics.update_state(y_true, y_pred, sample_weight)

    def reset_state(self) -> None:
        """Start anew."""
        if self.model._compile_metrics is not None:
            self.model._compile_metrics.reset_state()

    reset_states = reset_state


@virtual
def compiled_loss(model: Any) -> Any:
    """The losses of ``compile``; None before."""
    return CompiledLoss(model) if model.compiled else None


@virtual
def compiled_metrics(model: Any) -> Any:
    """The metrics of ``compile``; None before."""
    return CompiledMetrics(model) if model.compiled else None
