# Ce qui ne va pas dans une requête. `suggestion` est ce qu'il faut écrire à la place.
query-empty = la requête est vide : pour voir toutes les fiches, n'en donnez pas
query-empty-value = il n'y a pas de valeur après « { $field } » : écrivez-la sans espace, comme `{ $field }:x` ou `{ $field }:x,y`, ou `{ $suggestion }` pour les fiches sans { $field }
query-empty-range = un intervalle a au moins une borne, comme `{ $field }:1000..` ou `{ $field }:..1000` ; `{ $suggestion }` trouve les fiches qui ont { $field }
query-bad-range = « { $value } » n'est pas un intervalle : il a deux points et au plus deux bornes, comme `10..20` ; un texte avec deux points de suite se met entre guillemets
query-unclosed-quote = ce guillemet (`{ $quote }`) n'est jamais fermé
query-text-after-quote = après un guillemet fermant, il faut une espace, une virgule ou deux points de suite
query-stray-quote = un texte qui contient un guillemet se met lui-même entre guillemets, celui de l'intérieur étant doublé : `"écran 24"""`
query-unclosed-parenthesis = cette parenthèse n'est jamais fermée
query-unopened-parenthesis = cette parenthèse n'a jamais été ouverte
query-glued-parenthesis = mettez une espace avant la parenthèse, ou des guillemets autour du texte qui la contient
query-empty-parentheses = il n'y a rien entre les parenthèses
query-missing-operand = « { $operator } » ne porte sur rien ; pour chercher le mot lui-même, mettez-le entre guillemets
query-equals-sign = une requête utilise « : » là où `set` utilise « = » : écrivez `{ $suggestion }`
query-unknown-operator = il n'y a pas d'opérateur « { $operator } » : écrivez `{ $suggestion }`
query-operator-in-value = après `{ $field }:` il ne peut y avoir ni < ni > : écrivez `{ $suggestion }`
query-one-value = un opérateur compare avec une seule valeur : écrivez `{ $suggestion }`
query-one-field = demandez un champ à la fois : `{ $suggestion }`
query-unknown-function = `{ $name }:` n'existe pas : écrivez `{ $suggestion }` ; une valeur qui contient un deux-points se met entre guillemets
query-bad-field = « { $field } » ne peut pas être le nom d'un champ : un texte qui contient un deux-points ou un opérateur se met entre guillemets
query-negation-sign = pour exclure, écrivez `{ $suggestion }`
query-too-deep = la requête a plus de { $limit } niveaux imbriqués

query-unknown-field = { $kind } n’a pas de champ « { $field } »
query-bare-field = « { $field } » est le nom d’un champ : que doit-il valoir ? (si vous avez tapé > ou <, le shell l’a pris : mettez la requête entre guillemets, ou écrivez « { $field }:1000.. »)
query-nothing-beyond = rien au-delà de « { $field } » : ce n’est ni une référence ni une table
query-whole-table = « { $field } » est une table : dites lequel de ses champs
query-bad-value = « { $value } » n’est pas { $expected }, or « { $field } » en est un
query-bad-value-help = écrivez comme dans `{ $field }:{ $expected_example }`
query-not-a-choice = « { $field } » ne peut pas valoir « { $value } », seulement : { $choices }
query-no-such-record = il n’y a pas de { $kind } « { $value } »
query-no-such-record-help = `carnet find { $value }` cherche aussi dans les noms et les textes
query-several-currencies = les montants sont en plusieurs monnaies ({ $currencies }) : dites laquelle
query-two-currencies = un intervalle de { $first } à { $second } n’a pas de sens
query-unknown-currency = « { $currency } » n’est pas une monnaie
query-not-comparable = « { $field } » n’a pas d’ordre : nommez les valeurs, séparées par des virgules
query-broken-segment = la requête du segment « { $segment } » est fautive : `carnet check` montre où
