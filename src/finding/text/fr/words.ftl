# Les mots dont sont faits constats et explications. Voir text/en/words.ftl.

level-error = erreur
level-warning = avertissement
level-note = note
level-off = désactivé
level-help = aide

family-01 = Forme
family-02 = Références
family-03 = Argent et taxes
family-04 = Numérotation et états
family-05 = Marchandises
family-06 = Factures électroniques
family-07 = Configuration
family-08 = Historique

explain-what = Ce qui ne va pas
explain-why = Pourquoi c’est important
explain-mend = Comment corriger
explain-example = Exemple

summary-none = aucun constat
summary-errors = { $errors ->
        [one] { $errors } erreur
       *[other] { $errors } erreurs
    }
summary-warnings = { $warnings ->
        [one] { $warnings } avertissement
       *[other] { $warnings } avertissements
    }
summary-notes = { $notes ->
        [one] { $notes } note
       *[other] { $notes } notes
    }
summary-files = { $counts } dans { $files ->
        [one] { $files } fichier
       *[other] { $files } fichiers
    }

fix-mechanical = carnet check --fix s’en charge
fix-proposed = proposition

reference-title = Constats
reference-intro =
    Toutes les fautes que `carnet check` peut signaler. Un code ne change jamais de sens et n’est jamais donné deux fois.
    `carnet explain CODE` affiche le même texte. Le niveau d’un code se règle dans la table `[check]` de `carnet.toml` :
    `off = ["E0203"]`, et de même `note`, `warning`, `error`.
reference-column-code = Code
reference-column-name = Nom
reference-column-level = Niveau
reference-column-message = Message

type-bool = true (vrai) ou false (faux)
    .example = true
type-decimal = un nombre décimal
    .example = 2.5
type-unit-price = un prix
    .example = 12.50
type-query = une requête
    .example = "stage:won"
type-identifier = un texte
    .example = "ACME"
type-code = un code de carnet.toml
    .example = "fr-20"
type-text = un texte
    .example = "ACME"
type-number = un nombre
    .example = 4
type-integer = un nombre entier
    .example = 4
type-float = un nombre décimal
    .example = 2.5
type-amount = un montant
    .example = 1234.50
type-price = un prix
    .example = 12.50
type-quantity = une quantité
    .example = 2.5
type-percent = un pourcentage
    .example = 20
type-boolean = true (vrai) ou false (faux)
    .example = true
type-date = une date
    .example = 2026-10-03
type-datetime = une date avec heure
    .example = 2026-10-03T09:30:00
type-time = une heure
    .example = 09:30:00
type-period = une période
    .example = "2026Q3"
type-list = une liste entre crochets
    .example = [ "a", "b" ]
type-table = un groupe de clés
    .example = [address]
type-tables = une liste de groupes, chacun sous [[…]]
    .example = [[lines]]
type-choice = l’un des mots de la liste
    .example = "company"
type-reference = l’identifiant d’une autre fiche
    .example = "acme"
type-email = une adresse électronique
    .example = "claire@example.com"
type-phone = un numéro de téléphone
    .example = "+33 3 20 00 00 00"
type-url = une adresse web
    .example = "https://example.com"
type-country = un code de pays
    .example = "FR"
type-currency = un code de monnaie
    .example = "EUR"
type-terms = une condition de paiement
    .example = "30d"
type-iban = un IBAN
    .example = "FR76 3000 6000 0112 3456 7890 189"
type-vat-id = un numéro de TVA
    .example = "FR44732829320"
type-siren = un SIREN
    .example = "732829320"
type-siret = un SIRET
    .example = "73282932000074"
type-bic = un BIC
    .example = "AGRIFRPP"
type-id = un identifiant
    .example = "acme"
type-unit = un code d’unité
    .example = "HUR"
type-uuid = un identifiant technique
    .example = "0190a8c4"
type-empty = rien
    .example = ""
type-time-zone = un fuseau horaire
    .example = "Europe/Paris"
type-language = une langue
    .example = "fr"

table-tax = taux de taxe
table-series = série
table-pipeline = pipeline
table-terms = condition de paiement
table-category = catégorie
table-account = compte bancaire
table-regime = régime de TVA
table-stage = étape
table-role = rôle

kind-firm = entreprise
    .plural = entreprises
kind-member = membre
    .plural = membres
kind-customer = client
    .plural = clients
kind-contact = contact
    .plural = contacts
kind-supplier = fournisseur
    .plural = fournisseurs
kind-lead = piste
    .plural = pistes
kind-activity = activité
    .plural = activités
kind-campaign = campagne
    .plural = campagnes
kind-deal = affaire
    .plural = affaires
kind-quote = devis
    .plural = devis
kind-order = commande
    .plural = commandes
kind-contract = contrat
    .plural = contrats
kind-case = dossier
    .plural = dossiers
kind-product = produit
    .plural = produits
kind-pricelist = tarif
    .plural = tarifs
kind-invoice = facture
    .plural = factures
kind-payment = paiement
    .plural = paiements
kind-reminder = relance
    .plural = relances
kind-bill = facture fournisseur
    .plural = factures fournisseurs
kind-expense = dépense
    .plural = dépenses
kind-transmission = envoi
    .plural = envois
kind-delivery = livraison
    .plural = livraisons
kind-return = retour
    .plural = retours
kind-purchase = achat
    .plural = achats
kind-receipt = réception
    .plural = réceptions
kind-movement = mouvement de stock
    .plural = mouvements de stock
kind-count = inventaire
    .plural = inventaires
kind-production = fabrication
    .plural = fabrications
kind-project = projet
    .plural = projets
kind-timesheet = feuille de temps
    .plural = feuilles de temps
kind-absence = absence
    .plural = absences
kind-territory = secteur
    .plural = secteurs
kind-segment = segment
    .plural = segments
kind-target = objectif
    .plural = objectifs
kind-commission = commission
    .plural = commissions
kind-dashboard = tableau de bord
    .plural = tableaux de bord
kind-rate = cours de change
    .plural = cours de change
kind-note = note
    .plural = notes
kind-record = fiche
    .plural = fiches

label-first-here = première occurrence ici
label-also-here = ici aussi
label-declared-here = déclaré ici
label-opened-here = ouvert ici
label-archived-here = archivé ici
label-other-file = l’autre
label-earlier-document = { $number } est daté du { $date }
label-amount-here = { $amount } ici
label-lines-here = ces lignes
label-table-here = dans ce groupe
label-same-number = le même numéro
