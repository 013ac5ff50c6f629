"""TensorFlow's own functions in programs of Keras 2: applied to Keras tensors, and to the tensors of another backend."""
