#include "given.h"

#include <archive.h>
#include <archive_entry.h>
#include <check.h>
#include <glib/gstdio.h>
#include <string.h>

static void
add_choices (GPtrArray *list, const SchoOptionSpec *spec)
{
  const char *words = spec->type == SCHO_OPTION_BOOLEAN   ? "true|false"
                      : spec->type == SCHO_OPTION_CHOICE  ? spec->choices
                      : spec->type == SCHO_OPTION_INTEGER ? "3"
                                                          : "";
  g_auto (GStrv) choices = g_strsplit (words, "|", -1);

  for (guint i = 0; choices[i] != NULL; i++)
    {
      GStrv set = g_new0 (char *, 2);

      set[0] = g_strdup_printf ("%s=%s", spec->name, choices[i]);
      if (g_str_equal (choices[i], spec->standard))
        g_strfreev (set);
      else
        g_ptr_array_add (list, set);
    }
}

GPtrArray *
given_list_settings (const SchoExporter *exporter)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_ptr_array_add (list, g_new0 (char *, 1));
  for (const SchoOptionSpec *spec = exporter->options; spec != NULL && spec->name != NULL;
       spec++)
    if (!g_str_equal (spec->name, "pseudonyms"))
      add_choices (list, spec);
  return list;
}

gboolean
given_has_option (const SchoExporter *exporter, const char *name)
{
  for (const SchoOptionSpec *spec = exporter->options; spec != NULL && spec->name != NULL;
       spec++)
    if (g_str_equal (spec->name, name))
      return TRUE;
  return FALSE;
}

static void
add_part (GByteArray *out, const char *name, const char *bytes, gsize n)
{
  g_byte_array_append (out, (const guint8 *) name, (guint) strlen (name) + 1);
  g_byte_array_append (out, (const guint8 *) bytes, (guint) n);
}

static void
add_package (GByteArray *out, const char *bytes, gsize n_bytes)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;

  archive_read_support_format_zip (archive);
  ck_assert_int_eq (archive_read_open_memory (archive, bytes, n_bytes), ARCHIVE_OK);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    {
      char block[4096];
      la_ssize_t n;

      add_part (out, archive_entry_pathname (entry), "", 0);
      while ((n = archive_read_data (archive, block, sizeof block)) > 0)
        g_byte_array_append (out, (const guint8 *) block, (guint) n);
      ck_assert_int_eq (n, 0);
    }
  archive_read_free (archive);
}

static void
add_pages (Fixture *self, GByteArray *out, const char *bytes, gsize n_bytes)
{
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  if (scho_plugins_find_importer (self->plugins, "pdf", NULL) == NULL)
    return;
  step = fixture_read (self, "pdf", "a.pdf", bytes, (gssize) n_bytes, NULL, &error);
  ck_assert_msg (step != NULL, "%s", error ? error->message : "");
  n = scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT);
  for (gsize i = 0; i < n; i++)
    {
      const SchoDocument *document
          = scho_step_get_change (step, SCHO_NOUN_DOCUMENT, i).after;
      SchoText *text = scho_step_get_text (step, document->id);
      gsize n_text;
      const char *utf8 = scho_text_get_utf8 (text, &n_text);

      add_part (out, document->title, utf8, n_text);
    }
}

static void
add_file (Fixture *self, GByteArray *out, const char *path, gboolean unfold)
{
  g_autofree char *bytes = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gsize n;

  ck_assert (g_file_get_contents (path, &bytes, &n, NULL));
  add_part (out, name, bytes, n);
  if (unfold && n > 4 && memcmp (bytes, "PK\x03\x04", 4) == 0)
    add_package (out, bytes, n);
  else if (unfold && n > 4 && memcmp (bytes, "%PDF", 4) == 0)
    add_pages (self, out, bytes, n);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/* Takes the files away too. */
static GBytes *
collect (Fixture *self, const char *folder, gboolean unfold)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GByteArray *out = g_byte_array_new ();
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      add_file (self, out, names->pdata[i], unfold);
      g_unlink (names->pdata[i]);
    }
  g_rmdir (folder);
  return g_byte_array_free_to_bytes (out);
}

static GBytes *
give (Fixture *self,
      SchoSnapshot *snapshot,
      const SchoExporter *exporter,
      const char *const *set,
      gboolean unfold,
      SchoLosses **losses,
      GError **error)
{
  g_autofree char *folder = g_build_filename (self->folder, "given", NULL);
  g_autofree char *path = g_strconcat (folder, "/", NULL);
  g_autoptr (SchoOutput) output = scho_output_new_for_path (path);
  g_autoptr (SchoOptions) options = scho_options_new (exporter->options);

  for (; set != NULL && *set != NULL; set++)
    if (!scho_options_set_from (options, *set, error))
      return NULL;
  if (!exporter->write (snapshot, output, options, NULL, NULL, error)
      || !scho_output_commit (output, error))
    return NULL;
  if (losses != NULL)
    *losses = scho_losses_ref (scho_output_get_losses (output));
  return collect (self, folder, unfold);
}

GBytes *
given_bytes (Fixture *self,
             SchoSnapshot *snapshot,
             const SchoExporter *exporter,
             const char *const *set,
             SchoLosses **losses,
             GError **error)
{
  return give (self, snapshot, exporter, set, FALSE, losses, error);
}

GBytes *
given_words (Fixture *self,
             SchoSnapshot *snapshot,
             const SchoExporter *exporter,
             const char *const *set,
             SchoLosses **losses,
             GError **error)
{
  return give (self, snapshot, exporter, set, TRUE, losses, error);
}

gboolean
given_has (GBytes *given, const char *words)
{
  gsize n;
  const char *bytes = g_bytes_get_data (given, &n);

  return memmem (bytes, n, words, strlen (words)) != NULL;
}
