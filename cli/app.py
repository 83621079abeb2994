"""Puts the commands together and ends every one of them the same way: 0 done, 1 refused with a sentence, 2 wrong use.

Knows exit codes; refuses to know any use case.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import typer
from typer.main import get_command

from cli.commands import (
    backup,
    boards,
    cascades,
    documents,
    drafts,
    foresight,
    reading,
    running,
    tasks,
    units,
    upkeep,
    users,
    why,
)
from kit.errors import Refusal

REFUSED = 1


@cache
def built() -> Callable[..., Any]:
    """The whole command, `thongsuot --help` first. Built once: its many parts are looked through at every building."""
    app = typer.Typer(
        name="thongsuot",
        help="Đưa văn bản chỉ đạo xuống từng đơn vị, đưa kết quả thật lên trên.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    for module in (reading, boards, why, running, upkeep, backup):
        module.register(app)
    app.add_typer(units.app, name="units")
    app.add_typer(users.app, name="users")
    app.add_typer(documents.app, name="documents")
    for more in (drafts, foresight):
        cascades.app.registered_commands.extend(more.app.registered_commands)
    app.add_typer(cascades.app, name="cascade")
    app.add_typer(tasks.app, name="tasks")
    return get_command(app)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        return _ended(arguments)
    except BrokenPipeError:
        # `thongsuot ... | head`: whoever read has enough. Python must not complain while it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _ended(arguments: Sequence[str] | None) -> int:
    try:
        ended = built()(args=arguments, prog_name="thongsuot", standalone_mode=False)
    except Refusal as refusal:
        for line in dict.fromkeys((refusal.message, *refusal.details)):
            print(line, file=sys.stderr)
        return REFUSED
    except (KeyboardInterrupt, typer.Abort):
        return REFUSED
    except BrokenPipeError:
        raise
    except Exception as error:
        # Wrong use: the command's own framework says what and how, and which code.
        show, code = getattr(error, "show", None), getattr(error, "exit_code", None)
        if show is None or not isinstance(code, int):
            raise
        show()
        return code
    sys.stdout.flush()
    return ended if isinstance(ended, int) else 0


if __name__ == "__main__":
    raise SystemExit(main())
