"""`users`: the first accounts of an installation, before anybody can sign in to make others."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cli.context import database, unit_named
from cli.shown import AsJson, as_json, say, table
from kit.vocabulary import Role

app = typer.Typer(help="Tài khoản.", no_args_is_help=True)


@app.command("add", help="Lập tài khoản đứng tên một đơn vị; mật khẩu hỏi trên màn hình, hoặc đọc từ đầu vào chuẩn.")
def add(
    login: Annotated[
        str, typer.Argument(metavar="TÊN-ĐĂNG-NHẬP", help="Thư điện tử, số điện thoại hoặc một tên ngắn.")
    ],
    *,
    name: Annotated[str, typer.Option("--name", help="Họ và tên.")],
    unit: Annotated[str, typer.Option("--unit", metavar="MÃ", help="Mã đơn vị.")],
    roles: Annotated[list[Role], typer.Option("--role", help="Vai trò; nêu nhiều lần nếu có nhiều.")],
    title: Annotated[str, typer.Option("--title", help="Chức vụ.")] = "",
    phone: Annotated[str, typer.Option("--phone", help="Điện thoại.")] = "",
) -> None:
    from cascade.people.accounts import create_user, grant
    from cascade.people.passwords import hash_password

    password = typer.prompt("Mật khẩu", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    hashed = hash_password(password)
    with database() as db:

        def work(tx: object) -> None:
            from sqlalchemy import Connection

            assert isinstance(tx, Connection)  # noqa: S101 - what `write` hands over
            place = unit_named(tx, unit)
            user_id = create_user(tx, login=login, name=name, hashed=hashed, title=title, phone=phone)
            for role in roles:
                grant(tx, user_id=user_id, unit_id=place.id, role=role)

        db.write(work)
    say(f"Đã lập tài khoản {login}.")


@app.command("list", help="Các tài khoản, đơn vị và vai trò.")
def list_(*, json: AsJson = False) -> None:
    from cascade.store.people import accounts

    with database() as db, db.read() as tx:
        found = accounts(tx)
    if json:
        as_json([each._asdict() for each in found])
        return
    rows = [
        (
            each.login,
            each.name,
            each.title,
            each.unit_code,
            each.unit_name,
            each.role,
            "" if each.is_active else "đã khóa",
        )
        for each in found
    ]
    table(f"{len(rows)} vai trò", ("Tên đăng nhập", "Họ tên", "Chức vụ", "Mã", "Đơn vị", "Vai trò", ""), rows)
