"""``keras.backend`` of Keras 2, over ``keras.ops``: the same functions, with Keras 2's numbers, on every backend of Keras 3.

They take tensors, arrays, variables and Keras tensors, and run inside a compiled step. The specification is the backend of
Keras 2.15; where Keras 2.2.4 computed something else, the dialect decides. Shapes, dtypes and defaults are Keras 2's.
"""
