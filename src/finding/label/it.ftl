# Le parole dei documenti, in italiano.

# What a document is
title-quote = Preventivo
title-order-confirmation = Conferma d’ordine
title-pro-forma = Fattura proforma
title-delivery-note = Documento di trasporto
title-invoice = Fattura
title-deposit = Fattura di acconto
title-final = Fattura a saldo
title-progress = Fattura per stato avanzamento lavori
title-credit-note = Nota di credito
title-corrected = Fattura rettificativa
title-statement = Estratto conto

# Head
number = Numero
date = Data
due = Scadenza
valid-until = Valido fino al
promised = Consegna prevista
delivery-date = Data di consegna
tax-point = Esigibilità IVA
period = Periodo
purchase-order = Vostro ordine
sales-order = Nostro ordine
despatch-advice = Documento di trasporto
buyer-reference = Vostro riferimento
contract = Contratto
job = Commessa
subject = Oggetto
preceding = Si riferisce a
carried-by = Vettore: { $carrier }
document-of-day = { $number } del { $date }
from-until = dal { $from } al { $until }
until = fino al { $until }
on-order = Ordine { $number }
on-delivery = Documento di trasporto { $number }
on-purchase-order = vostro ordine { $number }
page = Pagina { $page } di { $pages }

# Parties
seller = Mittente
buyer = Destinatario
deliver-to = Consegnato a
attention = Alla c.a. di { $name }
tax-representative = Rappresentante fiscale
vat-id = P. IVA { $id }
tax-number = Codice fiscale { $id }
company-number = SIREN { $id }
establishment-number = SIRET { $id }
capital = capitale sociale { $amount }

# Righe redatte da carnet
draft-less-deposit = A dedurre acconto: fattura { $number } del { $date }
draft-deposit-percent = Acconto del { $percent } sull’ordine { $order }
draft-deposit = Acconto sull’ordine { $order }
draft-credit-part = Accredito sulla fattura { $number } del { $date }
draft-credit-rest = Accredito del residuo della fattura { $number } del { $date }
draft-credit-percent = Accredito del { $percent } sulla fattura { $number } del { $date }
draft-rebate = Sconto del { $percent } sulla fattura { $number } del { $date }

# The table
description = Descrizione
quantity = Qtà
unit = Unità
unit-price = Prezzo unit.
unit-price-with-tax = Prezzo unit. IVA incl.
discount = Sconto
extra = Supplemento
tax = IVA
amount = Importo
amount-with-tax = Importo IVA incl.
progress = Avanzamento
subtotal = Subtotale
option = Opzione
option-chosen = Opzione scelta
options-apart = Le opzioni non sono comprese nel totale finché non vengono scelte.
carried-forward = A riportare
brought-forward = Riporto

# Totals
total-lines = Totale righe
allowance = Sconto
charge = Supplemento
total-without-tax = Totale imponibile
taxable = Imponibile
tax-rate = IVA { $percent }
tax-rate-on = IVA { $percent } su { $amount }
tax-none = Senza IVA
tax-none-on = Senza IVA su { $amount }
tax-included = di cui IVA { $percent }
total-tax = Totale IVA
total-with-tax = Totale IVA inclusa
total = Totale
rounding = Arrotondamento
prepaid = Già pagato
to-pay = Totale da pagare
to-credit = A vostro favore
in-currency = Importi in { $currency }
tax-in-currency = IVA in { $currency }: { $amount } (cambio { $rate } del { $date })
tax-in-currency-only = IVA in { $currency }: { $amount }

# Payment
payment = Pagamento
payment-terms = Condizioni
pay-to = Beneficiario
iban = IBAN
bic = BIC
quote-reference = Causale
mandate = Mandato
creditor = Identificativo del creditore
scan-to-pay = Scansiona per pagare
instalments = Scadenze
means-transfer = Bonifico bancario
means-direct-debit = Addebito diretto
means-card = Carta
means-cheque = Assegno
means-cash = Contanti

# Terms of payment
terms-on-receipt = a vista
terms-days = { $days } giorni
terms-days-eom = { $days } giorni fine mese
terms-eom = fine mese
terms-eom-days = fine mese { $days } giorni
terms-on-day = { $terms }, il giorno { $day }
terms-order = all’ordine
terms-start = all’inizio dei lavori
terms-delivery = alla consegna
terms-completion = al completamento
terms-part = { $percent } { $terms }

# Progress of works, retention
market = Contratto iniziale
amendments = Varianti
earlier = Già fatturato
this = Questa fattura
rest = Da fatturare
progress-number = Stato avanzamento n. { $number }
retention = Ritenuta a garanzia { $percent }

# Signature
signature = Per accettazione
signature-date = Data
signature-name = Nome e qualifica
signature-sign = Firma
signature-words = Da restituire datato e firmato per accettazione.
received-by = Ricevuto da

# Marks
draft = Bozza
duplicate = Duplicato
pro-forma-note = Il presente documento non è una fattura e non richiede pagamento.
seal = Sigillo { $seal }

# Statement
statement-entry = Operazione
statement-charge = Dare
statement-credit = Avere
balance = Saldo
opening = Saldo iniziale
closing = Saldo finale
balance-owed = Saldo da pagare
balance-yours = Saldo a vostro favore
entry-invoice = Fattura { $number }
entry-credit-note = Nota di credito { $number }
entry-payment = Pagamento
entry-payment-with = Pagamento, { $reference }
entry-refund = Rimborso
statement-empty = Nessun movimento nel periodo.

# Mentions
insurance = Assicurazione professionale: { $text }

# Units (UN/ECE recommendation 20), one and several; "-" is no word at all
measure-c62 = -
measure-h87 = pezzo
    .plural = pezzi
measure-ea = pezzo
    .plural = pezzi
measure-day = giorno
    .plural = giorni
measure-hur = ora
    .plural = ore
measure-min = minuto
    .plural = minuti
measure-wee = settimana
    .plural = settimane
measure-mon = mese
    .plural = mesi
measure-qan = trimestre
    .plural = trimestri
measure-ann = anno
    .plural = anni
measure-set = set
    .plural = set
measure-pr = paio
    .plural = paia
measure-dzn = dozzina
    .plural = dozzine
measure-xpk = confezione
    .plural = confezioni
measure-xbx = scatola
    .plural = scatole
measure-xpx = pallet
    .plural = pallet
measure-ls = a corpo
    .plural = a corpo
measure-e48 = prestazione
    .plural = prestazioni
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
measure-ltr = litro
    .plural = litri
measure-grm = g
    .plural = g
measure-kgm = kg
    .plural = kg
measure-tne = tonnellata
    .plural = tonnellate
measure-kwh = kWh
    .plural = kWh
