"""Which person bears a title, and which person beside it does not."""

from __future__ import annotations

import pytest

from newsnlp.annotation.layers import entities
from newsnlp.annotation.roles.component import Roles

# sentence; (name, title, of) for every role; `of` is the name of an entity or of a country
BEARERS = [
    # before the name
    ("Il presidente russo [PER Oleg Panin] tace.", [("Oleg Panin", "presidente", "Russia")]),
    ("In [LOC Russia] il presidente russo [PER Oleg Panin] tace.", [("Oleg Panin", "presidente", "@Russia")]),
    ("Il segretario della [ORG Fillea] [PER Ugo Bo] tace.", [("Ugo Bo", "segretario", "@Fillea")]),
    ("Papa [PER Leone XIV] prega.", [("Leone XIV", "Papa", None)]),
    ("Scrive padre [PER Ugo Bo].", [("Ugo Bo", "padre", None)]),
    ("L'ex vice ministro [PER Ugo Bo] tace.", [("Ugo Bo", "ex vice ministro", None)]),
    ("Il presidente [LOC Usa] [PER Jack Lane] tace.", [("Jack Lane", "presidente", "@Usa")]),
    ("Il sindaco di [LOC Bra], [PER Ugo Bo], tace.", [("Ugo Bo", "sindaco", "@Bra")]),
    ("Un imprenditore di [LOC Bra] di 53 anni, [PER Ugo Bo], è morto.", [("Ugo Bo", "imprenditore", "@Bra")]),
    # several people, several titles
    (
        "I vicepremier [PER Ugo Bo] e [PER Leo Ricci] tacciono.",
        [("Ugo Bo", "vicepremier", None), ("Leo Ricci", "vicepremier", None)],
    ),
    (
        "Parlano i ministri degli Esteri di [LOC Cipro] e [LOC Malta], [PER Nikos Leon] e [PER Ray Vella].",
        [("Nikos Leon", "ministro degli Esteri", "@Cipro"), ("Ray Vella", "ministro degli Esteri", "@Malta")],
    ),
    # an area for each; with more people than areas nobody can tell whose is which
    (
        "Vanno i ministri degli Esteri e della Difesa, [PER Ugo Bo] e [PER Leo Ricci].",
        [("Ugo Bo", "ministro degli Esteri", None), ("Leo Ricci", "ministro della Difesa", None)],
    ),
    (
        "Vanno i ministri italiani della Difesa e degli Esteri [PER Ugo Bo] e [PER Leo Ricci].",
        [("Ugo Bo", "ministro della Difesa", "Italia"), ("Leo Ricci", "ministro degli Esteri", "Italia")],
    ),
    ("Vanno i ministri degli Esteri e della Difesa, [PER Ugo Bo], [PER Leo Ricci] e [PER Ivo Re].", []),
    (
        "Vede i leader dei Paesi nordici: la danese [PER Ane Holm], lo svedese [PER Nils Ek] e [PER Timo Aho].",
        [("Ane Holm", "leader", "Danimarca"), ("Nils Ek", "leader", "Svezia"), ("Timo Aho", "leader", None)],
    ),
    ("L'attore e regista [PER Ugo Bo] tace.", [("Ugo Bo", "attore", None), ("Ugo Bo", "regista", None)]),
    (
        "Il cardinale segretario di Stato [PER Ugo Bo] tace.",
        [("Ugo Bo", "cardinale", None), ("Ugo Bo", "segretario di Stato", None)],
    ),
    (
        "Il presidente francese [PER Luc Roy] e quello polacco [PER Jan Nowak] parlano.",
        [("Luc Roy", "presidente", "Francia"), ("Jan Nowak", "presidente", "Polonia")],
    ),
    # after the name
    ("[PER Ugo Bo], portavoce del [ORG Pentagono], tace.", [("Ugo Bo", "portavoce", "@Pentagono")]),
    ("[PER Ugo Bo], il capo del [ORG Mossad], tace.", [("Ugo Bo", "capo", "@Mossad")]),
    ("[PER Ugo Bo], dal 2012 amministratore delegato, tace.", [("Ugo Bo", "amministratore delegato", None)]),
    ("[PER Ugo Bo] (sindaco di [LOC Bra]) tace.", [("Ugo Bo", "sindaco", "@Bra")]),
    ("[PER Ugo Bo], avvocato e sindaco, tace.", [("Ugo Bo", "avvocato", None), ("Ugo Bo", "sindaco", None)]),
    # by a verb
    ("[PER Ugo Bo] è il presidente della [ORG Fillea].", [("Ugo Bo", "presidente", "@Fillea")]),
    ("[PER Ugo Bo] è stato nominato prefetto.", [("Ugo Bo", "prefetto", None)]),
    ("Il presidente è [PER Ugo Bo].", [("Ugo Bo", "presidente", None)]),
    ("L'ultimo ministro a tornarci era stato [PER Ugo Bo].", [("Ugo Bo", "ministro", None)]),
    ("All.: [PER Ugo Bo].", [("Ugo Bo", "All.", None)]),
    ("Allenatore: [PER Ugo Bo].", [("Ugo Bo", "Allenatore", None)]),
    # the owner's title is not the bearer's
    ("Il segretario particolare del papa, [PER Ugo Bo], tace.", [("Ugo Bo", "segretario particolare", None)]),
]


