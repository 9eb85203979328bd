#include "qualcoder.h"

#include "../shared/returns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
add_document (QualCoder *self, DatabaseRows *rows, GError **error)
{
  const char *name = database_rows_text (rows, 1);
  gint64 id = database_rows_integer (rows, 0);
  gsize n_bytes, n_attributes;
  char *utf8 = database_rows_dup_text (rows, 2, &n_bytes);
  g_autoptr (GArray) returns = returns_find (utf8, FALSE);
  g_autoptr (ImportAttributes) attributes = import_attributes_new ();
  g_autoptr (SchoText) text = NULL;
  SchoDocument values
      = { .source = database_rows_text (rows, 3), .memo = database_rows_text (rows, 4) };
  guint32 document;

  utf8 = scho_text_normalise (utf8, &n_bytes, NULL, NULL);
  if (!(text = scho_text_new_take (utf8, n_bytes, NULL, 0, error))
      || !qualcoder_read_attributes (self, id, attributes, error))
    return FALSE;
  values.attributes = import_attributes_get (attributes, &n_attributes);
  values.n_attributes = n_attributes;
  document = import_add_document (self->step, name != NULL ? name : "?", &values, text);
  g_hash_table_insert (self->documents, g_memdup2 (&id, sizeof id),
                       GUINT_TO_POINTER (document));
  g_hash_table_insert (self->returns, GUINT_TO_POINTER (document),
                       g_steal_pointer (&returns));
  g_hash_table_insert (self->finders, GUINT_TO_POINTER (document),
                       quote_finder_new (text, &self->budget));
  return TRUE;
}

gboolean
qualcoder_read_sources (QualCoder *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (DatabaseRows) rows = database_query (
      self->database, error,
      "SELECT id, name, fulltext, mediapath, memo FROM source ORDER BY id");

  while (rows != NULL && database_rows_next (rows, &problem))
    if (database_rows_text (rows, 2) != NULL && !add_document (self, rows, error))
      return FALSE;
  if (problem == NULL)
    return rows != NULL;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* One query: names, values and types; those of the file, then those of its cases. */
static gboolean
add_values (QualCoder *self,
            gint64 owner,
            const char *kind,
            ImportAttributes *attributes,
            GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (DatabaseRows) rows = database_query (
      self->database, error,
      "SELECT a.name, a.value, t.valuetype FROM attribute AS a LEFT JOIN attribute_type "
      "AS t ON t.name = a.name WHERE a.id = %" G_GINT64_FORMAT
      " AND a.attr_type = '%s' ORDER BY a.name",
      owner, kind);

  while (rows != NULL && database_rows_next (rows, &problem))
    {
      const char *name = database_rows_text (rows, 0);
      const char *value = database_rows_text (rows, 1);
      const char *type = database_rows_text (rows, 2);

      if (name != NULL && value != NULL)
        import_attributes_add (attributes, name, value,
                               g_strcmp0 (type, "numeric") == 0 ? SCHO_ATTRIBUTE_NUMBER
                                                                : SCHO_ATTRIBUTE_TEXT);
    }
  if (problem == NULL)
    return rows != NULL;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
add_cases (QualCoder *self, gint64 source, ImportAttributes *attributes, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (DatabaseRows) rows = database_query (
      self->database, error,
      "SELECT DISTINCT c.caseid, c.name, c.memo FROM cases AS c JOIN case_text AS l ON "
      "l.caseid = c.caseid WHERE l.fid = %" G_GINT64_FORMAT " ORDER BY c.caseid",
      source);
  gboolean has_values = database_has_table (self->database, "attribute");

  while (rows != NULL && database_rows_next (rows, &problem))
    {
      const char *name = database_rows_text (rows, 1);

      g_string_append_printf (names, "%s%s", names->len > 0 ? "; " : "",
                              name != NULL ? name : "?");
      scho_losses_add (self->losses, database_rows_text (rows, 2) != NULL,
                       _ ("Memos of cases"), name);
      if (has_values
          && !add_values (self, database_rows_integer (rows, 0), "case", attributes,
                          error))
        return FALSE;
    }
  import_attributes_add (attributes, "case", names->str, SCHO_ATTRIBUTE_TEXT);
  if (problem == NULL)
    return rows != NULL;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
qualcoder_read_attributes (QualCoder *self,
                           gint64 source,
                           ImportAttributes *attributes,
                           GError **error)
{
  if (database_has_table (self->database, "attribute")
      && database_has_table (self->database, "attribute_type")
      && !add_values (self, source, "file", attributes, error))
    return FALSE;
  return !database_has_table (self->database, "cases")
         || !database_has_table (self->database, "case_text")
         || add_cases (self, source, attributes, error);
}
