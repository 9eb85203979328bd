#include <scholiast/plugins-private.h>

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <scholiast/import-coder.h>
#include <scholiast/import-report.h>
#include <scholiast/snapshot-private.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STANDARD_LIMIT 512 /* MiB of a file, where the importer has no option for it */
#define HEAD 65536
#define UNSURE 20 /* who is no surer of a file only knows that it may be a text */

static gboolean
refuse (GError **error, char *sentence)
{
  g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID, sentence);
  g_free (sentence);
  return FALSE;
}

static gboolean
check_file (int fd, const char *place, GError **error)
{
  struct stat status;

  if (fstat (fd, &status) != 0)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED, "%s: %s", place,
                   g_strerror (errno));
      return FALSE;
    }
  if (S_ISDIR (status.st_mode))
    return refuse (error, g_strdup_printf (_ ("%s is a folder without files"), place));
  if (!S_ISREG (status.st_mode))
    return refuse (error, g_strdup_printf (_ ("%s is no ordinary file"), place));
  return TRUE;
}

static gboolean
is_empty (int fd)
{
  struct stat status;

  return fstat (fd, &status) == 0 && status.st_size == 0;
}

/* Not to wait for the other end of a pipe; a file does not care. */
static int
open_file (const char *path, const char *place, GError **error)
{
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

  if (fd < 0)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED, "%s: %s", place,
                   errno == ENOENT ? _ ("no such file") : g_strerror (errno));
      return -1;
    }
  if (!check_file (fd, place, error))
    {
      close (fd);
      return -1;
    }
  return fd;
}

static gsize
read_head (int fd, guint8 *head)
{
  gsize length = 0;

  while (length < HEAD)
    {
      gssize n_read = pread (fd, head + length, HEAD - length, length);

      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read <= 0)
        break; /* what is wrong with the file its reader will say */
      length += n_read;
    }
  return length;
}

static const SchoImporter *
choose (SchoPlugins *self, int fd, const char *name, const char *place, GError **error)
{
  GPtrArray *importers = scho_plugins_get_importers (self);
  g_autofree guint8 *head = g_malloc (HEAD);
  g_autofree char *known = NULL, *missing = NULL;
  gsize length = read_head (fd, head);
  const SchoImporter *best = NULL;
  int surest = 0;

  for (guint i = 0; i < importers->len; i++)
    {
      const SchoImporter *importer = importers->pdata[i];
      int sure = MIN (importer->guess (head, length, name), 100);

      if (sure > surest)
        {
          best = importer;
          surest = sure;
        }
    }
  if (surest <= UNSURE && (missing = scho_plugins_explain_file (self, name)) != NULL)
    {
      /* Translators: a file, what is missing to read it */
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("%s: %s"), place, missing);
      return NULL;
    }
  if (best != NULL)
    return best;
  known = scho_plugins_list_ids (importers);
  /* Translators: a file, a list of ids */
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("%s: no importer knows this kind of file; name one with --as: %s"),
               place, known);
  return NULL;
}

static SchoOptions *
make_options (const SchoImporter *importer, const char *const *set, GError **error)
{
  g_autoptr (SchoOptions) options = scho_options_new (importer->options);

  for (; set != NULL && *set != NULL; set++)
    if (!scho_options_set_from (options, *set, error))
      return NULL;
  return g_steal_pointer (&options);
}

/* An importer that reads all at once has an option for the most. */
static gboolean
check_size (int fd,
            const SchoImporter *importer,
            SchoOptions *options,
            const char *place,
            GError **error)
{
  const SchoOptionSpec *spec = importer->options;
  gint64 limit = STANDARD_LIMIT;
  struct stat status;

  while (spec != NULL && spec->name != NULL && strcmp (spec->name, "limit") != 0)
    spec++;
  if (spec != NULL && spec->name != NULL)
    limit = CLAMP (scho_options_get_integer (options, "limit"), 1, G_MAXINT32);
  if (fstat (fd, &status) != 0 || status.st_size <= limit << 20)
    return TRUE;
  return refuse (error,
                 g_strdup_printf (_ ("%s is bigger than %d MiB, the most that is read"),
                                  place, (int) limit));
}

