/* test-programs.c - programs that a manifest names: when they are run, what they are
 * told, what they may say, and that nothing they do harms anything. */
#include <scholiast/program-reply.h>
#include <scholiast/program-send.h>

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core-test.h"
#include "make-project.h"

static char *folder, *programs;
static SchoProject *project;
static SchoPlugins *plugins;
static SchoStep *step;
static GPtrArray *tables;
static GError *error;

#define MARKED "I [think:stance] so.\n"
#define MANIFEST                                                                         \
  "[Program]\nId=tried\nTitle=Tried\nCommand=/bin/sh;./run.sh\nSeconds=20\n"             \
  "Format=tab\nCoder=Machine\n"

static void
set_up (void)
{
  g_autofree char *config = NULL, *state = NULL;

  folder = make_folder ();
  config = g_build_filename (folder, "config", NULL);
  state = g_build_filename (folder, "state", NULL);
  programs = g_build_filename (folder, "programs", NULL);
  g_mkdir (programs, 0755);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  g_setenv ("SCHOLIAST_STATE_DIR", state, TRUE);
  g_setenv ("TMPDIR", folder, TRUE);
  project = make_project (folder, MARKED);
}

static void
tear_down (void)
{
  g_clear_pointer (&step, scho_step_unref);
  g_clear_pointer (&tables, g_ptr_array_unref);
  g_clear_error (&error);
  g_clear_pointer (&plugins, scho_plugins_free);
  g_object_unref (project);
  g_free (programs);
  remove_folder (folder);
}

static void
write_file (const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (programs, name, NULL);

  ck_assert (g_file_set_contents (path, content, -1, NULL));
}

static const SchoPluginEntry *
load (void)
{
  const char *folders[] = { programs, NULL };
  gsize n;
  const SchoPluginEntry *entries;

  g_clear_pointer (&plugins, scho_plugins_free);
  plugins = scho_plugins_new_for_folders (folders);
  entries = scho_plugins_get_entries (plugins, &n);
  ck_assert_uint_eq (n, 1);
  return entries;
}

/* The manifest and @script as run.sh, switched on. */
static const SchoPluginEntry *
install (const char *manifest, const char *script)
{
  const SchoPluginEntry *entry;

  write_file ("tried.program", manifest);
  write_file ("run.sh", script);
  entry = load ();
  ck_assert_ptr_nonnull (entry->program);
  scho_plugins_switch (plugins, entry->file, TRUE, &error);
  assert_no_error (error);
  return entry;
}

static gboolean
run (GCancellable *cancellable)
{
  const SchoAnalysis *analysis = scho_plugins_find_analysis (plugins, "tried", &error);
  g_autoptr (SchoOptions) options = NULL;

  assert_no_error (error);
  options = scho_options_new (analysis->options);
  g_clear_pointer (&tables, g_ptr_array_unref);
  g_clear_pointer (&step, scho_step_unref);
  tables = scho_analysis_run (analysis, scho_project_get_snapshot (project), options,
                              &step, NULL, cancellable, &error);
  ck_assert ((tables == NULL) == (error != NULL));
  return tables != NULL;
}

/* All folders that programs worked in are gone. */
static void
assert_no_folders (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    ck_assert_msg (!g_str_has_prefix (name, "scholiast-"), "%s is left", name);
}

/* Switching on and off */

