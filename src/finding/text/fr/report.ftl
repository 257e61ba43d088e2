# Les rapports : ce que montre chacun, titres, remarques, colonnes et mots.

report-pipeline-doc = Affaires en cours par étape, responsable ou mois, brutes et pondérées ; sur une période, gagnées et perdues
report-sales-doc = Ventes hors taxes selon un ou deux axes, face à la période précédente et à l’année d’avant
report-receivables-doc = Qui doit combien, et depuis quand
report-statement-doc = Le compte d’un client : factures, avoirs, paiements et solde au fil des dates

report-pipeline-title = Affaires en cours
report-decided-title = Affaires conclues
report-sales-title = Ventes hors taxes
report-receivables-title = Créances clients
report-statement-title = Relevé de compte : { $customer }
report-why-title = Les documents derrière les chiffres
report-why-deals-title = Les affaires derrière les chiffres
report-why-opening-title = De quoi est fait le solde initial
report-why-opening-empty = De rien : le compte s’ouvre dans cette période.

report-pipeline-empty = Aucune affaire en cours.
report-decided-empty = Aucune affaire gagnée ni perdue sur cette période.
report-sales-empty = Aucune vente sur cette période.
report-receivables-empty = Personne ne doit rien.
report-statement-empty = Aucun mouvement sur cette période, et rien n’est dû.

report-period = Du { $from } au { $to }
report-period-from = À partir du { $from }
report-period-to = Jusqu’au { $to }
report-period-all = Toutes les dates
report-as-of = Situation au { $date }
report-of = { $customer } seulement
report-note-previous = Période précédente : du { $from } au { $to }
report-note-previous-day = Précédent : la veille
report-note-previous-week = Précédent : la semaine d’avant, jusqu’au même jour
report-note-previous-month = Précédent : le mois d’avant, jusqu’au même jour
report-note-previous-quarter = Précédent : le trimestre d’avant, jusqu’au même jour
report-note-previous-year = Précédent : l’année d’avant, jusqu’au même jour
report-note-previous-fy = Précédent : l’exercice d’avant, jusqu’au même jour
report-note-year-before = Un an avant : du { $from } au { $to }
report-note-tags = Ce qui porte plusieurs étiquettes compte sous chacune, et une fois dans le total
report-note-without-stage = { $count ->
    [one] 1 affaire n’est pas comptée : son étape n’est dans aucun pipeline
   *[other] { $count } affaires ne sont pas comptées : leur étape n’est dans aucun pipeline
}
report-note-later = { $count ->
    [one] 1 affaire conclue plus tard est laissée de côté : les fichiers ne disent plus à quelle étape elle était
   *[other] { $count } affaires conclues plus tard sont laissées de côté : les fichiers ne disent plus à quelle étape elles étaient
}
report-note-undated = { $count ->
    [one] 1 affaire conclue sans date n’est pas comptée
   *[other] { $count } affaires conclues sans date ne sont pas comptées
}

report-by-customer = Client
report-by-parent = Groupe
report-by-owner = Responsable
report-by-territory = Territoire
report-by-industry = Activité
report-by-country = Pays
report-by-tag = Étiquette
report-by-customer-tag = Étiquette du client
report-by-series = Série
report-by-product = Produit
report-by-category = Catégorie
report-by-tax = Taux de taxe
report-by-pipeline = Pipeline
report-by-stage = Étape
report-by-source = Origine
report-by-day = Jour
report-by-week = Semaine
report-by-month = Mois
report-by-quarter = Trimestre
report-by-year = Année
report-by-fy = Exercice

report-none = (aucun)
report-adjustments = (pied de document)
report-total = Total

report-deals = Affaires
report-without-amount = Sans montant
report-amount = Montant
report-weighted = Pondéré
report-average-age = Âge, jours
report-deal = Affaire
report-outcome = Issue
report-outcome-open = en cours
report-outcome-won = gagnée
report-outcome-lost = perdue
report-won = Gagnées
report-won-amount = Montant gagné
report-lost = Perdues
report-lost-amount = Montant perdu
report-win-rate = Taux de réussite

report-sales = Ventes
report-previous = Précédent
report-change = Évol.
report-year-before = Un an avant
report-year-change = Évol.

report-customer = Client
report-not-due = À échoir
report-days-1-30 = 1–30 jours
report-days-31-60 = 31–60 jours
report-days-61-90 = 61–90 jours
report-over-90 = Plus de 90
report-credit = Crédit
report-age = Retard
report-days-late = Jours de retard

report-date = Date
report-document = Document
report-entry = Écriture
report-due = Échéance
report-balance = Solde
report-entry-opening = Solde initial
report-entry-closing = Solde final
report-entry-invoice = Facture
report-entry-credit-note = Avoir
report-entry-payment = Paiement
report-entry-refund = Remboursement

report-error-report = il n’y a pas de rapport « { $word } » ; il y a : { $allowed }
report-error-parameter = le rapport « { $report } » ne prend pas { $parameter } ; il prend : { $allowed }
report-error-by = impossible de regrouper par « { $word } » ; ce rapport regroupe par : { $allowed }
report-error-step = il n’y a pas de pas de temps « { $word } » ; il y a : { $allowed }
report-error-compare = impossible de comparer avec « { $word } » ; écrivez l’un de : { $allowed }
report-error-twice = { $word } est nommé deux fois
report-error-many = au plus deux axes de regroupement
report-error-times = une seule unité de temps à la fois, dans --by ou --step
report-error-open = une période à comparer a besoin d’un premier et d’un dernier jour
report-error-customer = ce rapport porte sur un client : nommez-le avec --customer
report-error-columns = une colonne par pas « { $step } » ferait { $count } colonnes ; choisissez un pas plus long ou une période plus courte
