"""Publishes to an S3-compatible store, through boto3 (the extra `briefpress[s3]`).

A store switches nothing in one step. So what pages ask for goes up first, then pages, then what lists them, and what
is not wanted any more goes last: a reader who comes meanwhile finds each link answered. Below `.briefpress/` lie the
lists of the last releases, and the files of them that have been replaced since, by SHA-256: to go back is to copy
them within the store.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from briefpress.plan import published
from briefpress.plan.published import Digested, Edition, Shown
from briefpress.publish import releases, served
from briefpress.publish.store_mark import Mark, code
from briefpress.publish.target import Outcome, Ready, Refused, Store, Terms

_OWN = ".briefpress/"
_RECORDS, _KEPT, _BEGUN, _LIVE = (f"{_OWN}{name}" for name in ("releases/", "kept/", "begun/", "current"))
_THREADS = 16
_LARGEST = 256 * 1024 * 1024
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
class _State:
    """What lies below the prefix: the releases on record, and which is said to be live.

    `objects` are the tags by key less the prefix.
    """

    objects: Mapping[str, str]
    records: Mapping[str, _Record | None]
    said: str

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
        return path in self.objects and self.objects[path] == tags.get(path)


def publish(target: Store, ready: Ready, terms: Terms) -> Outcome:
    """Sends what is new or changed, then takes away what is gone; what is the same is not sent.

    Raises `Refused` when the store refuses, or when another publish is under way.
    """
    with _reached(target) as store, store.alone(terms):
        state = store.state()
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
            store.record(name, new)
            store.keep(state, name, (*sent, *gone), terms)
            tags = {path: state.objects[path] for path in same}
            tags |= store.send(sent, lambda path: _content(path, release, ready))
            store.settle(name, replace(new, tags=tags))
            store.remove(gone)
        dropped = store.tidy(state, name, terms)
        return Outcome(name, len(sent), len(same), len(gone), dropped)


def rollback(target: Store, terms: Terms) -> Outcome:
    """Copies the files of the release before into their places again, then takes away what it did not have.

    After a publish that was stopped midway this is the release that was live until then. One that goes on still is
    made to stop: to go back is what an editor has decided, who need not wait for it.

    Raises `Refused` when there is none that is whole, or when somebody else goes back at this moment.
    """
    with _reached(target) as store, store.alone(terms, over=True):
        state = store.state()
        name, back = _before(state, target, terms)
        changed = [
            path
            for path, told in back.files.items()
            if state.current.files.get(path) != told or not state.is_unaltered(path)
        ]
        changed.sort(key=lambda path: (served.turn(path), path))
        gone = _surplus(back, state)
        for kind, paths in (("change", changed), ("remove", gone)):
            for path in paths:
                _say(terms, f"{kind} {path}")
        terms.say(f"go back from {state.live} to {name}")
        if not terms.dry:
            tags = {path: state.objects[path] for path in back.files.keys() - set(changed)}
            tags |= store.restore(changed, back)
            later = store.later()
            if later:
                tags |= store.restore([p for p in back.files if later.objects.get(p) != tags[p]], back)
                gone = sorted({*_surplus(back, state), *_surplus(back, later)})
            store.settle(name, replace(back, tags=tags))
            left = state.unfinished | (later.unfinished if later else frozenset())
            store.remove((*gone, *(f"{_RECORDS}{n}.json" for n in left)))
    return Outcome(name, len(changed), len(back.files) - len(changed), len(gone))


def _surplus(back: _Record, state: _State) -> list[str]:
    """What lies there of the live release, and of those that were begun after it, and not of the one to go back to."""
    half = (record for n in state.unfinished if (record := state.records[n]))
    there = {path for record in (state.current, *half) for path in record.files}
    return sorted(p for p in there - back.files.keys() if p in state.objects)


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
        if code(error) in _NOT_THERE:
            raise Refused(
                f"{target}: something that lay there a moment ago is gone; has somebody else worked there? Try again"
            ) from None
        told = error.response.get("Error", {})
        raise Refused(f"{target}: {told.get('Code', 'refused')}: {told.get('Message', '')}") from None
    except (faults.BotoCoreError, ValueError) as error:  # ValueError: an endpoint that is no address
        raise Refused(f"{target}: {error}") from None


class _Store:
    """The requests that are needed, on keys counted from the prefix."""

    def __init__(
        self, client: Any, target: Store, refused: type[Exception], unreached: type[Exception]
    ) -> None:
        self._client, self._bucket, self._prefix = client, target.bucket, target.prefix
        self._refused = refused
        self._mark = Mark(client, target, f"{target.prefix}{_BEGUN}", (refused, unreached))

    def state(self) -> _State:
        """What lies there."""
        objects: dict[str, str] = {}
        for page in self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=self._prefix
        ):
            found = page.get("Contents", ())
            objects |= {one["Key"].removeprefix(self._prefix): one["ETag"] for one in found}
        names = [
            key.removeprefix(_RECORDS).removesuffix(".json") for key in objects if key.startswith(_RECORDS)
        ]
        names = sorted(name for name in names if releases.is_name(name))
        written = self._each(names, lambda name: self._get(f"{_RECORDS}{name}.json"))
        records = {name: _read(found) for name, found in written.items()}
        return _State(objects, records, self.live() if _LIVE in objects else "")

    @contextmanager
    def alone(self, terms: Terms, *, over: bool = False) -> Iterator[None]:
        """Says that work has begun, until it ends; who only wants the plan (`terms.dry`) says nothing.

        Everything is looked at within, so that nobody else changes it meanwhile. With `over` whoever works there is
        made to stop. Raises `Refused` when somebody else works there.
        """
        if not terms.dry:
            with self._mark.held(over=over):
                yield
            return
        if not over:
            self._mark.refuse_meanwhile()
        yield

    def later(self) -> _State | None:
        """What lies there when somebody who was made to stop has noticed; None when there was nobody."""
        return self.state() if self._mark.wait() else None

    def live(self) -> str:
        """The name of the release that is live; "" when there is none."""
        try:
            return self._get(_LIVE).decode("ascii", "replace").strip()
        except self._refused as error:
            if code(error) in _NOT_THERE:
                return ""
            raise

    def record(self, name: str, record: _Record) -> None:
        """Puts a release on record."""
        self._mark.look()
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
        keys = list(keys)
        if keys:
            self._mark.look()
        self._each(keys, self._delete)

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
            self._mark.look()
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

    def _put(self, key: str, content: bytes) -> str:
        self._mark.sure()
        told = self._client.put_object(
            Bucket=self._bucket, Key=self._prefix + key, Body=content, **_headers(key)
        )
        return str(told["ETag"])

    def _copy(self, source: str, key: str, path: str) -> str:
        """A copy within the store, served as the file at `path` is."""
        self._mark.sure()
        told = self._client.copy_object(
            Bucket=self._bucket,
            Key=self._prefix + key,
            CopySource={"Bucket": self._bucket, "Key": self._prefix + source},
            MetadataDirective="REPLACE",
            **_headers(path),
        )
        return str(told["CopyObjectResult"]["ETag"])

    def _delete(self, key: str) -> None:
        self._mark.sure()
        self._client.delete_object(Bucket=self._bucket, Key=self._prefix + key)


def _headers(key: str) -> dict[str, str]:
    kept = "no-store" if key.startswith(_OWN) else served.cache_control(key)
    return {"ContentType": served.media_type(key), "CacheControl": kept}


def _needed(state: _State, live: str, terms: Terms) -> frozenset[str]:
    """The digests that the releases which stay beside the live one need."""
    left = state.held.keys() - {live, *releases.droppable(state.held, state.live, live, terms)}
    staying = (state.held[name] or Edition({}) for name in left)
    return frozenset(told.sha256 for edition in staying for told in edition.files.values())
