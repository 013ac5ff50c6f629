"""``tf.GradientTape`` on torch, whose tensors remember how they were made; jax differentiates functions only."""

from __future__ import annotations

from typing import Any

from ... import trees
from ..backend._tensors import backend, is_variable


class GradientTape:
    """Gradients of what was computed inside ``with``.

    Args:
        persistent: Whether :meth:`gradient` may be asked more than once.
        watch_accessed_variables: Trainable variables are always watched.

    Raises:
        NotImplementedError: On jax.
    """

    def __init__(self, persistent: bool = False, watch_accessed_variables: bool = True) -> None:
        if backend() != "torch":
            raise NotImplementedError(
                "tf.GradientTape() needs a backend that records what it computes, and Keras runs on jax, which "
                "differentiates functions.\nHint: put the step into Model.train_step and compile(), use jax.grad, or choose "
                "KERAS_BACKEND=tensorflow or torch. See K2C802 gradient_tape in the migration guide."
            )
        self._persistent = persistent

    def __enter__(self) -> GradientTape:
        import torch

        self._enabled = torch.enable_grad()
        self._enabled.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._enabled.__exit__(*error)

    def watch(self, tensor: Any) -> None:
        """Make a tensor one that gradients are computed for."""
        for each in trees.flatten(tensor):
            if not is_variable(each):
                each.requires_grad_(True)

    def gradient(
        self,
        target: Any,
        sources: Any,
        output_gradients: Any = None,
        unconnected_gradients: Any = "none",
    ) -> Any:
        """Gradients of the sum of the targets.

        Args:
            target: A tensor, or a nesting of tensors.
            sources: A variable or watched tensor, or a nesting of them.
            output_gradients: Weights of the targets, nested like these.
            unconnected_gradients: ``"none"`` or ``"zero"``: what a source that the target does not depend on gets.

        Returns:
            Tensors nested like ``sources``, each with the shape of its source.
        """
        import torch

        targets = [each for each in trees.flatten(target) if each.requires_grad]
        held = [each.value if is_variable(each) else each for each in trees.flatten(sources)]
        weights = trees.flatten(output_gradients) if output_gradients is not None else None
        if targets:
            found = torch.autograd.grad(
                targets,
                held,
                grad_outputs=weights or [torch.ones_like(each) for each in targets],
                retain_graph=self._persistent,
                create_graph=False,
                allow_unused=True,
            )
        else:
            found = [None] * len(held)
        if str(getattr(unconnected_gradients, "value", unconnected_gradients)) == "zero":
            found = [torch.zeros_like(x) if each is None else each for each, x in zip(found, held)]
        return trees.pack_sequence_as(sources, list(found))

    @staticmethod
    def is_one(x: Any) -> bool:
        """Whether ``x`` is a tape."""
        return isinstance(x, GradientTape)
