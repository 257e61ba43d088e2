# Le carnet en tables : `carnet sql` et `carnet export`.

sql-empty = aucune requête n’est donnée
sql-empty-help = écrivez-en une, par exemple : carnet sql 'select * from receivable'
sql-too-long = la requête a été arrêtée : elle tournait depuis { $seconds ->
        [one] une seconde
       *[other] { $seconds } secondes
    }
sql-too-long-help = `--timeout SECONDES` lui laisse plus de temps, `--timeout 0` tout le temps qu’elle veut ; une requête récursive a besoin d’une fin : `limit 100`
sql-too-large = la réponse dépasse { $count } valeurs
sql-too-large-help = demandez moins : nommez des colonnes, ajoutez `where` ou `limit 100` ; `carnet export sqlite FICHIER` écrit des tables entières
sql-several = une seule requête à la fois
# word
sql-not-reading = { $word } est refusé : `carnet sql` ne fait que lire
sql-not-reading-help = `carnet new`, `carnet set` et leurs semblables changent le carnet ; `carnet export sqlite` écrit un fichier que tout programme peut changer
# name
sql-no-table = il n’y a pas de table { $name }
sql-no-table-help = `carnet sql --tables` en donne la liste
# name
sql-no-column = il n’y a pas de colonne { $name }
sql-no-column-help = `carnet sql --schema TABLE` donne celles d’une table ; les textes se mettent entre apostrophes
# name
sql-reserved = { $name } est un mot de SQL
# name
sql-reserved-help = écrivez "{ $name }" entre guillemets droits pour la table ou la colonne de ce nom
# name
sql-parameter = { $name } n’a pas de valeur ici : seuls :as_of et :today en ont une
# message
sql-fault = SQLite ne sait pas lire ceci : { $message }
sql-no-rows = aucune ligne
# column
sql-mixed = { $column } est en plusieurs monnaies, et la réponse ne dirait pas laquelle
sql-mixed-help = demandez aussi la colonne currency, et groupez par elle quand vous additionnez : `select currency, sum(balance_cents) from invoice group by currency`
# count
table-left-out =
    { $count ->
        [one] une ligne est omise : un nombre y a plus de chiffres qu’une table n’en tient
       *[other] { $count } lignes sont omises : des nombres y ont plus de chiffres qu’une table n’en tient
    }
# what
table-not-built = ce programme est construit sans { $what }
table-not-built-help = installez carnet avec ses options par défaut
table-sort = sorte
table-columns = colonnes
table-column = colonne
table-meaning = ce que c’est
table-table = table
table-view = vue
# path
export-unknown = `carnet export` n’écrit pas de « { $word } », seulement sqlite, parquet et views
export-unknown-help = des fiches en CSV, JSON et autres : carnet list invoice --format csv
export-taken = { $path } existe déjà, et `carnet export` ne l’a pas écrit
export-taken-help = `--force` l’écrase
# path, detail
export-failed = { $path } n’est pas écrit : { $detail }
# path
export-no-file = { $path } n’est pas un nom de fichier
# path, tables, rows
export-done = { $path } écrit : { $tables } tables, { $rows } lignes

# Les vues.
table-view-receivable = Qui doit quoi, par ancienneté, une ligne par client et monnaie : comme `carnet report receivables`
table-view-ageing = Ce qui est dû, par ancienneté, une ligne par âge et monnaie : les totaux de `carnet report receivables`
table-view-overdue = Les documents en retard, chacun avec son client et le nombre de jours
table-view-balance = Ce qu’il y a entre l’entreprise et chaque client, avec son nom, une ligne par client et monnaie
table-view-sales = Les ventes hors taxe, avoirs déduits, par mois : comme `carnet report sales --by month`
table-view-sales-by-customer = Les mêmes par client et par mois : comme `carnet report sales --by customer,month`
table-view-sales-by-product = Les mêmes par produit et par mois ; ce qui est retiré ou ajouté au document entier n’a pas de produit
table-view-pipeline = Les affaires en cours par étape, telles quelles et pondérées par leurs chances : comme `carnet report pipeline`, sans les étapes vides
table-view-line-total = Chaque ligne des devis, des commandes et des factures, avec son montant
