#include "qualcoder.h"

#include "../shared/returns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

SchoUuid
qualcoder_make_uuid (const char *date)
{
  gint64 time = date != NULL ? codings_parse_time (date) : -1;

  return time >= 0 ? scho_uuid_new_at (time) : (SchoUuid){ 0 };
}

typedef struct
{
  gint64 source;
  gint64 start, end; /* -1: none */
  const char *words; /* nullable */
} Place;

static void
tell_not_found (QualCoder *self, guint32 document, const Place *place)
{
  g_autofree char *shown
      = place->words != NULL
            ? codings_shorten (place->words)
            : g_strdup (scho_step_get_document (self->step, document)->title);

  scho_losses_add (self->losses, 1, _ ("Passages not found in the text"), shown);
}

/* %FALSE: it is a loss. */
static gboolean
find_place (QualCoder *self, const Place *place, SchoAnnotation *values)
{
  guint32 document
      = GPOINTER_TO_UINT (g_hash_table_lookup (self->documents, &place->source));
  const GArray *returns;
  Quote quote
      = { .exact = place->words, .has_position = place->start >= 0 && place->end >= 0 };
  QuoteFound found;

  if (document == 0)
    {
      scho_losses_add (self->losses, 1, _ ("Codings of what is no text"), place->words);
      return FALSE;
    }
  returns = g_hash_table_lookup (self->returns, GUINT_TO_POINTER (document));
  quote.start = returns_take_away (returns, (guint64) MAX (0, place->start));
  quote.end = returns_take_away (returns, (guint64) MAX (0, place->end));
  values->document = document;
  found = quote_finder_find (
      g_hash_table_lookup (self->finders, GUINT_TO_POINTER (document)), &quote,
      &values->start, &values->end);
  if (found == QUOTE_NOT_FOUND)
    {
      tell_not_found (self, document, place);
      return FALSE;
    }
  self->n_moved += found != QUOTE_AT_POSITION;
  return TRUE;
}

guint32
qualcoder_get_coder (QualCoder *self, const char *owner)
{
  if (owner == NULL)
    owner = self->coder != NULL ? self->coder : "QualCoder";
  return codings_ensure_coder (self->codings, owner);
}

static void
add_coding (QualCoder *self, DatabaseRows *rows)
{
  gint64 code = database_rows_integer (rows, 0);
  Place place = { database_rows_integer (rows, 1), database_rows_place (rows, 3),
                  database_rows_place (rows, 4), database_rows_text (rows, 2) };
  SchoAnnotation values = { .weight = SCHO_NO_WEIGHT };

  values.code = GPOINTER_TO_UINT (g_hash_table_lookup (self->codes, &code));
  if (values.code == 0)
    scho_losses_add (self->losses, 1, _ ("Codings whose code is not there"), place.words);
  if (values.code == 0 || !find_place (self, &place, &values))
    return;
  values.coder = qualcoder_get_coder (self, database_rows_text (rows, 5));
  values.uuid = qualcoder_make_uuid (database_rows_text (rows, 6));
  values.memo = database_rows_text (rows, 7);
  if (database_rows_integer (rows, 8) == 1)
    {
      values.flags = SCHO_ANNOTATION_EXAMPLE;
      self->n_important++;
    }
  codings_add (self->codings, &values);
}

/* Words at a passage without a code. */
static void
add_annotation (QualCoder *self, DatabaseRows *rows)
{
  Place place = { database_rows_integer (rows, 0), database_rows_place (rows, 1),
                  database_rows_place (rows, 2), NULL };
  SchoAnnotation values = { .weight = SCHO_NO_WEIGHT };

  if (!find_place (self, &place, &values))
    return;
  values.code = codings_ensure_code_below (self->codings,
                                           &(SchoCode){ .name = _ ("Annotation") });
  values.coder = qualcoder_get_coder (self, database_rows_text (rows, 3));
  values.uuid = qualcoder_make_uuid (database_rows_text (rows, 4));
  values.memo = database_rows_text (rows, 5);
  codings_add (self->codings, &values);
}

static gboolean
each (DatabaseRows *rows,
      QualCoder *self,
      void (*add) (QualCoder *, DatabaseRows *),
      GError **error)
{
  g_autoptr (GError) problem = NULL;

  while (rows != NULL && database_rows_next (rows, &problem))
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      add (self, rows);
    }
  if (problem == NULL)
    return rows != NULL;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
qualcoder_read_codings (QualCoder *self, GError **error)
{
  g_autoptr (DatabaseRows) codings = database_query (
      self->database, error,
      "SELECT cid, fid, seltext, pos0, pos1, owner, date, memo, %s FROM code_text ORDER "
      "BY rowid",
      database_column (self->database, "code_text", "important"));
  g_autoptr (DatabaseRows) annotations = NULL;

  if (!each (codings, self, add_coding, error))
    return FALSE;
  if (!database_has_table (self->database, "annotation"))
    return TRUE;
  annotations = database_query (self->database, error,
                                "SELECT fid, pos0, pos1, owner, date, memo FROM "
                                "annotation ORDER BY rowid");
  return each (annotations, self, add_annotation, error);
}

static void
add_words (GString *words, const char *more)
{
  if (more == NULL)
    return;
  if (words->len > 0)
    g_string_append (words, "\n\n");
  g_string_append (words, more);
}

static gboolean
read_journal (QualCoder *self, GString *words, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (DatabaseRows) rows = database_query (
      self->database, error,
      "SELECT name, jentry, date, owner FROM journal ORDER BY date, rowid");

  while (rows != NULL && database_rows_next (rows, &problem))
    {
      const char *name = database_rows_text (rows, 0);
      const char *date = database_rows_text (rows, 2);
      const char *owner = database_rows_text (rows, 3);
      g_autofree char *title = g_strdup_printf (
          "%s (%s%s%s)", name != NULL ? name : "?", owner != NULL ? owner : "",
          owner != NULL && date != NULL ? ", " : "", date != NULL ? date : "");

      add_words (words, title);
      if (database_rows_text (rows, 1) != NULL)
        g_string_append_printf (words, "\n%s", database_rows_text (rows, 1));
    }
  if (problem == NULL)
    return rows != NULL;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
qualcoder_read_words (QualCoder *self, GError **error)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (scho_step_get_base (self->step));
  SchoProjectInfo after = *info;
  g_autoptr (GString) words = g_string_new (info->memo);
  gsize before = words->len;

  if (database_has_table (self->database, "project"))
    {
      g_autoptr (DatabaseRows) rows
          = database_query (self->database, error, "SELECT memo FROM project LIMIT 1");

      if (rows == NULL)
        return FALSE;
      if (database_rows_next (rows, NULL))
        add_words (words, database_rows_text (rows, 0));
    }
  if (database_has_table (self->database, "journal")
      && !read_journal (self, words, error))
    return FALSE;
  after.memo = words->str;
  if (words->len > before)
    scho_step_replace_info (self->step, &after);
  return TRUE;
}
