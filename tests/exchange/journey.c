#include "journey.h"

#include "world.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>

/* Each is read by itself, and the others are told with it. */
#define OTHER_SHEETS "Sheets (--set sheet=… says which comes in)"

typedef struct
{
  Journey *journey;
  SchoPlugins *plugins;
  SchoProject *world, *copy;
  char *folder;
} Trip;

static void
check_error (const Trip *self, const GError *error)
{
  /* Not Check's words: the page is written without a test. */
  if (error != NULL)
    g_error ("%s: %s", self->journey->format->id, error->message);
}

/* Out */

static void
write_file (Trip *self, const char *path)
{
  const Format *format = self->journey->format;
  g_autoptr (GError) error = NULL;
  const SchoExporter *exporter
      = scho_plugins_find_exporter (self->plugins, format->exporter, &error);
  g_autoptr (SchoOutput) output = scho_output_new_for_path (path);
  g_autoptr (SchoOptions) options = NULL;

  check_error (self, error);
  options = scho_options_new (exporter->options);
  for (const char *const *set = format->set; *set != NULL; set++)
    g_assert_true (scho_options_set_from (options, *set, NULL));
  if (exporter->write (scho_project_get_snapshot (self->world), output, options, NULL,
                       NULL, &error))
    scho_output_commit (output, &error);
  check_error (self, error);
  scho_losses_append (self->journey->losses, scho_output_get_losses (output));
}

/* Back */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Ends with NULL. */
static GPtrArray *
list_files (const char *folder, const char *ending)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (ending == NULL || g_str_has_suffix (name, ending))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  g_ptr_array_add (paths, NULL);
  return paths;
}

static void
read_files (Trip *self, const char *folder, const FormatImport *import)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) paths = list_files (folder, import->ending);
  const SchoImporter *importer
      = import->importer != NULL
            ? scho_plugins_find_importer (self->plugins, import->importer, &error)
            : NULL;
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SchoStep) step = NULL;

  check_error (self, error);
  step = scho_plugins_import_files (
      self->plugins, importer, (const char *const *) paths->pdata, "Somebody",
      import->set, scho_project_get_snapshot (self->copy), left_out, NULL, NULL, &error);
  for (guint i = 0; i < left_out->len; i++)
    scho_losses_add (self->journey->losses, 1,
                     strstr (left_out->pdata[i], "Signs") != NULL ? LEFT_OUT_SIGNS
                                                                  : LEFT_OUT,
                     left_out->pdata[i]);
  if (step != NULL)
    {
      scho_losses_append (self->journey->losses, scho_step_get_losses (step));
      scho_project_apply (self->copy, step, &error);
    }
  check_error (self, error);
}

static void
read_back (Trip *self, const char *folder)
{
  const FormatImport *imports = self->journey->format->imports;

  for (guint i = 0; i < FORMAT_IMPORTS; i++)
    if (i == 0 || imports[i].importer != NULL || imports[i].ending != NULL)
      read_files (self, folder, &imports[i]);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GPtrArray) paths = list_files (folder, NULL);

  for (guint i = 0; paths->pdata[i] != NULL; i++)
    if (g_file_test (paths->pdata[i], G_FILE_TEST_IS_DIR))
      remove_folder (paths->pdata[i]);
    else
      g_unlink (paths->pdata[i]);
  g_rmdir (folder);
}

/* A package as its user unpacks it, and without it. */
static void
unpack (const char *path, const char *folder)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;

  archive_read_support_format_zip (archive);
  g_assert_cmpint (archive_read_open_filename (archive, path, 4096), ==, ARCHIVE_OK);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    {
      g_autofree char *name
          = g_build_filename (folder, archive_entry_pathname_utf8 (entry), NULL);
      g_autofree char *parent = g_path_get_dirname (name);
      gsize n = (gsize) archive_entry_size (entry);
      g_autofree char *bytes = g_malloc (n + 1);

      g_assert_cmpint (archive_read_data (archive, bytes, n), ==, (gssize) n);
      g_mkdir_with_parents (parent, 0700);
      g_assert_true (g_file_set_contents (name, bytes, (gssize) n, NULL));
    }
  archive_read_free (archive);
  g_unlink (path);
}

static void
send (Trip *self)
{
  const Format *format = self->journey->format;
  g_autofree char *folder = g_build_filename (self->folder, "out", NULL);
  g_autofree char *path
      = g_build_filename (folder, format->file != NULL ? format->file : "", NULL);

  if (format->needs_texts)
    world_copy_texts (scho_project_get_snapshot (self->world), self->copy);
  g_mkdir (folder, 0700);
  write_file (self, path);
  if (format->is_packed)
    unpack (path, folder);
  read_back (self, folder);
}

/* As one copies a file while the project is open. */
static void
copy_file (Trip *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) from = g_file_new_for_path (scho_project_get_path (self->world));
  g_autoptr (GFile) to = g_file_new_for_path (path);

  if (scho_project_checkpoint (self->world, &error)
      && g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error))
    self->copy = scho_project_open (path, &error);
  check_error (self, error);
}

