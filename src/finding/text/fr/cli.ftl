# Messages of the commands.

cli-hint = aide
cli-no-settings = carnet.toml est illisible : aucun chiffre ne serait sûr
cli-run-check = `carnet check` montre ce qui ne va pas
cli-bad-date = « { $value } » n’est pas une date : écrivez 2026-10-03, today, yesterday ou -30d
cli-unreadable = { $count ->
    [one] 1 fiche n’est pas dans ces chiffres, faute d’être lisible ou calculable : `carnet check` dit pourquoi
   *[other] { $count } fiches ne sont pas dans ces chiffres, faute d’être lisibles ou calculables : `carnet check` dit pourquoi
}
cli-period-forms = une période s’écrit 2026, 2026-07, 2026Q3, 2026-W12, FY2026, this-month, last-quarter, ytd ou 2026-01-15..2026-03-31

period-unknown = « { $value } » n'est pas une période
period-empty = il faut une période, et rien n'est donné
period-relative-alone = « { $value } » seul n'est pas une période : écrivez `{ $value }..` pour depuis, `..{ $value }` pour jusque-là
period-no-such = le calendrier n'a pas de « { $value } »
period-backwards = « { $value } » finit avant de commencer
period-ambiguous = « { $value } » peut être deux jours, selon que le mois ou le jour vient d'abord
period-too-far = « { $value } » est trop loin : une année a quatre chiffres
cli-no-ids = ces lignes ne sont pas des fiches et n'ont pas d'identifiant : choisissez un autre format
cli-no-language = carnet parle `en` et `fr`, pas « { $value } »
sheet-no-room = { $count ->
    [one] pas de place pour la colonne { $columns }
   *[other] pas de place pour les colonnes { $columns }
}
