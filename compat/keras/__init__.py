"""The Keras in use, in Keras 2's spelling: ``from compat import keras``, ``from compat.keras.layers import LSTM``."""

import sys as _sys

from ..runtime import view as _view

_view.become(_sys.modules[__name__])