START_TEST (nothing_is_run_before_it_is_switched_on)
{
  const SchoPluginEntry *entry;
  g_autofree char *line = NULL;

  write_file ("tried.program", MANIFEST);
  write_file ("run.sh", "exit 0");
  entry = load ();
  ck_assert_ptr_null (entry->plugin);
  ck_assert_str_eq (entry->reason,
                    "It is switched off; nothing of it is run before you switch it on");
  ck_assert_uint_eq (scho_plugins_get_analyses (plugins)->len, 0);
  line = scho_program_dup_command_line (entry->program);
  ck_assert_str_eq (line, "/bin/sh ./run.sh");

  ck_assert (scho_plugins_switch (plugins, entry->file, TRUE, NULL));
  ck_assert_uint_eq (scho_plugins_get_analyses (plugins)->len, 1);
  ck_assert_ptr_null (entry->reason);
  entry = load (); /* it is kept */
  ck_assert_ptr_nonnull (entry->plugin);
  ck_assert (scho_plugins_switch (plugins, entry->file, TRUE, NULL));
  ck_assert_uint_eq (scho_plugins_get_analyses (plugins)->len, 1);
  ck_assert (scho_plugins_switch (plugins, entry->file, FALSE, NULL));
  ck_assert_uint_eq (scho_plugins_get_analyses (plugins)->len, 0);
  ck_assert_ptr_null (load ()->plugin);
}
END_TEST

START_TEST (what_has_changed_is_off_again)
{
  const char *const names[] = { "run.sh", "words.txt", "tried.program" };
  const SchoPluginEntry *entry;

  write_file ("words.txt", "a");
  entry = install (MANIFEST "Files=words.txt\n", "exit 0");
  ck_assert (run (NULL));
  write_file (names[_i], _i == 2 ? MANIFEST "Files=words.txt\nMebibytes=99\n" : "# new");
  ck_assert (!run (NULL));
  ck_assert (strstr (error->message, "has changed since it was switched on") != NULL);
  g_clear_error (&error);
  entry = load ();
  ck_assert_ptr_null (entry->plugin);
  ck_assert (strstr (entry->reason, "has changed since it was switched on") != NULL);
  ck_assert (scho_plugins_switch (plugins, entry->file, TRUE, NULL));
  ck_assert_ptr_nonnull (load ()->plugin);
}
END_TEST

static const struct
{
  const char *manifest, *says;
} manifests[] = {
  { "", "It has no group [Program]" },
  { "words", "Key file" },
  { "[Program]\nId=a\nTitle=A\n", "It has no Command" },
  { "[Program]\nId=a\nTitle=A\nCommand=\n", "It has no Command" },
  { "[Program]\nId=a\nCommand=sh\n", "The plugin has no title" },
  { "[Program]\nTitle=A\nCommand=sh\n", "The plugin has no id" },
  { "[Program]\nId=A B\nTitle=A\nCommand=sh\n", "is not made of lower case" },
  { MANIFEST "Secnods=3\n", "“Secnods”, which is not known" },
  { MANIFEST "Mebibytes=2\n", "“2” of Mebibytes is no whole number from 16 to 1048576" },
  { MANIFEST "Mebibytes=many\n", "“many” of Mebibytes is no whole number" },
  { MANIFEST "Texts=perhaps\n", "Texts is neither true nor false" },
  { "[Program]\nId=a\nTitle=A\nCommand=sh\nFormat=xml\n", "“xml” is no Format" },
  { MANIFEST "[Options]\n", "The group [Options] is not known" },
  { MANIFEST "[Option A]\nType=text\n", "“A” is not made of lower case" },
  { MANIFEST "[Option a]\nType=colour\n", "“colour” is no Type of option “a”" },
  { MANIFEST "[Option a]\nType=text\nDefault=2\n", "[Option a] has the key “Default”" },
  { MANIFEST "[Option a]\nType=integer\nStandard=x\n", "has a faulty option" },
  { MANIFEST "[Option a]\nType=choice\n", "has a faulty option" },
};

START_TEST (a_faulty_manifest_is_explained)
{
  const SchoPluginEntry *entry;

  write_file ("bad.program", manifests[_i].manifest);
  entry = load ();
  ck_assert_ptr_null (entry->plugin);
  ck_assert_ptr_null (entry->program);
  ck_assert_msg (strstr (entry->reason, manifests[_i].says) != NULL, "%s", entry->reason);
}
END_TEST

/* What it is told */

