"""Programs written for Keras 2, on Keras 3."""

__version__ = "0.1.0"
