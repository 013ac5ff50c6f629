"""TensorFlow's own functions beside Keras."""
