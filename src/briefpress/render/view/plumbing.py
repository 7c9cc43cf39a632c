"""Where a page's file lies in the site's repository: how to edit it, see its history, and report an error.

The addresses are worked out from `repo_url` and `edit_uri` of mkdocs.yml; no host is asked for anything.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

from briefpress.model.lock import version_of
from briefpress.model.settings import Repository, Settings
from briefpress.render.view.context import Link
from briefpress.render.wording import say

_BY_HOST = {"github.com": "edit/master/docs/", "gitlab.com": "edit/master/docs/"}
"""What MkDocs takes for `edit_uri` where a site gives none."""
_DOCS = re.compile(r"[^/]+/$")
_VERB = re.compile(r"(?P<before>^|/)(?P<verb>edit|_edit|blob|tree)/")


def plumbing(settings: Settings, path: str) -> tuple[Link, ...]:
    """Links for the page made from the file at `path` below the site root.

    None without a repository that readers can see. Only the report where `edit_uri` does not end in the
    folder of the hand-written pages, beside which the briefings lie. A former version is not edited.
    """
    repo = _readable(settings)
    if not repo:
        return ()
    found = []
    edit = _edit(repo, settings.edit_uri, quote(path))
    if edit and version_of(path) is None:
        found.append(Link(say("plumbing.edit"), edit))
    if edit and (history := _history(repo, edit)):
        found.append(Link(say("plumbing.history"), history))
    return (*found, Link(say("plumbing.report"), _report(repo, settings.edit_uri, path)))


def around(settings: Settings, path: str, at: str) -> tuple[Link, ...]:
    """Links for a page that is made from many files: the shared file at `path`, or the folder when it ends in "/".

    A folder has a history and no editor. `at` is the page's address, which a report names.
    """
    repo = _readable(settings)
    if not repo:
        return ()
    found = []
    edit = _edit(repo, settings.edit_uri, quote(path.rstrip("/")))
    name = path.rpartition("/")[2]
    if edit and name:
        found.append(Link(say("plumbing.edit-file", name=name), edit))
    if edit and (history := _history(repo, edit)):
        words = say("plumbing.history-file", name=name) if name else say("plumbing.history-all")
        found.append(Link(words, history))
    return (*found, Link(say("plumbing.report"), _report(repo, settings.edit_uri, at)))


def _readable(settings: Settings) -> str:
    """The repository's address, without a slash at its end; "" when readers cannot see it."""
    return "" if settings.repository is Repository.PRIVATE else settings.repo_url.rstrip("/")


def _edit(repo: str, uri: str, path: str) -> str:
    uri = uri or _BY_HOST.get(urlsplit(repo).netloc.lower(), "")
    folder = f"{uri.rstrip('/')}/"
    if not uri or uri.startswith(("?", "#")) or not _DOCS.search(folder):
        return ""
    return urljoin(f"{repo}/", _DOCS.sub("", folder)) + path


def _history(repo: str, edit: str) -> str:
    """The commits that changed a file, as GitHub, GitLab, Gitea and Forgejo write that address."""
    below = edit.removeprefix(f"{repo}/")
    verb = _VERB.search(below)
    if verb is None or below == edit:
        return ""
    commits = "commits/branch/" if verb["verb"] == "_edit" else "commits/"
    return f"{repo}/{below[: verb.start()]}{verb['before']}{commits}{below[verb.end() :]}"


def _report(repo: str, uri: str, path: str) -> str:
    title = quote(say("plumbing.report-title", path=path), safe="")
    if "gitlab" in urlsplit(repo).netloc or uri.lstrip("/").startswith("-/"):
        return f"{repo}/-/issues/new?issue%5Btitle%5D={title}"
    return f"{repo}/issues/new?title={title}"