/* The file is named once: by the importer or here. */
static void
name_file (GError *failure, const char *name, const char *place, GError **error)
{
  if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && strstr (failure->message, name) == NULL)
    g_prefix_error (&failure, "%s: ", place);
  g_propagate_error (error, failure);
}

/* What the plugin says, held to its word. */
static SchoStep *
judge (SchoStep *result,
       GError *failure,
       const SchoImporter *importer,
       const char *name,
       const char *place,
       GError **error)
{
  g_autoptr (SchoStep) step = result;

  if (failure != NULL)
    {
      name_file (failure, name, place, error);
      return NULL;
    }
  if (step == NULL)
    {
      /* Translators: a file, an importer's id */
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED,
                   _ ("%s: the importer “%s” failed and did not say why; this is a fault "
                      "of the plugin"),
                   place, importer->id);
      return NULL;
    }
  return g_steal_pointer (&step);
}

static void
note_coder (SchoStep *step, const char *name, const char *coder, const char *beside)
{
  if (beside != NULL && coder != NULL && strcmp (coder, beside) != 0
      && scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION) > 0)
    /* Translators: a file, a coder */
    scho_step_add_note (step,
                        _ ("%s: its codings are by “%s”, as Scholiast wrote beside it."),
                        name, beside);
}

/* An empty file is no document; but that of codings is empty where nobody coded, and may
 * still wait for its text. */
static gboolean
is_none_of_codings (SchoStep *step, const GError *failure)
{
  return step != NULL ? scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT) == 0
                      : g_error_matches (failure, SCHO_ERROR, SCHO_ERROR_NOT_FOUND);
}

SchoStep *
scho_plugins_import (SchoPlugins *self,
                     const SchoImporter *importer,
                     const char *path,
                     const char *coder,
                     const char *const *set,
                     SchoSnapshot *base,
                     const SchoProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *place = g_filename_display_name (path);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *beside = scho_import_dup_coder (path);
  g_autofree char *label = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (SchoOptions) options = NULL;
  SchoStep *step = NULL;
  GError *failure = NULL;
  gboolean was_empty;
  int fd = -1;

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || (fd = open_file (path, place, error)) < 0)
    return NULL;
  stream = g_unix_input_stream_new (fd, TRUE);
  was_empty = is_empty (fd);
  if (importer == NULL
      && !(importer = choose (self, fd, name, place, was_empty ? NULL : error)))
    {
      if (was_empty)
        refuse (error, g_strdup_printf (_ ("%s is empty"), place));
      return NULL;
    }
  if (!(options = make_options (importer, set, error))
      || !check_size (fd, importer, options, place, error))
    return NULL;

  step = importer->read (stream, name, beside != NULL ? beside : coder, base, options,
                         progress, cancellable, &failure);
  if (was_empty && !is_none_of_codings (step, failure))
    {
      g_clear_pointer (&step, scho_step_unref);
      g_clear_error (&failure);
      refuse (error, g_strdup_printf (_ ("%s is empty"), place));
      return NULL;
    }
  step = judge (step, failure, importer, name, place, error);
  if (step == NULL)
    return NULL;
  /* Translators: a file's name */
  label = g_strdup_printf (_ ("“%s” imported"), name);
  scho_step_set_label (step, label);
  note_coder (step, name, coder, beside);
  scho_step_note_similar_coders (step);
  scho_step_note_equal_texts (step);
  scho_step_write_reports (step, name, _ (importer->title));
  return step;
}

/* Whose losses may still come with other files. */
typedef enum
{
  NOBODY_WAITS,
  OTHERS_WAIT, /* what is only about others */
  ALL_WAIT,
} Waiting;

