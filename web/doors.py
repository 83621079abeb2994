"""The frame of a visitor: which doors there are, what waits behind each. Counts come from the same reads as the pages."""

from __future__ import annotations

from sqlalchemy import Connection

from cascade.people import access
from cascade.people.sessions import SignedIn
from cascade.store.extensions import waiting_count
from notifications import inbox
from web.frame import Door, Frame, Helper


def frame_for(tx: Connection, visitor: SignedIn, path: str) -> Frame:
    """The doors this person may open, with what awaits them."""
    actor = visitor.actor
    if not visitor.chosen:
        return Frame(person_name=actor.name, units=_units(visitor))
    waiting = access.waiting_counts(tx, actor)
    unread = inbox.unread(tx, actor=actor)
    contact = access.helper(tx, actor)
    doors = [("Việc của đơn vị", "/viec", waiting.to_do)]
    more = []
    if waiting.gives_work:
        doors.append(("Việc tôi giao", "/giao", 0))
        more.append(("Chờ duyệt", "/duyet", waiting.to_accept))
        asked = waiting_count(tx, actor.unit_id)
        if asked or path == "/gia-han":
            more.append(("Xin gia hạn", "/gia-han", asked))
    doors.append(("Toàn cảnh", "/toan-canh", 0))
    more += [("Văn bản", "/van-ban", 0), ("Thông báo", "/thong-bao", unread)]
    return Frame(
        unit_name=visitor.place.unit_name,
        person_name=actor.name,
        doors=tuple(_door(door, path) for door in doors),
        more=tuple(_door(door, path) for door in more),
        units=_units(visitor),
        unread=unread,
        helper=Helper(contact.name, contact.phone) if contact else None,
    )


def _door(door: tuple[str, str, int], path: str) -> Door:
    label, address, waiting = door
    return Door(label, address, waiting, is_current=path == address or path.startswith(address + "/"))


def _units(visitor: SignedIn) -> tuple[tuple[int, str], ...]:
    return tuple((place.unit_id, place.unit_name) for place in visitor.places if place.unit_id != visitor.place.unit_id)
