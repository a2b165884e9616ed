"""The parts of Popolo (popoloproject.com) that are read; every other key is ignored."""

from msgspec import Struct, field


class Named(Struct, frozen=True):
    """A person or an area."""

    id: str
    name: str = ""


class Organization(Struct, frozen=True):
    """A group, a council or a body."""

    id: str
    name: str
    classification: str | None = None
    dissolution_date: str | None = None


class Post(Struct, frozen=True):
    """A place in the council, such as "councillor for this ward"."""

    id: str
    area_id: str | None = None


class Membership(Struct, frozen=True):
    """A person's place in an organization."""

    person_id: str | None = None
    organization_id: str | None = None
    role: str | None = None
    label: str | None = None
    on_behalf_of_id: str | None = None
    area_id: str | None = None
    post_id: str | None = None
    start_date: str | None = None
    end_date: str | None = None


class Event(Struct, frozen=True):
    """A meeting, where it names the organization that meets."""

    id: str
    start_date: str | None = None
    end_date: str | None = None
    organization_id: str | None = None
    status: str | None = None


class Popolo(Struct, frozen=True):
    """The whole file."""

    persons: list[Named] = field(default_factory=list)
    organizations: list[Organization] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    areas: list[Named] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
