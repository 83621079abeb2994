"""What the units of the story did and did not do, act by act in the order of time, through the verbs everybody uses.

The same every time for the same day: chance comes from a fixed seed.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import Connection

from cascade.actor import Actor
from cascade.counting import snapshots
from cascade.marking import unit_tasks
from cascade.marking.acts import FileRef
from cascade.papers import evidence
from cascade.people.accounts import actor_for, find_by_login
from cascade.sample.people import CAST, WITHOUT_ACCOUNT
from cascade.store.unit_tasks import UnitTaskView, ids_of, views
from kit import clock
from kit.errors import Refusal
from kit.vocabulary import DeclineReason, Obstacle, ReturnReason, TaskKind, UnitRole
from models.session import Database

_BATCH = 80
_HARD = "II.4"
_SLOW_TYPES = {"NLMGDL": 0.32, "MN": 0.16, "TH": 0.14, "THCS": 0.1, "PHUONG": 0.2}
_HARD_SHARE = 0.74
_NOTES = (
    "Đã thực hiện đủ nội dung theo kế hoạch.", "Đã hoàn thành, có biên bản lưu tại đơn vị.", "Đã triển khai đến toàn thể giáo viên, nhân viên.",
    "Hoàn thành; số liệu gửi kèm theo biểu.", "Đã thực hiện, tiếp tục duy trì đến hết năm.",
)  # fmt: skip
_OBSTACLE_NOTE = "Chờ hướng dẫn cài đặt VssID cho học sinh chưa có số định danh."
_RETURN_NOTES = (
    "Chưa có bản kế hoạch đã ký. Bổ sung rồi gửi lại.",
    "Số liệu lệch so với biểu tháng trước. Đối chiếu rồi gửi lại.",
)

Act = Callable[[Connection], object]


@dataclass(frozen=True)
class Stage:
    """Where and when the story plays."""

    district: int
    school: int
    units: dict[str, int]
    issued_on: date
    followed_on: date
    today: date
    files: Path


@dataclass
class _Play:
    stage: Stage
    actors: dict[int, Actor]
    giver: Actor
    consolidator: Actor
    papers: dict[int, tuple[evidence.KeptFile, evidence.KeptFile]]
    """Each unit's own plan and report: the same file from many units would be flagged, as it should."""
    random: random.Random
    acts: list[tuple[datetime, Act]] = field(default_factory=list)
    waiting: int = 0

    def at(self, day: date, act: Act) -> None:
        """An act on a day of office hours, never later than this morning."""
        moment = datetime.combine(day, time(8), clock.VIETNAM) + timedelta(minutes=self.random.randrange(9 * 60))
        now = clock.now()
        self.acts.append((min(moment, now - timedelta(minutes=1 + self.random.randrange(30))), act))


def lay_marks(db: Database, stage: Stage) -> int:
    """Lay every act of the story; returns how many."""
    play = _open(db, stage)
    with db.read() as tx:
        names = {unit: code for code, unit in stage.units.items()}
        for unit in play.actors:
            for cascade in (stage.district, stage.school):
                pieces = views(tx, ids_of(tx, unit, cascade))
                if pieces:
                    # Both papers are out before anybody marks, so that the journal's numbers follow its hours.
                    _unit(play, names[unit], pieces, stage.followed_on, is_school=cascade == stage.school)
    for week in range(1, 15):
        day = stage.issued_on + timedelta(days=7 * week)
        if day < stage.today:
            # The day's copy is taken at its very end, as the nightly sweep does.
            moment = datetime.combine(day, time(23, 50), clock.VIETNAM)
            play.acts.append((moment, _snapshot(stage.district, day)))
            play.acts.append((moment, _snapshot(stage.school, day)))
    play.acts.sort(key=lambda pair: pair[0])
    for first in range(0, len(play.acts), _BATCH):
        batch = play.acts[first : first + _BATCH]
        db.write(lambda tx, batch=batch: _lay(tx, batch))  # type: ignore[misc]
    return len(play.acts)


