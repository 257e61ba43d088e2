# Où en est un long travail, sur un terminal.

progress-looking = Examen des fichiers
progress-reading = Lecture des fiches
progress-computing = Calcul
progress-checking = Vérification
progress-writing = Écriture des fichiers
