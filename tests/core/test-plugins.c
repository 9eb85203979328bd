/* test-plugins.c - which modules are loaded, why others are not, and imports. */
#include <scholiast/plugins.h>

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include "core-test.h"
#include "make-project.h"

static char *folder;
static char *modules;

static void
set_up (void)
{
  g_autofree char *state = NULL;

  folder = make_folder ();
  state = g_build_filename (folder, "state", NULL);
  modules = g_build_filename (folder, "modules", NULL);
  g_mkdir (modules, 0755);
  g_setenv ("SCHOLIAST_STATE_DIR", state, TRUE);
}

static void
tear_down (void)
{
  g_free (modules);
  remove_folder (folder);
}

/* The built module NAME as AS in the folder that is searched. */
static void
add_module (const char *name, const char *as)
{
  g_autofree char *file = g_strconcat (name, ".so", NULL);
  g_autofree char *from
      = g_build_filename (g_getenv ("SCHOLIAST_TEST_PLUGINS"), file, NULL);
  g_autofree char *to = g_build_filename (modules, as, NULL);

  ck_assert (g_file_test (from, G_FILE_TEST_IS_REGULAR));
  ck_assert_int_eq (symlink (from, to), 0);
}

static SchoPlugins *
load (void)
{
  const char *folders[] = { modules, NULL };

  return scho_plugins_new_for_folders (folders);
}

static const SchoPluginEntry *
get_only_entry (SchoPlugins *plugins)
{
  gsize n = 0;
  const SchoPluginEntry *entries = scho_plugins_get_entries (plugins, &n);

  ck_assert_uint_eq (n, 1);
  return entries;
}

static void
assert_no_markers (void)
{
  g_autofree char *path = g_build_filename (folder, "state", "plugins", NULL);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);

  ck_assert (directory == NULL || g_dir_read_name (directory) == NULL);
}

START_TEST (loads_a_good_one)
{
  g_autoptr (SchoPlugins) plugins = NULL;
  const SchoPluginEntry *entry = NULL;
  g_autofree char *file = g_build_filename (modules, "good.so", NULL);

  add_module ("good", "good.so");
  plugins = load ();
  entry = get_only_entry (plugins);
  ck_assert_ptr_null (entry->reason);
  ck_assert_str_eq (entry->plugin->id, "org.example.good");
  ck_assert_str_eq (entry->file, file);
  ck_assert_uint_eq (scho_plugins_get_importers (plugins)->len, 2);
  ck_assert_uint_eq (scho_plugins_get_exporters (plugins)->len, 1);
  ck_assert_uint_eq (scho_plugins_get_analyses (plugins)->len, 1);
  assert_no_markers ();
}
END_TEST

START_TEST (finds_by_id)
{
  g_autoptr (SchoPlugins) plugins = NULL;
  g_autoptr (GError) error = NULL;

  add_module ("good", "good.so");
  plugins = load ();
  ck_assert_str_eq (scho_plugins_find_importer (plugins, "shout", NULL)->title, "Shout");
  ck_assert_str_eq (scho_plugins_find_exporter (plugins, "shout", NULL)->extension,
                    "txt");
  ck_assert_str_eq (scho_plugins_find_analysis (plugins, "loudness", NULL)->title,
                    "Loudness");

  ck_assert_ptr_null (scho_plugins_find_importer (plugins, "tei", &error));
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND));
  ck_assert_str_eq (error->message,
                    "There is no importer “tei”; there are: shout, whisper");
  g_clear_error (&error);
  ck_assert_ptr_null (scho_plugins_find_exporter (plugins, "", &error));
  ck_assert_str_eq (error->message, "There is no exporter “”; there are: shout");
  g_clear_error (&error);
  ck_assert_ptr_null (scho_plugins_find_analysis (plugins, "shout", &error));
  ck_assert_str_eq (error->message, "There is no analysis “shout”; there are: loudness");
}
END_TEST

