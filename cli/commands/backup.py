"""`backup` and `restore`: everything into a folder, and back."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from cli.shown import AsJson, as_json, say
from kit.errors import Refusal
from kit.settings import settings


def register(app: typer.Typer) -> None:
    app.command("backup", help="Sao lưu dữ liệu và tệp vào một thư mục mới; hệ thống vẫn chạy.")(backup)
    app.command("restore", help="Phục hồi từ một bản sao lưu; dừng hệ thống trước.")(restore)


def backup(
    target: Annotated[Path, typer.Argument(metavar="THƯ-MỤC", help="Nơi đặt bản sao lưu.")] = Path("sao-luu"),
    *,
    json: AsJson = False,
) -> None:
    from cli.archive import back_up

    made = back_up(target)
    if json:
        as_json({**made.__dict__, "folder": str(made.folder)})
    else:
        say(f"Đã sao lưu vào {made.folder}: dữ liệu {made.size // 1024} KB, {made.files} tệp, có mã kiểm tra từng tệp.")


def restore(
    folder: Annotated[Path, typer.Argument(metavar="BẢN-SAO-LƯU", exists=True, file_okay=False)],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Thay dữ liệu đang có; dữ liệu cũ được cất sang bên.")
    ] = False,
    json: AsJson = False,
) -> None:
    from cli.archive import restore as put_back

    with _nobody_running():
        done = put_back(folder, replace=replace)
    if json:
        as_json({**done.__dict__, "folder": str(done.folder)})
    else:
        say(f"Đã phục hồi từ {done.folder}: dữ liệu và {done.files} tệp. Kiểm tra số liệu: thongsuot verify")


@contextmanager
def _nobody_running() -> Iterator[None]:
    """The lock `up` holds while it runs: nobody restores under a living product."""
    settings().home.mkdir(parents=True, exist_ok=True)
    with (settings().home / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal("Thông suốt đang chạy trên thư mục dữ liệu này. Dừng nó trước khi phục hồi.") from None
        yield