/* Numbers instead of UUIDs, which differ each time. */
static char *
send_all (const SchoProgram *program)
{
  g_autoptr (SchoOptions) options = scho_options_new (program->analyses[0].options);
  g_autoptr (SchoProgramSender) sender
      = scho_program_sender_new (program, scho_project_get_snapshot (project), options);
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GRegex) uuid = g_regex_new ("[0-9a-f]{8}-[0-9a-f-]{27}", 0, 0, NULL);
  gsize before;

  do
    {
      before = all->len;
      ck_assert (scho_program_sender_next (sender, all, NULL));
    }
  while (all->len > before);
  return g_regex_replace_literal (uuid, all->str, -1, 0, "#", 0, NULL);
}

static void
add_memo (void)
{
  g_autoptr (SchoStep) change = scho_step_new (scho_project_get_snapshot (project), "m");
  gsize n;
  const SchoAnnotation *all
      = scho_snapshot_get_annotations (scho_project_get_snapshot (project), 1, &n);
  SchoAnnotation after = all[0];

  after.memo = "a\t\"b\"\\\nc";
  after.weight = 7;
  scho_step_replace_annotation (change, &all[0], &after);
  ck_assert (scho_project_apply (project, change, NULL));
}

START_TEST (it_is_told_the_project_as_json)
{
  g_autofree char *told = NULL;

  add_memo ();
  write_file ("tried.program",
              "[Program]\nId=a\nTitle=A\nCommand=sh\n[Option n]\nType=integer\n"
              "Standard=3\n");
  told = send_all (load ()->program);
  ck_assert_str_eq (
      told, "{\"type\":\"project\",\"uuid\":\"#\",\"title\":\"Test\",\"memo\":null}\n"
            "{\"type\":\"option\",\"name\":\"n\",\"value\":\"3\"}\n"
            "{\"type\":\"coder\",\"uuid\":\"#\",\"name\":\"asha\"}\n"
            "{\"type\":\"code\",\"uuid\":\"#\",\"path\":\"stance\",\"name\":\"stance\","
            "\"colour\":\"#808080\",\"definition\":null,\"memo\":null}\n"
            "{\"type\":\"document\",\"uuid\":\"#\",\"title\":\"text\",\"source\":null,"
            "\"language\":null,\"length\":12,\"memo\":null,\"text\":\"I think so.\\n\"}\n"
            "{\"type\":\"annotation\",\"document\":\"#\",\"start\":2,\"end\":7,"
            "\"code\":\"stance\",\"coder\":\"asha\",\"weight\":7,"
            "\"memo\":\"a\\u0009\\\"b\\\"\\\\\\nc\",\"uuid\":\"#\"}\n"
            "{\"type\":\"end\"}\n");
}
END_TEST

START_TEST (it_is_told_the_project_with_tabs)
{
  g_autofree char *told = NULL;

  add_memo ();
  write_file ("tried.program", MANIFEST "Texts=false\n");
  told = send_all (load ()->program);
  ck_assert_str_eq (told, "project\t#\tTest\t\n"
                          "coder\t#\tasha\n"
                          "code\t#\tstance\tstance\t#808080\t\t\n"
                          "document\t#\ttext\t\t\t12\t\t\n"
                          "annotation\t#\t2\t7\tstance\tasha\t7\ta\\t\"b\"\\\\\\nc\t#\n"
                          "end\n");
}
END_TEST

/* What it says */

