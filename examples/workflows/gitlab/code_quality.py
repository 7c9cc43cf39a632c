#!/usr/bin/env python3
"""Findings of `briefpress check --format json` as GitLab's Code Quality report, which stands beside the lines.

usage: code_quality.py FINDINGS
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

SEVERITIES = {"error": "major", "warning": "minor"}


def main(arguments: list[str]) -> int:
    """Print the report."""
    if len(arguments) != 1:
        print((__doc__ or "").strip(), file=sys.stderr)
        return 2
    findings = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    print(json.dumps([entry(finding) for finding in findings], indent=2))
    return 0


def entry(finding: dict[str, Any]) -> dict[str, Any]:
    """A finding in the words of the report; the fingerprint tells the same finding in another pipeline."""
    same = "\0".join(str(finding[key]) for key in ("path", "line", "column", "rule", "message"))
    return {
        "description": f"{finding['message']} ({finding['help']})" if finding["help"] else finding["message"],
        "check_name": finding["rule"],
        "fingerprint": hashlib.sha256(same.encode()).hexdigest(),
        "severity": SEVERITIES[finding["severity"]],
        "location": {"path": finding["path"], "lines": {"begin": finding["line"]}},
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
