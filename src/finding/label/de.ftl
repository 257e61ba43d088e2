# Die Wörter der Dokumente, auf Deutsch.

# What a document is
title-quote = Angebot
title-order-confirmation = Auftragsbestätigung
title-pro-forma = Proforma-Rechnung
title-delivery-note = Lieferschein
title-invoice = Rechnung
title-deposit = Anzahlungsrechnung
title-final = Schlussrechnung
title-progress = Abschlagsrechnung
title-credit-note = Rechnungskorrektur
title-corrected = Berichtigte Rechnung
title-statement = Kontoauszug

# Head
number = Nummer
date = Datum
due = Fällig am
valid-until = Gültig bis
promised = Liefertermin
delivery-date = Lieferdatum
tax-point = Steuerzeitpunkt
period = Zeitraum
purchase-order = Ihre Bestellung
sales-order = Unser Auftrag
despatch-advice = Lieferschein
buyer-reference = Ihre Referenz
contract = Vertrag
job = Projekt
subject = Betreff
preceding = Bezieht sich auf
carried-by = Spediteur: { $carrier }
document-of-day = { $number } vom { $date }
from-until = { $from } bis { $until }
until = bis { $until }
on-order = Auftrag { $number }
on-delivery = Lieferschein { $number }
on-purchase-order = Ihre Bestellung { $number }
page = Seite { $page } von { $pages }

# Parties
seller = Absender
buyer = Empfänger
deliver-to = Lieferadresse
attention = z. Hd. { $name }
tax-representative = Fiskalvertreter
vat-id = USt-IdNr. { $id }
tax-number = Steuernummer { $id }
company-number = SIREN { $id }
establishment-number = SIRET { $id }
capital = Stammkapital { $amount }

# Zeilen, die carnet entwirft
draft-less-deposit = Abzüglich Anzahlungsrechnung { $number } vom { $date }
draft-deposit-percent = Anzahlung von { $percent } zum Auftrag { $order }
draft-deposit = Anzahlung zum Auftrag { $order }
draft-credit-part = Korrektur der Rechnung { $number } vom { $date }
draft-credit-rest = Korrektur des Rests der Rechnung { $number } vom { $date }
draft-credit-percent = Korrektur von { $percent } der Rechnung { $number } vom { $date }
draft-rebate = Nachlass von { $percent } auf die Rechnung { $number } vom { $date }

# The table
description = Bezeichnung
quantity = Menge
unit = Einheit
unit-price = Einzelpreis
unit-price-with-tax = Einzelpreis brutto
discount = Rabatt
extra = Zuschlag
tax = USt.
amount = Betrag
amount-with-tax = Betrag brutto
progress = Leistungsstand
subtotal = Zwischensumme
option = Option
option-chosen = Option, gewählt
options-apart = Optionen sind im Gesamtbetrag nicht enthalten, solange sie nicht gewählt sind.
carried-forward = Übertrag
brought-forward = Übertrag

# Totals
total-lines = Summe der Positionen
allowance = Nachlass
charge = Zuschlag
total-without-tax = Nettobetrag
taxable = Netto
tax-rate = USt. { $percent }
tax-rate-on = USt. { $percent } auf { $amount }
tax-none = Ohne USt.
tax-none-on = Ohne USt. auf { $amount }
tax-included = darin USt. { $percent }
total-tax = Umsatzsteuer
total-with-tax = Bruttobetrag
total = Gesamtbetrag
rounding = Rundung
prepaid = Bereits gezahlt
to-pay = Zu zahlen
to-credit = Zu Ihren Gunsten
in-currency = Beträge in { $currency }
tax-in-currency = USt. in { $currency }: { $amount } (Kurs { $rate } vom { $date })
tax-in-currency-only = USt. in { $currency }: { $amount }

# Payment
payment = Zahlung
payment-terms = Zahlungsziel
pay-to = Empfänger
iban = IBAN
bic = BIC
quote-reference = Verwendungszweck
mandate = Mandat
creditor = Gläubiger-ID
scan-to-pay = Scannen und zahlen
instalments = Zahlungsplan
means-transfer = Überweisung
means-direct-debit = Lastschrift
means-card = Kartenzahlung
means-cheque = Scheck
means-cash = Bar

# Terms of payment
terms-on-receipt = sofort nach Erhalt
terms-days = { $days } Tage
terms-days-eom = { $days } Tage zum Monatsende
terms-eom = zum Monatsende
terms-eom-days = Monatsende plus { $days } Tage
terms-on-day = { $terms }, am { $day }.
terms-order = bei Auftragserteilung
terms-start = bei Arbeitsbeginn
terms-delivery = bei Lieferung
terms-completion = bei Fertigstellung
terms-part = { $percent } { $terms }

# Progress of works, retention
market = Ursprüngliche Auftragssumme
amendments = Nachträge
earlier = Bisher abgerechnet
this = Diese Rechnung
rest = Noch abzurechnen
progress-number = { $number }. Abschlagsrechnung
retention = Sicherheitseinbehalt { $percent }

# Signature
signature = Auftrag erteilt
signature-date = Datum
signature-name = Name und Funktion
signature-sign = Unterschrift
signature-words = Bitte datiert und unterschrieben zurücksenden.
received-by = Empfangen durch

# Marks
draft = Entwurf
duplicate = Zweitschrift
pro-forma-note = Dies ist keine Rechnung und keine Zahlungsaufforderung.
seal = Siegel { $seal }

# Statement
statement-entry = Vorgang
statement-charge = Soll
statement-credit = Haben
balance = Saldo
opening = Anfangssaldo
closing = Endsaldo
balance-owed = Zu zahlen
balance-yours = Zu Ihren Gunsten
entry-invoice = Rechnung { $number }
entry-credit-note = Rechnungskorrektur { $number }
entry-payment = Zahlung
entry-payment-with = Zahlung, { $reference }
entry-refund = Rückzahlung
statement-empty = Keine Bewegung in diesem Zeitraum.

# Mentions
insurance = Berufshaftpflicht: { $text }

# Units (UN/ECE recommendation 20), one and several; "-" is no word at all
measure-c62 = -
measure-h87 = Stück
    .plural = Stück
measure-ea = Stück
    .plural = Stück
measure-day = Tag
    .plural = Tage
measure-hur = Stunde
    .plural = Stunden
measure-min = Minute
    .plural = Minuten
measure-wee = Woche
    .plural = Wochen
measure-mon = Monat
    .plural = Monate
measure-qan = Quartal
    .plural = Quartale
measure-ann = Jahr
    .plural = Jahre
measure-set = Satz
    .plural = Sätze
measure-pr = Paar
    .plural = Paar
measure-dzn = Dutzend
    .plural = Dutzend
measure-xpk = Packung
    .plural = Packungen
measure-xbx = Karton
    .plural = Kartons
measure-xpx = Palette
    .plural = Paletten
measure-ls = pauschal
    .plural = pauschal
measure-e48 = Leistung
    .plural = Leistungen
measure-p1 = %
    .plural = %
measure-mmt = mm
    .plural = mm
measure-cmt = cm
    .plural = cm
measure-mtr = m
    .plural = m
measure-kmt = km
    .plural = km
measure-mtk = m²
    .plural = m²
measure-mtq = m³
    .plural = m³
measure-har = ha
    .plural = ha
measure-mlt = ml
    .plural = ml
measure-clt = cl
    .plural = cl
measure-ltr = Liter
    .plural = Liter
measure-grm = g
    .plural = g
measure-kgm = kg
    .plural = kg
measure-tne = Tonne
    .plural = Tonnen
measure-kwh = kWh
    .plural = kWh
