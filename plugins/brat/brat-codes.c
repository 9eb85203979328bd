#include "brat-codes.h"

#include "brat-links.h"

#include <string.h>

/* What can be a type as it is. In the settings a hyphen at its begin means other things.
 */
static gboolean
is_word (const char *name)
{
  if (name[0] == '-')
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalnum (g_utf8_get_char (p)) && *p != '-' && *p != '_')
      return FALSE;
  return name[0] != '\0';
}

/* A name means the code at the top, as everywhere; then it means any code of that name.
 */
typedef enum
{
  WORDS_AT_TOP,
  WORDS,
  OTHERS,
  N_TURNS
} Turn;

static char *
take_word (const SchoCode *code, Turn turn, GHashTable *taken)
{
  if (turn == OTHERS)
    return brat_make_word (code->name, "code", taken);
  if (!is_word (code->name) || (turn == WORDS_AT_TOP && code->parent != 0)
      || !g_hash_table_add (taken, g_strdup (code->name)))
    return NULL;
  return g_strdup (code->name);
}

char **
brat_codes_name (SchoSnapshot *snapshot)
{
  char **types = g_new0 (char *, scho_snapshot_get_code_limit (snapshot) + 1);
  g_autoptr (GHashTable) taken
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (Turn turn = WORDS_AT_TOP; turn < N_TURNS; turn++)
    for (gsize i = 0; i < n; i++)
      if (types[codes[i]->id] == NULL)
        types[codes[i]->id] = take_word (codes[i], turn, taken);
  return types;
}

void
brat_codes_free_names (char **types, SchoSnapshot *snapshot)
{
  for (guint32 i = 0; i < scho_snapshot_get_code_limit (snapshot); i++)
    g_free (types[i]);
  g_free (types);
}

static void
list_types (BratCodes *self)
{
  char **types = brat_codes_name (self->snapshot);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  self->by_type = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < n; i++)
    g_hash_table_insert (self->by_type, g_strdup (types[codes[i]->id]),
                         (gpointer) codes[i]);
  brat_codes_free_names (types, self->snapshot);
}

const SchoCode *
brat_codes_find (BratCodes *self, const char *type)
{
  const SchoCode *code = scho_lookup_code (self->snapshot, type, NULL);

  if (code != NULL)
    return code;
  if (self->by_type == NULL)
    list_types (self);
  return g_hash_table_lookup (self->by_type, type);
}

void
brat_codes_clear (BratCodes *self)
{
  g_clear_pointer (&self->by_type, g_hash_table_unref);
}
