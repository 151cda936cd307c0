"""Expression by expression: what the grammar finds and what it means on Thursday 13 May 2021."""

import pytest

ABSOLUTE = [
    ("Il trattato fu firmato il 19 giugno 2018 a Lubiana.", "il 19 giugno 2018", "2018-06-19"),
    ("Il trattato fu firmato il 19/06/2018 a Lubiana.", "il 19/06/2018", "2018-06-19"),
    ("Aggiornato 19.06.18 dalla redazione.", "19.06.18", "2018-06-19"),
    ("Aggiornato 2018-06-19 dalla redazione.", "2018-06-19", "2018-06-19"),
    ("Il voto del 2 di gennaio 2020 è nullo.", "2 di gennaio 2020", "2020-01-02"),
    ("Nel giugno 2012 il porto fu chiuso.", "Nel giugno 2012", "2012-06"),
    ("La legge del febbraio del 2009 resta.", "del febbraio del 2009", "2009-02"),
    ("Il ponte fu aperto nel 2009.", "nel 2009", "2009"),
    ("Le elezioni del 2014 furono annullate.", "del 2014", "2014"),
    ("Lavora qui dal 1998.", "dal 1998", "1998"),
    ("Il piano dura fino al 2030.", "fino al 2030", "2030"),
    ("La crisi di fine 2019 pesa ancora.", "fine 2019", "2019"),
    ("La rivolta (1956) fu repressa.", "1956", "1956"),
    ("Fu eletto nel '94 e poi nel '18.", "nel '94", "1994"),
    ("La moda degli anni Settanta torna.", "degli anni Settanta", "1970/1979"),
    ("La moda degli anni '80 torna.", "degli anni '80", "1980/1989"),
    ("Il concerto del primo maggio 2019.", "primo maggio 2019", "2019-05-01"),
    ("Il concerto del 1° maggio 2019.", "1° maggio 2019", "2019-05-01"),
    ("Nell'estate del 2012 lasciò Bari.", "Nell'estate del 2012", "2012-SU"),
    ("Primavera 2019 da dimenticare.", "Primavera 2019", "2019-SP"),
]
YEARLESS = [
    ("Si sono visti il 24 marzo a Trieste.", "il 24 marzo", "2021-03-24"),
    ("Si sono visti il 14 novembre scorso a Trieste.", "il 14 novembre scorso", "2020-11-14"),
    ("Si vedranno il 24 marzo prossimo a Trieste.", "il 24 marzo prossimo", "2022-03-24"),
    ("Si vedranno il 3 giugno a Trieste.", "il 3 giugno", "2021-06-03"),
    ("Va chiuso entro il 23 marzo dell'anno prossimo.", "entro il 23 marzo dell'anno prossimo", "2022-03-23"),
    ("Ne parlarono nel maggio dell'anno scorso.", "nel maggio dell'anno scorso", "2020-05"),
    ("Ne parlarono nel maggio di due anni fa.", "nel maggio di due anni fa", "2019-05"),
    ("Si erano sentiti a novembre per telefono.", "a novembre", "2020-11"),
    ("Lo scorso aprile la sede ha chiuso.", "Lo scorso aprile", "2021-04"),
    ("Il vertice, previsto per luglio, non convince.", "per luglio", "2021-07"),
    ("La visita, in calendario ai primi di settembre, salta.", "ai primi di settembre", "2021-09"),
    ("A fine giugno scadranno i contratti.", "A fine giugno", "2021-06"),
    ("Domenica 26 luglio si è votato.", "Domenica 26 luglio", "2020-07-26"),
    ("Ne discuteranno nel mese di agosto.", "nel mese di agosto", "2021-08"),
    ("Il sì dell'11 Aprile pesa.", "11 Aprile", "2021-04-11"),
]
WEEKDAYS = [
    ("Martedì scorso il premier ha visto i sindaci.", "Martedì scorso", "2021-05-11"),
    ("Lo scorso giovedì il premier ha visto i sindaci.", "Lo scorso giovedì", "2021-05-06"),
    ("Lunedì prossimo si tratta ancora.", "Lunedì prossimo", "2021-05-17"),
    ("Il premier lunedì riceverà i sindaci.", "lunedì", "2021-05-17"),
    ("Il premier ha ricevuto lunedì i sindaci.", "lunedì", "2021-05-10"),
    ("Il premier ha ricevuto giovedì i sindaci.", "giovedì", "2021-05-06"),
    ("Mercoledì 19 i sindaci saranno a Roma.", "Mercoledì 19", "2021-05-19"),
    ("Il premier ha ricevuto mercoledì 5 i sindaci.", "mercoledì 5", "2021-05-05"),
    ("La riunione di domenica sera è finita male.", "domenica sera", "2021-05-09"),
    ("Si è deciso martedì della settimana scorsa.", "martedì della settimana scorsa", "2021-05-04"),
    ("La seduta è stata rinviata a martedì.", "a martedì", "2021-05-18"),
    ("Ha convocato i partiti per venerdì.", "per venerdì", "2021-05-14"),
    ("Questo sabato la piazza è vuota.", "Questo sabato", "2021-05-15"),
]
DEICTIC = [
    ("Ieri la ministra è stata a Minsk.", "Ieri", "2021-05-12"),
    ("Arriverà domani a Minsk.", "domani", "2021-05-14"),
    ("Arriverà dopodomani a Minsk.", "dopodomani", "2021-05-15"),
    ("L'altro ieri la ministra è stata a Minsk.", "L'altro ieri", "2021-05-11"),
    ("Ieri l'altro la ministra è stata a Minsk.", "Ieri l'altro", "2021-05-11"),
    ("Stamattina la ministra è stata a Minsk.", "Stamattina", "2021-05-13"),
    ("Questa mattina la ministra è stata a Minsk.", "Questa mattina", "2021-05-13"),
    ("La ministra è arrivata ieri pomeriggio.", "ieri pomeriggio", "2021-05-12"),
    ("È finito nella tarda serata di ieri.", "nella tarda serata di ieri", "2021-05-12"),
    ("Nel corso della giornata odierna si vota.", "giornata odierna", "2021-05-13"),
    ("La ministra è stata ricevuta nel pomeriggio.", "nel pomeriggio", "2021-05-13"),
    ("In mattinata la ministra è stata a Minsk.", "In mattinata", "2021-05-13"),
    ("Hanno chiuso all'alba l'accordo.", "all'alba", "2021-05-13"),
]
RELATIVE = [
    ("Due giorni fa il governo è caduto.", "Due giorni fa", "2021-05-11"),
    ("Il governo cadde 24 anni fa.", "24 anni fa", "1997"),
    ("Il governo cadde un anno fa.", "un anno fa", "2020"),
    ("Il governo cadde vent'anni fa.", "vent'anni fa", "2001"),
    ("Il governo è caduto tre mesi fa.", "tre mesi fa", "2021-02"),
    ("Il governo è caduto due settimane or sono.", "due settimane or sono", "2021-W17"),
    ("Il governo è caduto 48 ore fa.", "48 ore fa", "2021-05-11"),
    ("Fra tre giorni si vota.", "Fra tre giorni", "2021-05-16"),
    ("Si vota tra due settimane.", "tra due settimane", "2021-W21"),
    ("La settimana scorsa si è votato.", "La settimana scorsa", "2021-W18"),
    ("La prossima settimana si vota.", "La prossima settimana", "2021-W20"),
    ("Il mese scorso si è votato.", "Il mese scorso", "2021-04"),
    ("L'anno scorso si è votato.", "L'anno scorso", "2020"),
    ("Quest'anno si vota.", "Quest'anno", "2021"),
    ("Lo scorso autunno si è votato.", "Lo scorso autunno", "2020-FA"),
    ("La prossima estate si vota.", "La prossima estate", "2021-SU"),
    ("Il patto va chiuso a fine mese.", "a fine mese", "2021-05"),
    ("Il patto va chiuso entro l'anno.", "entro l'anno", "2021"),
    ("Il patto va chiuso entro la fine dell'anno.", "entro la fine dell'anno", "2021"),
    ("Lo scorso fine settimana si è votato.", "Lo scorso fine settimana", "2021-W18"),
    ("Nel fine settimana si voterà.", "Nel fine settimana", "2021-W19"),
    ("Ci sarà un incontro in settimana.", "in settimana", "2021-W19"),
]
VALUELESS = [
    ("Qualche mese fa il governo è caduto.", "Qualche mese fa"),
    ("Un paio di giorni fa il governo è caduto.", "Un paio di giorni fa"),
    ("Un anno e mezzo fa il governo è caduto.", "Un anno e mezzo fa"),
    ("Nei prossimi giorni si vedranno.", "Nei prossimi giorni"),
    ("Negli ultimi due anni si sono visti.", "Negli ultimi due anni"),
    ("Nei giorni scorsi si sono visti.", "Nei giorni scorsi"),
    ("Recentemente si sono visti.", "Recentemente"),
    ("Due giorni prima del vertice è partito.", "Due giorni prima"),
    ("Un anno dopo la chiusura si torna a scuola.", "Un anno dopo"),
]
RANGES = [
    ("Il foro si tiene dal 12 al 14 giugno a Baku.", "dal 12 al 14 giugno", "2021-06-12/2021-06-14"),
    ("Il foro si tenne dal 28 maggio al 3 giugno 2012.", "dal 28 maggio al 3 giugno 2012", "2012-05-28/2012-06-03"),
    (
        "Il foro si tenne dal 30 dicembre al 2 gennaio 2012.",
        "dal 30 dicembre al 2 gennaio 2012",
        "2011-12-30/2012-01-02",
    ),
    ("Il foro si tenne il 6-7 luglio 2019.", "il 6-7 luglio 2019", "2019-07-06/2019-07-07"),
    ("Il foro si tenne il 6/7 luglio 2019.", "il 6/7 luglio 2019", "2019-07-06/2019-07-07"),
    ("Il foro si è tenuto tra il 3 e il 5 maggio.", "tra il 3 e il 5 maggio", "2021-05-03/2021-05-05"),
    ("Il 5 e 6 settembre parteciperà al foro.", "Il 5 e 6 settembre", "2021-09-05/2021-09-06"),
    ("Il 15, 16 e 17 giugno parteciperà al foro.", "Il 15, 16 e 17 giugno", "2021-06-15/2021-06-17"),
    ("Nella notte fra sabato e domenica ha nevicato.", "Nella notte fra sabato e domenica", "2021-05-08/2021-05-09"),
    (
        "La tregua scatterà alla mezzanotte tra sabato e domenica.",
        "alla mezzanotte tra sabato e domenica",
        "2021-05-16",
    ),
    ("Saranno a Oslo da lunedì a mercoledì.", "da lunedì a mercoledì", "2021-05-17/2021-05-19"),
    ("Il cantiere fu aperto da marzo a giugno 2018.", "da marzo a giugno 2018", "2018-03/2018-06"),
    ("Governò dal 2010 al 2014.", "dal 2010 al 2014", "2010/2014"),
    ("Il bilancio 2014-2020 è chiuso.", "2014-2020", "2014/2020"),
]
CLOCK = [
    ("Alle 14.30 di ieri è cominciato il colloquio.", "Alle 14.30 di ieri", "2021-05-12T14:30"),
    ("Il colloquio è cominciato ieri alle 15.", "ieri alle 15", "2021-05-12T15:00"),
    (
        "Il colloquio comincerà martedì 18 maggio alle ore 10:00.",
        "martedì 18 maggio alle ore 10:00",
        "2021-05-18T10:00",
    ),
    ("Il colloquio è cominciato ieri alle 8 di sera.", "ieri alle 8 di sera", "2021-05-12T20:00"),
    ("Il colloquio è cominciato ieri alle sette e mezza.", "ieri alle sette e mezza", "2021-05-12T07:30"),
    ("Il colloquio è cominciato ieri verso le 15.", "ieri verso le 15", "2021-05-12"),
    ("Poco prima delle sei di questa mattina ha ceduto.", "Poco prima delle sei di questa mattina", "2021-05-13"),
    ("Intorno alle 20:50 del 5 dicembre 2013 è partito.", "Intorno alle 20:50 del 5 dicembre 2013", "2013-12-05"),
    ("Le scosse sono arrivate alle 3.36 in paese.", "alle 3.36", "2021-05-13T03:36"),
]
HOLIDAYS = [
    ("A Natale si erano scritti.", "A Natale", "2020-12-25"),
    ("Si erano scritti il giorno di Pasqua.", "il giorno di Pasqua", "2021-04-04"),
    ("A Pasqua 2018 si erano scritti.", "A Pasqua 2018", "2018-04-01"),
    ("Il lunedì di Pasqua 2018 si erano scritti.", "Il lunedì di Pasqua 2018", "2018-04-02"),
    ("Il venerdì santo del 2018 si erano scritti.", "Il venerdì santo del 2018", "2018-03-30"),
    ("La vigilia di Natale si erano scritti.", "La vigilia di Natale", "2020-12-24"),
    ("A Ferragosto il parlamento sarà chiuso.", "A Ferragosto", "2021-08-15"),
    ("Il giorno di Santo Stefano si erano scritti.", "Il giorno di Santo Stefano", "2020-12-26"),
    ("Per Capodanno si erano scritti.", "Per Capodanno", "2022-01-01"),
]
# Bare hours, terms of a year, days of a month to come, school years.
MORE = [
    ("Il colloquio comincerà alle 15.", "alle 15", "2021-05-13T15:00"),
    ("Il colloquio comincerà alle 15 a Palazzo Ducale.", "alle 15", "2021-05-13T15:00"),
    ("Il colloquio è finito alle due del pomeriggio.", "alle due del pomeriggio", "2021-05-13T14:00"),
    ("Il colloquio è finito alle tre di notte.", "alle tre di notte", "2021-05-13T03:00"),
    ("Il colloquio è finito a mezzogiorno.", "a mezzogiorno", "2021-05-13T12:00"),
    (
        "Il colloquio durerà dalle 9 alle 12 di domani.",
        "dalle 9 alle 12 di domani",
        "2021-05-14T09:00/2021-05-14T12:00",
    ),
    ("Il colloquio durerà dalle 9.30 alle 12.", "dalle 9.30 alle 12", "2021-05-13T09:30/2021-05-13T12:00"),
    ("Il colloquio è finito mezz'ora fa.", "mezz'ora fa", "2021-05-13"),
    ("Il Pil cala nel primo trimestre.", "nel primo trimestre", "2021-Q1"),
    ("Il Pil calò nel secondo semestre del 2019.", "nel secondo semestre del 2019", "2019-H2"),
    ("Il Pil crescerà nel primo trimestre.", "nel primo trimestre", "2022-Q1"),
    ("Il Pil calò nel quarto trimestre dello scorso anno.", "nel quarto trimestre dello scorso anno", "2020-Q4"),
    ("Si vedranno il 15 del mese prossimo.", "il 15 del mese prossimo", "2021-06-15"),
    ("Il bando per il biennio 2021-22 è aperto.", "2021-22", "2021/2022"),
]
TABLE = [*MORE, *ABSOLUTE, *YEARLESS, *WEEKDAYS, *DEICTIC, *RELATIVE, *RANGES, *CLOCK, *HOLIDAYS]


@pytest.mark.parametrize(("text", "expression", "value"), TABLE)
def test_value(read, text, expression, value):
    assert read(text)[0] == (expression, value)


@pytest.mark.parametrize(("text", "expression"), VALUELESS)
def test_found_without_value(read, text, expression):
    assert read(text) == [(expression, None)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # two dates that are not neighbours are two dates
        ("Si vota il 5 e il 12 settembre 2021.", ["2021-09-05", "2021-09-12"]),
        ("Ieri era a Riga, oggi è a Oslo, domani sarà a Roma.", ["2021-05-12", "2021-05-13", "2021-05-14"]),
        ("Nel 2011 e nel 2014, mai il 30 febbraio 2015.", ["2011", "2014", None]),
    ],
)
def test_several(read, text, values):
    assert [value for _, value in read(text)] == values
