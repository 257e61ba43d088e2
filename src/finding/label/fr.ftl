# Les mots des documents, en français.

# What a document is
title-quote = Devis
title-order-confirmation = Confirmation de commande
title-pro-forma = Facture pro forma
title-delivery-note = Bon de livraison
title-invoice = Facture
title-deposit = Facture d’acompte
title-final = Facture de solde
title-progress = Facture de situation
title-credit-note = Avoir
title-corrected = Facture rectificative
title-statement = Relevé de compte

# Head
number = Numéro
date = Date
due = Échéance
valid-until = Valable jusqu’au
promised = Livraison prévue
delivery-date = Date de livraison
tax-point = Exigibilité de la TVA
period = Période
purchase-order = Votre commande
sales-order = Notre commande
despatch-advice = Bon de livraison
buyer-reference = Votre référence
contract = Contrat
job = Affaire
subject = Objet
preceding = Se rapporte à
carried-by = Transporteur : { $carrier }
document-of-day = { $number } du { $date }
from-until = du { $from } au { $until }
until = jusqu’au { $until }
on-order = Commande { $number }
on-delivery = Bon de livraison { $number }
on-purchase-order = votre commande { $number }
page = Page { $page } sur { $pages }

# Parties
seller = Émetteur
buyer = Destinataire
deliver-to = Livré à
attention = À l’attention de { $name }
tax-representative = Représentant fiscal
vat-id = N° TVA { $id }
tax-number = N° fiscal { $id }
company-number = SIREN { $id }
establishment-number = SIRET { $id }
capital = au capital de { $amount }

# Lignes que carnet rédige
draft-less-deposit = Acompte déduit : facture { $number } du { $date }
draft-deposit-percent = Acompte de { $percent } sur la commande { $order }
draft-deposit = Acompte sur la commande { $order }
draft-credit-part = Avoir sur la facture { $number } du { $date }
draft-credit-rest = Avoir du reste de la facture { $number } du { $date }
draft-credit-percent = Avoir de { $percent } sur la facture { $number } du { $date }
draft-rebate = Remise de { $percent } sur la facture { $number } du { $date }

# The table
description = Désignation
quantity = Qté
unit = Unité
unit-price = Prix unit.
unit-price-with-tax = Prix unit. TTC
discount = Remise
extra = Supplément
tax = TVA
amount = Montant HT
amount-with-tax = Montant TTC
progress = Avancement
subtotal = Sous-total
option = Option
option-chosen = Option retenue
options-apart = Les options ne sont pas comprises dans le total tant qu’elles ne sont pas retenues.
carried-forward = À reporter
brought-forward = Report

# Totals
total-lines = Total des lignes
allowance = Remise
charge = Supplément
total-without-tax = Total HT
taxable = Base HT
tax-rate = TVA { $percent }
tax-rate-on = TVA { $percent } sur { $amount }
tax-none = Sans TVA
tax-none-on = Sans TVA sur { $amount }
tax-included = dont TVA { $percent }
total-tax = Total TVA
total-with-tax = Total TTC
total = Total
rounding = Arrondi
prepaid = Déjà réglé
to-pay = Net à payer
to-credit = En votre faveur
in-currency = Montants en { $currency }
tax-in-currency = TVA en { $currency } : { $amount } (cours { $rate } du { $date })
tax-in-currency-only = TVA en { $currency } : { $amount }

# Payment
payment = Règlement
payment-terms = Conditions
pay-to = À l’ordre de
iban = IBAN
bic = BIC
quote-reference = Référence à rappeler
mandate = Mandat
creditor = Identifiant créancier
scan-to-pay = Scannez pour payer
instalments = Échéancier
means-transfer = Virement bancaire
means-direct-debit = Prélèvement
means-card = Carte bancaire
means-cheque = Chèque
means-cash = Espèces

# Terms of payment
terms-on-receipt = à réception
terms-days = { $days } jours
terms-days-eom = { $days } jours fin de mois
terms-eom = fin de mois
terms-eom-days = fin de mois { $days } jours
terms-on-day = { $terms } le { $day }
terms-order = à la commande
terms-start = au démarrage des travaux
terms-delivery = à la livraison
terms-completion = à l’achèvement
terms-part = { $percent } { $terms }

# Progress of works, retention
market = Marché initial
amendments = Avenants
earlier = Situations précédentes
this = Présente situation
rest = Reste à facturer
progress-number = Situation n° { $number }
retention = Retenue de garantie { $percent }

# Signature
signature = Bon pour accord
signature-date = Date
signature-name = Nom et qualité
signature-sign = Signature
signature-words = À retourner daté et signé, précédé de la mention « bon pour accord ».
received-by = Reçu par

# Marks
draft = Projet
duplicate = Duplicata
pro-forma-note = Ce document n’est pas une facture et ne vaut pas demande de paiement.
seal = Scellé { $seal }

# Statement
statement-entry = Opération
statement-charge = Débit
statement-credit = Crédit
balance = Solde
opening = Solde initial
closing = Solde final
balance-owed = Solde à régler
balance-yours = Solde en votre faveur
entry-invoice = Facture { $number }
entry-credit-note = Avoir { $number }
entry-payment = Règlement
entry-payment-with = Règlement, { $reference }
entry-refund = Remboursement
statement-empty = Aucun mouvement sur la période.

# Mentions
insurance = Assurance professionnelle : { $text }

# Units (UN/ECE recommendation 20), one and several; "-" is no word at all
measure-c62 = -
measure-h87 = pièce
    .plural = pièces
measure-ea = pièce
    .plural = pièces
measure-day = jour
    .plural = jours
measure-hur = heure
    .plural = heures
measure-min = minute
    .plural = minutes
measure-wee = semaine
    .plural = semaines
measure-mon = mois
    .plural = mois
measure-qan = trimestre
    .plural = trimestres
measure-ann = an
    .plural = ans
measure-set = jeu
    .plural = jeux
measure-pr = paire
    .plural = paires
measure-dzn = douzaine
    .plural = douzaines
measure-xpk = paquet
    .plural = paquets
measure-xbx = carton
    .plural = cartons
measure-xpx = palette
    .plural = palettes
measure-ls = forfait
    .plural = forfaits
measure-e48 = prestation
    .plural = prestations
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