def roles_of(doc) -> list[tuple[str, str, str | None]]:
    layer = entities(Roles()(doc))

    def told(of: int | str | None) -> str | None:
        return f"@{layer[of]['name']}" if isinstance(of, int) else of

    found = [(r["start"], item["name"], r["title"], told(r["of"])) for item in layer for r in item["roles"]]
    return [row[1:] for row in sorted(found, key=lambda row: row[0])]


@pytest.mark.parametrize(("text", "expected"), BEARERS, ids=[row[0] for row in BEARERS])
def test_bearers(marked, text, expected):
    assert sorted(roles_of(marked(text)), key=str) == sorted(expected, key=str)


NOBODY = [
    "Secondo il presidente, [PER Ugo Bo] ha mentito.",
    "Il presidente ha visto [PER Ugo Bo].",
    "[PER Ugo Bo], il presidente ha mentito.",
    "Vede il prefetto, [PER Ugo Bo], [PER Leo Ricci] e altri.",
    "[PER Ugo Bo] non è il presidente.",
    "[PER Ugo Bo] sarà il presidente.",
    "[PER Ugo Bo] ([ORG Pd]) tace.",
    "La moglie [PER Anna Bo] tace.",
    "Il signor [PER Ugo Bo] tace.",
    "Il padre [PER Ugo Bo] tace.",
    "[PER Ugo Bo], padre di due figli, tace.",
    "Riunione tra gli azionisti [PER Bo] non si presenta.",
    "Telefona ad [PER Anna Bo].",
    "La rivale [PER Anna Bo] tace.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_gets_a_role(marked, text):
    assert roles_of(marked(text)) == []


def test_a_repeated_title_is_told_once_with_its_holder(marked):
    doc = marked("Il presidente [PER Oleg Panin] tace. Il presidente russo [PER Oleg Panin] esce.")
    assert roles_of(doc) == [("Oleg Panin", "presidente", "Russia")]


def test_the_fuller_title_replaces_the_shorter(marked):
    doc = marked("Il presidente [PER Ugo Bo] tace. Il presidente della Repubblica [PER Ugo Bo] esce.")
    assert roles_of(doc) == [("Ugo Bo", "presidente della Repubblica", None)]


def test_two_offices_of_one_name_stay_two(marked):
    doc = marked(
        "[PER Ugo Bo], presidente della [ORG Alfa], era presidente. [PER Ugo Bo], presidente della [ORG Beta]."
    )
    assert roles_of(doc) == [("Ugo Bo", "presidente", "@Alfa"), ("Ugo Bo", "presidente", "@Beta")]


def test_role_offsets_cover_the_title(marked):
    doc = Roles()(marked("Tace l'ex ministro degli Esteri turco [PER Ali Kaya]."))
    role = entities(doc)[0]["roles"][0]
    assert doc[role["start"] : role["end"]].text == "ex ministro degli Esteri"


def test_a_doc_without_people_is_left_alone(marked):
    assert roles_of(marked("Il presidente tace a [LOC Roma].")) == []


def test_an_empty_doc(marked):
    assert roles_of(marked("")) == []
