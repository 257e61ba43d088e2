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
