# Ce qui ne va pas dans une requête. `suggestion` est ce qu'il faut écrire à la place.
query-empty = La requête est vide. Pour voir toutes les fiches, n’en donnez pas.
query-empty-value = Il n’y a pas de valeur après « { $field } ». Écrivez-la sans espace, comme { $field }:x ou { $field }:x,y. Pour trouver les fiches sans { $field }, écrivez { $suggestion }.
query-empty-range = Un intervalle a au moins une borne, comme { $field }:1000.. ou { $field }:..1000. Pour trouver les fiches qui ont { $field }, écrivez { $suggestion }.
query-bad-range = « { $value } » n’est pas un intervalle. Un intervalle a deux points et au plus deux bornes : 10..20. Un texte avec deux points de suite se met entre guillemets.
query-unclosed-quote = Ce guillemet ({ $quote }) n’est jamais fermé.
query-text-after-quote = Après un guillemet fermant, il faut une espace, une virgule ou deux points de suite.
query-stray-quote = Un texte qui contient un guillemet se met lui-même entre guillemets, celui de l’intérieur étant doublé : "écran 24""".
query-unclosed-parenthesis = Cette parenthèse n’est jamais fermée.
query-unopened-parenthesis = Cette parenthèse n’a jamais été ouverte.
query-glued-parenthesis = Mettez une espace avant la parenthèse, ou des guillemets autour du texte qui la contient.
query-empty-parentheses = Il n’y a rien entre les parenthèses.
query-missing-operand = « { $operator } » ne porte sur rien. Pour chercher le mot lui-même, mettez-le entre guillemets.
query-equals-sign = Une requête utilise « : » là où « set » utilise « = ». Écrivez { $suggestion }.
query-unknown-operator = Il n’y a pas d’opérateur « { $operator } ». Écrivez « { $suggestion } ».
query-operator-in-value = Après « { $field }: » il ne peut y avoir ni < ni >. Écrivez { $suggestion }.
query-one-value = Un opérateur compare avec une seule valeur. Écrivez { $suggestion }.
query-one-field = Demandez un champ à la fois : { $suggestion }.
query-unknown-function = « { $name }: » n’existe pas. Écrivez { $suggestion }. Une valeur qui contient un deux-points se met entre guillemets.
query-bad-field = « { $field } » ne peut pas être le nom d’un champ. Mettez entre guillemets un texte qui contient un deux-points ou un opérateur.
query-negation-sign = Pour exclure, écrivez { $suggestion }.
query-too-deep = La requête a plus de { $limit } niveaux imbriqués.

query-unknown-field = { $kind } n’a pas de champ « { $field } »
query-bare-field = « { $field } » est le nom d’un champ : que doit-il valoir ? (si vous avez tapé > ou <, le shell l’a pris : mettez la requête entre guillemets, ou écrivez « { $field }:1000.. »)
query-nothing-beyond = rien au-delà de « { $field } » : ce n’est ni une référence ni une table
query-whole-table = « { $field } » est une table : dites lequel de ses champs
query-bad-value = « { $value } » n’est pas { $expected }, or « { $field } » en est un
query-not-a-choice = « { $field } » ne peut pas valoir « { $value } », seulement : { $choices }
query-no-such-record = il n’y a pas de { $kind } « { $value } »
query-several-currencies = les montants sont en plusieurs monnaies ({ $currencies }) : dites laquelle
query-two-currencies = un intervalle de { $first } à { $second } n’a pas de sens
query-unknown-currency = « { $currency } » n’est pas une monnaie
query-not-comparable = « { $field } » n’a pas d’ordre : nommez les valeurs, séparées par des virgules
query-broken-segment = la requête du segment « { $segment } » est fautive : `carnet check` montre où
