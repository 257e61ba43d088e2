# Words on documents, English. French, German, Spanish, Italian and Dutch stand beside; all have the same keys.

# What a document is
title-quote = Quote
title-order-confirmation = Order confirmation
title-pro-forma = Pro forma invoice
title-delivery-note = Delivery note
title-invoice = Invoice
title-deposit = Deposit invoice
title-final = Final invoice
title-progress = Progress invoice
title-credit-note = Credit note
title-corrected = Corrected invoice
title-statement = Statement of account

# Head
number = Number
date = Date
due = Due
valid-until = Valid until
promised = Promised for
delivery-date = Delivered on
tax-point = Tax point
period = Period
purchase-order = Your order
sales-order = Our order
buyer-reference = Your reference
contract = Contract
job = Job
subject = Subject
preceding = Refers to
carrier = Carrier
document-of-day = { $number } of { $date }
from-until = { $from } to { $until }
until = until { $until }
on-order = Order { $number }
on-delivery = Delivery { $number }
page = Page { $page } of { $pages }

# Parties
seller = From
buyer = To
deliver-to = Delivered to
attention = Attn. { $name }
vat-id = VAT no. { $id }
tax-number = Tax no. { $id }
company-number = Company no. { $id }
establishment-number = SIRET { $id }
capital = share capital { $amount }

# The table
description = Description
quantity = Qty
unit = Unit
unit-price = Unit price
unit-price-with-tax = Unit price incl. VAT
discount = Discount
extra = Extra
tax = VAT
amount = Amount
amount-with-tax = Amount incl. VAT
progress = Progress
subtotal = Subtotal
option = Option
option-chosen = Option, chosen
options-apart = Options are not in the total until they are chosen.
carried-forward = Carried forward
brought-forward = Brought forward

# Totals
total-lines = Total of lines
allowance = Discount
charge = Extra
total-without-tax = Total excl. VAT
taxable = Taxable
tax-rate = VAT { $percent }
tax-rate-on = VAT { $percent } on { $amount }
tax-none = No VAT
tax-none-on = No VAT on { $amount }
tax-included = of which VAT { $percent }
total-tax = Total VAT
total-with-tax = Total incl. VAT
total = Total
rounding = Rounding
prepaid = Already paid
to-pay = To pay
to-credit = In your favour
in-currency = Amounts in { $currency }
tax-in-currency = VAT in { $currency }: { $amount } (rate { $rate } of { $date })
tax-in-currency-only = VAT in { $currency }: { $amount }

# Payment
payment = Payment
payment-terms = Terms
pay-to = Pay to
iban = IBAN
bic = BIC
quote-reference = Please quote
scan-to-pay = Scan to pay
instalments = Due dates
means-transfer = Bank transfer
means-direct-debit = Direct debit
means-card = Card
means-cheque = Cheque
means-cash = Cash

# Terms of payment
terms-on-receipt = on receipt
terms-days = { $days } days
terms-days-eom = { $days } days, end of month
terms-eom = end of month
terms-eom-days = end of month, { $days } days
terms-on-day = { $terms }, on the { $day }
terms-order = on order
terms-start = at the start of work
terms-delivery = on delivery
terms-completion = on completion
terms-part = { $percent } { $terms }

# Progress of works, retention
market = Contract as agreed
amendments = Amendments
earlier = Invoiced before
this = This invoice
rest = Left to invoice
progress-number = Progress invoice no. { $number }
retention = Retention money { $percent }

# Signature
signature = Accepted by
signature-date = Date
signature-name = Name and function
signature-sign = Signature
signature-words = Please sign and return, preceded by “read and approved”.
received-by = Received by

# Marks
draft = Draft
duplicate = Duplicate
pro-forma-note = This is not an invoice and demands no payment.
seal = Seal { $seal }

# Statement
statement-entry = Entry
statement-charge = Debit
statement-credit = Credit
balance = Balance
opening = Opening balance
closing = Closing balance
balance-owed = You owe
balance-yours = In your favour
entry-invoice = Invoice { $number }
entry-credit-note = Credit note { $number }
entry-payment = Payment
entry-payment-with = Payment, { $reference }
entry-refund = Refund
statement-empty = No movement in this period.

# Mentions
insurance = Insurance: { $text }

# Units (UN/ECE recommendation 20), one and several; "-" is no word at all
unit-c62 = -
unit-h87 = piece
    .plural = pieces
unit-ea = piece
    .plural = pieces
unit-day = day
    .plural = days
unit-hur = hour
    .plural = hours
unit-min = minute
    .plural = minutes
unit-wee = week
    .plural = weeks
unit-mon = month
    .plural = months
unit-qan = quarter
    .plural = quarters
unit-ann = year
    .plural = years
unit-set = set
    .plural = sets
unit-pr = pair
    .plural = pairs
unit-dzn = dozen
    .plural = dozen
unit-xpk = pack
    .plural = packs
unit-xbx = box
    .plural = boxes
unit-xpx = pallet
    .plural = pallets
unit-ls = lump sum
    .plural = lump sums
unit-e48 = service unit
    .plural = service units
unit-p1 = %
    .plural = %
unit-mmt = mm
    .plural = mm
unit-cmt = cm
    .plural = cm
unit-mtr = m
    .plural = m
unit-kmt = km
    .plural = km
unit-mtk = m²
    .plural = m²
unit-mtq = m³
    .plural = m³
unit-har = ha
    .plural = ha
unit-mlt = ml
    .plural = ml
unit-clt = cl
    .plural = cl
unit-ltr = litre
    .plural = litres
unit-grm = g
    .plural = g
unit-kgm = kg
    .plural = kg
unit-tne = tonne
    .plural = tonnes
unit-kwh = kWh
    .plural = kWh