static const struct
{
  const char *json, *tab; /* nullable */
  const char *says;
} faults[] = {
  { "words", "words", "Line 1 of what it says: “words” is no" },
  { "\xff", "\xff", "Line 1 of what it says: that is not valid UTF-8" },
  { "[1]", "\tx", "Line 1" },
  { "{\"type\":\"tabel\"}", "tabel", "“tabel” is none of table, row, note" },
  { "{}", NULL, "“” is none of table, row, note" },
  { "{\"type\":\"row\",\"cells\":[\"NaN\",NaN]}", NULL,
    "NaN is no number in JSON; null is" },
  { "{\"type\":\"row\",\"cells\":[-Infinity]}", NULL, "Infinity is no number" },
  { "{\"NaN", NULL, "is no JSON object" },
  { "{\"type\":\"note\",\"text\":[[[[[[[[[]]]]]]]]]}", NULL, "too deep" },
  { "{\"type\":\"note\"}", "note", "a note says nothing" },
  { "{\"type\":\"row\",\"cells\":[1]}", "row\t1", "a row comes before a table" },
  { "{\"type\":\"table\"}", "table", "the id of a table" },
  { "{\"type\":\"table\",\"id\":\"../x\"}", "table\t../x", "the id of a table" },
  { "{\"type\":\"table\",\"id\":\"a\"}\n{\"type\":\"table\",\"id\":\"a\"}",
    "table\ta\ntable\ta", "Line 2 of what it says: there is a table “a” already" },
  { "{\"type\":\"table\",\"id\":\"a\",\"columns\":3}", NULL, "“columns” is no list" },
  { "{\"type\":\"table\",\"id\":\"a\",\"columns\":[\"\"]}", "table\ta\ta\t",
    "a column has no name" },
  { "{\"type\":\"table\",\"id\":\"a\",\"columns\":[{\"name\":\"n\",\"type\":\"date\"}]}",
    "table\ta\ta\tn:date", "“date” is no type of a column" },
  { "{\"type\":\"table\",\"id\":\"a\",\"columns\":[\"n\"],\"rows\":[[1,2]]}",
    "table\ta\ta\tn\nrow\t1\t2", "the row has more cells than there are columns" },
  { "{\"type\":\"table\",\"id\":\"a\",\"columns\":[{\"name\":\"n\",\"type\":\"integer\"}]"
    ","
    "\"rows\":[[\"x\"]]}",
    "table\ta\ta\tn:integer\nrow\tx", "“x” is no value of the column “n”" },
  { "{\"type\":\"table\",\"id\":\"a\",\"columns\":[\"n\"],\"rows\":[[[]]]}", NULL,
    "a cell is a list or an object" },
  { "{\"type\":\"error\",\"message\":\"No words.\"}", "error\tNo words.",
    "“Tried”: No words." },
  { "{\"type\":\"annotation\",\"start\":0,\"end\":1,\"code\":\"stance\"}", NULL,
    "an annotation names no document" },
  { "{\"type\":\"annotation\",\"document\":\"text\",\"start\":0,\"end\":1}",
    "annotation\ttext\t0\t1", "annotation" },
  { "{\"type\":\"annotation\",\"document\":\"text\",\"start\":0.5,\"end\":1,"
    "\"code\":\"stance\"}",
    "annotation\ttext\t0.5\t1\tstance", "is no whole number" },
  { "{\"type\":\"annotation\",\"document\":\"text\",\"start\":0,\"end\":13,"
    "\"code\":\"stance\"}",
    "annotation\ttext\t0\t13\tstance",
    "0–13 is no passage of “text”, which has 12 characters" },
  { "{\"type\":\"annotation\",\"document\":\"text\",\"start\":3,\"end\":3,"
    "\"code\":\"stance\"}",
    "annotation\ttext\t3\t3\tstance", "3–3 is no passage" },
  { "{\"type\":\"annotation\",\"document\":\"text\",\"start\":0,\"end\":1,"
    "\"code\":\"stanse\"}",
    "annotation\ttext\t0\t1\tstanse", "stanse" },
  { "{\"type\":\"annotation\",\"document\":\"else\",\"start\":0,\"end\":1,"
    "\"code\":\"stance\"}",
    "annotation\telse\t0\t1\tstance", "else" },
  { "{\"type\":\"annotation\",\"document\":\"text\",\"start\":0,\"end\":1,"
    "\"code\":\"stance\",\"weight\":101}",
    "annotation\ttext\t0\t1\tstance\t101", "a weight is a whole number from 0 to 100" },
};

