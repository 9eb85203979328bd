/* cmd-memo.c - scho memo. */
#include "commands.h"

#include "open.h"
#include "terminal.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>
#include <scholiast/lookup.h>
#include <string.h>

/**
 * Target:
 * @needs_name: one of several, which the third argument names
 * @find: the noun, or %NULL and @error
 * @get_memo: (nullable)
 * @set_memo: a step; @memo: (nullable)
 */
typedef struct
{
  const char *word;
  gboolean needs_name;
  gconstpointer (*find) (SchoSnapshot *snapshot, const char *name, GError **error);
  const char *(*get_memo) (gconstpointer noun);
  SchoStep *(*set_memo) (SchoSnapshot *snapshot,
                         gconstpointer noun,
                         const char *memo,
                         GError **error);
} Target;

static gconstpointer
find_project (SchoSnapshot *snapshot, const char *name, GError **error)
{
  return scho_snapshot_get_info (snapshot);
}

static const char *
get_project_memo (gconstpointer noun)
{
  return ((const SchoProjectInfo *) noun)->memo;
}

static SchoStep *
set_project_memo (SchoSnapshot *snapshot,
                  gconstpointer noun,
                  const char *memo,
                  GError **error)
{
  SchoProjectInfo after = *(const SchoProjectInfo *) noun;

  after.memo = memo;
  return scho_edit_change_info (snapshot, &after, error);
}

static gconstpointer
find_document (SchoSnapshot *snapshot, const char *name, GError **error)
{
  return scho_lookup_document (snapshot, name, error);
}

static const char *
get_document_memo (gconstpointer noun)
{
  return ((const SchoDocument *) noun)->memo;
}

static SchoStep *
set_document_memo (SchoSnapshot *snapshot,
                   gconstpointer noun,
                   const char *memo,
                   GError **error)
{
  SchoDocument after = *(const SchoDocument *) noun;

  after.memo = memo;
  return scho_edit_change_document (snapshot, &after, error);
}

static gconstpointer
find_code (SchoSnapshot *snapshot, const char *name, GError **error)
{
  return scho_lookup_code (snapshot, name, error);
}

static const char *
get_code_memo (gconstpointer noun)
{
  return ((const SchoCode *) noun)->memo;
}

static SchoStep *
set_code_memo (SchoSnapshot *snapshot,
               gconstpointer noun,
               const char *memo,
               GError **error)
{
  SchoCode after = *(const SchoCode *) noun;

  after.memo = memo;
  return scho_edit_change_code (snapshot, &after, error);
}

static gconstpointer
find_annotation (SchoSnapshot *snapshot, const char *name, GError **error)
{
  return scho_lookup_annotation (snapshot, name, error);
}

static const char *
get_annotation_memo (gconstpointer noun)
{
  return ((const SchoAnnotation *) noun)->memo;
}

static SchoStep *
set_annotation_memo (SchoSnapshot *snapshot,
                     gconstpointer noun,
                     const char *memo,
                     GError **error)
{
  return scho_edit_set_annotation_memo (snapshot, noun, memo);
}

static const Target targets[] = {
  { "document", TRUE, find_document, get_document_memo, set_document_memo },
  { "code", TRUE, find_code, get_code_memo, set_code_memo },
  { "annotation", TRUE, find_annotation, get_annotation_memo, set_annotation_memo },
  { "project", FALSE, find_project, get_project_memo, set_project_memo },
};

static const Target *
find_target (CliCall *call, GError **error)
{
  const char *word = cli_call_get_argument (call, 1);
  const char *name = cli_call_get_argument (call, 2);
  const Target *target = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    if (g_str_equal (targets[i].word, word))
      target = &targets[i];
  if (target == NULL)
    g_set_error (error, CLI_USAGE_ERROR, 0,
                 _ ("“%s” has no memo; document, code, annotation and project have"),
                 word);
  else if (target->needs_name && name == NULL)
    g_set_error (error, CLI_USAGE_ERROR, 0, _ ("%s needs a name or UUID"), word);
  else if (!target->needs_name && name != NULL)
    g_set_error (error, CLI_USAGE_ERROR, 0, _ ("“%s” is one argument too many"), name);
  else
    return target;
  return NULL;
}

static gboolean
check_options (CliCall *call, GError **error)
{
  const char *text = cli_call_get_option (call, "text");

  if (text == NULL)
    return TRUE;
  if (cli_call_has_flag (call, "clear"))
    g_set_error_literal (error, CLI_USAGE_ERROR, 0,
                         _ ("--text and --clear do not go together"));
  else if (text[0] == '\0')
    g_set_error_literal (error, CLI_USAGE_ERROR, 0,
                         _ ("--text is empty; --clear takes the memo away"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
print_memo (CliCall *call, const Target *target, GError **error)
{
  g_autoptr (SchoProject) project = cli_open_to_read (call, error);
  gconstpointer noun;
  const char *memo;
  g_autofree char *line = NULL;

  if (project == NULL
      || !(noun = target->find (scho_project_get_snapshot (project),
                                cli_call_get_argument (call, 2), error)))
    return FALSE;
  if ((memo = target->get_memo (noun)) == NULL)
    {
      cli_call_say (call, _ ("No memo"));
      return TRUE;
    }
  line = g_str_has_suffix (memo, "\n") ? g_strdup (memo) : g_strconcat (memo, "\n", NULL);
  return cli_print (line, error);
}

static SchoStep *
make_step (CliCall *call, SchoSnapshot *snapshot, GError **error)
{
  const Target *target = find_target (call, error);
  gconstpointer noun
      = target != NULL ? target->find (snapshot, cli_call_get_argument (call, 2), error)
                       : NULL;

  return noun != NULL ? target->set_memo (snapshot, noun,
                                          cli_call_get_option (call, "text"), error)
                      : NULL;
}

static gboolean
run_memo (CliCall *call, GError **error)
{
  const Target *target = find_target (call, error);

  if (target == NULL || !check_options (call, error))
    return FALSE;
  if (cli_call_get_option (call, "text") == NULL && !cli_call_has_flag (call, "clear"))
    return print_memo (call, target, error);
  return cli_change (call, make_step, _ ("The memo is so already; nothing changed"),
                     error);
}

static const CliOption memo_options[] = {
  { "text", "TEXT", N_ ("the memo, in place of what was there") },
  { "clear", NULL, N_ ("takes the memo away") },
  { "coder", "NAME", N_ ("who writes it, for the history") },
  { NULL },
};

const CliCommand cli_memo_commands[] = {
  { .name = "memo",
    .arguments = "PROJECT document|code|annotation|project [NAME]",
    .text = N_ ("Prints, writes or takes away a memo."),
    .details = N_ ("NAME is a title, source or UUID of a document, a name, path or UUID "
                   "of a code, the UUID of a coding, as in “scho list PROJECT "
                   "annotations --as csv”. A project needs none."),
    .min_arguments = 2,
    .max_arguments = 3,
    .n_paths = 1,
    .options = memo_options,
    .run = run_memo },
  { NULL },
};