START_TEST (an_empty_list_is_said)
{
  g_autoptr (SchoPlugins) plugins = load ();
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (scho_plugins_find_analysis (plugins, "x", &error));
  ck_assert_str_eq (error->message, "There is no analysis “x”; there are: none");
}
END_TEST

static const struct
{
  const char *module;
  const char *reason; /* a pattern */
} bad[] = {
  { "wrong-api", "^It was made for plugin API 4711; this program has [0-9]+$" },
  { "no-symbol", "^It is no plugin: it has no symbol “scho_plugin”$" },
  { "missing-symbol", "^It cannot be loaded: .*undefined symbol: scho_not_there" },
  { "missing-library", "^It cannot be loaded: .*libscho-nowhere.so: cannot open" },
  { "bad-exporter", "^“bad” lacks a function to do its work$" },
  { "bad-option", "^“choosy” has a faulty option: Option “profile”: “none” is not one "
                  "of: a, b$" },
  { "no-title", "^The plugin has no title$" },
};

START_TEST (says_why_not)
{
  g_autoptr (SchoPlugins) plugins = NULL;
  const SchoPluginEntry *entry = NULL;
  g_autofree char *as = g_strconcat (bad[_i].module, ".so", NULL);

  add_module (bad[_i].module, as);
  plugins = load ();
  entry = get_only_entry (plugins);
  ck_assert_ptr_null (entry->plugin);
  ck_assert_msg (g_regex_match_simple (bad[_i].reason, entry->reason, 0, 0), "%s",
                 entry->reason);
  assert_no_markers ();
}
END_TEST

START_TEST (refuses_what_is_no_module)
{
  g_autofree char *file = g_build_filename (modules, "text.so", NULL);
  g_autoptr (SchoPlugins) plugins = NULL;

  ck_assert (g_file_set_contents (file, "words", -1, NULL));
  plugins = load ();
  ck_assert (
      g_str_has_prefix (get_only_entry (plugins)->reason, "It cannot be loaded: "));
}
END_TEST

START_TEST (ignores_other_files)
{
  g_autofree char *inner = g_build_filename (modules, "folder.so", NULL);
  g_autofree char *dangling = g_build_filename (modules, "dangling.so", NULL);
  g_autofree char *fifo = g_build_filename (modules, "fifo.so", NULL);
  g_autoptr (SchoPlugins) plugins = NULL;
  gsize n = 0;

  add_module ("good", ".good.so");
  add_module ("good", "good.so.1");
  g_mkdir (inner, 0755);
  ck_assert_int_eq (symlink ("nowhere", dangling), 0);
  ck_assert_int_eq (mkfifo (fifo, 0600), 0);
  plugins = load ();
  scho_plugins_get_entries (plugins, &n);
  ck_assert_uint_eq (n, 0);
}
END_TEST

START_TEST (the_first_of_two_counts)
{
  g_autofree char *first = g_build_filename (modules, "a.so", NULL);
  g_autofree char *again
      = g_strdup_printf ("“org.example.good” is already there, from %s", first);
  g_autofree char *stolen
      = g_strdup_printf ("“loudness” is already there, from %s", first);
  g_autoptr (SchoPlugins) plugins = NULL;
  const SchoPluginEntry *entries = NULL;
  gsize n = 0;

  add_module ("thief", "c.so");
  add_module ("good", "b.so");
  add_module ("good", "a.so");
  plugins = load ();
  entries = scho_plugins_get_entries (plugins, &n);
  ck_assert_uint_eq (n, 3);
  ck_assert_ptr_nonnull (entries[0].plugin);
  ck_assert_str_eq (entries[1].reason, again);
  ck_assert_str_eq (entries[2].reason, stolen);
  ck_assert_uint_eq (scho_plugins_get_analyses (plugins)->len, 1);
}
END_TEST

START_TEST (a_folder_counts_once)
{
  const char *folders[] = { "", "/no/such/folder", modules, modules, NULL };
  g_autoptr (SchoPlugins) plugins = NULL;

  add_module ("good", "good.so");
  plugins = scho_plugins_new_for_folders (folders);
  ck_assert_ptr_null (get_only_entry (plugins)->reason);
}
END_TEST

