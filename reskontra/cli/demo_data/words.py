"""Words the demo's names, streets and texts are put together from. Nobody in particular is meant."""

from __future__ import annotations


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = _split(
    "Agneta Albin Alva Amanda Anders Anette Arvid Astrid Axel Birgitta Björn Bo Britt Börje Carina Cecilia "
    "Christer Daniel Ebba Elin Ellen Erik Eva Fredrik Gerd Gunilla Gösta Hampus Hanna Henrik Håkan Ida Ingemar "
    "Ingrid Jenny Joakim Jonas Karin Kerstin Klara Lars Leif Linnéa Lovisa Magnus Maja Malin Marianne Märta "
    "Niklas Oskar Per Petra Pär Ragnar Rolf Rut Sara Signe Sofia Stig Sven Sölve Tobias Torbjörn Tyra Ulf Ulla "
    "Viktor Vilma Yngve Åke Åsa Örjan"
)
SURNAMES = _split(
    "Ahlbäck Almroth Alsterlund Backlöv Bergvall Björkhem Blixt Boqvist Brännlund Cederfeldt Dahlrot Ekelöf "
    "Engdal Fallgren Fjällström Forsmark Frisell Granbäck Grönvik Hagelin Hallsten Hedlöf Holmsäter Hultgård "
    "Höglind Ivarsdal Jernberg Kallström Klintvall Kvarnlöf Källmark Lagervik Lidhammar Ljungqvist Lundhall "
    "Löfvenmark Mossberg Myrgren Norrhede Nylöf Odenbring Palmefelt Quarnström Ramstedt Rosenvall Rydhög "
    "Rönnmark Sandvall Sjöhammar Skogsäter Solbäck Stenlöf Strandvik Sundhage Säfvelin Södervall Tallroth "
    "Tegnfors Törnhage Vallmark Vassgren Vinterlöf Wallhed Wester Wikmark Åberg Ågrund Åkerlind Ängmark Ödlund "
    "Öhrfelt Österlöf"
)
TRADES = (
    "Bygg",
    "Måleri",
    "Plåt",
    "Redovisning",
    "Tandvård",
    "Möbler",
    "Golv",
    "Elteknik",
    "Rör",
    "Bil & Däck",
    "Konditori",
    "Trädgård",
    "Städservice",
    "Åkeri",
    "Tryckeri",
    "Cykel",
    "Glasmästeri",
    "Snickeri",
    "Catering",
    "Antikhandel",
    "Kläder",
    "Fastigheter",
    "Webbyrå",
    "Arkitekter",
    "Maskinuthyrning",
    "Kyla & Värme",
    "Evenemang",
    "Optik",
    "Blommor",
    "Juridik",
)
FIRM_STEMS = (
    "Bålsjö",
    "Norrängen",
    "Fyrklövern",
    "Havrekällan",
    "Järnbäcken",
    "Kråkvik",
    "Lillån",
    "Mellansjö",
    "Näktergalen",
    "Öster Mark",
    "Päronträdet",
    "Rävgården",
    "Silverbjörk",
    "Storstensvik",
    "Tjärnhöjden",
    "Utterfors",
    "Vinkelhaken",
    "Ådalsvik",
    "Älgstigen",
    "Örnbacken",
    "Hammarbyn",
    "Kopparslanten",
    "Midvinter",
    "Snöflingan",
)
HOUSING_NAMES = (
    "Asplunden",
    "Björkhagen Norra",
    "Eken",
    "Fasanen",
    "Gullvivan",
    "Hasseln",
    "Hjorten",
    "Kaptenen",
    "Linden",
    "Måsen",
    "Näckrosen",
    "Rönnbäret",
    "Sjöstjärnan",
    "Tranan",
    "Åkerbäret",
    "Ängsklockan",
    "Örtagården",
)
STREETS = (
    "Storgatan",
    "Järnvägsgatan",
    "Kvarnvägen",
    "Hantverkargatan",
    "Skolgatan",
    "Åsgatan",
    "Industrivägen",
    "Björkvägen",
    "Kyrkogatan",
    "Östra Hamngatan",
    "Norra Allén",
    "Trädgårdsgatan",
    "Mejerigatan",
    "Smedjegatan",
    "Ängsvägen",
    "Lövstigen",
    "Stenhuggarvägen",
    "Verkstadsgatan",
    "Sjövägen",
    "Fabriksgatan",
)
# city and the first three digits of its postal codes
CITIES = (
    ("Örebro", "702"),
    ("Örebro", "703"),
    ("Kumla", "692"),
    ("Hallsberg", "694"),
    ("Karlskoga", "691"),
    ("Lindesberg", "711"),
    ("Västerås", "722"),
    ("Eskilstuna", "632"),
    ("Arboga", "732"),
    ("Köping", "731"),
    ("Katrineholm", "641"),
    ("Askersund", "696"),
    ("Norrköping", "602"),
    ("Linköping", "582"),
    ("Karlstad", "652"),
    ("Nora", "713"),
)
# country, city, postal code, street, names: the abroad customers pay from
FOREIGN = (
    ("FI", "Turku", "20100", "Aurakatu 8", "Aurajoen Varasto Oy"),
    ("FI", "Vaasa", "65100", "Handelsesplanaden 3", "Kvarkens Möbeltransport Ab"),
    ("FI", "Tampere", "33100", "Satakunnankatu 21", "Näsin Muuttopalvelu Oy"),
    ("NO", "Kongsvinger", "2212", "Storgata 17", "Grensebyen Flyttebyrå AS"),
    ("NO", "Moss", "1530", "Dronningens gate 5", "Østfold Lagerhotell AS"),
    ("DK", "Roskilde", "4000", "Algade 30", "Fjordbyens Flytteforretning ApS"),
    ("DE", "Lübeck", "23552", "Mühlenstraße 12", "Hansa Umzüge Brömse GmbH"),
    ("DE", "Rostock", "18055", "Lange Straße 9", "Warnow Lagerhaus GmbH"),
)
VENDOR_NAMES = (
    "Lyftkompaniet i Mellansverige AB",
    "Örebro Kartong & Emballage AB",
    "Närkeslätts Energi AB",
    "Låsmedjan Säkerhet AB",
    "Hyttan Fastighetsförvaltning AB",
    "Transportbilar i Kumla AB",
    "Däckverkstan Söder AB",
    "Tjärnlunds Städ AB",
    "Wikmark Revision AB",
    "Kontorsvaror Tusenstråle AB",
    "Fibernät Hjälmaren AB",
    "Brännvalls Diesel AB",
    "Bemanning Sex Vindar AB",
    "Larmcentralen Uven AB",
    "Hjälmarbygdens Försäkring",
    "Pallställ & Lager i Arboga AB",
    "Reklambyrån Blå Gås AB",
    "Truckservice Backlöv AB",
    "Återvinning Kilsbergen AB",
    "Frukost & Fika Åberg HB",
    "Arbetskläder Höglind AB",
    "Containerhamnen Köping AB",
    "Telefoni Norrhede AB",
    "Sotarmästare Ödlund AB",
    "Skyltar Fyra Färger AB",
    "Vattenskärarna i Nora AB",
    "Portmontage Älvbro AB",
    "IT-drift Svartån AB",
    "Juristerna Källmark KB",
    "Flyttlådan Grossist AB",
    "Släpvagnar Ekelöf AB",
    "Ventilation Sju Stugor AB",
    "Plogning & Sand Rönnmark",
    "Företagshälsan Lindgården AB",
    "Parkering Västra Torget AB",
    "Kassaskåp Järnhanden AB",
    "Möbelskydd Filt & Väv AB",
    "Kalibrering Våg & Mått AB",
    "Tvätteriet Vita Lakan AB",
    "Utbildning Lastsäkring Sverige AB",
)
UNKNOWN_PAYERS = (
    "HEDVIG SPARRLÖV",
    "Skogsbrynets Hundcafé",
    "J KATTRUP",
    "Idrottsföreningen Vargen",
    "Dödsboet efter Elof Tinnvik",
    "Syskonen Hagbergs Loppis",
    "MUSIKKÅREN LJUSGLIMTEN",
    "Tove o Kalle Ryttermark",
)
UNKNOWN_TEXTS = ("Tack för hjälpen", "Enl överenskommelse", "Hyra", "", "Återbetalning", "Lådor", "Till kassan", "")
INVOICE_SUBJECTS = (
    "Magasinering",
    "Bohagsflytt",
    "Kontorsflytt",
    "Hyra flyttlådor",
    "Packning och emballage",
    "Pianotransport",
    "Flyttstädning",
    "Arkivförvaring",
    "Tömning av dödsbo",
    "Interntransport",
)
VENDOR_SUBJECTS = ("Enligt faktura", "Månadsavgift", "Service", "Material", "Hyra", "Drivmedel", "Konsulttimmar")
CARD_PURCHASES = (
    "KORTKÖP DRIVMEDEL E18 ÖREBRO",
    "KORTKÖP LUNCHBODEN KUMLA",
    "KORTKÖP JÄRNHANDELN HJULET",
    "KORTKÖP PARKERING VÄSTERÅS",
)
BANK_FEES = ("PRIS BANKGIRO INBETALNINGAR", "PRIS FÖRETAGSPAKET", "KORTAVGIFT", "PRIS FILÖVERFÖRING")
