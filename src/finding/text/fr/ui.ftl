# Les textes de la ligne de commande qui ne sont ni constats ni rapports.
