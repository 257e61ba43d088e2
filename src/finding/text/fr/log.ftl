# What happened: log, diff and blame.

log-author = auteur
log-commit = commit
log-message = message
log-record = fiche
log-changes = ce qui s'est passé
log-kind = type
log-empty = Il ne s'est rien passé que les fichiers racontent.
# query
log-no-match = aucune fiche ne correspond à { $query }
log-query-needs-kind = une requête suit son type de fiche : carnet log deal stage:won
# count: commits
log-newest = { $count ->
    [one] le dernier commit (-n en montre plus)
   *[other] les { $count } derniers commits (-n en montre plus)
}
# count: commits
log-clamped = { $count ->
    [one] 1 commit annonce une heure antérieure à celle du précédent : il est placé juste après lui
   *[other] { $count } commits annoncent une heure antérieure à celle du précédent : ils sont placés juste après lui
}

# Sentences. field, value, before, after: worded already.
log-is-called = { $was } a été renommé en { $now }
log-was-removed = { $was } a été supprimé le { $day } par { $author }
log-no-author = personne dont le nom ou l’adresse contient « { $author } » n’a fait de commit ici
log-authors = il y a : { $authors }
blame-log = carnet log { $id } dit ce qui s’est passé
log-removed = supprimé
log-created = nouveau
log-created-title = nouveau : { $title }
log-renamed = renommé, auparavant { $old }
log-broken = illisible à partir d'ici
log-mended = de nouveau lisible
log-issued = émise sous le n° { $number } pour { $customer }, { $net } hors taxe
# The record's id is the number already.
log-issued-so = émise pour { $customer }, { $net } hors taxe
log-issued-credit-so = avoir pour { $customer }, { $net } hors taxe
log-issued-credit = avoir { $number } pour { $customer }, { $net } hors taxe
log-paid = { $amount } payés par { $customer }
log-paid-for = { $amount } payés par { $customer } pour { $invoices }
log-paid-several = { $amount } payés par { $customer } pour { $count } factures
log-is = { $field } { $value }
log-from-to = { $field } { $before } → { $after }
log-set = { $field } → { $value }
log-unset = { $field } : retrait (avant : { $value })
log-changed = { $field } : changement
log-added = { $field } : ajout
log-dropped = { $field } : retrait
log-item-came = { $field } + { $value }
log-item-went = { $field } − { $value }
log-item-0 = un
log-item-1 = { $first }
log-item-2 = { $first } { $second }
log-times = { $quantity } × { $price }
log-nth = { $list } { $number }
log-inside-nth = { $list } { $number } : { $inner }
log-more-fields = { $count ->
    [one] et 1 autre
   *[other] et { $count } autres
}
log-more-records = { $count ->
    [one] et 1 autre
   *[other] et { $count } autres
}
log-count-of = { $count } { $kind }

# A difference between two states.
# range
diff-range = « { $range } » n'est pas un intervalle : écrivez A..B, comme 2026-09-30..2026-10-31 ou HEAD~3..HEAD, ou A seul
diff-empty = Aucune valeur d'aucune fiche ne diffère.
diff-all = --all les montre
diff-records = Fiches
diff-created = nouvelles
diff-changed = modifiées
diff-removed = supprimées
diff-total = Total
diff-figures = Chiffres
# before, after: dates
diff-days = au { $before } et au { $after }
diff-figure = chiffre
diff-before = avant
diff-after = après
diff-difference = différence
diff-pipeline = Affaires en cours
diff-invoiced = Facturé hors taxe
diff-paid = Encaissé
diff-balance = Dû par les clients

# Where a record's values come from.
blame-field = champ
blame-value = valeur
blame-since = depuis
blame-by = par
blame-nothing = (aucune)
blame-empty = La fiche ne dit rien.
# path
blame-uncommitted = { $path } n'a jamais été enregistré dans un commit : vous seul savez d'où viennent ses valeurs
blame-edited = { $path } a des modifications hors commit : elles ne figurent pas ici