START_TEST (looks_where_the_environment_says)
{
  g_autofree char *path = g_strdup_printf ("/no/such/folder::%s", modules);
  g_autoptr (SchoPlugins) plugins = NULL;
  gsize n = 0;

  g_setenv ("SCHOLIAST_PLUGIN_PATH", path, TRUE);
  add_module ("good", "good.so");
  plugins = scho_plugins_new ();
  ck_assert_str_eq (scho_plugins_get_entries (plugins, &n)[0].plugin->id,
                    "org.example.good");
}
END_TEST

/* Loads in a child; what it says on standard error. */
static char *
load_in_child (int *status)
{
  g_autofree char *path = g_build_filename (folder, "stderr", NULL);
  char *words = NULL;
  pid_t child = fork ();

  if (child == 0)
    {
      if (freopen (path, "w", stderr) == NULL)
        _exit (2);
      load ();
      _exit (0);
    }
  ck_assert_int_eq (waitpid (child, status, 0), child);
  ck_assert (g_file_get_contents (path, &words, NULL, NULL));
  return words;
}

START_TEST (one_that_crashes_stays_off)
{
  g_autofree char *file = g_build_filename (modules, "crash.so", NULL);
  g_autofree char *built
      = g_build_filename (g_getenv ("SCHOLIAST_TEST_PLUGINS"), "crash.so", NULL);
  g_autofree char *expected = g_strdup_printf ("scho: the plugin %s crashed while it was "
                                               "loaded; it stays off until the file "
                                               "changes\n",
                                               file);
  g_autofree char *words = NULL;
  char *bytes = NULL;
  gsize n_bytes = 0;
  int status = 0;

  ck_assert (g_file_get_contents (built, &bytes, &n_bytes, NULL));
  ck_assert (g_file_set_contents (file, bytes, n_bytes, NULL));
  g_free (bytes);
  add_module ("good", "good.so");

  words = load_in_child (&status);
  ck_assert (WIFEXITED (status));
  ck_assert_int_eq (WEXITSTATUS (status), 1);
  ck_assert_str_eq (words, expected);

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (SchoPlugins) plugins = load ();
      gsize n = 0;
      const SchoPluginEntry *entries = scho_plugins_get_entries (plugins, &n);

      ck_assert_uint_eq (n, 2);
      ck_assert_ptr_null (entries[0].plugin);
      ck_assert_str_eq (
          entries[0].reason,
          "It crashed while it was loaded; it stays off until its file changes");
      ck_assert_ptr_nonnull (entries[1].plugin);
    }

  ck_assert_int_eq (utime (file, &(struct utimbuf){ 1000, 1000 }), 0);
  g_free (words);
  words = load_in_child (&status);
  ck_assert_int_eq (WEXITSTATUS (status), 1);
}
END_TEST

/* A program that is killed just then is no fault of the plugin, unless it is always so.
 */
START_TEST (the_third_unfinished_load_counts)
{
  g_autoptr (SchoPlugins) plugins = NULL;

  add_module ("slow", "slow.so");
  for (guint i = 0; i < 3; i++)
    {
      pid_t child = fork ();

      if (child == 0)
        {
          load ();
          _exit (0);
        }
      g_usleep (G_USEC_PER_SEC / 4);
      kill (child, SIGKILL);
      ck_assert_int_eq (waitpid (child, NULL, 0), child);
    }
  plugins = load ();
  ck_assert_ptr_null (get_only_entry (plugins)->plugin);
  ck_assert_str_eq (get_only_entry (plugins)->reason,
                    "Three times the program ended while it was loaded; it stays off "
                    "until its file changes");
}
END_TEST

