/* program-run.c - a program as an analysis. */
#include <scholiast/program-child.h>
#include <scholiast/program-reply.h>
#include <scholiast/program-send.h>

#include <dirent.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  SchoProgramSender *sender;
  SchoProgramReply *reply;
} Talk;

static gboolean
give_cb (GString *piece, gpointer data, GError **error)
{
  Talk *self = data;

  return scho_program_sender_next (self->sender, piece, error);
}

static gboolean
take_cb (const char *bytes, gsize n, gpointer data, GError **error)
{
  Talk *self = data;

  return scho_program_reply_feed (self->reply, bytes, n, error);
}

/* Follows no link out of the folder. What the program has locked against us stays. */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);
      struct stat status;

      if (lstat (inner, &status) == 0 && S_ISDIR (status.st_mode))
        remove_folder (inner);
      else
        g_unlink (inner);
    }
  g_rmdir (path);
}

/* What any program needs, and what the manifest asks for by name. */
static GStrv
make_environment (const SchoProgram *self, const char *folder)
{
  const char *path = g_getenv ("PATH");
  GStrv environment = g_new0 (char *, 1);

  environment = g_environ_setenv (
      environment, "PATH", path != NULL ? path : "/usr/local/bin:/usr/bin:/bin", TRUE);
  environment = g_environ_setenv (environment, "HOME", folder, TRUE);
  environment = g_environ_setenv (environment, "TMPDIR", folder, TRUE);
  environment = g_environ_setenv (environment, "LC_ALL", "C.UTF-8", TRUE);
  environment = g_environ_setenv (environment, "PYTHONDONTWRITEBYTECODE", "1", TRUE);
  for (char **name = self->environment; *name != NULL; name++)
    if (g_getenv (*name) != NULL && **name != '\0' && strchr (*name, '=') == NULL)
      environment = g_environ_setenv (environment, *name, g_getenv (*name), TRUE);
  return environment;
}

static GStrv
make_words (const SchoProgram *self, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *first = scho_program_dup_path (self, self->command[0]);
  g_autofree char *found = g_find_program_in_path (first);

  if (found == NULL)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                   _ ("“%s” is not installed, or may not be run"), self->command[0]);
      return NULL;
    }
  g_strv_builder_add (builder, found);
  for (char **word = self->command + 1; *word != NULL; word++)
    {
      g_autofree char *path = scho_program_dup_path (self, *word);

      g_strv_builder_add (builder, path);
    }
  return g_strv_builder_end (builder);
}

static gboolean
run_in_folder (const SchoProgram *self,
               Talk *talk,
               const char *folder,
               char **last_words,
               GCancellable *cancellable,
               GError **error)
{
  g_auto (GStrv) words = make_words (self, error);
  g_auto (GStrv) environment = make_environment (self, folder);
  SchoChildPlan plan = { (const char *const *) words, (const char *const *) environment,
                         folder, self->seconds, self->mebibytes };

  return words != NULL
         && scho_child_run (&plan, give_cb, take_cb, talk, last_words, cancellable,
                            error);
}

static gboolean
run (const SchoProgram *self,
     Talk *talk,
     char **last_words,
     GCancellable *cancellable,
     GError **error)
{
  g_autofree char *folder = NULL;
  gboolean done;

  if (!scho_program_check_digest (self, error)
      || !(folder = g_dir_make_tmp ("scholiast-XXXXXX", error)))
    return FALSE;
  done = run_in_folder (self, talk, folder, last_words, cancellable, error);
  remove_folder (folder);
  return done;
}

/* “Title”: what went wrong. Its last words: … */
static void
explain (const SchoProgram *self, const char *last_words, GError **error)
{
  g_autofree char *title = g_strdup_printf ("“%s”: ", self->title);

  if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_prefix_error (error, "%s", title);
  if (last_words != NULL && last_words[0] != '\0')
    {
      g_autofree char *all
          /* Translators: what went wrong; what the program wrote to standard error */
          = g_strdup_printf (_ ("%s; its last words: %s"), (*error)->message, last_words);

      g_free ((*error)->message);
      (*error)->message = g_steal_pointer (&all);
    }
}

static void
keep_last_words (SchoProgramReply *reply, const char *last_words)
{
  g_autofree char *note = NULL;

  if (last_words == NULL || last_words[0] == '\0')
    return;
  /* Translators: what a program wrote to standard error */
  note = g_strdup_printf (_ ("It also said: %s"), last_words);
  scho_program_reply_add_note (reply, note);
}

GPtrArray *
scho_program_propose (gconstpointer data,
                      SchoSnapshot *snapshot,
                      SchoOptions *options,
                      SchoStep **step,
                      const SchoProgress *progress,
                      GCancellable *cancellable,
                      GError **error)
{
  const SchoProgram *self = data;
  g_autoptr (SchoProgramSender) sender
      = scho_program_sender_new (self, snapshot, options);
  g_autoptr (SchoProgramReply) reply = scho_program_reply_new (self, snapshot, progress);
  g_autofree char *last_words = NULL;
  g_autoptr (GError) problem = NULL;
  Talk talk = { sender, reply };
  GPtrArray *tables = NULL;

  if (run (self, &talk, &last_words, cancellable, &problem))
    {
      keep_last_words (reply, last_words);
      tables = scho_program_reply_finish (reply, step, &problem);
    }
  if (tables == NULL)
    {
      explain (self, last_words, &problem);
      g_propagate_error (error, g_steal_pointer (&problem));
    }
  return tables;
}
