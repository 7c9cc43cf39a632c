"""The mark in a store by which only one at a time works on a site there.

Whoever publishes sets it, says every few seconds that work goes on, and looks each second whether it is still there.
One that nobody has set again for half a minute, by the store's own clock, was left by somebody who was stopped.
Going back takes the mark over at once: the other one finds that out before it writes anything more.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from uuid import uuid4

from briefpress.publish.target import Refused, Store

AT_WORK = timedelta(seconds=30)
"""One whose mark was set within this time may still be at work."""
_AGAIN = 10.0
"""Seconds after which a mark is set again."""
_LOOK = 1.0
"""Seconds after which somebody at work looks whether the mark is still theirs."""
_SURE = 1.5
"""Seconds for which that counts; nothing is written later than this without looking again."""
_NOTICED = 2.0
"""Seconds after which somebody whose mark was taken over has noticed."""
_TAKEN = ("PreconditionFailed", "ConditionalRequestConflict", "412", "409")
_GONE = ("NoSuchKey", "404")
_UNKNOWN = ("NotImplemented", "501")


@dataclass(frozen=True, slots=True)
class Seen:
    """A mark as the store lists it: its key in the bucket, its tag (ETag), and its age by the store's clock."""

    key: str
    tag: str
    age: timedelta

    @property
    def is_at_work(self) -> bool:
        """True when whoever set it may still be at work."""
        return self.age < AT_WORK


def seen(page: Mapping[str, Any]) -> list[Seen]:
    """The marks that an answer of the store lists. One whose age the store does not tell counts as just set."""
    said = page["ResponseMetadata"]["HTTPHeaders"].get("date")
    moment = parsedate_to_datetime(said) if said else datetime.min.replace(tzinfo=UTC)
    return [Seen(one["Key"], one["ETag"], moment - one["LastModified"]) for one in page.get("Contents", ())]


def code(error: Exception) -> str:
    """What the store calls the reason for which it refused; "" when it gave none."""
    told = getattr(error, "response", {}).get("Error", {})
    return str(told.get("Code", ""))


@contextmanager
def repeated(act: Callable[[], object], every: float) -> Iterator[None]:
    """Does something every so many seconds, beside what is done meanwhile, until that ends."""
    ended = threading.Event()

    def again() -> None:
        while not ended.wait(every):
            act()

    beside = threading.Thread(target=again, daemon=True)
    beside.start()
    try:
        yield
    finally:
        ended.set()
        beside.join()


class Mark:
    """The mark of one who is about to work below a prefix: `folder` is what the keys of marks begin with.

    `faults` are what the client raises when the store refuses or is not reached.
    """

    def __init__(self, client: Any, target: Store, folder: str, faults: tuple[type[Exception], ...]) -> None:
        self._client, self._target, self._folder, self._faults = client, target, folder, faults
        self._key, self._token, self._tag = f"{folder}mark", uuid4().hex, ""
        self._lock = threading.Lock()
        self._lost = self._overtook = False
        self._set_at = self._looked_at = 0.0

    def refuse_meanwhile(self) -> list[Seen]:
        """The marks that were left there. Raises `Refused` when somebody is at work."""
        found = self._seen()
        for one in found:
            if one.is_at_work:
                age = max(0, int(one.age.total_seconds()))
                raise Refused(
                    f"another publish to {self._target} is under way: its mark was set {age} s ago; nothing was"
                    f" published. If it was stopped, publish again {int(AT_WORK.total_seconds())} s after that, or go"
                    " back with `briefpress rollback`, which need not wait"
                )
        return found

    @contextmanager
    def held(self, *, over: bool) -> Iterator[Mark]:
        """The mark, set until the work ends; with `over` it is taken from whoever has it.

        Raises `Refused` when somebody else has it, or sets it at this moment.
        """
        if over:
            left = self._seen()
            self._overtook = any(one.is_at_work for one in left)
            self._put()
        else:
            left = self.refuse_meanwhile()
            self._take(next((one.tag for one in left if one.key == self._key), ""))
        for one in left:
            if one.key != self._key:
                self._delete(one.key)
        try:
            with repeated(self._go_on, _LOOK):
                yield self
        finally:
            with contextlib.suppress(Refused, *self._faults):  # one that is left counts for nothing soon
                self.look()
                self._delete(self._key)

    def look(self) -> None:
        """Asks the store. Raises `Refused` when somebody else has taken the mark, or it was taken away."""
        with self._lock:
            self._look()

    def sure(self) -> None:
        """As `look`, but asks the store only when the last answer is too old to count."""
        with self._lock:
            if self._lost or time.monotonic() - self._looked_at > _SURE:
                self._look()

    def wait(self) -> bool:
        """Waits until somebody from whom the mark was taken has noticed; False when there was nobody."""
        if self._overtook:
            time.sleep(max(0.0, self._set_at + _NOTICED - time.monotonic()))
        return self._overtook

    def _look(self) -> None:
        asked = time.monotonic()
        try:
            found = self._client.get_object(Bucket=self._target.bucket, Key=self._key)
            ours = found["Body"].read(100).decode("ascii", "replace").startswith(self._token)
            self._lost, self._tag = self._lost or not ours, str(found["ETag"])
        except self._faults as error:
            if code(error) not in _GONE:
                raise
            self._lost = True
        self._looked_at = asked
        if self._lost:
            raise Refused(
                f"somebody else has begun to work on {self._target} meanwhile; this was stopped midway, and what it"
                " had sent is theirs to mend"
            )

    def _go_on(self) -> None:
        """Looks, and sets the mark again when it is time; next time will do when the store is not reached now."""
        with contextlib.suppress(Refused, *self._faults):
            self.look()
            if time.monotonic() - self._set_at > _AGAIN:
                self._take(self._tag)

    def _take(self, tag: str) -> None:
        """Sets the mark when it still has that tag; "" for none that is there."""
        try:
            self._put(**({"IfMatch": tag} if tag else {"IfNoneMatch": "*"}))
        except self._faults as error:
            if (
                code(error) in _UNKNOWN and tag
            ):  # a store that knows no such terms: what `look` finds has to do
                return self._put()
            if code(error) not in (*_TAKEN, *_GONE):
                raise
            raise Refused(
                f"another publish to {self._target} is under way: it has begun at this moment; nothing was published"
            ) from None

    def _put(self, **terms: str) -> None:
        # The time within makes each a mark of its own: one that was set again has another tag.
        at = time.monotonic()
        told = self._client.put_object(
            Bucket=self._target.bucket,
            Key=self._key,
            Body=f"{self._token} {at}\n".encode(),
            ContentType="text/plain",
            CacheControl="no-store",
            **terms,
        )
        self._tag, self._set_at = str(told["ETag"]), at

    def _seen(self) -> list[Seen]:
        return seen(self._client.list_objects_v2(Bucket=self._target.bucket, Prefix=self._folder))

    def _delete(self, key: str) -> None:
        self._client.delete_object(Bucket=self._target.bucket, Key=key)