def _open(db: Database, stage: Stage) -> _Play:
    papers = {unit: (_paper(stage, "ke-hoach-da-ky.txt", f"Kế hoạch của {code}"), _paper(stage, "bao-cao-nam.txt", f"Báo cáo của {code}"))
              for code, unit in stage.units.items()}  # fmt: skip

    def record(tx: Connection) -> None:
        for kept in (paper for pair in papers.values() for paper in pair):
            evidence.record(tx, kept)

    db.write(record)
    with db.read() as tx:
        logins = {account.unit_code: account.login for account in reversed(CAST)}
        actors = {}
        for code, unit in stage.units.items():
            found = find_by_login(tx, logins.get(code, code.lower())) if code not in WITHOUT_ACCOUNT else None
            if found is not None:
                actors[unit] = actor_for(tx, user_id=found.id)
        giver, consolidator = (_person(tx, login) for login in ("vanphong.quan", "chuyenvien.gd"))
    return _Play(stage, actors, giver, consolidator, papers, random.Random(281))  # noqa: S311 - a story needs no secrets


def _paper(stage: Stage, name: str, title: str) -> evidence.KeptFile:
    return evidence.keep(stage.files, io.BytesIO(f"{title} (tệp minh họa).\n".encode()), name)


def _person(tx: Connection, login: str) -> Actor:
    found = find_by_login(tx, login)
    assert found is not None, login  # noqa: S101 - laid with the district
    return actor_for(tx, user_id=found.id)


def _unit(play: _Play, code: str, pieces: list[UnitTaskView], start: date, *, is_school: bool) -> None:
    slow = play.random.random() * _SLOW_TYPES.get(pieces[0].type_code, 0.12) * 2
    actor = play.actors[pieces[0].unit_id]
    leads = [piece for piece in pieces if piece.role is UnitRole.LEAD]
    if code == "NL-HUONGDUONG":
        slow = 0.6
    received = start + timedelta(days=1 + int(slow * 6) + play.random.randrange(3))
    ids = [piece.id for piece in leads]
    if ids:
        play.at(received, lambda tx: unit_tasks.receive_all(tx, actor=actor, unit_id=actor.unit_id, unit_task_ids=ids))
    acceptor = play.consolidator if is_school else play.giver
    for piece in leads:
        _piece(play, code, piece, actor, acceptor, received, slow)
    for piece in pieces:
        if piece.role is UnitRole.COORDINATING and play.random.random() < 0.25:
            day = received + timedelta(days=play.random.randrange(5, 60))
            if day < play.stage.today:
                play.at(day, _submit(actor, piece.id, "Đã cử cán bộ phối hợp.", ()))


def _piece(
    play: _Play, code: str, piece: UnitTaskView, actor: Actor, acceptor: Actor, received: date, slow: float
) -> None:
    today, chance = play.stage.today, play.random.random()
    span = max(((piece.due_on or received + timedelta(days=150)) - received).days, 2)
    is_hard = piece.ref == _HARD and acceptor is play.consolidator
    if piece.ref == "II.5" and code == "P-GDDT":
        _tell(
            play,
            actor,
            piece,
            today - timedelta(days=9),
            "Đã ban hành kế hoạch cho các trường; đang tổng hợp kết quả.",
            None,
        )
        return
    if piece.due_on is None:
        will = chance < 0.6 - slow / 2
    elif piece.due_on < today:
        will = chance < (_HARD_SHARE - slow / 3 if is_hard else 0.985 - slow / 14)
    else:
        will = chance < {TaskKind.REPORT: 0.5}.get(piece.kind, 0.8) - slow / 2
    if is_hard and code in ("TH-HOASEN", "NL-HUONGDUONG"):
        will = False
    if not will:
        _unfinished(play, code, piece, actor, acceptor, is_hard=is_hard)
        return
    sent = received + timedelta(days=max(1, int(span * play.random.uniform(0.35, 0.99))))
    if piece.due_on and piece.due_on < today and play.random.random() < 0.05 + slow / 7:
        sent = piece.due_on + timedelta(days=play.random.randrange(1, 6))
    sent = min(
        sent,
        today - timedelta(days=play.random.randrange(0, 7) if piece.due_on is None or piece.due_on >= today else 0),
    )
    _finished(play, piece, actor, acceptor, sent)


