"""`up`, `demo`, `bench`: the commands that start something else and stay with it."""

from __future__ import annotations

import sys

import typer

from kit.errors import Refusal


def register(app: typer.Typer) -> None:
    app.command("up", help="Chạy cả hệ thống trên máy này: trang web, bộ điều phối, Prefect. Ctrl-C dừng hết.")(up)
    app.command("demo", help="Như up, với một câu chuyện mẫu; in địa chỉ và các tài khoản.")(demo)
    app.command(
        "bench",
        help="Đo các việc chính bên cạnh trình điều khiển trần (--quick, --json).",
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
    )(bench)


def up() -> int:
    from flows.up import run

    return run()


def demo() -> int:
    from flows.up import run

    return run(demo=True)


def bench(context: typer.Context) -> int:
    try:
        from bench.__main__ import main
    except ModuleNotFoundError as missing:
        raise Refusal(
            f"Phép đo chạy từ thư mục mã nguồn, với các gói kiểm thử (./run bench). Thiếu: {missing.name}."
        ) from missing
    try:
        return main(list(context.args))
    except SystemExit as ended:  # argparse: 2 for wrong use, 0 for its own help
        sys.stdout.flush()
        return ended.code if isinstance(ended.code, int) else 1