static void
run_saying (const char *format, const char *lines)
{
  g_autofree char *manifest = g_strdup_printf (
      "[Program]\nId=tried\nTitle=Tried\nCommand=/bin/cat;./say.txt\nFormat=%s\n"
      "Coder=Machine\n",
      format);

  write_file ("say.txt", lines);
  install (manifest, "");
  run (NULL);
}

START_TEST (what_is_wrong_in_its_words_is_said)
{
  g_autofree char *before = dump_snapshot (scho_project_get_snapshot (project));
  g_autofree char *after = NULL;

  for (guint i = 0; i < 2; i++)
    {
      const char *lines = i == 0 ? faults[_i].json : faults[_i].tab;

      if (lines == NULL)
        continue;
      run_saying (i == 0 ? "json" : "tab", lines);
      ck_assert_msg (error != NULL, "%s was taken", lines);
      ck_assert_ptr_null (step);
      ck_assert_msg (strstr (error->message, faults[_i].says) != NULL, "%s",
                     error->message);
      ck_assert (g_str_has_prefix (error->message, "“Tried”: "));
      g_clear_error (&error);
    }
  after = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert_str_eq (before, after);
  assert_no_folders ();
}
END_TEST

static const char *const said[][2] = {
  { "json", "{\"type\":\"progress\",\"fraction\":0.5,\"what\":\"text\"}\n"
            "{\"type\":\"note\",\"text\":\"First\"}\n\r\n"
            "{\"type\":\"table\",\"id\":\"a\",\"title\":\"A\",\"columns\":[\"t\","
            "{\"name\":\"i\",\"title\":\"I\",\"type\":\"integer\"},"
            "{\"name\":\"n\",\"type\":\"number\"},{\"name\":\"b\",\"type\":\"boolean\"}],"
            "\"rows\":[[\"x\",1,0.1,true]]}\n"
            "{\"type\":\"row\",\"cells\":[null,null,2]}\n"
            "{\"type\":\"note\",\"text\":\"Last\"}\n"
            "{\"type\":\"annotation\",\"document\":\"text\",\"start\":0,\"end\":1,"
            "\"code\":\"stance\",\"memo\":\"why\",\"weight\":3}\n"
            "{\"type\":\"annotation\",\"document\":\"text\",\"start\":0,\"end\":1,"
            "\"code\":\"stance\"}" },
  { "tab", "progress\t0.5\ttext\nnote\tFirst\n\r\n"
           "table\ta\tA\tt\ti:integer\tn:number\tb:boolean\n"
           "row\tx\t1\t0.1\tTRUE\nrow\tNA\t\t2\nnote\tLast\n"
           "annotation\ttext\t0\t1\tstance\t3\twhy\nannotation\ttext\t0\t1\tstance" },
};

START_TEST (its_words_become_tables_and_one_step)
{
  SchoTable *table;
  gsize n;
  const SchoAnnotation *all;
  SchoSnapshot *snapshot;

  run_saying (said[_i][0], said[_i][1]);
  assert_no_error (error);
  ck_assert_uint_eq (tables->len, 2);
  table = tables->pdata[0];
  ck_assert_str_eq (scho_table_get_title (table), "A");
  ck_assert_uint_eq (scho_table_get_n_rows (table), 2);
  ck_assert_str_eq (scho_table_get_text (table, 0, 0), "x");
  ck_assert_int_eq (scho_table_get_integer (table, 0, 1), 1);
  ck_assert_double_eq (scho_table_get_number (table, 0, 2), 0.1);
  ck_assert (scho_table_get_boolean (table, 0, 3));
  ck_assert (!scho_table_is_defined (table, 1, 0));
  ck_assert (!scho_table_is_defined (table, 1, 1));
  ck_assert_double_eq (scho_table_get_number (table, 1, 2), 2);
  ck_assert_uint_eq (scho_table_get_n_notes (table), 2);
  ck_assert_str_eq (scho_table_get_id (tables->pdata[1]), "annotations");
  ck_assert_uint_eq (scho_table_get_n_rows (tables->pdata[1]), 1);

  ck_assert (scho_project_apply (project, step, &error));
  snapshot = scho_project_get_snapshot (project);
  all = scho_snapshot_get_annotations (snapshot, 1, &n);
  ck_assert_uint_eq (n, 2);
  ck_assert_str_eq (scho_snapshot_get_coder (snapshot, all[0].coder)->name, "Machine");
  ck_assert_str_eq (all[0].memo, "why");
  ck_assert_int_eq (all[0].weight, 3);
  ck_assert (run (NULL)); /* again: all of it is there */
  ck_assert_ptr_null (step);
  ck_assert (scho_project_undo (project, NULL));
  ck_assert_uint_eq (
      scho_snapshot_get_n_annotations (scho_project_get_snapshot (project)), 1);
}
END_TEST