START_TEST (two_may_load_at_once)
{
  pid_t child = 0;
  int status = 0;
  g_autoptr (SchoPlugins) plugins = NULL;

  add_module ("slow", "slow.so");
  for (guint i = 0; i < 2; i++)
    if ((child = fork ()) == 0)
      {
        g_autoptr (SchoPlugins) theirs = load ();

        _exit (get_only_entry (theirs)->plugin != NULL ? 0 : 1);
      }
  g_usleep (G_USEC_PER_SEC / 10);
  plugins = load ();
  ck_assert_ptr_nonnull (get_only_entry (plugins)->plugin);
  for (guint i = 0; i < 2; i++)
    {
      ck_assert_int_gt (wait (&status), 0);
      ck_assert_int_eq (status, 0);
    }
  assert_no_markers ();
}
END_TEST

START_TEST (loads_without_a_place_for_markers)
{
  g_autoptr (SchoPlugins) plugins = NULL;

  g_setenv ("SCHOLIAST_STATE_DIR", "/dev/null/state", TRUE);
  add_module ("good", "good.so");
  plugins = load ();
  ck_assert_ptr_nonnull (get_only_entry (plugins)->plugin);
}
END_TEST

START_TEST (signals_are_as_before)
{
  struct sigaction before, after;
  g_autoptr (SchoPlugins) plugins = NULL;

  sigaction (SIGSEGV, NULL, &before);
  add_module ("good", "good.so");
  plugins = load ();
  sigaction (SIGSEGV, NULL, &after);
  ck_assert (before.sa_handler == after.sa_handler);
}
END_TEST

/* Imports */

static SchoProject *project;
static SchoPlugins *plugins_for_import;

static void
set_up_import (void)
{
  set_up ();
  add_module ("good", "good.so");
  plugins_for_import = load ();
  project = make_project (folder, "I [think:stance] so");
}

static void
tear_down_import (void)
{
  g_object_unref (project);
  scho_plugins_free (plugins_for_import);
  tear_down ();
}

static char *
write_file (const char *name, const char *words)
{
  char *path = g_build_filename (folder, name, NULL);

  ck_assert (g_file_set_contents (path, words, -1, NULL));
  return path;
}

static SchoStep *
import (const char *path, const char *importer, const char *set, GError **error)
{
  const char *settings[] = { set, NULL };
  const SchoImporter *chosen
      = importer != NULL ? scho_plugins_find_importer (plugins_for_import, importer, NULL)
                         : NULL;

  return scho_plugins_import (plugins_for_import, chosen, path, NULL, settings,
                              scho_project_get_snapshot (project), NULL, NULL, error);
}

static void
assert_text (guint32 document, const char *words)
{
  g_autoptr (SchoText) text
      = scho_snapshot_read_text (scho_project_get_snapshot (project), document, NULL);

  ck_assert_str_eq (scho_text_get_utf8 (text, NULL), words);
}

START_TEST (imports_a_file)
{
  g_autofree char *path = write_file ("loud.txt", "SHOUT it");
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = import (path, NULL, "loud=yes", &error);

  assert_no_error (error);
  ck_assert_str_eq (scho_step_get_label (step), "“loud.txt” imported");
  ck_assert (scho_project_apply (project, step, NULL));
  assert_text (2, "SHOUT IT");
}
END_TEST

static const struct
{
  const char *name;
  const char *words; /* NULL: nothing is there */
  const char *importer;
  const char *set;
  const char *message; /* %s: the path */
} refused[] = {
  { "none.txt", NULL, NULL, NULL, "%s: no such file" },
  { "a\xff.txt", NULL, NULL, NULL, "%s: no such file" },
  { ".", NULL, NULL, NULL, "%s is a folder without files" },
  { "empty.txt", "", NULL, NULL, "%s is empty" },
  { "empty.txt", "", "shout", NULL, "%s is empty" },
  { "other.bin",
    "\x7f"
    "ELF",
    NULL, NULL,
    "%s: no importer knows this kind of file; name one with --as: shout, whisper" },
  { "a.txt", "SHOUT", NULL, "quiet=yes", "There is no option “quiet”; there are: loud" },
  { "a.txt", "SHOUT", NULL, "loud=2", "Option “loud”: “2” is not true or false" },
  { "a.txt", "SHOUT fail", NULL, NULL, "%s: Line 1: too loud" },
  { "a.txt", "SHOUT fail named", NULL, NULL, "Line 1 of a.txt: too loud" },
  { "a.txt", "SHOUT nothing", NULL, NULL,
    "%s: the importer “shout” failed and did not say why; this is a fault of the "
    "plugin" },
  { "a.txt", "SHOUT nothing", "whisper", NULL,
    "%s: the importer “whisper” failed and did not say why; this is a fault of the "
    "plugin" },
};

