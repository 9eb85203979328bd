#include "unique-names.h"

void
unique_names_init (UniqueNames *self)
{
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
unique_names_clear (UniqueNames *self)
{
  g_clear_pointer (&self->taken, g_hash_table_unref);
}

void
unique_names_add (UniqueNames *self, const char *name)
{
  if (!g_hash_table_contains (self->taken, name))
    g_hash_table_insert (self->taken, g_strdup (name), GUINT_TO_POINTER (1));
}

/* The count is kept, so that the ten-thousandth of a name is found at once. */
char *
unique_names_make (UniqueNames *self, const char *wanted)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->taken, wanted));
  char *name = g_strdup (wanted);

  if (n > 0)
    {
      do
        {
          g_free (name);
          name = g_strdup_printf ("%s (%u)", wanted, ++n);
        }
      while (g_hash_table_contains (self->taken, name));
      g_hash_table_insert (self->taken, g_strdup (wanted), GUINT_TO_POINTER (n));
    }
  unique_names_add (self, name);
  return name;
}
