"""nginx on a folder, as hosts of their own run it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.integration.publishing import free_port, wait_for

NGINX = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
  access_log off; default_type application/octet-stream;
  types {{ text/html html; text/css css; text/javascript js; application/json json; image/svg+xml svg; }}
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fast;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""


@contextmanager
def served(root: Path, folder: Path) -> Iterator[str]:
    """nginx on the folder `root`, with its own files in `folder`, which it makes; gives the address of the site."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    assert program, "these tests need nginx; scripts/test installs it"
    port = free_port()
    folder.mkdir()
    (folder / "conf").write_text(NGINX.format(folder=folder, port=port, root=root), encoding="utf-8")
    words = [program, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "conf")]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, server)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()
