"""Jinja's sandbox, made fast for pages: what it allows is unchanged, its verdicts are remembered.

A page reads about a thousand attributes and calls a hundred macros; as Jinja ships, asking each time whether
that is safe costs more than all else in the page's expansion (docs/adr/0007-speed-of-the-second-stage.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import is_dataclass
from keyword import iskeyword
from types import CodeType
from typing import Any

import jinja2
import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

_PACKAGE = "briefpress.render."
_escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
"""Escapes a text without making it `Markup`, which costs three times as much and serves nobody in output."""


class Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox for templates from a loader: strict about undefined names, escaping all that is not HTML.

    `readers` holds, by attribute, the types of which any template may read it without a question: views,
    which are plain frozen values of ours, and the state of a loop.
    """

    code_generator_class = CodeGenerator  # replaced below, where the class is known
    template_class = jinja2.Template  # as above

    def __init__(self, loader: jinja2.BaseLoader) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self.readers: defaultdict[str, set[type]] = defaultdict(set)
        self._verdicts: dict[tuple[type, str], bool] = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute, if a template may read it; compiled templates come here once for each type of view."""
        of = type(obj)
        if _is_view(of) and not attribute.startswith("_") and hasattr(of, attribute):
            self.readers[attribute].add(of)
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read an attribute: that depends on the type alone."""
        key = (type(obj), attr)
        verdict = self._verdicts.get(key)
        if verdict is None:
            verdict = self._verdicts[key] = super().is_safe_attribute(obj, attr, value)
        return verdict

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        """Calls what a template calls; a macro, which only templates make, without a question."""
        if type(obj) is not Macro:
            return super().call(context, obj, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return obj(context.eval_ctx, *args, **kwargs)


def _is_view(of: type) -> bool:
    return of is LoopContext or (is_dataclass(of) and of.__module__.startswith(_PACKAGE))


class _Generator(CodeGenerator):
    """Compiles `x.name` to a plain access where the type of `x` is known to allow it, else to a question."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        if node.attr.startswith("_") or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write(f"(of.{node.attr} if type(of := ")
        self.visit(node.node, frame)
        self.write(f") in {_readers(node.attr)} else environment.getattr(of, {node.attr!r}))")


def _readers(attribute: str) -> str:
    return f"readers_of_{attribute}"


class _Template(jinja2.Template):
    """A compiled template that comes out in one piece, not in hundreds handed from include to include."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's name
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        made = super().from_code(environment, code, globals, uptodate)
        pieces = made.root_render_func
        assert isinstance(environment, Sandbox)
        ...
        return made
