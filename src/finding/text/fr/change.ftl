# Messages of the commands that write: new, set, line, edit.

# Hints that several messages share.
change-did-you-mean = vouliez-vous dire « { $suggestion } » ?
change-run-check = `carnet check` montre ce qui ne va pas
change-edit-first = `carnet edit` l’ouvre et le vérifie
change-edit-instead = `carnet edit` ouvre le fichier lui-même

# Which record.
change-no-last = `@` est la dernière fiche écrite, et rien n’a encore été écrit ici
change-no-record = rien ne s’appelle « { $id } »
change-no-such = « { $id } » n’existe pas ({ $kind })
change-create-it = `carnet list { $name }` en donne la liste, `carnet new { $name }` en écrit une
change-ambiguous = « { $id } » peut désigner : { $candidates }
change-say-kind = précisez le type, sous la forme `type/id`
change-no-kind = « { $word } » n’est pas un type de fiche
change-kinds = les types sont : { $kinds }
change-wrong-kind = « { $name } » n’est pas du type { $expected }

# Which key.
change-unknown-key = { $table } n’a pas de clé « { $key } »
change-known-keys = les clés sont : { $keys }
change-derived = « { $key } » ({ $kind }) est calculé, pas enregistré. { $doc }.
change-needs-position = « { $path } » est une liste : dites lequel de ses éléments, avant « { $key } »
change-position-example = le premier est `{ $path }.1.{ $key }`
change-no-table = « { $path } » contient une seule valeur, sans « { $key } »
change-beyond = « { $path } » n’existe pas : la liste contient { $count ->
    [0] zéro élément
    [one] 1 élément
   *[other] { $count } éléments
}
change-nothing-there = il n’y a pas de « { $path } » à retirer
change-mismatch = « { $path } » est écrit d’une façon ({ $found }) qui ne peut pas être modifiée d’ici
change-not-written = « { $value } » ne peut pas être écrit : { $detail }
change-no-list = « { $key } » n’est pas une liste : « { $word } » n’a pas de sens
change-not-in-list = « { $value } » n’est pas dans « { $key } »

# Which value.
change-empty = `{ $key }=` ne donne aucune valeur
change-use-unset = pour retirer la clé, utilisez `--unset { $key }`
change-no-choice = « { $key } » ne peut pas valoir « { $value } »
change-choices = valeurs possibles : { $choices }
change-no-bool = « { $key } » vaut oui ou non, pas « { $value } »
change-no-integer = « { $key } » est un nombre entier, pas « { $value } »
change-no-number = « { $value } » n’est pas un nombre (« { $key } »)
change-number-forms = écrivez 1234.50 ou 1 234,50
change-french-number = « { $value } » est écrit à la française, et ce livre n’est pas en français (« { $key } »)
change-ambiguous-number = « { $value } » peut être { $large } ou { $small } (« { $key } »)
change-ambiguous-number-forms = écrivez { $large } pour l’un, { $small } pour l’autre
change-no-date = « { $value } » n’est pas une date (« { $key } »)
change-date-forms = écrivez 2026-10-03, today, tomorrow, +30d ou -2w (dans un livre en français aussi 03/10/2026)
change-no-such-day = le { $value } n’existe pas au calendrier (« { $key } »)
change-table = « { $key } » a plusieurs parties, et « { $value } » est une seule valeur
change-table-list = « { $key } » est une liste d’entrées, et « { $value } » est une seule valeur
change-table-example = écrivez par exemple `{ $example }=…`
change-table-lines = « { $key } » est une liste d’entrées, et « { $value } » est une seule valeur

# Files.
change-broken-file = le fichier contient une erreur de syntaxe, il n’est donc pas modifié
change-broken-note = l’en-tête de la note est illisible, elle n’est donc pas modifiée
change-not-utf8 = { $path } n’est pas un texte UTF-8
change-file-there = { $path } existe déjà, mais aucune fiche n’a pu y être lue

