/* letters.h - what is typed into a filter against names, ignoring case and accents. */
#pragma once

#include <glib.h>

/* (transfer full): in one case, without accents: "Überfall" and "uberfall" become one. */
char *scho_letters_fold (const char *text);

/* (transfer full) (nullable): the words of what was typed, folded; %NULL for none. */
GStrv scho_letters_split (const char *typed);

/* @folded: by scho_letters_fold(). @words: (nullable). Every word is somewhere in it. */
gboolean scho_letters_match (const char *folded, const char *const *words);
