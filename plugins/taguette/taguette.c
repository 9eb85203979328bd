/* taguette.c - projects of Taguette (.sqlite3). */
#include "taguette.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SchoOptionSpec options_of_import[] = {
  { "project", SCHO_OPTION_TEXT, "",
    N_ ("Which project, by its name, where the file holds several"), NULL },
  { "separator", SCHO_OPTION_TEXT, ".",
    N_ ("What stands between the names in a tag; nothing: tags are whole names"), NULL },
  IMPORT_LIMIT_OPTION,
  { NULL },
};

static void
clear (Taguette *self)
{
  g_clear_pointer (&self->makers, g_hash_table_unref);
  g_clear_pointer (&self->tags, g_hash_table_unref);
  g_clear_pointer (&self->codings, codings_free);
  g_clear_pointer (&self->step, scho_step_unref);
  g_clear_pointer (&self->database, database_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Taguette, clear)

static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  if (!database_is_one (head, n_bytes))
    return 0;
  if (memmem (head, n_bytes, "highlight_tags", 14) != NULL)
    return 96;
  return import_is_called (name, "sqlite3|sqlite|db") ? 30 : 0;
}

static gboolean
check_tables (Taguette *self, GError **error)
{
  static const char *const needed[]
      = { "projects", "documents", "highlights", "tags", "highlight_tags" };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (!database_has_table (self->database, needed[i]))
      {
        g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                     _ ("“%s” is no project of Taguette: it has no table “%s”"),
                     self->name, needed[i]);
        return FALSE;
      }
  return TRUE;
}

/* The only one, or the one that is named. */
static gboolean
find_project (Taguette *self, const char *wanted, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (DatabaseRows) rows
      = database_query (self->database, error, "SELECT id, name FROM projects");
  guint n = 0;

  while (rows != NULL && database_rows_next (rows, NULL))
    {
      const char *name = database_rows_text (rows, 1);

      if (wanted[0] != '\0' && g_strcmp0 (name, wanted) != 0)
        continue;
      self->project = database_rows_integer (rows, 0);
      if (n++ < 10)
        g_string_append_printf (names, "%s“%s”", n > 1 ? ", " : "",
                                name != NULL ? name : "?");
    }
  if (n == 1)
    return TRUE;
  if (rows != NULL && n == 0)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                 _ ("“%s” holds no such project"), self->name);
  else if (rows != NULL)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("“%s” holds several projects; say which: %s"), self->name,
                 names->str);
  return FALSE;
}

static void
maker_free (gpointer data)
{
  Maker *maker = data;

  g_free (maker->login);
  g_free (maker);
}

static void
begin (Taguette *self, SchoSnapshot *base)
{
  g_autofree char *label = g_strdup_printf (_ ("Project “%s” added"), self->name);

  self->step = scho_step_new (base, label);
  self->losses = scho_step_get_losses (self->step);
  self->codings = codings_new (self->step, TRUE);
  self->tags = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->makers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, maker_free);
  self->budget = QUOTE_BUDGET;
}

/* What the project says of itself joins what is there. */
static gboolean
read_words (Taguette *self, GError **error)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (scho_step_get_base (self->step));
  SchoProjectInfo after = *info;
  g_autofree char *memo = NULL;
  const char *words;
  g_autoptr (DatabaseRows) rows = database_query (
      self->database, error,
      "SELECT description FROM projects WHERE id = %" G_GINT64_FORMAT, self->project);

  if (rows == NULL)
    return FALSE;
  words = database_rows_next (rows, NULL) ? database_rows_text (rows, 0) : NULL;
  if (words == NULL)
    return TRUE;
  memo = info->memo != NULL ? g_strdup_printf ("%s\n\n%s", info->memo, words)
                            : g_strdup (words);
  after.memo = memo;
  scho_step_replace_info (self->step, &after);
  return TRUE;
}

static void
add_notes (Taguette *self)
{
  codings_add_notes (self->codings, self->name);
  if (self->n_moved > 0)
    scho_step_add_note (self->step,
                        ngettext ("%s: %u passage stood elsewhere and was found by its "
                                  "words.",
                                  "%s: %u passages stood elsewhere and were found by "
                                  "their words.",
                                  self->n_moved),
                        self->name, self->n_moved);
}

static SchoStep *
read_project (GInputStream *stream,
              const char *name,
              const char *coder,
              SchoSnapshot *base,
              SchoOptions *options,
              const SchoProgress *progress,
              GCancellable *cancellable,
              GError **error)
{
  g_auto (Taguette) self = { .name = name,
                             .coder = coder,
                             .separator = scho_options_get_text (options, "separator"),
                             .progress = progress,
                             .cancellable = cancellable };
  gsize n_bytes;
  char *bytes = import_read_all (stream, name, import_get_limit (options), &n_bytes,
                                 cancellable, error);

  if (bytes == NULL
      || !(self.database = database_open (bytes, n_bytes, name, cancellable, error))
      || !check_tables (&self, error)
      || !find_project (&self, scho_options_get_text (options, "project"), error))
    return NULL;
  begin (&self, base);
  if (!taguette_read_tags (&self, error) || !taguette_read_makers (&self, error)
      || !taguette_read_documents (&self, error) || !read_words (&self, error))
    return NULL;
  add_notes (&self);
  return g_steal_pointer (&self.step);
}

static const SchoImporter importers[] = {
  { .id = "taguette",
    .title = N_ ("Project of Taguette"),
    .extensions = "sqlite3",
    .options = options_of_import,
    .guess = guess,
    .read = read_project },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.taguette",
  .title = N_ ("Taguette"),
  .description = N_ ("Reads projects of Taguette: documents, tags and highlights."),
  .importers = importers,
};
