"""Texts of one shape in any length: what a list, a chain, a page or a broken file looks like when it does not end.

A shape is a function from a number of characters to a text of about that length.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path

from articles import FILES

Shape = Callable[[int], str]
FIRST = ("Mario", "Anna", "Luca", "Elena", "Paolo", "Sara", "Carlo", "Giulia", "Marco", "Laura")
LAST = ("Rossi", "Bianchi", "Ferri", "Novak", "Huber", "Conti", "Greco", "Marini", "Costa", "Fontana", "Villa", "Serra")
COUNTRIES = ("Francia", "Germania", "Spagna", "Polonia", "Austria", "Grecia", "Libia", "Egitto", "Cina", "Giappone")
OFFICES = ("il ministro", "il presidente", "la premier", "il cancelliere", "il sindaco", "la direttrice", "il leader")
LETTERS = "abcdefghilmnopqrstuvz"


def repeated(unit: str, *, before: str = "", behind: str = "") -> Shape:
    """Return the shape of a text that says the same over and over."""
    return lambda size: before + unit * max(1, (size - len(before) - len(behind)) // len(unit)) + behind


def numbered(unit: Callable[[int], str], *, joint: str = " ", before: str = "", behind: str = "") -> Shape:
    """Return the shape of a text whose parts are all different."""

    def text(size: int) -> str:
        parts: list[str] = []
        length = len(before) + len(behind)
        for number in count():
            if length >= size:
                break
            parts.append(unit(number))
            length += len(parts[-1]) + len(joint)
        return before + joint.join(parts) + behind

    return text


def name(number: int) -> str:
    """Return one of some thousand names, no two alike in a row."""
    return f"{FIRST[number % 10]} {LAST[number % 12]}{syllables(number)}"


def syllables(number: int) -> str:
    """Return a different ending for every number."""
    return "".join(LETTERS[number // 20**place % 20] + "aeio"[number % 4] for place in range(3))


def day(number: int) -> str:
    """Return a date in words."""
    months = ("gennaio", "marzo", "maggio", "luglio", "settembre", "novembre")
    return f"il {number % 28 + 1} {months[number % 6]} {1990 + number % 35}"


def articles(size: int) -> str:
    """Return the articles of the repository as one."""
    texts = [json.loads(line)["text"] for path in FILES for line in Path(path).read_text(encoding="utf8").splitlines()]
    whole = "\n\n".join(texts)
    return (whole * (size // len(whole) + 1))[:size]


MEETING = "Il ministro Carlo Ferri ha incontrato la premier Ana Novak a Lubiana. "
SHAPES: dict[str, Shape] = {
    # plain text
    "articles": articles,
    "the same meeting": repeated(MEETING),
    "meetings of other people": numbered(lambda n: f"{name(n)} ha incontrato {name(n + 5)} a Roma."),
    "meetings of one person": numbered(lambda n: f"Carlo Ferri ha incontrato {name(n)} a Roma."),
    "one paragraph each": numbered(lambda n: f"{name(n)} ha incontrato {name(n + 5)} a Roma.", joint="\n\n"),
    "left-out subjects": repeated("Ha poi incontrato Ana Novak. Partirà domani. ", before="Carlo Ferri è a Roma. "),
    "pronouns with a name": repeated("Lui lo ha incontrato. Lei gli ha parlato. ", before="Carlo Ferri e Ana Novak. "),
    "pronouns without names": repeated("Lui lo ha incontrato e lei gli ha parlato. "),
    "the same verb": repeated("incontra "),
    "meeting nouns": repeated("l'incontro, il vertice, il colloquio, "),
    "descriptions": repeated("Il ministro ha visto il presidente russo. Il premier ha ringraziato. "),
    "descriptions of many": numbered(
        lambda n: f"{OFFICES[n % 7]} {name(n)} ha visto {OFFICES[(n + 3) % 7]}. I due leader hanno parlato."
    ),
    "plurals": repeated("I due si sono visti. Entrambi hanno parlato con loro. ", before="Carlo Ferri e Ana Novak. "),
    "deaths and arrests": numbered(lambda n: f"È stato arrestato {name(n)}. È morto {name(n + 3)}. L'uomo è accusato."),
    "summits": numbered(lambda n: f"Al vertice di {COUNTRIES[n % 10]} {name(n)} ha visto {name(n + 1)} a margine."),
    "accusations": numbered(lambda n: f"{name(n)} accusa {name(n + 2)}, che smentisce."),
    # lists
    "names in one list": numbered(name, joint=", ", before="Hanno incontrato Ana Novak: "),
    "the same names in one list": repeated("Carlo Ferri, Ana Novak, ", before="Hanno partecipato "),
    "names with e": numbered(name, joint=" e "),
    "names, a line each": numbered(name, joint="\n"),
    "names without marks": numbered(name),
    "surnames alone": numbered(lambda n: LAST[n % 12] + syllables(n), joint=", "),
    "countries": repeated(", ".join(COUNTRIES) + ", ", before="Al vertice erano presenti "),
    "titles without names": repeated("il ministro degli Esteri, il presidente della Repubblica, "),
    "titles in a chain": repeated("il portavoce del ministro del governo del presidente "),
    "titles with names": numbered(lambda n: f"{OFFICES[n % 7]} {name(n)}", joint=", "),
    "parties in brackets": numbered(lambda n: f"{name(n)} (Pd)", joint=", "),
    "places": numbered(lambda n: f"a {COUNTRIES[n % 10]}, a {LAST[n % 12]}{syllables(n)}", joint=", "),
    "acronyms": numbered(lambda n: f"la {syllables(n).upper()}", joint=", "),
    # chains
    "ha detto che": repeated("ha detto che ", before="Carlo Ferri "),
    "ha detto che, by names": numbered(lambda n: f"{name(n)} ha detto che", behind=" pioverà."),
    "che": repeated("che "),
    "relative clauses": repeated("il ministro che ha visto ", behind="Roma."),
    "nouns with di": repeated("della richiesta di un incontro "),
    "conditions": repeated("se Ferri vedrà Novak "),
    "negations": repeated("non "),
    "one endless sentence": repeated("Carlo Ferri ha incontrato Ana Novak a Roma e "),
    "one endless sentence of commas": repeated("poi ha visto Ana Novak, "),
    "words in small letters": numbered(lambda n: f"{LETTERS[n % 21]}{syllables(n)}"),
    # times
    "dates": numbered(day, joint=", "),
    "dates in sentences": numbered(lambda n: f"Carlo Ferri ha visto Ana Novak {day(n)}."),
    "numeric dates": numbered(lambda n: f"{n % 28 + 1}/{n % 12 + 1}/{1990 + n % 35}"),
    "days of the week": repeated("lunedì, martedì, mercoledì, "),
    "hours": repeated("alle 15.30 "),
    "days before": repeated("il giorno dopo, due giorni prima, "),
    # quotes
    "quotes": numbered(lambda n: f"«Ho visto {name(n)}», ha detto {name(n + 1)}."),
    "opening quotes": repeated("« "),
    "closing quotes": repeated("» "),
    "straight quotes": repeated('" '),
    "straight quotes without blanks": repeated('"'),
    "nested quotes": lambda size: "«parola " * (size // 16) + " parola»" * (size // 16),
    "quotes of many kinds": repeated("« “ \" ‘ ' ” » "),
    "apostrophes as quotes": repeated("'ciao 'mondo "),
    "quotes never closed": numbered(lambda n: f"{name(n)} ha detto: «Andiamo a Roma."),
    "quotes never closed, a line each": numbered(lambda n: f"{name(n)} ha detto: «Andiamo.", joint="\n"),
    "dialogue with dashes": numbered(lambda n: f"– Andiamo – ha detto {name(n)} –"),
    # marks and tokens
    "brackets": repeated("( "),
    "nested brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "one long word": repeated("a"),
    "one long capital word": repeated("A"),
    "one long word with accents": repeated("à"),
    "long words": repeated("a" * 999 + " "),
    "digits": repeated("1"),
    "numbers with dots": repeated("1.000."),
    "numbers": numbered(lambda n: f"{n * 7919 % 100_000}"),
    "URLs": numbered(lambda n: f"https://www.esempio.it/{syllables(n)}/pagina?n={n}"),
    "one long URL": repeated("percorso/", before="https://www.esempio.it/"),
    "e-mail addresses": numbered(lambda n: f"{syllables(n)}@esempio.it"),
    "hyphens": repeated("-"),
    "hyphened words": repeated("italo-"),
    "hyphened capitals": repeated("Ferri-"),
    "dashes": repeated("— "),
    "apostrophes": repeated("'"),
    "elisions": repeated("dell'"),
    "stops": repeated("."),
    "stops with blanks": repeated(". "),
    "commas": repeated(","),
    "ellipses": repeated("parola... "),
    "exclamations": repeated("!?"),
    "slashes": repeated("a/b/"),
    "underscores": repeated("_"),
    "mixed marks": repeated("a.b,c;d:e-f'g/"),
    "initials": repeated("A. "),
    "abbreviations": repeated("on. dott. "),
    "emoji": repeated("😀"),
    "emoji with joiners": repeated("👩‍👩‍👧‍👦"),
    "flags": repeated("🇮🇹"),
    "Chinese": repeated("会议"),
    "Arabic": repeated("اجتماع "),
    "combining marks": repeated("e\u0301"),
    "marks on one letter": repeated("\u0301", before="e"),
    "zero-width": repeated("\u200b"),
    "zero-width in words": repeated("Ro\u200bma "),
    "control characters": repeated("a\x02b "),
    # blanks and lines
    "blanks": repeated(" ", before="Roma", behind="Roma"),
    "line breaks": repeated("\n", before="Roma", behind="Roma"),
    "words and line breaks": repeated("Roma\n"),
    "words and empty lines": repeated("Roma\n\n"),
    "tabs": repeated("\t", before="Roma", behind="Roma"),
    "non-breaking blanks": repeated("\u00a0", before="Roma", behind="Roma"),
    "blanks and line breaks": repeated(" \n", before="Roma", behind="Roma"),
    "carriage returns": repeated("Roma\r\n"),
    "lines of teasers": repeated("LEGGI ANCHE: il vertice\n"),
    "menus": repeated("Home » Politica » Meteo\n"),
    "menu entries in one line": repeated("Politica » "),
    "capitals": numbered(lambda n: f"{name(n).upper()} INCONTRA {name(n + 1).upper()}"),
    # markup
    "paragraphs": repeated("<p>Roma</p>"),
    "paragraphs never closed": repeated("<p>"),
    "paragraphs and blanks": repeated(" ", before="<p>", behind="</p>"),
    "paragraphs and line breaks": repeated(" \n ", before="<p>", behind="</p>"),
    "navigations never closed": repeated("<nav>"),
    "navigations and text": repeated("<nav>Roma "),
    "scripts never closed": repeated("<script>"),
    "scripts": repeated("<script>x</script>"),
    "elements in elements": lambda size: "<div>" * (size // 11) + "</div>" * (size // 11),
    "comments": repeated("<!-- x -->"),
    "comments never closed": repeated("<!--"),
    "opening brackets": repeated("<"),
    "tags never ended": repeated("<p "),
    "tags with an open attribute": repeated('<a href="'),
    "one tag with many attributes": repeated(' a="b"', before="<p", behind=">Roma</p>"),
    "one tag with many blanks": repeated(" ", before="<p", behind="x"),
    "doctypes never ended": repeated("<!doctype "),
    "entities": repeated("&egrave;"),
    "ampersands": repeated("&"),
    "entities never ended": repeated("&a"),
    "one long entity": repeated("a", before="&egrave; &"),
}
