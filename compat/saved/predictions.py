"""What a model file computes under one Keras, in a process of its own: ``python -m compat.saved.predictions KERAS FILE IN OUT``.

``KERAS`` is ``keras`` or ``tf_keras``; ``IN`` holds inputs ``x0``, ``x1``, ...; ``OUT`` gets the outputs.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import numpy as np


def main(arguments: list[str]) -> int:
    """Returns the exit status."""
    name, path, given, wanted = arguments
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    keras = importlib.import_module(name)
    with np.load(given) as numbers:
        inputs = [numbers[f"x{number}"] for number in range(len(numbers.files))]
    model: Any = keras.models.load_model(path, compile=False)
    x = inputs[0] if len(inputs) == 1 else inputs
    outputs = model.predict(x, batch_size=len(inputs[0]), verbose=0)
    found: dict[str, Any] = {f"y{number}": np.asarray(each) for number, each in enumerate(_listed(outputs))}
    np.savez(wanted, **found)
    return 0


def _listed(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [value[key] for key in sorted(value)]
    return list(value) if isinstance(value, (list, tuple)) else [value]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
