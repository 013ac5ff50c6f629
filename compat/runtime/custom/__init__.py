"""What the classes of a Keras 2 program call on themselves: layers and optimizers that it defines."""