/* What it does */

static const struct
{
  const char *script;
  const char *says; /* nullable: it goes well */
} deeds[] = {
  { "exit 0", NULL },
  { "exec <&-; printf 'note\\tI do not listen\\n'; sleep 0.2", NULL },
  { "exit 3", "It failed with exit status 3" },
  { "echo one >&2; printf 'two\\033\\n\\n' >&2; exit 1",
    "exit status 1; its last words: one / two" },
  { "head -c 3000000 /dev/zero >&2; echo end >&2; exit 1", "end" },
  { "kill -SEGV $$", "It crashed or was ended from outside: Segmentation fault" },
  { "head -c 5000000 /dev/zero", "is longer than 4 MiB" },
  { "line=progress; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do line=\"$line$line\"; "
    "done; "
    "line=$(printf 'progress\\t1\\t'; echo $line); yes \"$line\"",
    "It says more than 256 MiB, and was ended" },
  { "dd if=/dev/zero of=big bs=1M count=300 2>/dev/null && echo wrote", "exit status" },
  { "sleep 1000 & exit 0", NULL }, /* what it leaves behind is ended */
  { "setsid sleep 4 & exit 0", NULL },
  { "mkdir -p a/b; touch a/b/c; ln -s \"$0\" d; ls -A | grep -q x && exit 1; exit 0",
    NULL },
  { "test \"$(env | grep -c SECRET)\" = 0 && test \"$HOME\" = \"$PWD\"", NULL },
  { "ulimit -v >&2; python3 -c 'bytearray(3000000000)'", "MemoryError" },
};

START_TEST (nothing_that_it_does_harms)
{
  gint64 start = g_get_monotonic_time ();

  g_setenv ("SECRET", "1", TRUE);
  install (MANIFEST "Mebibytes=1000\n", deeds[_i].script);
  run (NULL);
  if (deeds[_i].says == NULL)
    assert_no_error (error);
  else
    ck_assert_msg (error != NULL && strstr (error->message, deeds[_i].says) != NULL, "%s",
                   error != NULL ? error->message : "it went well");
  ck_assert_int_lt (g_get_monotonic_time () - start, 15 * G_USEC_PER_SEC);
  assert_no_folders ();
  ck_assert (g_file_test (programs, G_FILE_TEST_IS_DIR));
}
END_TEST

/* The number of a process that must soon be gone. */
static void
assert_gone (void)
{
  g_autofree char *path = g_build_filename (programs, "pid", NULL);
  g_autofree char *number = NULL;
  pid_t pid;

  ck_assert (g_file_get_contents (path, &number, NULL, NULL));
  pid = (pid_t) g_ascii_strtoll (number, NULL, 10);
  ck_assert_int_gt (pid, 1);
  for (guint i = 0; i < 200 && kill (pid, 0) == 0; i++)
    {
      g_autofree char *status = g_strdup_printf ("/proc/%d/stat", pid);
      g_autofree char *words = NULL;

      /* Whoever reaps orphans may be late. */
      if (g_file_get_contents (status, &words, NULL, NULL) && strstr (words, ") Z "))
        return;
      g_usleep (10000);
    }
  ck_assert_int_ne (kill (pid, 0), 0);
}

