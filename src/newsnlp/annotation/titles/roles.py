"""From a title phrase to the role of a person in the entity layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsnlp.annotation.layers import EntityItem, RoleItem
from newsnlp.annotation.titles.phrases import TitlePhrase
from newsnlp.lang.it.places import country_names

# Classes that state an office or a job even where the name does not stand beside it.
OFFICE_KINDS = frozenset(
    {
        "head_of_state", "head_of_government", "minister", "office", "leader", "party", "church", "military",
        "diplomat", "law", "business", "job", "sport",
    }
)  # fmt: skip


def role_item(phrase: TitlePhrase, of: int | str | None) -> RoleItem:
    """Return the role that `phrase` states; `of` from `held_at`."""
    return {"title": phrase.title, "of": of, "start": phrase.title_start, "end": phrase.title_end}


def held_at(
    phrase: TitlePhrase, owner: Mapping[int, int], layer: Sequence[EntityItem], *, which: int = 0
) -> int | str | None:
    """Return where the title is held: entity index, name of the country of an adjective, or None.

    Args:
        phrase: a title phrase.
        owner: token -> entity index, from `layers.entity_of_token`.
        layer: the entity layer.
        which: number of the holder, for "i ministri di Grecia e Turchia, A e B".
    """
    if phrase.of_all:
        at = phrase.of_all[min(which, len(phrase.of_all) - 1)][0]
        return owner.get(at)
    if phrase.nationality is None:
        return None
    return place_entity(phrase.nationality, layer) if layer else phrase.nationality


def place_entity(name: str, layer: Sequence[EntityItem]) -> int | str:
    """Return the index of the place called `name` or by one of its other names, or `name` where there is none."""
    known = country_names().get(name.lower())
    names = {n.lower() for n in known.names} if known else {name.lower()}
    for index, item in enumerate(layer):
        if item["type"] in {"LOC", "ORG"} and item["name"].lower() in names:
            return index
    return name


def add_role(item: EntityItem, role: RoleItem) -> None:
    """Add `role` to `item` unless it is there; a role without `of` takes it from its repetition."""
    title = role["title"].casefold()
    for number, known in enumerate(item["roles"]):
        other = known["title"].casefold()
        # "presidente" beside "presidente della Repubblica" tells nothing more.
        if role["of"] is None and other.startswith(f"{title} "):
            return
        if known["of"] is None and title.startswith(f"{other} "):
            item["roles"][number] = role
            return
        if other != title:
            continue
        if known["of"] == role["of"] or role["of"] is None:
            return
        if known["of"] is None:
            item["roles"][number] = {**known, "of": role["of"]}
            return
    item["roles"].append(role)


def states_office(phrase: TitlePhrase) -> bool:
    """Return whether the title is a role even where it stands away from the name ("il premier", not "il rivale")."""
    return phrase.kind in OFFICE_KINDS