/* What was made of it */

static char *
dup_history (SchoProject *project)
{
  g_autoptr (GPtrArray) steps
      = scho_project_read_history (project, 0, G_MAXINT64, G_MAXSIZE, NULL);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const SchoHistoryEntry *step = steps->pdata[i];

      g_string_append_printf (lines, "%s %" G_GINT64_FORMAT "\n", step->label,
                              step->time);
    }
  return g_string_free (lines, FALSE);
}

static gboolean
was_there (const Format *format, const Feature *feature)
{
  static const char *const of_texts[] = { "texts", "signs", "blank", "titles", NULL };

  return format->needs_texts && g_strv_contains (of_texts, feature->id);
}

static gboolean
is_about (const Format *format, const Feature *feature)
{
  return format->about[0] == NULL || g_strv_contains (format->about, feature->id);
}

static Outcome
judge (const Format *format, const Feature *feature, const Tally *tally)
{
  gboolean none = tally->n_whole == 0;

  return was_there (format, feature)           ? WAS_THERE
         : none && !is_about (format, feature) ? NOT_MEANT
         : none                                ? CAME_NOT
         : tally->n_whole == tally->n          ? CAME_WHOLE
                                               : CAME_IN_PART;
}

static void
compare (Trip *self)
{
  Journey *journey = self->journey;
  g_autoptr (Match) match = match_new (scho_project_get_snapshot (self->world),
                                       scho_project_get_snapshot (self->copy));

  match->history = dup_history (self->world);
  match->history_after = dup_history (self->copy);
  for (guint i = 0; i < feature_count_all (); i++)
    {
      features[i].count (match, &journey->tallies[i]);
      journey->outcomes[i] = judge (journey->format, &features[i], &journey->tallies[i]);
    }
}

/* What it said */

char *
journey_dup_told (const Journey *self, guint feature)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < scho_losses_get_n_items (self->losses); i++)
    {
      const SchoLoss *loss = scho_losses_get_item (self->losses, i);
      g_autofree char *line = scho_loss_dup_line (loss);

      if (feature_is_told (&features[feature], loss->what))
        g_string_append_printf (lines, "%s%s", lines->len > 0 ? "; " : "", line);
    }
  return g_string_free (lines, FALSE);
}

/* Passages alone are no text, so they have no structure. */
static gboolean
is_lacking (const Journey *self, const char *part_of)
{
  return self->format->family == FORMAT_READ && part_of != NULL
         && self->outcomes[feature_find (part_of)] == CAME_IN_PART;
}

/* Of what is for people: their words are there, or it is not told */

static void
add_words (const char *folder, GString *words)
{
  g_autoptr (GPtrArray) paths = list_files (folder, NULL);

  for (guint i = 0; paths->pdata[i] != NULL; i++)
    {
      g_autofree char *bytes = NULL;
      gsize n;

      g_string_append_printf (words, "%s\n", (char *) paths->pdata[i]);
      if (g_file_get_contents (paths->pdata[i], &bytes, &n, NULL))
        g_string_append_len (words, bytes, (gssize) n);
    }
}

static void
add_texts (SchoSnapshot *snapshot, GString *words)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (SchoText) text
          = scho_snapshot_read_text (snapshot, documents[i]->id, NULL);

      g_string_append_printf (words, "%s\n%s\n", documents[i]->title,
                              scho_text_get_utf8 (text, NULL));
    }
}

static gboolean
is_told (const Journey *self, guint feature)
{
  g_autofree char *told = journey_dup_told (self, feature);

  return told[0] != '\0';
}

static Outcome
judge_words (const Journey *self, guint i, const char *words)
{
  const char *part_of = features[i].part_of;

  if (part_of != NULL && self->outcomes[feature_find (part_of)] == CAME_NOT)
    return CAME_NOT;
  if (!is_about (self->format, &features[i])
      && (features[i].words == NULL || strstr (words, features[i].words) == NULL))
    return NOT_MEANT;
  if (features[i].words == NULL)
    return is_told (self, i) || is_lacking (self, part_of) ? CAME_NOT : CAME_WHOLE;
  return strstr (words, features[i].words) == NULL ? CAME_NOT
         : is_told (self, i)                       ? CAME_IN_PART
                                                   : CAME_WHOLE;
}

static void
read_words (Trip *self)
{
  Journey *journey = self->journey;
  g_autofree char *folder = g_build_filename (self->folder, "out", NULL);
  g_autofree char *path = g_build_filename (
      folder, journey->format->file != NULL ? journey->format->file : "", NULL);
  g_autoptr (GString) words = g_string_new (NULL);

  g_mkdir (folder, 0700);
  write_file (self, path);
  if (journey->format->imports[0].importer != NULL)
    {
      g_autoptr (SchoLosses) losses = g_steal_pointer (&journey->losses);

      /* What the reader leaves out is not the writer's. */
      journey->losses = scho_losses_new ();
      read_back (self, folder);
      scho_losses_unref (journey->losses);
      journey->losses = g_steal_pointer (&losses);
      add_texts (scho_project_get_snapshot (self->copy), words);
    }
  else
    add_words (folder, words);
  for (guint i = 0; i < feature_count_all (); i++)
    journey->outcomes[i] = judge_words (journey, i, words->str);
}