def _unfinished(play: _Play, code: str, piece: UnitTaskView, actor: Actor, acceptor: Actor, *, is_hard: bool) -> None:
    """Half of what is not done has some news; a few pieces are declined or were returned; the rest is silent."""
    today, chance = play.stage.today, play.random.random()
    if code == "NL-BENGOAN" and is_hard:
        play.at(today - timedelta(days=60), lambda tx: unit_tasks.decline(
            tx, actor=actor, unit_task_id=piece.id, reason=DeclineReason.NOT_OURS, note="Nhóm chỉ nhận trẻ dưới 3 tuổi, không thuộc diện cấp thẻ."))  # fmt: skip
    elif is_hard:
        day = today - timedelta(days=4 + play.random.randrange(12))
        if code == "TH-HOASEN" or (chance < 0.6 and code != "NL-HUONGDUONG"):
            _tell(play, actor, piece, day, _OBSTACLE_NOTE, Obstacle.GUIDANCE)
        elif code != "NL-HUONGDUONG":
            _tell(play, actor, piece, day, "Đã đối chiếu danh sách, còn học sinh chưa cài.", None)
    elif piece.kind is TaskKind.PLAN or (piece.due_on and piece.due_on >= today and chance < 0.07):
        sent = today - timedelta(days=9 + play.random.randrange(8))
        kept = play.papers[piece.unit_id][0 if piece.kind is TaskKind.PLAN else 1]
        note = _RETURN_NOTES[0 if piece.kind is TaskKind.PLAN else 1]
        reason = ReturnReason.MISSING_EVIDENCE if piece.kind is TaskKind.PLAN else ReturnReason.WRONG_FIGURES
        play.at(sent, _submit(actor, piece.id, _NOTES[0], (kept.ref,)))
        play.at(
            sent + timedelta(days=3),
            _careful(
                lambda tx: unit_tasks.return_(tx, actor=acceptor, unit_task_id=piece.id, reason=reason, note=note)
            ),
        )
    elif chance < 0.45:
        _tell(
            play,
            actor,
            piece,
            today - timedelta(days=3 + play.random.randrange(40)),
            "Đang thực hiện theo kế hoạch của đơn vị.",
            None,
        )


def _finished(play: _Play, piece: UnitTaskView, actor: Actor, acceptor: Actor, sent: date) -> None:
    plan, report = play.papers[piece.unit_id]
    kept = {TaskKind.PLAN: (plan.ref,), TaskKind.REPORT: (report.ref,)}.get(piece.kind, ())
    if play.random.random() < 0.3:
        _tell(play, actor, piece, sent - timedelta(days=2), "Đang thực hiện.", None)
    play.at(sent, _submit(actor, piece.id, play.random.choice(_NOTES), kept))
    answered = sent + timedelta(days=1 + play.random.randrange(6))
    # What was sent these last days still waits on the desk; one a week older, so that the longest wait shows.
    if answered <= play.stage.today - timedelta(days=3):
        play.at(answered, _careful(lambda tx: unit_tasks.accept(tx, actor=acceptor, unit_task_id=piece.id)))


def _tell(play: _Play, actor: Actor, piece: UnitTaskView, day: date, note: str, obstacle: Obstacle | None) -> None:
    play.at(
        day, _careful(lambda tx: unit_tasks.start(tx, actor=actor, unit_task_id=piece.id, note=note, obstacle=obstacle))
    )


def _submit(actor: Actor, unit_task_id: int, note: str, files: tuple[FileRef, ...]) -> Act:
    return _careful(lambda tx: unit_tasks.submit(tx, actor=actor, unit_task_id=unit_task_id, note=note, files=files))


def _careful(act: Act) -> Act:
    """An act whose hour came out of order is left out: people, too, find the piece already sent."""

    def tried(tx: Connection) -> object:
        try:
            return act(tx)
        except Refusal:
            return None

    return tried


def _snapshot(cascade_id: int, day: date) -> Act:
    return lambda tx: snapshots.take(tx, cascade_id, day)


def _lay(tx: Connection, batch: list[tuple[datetime, Act]]) -> None:
    for moment, act in batch:
        with clock.at(moment):
            act(tx)
