/* qualcoder.c - projects of QualCoder: `data.qda` of the folder, or the folder as ZIP. */
#include "qualcoder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SchoOptionSpec options_of_import[] = {
  IMPORT_LIMIT_OPTION,
  { NULL },
};

static void
clear (QualCoder *self)
{
  g_clear_pointer (&self->finders, g_hash_table_unref);
  g_clear_pointer (&self->returns, g_hash_table_unref);
  g_clear_pointer (&self->documents, g_hash_table_unref);
  g_clear_pointer (&self->codes, g_hash_table_unref);
  g_clear_pointer (&self->categories, g_hash_table_unref);
  g_clear_pointer (&self->codings, codings_free);
  g_clear_pointer (&self->step, scho_step_unref);
  g_clear_pointer (&self->database, database_free);
  g_clear_pointer (&self->media, package_free);
  g_free (self->root);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QualCoder, clear)

static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  static const char *const marks[] = { "data.qda", NULL };

  if (!database_is_one (head, n_bytes))
    return n_bytes >= 4 && memcmp (head, "PK\x03\x04", 4) == 0
               ? package_guess (head, n_bytes, name, "qda", marks)
               : 0;
  if (memmem (head, n_bytes, "code_name", 9) != NULL
      && memmem (head, n_bytes, "code_cat", 8) != NULL)
    return 96;
  return import_is_called (name, "qda") ? 60 : 0;
}

static gboolean
wants_part (const char *part)
{
  return g_str_has_suffix (part, "data.qda");
}

/* What is too much stays a loss. */
static void
unpack_media (QualCoder *self, char *bytes, gsize n_bytes, SchoOptions *options)
{
  g_autoptr (GError) problem = NULL;

  self->media = package_open (bytes, n_bytes, self->name, import_get_limit (options),
                              qualcoder_wants_medium, self->cancellable, &problem);
  if (self->media == NULL)
    scho_losses_add (self->losses, 1, _ ("Pictures, sound and film of a project"),
                     problem->message);
}

/* The database of a package, or the bytes as they are; the package is opened once more
 * for the rest. (transfer full) */
static char *
unpack (QualCoder *self,
        char *bytes,
        gsize *n_bytes,
        SchoOptions *options,
        GCancellable *cancellable,
        GError **error)
{
  const char *name = self->name;
  g_autofree char *all = NULL;
  g_autoptr (Package) package = NULL;
  const char *part, *found;
  gsize n_all = *n_bytes;

  if (*n_bytes < 4 || memcmp (bytes, "PK\x03\x04", 4) != 0)
    return bytes;
  all = g_memdup2 (bytes, n_all);
  package = package_open (bytes, *n_bytes, name, import_get_limit (options), wants_part,
                          cancellable, error);
  if (package == NULL)
    return NULL;
  if ((part = package_find_ending (package, "data.qda")) == NULL)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("“%s” holds no data.qda: it is no project of QualCoder"), name);
      return NULL;
    }
  self->root = g_strndup (part, strlen (part) - strlen ("data.qda"));
  if (g_str_has_suffix (self->root, "/"))
    self->root[strlen (self->root) - 1] = '\0';
  unpack_media (self, g_steal_pointer (&all), n_all, options);
  found = package_get (package, part, n_bytes);
  return g_memdup2 (found, *n_bytes);
}

static gboolean
check_tables (QualCoder *self, GError **error)
{
  static const char *const needed[] = { "source", "code_name", "code_cat", "code_text" };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (!database_has_table (self->database, needed[i]))
      {
        g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                     _ ("“%s” is no project of QualCoder: it has no table “%s”"),
                     self->name, needed[i]);
        return FALSE;
      }
  return TRUE;
}

static void
begin (QualCoder *self, SchoSnapshot *base)
{
  g_autofree char *label = g_strdup_printf (_ ("Project “%s” added"), self->name);

  self->step = scho_step_new (base, label);
  self->losses = scho_step_get_losses (self->step);
  self->codings = codings_new (self->step, TRUE);
  self->categories = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->codes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->documents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->returns
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->finders
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) quote_finder_free);
  self->budget = QUOTE_BUDGET;
}

/* What Scholiast has no place for. */
static gboolean
tell_rest (QualCoder *self, GError **error)
{
  static const struct
  {
    const char *table;
    const char *what;
  } rest[] = {
    { "graph", N_ ("Graphs") },
    { "stored_sql", N_ ("Saved queries") },
    { "files_filter", N_ ("Saved filters of files") },
    { "ris", N_ ("Lines of bibliographic references") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rest); i++)
    {
      g_autoptr (DatabaseRows) rows = NULL;

      if (!database_has_table (self->database, rest[i].table))
        continue;
      rows = database_query (self->database, error, "SELECT count (*) FROM [%s]",
                             rest[i].table);
      if (rows == NULL || !database_rows_next (rows, error))
        return FALSE;
      scho_losses_add (self->losses, (guint64) database_rows_integer (rows, 0),
                       _ (rest[i].what), NULL);
    }
  return TRUE;
}

static void
add_notes (QualCoder *self)
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
  if (self->n_important > 0)
    scho_step_add_note (self->step,
                        _ ("%s: what was marked as important is an example passage now: "
                           "%u"),
                        self->name, self->n_important);
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
  g_auto (QualCoder) self = { .name = name, .coder = coder, .cancellable = cancellable };
  gsize n_bytes;
  char *bytes = import_read_all (stream, name, import_get_limit (options), &n_bytes,
                                 cancellable, error);

  begin (&self, base);
  if (bytes == NULL
      || !(bytes = unpack (&self, bytes, &n_bytes, options, cancellable, error))
      || !(self.database = database_open (bytes, n_bytes, name, cancellable, error))
      || !check_tables (&self, error))
    return NULL;
  if (!qualcoder_read_codes (&self, error) || !qualcoder_read_sources (&self, error)
      || !qualcoder_read_media (&self, error) || !qualcoder_read_codings (&self, error)
      || !qualcoder_read_words (&self, error) || !tell_rest (&self, error))
    return NULL;
  add_notes (&self);
  return g_steal_pointer (&self.step);
}

static const SchoImporter importers[] = {
  { .id = "qualcoder",
    .title = N_ ("Project of QualCoder"),
    .extensions = "qda|zip",
    .options = options_of_import,
    .guess = guess,
    .read = read_project },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.qualcoder",
  .title = N_ ("QualCoder"),
  .description
  = N_ ("Reads projects of QualCoder: texts, codes, codings, memos, cases and "
        "attributes."),
  .importers = importers,
};
