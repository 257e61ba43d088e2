# De woorden van documenten, in het Nederlands.

# What a document is
title-quote = Offerte
title-order-confirmation = Orderbevestiging
title-pro-forma = Pro-formafactuur
title-delivery-note = Pakbon
title-invoice = Factuur
title-deposit = Voorschotfactuur
title-final = Eindfactuur
title-progress = Termijnfactuur
title-credit-note = Creditnota
title-corrected = Gecorrigeerde factuur
title-statement = Rekeningoverzicht

# Head
number = Nummer
date = Datum
due = Vervaldatum
valid-until = Geldig tot
promised = Leverdatum
delivery-date = Geleverd op
tax-point = Belastbaar feit
period = Periode
purchase-order = Uw bestelling
sales-order = Onze order
despatch-advice = Pakbon
buyer-reference = Uw referentie
contract = Contract
job = Project
subject = Onderwerp
preceding = Betreft
carried-by = Vervoerder: { $carrier }
document-of-day = { $number } van { $date }
from-until = { $from } tot en met { $until }
until = tot en met { $until }
on-order = Order { $number }
on-delivery = Pakbon { $number }
on-purchase-order = uw bestelling { $number }
page = Pagina { $page } van { $pages }

# Parties
seller = Afzender
buyer = Aan
deliver-to = Geleverd aan
attention = T.a.v. { $name }
tax-representative = Fiscaal vertegenwoordiger
vat-id = Btw-nr. { $id }
tax-number = Fiscaal nr. { $id }
company-number = SIREN { $id }
establishment-number = SIRET { $id }
capital = maatschappelijk kapitaal { $amount }

# Regels die carnet opstelt
draft-less-deposit = Af: voorschotfactuur { $number } van { $date }
draft-deposit-percent = Voorschot van { $percent } op order { $order }
draft-deposit = Voorschot op order { $order }
draft-credit-part = Creditering van factuur { $number } van { $date }
draft-credit-rest = Creditering van de rest van factuur { $number } van { $date }
draft-credit-percent = Creditering van { $percent } op factuur { $number } van { $date }
draft-rebate = Korting van { $percent } op factuur { $number } van { $date }

# The table
description = Omschrijving
quantity = Aantal
unit = Eenheid
unit-price = Stukprijs
unit-price-with-tax = Stukprijs incl. btw
discount = Korting
extra = Toeslag
tax = Btw
amount = Bedrag
amount-with-tax = Bedrag incl. btw
progress = Voortgang
subtotal = Subtotaal
option = Optie
option-chosen = Optie, gekozen
options-apart = Opties zijn niet in het totaal begrepen zolang ze niet zijn gekozen.
carried-forward = Transport
brought-forward = Transport

# Totals
total-lines = Totaal regels
allowance = Korting
charge = Toeslag
total-without-tax = Totaal excl. btw
taxable = Grondslag
tax-rate = Btw { $percent }
tax-rate-on = Btw { $percent } over { $amount }
tax-none = Geen btw
tax-none-on = Geen btw over { $amount }
tax-included = waarvan btw { $percent }
total-tax = Totaal btw
total-with-tax = Totaal incl. btw
total = Totaal
rounding = Afronding
prepaid = Reeds betaald
to-pay = Te betalen
to-credit = In uw voordeel
in-currency = Bedragen in { $currency }
tax-in-currency = Btw in { $currency }: { $amount } (koers { $rate } van { $date })
tax-in-currency-only = Btw in { $currency }: { $amount }

# Payment
payment = Betaling
payment-terms = Betalingstermijn
pay-to = Begunstigde
iban = IBAN
bic = BIC
quote-reference = Betalingskenmerk
mandate = Machtiging
creditor = Incassant-ID
scan-to-pay = Scan om te betalen
instalments = Betaalschema
means-transfer = Overschrijving
means-direct-debit = Incasso
means-card = Kaart
means-cheque = Cheque
means-cash = Contant

# Terms of payment
terms-on-receipt = bij ontvangst
terms-days = { $days } dagen
terms-days-eom = { $days } dagen einde maand
terms-eom = einde maand
terms-eom-days = einde maand plus { $days } dagen
terms-on-day = { $terms }, op de { $day }e
terms-order = bij bestelling
terms-start = bij aanvang van het werk
terms-delivery = bij levering
terms-completion = bij oplevering
terms-part = { $percent } { $terms }

# Progress of works, retention
market = Oorspronkelijke opdracht
amendments = Meer- en minderwerk
earlier = Eerder gefactureerd
this = Deze termijn
rest = Nog te factureren
progress-number = Termijn { $number }
retention = Inhouding { $percent }

# Signature
signature = Voor akkoord
signature-date = Datum
signature-name = Naam en functie
signature-sign = Handtekening
signature-words = Gelieve gedateerd en ondertekend terug te sturen.
received-by = Ontvangen door

# Marks
draft = Concept
duplicate = Duplicaat
pro-forma-note = Dit is geen factuur en geen verzoek tot betaling.
seal = Zegel { $seal }

# Statement
statement-entry = Boeking
statement-charge = Debet
statement-credit = Credit
balance = Saldo
opening = Beginsaldo
closing = Eindsaldo
balance-owed = Te betalen
balance-yours = Saldo in uw voordeel
entry-invoice = Factuur { $number }
entry-credit-note = Creditnota { $number }
entry-payment = Betaling
entry-payment-with = Betaling, { $reference }
entry-refund = Terugbetaling
statement-empty = Geen boekingen in deze periode.

# Mentions
insurance = Beroepsaansprakelijkheidsverzekering: { $text }

# Units (UN/ECE recommendation 20), one and several; "-" is no word at all
measure-c62 = -
measure-h87 = stuk
    .plural = stuks
measure-ea = stuk
    .plural = stuks
measure-day = dag
    .plural = dagen
measure-hur = uur
    .plural = uur
measure-min = minuut
    .plural = minuten
measure-wee = week
    .plural = weken
measure-mon = maand
    .plural = maanden
measure-qan = kwartaal
    .plural = kwartalen
measure-ann = jaar
    .plural = jaar
measure-set = set
    .plural = sets
measure-pr = paar
    .plural = paar
measure-dzn = dozijn
    .plural = dozijn
measure-xpk = pak
    .plural = pakken
measure-xbx = doos
    .plural = dozen
measure-xpx = pallet
    .plural = pallets
measure-ls = vast bedrag
    .plural = vast bedrag
measure-e48 = dienst
    .plural = diensten
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
measure-ltr = liter
    .plural = liter
measure-grm = g
    .plural = g
measure-kgm = kg
    .plural = kg
measure-tne = ton
    .plural = ton
measure-kwh = kWh
    .plural = kWh
