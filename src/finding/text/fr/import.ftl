# Messages de `carnet import`.

import-read = { $file } : { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
} → { $records }
import-note = { $count ->
    [one] { $count } remarque :
   *[other] { $count } remarques :
}
import-faulty = { $count ->
    [one] { $count } défaut :
   *[other] { $count } défauts :
}
import-differing = { $count ->
    [one] { $count } fiche du carnet dit autre chose que le fichier :
   *[other] { $count } fiches du carnet disent autre chose que le fichier :
}
import-differs = { $record } ({ $lines }) : { $fields }
import-more = … et { $count } de plus (--all les donne toutes)
import-line = ligne { $lines }
import-lines = lignes { $lines }
import-overwrite-hint = --overwrite donne aux fiches qui diffèrent les valeurs du fichier ; les autres champs et les commentaires restent
import-new = nouvelle
import-dry-run = rien n'a été écrit : c'est un aperçu
import-refused = rien n'a été importé, à cause de { $count ->
    [one] { $count } ligne fautive
   *[other] { $count } lignes fautives
}
import-update-refused = rien n'a été modifié, à cause de { $count ->
    [one] { $count } défaut
   *[other] { $count } défauts
}
import-skip-hint = corrigez le fichier ou la correspondance, ou importez le reste avec --skip-faulty
import-confirm = { $count } fiches vont être écrites : continuer ? [o/N]
import-confirm-yes = ajoutez --yes, ou regardez d'abord avec --dry-run
import-written = { $count ->
    [one] { $count } fiche écrite
   *[other] { $count } fiches écrites
}
import-committed = { $count ->
    [one] { $count } fiche écrite
   *[other] { $count } fiches écrites
}, commit { $commit }
import-left = { $path } a été modifié entre-temps : cette modification est toujours là, hors du commit
import-guessed = { $path } est écrit : lisez-le, corrigez-le, puis importez avec --map { $path }
import-map-there = { $path } existe déjà : nommez un autre fichier, ou importez avec lui, sans --guess
import-no-map = comment lire { $file } ? Il faut --guess, --map ou --update
import-no-map-hint = --guess écrit une première correspondance ; --map MAP.toml importe avec une ; --update KIND reprend un `list KIND --format csv` modifié
import-not-text = { $path } n'est pas du texte : ce ne peut pas être un fichier CSV
import-not-text-hint = un classeur doit d'abord être enregistré en CSV (UTF-8)
import-unreadable = { $path } : { $detail }
import-no-kind = il n'y a pas de sorte de fiche nommée « { $word } »
import-no-field = la correspondance remplit « { $field } », que la sorte { $kind } n'a pas
import-no-notes = les notes sont en Markdown et ne s'importent pas d'un tableau
import-did-you-mean = vouliez-vous dire { $suggestion } ?
import-no-id = le fichier n'a pas de colonne `id` : on ne sait pas de quelle fiche parle une ligne
import-no-id-hint = listez avec elle : carnet list KIND --format csv --columns id,…
import-no-column = « { $column } » n'est pas un champ
import-no-column-hint = ôtez la colonne, ou donnez-lui le nom du champ
import-table-column = « { $column } » est toute une table : une colonne contient un seul de ses champs
import-cell-derived = cette valeur est calculée et ne se modifie pas ({ $before } → { $after }). { $doc }
import-cell-elsewhere = cette valeur se trouve dans une autre fiche ou dans les lignes, et ne se modifie pas ici ({ $before } → { $after })
import-cell-currency = la monnaie ne se modifie pas ici ({ $before } → { $after })
import-cell-number = « { $value } » n'est pas un nombre
import-cell-date = « { $value } » n'est pas une date, ou pourrait en être deux : écrivez 2026-10-03
import-cell-bool = « { $value } » n'est ni oui ni non
import-cell-mangled = « { $value } » est ce que le tableur a fait d'un long numéro : mettez la colonne au format texte et saisissez-le à nouveau
import-cell-emptied = la cellule est vide alors que le carnet dit « { $before } » : ajoutez --unset-empty pour l'effacer
import-cell-unknown = aucune fiche n'a cet identifiant : ajoutez --create pour en créer
import-cell-unknown-near = aucune fiche n'a cet identifiant ; est-ce « { $suggestion } » ? (--create en crée de nouvelles)
import-cell-bad-id = ceci ne peut pas être un nouvel identifiant : lettres, chiffres, `.`, `_` et `-`, et pas déjà pris à la casse près
import-cell-twice = la ligne { $line } parle de la même fiche
import-cell-unwritable = le fichier ne peut pas être modifié : { $detail }
import-new-count = { $count ->
    [one] { $count } nouvelle
   *[other] { $count } nouvelles
}
import-changed-count = { $count ->
    [one] { $count } modifiée
   *[other] { $count } modifiées
}
import-overwritten-count = { $count } à remplacer
import-same-count = { $count ->
    [one] { $count } inchangée
   *[other] { $count } inchangées
}
import-differing-count = { $count ->
    [one] { $count } laissée telle quelle
   *[other] { $count } laissées telles quelles
}
import-nothing-new = rien à écrire : le carnet dit déjà tout cela
import-nothing = rien n'a été écrit
import-many = { $count } fiches seraient écrites
import-update-skip-hint = corrigez le fichier, ou reprenez le reste avec --skip-faulty
import-cell-too-many = la ligne a { $found } champs et l'en-tête { $expected } ; mettez entre guillemets le texte qui contient un séparateur
import-same-column = deux colonnes s'appellent « { $column } » : ôtez-en une
