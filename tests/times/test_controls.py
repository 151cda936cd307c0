"""What looks like a time and is none, or is a habit: nothing may be found."""

import pytest

NO_TIME = [
    # names
    "Domenica Rossi ha vinto il premio.",
    "La sindaca Domenica Rossi ha vinto il premio.",
    "Ha citato Ernesto Sabato e Borges.",
    "Luigi Di Maggio ha risposto ai cronisti.",
    "LUIGI DI MAGGIO ATTACCA LA STAMPA",
    "Il tribuno Marzo Magno cedette.",
    "Natale Bianchi guida la cooperativa.",
    "Totò Di Natale ha lasciato il campo.",
    "Il senatore Pasqua non risponde.",
    "La valle di Santo Stefano è isolata.",
    "Il ritardo del Mezzogiorno pesa; nel Mezzogiorno si emigra.",
    "Il corteo è partito ad Alba in silenzio.",
    # streets
    "Il corteo è partito da via XX Settembre.",
    "Il corteo è partito da piazza 25 aprile.",
    "La sede è in corso 1° maggio a Torino.",
    # numbers
    "Il G20 ha approvato l'articolo 12 con 193 voti.",
    "Sono arrivati 2000 soldati e tra 2000 e 2050 volontari.",
    "Il Bologna ha vinto 2-1 in casa.",
    "Il Pil cresce del 2,5 per cento e costa 15 euro.",
    "Hanno offerto circa 30.00.00 euro.",
    "Ne servono da 1500 a 2000 posti.",
    "Ha dato il via libera alle 12 regioni.",
    "Vengono assunte dalle 10 alle 15 persone.",
    "Si passa dalle 12 alle 9, per ora.",
    "È arrivato nel quinto trimestre e nel terzo semestre.",
    "Il 15 dell'assemblea e il 3 del gruppo restano.",
    "Il gioco finisce 2021-23.",
    # habits and stretches of time
    "Il consiglio si riunisce il lunedì.",
    "Lo sportello apre dal lunedì al venerdì.",
    "Ogni martedì il consiglio si riunisce.",
    "L'udienza del mercoledì è sospesa.",
    "La Domenica Sportiva compie settant'anni.",
    "Il negoziato è durato tre giorni.",
    "Si vedono due volte per settimana e due volte l'anno.",
    "Sono passati due anni.",
    "Giorno dopo giorno la crisi si allarga.",
    "Per ora nessuno parla.",
    "La primavera araba ha deluso.",
    "D'estate la città si svuota.",
    "La sera la piazza è vuota.",
    "Nella giornata di campionato nessuno segna.",
    "Nella scorsa giornata di campionato nessuno segna.",
    "Un altro giorno di attesa.",
    "Il set e la mar di Sardegna.",
    "È il maggio francese.",
]


@pytest.mark.parametrize("text", NO_TIME)
def test_nothing_found(read, text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("name", "time"),
    [
        # the name, and beside it the time that is written almost alike
        ("Domenica Rossi ha vinto.", "Domenica ha vinto la sindaca Rossi."),
        ("Luigi Di Maggio è partito.", "Luigi è partito a maggio."),
        ("Parla da piazza 25 aprile.", "Parla dal 25 aprile."),
        ("Il consiglio si riunisce il lunedì.", "Il consiglio si riunisce lunedì."),
        ("Apre dal lunedì al venerdì.", "Apre da lunedì a venerdì."),
        ("Servono 2000 posti.", "Servono posti dal 2000."),
        ("Natale Bianchi parla.", "A Natale parla Bianchi."),
        ("Sono passati due giorni.", "Nei passati due giorni parla."),
        ("Ha risposto alle 15 regioni.", "Ha risposto alle 15 a Roma."),
    ],
)
def test_control_pairs(read, name, time):
    assert read(name) == []
    assert len(read(time)) == 1
