# Ce qui a été gardé des fichiers du carnet : `--verbose`.
cache-read = fichiers lus : { $read } ; déjà connus : { $known }
cache-not-written = rien ne peut être gardé pour la commande suivante : { $reason }