Journey *
journey_make (SchoPlugins *plugins, SchoProject *world, const Format *format)
{
  Journey *journey = g_new0 (Journey, 1);
  g_autofree char *folder = g_dir_make_tmp ("scholiast-exchange-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "copy.scholia", NULL);
  Trip trip = { journey, plugins, world, NULL, folder };

  journey->format = format;
  journey->losses = scho_losses_new ();
  for (guint i = 0; i < feature_count_all (); i++)
    journey->tallies[i].lost = g_ptr_array_new_with_free_func (g_free);
  if (format->exporter == NULL)
    copy_file (&trip, path);
  else
    {
      g_autoptr (GError) error = NULL;

      trip.copy = scho_project_create (path, "Copy", &error);
      check_error (&trip, error);
      if (format->family == FORMAT_READ)
        read_words (&trip);
      else
        send (&trip);
    }
  if (format->family != FORMAT_READ)
    compare (&trip);
  scho_project_close (trip.copy);
  g_object_unref (trip.copy);
  remove_folder (folder);
  return journey;
}

void
journey_free (Journey *self)
{
  for (guint i = 0; i < feature_count_all (); i++)
    g_ptr_array_unref (self->tallies[i].lost);
  scho_losses_unref (self->losses);
  g_free (self);
}

/* Whether what it said is true */

static gboolean
must_be_told (const Journey *self, guint i)
{
  const char *part_of = features[i].part_of;
  Outcome whole = part_of != NULL ? self->outcomes[feature_find (part_of)] : CAME_WHOLE;

  return !features[i].is_quiet && is_about (self->format, &features[i])
         && !is_lacking (self, part_of)
         && (self->outcomes[i] == CAME_NOT || self->outcomes[i] == CAME_IN_PART)
         && whole != CAME_NOT && whole != NOT_MEANT && whole != WAS_THERE;
}

/* Of all features that a loss may speak of, one at least did not come. */
static gboolean
is_true (const Journey *self, const SchoLoss *loss, gboolean *is_known)
{
  gboolean was_lost = FALSE;

  *is_known = FALSE;
  for (guint i = 0; i < feature_count_all (); i++)
    if (feature_is_told (&features[i], loss->what))
      {
        *is_known = TRUE;
        was_lost |= self->outcomes[i] != CAME_WHOLE;
      }
  return was_lost;
}

static void
add_silence (const Journey *self, guint i, GPtrArray *faults)
{
  const Tally *tally = &self->tallies[i];
  g_autofree char *told = journey_dup_told (self, i);

  if (must_be_told (self, i) && told[0] == '\0')
    g_ptr_array_add (
        faults,
        g_strdup_printf ("%s: lost in silence: %s: %u of %u came (not: %s)",
                         self->format->id, features[i].id, tally->n_whole, tally->n,
                         tally->lost->len > 0 ? (char *) tally->lost->pdata[0]
                                              : "nothing it is a part of"));
}

GPtrArray *
journey_find_faults (const Journey *self)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < feature_count_all (); i++)
    add_silence (self, i, faults);
  for (guint i = 0; i < scho_losses_get_n_items (self->losses); i++)
    {
      const SchoLoss *loss = scho_losses_get_item (self->losses, i);
      g_autofree char *line = scho_loss_dup_line (loss);
      gboolean is_known;

      if (strcmp (loss->what, OTHER_SHEETS) != 0 && !is_true (self, loss, &is_known))
        g_ptr_array_add (faults,
                         g_strdup_printf (is_known ? "%s: said to be lost, but came: %s"
                                                   : "%s: of which feature is this? %s",
                                          self->format->id, line));
    }
  return faults;
}

GPtrArray *
journey_find_broken (const Journey *self, const Journey *whole)
{
  GPtrArray *broken = g_ptr_array_new_with_free_func (g_free);
  /* Else it is a guess which coding became which, where many lie in one place; and
   * whoever coded nothing but what shrinks away is not there. */
  gboolean has_places = whole->outcomes[feature_find ("places")] == CAME_WHOLE;

  for (guint i = 0; i < feature_count_all (); i++)
    {
      const Tally *tally = &self->tallies[i];

      if (whole->outcomes[i] == CAME_WHOLE && tally->n_whole < tally->n
          && (has_places
              || (features[i].group != FEATURE_CODING
                  && features[i].group != FEATURE_CODER)))
        g_ptr_array_add (broken, g_strdup_printf ("%s: %s: %u of %u came (not: %s)",
                                                  self->format->id, features[i].id,
                                                  tally->n_whole, tally->n,
                                                  (char *) tally->lost->pdata[0]));
    }
  return broken;
}
