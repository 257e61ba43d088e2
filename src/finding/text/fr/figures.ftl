# Les chiffres que seule l’histoire donne : vitesse, entonnoir, glissement, fraîcheur ; carnet confirm.

report-velocity-doc = Temps passé à chaque étape, et jusqu’à la décision
report-funnel-doc = Affaires qui atteignent les étapes suivantes ; où et pourquoi les autres se perdent
report-slippage-doc = Mouvements des dates et montants attendus des affaires en cours
report-freshness-doc = Âge des coordonnées, et combien sont sans doute fausses

report-error-past = le rapport « { $report } » est fait de commits, et ce carnet n’en a pas ici

report-note-old-stages = { $count ->
    [one] 1 passage par une étape qui n’est plus dans aucun pipeline n’est pas compté
   *[other] { $count } passages par des étapes qui ne sont plus dans aucun pipeline ne sont pas comptés
}
report-days = Jours
report-from = Du
report-to = Au

report-velocity-title = Jours à chaque étape
report-velocity-empty = Aucune affaire n’a encore été à une étape.
report-cycles-title = Jours depuis l’ouverture de l’affaire
report-left = Sorties
report-median-days = Médiane
report-p80-days = 80 %
report-p90-days = 90 %
report-still-in = Encore là
report-so-far-days = À ce jour
report-cycle-won = jusqu’au gain
report-cycle-lost = jusqu’à la perte
report-cycle-open = en cours, à ce jour

report-funnel-title = Affaires entrées à chaque étape
report-funnel-empty = Aucune affaire n’est entrée à une étape sur cette période.
report-entered = Entrées
report-skipped = Sautées
report-again = Retours
report-went-on = Avancées
report-went-on-share = %
report-lost-here = Perdues
report-lost-share = %
report-open-here = En cours
report-note-skipped = Sautées : passées sans arrêt ou avant le premier commit ; comptées comme entrées
report-note-again = Retours : revenues à une étape déjà passée ; comptées comme entrées la première fois seulement
report-reached-title = Combien d’entre elles ont atteint les étapes suivantes
report-reached-stage = Étape { $place }
report-won-share = %
report-losses-title = Affaires perdues par étape et motif
report-losses-empty = Aucune affaire perdue sur cette période.
report-lost-reason = Motif
report-share = Part
report-stage-unknown = (inconnue)
report-why-entered-title = Les affaires entrées à chaque étape

report-slippage-title = Mouvements de la date attendue, affaires en cours
report-slippage-empty = Aucune affaire n’avait de date attendue.
report-slippage-none = Aucune date ni aucun montant attendus n’ont bougé.
report-moved = Bougées
report-moved-share = %
report-moves = Nb
report-later = Reports
report-earlier = Avances
report-median-move = Médiane
report-total-days = En tout
report-revised-title = Changements du montant, affaires en cours
report-revised-empty = Aucun montant n’a changé.
report-revised = Affaires
report-up = Hausses
report-down = Baisses
report-first-amount = Premier
report-last-amount = Dernier
report-slipped-title = Les affaires qui glissent le plus
report-first-date = 1re date
report-last-date = Dern. date
report-note-percentiles = 80 % : quatre sur cinq pas plus. À ce jour : médiane de celles encore là
report-note-cohorts = Chaque ligne suit les affaires entrées à cette étape sur la période
report-note-each-datum = Chaque donnée d’un client : --customer NOM
report-note-worst = { $count } lignes sur { $all }, les pires d’abord (--why les montre toutes)

report-freshness-title = Coordonnées
report-freshness-of = Coordonnées : { $customer }
report-freshness-empty = Il n’y a pas de coordonnées.
report-stale-title = Clients dont les données sont à revoir
report-note-backwards = { $count ->
    [one] 1 affaire a des dates à rebours (stage_since ou closed avant opened) : l’intervalle compte pour 0 jour
   *[other] { $count } affaires ont des dates à rebours (stage_since ou closed avant opened) : l’intervalle compte pour 0 jour
}
report-note-decay = Sans vérification, { $decay } des données deviennent fausses chaque année
report-note-expected = { $wrong } sur { $count } sont sans doute fausses ; après vérification : carnet confirm FICHE DONNÉE…
report-datum-customer = client
report-datum-contact = contact
report-datum-kind = Fiche
report-datum = Donnée
report-known = Données
report-confirmed = Confirmées
report-median-age = Jours (méd.)
report-over-a-year = Plus d’un an
report-expected-wrong = Fausses (est.)
report-wrong-share = %
report-oldest = Plus ancienne
report-since = Depuis
report-record = Fiche
report-value = Valeur
report-seen = Vu
report-seen-changed = modifiée
report-seen-confirmed = confirmée
report-by = Par

field-confirmed = confirmé
field-decay = vieillissement

confirm-no-kind = un enregistrement « { $kind } » n’a pas de coordonnées ; les clients et les contacts en ont
confirm-no-field = « { $field } » n’est pas une coordonnée de « { $kind } » ; il y a : { $allowed }
confirm-nothing = { $name } n’a pas de { $field } à confirmer
confirm-no-data = { $name } n’a pas de coordonnées à confirmer
confirm-what = dites quelles données sont encore justes
confirm-what-hint = une ou plusieurs de { $allowed } ; ou --all
confirm-future = le { $day } n’est pas encore passé : ce qui sera juste alors, personne ne le sait

confirm-older = { $name } : { $field } a été confirmé plus tard déjà, le { $later } : le { $day } l’annulerait
confirm-older-hint = pour réparer une erreur, changez le jour dans le fichier : carnet edit
confirm-changed = { $name } : { $field } a changé le { $later } : le { $day }, c’est une autre valeur qui était juste
confirm-changed-hint = donnez le jour du changement, ou un jour d’après

log-confirmed = confirmé : { $fields }
