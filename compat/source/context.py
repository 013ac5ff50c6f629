"""What the rules know about a file."""

from __future__ import annotations

import ast
import re
from functools import cached_property

from . import names
from .helpers import Helpers
from .index import Index, index
from .infer import Inference
from .places import Places
from .scopes import Tree
from .spelling import Speller
from .text import Text
from .things import Named

_TF_KERAS = re.compile(rb"TF_USE_LEGACY_KERAS['\"]?\s*[\]=,:]+\s*=?\s*['\"]?(1|true)\b", re.IGNORECASE)


class Context:
    """One file under the rules.

    Attributes:
        text: Its text.
        tree: Its tree, walked.
        infer: What its expressions stand for.
        dialect: The Keras 2 that its defaults are read in.
    """

    def __init__(self, text: Text, root: ast.Module, dialect: str) -> None:
        self.text = text
        self.dialect = dialect
        self.index: Index = index()
        self.tree = Tree(root, self.index.attributes, {*self.index.strings, *self.index.logs})
        self.infer = Inference(self.tree, tf_keras=bool(_TF_KERAS.search(text.data)))

    @cached_property
    def speller(self) -> Speller:
        return Speller(self.text, self.tree, self.infer)

    @cached_property
    def helpers(self) -> Helpers:
        return Helpers(self.text, self.tree, self.speller)

    @cached_property
    def places(self) -> Places:
        return Places(self.tree, self.infer)

    @cached_property
    def uses_keras(self) -> bool:
        """Whether the file imports anything of Keras."""
        return any(
            names.root(thing.name) == "keras" or thing.name == "tensorflow"
            for scope in self.tree.scopes.values()
            for bindings in scope.bindings.values()
            for binding in bindings
            if binding.kind == "import"
            for thing in [self.infer.binding(binding, scope)]
            if isinstance(thing, Named)
        ) or any(names.below_root(module) is not None for scope in self.tree.scopes.values() for module in scope.stars)