# New records.
change-missing = il manque { $count ->
    [one] « { $keys } »
   *[other] ces clés : { $keys }
} ({ $kind })
change-missing-example = par exemple { $words }
change-needs-id = rien ici ne donne un identifiant ({ $kind })
change-needs-id-example = écrivez-en un derrière le type : lettres, chiffres, `.`, `_` et `-`
change-bad-id = « { $id } » ne peut pas être un identifiant : lettres sans accent, chiffres, `.`, `_` et `-`, 80 au plus
change-taken = { $name } existe déjà ({ $path })
change-use-set = choisissez un autre identifiant, ou modifiez l’existant avec `carnet set`
change-stray-word = « { $word } » n’est ni clé=valeur ni une ligne
change-stray-word-help = une fiche s’écrit : TYPE [ID] clé=valeur… [+ LIGNE…] ; mettez entre guillemets les valeurs qui contiennent des espaces
change-ask = { $key } ({ $doc }) :
change-no-answer = « { $key } » n’a pas de valeur

# Lines.
change-lines-forms = une ligne est un produit ou un texte libre, puis quantité, @prix et clé=valeur : + audit-day 4 @650 discount=5%
change-line-empty = il y a un `+` sans rien derrière
change-line-word = « { $word } » n’a pas de sens dans une ligne
change-line-price = « { $subject } » n’a pas de prix
change-line-price-example = donnez-en un avec @, comme @80
change-line-currency = le prix de « { $subject } » est en { $currency }, et le document en { $wanted }
change-line-tax = le prix de « { $subject } » n’est pas, comme ceux de ce document, hors taxe (ou toutes taxes comprises)
change-no-lines = { $name } n’a pas de lignes
change-no-line = il n’y a pas de ligne { $number } : le document en a { $count ->
    [0] zéro
    [one] 1
   *[other] { $count }
}
change-line-set-example = par exemple : carnet line set site-acme 2 quantity=3

# set
change-set-what = dites quelle fiche modifier
change-set-how = dites quoi modifier
change-set-example = par exemple : carnet set website stage=won
change-none-match = aucune fiche ne correspond à « { $query } »
change-settings-alone = modifiez carnet.toml seul, sans fiches à côté
change-one-kind = modifiez des fiches d’un seul type à la fois

# What was done.
change-written = { $record } : écrit ({ $path })
change-written-file = { $path } : écrit
change-written-files = { $record } : écrit ({ $count } fichiers)
change-written-several = { $count } fiches écrites
change-committed = { $what }, commit { $commit }
change-nothing = rien à changer
change-dry-run = rien n’est écrit (essai)
change-left = { $path } a été modifié au moment même de l’écriture : votre modification est toujours là, hors du commit
change-would-break = { $count ->
    [one] rien n’est écrit : cela ajouterait une erreur au livre
   *[other] rien n’est écrit : cela ajouterait { $count } erreurs au livre
}
change-bulk = { $count } fiches seraient modifiées
change-confirm = { $count } fiches seront modifiées. Continuer ? [o/N]
change-confirm-yes = ajoutez --yes, ou regardez d’abord avec --dry-run

# edit
change-no-edit = { $record } est resté tel quel
change-reopen = { $count ->
    [one] rouvrir ? [O/n]
   *[other] { $count } erreurs. Rouvrir ? [O/n]
}
change-copy-kept = ce que vous avez écrit est dans { $path }
change-editor = l’éditeur « { $editor } » a échoué

change-untouched = rien n'a été changé
change-is-it = est-ce « { $name } » ? [o/N]
change-in-conflict = { $path } est au milieu d'une fusion : deux versions se trouvent dans le fichier
change-in-conflict-help = achevez d'abord la fusion : choisissez ce qui reste, faites `git add` puis un commit
change-issued = { $name } est émise sous le numéro { $number } : on corrige un document émis par un avoir, pas en le changeant
change-issued-yes = `--yes` le change tout de même
change-issued-ask = le changer tout de même ? [o/N]
