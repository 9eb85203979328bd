/* cmd-edit.c - scho import, scho code. */
#include "commands.h"

#include "open.h"
#include "tell-losses.h"
#include "terminal.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>
#include <scholiast/import-report.h>
#include <scholiast/plugins.h>
#include <scholiast/lookup.h>

/* Documents that are told of one by one. */
#define MOST_TOLD 100

static gsize
count_added (SchoStep *step, SchoNoun noun)
{
  gsize added = 0;

  for (gsize i = 0; i < scho_step_get_n_changes (step, noun); i++)
    added += scho_step_get_change (step, noun, i).before == NULL;
  return added;
}

static void
append_count (GString *line, const char *words, gsize n)
{
  if (n > 0)
    g_string_append_printf (line, "%s%zu %s", line->len > 0 ? ", " : "", n, words);
}

/* "1 document, 12 codes, 41 codings" */
static char *
describe_step (SchoStep *step)
{
  gsize documents = count_added (step, SCHO_NOUN_DOCUMENT);
  gsize codes = count_added (step, SCHO_NOUN_CODE);
  gsize coders = count_added (step, SCHO_NOUN_CODER);
  gsize codings = count_added (step, SCHO_NOUN_ANNOTATION);
  GString *line = g_string_new (NULL);

  append_count (line, ngettext ("document", "documents", documents), documents);
  append_count (line, ngettext ("code", "codes", codes), codes);
  append_count (line, ngettext ("coder", "coders", coders), coders);
  append_count (line, ngettext ("coding", "codings", codings), codings);
  if (line->len == 0)
    g_string_append (line,
                     scho_step_is_empty (step) ? _ ("nothing new") : _ ("changes only"));
  return g_string_free (line, FALSE);
}

static SchoStep *
read_files (CliCall *call,
            SchoPlugins *plugins,
            SchoProject *project,
            GPtrArray *left_out,
            GError **error)
{
  const char *as = cli_call_get_option (call, "as");
  const SchoImporter *importer = NULL;

  if (as != NULL && !(importer = scho_plugins_find_importer (plugins, as, error)))
    return NULL;
  return scho_plugins_import_files (
      plugins, importer, cli_call_get_arguments (call, 1),
      cli_call_get_option (call, "coder"), cli_call_get_values (call, "set"),
      scho_project_get_snapshot (project), left_out, cli_call_get_progress (call),
      cli_call_get_cancellable (call), error);
}

static void
tell_arrivals (CliCall *call, SchoStep *step)
{
  g_autoptr (GPtrArray) sentences = scho_step_list_arrivals (step, MOST_TOLD);

  for (guint i = 0; i < sentences->len; i++)
    cli_call_say (call, "%s", (const char *) sentences->pdata[i]);
}

/* The others are in by now. */
static gboolean
tell_left_out (CliCall *call, GPtrArray *left_out, GError **error)
{
  for (guint i = 0; i < left_out->len; i++)
    cli_call_say (call, "%s", (const char *) left_out->pdata[i]);
  if (left_out->len == 0)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               ngettext ("%u file did not come in; the others did",
                         "%u files did not come in; the others did", left_out->len),
               left_out->len);
  return FALSE;
}

/* Of all files; those that are not there at all are counted in a report too. */
static gboolean
tell_lost (CliCall *call, SchoStep *step, GPtrArray *left_out, GError **error)
{
  g_autoptr (SchoLosses) losses = scho_losses_new ();

  scho_losses_append (losses, scho_step_get_losses (step));
  for (guint i = 0; i < left_out->len; i++)
    if (cli_call_get_option (call, "report") != NULL)
      scho_losses_add (losses, 1, _ ("Files that could not be read"), left_out->pdata[i]);
  return cli_tell_losses (call, losses, error);
}

static gboolean
run_import (CliCall *call, GError **error)
{
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  gboolean all = cli_call_has_flag (call, "all-or-nothing");
  g_autoptr (SchoPlugins) plugins = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (SchoProject) project = cli_open_to_write (call, error);
  g_autofree char *counts = NULL;
  g_autofree char *line = NULL;

  if (project == NULL)
    return FALSE;
  plugins = scho_plugins_new ();
  if (!(step = read_files (call, plugins, project, all ? NULL : left_out, error)))
    return FALSE;
  cli_sign_step (call, step);
  if (g_cancellable_set_error_if_cancelled (cli_call_get_cancellable (call), error)
      || !tell_lost (call, step, left_out, error)
      || !cli_apply (call, project, step, error))
    return FALSE;
  tell_arrivals (call, step);
  cli_tell_notes (call, step);
  counts = describe_step (step);
  line = g_strdup_printf (_ ("Imported: %s\n"), counts);
  return cli_print (line, error) && tell_left_out (call, left_out, error);
}