START_TEST (refuses_files)
{
  g_autofree char *path = refused[_i].words != NULL
                              ? write_file (refused[_i].name, refused[_i].words)
                              : g_build_filename (folder, refused[_i].name, NULL);
  g_autofree char *place = g_filename_display_name (path);
  g_auto (GStrv) parts = g_strsplit (refused[_i].message, "%s", -1);
  g_autofree char *message = g_strjoinv (place, parts);
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (import (path, refused[_i].importer, refused[_i].set, &error));
  ck_assert_int_eq (error->domain, SCHO_ERROR);
  ck_assert_str_eq (error->message, message);
}
END_TEST

START_TEST (does_not_wait_for_a_pipe)
{
  g_autofree char *path = g_build_filename (folder, "fifo", NULL);
  g_autoptr (GError) error = NULL;

  ck_assert_int_eq (mkfifo (path, 0600), 0);
  ck_assert_ptr_null (import (path, "shout", NULL, &error));
  ck_assert (g_str_has_suffix (error->message, "/fifo is no ordinary file"));
  g_clear_error (&error);
  ck_assert_ptr_null (import ("/dev/zero", "shout", NULL, &error));
  ck_assert_str_eq (error->message, "/dev/zero is no ordinary file");
}
END_TEST

START_TEST (refuses_what_is_too_large)
{
  g_autofree char *path = write_file ("large", "SHOUT");
  g_autoptr (GError) error = NULL;

  ck_assert_int_eq (truncate (path, ((gint64) 512 << 20) + 1), 0);
  ck_assert_ptr_null (import (path, NULL, NULL, &error));
  ck_assert (g_str_has_suffix (error->message,
                               "/large is bigger than 512 MiB, the most that is read"));
}
END_TEST

START_TEST (an_unreadable_file_is_said)
{
  g_autofree char *path = write_file ("secret", "SHOUT");
  g_autoptr (GError) error = NULL;

  g_chmod (path, 0);
  if (geteuid () == 0)
    return; /* root reads it */
  ck_assert_ptr_null (import (path, NULL, NULL, &error));
  ck_assert (g_str_has_suffix (error->message, "/secret: Permission denied"));
}
END_TEST

static void
grow_cb (double fraction, const char *what, gpointer data)
{
  double *last = data;

  ck_assert (fraction >= *last && fraction <= 1);
  ck_assert_ptr_nonnull (what);
  *last = fraction;
}

START_TEST (several_files_are_one_step)
{
  g_autofree char *one = write_file ("one", "SHOUT 1");
  g_autofree char *two = write_file ("two", "SHOUT 2");
  g_autofree char *codes = write_file ("codes", "SHOUT code two");
  const char *paths[] = { one, two, codes, NULL };
  double last = 0;
  SchoProgress progress = { grow_cb, &last };
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = scho_plugins_import_files (
      plugins_for_import, NULL, paths, NULL, NULL, scho_project_get_snapshot (project),
      NULL, &progress, NULL, &error);
  SchoSnapshot *snapshot = NULL;
  gsize n = 0;

  assert_no_error (error);
  ck_assert_str_eq (scho_step_get_label (step), "3 files imported");
  ck_assert (last > 0.8);
  ck_assert (scho_project_apply (project, step, &error));
  assert_no_error (error);
  assert_text (2, "SHOUT 1");
  assert_text (3, "SHOUT 2");
  snapshot = scho_project_get_snapshot (project);
  scho_snapshot_get_annotations (snapshot, 3, &n);
  ck_assert_uint_eq (n, 1);
  ck_assert (scho_project_undo (project, NULL));
  scho_snapshot_get_documents (scho_project_get_snapshot (project), &n);
  ck_assert_uint_eq (n, 1);
}
END_TEST