#define HANGING "sleep 1000 & echo $! >\"$(dirname \"$0\")/pid\"; wait"

START_TEST (a_hang_is_ended_with_all_it_started)
{
  install ("[Program]\nId=tried\nTitle=Tried\nCommand=/bin/sh;./run.sh\nSeconds=1\n",
           HANGING);
  ck_assert (!run (NULL));
  ck_assert_str_eq (error->message,
                    "“Tried”: It took longer than 1 second and was ended; “Seconds” in "
                    "its manifest gives it more");
  assert_gone ();
  assert_no_folders ();
}
END_TEST

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (300000);
  g_cancellable_cancel (data);
  return NULL;
}

START_TEST (cancel_ends_it_with_all_it_started)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread;

  install (MANIFEST, HANGING);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  ck_assert (!run (cancellable));
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  g_thread_join (thread);
  assert_gone ();
  assert_no_folders ();
}
END_TEST

START_TEST (one_that_is_not_installed_is_said)
{
  install ("[Program]\nId=tried\nTitle=Tried\nCommand=no-such-program\n", "");
  ck_assert (!run (NULL));
  ck_assert_str_eq (error->message,
                    "“Tried”: “no-such-program” is not installed, or may not be run");
}
END_TEST

START_TEST (what_it_asks_for_by_name_it_gets)
{
  g_setenv ("SECRET", "1", TRUE);
  install (MANIFEST "Environment=SECRET;NOT_THERE\n",
           "test \"$SECRET\" = 1 && test \"${NOT_THERE-none}\" = none");
  run (NULL);
  assert_no_error (error);
}
END_TEST

/* A text that fills the pipe many times over, to one that reads late or never. */
START_TEST (a_long_project_reaches_it)
{
  g_autoptr (SchoStep) change = scho_step_new (scho_project_get_snapshot (project), "t");
  g_autofree char *words = g_strnfill (3000000, 'x');
  g_autoptr (SchoText) text = scho_text_new (words, NULL);

  scho_step_add_document (change, &(SchoDocument){ .title = "long" }, text);
  ck_assert (scho_project_apply (project, change, NULL));
  install (MANIFEST, "sleep 0.2; n=$(wc -c); printf 'table\\ta\\ta\\tn:integer\\n'; "
                     "printf 'row\\t%d\\n' $n");
  run (NULL);
  assert_no_error (error);
  ck_assert_int_gt (scho_table_get_integer (tables->pdata[0], 0, 0), 3000000);
  install (MANIFEST, "sleep 0.2; exit 0");
  run (NULL);
  assert_no_error (error);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("programs");
  TCase *tc = tcase_create ("programs");

  tcase_set_timeout (tc, 60);
  tcase_add_checked_fixture (tc, set_up, tear_down);
  tcase_add_test (tc, nothing_is_run_before_it_is_switched_on);
  tcase_add_loop_test (tc, what_has_changed_is_off_again, 0, 3);
  tcase_add_loop_test (tc, a_faulty_manifest_is_explained, 0, G_N_ELEMENTS (manifests));
  tcase_add_test (tc, it_is_told_the_project_as_json);
  tcase_add_test (tc, it_is_told_the_project_with_tabs);
  tcase_add_loop_test (tc, what_is_wrong_in_its_words_is_said, 0, G_N_ELEMENTS (faults));
  tcase_add_loop_test (tc, its_words_become_tables_and_one_step, 0, G_N_ELEMENTS (said));
  tcase_add_loop_test (tc, nothing_that_it_does_harms, 0, G_N_ELEMENTS (deeds));
  tcase_add_test (tc, a_hang_is_ended_with_all_it_started);
  tcase_add_test (tc, cancel_ends_it_with_all_it_started);
  tcase_add_test (tc, one_that_is_not_installed_is_said);
  tcase_add_test (tc, what_it_asks_for_by_name_it_gets);
  tcase_add_test (tc, a_long_project_reaches_it);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
