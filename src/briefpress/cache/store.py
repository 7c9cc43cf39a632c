"""A value in a file of its own, which may have been altered, cut short, or put there by somebody else."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

_FORM = b"briefpress cache 1\n"
_VALUES = "briefpress.model."
"""Where the classes stand that a value may consist of: they hold what they are given, and do nothing."""
_SIZE = hashlib.blake2b().digest_size
LARGEST = 1024**3
"""Bytes; more is no cache of ours."""


class _Reader(pickle.Unpickler):
    """Reads plain values and those of the model, and refuses whatever else a file asks for."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of that name; UnpicklingError unless it is one of the model."""
        found = super().find_class(module, name) if module.startswith(_VALUES) else None
        if not isinstance(found, type) or found.__module__ != module or "." in name:
            raise pickle.UnpicklingError(f"{module}.{name} is no value of the model")
        return found


def load(path: Path) -> Any:
    """The value that was saved; None where there is none, or anything is amiss with it.

    A value consists of plain Python values and those of `briefpress.model`. Nothing else is made from the file,
    so that one from a stranger runs no code.
    """
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > LARGEST:
                return None
            content = file.read()
    except OSError:
        return None
    body = content[len(_FORM) + _SIZE :]
    if content[: len(_FORM) + _SIZE] != _FORM + hashlib.blake2b(body).digest():
        return None
    try:
        return _Reader(io.BytesIO(body)).load()
    except Exception:  # noqa: BLE001 - classes may have changed since, and raise whatever they like
        return None


def save(path: Path, value: Any) -> None:
    """Puts a value in the place of the former one, in one step; where there is no room for it, nothing happens.

    Raises `pickle.PicklingError` for what cannot be saved.
    """
    body = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    with suppress(OSError):  # a cache saves time; nothing may fail without one
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".tmp", dir=path.parent)
        try:
            with open(handle, "wb") as file:  # noqa: PTH123 - a handle, not a path
                file.write(_FORM + hashlib.blake2b(body).digest() + body)
            os.replace(name, path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
