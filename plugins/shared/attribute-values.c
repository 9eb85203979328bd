#include "attribute-values.h"

#include <glib/gi18n-lib.h>

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const char *one = *(const char *const *) a, *other = *(const char *const *) b;
  char *one_end, *other_end;
  double one_number = g_ascii_strtod (one, &one_end);
  double other_number = g_ascii_strtod (other, &other_end);

  if (*one != '\0' && *other != '\0' && *one_end == '\0' && *other_end == '\0'
      && one_number != other_number)
    return one_number < other_number ? -1 : 1;
  return g_utf8_collate (one, other);
}

static GPtrArray *
list_values (const SchoDocument *const *documents, gsize n, const char *attribute)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < n; i++)
    {
      const char *value = scho_document_get_attribute (documents[i], attribute);

      if (value != NULL && g_hash_table_add (seen, (gpointer) value))
        g_ptr_array_add (values, g_strdup (value));
    }
  g_ptr_array_sort (values, compare_values);
  return values;
}

gboolean
attribute_values_find (AttributeValues *self,
                       SchoSnapshot *snapshot,
                       const char *attribute,
                       GError **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  self->values = list_values (documents, n, attribute);
  self->value_of = g_new0 (guint, scho_snapshot_get_document_limit (snapshot) + 1);
  for (guint i = 0; i < self->values->len; i++)
    g_hash_table_insert (places, self->values->pdata[i], GUINT_TO_POINTER (i + 1));
  for (gsize i = 0; i < n; i++)
    {
      const char *value = scho_document_get_attribute (documents[i], attribute);

      if (value != NULL)
        self->value_of[documents[i]->id]
            = GPOINTER_TO_UINT (g_hash_table_lookup (places, value));
    }
  if (self->values->len > 0)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
               _ ("No document has an attribute “%s”"), attribute);
  return FALSE;
}

void
attribute_values_clear (AttributeValues *self)
{
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_pointer (&self->value_of, g_free);
}
