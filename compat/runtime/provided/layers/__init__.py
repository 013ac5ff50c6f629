"""Layers that Keras 3 lost and that are no other layer under another name."""
