"""briefpress: tech-ethics briefings, checked against the words of their sources and published as a site.

`load`, `check` and `build` do from Python what the command line does. Inside the package the modules of the
same names are always imported by their full name (`from briefpress.load import document`).
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefpress.edition import Result, Unable, build, check, load
    from briefpress.model.document import Document
    from briefpress.model.finding import Bug, Finding, Severity
    from briefpress.model.source import Location

__all__ = ["Bug", "Document", "Finding", "Location", "Result", "Severity", "Unable", "build", "check", "load"]


class _OnDemand:
    """A public name, imported when it is first asked for.

    The command can then be stopped while it imports: this file is run before any line of it. A property
    and not `__getattr__`, because importing the modules `load` and `check` would put them in the place of
    the functions.
    """

    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = f"briefpress.{module}", name

    def __get__(self, package: ModuleType, kind: type[ModuleType]) -> Any:
        return getattr(import_module(self.module), self.name)

    def __set__(self, package: ModuleType, value: object) -> None:
        """A module of the same name that has been imported: the name stays the function's."""


class _Package(ModuleType):
    Result = _OnDemand("edition", "Result")
    Unable = _OnDemand("edition", "Unable")
    build = _OnDemand("edition", "build")
    check = _OnDemand("edition", "check")
    load = _OnDemand("edition", "load")
    Document = _OnDemand("model.document", "Document")
    Bug = _OnDemand("model.finding", "Bug")
    Finding = _OnDemand("model.finding", "Finding")
    Severity = _OnDemand("model.finding", "Severity")
    Location = _OnDemand("model.source", "Location")


sys.modules[__name__].__class__ = _Package
