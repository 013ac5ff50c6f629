"""A pytest plugin: the process speaks Keras 2 before Keras's own tests are collected."""

import compat

compat.install()
