"""Who gets what, for every address of the product. The one table; a route that is not in it fails the build.

The thing asked for belongs to Phường Một: its piece of work in the district's cascade, the evidence it sent, the draft it
makes. The six who ask: the unit itself, the district that gave the work, the nursery group below it, its neighbour Phường
Hai, a ward of another district, and nobody at all.

see      the page, the file, the answer (200, or a step further within the product)
reached  the use case was asked: done, or refused with a sentence; never "it does not exist"
lost     404, as if it did not exist
door     sent to sign in (pages), 401 (API)
"""

from __future__ import annotations

VIEWERS = ("own", "parent", "child", "sibling", "other", "anonymous")

EVERYBODY = ("see", "see", "see", "see", "see", "see")
OWN_LIST = ("see", "see", "see", "see", "see", "door")
"""A page about one's own unit: everyone has one, with their own things on it."""
OWN_ACT = ("reached", "reached", "reached", "reached", "reached", "door")
PIECE = ("see", "see", "lost", "lost", "lost", "door")
PIECE_ACT = ("reached", "reached", "lost", "lost", "lost", "door")
CASCADE = ("see", "see", "see", "see", "lost", "door")
"""Members see a cascade within their own branch: see `test_a_neighbour_is_nowhere_on_the_page`."""
CASCADE_ACT = ("reached", "reached", "reached", "reached", "lost", "door")
DRAFT = ("see", "lost", "lost", "lost", "lost", "door")
DRAFT_ACT = ("reached", "lost", "lost", "lost", "lost", "door")

MATRIX: dict[str, tuple[str, ...]] = {
    "GET /": OWN_LIST,
    "GET /dang-nhap": EVERYBODY,
    "POST /dang-nhap": ("reached",) * 6,
    "GET /dang-nhap/don-vi": OWN_LIST,
    "POST /dang-nhap/don-vi": OWN_ACT,
    "POST /don-vi-lam-viec": OWN_ACT,
    "POST /dang-xuat": OWN_ACT,
    "POST /dang-xuat-moi-may": OWN_ACT,
    "GET /ngon-ngu/{language}": EVERYBODY,
    # the unit's work
    "GET /viec": OWN_LIST,
    "POST /viec/nhan": OWN_ACT,
    "GET /viec/{unit_task_id}": PIECE,
    "POST /viec/{unit_task_id}/{address}": PIECE_ACT,
    "GET /minh-chung/{evidence_id}": PIECE,
    "GET /thong-bao": OWN_LIST,
    "POST /thong-bao/da-doc": OWN_ACT,
    "GET /gia-han": OWN_LIST,
    "POST /gia-han/{extension_id}": PIECE_ACT,
    "GET /duyet": OWN_LIST,
    "POST /duyet": OWN_ACT,
    "POST /duyet/nhieu": OWN_ACT,
    # what was given
    "GET /giao": OWN_LIST,
    "GET /giao/phan-viec": OWN_LIST,
    "GET /giao/phan-viec.xlsx": OWN_LIST,
    "GET /giao/moi": OWN_LIST,
    "POST /giao/moi": OWN_ACT,
    "GET /giao/doc/{reading_id}": DRAFT,
    "POST /giao/doc/{reading_id}/doc-lai": DRAFT_ACT,
    "POST /giao/doc/{reading_id}/thoi": DRAFT_ACT,
    "GET /giao/moi/{draft_id}": DRAFT,
    "GET /giao/moi/{draft_id}/2": DRAFT,
    "POST /giao/moi/{draft_id}/2": DRAFT_ACT,
    "GET /giao/moi/{draft_id}/2/{key}": DRAFT,
    "POST /giao/moi/{draft_id}/2/{key}": DRAFT_ACT,
    "GET /giao/moi/{draft_id}/3": DRAFT,
    "POST /giao/moi/{draft_id}/3": DRAFT_ACT,
    "GET /giao/moi/{draft_id}/3/cum/{number}": DRAFT,
    "POST /giao/moi/{draft_id}/3/cum/{number}": DRAFT_ACT,
    "POST /giao/moi/{draft_id}/3/cum/{number}/dem": DRAFT_ACT,
    "GET /giao/moi/{draft_id}/3/{key}": DRAFT,
    "POST /giao/moi/{draft_id}/3/{key}": DRAFT_ACT,
    "GET /giao/moi/{draft_id}/4": DRAFT,
    "POST /giao/moi/{draft_id}/4": DRAFT_ACT,
    "GET /giao/moi/{draft_id}/5": DRAFT,
    "POST /giao/moi/{draft_id}/5": DRAFT_ACT,
    "GET /giao/moi/{draft_id}/bo": DRAFT,
    "POST /giao/moi/{draft_id}/bo": DRAFT_ACT,
    # a cascade, its numbers, its papers
    "GET /dot/{cascade_id}": CASCADE,
    "GET /dot/{cascade_id}/bang.xlsx": CASCADE,
    "GET /dot/{cascade_id}/dang-mo": CASCADE,
    "GET /dot/{cascade_id}/ky": CASCADE,
    "GET /dot/{cascade_id}/luoc-do": CASCADE,
    "GET /dot/{cascade_id}/thu-hoi": CASCADE,
    "POST /dot/{cascade_id}/thu-hoi": CASCADE_ACT,
    "GET /dot/{cascade_id}/phan-viec": CASCADE,
    "GET /dot/{cascade_id}/phan-viec.xlsx": CASCADE,
    "GET /toan-canh": OWN_LIST,
    "GET /toan-canh.xlsx": OWN_LIST,
    "GET /toan-canh/phan-viec": OWN_LIST,
    "GET /toan-canh/phan-viec.xlsx": OWN_LIST,
    "GET /vi-sao": CASCADE,
    "GET /vi-sao/{unit_task_id}": PIECE,
    "GET /van-ban": OWN_LIST,
    "GET /van-ban/{document_id}": CASCADE,
    "GET /van-ban/{document_id}/tep": CASCADE,
    # the API
    "GET /api/v1/openapi.json": OWN_LIST,
    "GET /api/v1/cascades": OWN_LIST,
    "GET /api/v1/cascades/{cascade_id}": CASCADE,
    "GET /api/v1/cascades/{cascade_id}/board": CASCADE,
    "GET /api/v1/cascades/{cascade_id}/unit-tasks": CASCADE,
    "POST /api/v1/cascades/{cascade_id}/revoke": CASCADE_ACT,
    "GET /api/v1/cascades/{cascade_id}/why": CASCADE,
    "GET /api/v1/unit-tasks": OWN_LIST,
    "GET /api/v1/unit-tasks/waiting": OWN_LIST,
    "GET /api/v1/unit-tasks/{unit_task_id}": PIECE,
    "GET /api/v1/unit-tasks/{unit_task_id}/why": PIECE,
    "POST /api/v1/unit-tasks/{unit_task_id}/{move}": PIECE_ACT,
    "POST /api/v1/files": OWN_ACT,
}

QUERIES = {"/vi-sao": "?dot={cascade_id}"}
"""Addresses that are nothing without a question."""

BLANKS = {"language": "en", "address": "tien-do", "move": "start", "number": "1"}
"""What stands in an address besides the ids of the world; `key` is a task of the draft."""
