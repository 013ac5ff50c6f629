"""``Lambda(sampling, output_shape=...)`` on jax: the function runs once when the graph is made, as it did in Keras 2.

Random numbers in it need a variable of the layer, which a compiled step cannot get any more.
"""

from __future__ import annotations

import contextlib
import sys
from typing import Any

from ... import callers
from ...widen import put


def install() -> None:
    """Widen ``Lambda`` where a given output shape keeps the function from being looked at."""
    import keras

    if keras.backend.backend() == "jax":
        put(keras.layers.Lambda, "compute_output_spec", _compute_output_spec)


def _compute_output_spec(self: Any, *args: Any, **kwargs: Any) -> Any:
    import keras

    if self._output_shape is not None and callers.keras2_code(sys._getframe(1)):
        # What the function does wrong here it does wrong again, with a better message, when it runs.
        with contextlib.suppress(Exception):
            keras.src.backend.compute_output_spec(self.call, *args, **kwargs)
    return super(keras.layers.Lambda, self).compute_output_spec(*args, **kwargs)
