# Ce qui a été gardé des fichiers du carnet : `--verbose`.
cache-read = fichiers lus : { $read } ; déjà connus : { $known }
cache-not-written = rien ne peut être gardé pour la commande suivante : { $reason }
cache-disturbed = des fichiers du carnet ont changé pendant la préparation ; rien n’a été écrit : recommencez

doctor-cache = cache
doctor-cache-good = { $files } fichiers sont connus, { $size } Mo dans { $path }
doctor-cache-empty = pas encore : la prochaine commande qui lit le carnet le fera
doctor-cache-contents = ce disque ne tient pas de dates sûres, donc chaque fichier est lu et comparé : { $files } fichiers sont connus
doctor-cache-fault = il ne peut pas être écrit : { $reason }
doctor-cache-fault-mend = rendez { $path } accessible en écriture ; sans lui, chaque commande lit tout le carnet
