"""Work out what expressions of time mean, in text order: "il giorno dopo" needs what was said before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from itertools import pairwise

from newsnlp.annotation.times import dates
from newsnlp.annotation.times.certainty import COUNTS, certainty_of, is_approximate
from newsnlp.annotation.times.dates import Look, OutOfCalendarError
from newsnlp.annotation.times.expressions import MONTHS_OF_TERM, Expression, Words, class_at, ends_of, parse, two_years
from newsnlp.lang.it import calendar as language

LookAt = Callable[[int, int], "Look | None"]
# "in serata" belongs to the day told last, unless that lies further from the anchor than this (days);
# background ("il 13 gennaio 2012 urtò gli scogli") does not carry the narrative.
NARRATIVE_DAYS = 10
DATELINE_WITHIN = 60
DATELINE_SHIFT = 3
# "alle otto e un quarto": minutes.
QUARTER = 15
# "mar" is Tuesday before a day and month in figures.
TUESDAY = 1


@dataclass(frozen=True, slots=True)
class Found:
    """An expression of time with its ISO 8601 value, or None where it cannot be told; offsets in tokens.

    Attributes:
        certainty: how the value was come by: stated, counted, chosen or carried; None without a value.
        approximate: the words say that it is not exact.
        reason: why there is no value.
    """

    start: int
    end: int
    value: str | None
    certainty: str | None = None
    approximate: bool = False
    reason: str | None = None


@dataclass(slots=True)
class Told:
    """A value told earlier in the text."""

    value: str
    look: Look | None
    paragraph: int


class Timeline:
    """Works out the values of expressions in text order.

    Args:
        words: the text.
        published: the day of publication, if known.
        look_at: tells from the words around an expression (token offsets) which way it looks.
    """

    def __init__(self, words: Words, published: date | None, look_at: LookAt) -> None:
        self.words = words
        self.anchor = published
        self.look_at = look_at
        self.told: list[Told] = []
        self.paragraph = 0
        # the first words of expressions that lead out of the calendar
        self._beyond: set[int] = set()
        self._values = language.calendar().values
        self._resolvers: dict[str, Callable[[Expression], str | None]] = {
            "range": self._range,
            "stroke": self._range,
            "years": self._years,
            "numeric": self._numeric,
            "date": self._date,
            "slashed": self._slashed,
            "monthday": self._monthday,
            "term": self._term,
            "hours": self._hours,
            "deictic": self._deictic,
            "weekday": self._weekday,
            "month": self._month,
            "season": self._season,
            "decade": self._decade,
            "holiday": self._holiday,
            "ago": self._counted,
            "ahead": self._counted,
            "offset": self._offset,
            "same": self._same,
            "unit": self._unit,
            "limit": self._limit,
            "year": self._year,
            "part": self._part,
            "hour": self._hour,
        }

    def run(self, expressions: Sequence[Expression]) -> list[Found]:
        """Return the expressions with their values."""
        found: list[Found] = []
        at = 0
        for expression in expressions:
            self.paragraph += self.words.codes.count(language.LINE_BREAK, at, expression.start)
            at = expression.start
            pieces = self._list(expression) if expression.kind == "list" else [self._one(expression)]
            found.extend(self._place(expression, *piece) for piece in pieces)
        return found

    def _one(self, expression: Expression) -> tuple[int, int, str | None]:
        value = self._checked(expression.kind, expression)
        if value:
            value = self._with_clock(expression, value)
            self._tell(value, expression)
        return expression.start, expression.end, value

    def _checked(self, kind: str, expression: Expression) -> str | None:
        """Return the value of an expression; None where it leaves the calendar: "ieri" on 1 January of the year 1."""
        resolver = self._resolvers.get(kind)
        try:
            return resolver(expression) if resolver else None
        except OutOfCalendarError:
            self._beyond.add(expression.start)
            return None

    def _place(self, expression: Expression, start: int, end: int, value: str | None) -> Found:
        return Found(
            start=self.words.place[start],
            end=self.words.place[end - 1] + 1,
            value=value,
            certainty=certainty_of(expression, self.words) if value else None,
            approximate=is_approximate(expression, self.words),
            reason=None if value else self._reason(expression),
        )

    def _reason(self, expression: Expression) -> str:
        """Return why an expression has no value."""
        if expression.start in self._beyond:
            return "no_such_day"
        if expression.kind == "vague" or (expression.kind in COUNTS and self._amount(expression) is None):
            return "vague"
        if expression.kind in ("offset", "same") or "adjacent" in expression.parts:
            return "no_reference"
        return "no_publication_date" if self.anchor is None else "no_such_day"

    def _tell(self, value: str, expression: Expression) -> None:
        self.told.append(Told(value, self._look(expression), self.paragraph))
        day = dates.day_of(value)
        if day and "/" not in value and self._is_dateline(expression, day):
            self.anchor = day

    def _look(self, expression: Expression) -> Look | None:
        place = self.words.place
        look = self.look_at(place[expression.start], place[expression.end - 1] + 1)
        opening = self.words.lower[expression.start]
        # ha convocato il vertice per luglio; va approvata entro giugno; è stata rinviata a martedì
        goal = opening == language.TO and expression.kind == "weekday"
        if (goal or self._values.get(opening) in ("goal", "limit")) and look not in ("before", "remote"):
            return "future"
        return look

    def _is_dateline(self, expression: Expression, day: date) -> bool:
        """Return whether the expression dates the article: "(ANSA) - ROMA, 12 MAR -", "Roma, 12 marzo (Agenzia)"."""
        if expression.kind != "date" or expression.start > DATELINE_WITHIN:
            return False
        classes = language.calendar().classes
        follows = {classes["dash"], classes["open"]}
        opened = self.words.codes.rfind(language.LINE_BREAK, 0, expression.start) + 1
        if class_at(self.words, expression.end) not in follows or expression.start - opened > 9:
            return False
        return self.anchor is None or abs((day - self.anchor).days) <= DATELINE_SHIFT

    # Parts of an expression.

    def _text(self, expression: Expression, *names: str) -> str | None:
        """Return the first word of the first of these parts that is there, lower case."""
        for name in names:
            if name in expression.parts:
                return self.words.lower[expression.parts[name][0]]
        return None

    def _number(self, expression: Expression, *names: str) -> int | None:
        """Return the number that a part is or stands for."""
        text = self._text(expression, *names)
        number = self._values.get(text, text) if text is not None else None
        try:
            return int(number) if number is not None else None
        except ValueError:
            return None

    def _stated_year(self, expression: Expression) -> int | None:
        """Return the year of "del 2012", "dell'anno scorso", "di due anni fa"."""
        if "year" in expression.parts:
            return self._written_year(expression.parts["year"])
        shift = self._number(expression, "yshift", "yshift2")
        ago = self._number(expression, "yago")
        if self.anchor is None:
            return None
        if ago is not None:
            return self.anchor.year - ago
        return None if shift is None else self.anchor.year + shift

    def _written_year(self, span: tuple[int, int]) -> int:
        return dates.full_year("".join(self.words.lower[span[0] : span[1]]), self.anchor)

    def _with_clock(self, expression: Expression, value: str) -> str:
        """Return the value with its clock time: "alle 14.30 di ieri"; not for "verso le 21 di ieri"."""
        for n in ("", "2", "3", "4", "5", "named"):
            span, blur = (
                expression.parts.get(n if n == "named" else f"clock{n}"),
                expression.parts.get(f"blur{n}", (0, 0)),
            )
            if span and blur[0] == blur[1] and dates.day_of(value) and len(value) == len("2008-09-11"):
                afternoon = self._text(expression, f"cpart{n}")
                clock = self._clock(self.words.lower[span[0]], self._values.get(afternoon or ""))
                clock = self._minutes(expression, n, clock) if clock else None
                return f"{value}T{clock}" if clock else value
        return value

    def _minutes(self, expression: Expression, number: str, clock: str) -> str:
        """Return a full hour with "e mezza", "e un quarto", "meno dieci"."""
        for part, way in (("plus", 1), ("less", -1)):
            span = expression.parts.get(f"{part}{number}")
            if span and clock.endswith(":00"):
                word = self.words.lower[span[1] - 1]
                quarter = QUARTER if span[1] - span[0] > 1 else int(self._values.get(word, word))
                minutes = (int(clock[:2]) * 60 + way * quarter) % (24 * 60)
                return f"{minutes // 60:02d}:{minutes % 60:02d}"
        return clock

    def _clock(self, text: str, part: str | None) -> str | None:
        hour, _, minute = re.sub(r"[.,]", ":", self._values.get(text, text)).partition(":")
        if not hour.isdigit() or int(hour) > 24:
            return None
        late = 12 if part in ("pm", "dusk") and int(hour) < 12 else 0
        return f"{(int(hour) + late) % 24:02d}:{minute or '00'}"

    # Kinds.

    def _date(self, expression: Expression) -> str | None:
        month, day = self._number(expression, "month"), self._number(expression, "day")
        if month is None or day is None:
            return None
        year = self._stated_year(expression)
        found = self._yearless(expression, month, day) if year is None else dates.make_date(year, month, day)
        return found.isoformat() if found else None

    def _yearless(self, expression: Expression, month: int, day: int) -> date | None:
        """Return the day meant by "il 24 agosto", "domenica 26 giugno", "il 14 novembre scorso"."""
        weekday, side = self._number(expression, "wd"), self._number(expression, "shift")
        look = self._look(expression)
        told = self._narrated_year() if look == "remote" else None
        center = self.anchor.year if self.anchor else self._told_year()
        if center is None:
            return None
        days = [d for y in range(center - 3, center + 4) if (d := dates.make_date(y, month, day))]
        fitting = [d for d in days if weekday is not None and d.weekday() == weekday]
        if self.anchor is None:
            # martedì 3 febbraio, in an article that names 2015 and no date of its own
            return next((d for d in fitting if d.year == center), None)
        if told:
            return dates.make_date(told, month, day)
        near = [d for d in days if abs(d.year - center) <= 1]
        if side == -1:
            return max((d for d in near if d < self.anchor), default=None)
        if side == 1:
            return min((d for d in near if d > self.anchor), default=None)
        # "dal primo maggio", said in January, is still to come; "si è arreso il 7 ottobre" is not
        classes, codes = language.calendar().classes, self._codes(expression)
        far = dates.FAR if classes["dal"] in codes or classes["da"] in codes else dates.FAR_DATE
        return dates.choose([d for d in fitting if d in near] or near, self.anchor, look, far=far)

    def _told_year(self) -> int | None:
        years = [year for told in self.told if (year := dates.year_of(told.value))]
        return years[-1] if years else None

    def _narrated_year(self) -> int | None:
        """Return the year of the story told in this paragraph: "Nel 1978 ... Il 9 maggio fu ritrovato"."""
        here = [told for told in self.told if told.paragraph == self.paragraph][-2:]
        years = [year for told in here if (year := dates.year_of(told.value))]
        return years[-1] if years and self.anchor and self.anchor.year - years[-1] >= 2 else None

    def _numeric(self, expression: Expression) -> str | None:
        first, last = expression.parts["numeric"]
        numbers = [int(n) for n in re.findall(r"\d+", " ".join(self.words.lower[first:last]))]
        year, month, day = numbers if numbers[0] > 31 else numbers[::-1]
        found = dates.make_date(dates.full_year(f"{year:02d}", self.anchor), month, day)
        return found.isoformat() if found else None

    def _slashed(self, expression: Expression) -> str | None:
        """ "sab 9/3": day and month behind a weekday, in the year in which they fit."""
        day, _, month = (self._text(expression, "slashed") or "").partition("/")
        if self.anchor is None:
            return None
        years = range(max(self.anchor.year - 1, MINYEAR), min(self.anchor.year + 1, MAXYEAR) + 1)
        days = [d for year in years if (d := dates.make_date(year, int(month), int(day)))]
        word = self._text(expression, "wd") or ""
        weekday = TUESDAY if word.startswith("mar") else int(self._values[word])
        best = dates.choose([d for d in days if d.weekday() == weekday] or days, self.anchor, self._look(expression))
        return best.isoformat() if best else None

    def _deictic(self, expression: Expression) -> str | None:
        # ieri, 23 agosto 2012: the date says what "ieri" is, and so when the article was written
        text = self._text(expression, "deictic2", "deictic")
        offset = int(self._values[text]) if text else 0
        offset += -1 if expression.parts.keys() & {"beyond", "beyond2"} else 0
        if self.anchor is None and "month" in expression.parts:
            value = self._date(expression)
            day = dates.day_of(value)
            if day and abs(offset) <= 1:
                self.anchor = dates.moved(day, -offset)
            return value
        return dates.shifted("D", offset, self.anchor) if self.anchor else None

    def _weekday(self, expression: Expression) -> str | None:
        weekday = self._number(expression, "wd")
        if weekday is None:
            return None
        if "adjacent" in expression.parts:
            return self._after_base(weekday, self._number(expression, "adjacent") or 1)
        if self.anchor is None:
            return None
        day = self._number(expression, "day")
        if day is not None and (numbered := self._numbered(expression, weekday, day)):
            return numbered.isoformat()
        week = self._number(expression, "wshift", "wshift2")
        if week is not None:
            return dates.moved(self.anchor, week * 7 + weekday - self.anchor.weekday()).isoformat()
        return self._plain_weekday(expression, weekday, self.anchor).isoformat()

    def _plain_weekday(self, expression: Expression, weekday: int, anchor: date) -> date:
        side = self._number(expression, "shift", "shift2")
        if side == -1:
            return dates.last_weekday(anchor, weekday)
        if side == 1:
            return dates.next_weekday(anchor, weekday)
        if side == 0:
            return dates.moved(anchor, weekday - anchor.weekday())
        return dates.weekday_near(anchor, weekday, self._look(expression))

    def _after_base(self, weekday: int, way: int) -> str | None:
        """ "il lunedì successivo", "il venerdì precedente"."""
        base = self._told_day()
        if base is None:
            return None
        found = dates.next_weekday(base, weekday) if way > 0 else dates.last_weekday(base, weekday)
        return found.isoformat()

    def _numbered(self, expression: Expression, weekday: int, day: int) -> date | None:
        """Return the day of "mercoledì 19"."""
        if self.anchor is None:
            return None
        middle = self.anchor.toordinal()
        first, last = max(middle - 100, date.min.toordinal()), min(middle + 100, date.max.toordinal())
        around = map(date.fromordinal, range(first, last + 1))
        fitting = [d for d in around if d.day == day and d.weekday() == weekday]
        return dates.choose(fitting, self.anchor, self._look(expression))

    def _monthday(self, expression: Expression) -> str | None:
        """ "il 15 del mese prossimo"."""
        day, side = self._number(expression, "day"), self._number(expression, "shift", "shift2")
        if self.anchor is None or day is None or side is None:
            return None
        month = dates.month_of(dates.iso_month(self.anchor.year, self.anchor.month + side))
        found = dates.make_date(*month, day) if month else None
        return found.isoformat() if found else None

    def _term(self, expression: Expression) -> str | None:
        """ "nel primo trimestre": of this year, or of the next or last one where the verb says so."""
        number, kind = self._number(expression, "nth"), self._values[self._text(expression, "term") or ""]
        months = MONTHS_OF_TERM[kind]
        if number is None:
            return None
        year = self._stated_year(expression)
        if year is None and self.anchor is not None:
            look, side = self._look(expression), self._number(expression, "shift")
            begins, ends = date(self.anchor.year, (number - 1) * months + 1, 1), number * months
            back = side == -1 or look in ("past", "before", "remote")
            year = self.anchor.year - (1 if back and begins > self.anchor else 0)
            year += 1 if (side == 1 or look == "future") and ends < self.anchor.month else 0
        return f"{dates.iso_year(year)}-{kind}{number}" if year is not None else None

    def _hours(self, expression: Expression) -> str | None:
        """ "dalle 9 alle 12 di domani"."""
        day = self._deictic(expression) if "deictic" in expression.parts else self._part(expression)
        first, last = (self._clock(self.words.lower[span[0]], None) for _, span in ends_of(expression))
        return f"{day}T{first}/{day}T{last}" if day and first and last else None

    def _month(self, expression: Expression) -> str | None:
        month, year = self._number(expression, "month"), self._stated_year(expression)
        if month is None or (year is None and self.anchor is None):
            return None
        if year is not None:
            return dates.iso_month(year, month)
        return self._yearless_month(expression, month)

    def _yearless_month(self, expression: Expression, month: int) -> str | None:
        if self.anchor is None:
            return None
        first = self.anchor.replace(day=1)
        side = self._number(expression, "shift1", "shift")
        years = (first.year - 1, first.year, first.year + 1)
        options = [day for year in years if (day := dates.make_date(year, month, 1))]
        if side == 0:
            return dates.iso_month(first.year, month)
        if side is not None:
            beyond = [d for d in options if (d - first).days * side > 0]
            best: date | None = min(beyond, key=lambda d: abs((d - first).days), default=None)
        else:
            look = self._look(expression)
            told = self._narrated_year() if look == "remote" else None
            # a bare month looks back unless a verb or a cue looks forward: "condannato a maggio"
            best = date(told, month, 1) if told else dates.choose(options, first, look or "past", far=dates.FAR_MONTH)
        return dates.iso_month(best.year, best.month) if best else None

    def _season(self, expression: Expression) -> str | None:
        season = self._values[self._text(expression, "season") or ""]
        year = self._stated_year(expression)
        if year is not None:
            return f"{dates.iso_year(year)}-{season}"
        if self.anchor is None:
            return None
        side = self._number(expression, "shift1", "shift")
        return dates.season_of(self.anchor, season, side, self._look(expression))

    def _decade(self, expression: Expression) -> str | None:
        text = self.words.lower[expression.parts["decade"][1] - 1]
        number = int(self._values.get(text, text.lstrip("'")))
        return f"19{number:02d}/19{number + 9:02d}"

    def _holiday(self, expression: Expression) -> str | None:
        code = "E0" if "holy" in expression.parts else self._values[self._text(expression, "holiday", "saint") or ""]
        year = self._stated_year(expression)
        if year is None and self.anchor is None:
            return None
        if year is not None:
            return self._feast(expression, code, year).isoformat()
        return self._yearless_feast(expression, code)

    def _yearless_feast(self, expression: Expression, code: str) -> str | None:
        if self.anchor is None:
            return None
        years = range(max(self.anchor.year - 1, MINYEAR), min(self.anchor.year + 1, MAXYEAR) + 1)
        days = [self._feast(expression, code, year) for year in years]
        side = self._number(expression, "shift")
        if side is not None:
            days = [d for d in days if (d - self.anchor).days * side > 0]
        # a feast comes every year: "a Ferragosto ha incontrato", said in March, is that of last year
        best = dates.choose(days, self.anchor, self._look(expression), far=dates.YEAR)
        return best.isoformat() if best else None

    def _feast(self, expression: Expression, code: str, year: int) -> date:
        day = dates.feast(code, year)
        if "eve" in expression.parts:
            return dates.moved(day, -1)
        # lunedì di Pasqua is on or after the feast, venerdì santo before it
        after, before = self._number(expression, "wd"), self._number(expression, "holy")
        if after is not None:
            return day if day.weekday() == after else dates.next_weekday(day, after)
        return dates.last_weekday(day, before) if before is not None else day

    def _amount(self, expression: Expression) -> int | None:
        first, last = expression.parts.get("amount", (0, 0))
        return self._number(expression, "amount") if last - first == 1 else None

    def _counted(self, expression: Expression) -> str | None:
        """ "due giorni fa", "tra due settimane"; "un anno e mezzo fa" and "qualche mese fa" have no value."""
        unit, amount = self._values[self._text(expression, "unit") or ""], self._amount(expression)
        half = language.calendar().classes["half"] in self.words.codes[expression.start : expression.end]
        if self.anchor is not None and half and unit in ("H", "T"):
            # "mezz'ora fa", "un'ora e mezza fa"
            return self.anchor.isoformat()
        if amount is None or self.anchor is None or half:
            return None
        return dates.shifted(unit, amount if expression.kind == "ahead" else -amount, self.anchor)

    def _offset(self, expression: Expression) -> str | None:
        """ "tre settimane più tardi", "il giorno seguente"; "due giorni prima del vertice" has no value."""
        parts = expression.parts
        # un anno dopo la chiusura; the subject of "due giorni dopo il premier" cannot be told from it by words
        if "of" in parts or ("named" in parts and self._text(expression, "way") == language.AFTER):
            return None
        unit = self._values[self._text(expression, "unit", "unit2") or ""] if "morrow" not in parts else "D"
        unit = unit if len(unit) == 1 else "D"
        amount = self._amount(expression) if "amount" in parts else 1
        way = self._number(expression, "way", "way2", "morrow")
        return self._counted_from_told(unit, amount * way) if amount and way else None

    def _counted_from_told(self, unit: str, amount: int) -> str | None:
        if unit in "DW" or (unit == "H" and abs(amount) >= 24):
            base = self._told_day()
            # tre settimane più tardi, after a day: again a day, since the base is one
            return dates.shifted("D", amount * 7 if unit == "W" else amount, base) if base and unit != "H" else None
        if unit == "M":
            months = [m for told in self.told if (m := dates.month_of(told.value))]
            return dates.iso_month(months[-1][0], months[-1][1] + amount) if months else None
        year = self._told_year()
        return dates.iso_year(year + amount) if unit == "Y" and year else None

    def _same(self, expression: Expression) -> str | None:
        """ "quello stesso giorno", "in quel periodo", "nello stesso pomeriggio"."""
        unit = self._values[self._text(expression, "unit") or ""]
        if unit == "P":
            # in quel periodo; but: rispetto allo stesso periodo del 2019
            pointed = language.calendar().classes["that"] in self._codes(expression)
            return self.told[-1].value if self.told and pointed else None
        if unit == "Y":
            year = self._told_year()
            return dates.iso_year(year) if year else None
        if unit == "M":
            months = [m for told in self.told if (m := dates.month_of(told.value))]
            return dates.iso_month(*months[-1]) if months else None
        day = self._told_day()
        if day is None or unit in ("T", "H"):
            return None
        return dates.iso_week(day) if unit in ("W", "E") else day.isoformat()

    def _told_day(self) -> date | None:
        days = [day for told in self.told if (day := dates.day_of(told.value))]
        return days[-1] if days else None

    def _unit(self, expression: Expression) -> str | None:
        unit = self._values[self._text(expression, "unit", "unit2") or ""]
        side = self._number(expression, "shift", "shift2") or 0
        weekend = unit == "E" or (unit == "W" and language.calendar().classes["edge"] in self._codes(expression))
        if self.anchor is None:
            return None
        return self._weekend(side, None) if weekend else dates.shifted(unit, side, self.anchor)

    def _codes(self, expression: Expression) -> str:
        return self.words.codes[expression.start : expression.end]

    def _weekend(self, side: int, look: Look | None) -> str | None:
        """Return the week of the weekend meant; on Saturday and Sunday the next one is a week away."""
        if self.anchor is None:
            return None
        at_weekend = self.anchor.weekday() >= 5
        back = side == -1 or (side == 0 and look in ("past", "before") and not at_weekend)
        weeks = -1 if back else 1 if side == 1 and at_weekend else 0
        return dates.shifted("W", weeks, self.anchor)

    def _limit(self, expression: Expression) -> str | None:
        """ "entro l'anno", "a fine mese", "nel fine settimana"."""
        unit = self._values[self._text(expression, "unit") or ""]
        if self.anchor is None:
            return None
        if unit == "E" or (unit == "W" and "edge" in expression.parts):
            return self._weekend(0, self._look(expression))
        return dates.shifted(unit, 0, self.anchor)

    def _year(self, expression: Expression) -> str | None:
        return dates.iso_year(self._written_year(expression.parts["year"]))

    def _part(self, expression: Expression) -> str | None:
        """ "in serata": of the day that the story has reached, else of the day of publication."""
        look = self._look(expression)
        for told in reversed(self.told):
            day = dates.day_of(told.value)
            if day is None or not self._carries_on(told, day, look):
                continue
            near = self.anchor is None or abs((day - self.anchor).days) <= NARRATIVE_DAYS
            if near or (look == "remote" and told.paragraph == self.paragraph):
                return self._at_noon(expression, day)
        return self._at_noon(expression, self.anchor) if self.anchor else None

    def _at_noon(self, expression: Expression, day: date) -> str:
        """Return a day, at twelve for "a mezzogiorno"."""
        noon = self._values.get(self._text(expression, "part") or "") == "noon"
        return f"{day.isoformat()}T12:00" if noon else day.isoformat()

    def _carries_on(self, told: Told, day: date, look: Look | None) -> bool:
        """Return whether an expression that looks so can belong to a day told before."""
        # Mercoledì era stato al Quirinale ... In serata è decollato: not on that Wednesday
        if told.look == "before" and look != "before":
            return False
        ahead = self.anchor is not None and day > self.anchor
        # Partirà domani ... In serata ha incontrato: not tomorrow
        return not (ahead and look in ("past", "before", "remote")) and (look != "future" or told.look == "future")

    def _hour(self, expression: Expression) -> str | None:
        return self._part(expression)

    # Ranges.

    def _years(self, expression: Expression) -> str | None:
        first, last = two_years(expression, self.words)
        return f"{first}/{last}"

    def _range(self, expression: Expression) -> str | None:
        """ "dal 12 al 14 giugno", "dal 28 maggio al 3 giugno", "fra sabato e domenica", "da marzo a giugno"."""
        ends = ends_of(expression)
        last = self._end_value(ends[-1][1], expression)
        if last is None:
            return None
        if self._values.get(self._text(expression, "part") or "") == "midnight":
            return last
        if "pair" in expression.parts:
            first = self._before(int((self._text(expression, "pair") or "0").partition("/")[0]), last)
            last = self._before(int((self._text(expression, "pair") or "0").partition("/")[2]), last)
        else:
            first = self._start_value(ends[0][1], last)
        return f"{first}/{last}" if first and last and first < last else last

    def _before(self, day: int, last: str) -> str | None:
        """Return the day of the month of `last`, or of the month before it."""
        month = dates.month_of(last)
        found = dates.make_date(*month, day) if month else None
        return found.isoformat() if found else None

    def _end_value(self, span: tuple[int, int], whole: Expression) -> str | None:
        """Return the value of the second end; the verb around the whole range says where it looks."""
        for kind in ("date", "weekday", "month", "deictic"):
            part = parse(kind, self.words, *span)
            if part and part.end == span[1]:
                around = Expression(kind=kind, start=whole.start, end=whole.end, parts=part.parts)
                return self._checked(kind, around)
        return None

    def _start_value(self, span: tuple[int, int], last: str) -> str | None:
        """Return the first end, which borrows month and year from the second: the last such day before it."""
        date_, weekday, month = (parse(kind, self.words, *span) for kind in ("date", "weekday", "month"))
        end = dates.day_of(last)
        if date_ and date_.end == span[1]:
            if "year" in date_.parts or not end:
                return self._date(date_)
            numbers = self._number(date_, "month") or 1, self._number(date_, "day") or 1
            days = [d for year in (end.year, end.year - 1) if (d := dates.make_date(year, *numbers)) and d < end]
            return days[0].isoformat() if days else None
        if month and month.end == span[1]:
            return self._start_month(month, last)
        if weekday and end and self._number(weekday, "wd") is not None:
            return dates.last_weekday(end, self._number(weekday, "wd") or 0).isoformat()
        number = self._values.get(self.words.lower[span[1] - 1], self.words.lower[span[1] - 1])
        return self._before(int(number), last) if number.isdigit() else None

    def _start_month(self, month: Expression, last: str) -> str | None:
        if "year" in month.parts:
            return self._month(month)
        until, number = dates.month_of(last), self._number(month, "month")
        if until is None or number is None:
            return None
        return dates.iso_month(until[0] - (1 if number >= until[1] else 0), number)

    def _list(self, expression: Expression) -> list[tuple[int, int, str | None]]:
        """ "il 15, 16 e 17 maggio" is an interval; "il 5 e il 12 maggio" are two dates."""
        begin, end = expression.parts["to1"]
        last = self._end_value((begin, end), expression)
        first, stop = expression.parts["days"]
        day_class = language.calendar().classes["day"]
        spots = [i for i in range(first, stop) if self.words.codes[i] == day_class]
        values = [self._before(int(self.words.lower[i]), last) if last else None for i in spots]
        days = [day for value in [*values, last] if (day := dates.day_of(value))]
        steps = {(b - a).days for a, b in pairwise(days)}
        if last:
            self._tell(last, expression)
        if last and steps == {1}:
            return [(expression.start, expression.end, f"{days[0].isoformat()}/{last}")]
        starts = [expression.start, *spots[1:]]
        pieces = [(a, b + 1, value) for a, b, value in zip(starts, spots, values, strict=True)]
        return [*pieces, (begin, expression.end, last)]
