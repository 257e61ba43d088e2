# Las palabras de los documentos, en español.

# What a document is
title-quote = Presupuesto
title-order-confirmation = Confirmación de pedido
title-pro-forma = Factura proforma
title-delivery-note = Albarán
title-invoice = Factura
title-deposit = Factura de anticipo
title-final = Factura final
title-progress = Certificación de obra
title-credit-note = Factura rectificativa (abono)
title-corrected = Factura rectificativa
title-statement = Extracto de cuenta

# Head
number = Número
date = Fecha
due = Vencimiento
valid-until = Válido hasta
promised = Entrega prevista
delivery-date = Fecha de entrega
tax-point = Devengo del IVA
period = Periodo
purchase-order = Su pedido
sales-order = Nuestro pedido
despatch-advice = Albarán
buyer-reference = Su referencia
contract = Contrato
job = Proyecto
subject = Asunto
preceding = Se refiere a
carried-by = Transportista: { $carrier }
document-of-day = { $number } del { $date }
from-until = del { $from } al { $until }
until = hasta el { $until }
on-order = Pedido { $number }
on-delivery = Albarán { $number }
on-purchase-order = su pedido { $number }
page = Página { $page } de { $pages }

# Parties
seller = Emisor
buyer = Destinatario
deliver-to = Entregado en
attention = A la atención de { $name }
tax-representative = Representante fiscal
vat-id = NIF-IVA { $id }
tax-number = NIF { $id }
company-number = SIREN { $id }
establishment-number = SIRET { $id }
capital = capital social { $amount }

# Líneas que redacta carnet
draft-less-deposit = Menos anticipo: factura { $number } del { $date }
draft-deposit-percent = Anticipo del { $percent } del pedido { $order }
draft-deposit = Anticipo del pedido { $order }
draft-credit-part = Abono de la factura { $number } del { $date }
draft-credit-rest = Abono del resto de la factura { $number } del { $date }
draft-credit-percent = Abono del { $percent } de la factura { $number } del { $date }
draft-rebate = Bonificación del { $percent } de la factura { $number } del { $date }

# The table
description = Descripción
quantity = Cant.
unit = Unidad
unit-price = Precio unit.
unit-price-with-tax = Precio unit. con IVA
discount = Descuento
extra = Recargo
tax = IVA
amount = Importe
amount-with-tax = Importe con IVA
progress = Avance
subtotal = Subtotal
option = Opción
option-chosen = Opción elegida
options-apart = Las opciones no se incluyen en el total mientras no se elijan.
carried-forward = Suma y sigue
brought-forward = Suma anterior

# Totals
total-lines = Total de líneas
allowance = Descuento
charge = Recargo
total-without-tax = Base imponible
taxable = Base
tax-rate = IVA { $percent }
tax-rate-on = IVA { $percent } sobre { $amount }
tax-none = Sin IVA
tax-none-on = Sin IVA sobre { $amount }
tax-included = incluye IVA { $percent }
total-tax = Total IVA
total-with-tax = Total con IVA
total = Total
rounding = Redondeo
prepaid = Ya pagado
to-pay = Total a pagar
to-credit = A su favor
in-currency = Importes en { $currency }
tax-in-currency = IVA en { $currency }: { $amount } (cambio { $rate } del { $date })
tax-in-currency-only = IVA en { $currency }: { $amount }

# Payment
payment = Pago
payment-terms = Condiciones
pay-to = Beneficiario
iban = IBAN
bic = BIC
quote-reference = Concepto
mandate = Mandato
creditor = Identificador del acreedor
scan-to-pay = Escanee para pagar
instalments = Vencimientos
means-transfer = Transferencia bancaria
means-direct-debit = Domiciliación
means-card = Tarjeta
means-cheque = Cheque
means-cash = Efectivo

# Terms of payment
terms-on-receipt = al recibo
terms-days = { $days } días
terms-days-eom = { $days } días fin de mes
terms-eom = fin de mes
terms-eom-days = fin de mes, { $days } días
terms-on-day = { $terms }, el día { $day }
terms-order = al pedido
terms-start = al inicio de los trabajos
terms-delivery = a la entrega
terms-completion = a la finalización
terms-part = { $percent } { $terms }

# Progress of works, retention
market = Contrato inicial
amendments = Modificaciones
earlier = Certificado anteriormente
this = Esta certificación
rest = Pendiente de facturar
progress-number = Certificación n.º { $number }
retention = Retención de garantía { $percent }

# Signature
signature = Aceptado por
signature-date = Fecha
signature-name = Nombre y cargo
signature-sign = Firma
signature-words = Devuélvase fechado y firmado con la mención «leído y conforme».
received-by = Recibido por

# Marks
draft = Borrador
duplicate = Duplicado
pro-forma-note = Este documento no es una factura ni exige pago.
seal = Sello { $seal }

# Statement
statement-entry = Operación
statement-charge = Debe
statement-credit = Haber
balance = Saldo
opening = Saldo inicial
closing = Saldo final
balance-owed = Saldo a pagar
balance-yours = Saldo a su favor
entry-invoice = Factura { $number }
entry-credit-note = Abono { $number }
entry-payment = Pago
entry-payment-with = Pago, { $reference }
entry-refund = Reembolso
statement-empty = Sin movimientos en el periodo.

# Mentions
insurance = Seguro profesional: { $text }

# Units (UN/ECE recommendation 20), one and several; "-" is no word at all
measure-c62 = -
measure-h87 = pieza
    .plural = piezas
measure-ea = unidad
    .plural = unidades
measure-day = día
    .plural = días
measure-hur = hora
    .plural = horas
measure-min = minuto
    .plural = minutos
measure-wee = semana
    .plural = semanas
measure-mon = mes
    .plural = meses
measure-qan = trimestre
    .plural = trimestres
measure-ann = año
    .plural = años
measure-set = juego
    .plural = juegos
measure-pr = par
    .plural = pares
measure-dzn = docena
    .plural = docenas
measure-xpk = paquete
    .plural = paquetes
measure-xbx = caja
    .plural = cajas
measure-xpx = palé
    .plural = palés
measure-ls = a tanto alzado
    .plural = a tanto alzado
measure-e48 = servicio
    .plural = servicios
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
    .plural = litros
measure-grm = g
    .plural = g
measure-kgm = kg
    .plural = kg
measure-tne = tonelada
    .plural = toneladas
measure-kwh = kWh
    .plural = kWh
