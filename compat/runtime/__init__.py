"""How the changes act in a running program. Imports Keras; never ``ast``, never ``source``."""
