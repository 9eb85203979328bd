#include "tei-ids.h"

#define MAX_LENGTH 40

struct _TeiIds
{
  GHashTable *counts; /* string → how often */
};

/* Latin letters lose their accents, other scripts have no letters left: the true name
 * stands beside every id. */
static char *
make_slug (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  GString *slug = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && slug->len < MAX_LENGTH; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (slug, g_ascii_tolower (*p));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');

  if (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  /* Only punctuation, or a script without a Latin spelling. */
  if (slug->len == 0)
    g_string_append (slug, "unnamed");
  return g_string_free (slug, FALSE);
}

TeiIds *
tei_ids_new (void)
{
  TeiIds *self = g_new0 (TeiIds, 1);

  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
tei_ids_free (TeiIds *self)
{
  g_hash_table_unref (self->counts);
  g_free (self);
}

char *
tei_ids_make (TeiIds *self, const char *prefix, const char *name)
{
  g_autofree char *slug = make_slug (name);
  g_autofree char *id = g_strconcat (prefix, ".", slug, NULL);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, id)) + 1;

  g_hash_table_insert (self->counts, g_strdup (id), GUINT_TO_POINTER (n));
  /* There is no dot in a slug, so that a number never makes another name's id. */
  return n == 1 ? g_strdup (id) : g_strdup_printf ("%s.%u", id, n);
}
