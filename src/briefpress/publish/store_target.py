"""Publishes to an S3-compatible store, through boto3 (the extra `briefpress[s3]`).

A store switches nothing in one step. So what pages ask for goes up first, then pages, then what lists them, and what
is not wanted any more goes last: a reader who comes meanwhile finds each link answered. Below `.briefpress/` lie the
lists of the last releases, and the files of them that have been replaced since, by SHA-256: to go back is to copy
them within the store.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from briefpress.plan import published
from briefpress.plan.published import Digested, Edition, Shown
from briefpress.publish import releases, served
from briefpress.publish.target import Outcome, Ready, Refused, Store, Terms

_OWN = ".briefpress/"
_RECORDS, _KEPT, _BEGUN, _LIVE = (f"{_OWN}{name}" for name in ("releases/", "kept/", "begun/", "current"))
_THREADS = 16
_AT_WORK = timedelta(minutes=10)
"""A publish whose mark was set within this time may still be under way."""
_AGAIN = _AT_WORK.total_seconds() / 5
"""Seconds after which a publish sets its mark again: a large site takes longer than that."""
_LARGEST = 256 * 1024 * 1024
_TAKEN = ("PreconditionFailed", "ConditionalRequestConflict", "412", "409")
_NOT_THERE = ("NoSuchKey", "404")


@dataclass(frozen=True, slots=True)
class _Record:
    """A release as it is on record: what it holds, which of that stays of the one before, and the store's tags.

    A tag (ETag) tells whether an object is still the one that was sent.
    """

    edition: Edition
    stays: frozenset[str] = frozenset()
    tags: Mapping[str, str] | None = None

    @property
    def files(self) -> Mapping[str, Digested]:
        """Everything that the release consists of, the manifest too."""
        return self.edition.files


@dataclass(frozen=True, slots=True)
class _Object:
    """What the store says of an object."""

    tag: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class _State:
    """What lies below the prefix: objects by key less the prefix, the releases on record, and which is said to be live.

    `moment` is the store's own time.
    """

    objects: Mapping[str, _Object]
    records: Mapping[str, _Record | None]
    said: str
    moment: datetime

    @property
    def live(self) -> str:
        """The release that is live; "" when there is none on record."""
        return self.said if self.records.get(self.said) else ""

    @property
    def held(self) -> Mapping[str, Edition | None]:
        """What releases on record hold; None for those that never were live, or cannot be read."""
        return {n: r.edition if r and r.tags is not None else None for n, r in self.records.items()}

    @property
    def unfinished(self) -> frozenset[str]:
        """The releases that were begun after the live one and never ended: some of their files may lie there."""
        begun = (n for n, r in self.records.items() if r is None or r.tags is None)
        return frozenset(n for n in begun if n > self.said)

    @property
    def current(self) -> _Record:
        """The record of what is live."""
        return self.records.get(self.live) or _Record(Edition({}))

    def is_unaltered(self, path: str) -> bool:
        """True when the object at a path is the one that the live release sent."""
        tags = self.current.tags or {}
        return path in self.objects and self.objects[path].tag == tags.get(path)


def publish(target: Store, ready: Ready, terms: Terms) -> Outcome:
    """Sends what is new or changed, then takes away what is gone; what is the same is not sent.

    Raises `Refused` when the store refuses, or when another publish is under way.
    """
    with _reached(target) as store:
        state = store.state()
        _refuse_meanwhile(state, target)
        current = state.current
        former = replace(current.edition, files=_own_files(current))
        stayed = Edition({p: current.files[p] for p in current.stays})
        release = releases.of(ready, _there(former, state), _there(stayed, state), terms.taken)
        new = _Record(Edition(release.files, ready.edition.pages), release.stays)
        same = {p for p, told in new.files.items() if current.files.get(p) == told and state.is_unaltered(p)}
        before = {path for record in state.records.values() if record for path in record.files}
        gone = sorted(path for path in before - new.files.keys() if path in state.objects)
        if state.live and not gone and len(same) == len(new.files):
            dropped = store.tidy(state, state.live, terms)
            return Outcome(state.live, same=len(same), dropped=dropped, changed=False)
        name = releases.name(releases.following([*state.records]), ready.manifest)
        sent = sorted((p for p in new.files if p not in same), key=lambda path: (served.turn(path), path))
        for path in sent:
            _say(terms, f"{'change' if path in state.objects else 'add'} {path}")
        for path in gone:
            _say(terms, f"remove {path}")
        if not terms.dry:
            with store.alone(state, name, target):
                store.record(name, new)
                store.keep(state, name, (*sent, *gone), terms)
                tags = {path: state.objects[path].tag for path in same}
                tags |= store.send(sent, lambda path: _content(path, release, ready))
                store.settle(name, replace(new, tags=tags))
                store.remove(gone)
        dropped = store.tidy(state, name, terms)
        return Outcome(name, len(sent), len(same), len(gone), dropped)


def rollback(target: Store, terms: Terms) -> Outcome:
    """Copies the files of the release before into their places again, then takes away what it did not have.

    After a publish that was stopped midway this is the release that was live until then.

    Raises `Refused` when there is none that is whole, and as `publish` does.
    """
    with _reached(target) as store:
        state = store.state()
        _refuse_meanwhile(state, target)
        name, back = _before(state, target, terms)
        changed = [
            path
            for path, told in back.files.items()
            if state.current.files.get(path) != told or not state.is_unaltered(path)
        ]
        changed.sort(key=lambda path: (served.turn(path), path))
        half = (record for n in state.unfinished if (record := state.records[n]))
        there = {path for record in (state.current, *half) for path in record.files}
        gone = sorted(p for p in there - back.files.keys() if p in state.objects)
        for kind, paths in (("change", changed), ("remove", gone)):
            for path in paths:
                _say(terms, f"{kind} {path}")
        terms.say(f"go back from {state.live} to {name}")
        if not terms.dry:
            tags = {path: state.objects[path].tag for path in back.files.keys() - set(changed)}
            with store.alone(state, name, target):
                tags |= store.restore(changed, back)
                store.settle(name, replace(back, tags=tags))
                store.remove((*gone, *(f"{_RECORDS}{n}.json" for n in state.unfinished)))
    return Outcome(name, len(changed), len(back.files) - len(changed), len(gone))


def _say(terms: Terms, line: str) -> None:
    if terms.dry:
        terms.say(line)


def _content(path: str, release: releases.Release, ready: Ready) -> bytes:
    own = release.own.get(path)
    return own if own is not None else releases.content(ready.folder, path, release.files[path])


def _own_files(record: _Record) -> Mapping[str, Digested]:
    """The files of the edition itself."""
    left_out = {*record.stays, published.MANIFEST, published.FORMER}
    return {path: told for path, told in record.files.items() if path not in left_out}


def _there(edition: Edition, state: _State) -> Edition:
    """An edition less the lasting files that were altered in the store."""
    lasting = published.is_named_by_content
    files = {p: told for p, told in edition.files.items() if not lasting(p) or state.is_unaltered(p)}
    return Edition(files, edition.pages)


def _refuse_meanwhile(state: _State, target: Store) -> None:
    """Raises `Refused` when another publish has begun a moment ago and is not done."""
    for key, found in state.objects.items():
        age = state.moment - found.changed
        if key.startswith(_BEGUN) and age < _AT_WORK:
            raise Refused(
                f"another publish to {target} began {max(0, int(age.total_seconds()))} s ago; nothing was published."
                f" If it was stopped, wait ten minutes or remove {target}{key}"
            )


def _before(state: _State, target: Store, terms: Terms) -> tuple[str, _Record]:
    last = state.live if state.unfinished else ""
    for name in sorted((n for n in state.records if n < state.live or n == last), reverse=True):
        record = state.records[name]
        whole = (
            record if record is not None and record.tags is not None and _is_whole(record, state) else None
        )
        if releases.may_return(name, whole.edition if whole else None, terms) and whole:
            return name, whole
    raise Refused(f"{target} holds no release before {state.live or 'the first'} that may be gone back to")


def _is_whole(record: _Record, state: _State) -> bool:
    """True when each file lies in its place still, or is kept."""
    return all(
        (state.current.files.get(path) == told and state.is_unaltered(path))
        or f"{_KEPT}{told.sha256}" in state.objects
        for path, told in record.files.items()
    )


# ── records as text ───────────────────────────────────────────────────────────────────────────────────


def _written(record: _Record) -> bytes:
    held = {
        "pages": [list(page) for page in record.edition.pages],
        "files": {path: list(told) for path, told in sorted(record.files.items())},
        "stays": sorted(record.stays),
        "tags": dict(sorted(record.tags.items())) if record.tags is not None else None,
    }
    return json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()


def _read(written: bytes) -> _Record | None:
    """The record in a text; None for anything that `_written` would not write."""
    try:
        held = json.loads(written)
        pages = tuple(Shown(str(name), str(at), int(version)) for name, at, version in held["pages"])
        files = {str(path): Digested(int(size), str(sha)) for path, (size, sha) in held["files"].items()}
        tags = held["tags"] if held["tags"] is None else {str(p): str(t) for p, t in held["tags"].items()}
        stays = frozenset(map(str, held["stays"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    plain = all(published.is_plain(path) for path in files) and stays <= files.keys()
    return _Record(Edition(files, pages), stays, tags) if plain else None


# ── the store ─────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _reached(target: Store) -> Iterator[_Store]:
    """The store, with what it refuses told in one line."""
    try:
        boto3 = importlib.import_module("boto3")
        config = importlib.import_module("botocore.config")
        faults = importlib.import_module("botocore.exceptions")
    except ImportError:
        raise Refused("an S3-compatible store needs boto3; install briefpress[s3]") from None
    try:
        client = boto3.client(
            "s3",
            config=config.Config(
                connect_timeout=10,
                read_timeout=60,
                max_pool_connections=_THREADS,
                retries={"max_attempts": 5, "mode": "standard"},
                request_checksum_calculation="when_required",  # stores other than Amazon's may not know more
                response_checksum_validation="when_required",
            ),
        )
        yield _Store(client, target, faults.ClientError, faults.BotoCoreError)
    except faults.NoCredentialsError:
        raise Refused(
            "no credentials for the store; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile"
        ) from None
    except faults.ClientError as error:
        told = error.response.get("Error", {})
        raise Refused(f"{target}: {told.get('Code', 'refused')}: {told.get('Message', '')}") from None
    except (faults.BotoCoreError, ValueError) as error:  # ValueError: an endpoint that is no address
        raise Refused(f"{target}: {error}") from None


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


class _Store:
    """The requests that are needed, on keys counted from the prefix."""

    def __init__(
        self, client: Any, target: Store, refused: type[Exception], unreached: type[Exception]
    ) -> None:
        self._client, self._bucket, self._prefix = client, target.bucket, target.prefix
        self._refused, self._unreached = refused, unreached

    def state(self) -> _State:
        """What lies there."""
        objects: dict[str, _Object] = {}
        moment = datetime.min.replace(tzinfo=UTC)
        for page in self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=self._prefix
        ):
            said = page["ResponseMetadata"]["HTTPHeaders"].get("date")
            moment = parsedate_to_datetime(said) if said else moment
            for found in page.get("Contents", ()):
                key = found["Key"].removeprefix(self._prefix)
                objects[key] = _Object(found["ETag"], found["LastModified"])
        names = [
            key.removeprefix(_RECORDS).removesuffix(".json") for key in objects if key.startswith(_RECORDS)
        ]
        names = sorted(name for name in names if releases.is_name(name))
        written = self._each(names, lambda name: self._get(f"{_RECORDS}{name}.json"))
        records = {name: _read(found) for name, found in written.items()}
        return _State(objects, records, self.live() if _LIVE in objects else "", moment)

    @contextmanager
    def alone(self, state: _State, name: str, target: Store) -> Iterator[None]:
        """Says that work on a release has begun, until it ends.

        Raises `Refused` when somebody else has begun at this moment, or was done since `state` was looked at.
        """
        key = f"{_BEGUN}{name[:6]}"
        self.remove(found for found in state.objects if found.startswith(_BEGUN))
        try:
            self._put(key, f"{name}\n".encode(), IfNoneMatch="*")
        except self._refused as error:
            if getattr(error, "response", {}).get("Error", {}).get("Code") in _TAKEN:
                raise Refused(f"another publish to {target} is under way; nothing was published") from None
            raise
        try:
            if self.live() != state.said:
                raise Refused(f"somebody else has published to {target} meanwhile; nothing was published")
            with repeated(lambda: self._mark(key, name), _AGAIN):
                yield
        finally:
            self.remove([key])

    def _mark(self, key: str, name: str) -> None:
        """Says once more that work goes on; the next time will do when the store does not take it now."""
        with contextlib.suppress(self._refused, self._unreached):
            self._put(key, f"{name}\n".encode())

    def live(self) -> str:
        """The name of the release that is live; "" when there is none."""
        try:
            return self._get(_LIVE).decode("ascii", "replace").strip()
        except self._refused as error:
            if getattr(error, "response", {}).get("Error", {}).get("Code") in _NOT_THERE:
                return ""
            raise

    def record(self, name: str, record: _Record) -> None:
        """Puts a release on record."""
        self._put(f"{_RECORDS}{name}.json", _written(record))

    def keep(self, state: _State, name: str, replaced: Iterable[str], terms: Terms) -> None:
        """Copies what releases that stay still need, before it is replaced."""
        needed = _needed(state, name, terms)
        current = state.current.files
        copies = {
            f"{_KEPT}{current[path].sha256}": path
            for path in replaced
            if path in current and current[path].sha256 in needed and state.is_unaltered(path)
        }
        missing = {key: path for key, path in copies.items() if key not in state.objects}
        self._each(missing, lambda key: self._copy(missing[key], key, missing[key]))

    def send(self, paths: Iterable[str], content: Callable[[str], bytes]) -> dict[str, str]:
        """Sends files, one turn after the other; their tags."""
        return self._in_turn(paths, lambda path: self._put(path, content(path)))

    def restore(self, paths: Iterable[str], record: _Record) -> dict[str, str]:
        """Copies kept files into their places, one turn after the other; their tags."""
        return self._in_turn(paths, lambda p: self._copy(f"{_KEPT}{record.files[p].sha256}", p, p))

    def settle(self, name: str, record: _Record) -> None:
        """Puts a release on record as it now lies there, and as the one that is live."""
        self.record(name, record)
        self._put(_LIVE, f"{name}\n".encode())

    def remove(self, keys: Iterable[str]) -> None:
        """Takes objects away."""
        self._each(keys, lambda key: self._client.delete_object(Bucket=self._bucket, Key=self._prefix + key))

    def tidy(self, state: _State, live: str, terms: Terms) -> tuple[str, ...]:
        """Takes away releases that may not or need not stay, and kept files that none of those left needs."""
        dropped = releases.droppable(state.held, state.live, live, terms)
        for name in dropped:
            _say(terms, f"drop {_RECORDS}{name}.json")
        if not terms.dry:
            needed = _needed(state, live, terms)
            kept = (key for key in state.objects if key.startswith(_KEPT))
            self.remove([f"{_RECORDS}{name}.json" for name in dropped])
            self.remove([key for key in kept if key.removeprefix(_KEPT) not in needed])
        return dropped

    def _in_turn(self, paths: Iterable[str], act: Callable[[str], str]) -> dict[str, str]:
        turns: dict[int, list[str]] = {}
        for path in paths:
            turns.setdefault(served.turn(path), []).append(path)
        tags: dict[str, str] = {}
        for _, held in sorted(turns.items()):
            tags |= self._each(held, act)
        return tags

    def _each(self, keys: Iterable[str], act: Callable[[str], Any]) -> dict[str, Any]:
        """Does the same for each, several at once; raises the first fault."""
        keys = list(keys)
        with ThreadPoolExecutor(_THREADS) as threads:
            done = [threads.submit(act, key) for key in keys]
            try:
                return {key: future.result() for key, future in zip(keys, done, strict=True)}
            finally:
                for future in done:
                    future.cancel()

    def _get(self, key: str) -> bytes:
        body = self._client.get_object(Bucket=self._bucket, Key=self._prefix + key)["Body"]
        content: bytes = body.read(_LARGEST)
        return content

    def _put(self, key: str, content: bytes, **more: str) -> str:
        told = self._client.put_object(
            Bucket=self._bucket, Key=self._prefix + key, Body=content, **_headers(key), **more
        )
        return str(told["ETag"])

    def _copy(self, source: str, key: str, path: str) -> str:
        """A copy within the store, served as the file at `path` is."""
        told = self._client.copy_object(
            Bucket=self._bucket,
            Key=self._prefix + key,
            CopySource={"Bucket": self._bucket, "Key": self._prefix + source},
            MetadataDirective="REPLACE",
            **_headers(path),
        )
        return str(told["CopyObjectResult"]["ETag"])


def _headers(key: str) -> dict[str, str]:
    kept = "no-store" if key.startswith(_OWN) else served.cache_control(key)
    return {"ContentType": served.media_type(key), "CacheControl": kept}


def _needed(state: _State, live: str, terms: Terms) -> frozenset[str]:
    """The digests that the releases which stay beside the live one need."""
    left = state.held.keys() - {live, *releases.droppable(state.held, state.live, live, terms)}
    staying = (state.held[name] or Edition({}) for name in left)
    return frozenset(told.sha256 for edition in staying for told in edition.files.values())