START_TEST (what_misses_another_waits_for_it)
{
  g_autofree char *codes = write_file ("codes", "SHOUT code two");
  g_autofree char *one = write_file ("one", "SHOUT 1");
  g_autofree char *two = write_file ("two", "SHOUT 2");
  const char *paths[] = { codes, one, two, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = scho_plugins_import_files (
      plugins_for_import, NULL, paths, NULL, NULL, scho_project_get_snapshot (project),
      NULL, NULL, NULL, &error);

  assert_no_error (error);
  ck_assert_uint_eq (scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT), 2);
  ck_assert_uint_eq (scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION), 1);
}
END_TEST

/* Where files lie, and whether they come in. */
static const struct
{
  const char *folder, *name;
  gboolean is_wanted;
} in_folders[] = {
  { "", "b.shout", TRUE },         { "", "page.html", TRUE },
  { "page_files", "x.js", FALSE }, { "other_files", "y", TRUE },
  { "deep/er", "z", TRUE },        { ".git", "config", FALSE },
  { "", ".hidden", FALSE },        { "", "~$letter.docx", FALSE },
};

START_TEST (a_folder_is_its_files)
{
  g_autofree char *top = g_dir_make_tmp ("scholiast-XXXXXX", NULL);
  g_autofree char *link = g_build_filename (top, "link", NULL);
  const char *paths[] = { top, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = NULL;
  guint n_wanted = 0;

  for (guint i = 0; i < G_N_ELEMENTS (in_folders); i++)
    {
      g_autofree char *below = g_build_filename (top, in_folders[i].folder, NULL);
      g_autofree char *path = g_build_filename (below, in_folders[i].name, NULL);
      g_autofree char *words = g_strdup_printf ("SHOUT %u", i);

      g_mkdir_with_parents (below, 0700);
      ck_assert (g_file_set_contents (path, words, -1, NULL));
      n_wanted += in_folders[i].is_wanted;
    }
  ck_assert_int_eq (symlink ("/", link), 0);
  step = scho_plugins_import_files (plugins_for_import, NULL, paths, NULL, NULL,
                                    scho_project_get_snapshot (project), NULL, NULL, NULL,
                                    &error);
  assert_no_error (error);
  ck_assert_uint_eq (scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT), n_wanted);
}
END_TEST

START_TEST (a_failure_ends_it)
{
  g_autofree char *codes = write_file ("codes", "SHOUT code two");
  g_autofree char *one = write_file ("one", "SHOUT 1");
  g_autofree char *message = g_strdup_printf ("%s: there is no “two”", codes);
  const char *paths[] = { codes, one, NULL };
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (scho_plugins_import_files (
      plugins_for_import, NULL, paths, NULL, NULL, scho_project_get_snapshot (project),
      NULL, NULL, NULL, &error));
  ck_assert_str_eq (error->message, message);
}
END_TEST

START_TEST (what_can_comes_in)
{
  g_autofree char *codes = write_file ("codes", "SHOUT code three");
  g_autofree char *one = write_file ("one", "SHOUT 1");
  g_autofree char *two = write_file ("two", "whispered");
  g_autofree char *again = write_file ("again", "SHOUT 1");
  const char *paths[] = { codes, one, two, again, NULL };
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = scho_plugins_import_files (
      plugins_for_import, NULL, paths, NULL, NULL, scho_project_get_snapshot (project),
      left_out, NULL, NULL, &error);

  assert_no_error (error);
  ck_assert_str_eq (scho_step_get_label (step), "2 files imported");
  ck_assert_uint_eq (scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT), 2);
  ck_assert_uint_eq (left_out->len, 2);
  /* Who waits for another is given up last. */
  ck_assert_ptr_nonnull (strstr (left_out->pdata[0], two));
  ck_assert_ptr_nonnull (strstr (left_out->pdata[1], "there is no “three”"));
  ck_assert_uint_eq (scho_step_get_notes (step)->len, 1);
  ck_assert_str_eq (scho_step_get_notes (step)->pdata[0],
                    "“again” has the same text as “one”.");
}
END_TEST