/* What lies outside every text is refused here, in the user's own figures. */
static gboolean
parse_position (const char *word, guint32 *position, GError **error)
{
  gboolean negative = word[0] == '-';
  const char *digits = negative ? word + 1 : word;
  guint64 value;

  if (digits[0] == '\0' || strspn (digits, "0123456789") != strlen (digits))
    {
      g_set_error (error, CLI_USAGE_ERROR, 0,
                   _ ("“%s” is no position: it takes a number of characters"), word);
      return FALSE;
    }
  if (negative || !g_ascii_string_to_unsigned (digits, 10, 0, G_MAXUINT32, &value, NULL))
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_RANGE,
                   _ ("Position %s lies outside every text"), word);
      return FALSE;
    }
  *position = (guint32) value;
  return TRUE;
}

/* @values: with its positions */
static SchoStep *
make_coding (CliCall *call,
             SchoSnapshot *snapshot,
             SchoAnnotation *values,
             const char *coder,
             GError **error)
{
  const SchoDocument *document;
  const SchoCode *code;

  if (!(document
        = scho_lookup_document (snapshot, cli_call_get_argument (call, 1), error))
      || !(code = scho_lookup_code (snapshot, cli_call_get_argument (call, 4), error)))
    return NULL;
  values->document = document->id;
  values->code = code->id;
  values->memo = cli_call_get_option (call, "memo");
  return scho_edit_annotate_by (snapshot, values, coder, error);
}

/* The same passage, code and coder. */
static gboolean
is_coded (SchoSnapshot *snapshot, SchoStep *step)
{
  SchoChange change = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, 0);

  return scho_lookup_same_annotation (snapshot, change.after) != NULL;
}

static gboolean
run_code (CliCall *call, GError **error)
{
  const char *coder = cli_get_coder_name (call);
  SchoAnnotation values = { .weight = SCHO_NO_WEIGHT };
  g_autoptr (SchoProject) project = NULL;
  g_autoptr (SchoStep) step = NULL;
  SchoSnapshot *snapshot;

  if (!parse_position (cli_call_get_argument (call, 2), &values.start, error)
      || !parse_position (cli_call_get_argument (call, 3), &values.end, error)
      || !(project = cli_open_to_write (call, error)))
    return FALSE;
  snapshot = scho_project_get_snapshot (project);
  if (!(step = make_coding (call, snapshot, &values, coder, error)))
    return FALSE;
  if (is_coded (snapshot, step))
    {
      cli_call_say (call, _ ("%u–%u is coded so already by “%s”; nothing changed"),
                    values.start, values.end, coder);
      return TRUE;
    }
  if (!cli_apply_signed (call, project, step, error))
    return FALSE;
  if (count_added (step, SCHO_NOUN_CODER) > 0)
    cli_call_say (call, _ ("New coder “%s”"), coder);
  return TRUE;
}

static const CliOption import_options[] = {
  { "as", "IMPORTER", N_ ("how to read the files (guessed from content and name)") },
  { "coder", "NAME",
    N_ ("who imports; whose codings they are where the files say nobody") },
  { "set", "OPTION=VALUE", N_ ("an option of the importer; more than once if need be"),
    .may_repeat = TRUE },
  { "report", "FILE", N_ ("what is lost, as JSON, instead of on standard error"),
    .is_path = TRUE },
  { "all-or-nothing", NULL, N_ ("import nothing when one of the files cannot be read") },
  { NULL },
};

static const CliOption code_options[] = {
  { "coder", "NAME", N_ ("who codes, added when new (the user's own name)") },
  { "memo", "TEXT", N_ ("a memo on the coding") },
  { NULL },
};

const CliCommand cli_edit_commands[] = {
  { .name = "import",
    .arguments = "PROJECT FILE…",
    .text = N_ ("Reads files into a project, all of them as one step."),
    .details = N_ (
        "A folder means all files in it. One undo takes all of it back. A file that "
        "cannot be read is left out, and said so. The order does not matter: codings "
        "wait for their text. "
        "“scho plugins” lists the importers, “scho plugins --options” what can be set."),
    .min_arguments = 2,
    .max_arguments = G_MAXUINT,
    .n_paths = G_MAXUINT,
    .options = import_options,
    .is_long = TRUE,
    .run = run_import },
  { .name = "code",
    .arguments = "PROJECT DOCUMENT START END CODE",
    .text = N_ ("Codes a passage."),
    .details
    = N_ ("START and END are Unicode code points from 0, END not included. "
          "DOCUMENT is a title or source, CODE a name, or a path with slashes where "
          "several codes have the name; UUIDs do too. A passage that the coder has coded "
          "so already stays as it is."),
    .min_arguments = 5,
    .max_arguments = 5,
    .n_paths = 1,
    .options = code_options,
    .run = run_code },
  { NULL },
};