/* Several files on the way to be one step. */
typedef struct
{
  SchoPlugins *plugins;
  const SchoImporter *importer;
  const char *coder;
  const char *const *set;
  const SchoProgress *whole;
  GCancellable *cancellable;
  GPtrArray *left_out; /* nullable: sentences about files that failed */
  guint n_files, n_done, n_in;
  Waiting waiting;       /* less where what files miss came with none of the others */
  GHashTable *stems;     /* of the files → how many have it */
  const char *name;      /* of the file at hand */
  SchoSnapshot *preview; /* with what the files before brought */
  SchoStep *step;
} Batch;

static void
share_cb (double fraction, const char *what, gpointer data)
{
  const Batch *self = data;

  scho_progress_set (self->whole, (self->n_done + CLAMP (fraction, 0, 1)) / self->n_files,
                     what != NULL ? what : self->name);
}

/* Codings, or none of those that the file has, while some found no place: their text may
 * be among the files to come. What is about others waits longer, for those codings too.
 */
static gboolean
must_wait (Batch *self, SchoStep *step)
{
  if (scho_losses_is_empty (scho_step_get_losses (step)))
    return FALSE;
  if (scho_step_is_about_others (step))
    return self->waiting >= OTHERS_WAIT;
  return self->waiting == ALL_WAIT
         && scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT) == 0
         && (scho_step_is_empty (step)
             || scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION) > 0);
}

/* The path without its ending. */
static char *
dup_stem (const char *path)
{
  const char *base = strrchr (path, G_DIR_SEPARATOR);
  const char *dot = strrchr (base != NULL ? base : path, '.');

  return dot != NULL ? g_strndup (path, (gsize) (dot - path)) : g_strdup (path);
}

/* How many files have each stem. (transfer full) */
static GHashTable *
count_stems (const char *const *paths)
{
  GHashTable *stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (; *paths != NULL; paths++)
    {
      char *stem = dup_stem (*paths);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (stems, stem));

      g_hash_table_replace (stems, stem, GUINT_TO_POINTER (n + 1));
    }
  return stems;
}

/* Another file of the same name but for its ending is of the same text. */
static gboolean
has_company (Batch *self, const char *path)
{
  g_autofree char *stem = dup_stem (path);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->stems, stem)) > 1;
}

/* Folders of several coders have each text once more, beside what each coded: one
 * document for all of them. */
static gboolean
is_there (Batch *self, const char *path, SchoStep *step, SchoSnapshot *after)
{
  const SchoDocument *there, *added;

  /* First what asks no document. */
  if (scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT) != 1 || !has_company (self, path)
      || (there = scho_lookup_document (self->preview, self->name, NULL)) == NULL)
    return FALSE;
  added = scho_step_get_change (step, SCHO_NOUN_DOCUMENT, 0).after;
  added = added != NULL ? scho_snapshot_get_document (after, added->id) : NULL;
  return added != NULL && added->length == there->length && added->digest != NULL
         && g_strcmp0 (added->digest, there->digest) == 0;
}

static gboolean
add_file (Batch *self, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  SchoProgress progress = { share_cb, self };
  g_autoptr (SchoStep) step = NULL;
  SchoSnapshot *after;

  self->name = name;
  scho_progress_set (&progress, 0, name);
  step = scho_plugins_import (self->plugins, self->importer, path, self->coder, self->set,
                              self->preview, &progress, self->cancellable, error);
  if (step == NULL)
    return FALSE;
  if (must_wait (self, step))
    {
      g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND, name);
      return FALSE;
    }
  if (!(after = scho_snapshot_apply (self->preview, step, error)))
    {
      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }
  if (is_there (self, path, step, after))
    scho_snapshot_unref (after);
  else
    {
      scho_snapshot_unref (self->preview);
      self->preview = after;
      scho_step_append (self->step, step);
    }
  self->n_done++;
  self->n_in++;
  return TRUE;
}

