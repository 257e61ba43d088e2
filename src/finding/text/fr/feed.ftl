# The activity stream, and what wants attention.

feed-title = Fil d'activité
feed-empty = Rien de nouveau.
# member: a name
feed-for = pour { $member }
# count of all
feed-newest = les { $count } derniers sur { $all } (-n en montre plus)
feed-without-tax = factures hors taxe

# Who, what: the headings, and the keys of Markdown tables.
feed-column-alert = alerte
feed-column-record = fiche
feed-column-about = sujet
feed-column-who = qui
feed-column-customer = client
feed-column-title = titre
feed-column-since = depuis
feed-column-days = jours
feed-column-amount = montant
feed-column-date = date
feed-column-day = jour
feed-column-item = quoi
feed-column-detail = détail
feed-column-time = heure
feed-column-author = auteur
feed-column-email = e-mail
feed-column-member = membre
feed-column-commit = commit
feed-column-count = nombre
feed-column-before = avant
feed-column-after = après
feed-column-reason = raison

feed-day-1 = lundi
feed-day-2 = mardi
feed-day-3 = mercredi
feed-day-4 = jeudi
feed-day-5 = vendredi
feed-day-6 = samedi
feed-day-7 = dimanche

# What happened, in a word; and many of them at once, counted.
feed-won = gagnée
feed-won-many = { $count } affaires
feed-lost = perdue
feed-lost-many = { $count } affaires
feed-reopened = rouverte
feed-reopened-many = { $count } affaires
feed-opened = affaire
feed-opened-many = { $count } nouvelles affaires
feed-moved = étape
feed-moved-many = { $count } affaires ont avancé ou reculé
feed-amount = montant
feed-amount-many = de { $count } affaires
feed-close = échéance
feed-close-many = de { $count } affaires
feed-handed = confiée
feed-handed-many = { $count } affaires
feed-issued = facture
feed-issued-many = { $count } factures
feed-credited = avoir
feed-credited-many = { $count } avoirs
feed-paid = payé
feed-paid-many = { $count } paiements reçus
feed-refunded = remboursé
feed-refunded-many = { $count } paiements rendus
feed-customer = client
feed-customer-many = { $count } nouveaux clients
feed-product = produit
feed-product-many = { $count } nouveaux produits
feed-price = prix
feed-price-many = de { $count } produits
feed-note = note
feed-note-many = { $count } notes

# before, after: amounts, dates, stages, members
feed-was = avant : { $before }
feed-to = → { $after }
feed-from-to = { $before } → { $after }

feed-alerts = À surveiller
feed-no-alert = Rien à surveiller.
feed-look = en détail : carnet show FICHE
# count: alerts
feed-more-alerts = { $count ->
    [one] 1 autre : carnet fil --alerts
   *[other] { $count } autres : carnet fil --alerts
}
feed-overdue = en retard
feed-promised = échéance passée
feed-rotting = en sommeil
feed-next-step = à faire
feed-mention = mention
# date
feed-since = depuis le { $date }

# The Atom file. firm, member: names
feed-channel = { $firm } : fil d'activité
feed-channel-for = { $firm } : fil d'activité de { $member }
# what: a word of the above; about: whom and what
feed-heading = { $what } : { $about }
# path
feed-written = { $path } écrit
feed-inside = { $path } se trouve dans le carnet : il n'y a de place que pour des fiches
feed-outside = le dossier d'un serveur web, ou `-` pour la sortie standard
feed-no-folder = { $path } ne peut être écrit : ce dossier n'existe pas
feed-bad-file = { $path } n'est pas un nom de fichier
# word; all: the words that there are
feed-unknown-sort = « { $word } » n'est pas une sorte de nouvelles ni d'alertes ; il y a : { $all }
feed-no-member = personne dans team/ ne s'appelle « { $word } »
