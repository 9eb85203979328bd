/* brat-codes.h - which type of brat is which code.
 *
 * A type is one word, so codes of other names, and those of one name at several places,
 * go out as a word that is like their name. Of a project with the same codes the same
 * words come, so the way back is known: a type that is no code's name is the code that
 * would go out as that type.
 */
#pragma once

#include <scholiast/plugin.h>

/* Of a comment in annotation.conf: `#ScholiastCode type TAB name`. */
#define BRAT_CODE "#ScholiastCode "

/* By code id, code_limit entries: unique words. (transfer full) */
char **brat_codes_name (SchoSnapshot *snapshot);
void brat_codes_free_names (char **types, SchoSnapshot *snapshot);

typedef struct
{
  SchoSnapshot *snapshot;
  GHashTable *by_type; /* nullable: not needed yet; char * to SchoCode */
} BratCodes;

/* Code that a type means; %NULL: none */
const SchoCode *brat_codes_find (BratCodes *self, const char *type);
void brat_codes_clear (BratCodes *self);