/* FALSE where one that fails ends all. */
static gboolean
leave_out (Batch *self, GError *failure, GError **error)
{
  if (self->left_out == NULL
      || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_ptr_array_add (self->left_out, g_strdup (failure->message));
  g_error_free (failure);
  self->n_done++;
  return TRUE;
}

/* Names sort as they please, codings before their text: a file that misses something is
 * put off. Returns those, with what each said in @missed; %NULL and @error when one ends
 * all. */
static GPtrArray *
add_files (Batch *self, GPtrArray *paths, GPtrArray *missed, GError **error)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();

  for (guint i = 0; i < paths->len; i++)
    {
      char *path = g_ptr_array_index (paths, i);
      g_autoptr (GError) failure = NULL;

      if (add_file (self, path, &failure))
        continue;
      if (g_error_matches (failure, SCHO_ERROR, SCHO_ERROR_NOT_FOUND))
        {
          g_ptr_array_add (left, path);
          g_ptr_array_add (missed, g_steal_pointer (&failure));
        }
      else if (!leave_out (self, g_steal_pointer (&failure), error))
        return NULL;
    }
  return g_steal_pointer (&left);
}

static gboolean
leave_all_out (Batch *self, GPtrArray *failures, GError **error)
{
  for (guint i = 0; i < failures->len; i++)
    if (!leave_out (self, g_error_copy (failures->pdata[i]), error))
      return FALSE;
  return TRUE;
}

/* Round by round, as long as another file gets in; then codings come without those that
 * have no text, and at last memos without those of nothing. */
static gboolean
add_all_files (Batch *self, const char *const *paths, GError **error)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();

  for (; *paths != NULL; paths++)
    g_ptr_array_add (waiting, (char *) *paths);
  while (waiting->len > 0)
    {
      g_autoptr (GPtrArray) missed
          = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
      GPtrArray *left = add_files (self, waiting, missed, error);
      gboolean stuck = left != NULL && left->len == waiting->len;

      if (left == NULL)
        return FALSE;
      g_ptr_array_unref (waiting);
      waiting = left;
      if (stuck && self->waiting == NOBODY_WAITS)
        return leave_all_out (self, missed, error);
      self->waiting -= stuck;
    }
  return TRUE;
}

/* Nothing came in: all that was said, a line each. */
static void
set_failures (GPtrArray *left_out, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < left_out->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "",
                            (const char *) left_out->pdata[i]);
  g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_FAILED, all->str);
  g_ptr_array_set_size (left_out, 0);
}

static void
label_files (SchoStep *step, guint n_files)
{
  g_autofree char *label = g_strdup_printf (
      ngettext ("%u file imported", "%u files imported", n_files), n_files);

  scho_step_set_label (step, label);
}

SchoStep *
scho_plugins_import_files (SchoPlugins *self,
                           const SchoImporter *importer,
                           const char *const *paths,
                           const char *coder,
                           const char *const *set,
                           SchoSnapshot *base,
                           GPtrArray *left_out,
                           const SchoProgress *progress,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GPtrArray) unread
      = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_auto (GStrv) files = scho_plugins_list_files (paths, unread, cancellable);
  Batch batch = { self,
                  importer,
                  coder,
                  set,
                  progress,
                  cancellable,
                  left_out,
                  .n_files = g_strv_length (files) + unread->len,
                  .waiting = ALL_WAIT };
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GHashTable) stems = NULL;
  gboolean done;

  if (batch.n_files == 1 && unread->len == 0)
    return scho_plugins_import (self, importer, files[0], coder, set, base, progress,
                                cancellable, error);
  step = batch.step = scho_step_new (base, "");
  batch.preview = scho_snapshot_ref (base);
  batch.stems = stems = count_stems ((const char *const *) files);
  done = leave_all_out (&batch, unread, error)
         && add_all_files (&batch, (const char *const *) files, error);
  scho_snapshot_unref (batch.preview);
  if (done && batch.n_in == 0 && batch.n_files > 0)
    {
      set_failures (left_out, error);
      done = FALSE;
    }
  if (!done)
    return NULL;
  label_files (step, batch.n_in);
  return g_steal_pointer (&step);
}
