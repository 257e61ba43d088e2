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
despatch-advice = Delivery note
buyer-reference = Your reference
contract = Contract
job = Job
subject = Subject
preceding = Refers to
carried-by = Carrier: { $carrier }
document-of-day = { $number } of { $date }
from-until = { $from } to { $until }
until = until { $until }
on-order = Order { $number }
on-delivery = Delivery note { $number }
on-purchase-order = your order { $number }
page = Page { $page } of { $pages }

# Parties
seller = From
buyer = To
deliver-to = Delivered to
attention = Attn. { $name }
tax-representative = Tax representative
vat-id = VAT no. { $id }
tax-number = Tax no. { $id }
company-number = Company no. { $id }
establishment-number = SIRET { $id }
capital = share capital { $amount }

# Lines that carnet drafts
draft-less-deposit = Less deposit invoice { $number } of { $date }
draft-deposit-percent = Deposit of { $percent } on order { $order }
draft-deposit = Deposit on order { $order }
draft-credit-part = Credit on invoice { $number } of { $date }
draft-credit-rest = Credit of the rest of invoice { $number } of { $date }
draft-credit-percent = Credit of { $percent } on invoice { $number } of { $date }
draft-rebate = Rebate of { $percent } on invoice { $number } of { $date }

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
mandate = Mandate
creditor = Creditor identifier
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
measure-c62 = -
measure-h87 = piece
    .plural = pieces
measure-ea = piece
    .plural = pieces
measure-day = day
    .plural = days
measure-hur = hour
    .plural = hours
measure-min = minute
    .plural = minutes
measure-wee = week
    .plural = weeks
measure-mon = month
    .plural = months
measure-qan = quarter
    .plural = quarters
measure-ann = year
    .plural = years
measure-set = set
    .plural = sets
measure-pr = pair
    .plural = pairs
measure-dzn = dozen
    .plural = dozen
measure-xpk = pack
    .plural = packs
measure-xbx = box
    .plural = boxes
measure-xpx = pallet
    .plural = pallets
measure-ls = lump sum
    .plural = lump sums
measure-e48 = service unit
    .plural = service units
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
measure-ltr = litre
    .plural = litres
measure-grm = g
    .plural = g
measure-kgm = kg
    .plural = kg
measure-tne = tonne
    .plural = tonnes
measure-kwh = kWh
    .plural = kWh
