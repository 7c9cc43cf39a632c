"""Jinja's sandbox, made fast: it allows what it always did, but is asked once for each type, not each time.

A page reads about a thousand attributes and calls a hundred macros. As Jinja ships, asking whether each of
them is safe costs more than all else in the expansion (docs/adr/0007-speed-of-the-second-stage.md).
"""

from __future__ import annotations

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

_escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
"""Escapes a text without making it `Markup`, which costs three times as much and serves nothing in output."""


def _escape(value: Any) -> str:
    """What a template prints, as HTML."""
    of = type(value)
    if of is str:
        return _escape_text(value)
    return value if of is Markup else markupsafe.escape(value)


def _readers(attribute: str) -> str:
    """The name by which compiled templates know the readers of an attribute."""
    return f"readers_of_{attribute}"


class Uncomputed(CodeGenerator):
    """Compiles a template and computes nothing: that is done while a page is made, where time and room are limited.

    For an environment with `optimized=False`, which computes all but what is written out when it is compiled.
    """

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if isinstance(node, (nodes.TemplateData, nodes.Const)):
            return super()._output_child_to_const(node, frame, finalize)
        raise nodes.Impossible

    def visit_EvalContextModifier(self, node: nodes.EvalContextModifier, frame: Frame) -> None:  # noqa: N802
        for option in node.options:
            if not isinstance(option.value, nodes.Const):
                self.fail(f"{option.key} takes true or false", node.lineno)
        super().visit_EvalContextModifier(node, frame)


class _Generator(Uncomputed):
    """Compiles `x.name` to a plain access where the type of `x` is known to allow it, else to a question."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        assert isinstance(self.environment, Sandbox)
        if node.attr.startswith("_") or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        readers = _readers(node.attr)
        self.environment.readers.setdefault(readers, set())  # `Sandbox.getattr` fills it
        self.write(f"(of.{node.attr} if type(of := ")
        self.visit(node.node, frame)
        self.write(f") in {readers} else environment.getattr(of, {node.attr!r}))")


class _Template(jinja2.Template):
    """A compiled template that comes out as one text, not as hundreds handed from include to include."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's name
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        assert isinstance(environment, Sandbox)
        made = super().from_code(environment, code, globals, uptodate)
        pieces = made.root_render_func
        names: dict[str, Any] = pieces.__globals__
        names.update(environment.readers, escape=_escape)

        def root(context: Context) -> Iterator[str]:
            yield "".join(pieces(context))

        made.root_render_func = root
        return made


class Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox for the templates of a loader: undefined names are errors, what is no HTML is escaped.

    `readers` holds, for each attribute (by its name in compiled templates), the types of which any template
    may read it: views, which are plain frozen values of ours, and the state of a loop.
    """

    intercepted_binops = frozenset({"*", "**"})
    code_generator_class = _Generator
    template_class = _Template

    def __init__(self, loader: jinja2.BaseLoader) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            optimized=False,
            cache_size=-1,
        )
        self.readers: dict[str, set[type]] = {}
        self._verdicts: dict[tuple[type, str], bool] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that every template knows: one plain mapping, unless a template is given more."""
        return super().make_globals(d) if d else self.globals

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute that a template may read; asked once for each type of view and attribute."""
        of = type(obj)
        if _is_view(of) and not attribute.startswith("_") and hasattr(of, attribute):
            self.readers.setdefault(_readers(attribute), set()).add(of)
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read an attribute; that depends on the type alone."""
        key = (type(obj), attr)
        verdict = self._verdicts.get(key)
        if verdict is None:
            verdict = self._verdicts[key] = super().is_safe_attribute(obj, attr, value)
        return verdict

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A product or power, unless it would be far larger than a page needs: then OverflowError."""
        if _extent(operator, left, right) > LARGEST:
            raise OverflowError(f"the result of {operator} would be too large")
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Calls what a template calls; a macro, which is made by templates only, without a question."""
        if type(obj) is not Macro:
            return super().call(context, obj, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return obj(context.eval_ctx, *args, **kwargs)


LARGEST = 100_000
"""Bits of a number, or items of a text or list, that a template may compute: as Jinja's own limit of `range`."""


def _extent(operator: str, left: Any, right: Any) -> int:
    """About how many bits or items the result of a product or power has; 0 when it cannot be large."""
    if not isinstance(left, int):
        left, right = right, left
    if not isinstance(left, int):
        return 0
    if not isinstance(right, int):
        return left * len(right) if operator == "*" and hasattr(right, "__len__") else 0
    if operator == "*":
        return left.bit_length() + right.bit_length()
    return left.bit_length() * max(right, 0)


def _is_view(of: type) -> bool:
    return of is LoopContext or (is_dataclass(of) and of.__module__.startswith("briefpress.render."))
