# Names of fields, words of derived fields, and what lists and totals say.

field-id = id
field-name = nom
field-number = numéro
field-customer = client
field-date = date
field-due = échéance
field-gross = TTC
field-net = HT
field-tax = TVA
field-paid = payé
field-credited = avoirs
field-balance = solde
field-status = état
field-owner = responsable
field-stage = étape
field-amount = montant
field-close = échéance
field-days_overdue = jours de retard
field-standing = statut
field-role = rôle
field-manager = supérieur
field-email = courriel
field-phone = téléphone
field-title = titre
field-category = famille
field-unit = unité
field-price = prix
field-method = moyen
field-unallocated = non affecté
field-allocated = affecté
field-parent = parent
field-query = requête
field-author = auteur
field-about = au sujet de
field-count = nombre
field-lines = lignes
field-territory = secteur
field-month = mois
field-quarter = trimestre
field-year = année
field-week = semaine
field-day = jour
field-type = type
field-tags = étiquettes
field-overdue = en retard
field-sales = ventes
field-invoices = factures
field-first_sale = première vente
field-last_sale = dernière vente
field-probability = probabilité
field-weighted = pondéré
field-outcome = issue
field-currency = monnaie
field-archived = archivé
field-industry = secteur d’activité
field-reference = référence
field-subject = objet
field-description = description
field-quantity = quantité
field-unit_price = prix unitaire
field-terms = conditions
field-source = origine
field-channel = moyen
field-website = site web
field-cost = coût
field-pipeline = pipeline
field-stage_since = étape depuis
field-opened = ouverte le
field-closed = close le
field-lost_reason = motif de perte
field-next_step = prochaine action
field-next_step_on = prochaine action le
field-product = produit
field-deal = affaire
field-series = série
field-country = pays
field-street = rue
field-street2 = complément de rue
field-postcode = code postal
field-region = région
field-trade_name = nom commercial
field-legal_form = forme juridique
field-capital = capital
field-register = registre
field-office = greffe
field-insurance = assurance
field-mediator = médiateur
field-bank = banque
field-time_zone = fuseau horaire
field-fiscal_year_start = début d’exercice
field-from = à partir du
field-until = jusqu’au
field-pattern = modèle
field-gapless = sans trou
field-by_month = par mois
field-stages = étapes
field-rotting_days = jours avant péremption
field-invoice_type = type
field-freshness = fraîcheur
field-firm = entreprise
field-regime = régime
field-strategy = stratégie
field-external = identifiants externes
field-settings = réglages
field-check = contrôle
field-required = obligatoire
field-personal = personnel
field-vat = TVA
field-city = ville
field-text = texte
field-contact = contact
field-path = fichier

word-draft = brouillon
word-open = ouverte
word-partly-paid = payée en partie
word-overdue = en retard
word-paid = payée
word-credited = annulée par avoir
word-prospect = prospect
word-customer = client
word-lapsed = perdu de vue
word-won = gagnée
word-lost = perdue
word-total = Total
word-none = (aucun)

list-shown = les { $shown } premiers sur { $found }
ask-period = Du { $from } au { $to }
ask-archived = { $count ->
    [one] 1 fiche archivée n’est pas montrée (--archived)
   *[other] { $count } fiches archivées ne sont pas montrées (--archived)
}
ask-unknown-kind = il n’y a pas de genre « { $kind } »
ask-did-you-mean = vouliez-vous dire « { $suggestion } » ?
ask-kinds = les genres sont : { $kinds }
ask-no-date = { $kind } n’a pas de date, donc pas de période
ask-fields = les champs de { $kind } sont :
total-sum = somme de { $field }
total-average = moyenne de { $field }
total-minimum = minimum de { $field }
total-maximum = maximum de { $field }
total-not-a-number = « { $field } » n’est pas un nombre : rien à additionner
total-not-a-date = « { $field } » n’est pas une date : seules les dates ont des pas comme month
total-unknown-step = « { $step } » n’est pas un pas de temps : écrivez day, week, month, quarter, year ou fy
total-two-lists = « { $first } » et « { $second } » passent par deux listes sans lien entre elles
total-overflow = la somme a plus de chiffres qu’on n’en garde exactement
report-shows = ce qu’il montre
list-none-yet = Il n’y a encore aucune fiche de ce genre.
list-unreadable = { $count ->
    [one] La seule fiche de ce genre est illisible.
   *[other] Aucune des { $count } fiches de ce genre n’est lisible.
}
list-no-match = { $count ->
    [one] La seule fiche de ce genre ne correspond pas.
   *[other] Aucune des { $count } fiches de ce genre ne correspond.
}
total-why-title = Les fiches derrière les chiffres
ask-later = { $count ->
    [one] 1 fiche plus tardive est laissée de côté
   *[other] { $count } fiches plus tardives sont laissées de côté
}
total-by-twice = on regroupe deux fois par « { $field } »
total-no-column = il n'y a pas de colonne « { $column } » pour trier
total-columns = les colonnes sont : { $columns }
