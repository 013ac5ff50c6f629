"""Small deterministic stateful Keras 2 programs; the numbers that they gave under Keras 2 are in ``recorded``.

A program takes the Keras module under test and a recorder, and uses Keras 2 spellings only. Weights and data come from
``RandomState``, so no random number of Keras is ever drawn. The recorder is called as ``rec(name, value)``; a value is
anything that numpy can turn into a float array, or a list of such things.
"""

from . import cells, fit, models, predict, saved, subclassed, training, wrappers
from ._tools import PROGRAMS, Program

__all__ = ["PROGRAMS", "Program", "cells", "fit", "models", "predict", "saved", "subclassed", "training", "wrappers"]
