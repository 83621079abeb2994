"""One web process on a listening socket it was handed: `python -m flows.web_process FD`.

The supervisor keeps the socket open: while a web process is started anew, requests wait instead of being refused, and on
PostgreSQL several processes share it. Knows the pages by their address only; imports nothing of them.
"""

from __future__ import annotations

import socket
import sys

import uvicorn

APPLICATION = "web.app:create_app"


def main() -> None:
    listening = socket.socket(fileno=int(sys.argv[1]))
    config = uvicorn.Config(
        APPLICATION, factory=True, log_level="warning", timeout_graceful_shutdown=5, server_header=False, backlog=2048
    )
    server = uvicorn.Server(config)
    server.run(sockets=[listening])
    if not server.started:
        sys.exit(3)


if __name__ == "__main__":
    main()
