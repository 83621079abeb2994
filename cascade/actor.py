"""Who acts: a person standing for one unit, with the roles held there. Knows nothing of sessions, tokens or pages."""

from __future__ import annotations

from dataclasses import dataclass

from kit.vocabulary import Role


@dataclass(frozen=True)
class Actor:
    """The person (or the system, without an id) in whose name a use case runs, and the unit they stand for."""

    user_id: int | None
    name: str
    unit_id: int
    roles: frozenset[Role]

    @property
    def is_system(self) -> bool:
        return self.user_id is None

    @property
    def key(self) -> str:
        """The name under which this actor's idempotency keys are kept."""
        return f"user:{self.user_id}" if self.user_id is not None else "system"

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds any of these roles for their unit."""
        return not self.roles.isdisjoint(roles)


SYSTEM = Actor(user_id=None, name="Hệ thống", unit_id=0, roles=frozenset())
"""The actor of flows: opening, tracking, rolling up."""