START_TEST (none_that_can_is_an_error)
{
  g_autofree char *one = write_file ("one", "whispered");
  g_autofree char *two = write_file ("two", "whispered");
  const char *paths[] = { one, two, NULL };
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (scho_plugins_import_files (
      plugins_for_import, NULL, paths, NULL, NULL, scho_project_get_snapshot (project),
      left_out, NULL, NULL, &error));
  ck_assert_ptr_nonnull (strstr (error->message, one));
  ck_assert_ptr_nonnull (strstr (error->message, two));
  ck_assert_uint_eq (left_out->len, 0);
}
END_TEST

START_TEST (no_files_are_no_fault)
{
  const char *paths[] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = scho_plugins_import_files (
      plugins_for_import, NULL, paths, NULL, NULL, scho_project_get_snapshot (project),
      NULL, NULL, NULL, &error);

  assert_no_error (error);
  ck_assert (scho_step_is_empty (step));
}
END_TEST

START_TEST (can_be_cancelled)
{
  g_autofree char *one = write_file ("one", "SHOUT 1");
  const char *paths[] = { one, one, NULL };
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  ck_assert_ptr_null (scho_plugins_import_files (
      plugins_for_import, NULL, paths, NULL, NULL, scho_project_get_snapshot (project),
      left_out, NULL, cancellable, &error));
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
}
END_TEST

static TCase *
make_load_case (void)
{
  TCase *tc = tcase_create ("load");

  tcase_set_timeout (tc, 60);
  tcase_add_checked_fixture (tc, set_up, tear_down);
  tcase_add_test (tc, loads_a_good_one);
  tcase_add_test (tc, finds_by_id);
  tcase_add_test (tc, an_empty_list_is_said);
  tcase_add_loop_test (tc, says_why_not, 0, G_N_ELEMENTS (bad));
  tcase_add_test (tc, refuses_what_is_no_module);
  tcase_add_test (tc, ignores_other_files);
  tcase_add_test (tc, the_first_of_two_counts);
  tcase_add_test (tc, a_folder_counts_once);
  tcase_add_test (tc, looks_where_the_environment_says);
  tcase_add_test (tc, one_that_crashes_stays_off);
  tcase_add_test (tc, the_third_unfinished_load_counts);
  tcase_add_test (tc, two_may_load_at_once);
  tcase_add_test (tc, loads_without_a_place_for_markers);
  tcase_add_test (tc, signals_are_as_before);
  return tc;
}

static TCase *
make_import_case (void)
{
  TCase *tc = tcase_create ("import");

  tcase_set_timeout (tc, 60);
  tcase_add_checked_fixture (tc, set_up_import, tear_down_import);
  tcase_add_test (tc, imports_a_file);
  tcase_add_loop_test (tc, refuses_files, 0, G_N_ELEMENTS (refused));
  tcase_add_test (tc, does_not_wait_for_a_pipe);
  tcase_add_test (tc, refuses_what_is_too_large);
  tcase_add_test (tc, an_unreadable_file_is_said);
  tcase_add_test (tc, several_files_are_one_step);
  tcase_add_test (tc, what_misses_another_waits_for_it);
  tcase_add_test (tc, a_folder_is_its_files);
  tcase_add_test (tc, a_failure_ends_it);
  tcase_add_test (tc, what_can_comes_in);
  tcase_add_test (tc, none_that_can_is_an_error);
  tcase_add_test (tc, no_files_are_no_fault);
  tcase_add_test (tc, can_be_cancelled);
  return tc;
}

int
main (void)
{
  Suite *suite = suite_create ("plugins");

  suite_add_tcase (suite, make_load_case ());
  suite_add_tcase (suite, make_import_case ());
  return run_suite (suite);
}
