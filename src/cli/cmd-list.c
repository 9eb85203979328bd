/* cmd-list.c - scho list, scho find. */
#include "commands.h"

#include "nouns.h"
#include "open.h"
#include "print.h"
#include "query.h"

#include <glib/gi18n.h>
#include <scholiast/search.h>
#include <scholiast/text-unit.h>
#include <string.h>

enum
{
  CONTEXT_LENGTH = 30, /* characters on each side of a hit */
};

static SchoTable *
make_list (SchoProject *project,
           SchoSnapshot *snapshot,
           const char *what,
           gboolean for_people,
           GError **error)
{
  if (g_str_equal (what, "documents"))
    return cli_list_documents (snapshot, for_people);
  if (g_str_equal (what, "codes"))
    return cli_list_codes (snapshot, for_people);
  if (g_str_equal (what, "coders"))
    return cli_list_coders (snapshot, for_people);
  if (g_str_equal (what, "annotations"))
    return cli_list_annotations (snapshot, for_people, error);
  return scho_project_list_history (project, error);
}

static gboolean
is_narrowed (CliCall *call)
{
  return cli_call_has_flag (call, "query") || cli_call_has_flag (call, "where");
}

static gboolean
run_list (CliCall *call, GError **error)
{
  static const char *const lists[]
      = { "documents", "codes", "coders", "annotations", "history", NULL };
  const char *what = cli_call_get_argument (call, 1);
  gboolean for_people = cli_call_get_option (call, "as") == NULL;
  g_autoptr (SchoProject) project = NULL;
  g_autoptr (SchoSnapshot) snapshot = NULL;
  SchoTable *table;

  if (!g_strv_contains (lists, what))
    {
      g_autofree char *known = g_strjoinv (", ", (char **) lists);

      g_set_error (error, CLI_USAGE_ERROR, 0, _ ("There is no list “%s”, only: %s"), what,
                   known);
      return FALSE;
    }
  if (g_str_equal (what, "history") && is_narrowed (call))
    {
      g_set_error_literal (
          error, CLI_USAGE_ERROR, 0,
          _ ("The history is listed whole: without --query and --where"));
      return FALSE;
    }
  return (project = cli_open_to_read (call, error)) != NULL
         && (snapshot = cli_narrow (call, scho_project_get_snapshot (project), error))
                != NULL
         && (table = make_list (project, snapshot, what, for_people, error)) != NULL
         && cli_print_table (call, table, error);
}

static SchoSearchFlags
get_search_flags (CliCall *call)
{
  return (cli_call_has_flag (call, "regex") ? SCHO_SEARCH_REGEX : 0)
         | (cli_call_has_flag (call, "case") ? SCHO_SEARCH_MATCH_CASE : 0)
         | (cli_call_has_flag (call, "accents") ? SCHO_SEARCH_MATCH_ACCENTS : 0)
         | (cli_call_has_flag (call, "words") ? SCHO_SEARCH_WHOLE_WORDS : 0);
}

static SchoTable *
new_hit_table (void)
{
  SchoTable *table = scho_table_new ("hits", _ ("Passages found"));

  scho_table_add_column (table, "document", _ ("Document"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "start", _ ("Start"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "end", _ ("End"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "passage", _ ("Passage"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "context", _ ("Context"), SCHO_COLUMN_TEXT);
  return table;
}

/* Whole words only. */
static char *
dup_context (SchoText *text, const SchoHit *hit)
{
  guint32 start = scho_text_context_start (text, hit->start, CONTEXT_LENGTH);
  guint32 end = scho_text_context_end (text, hit->end, CONTEXT_LENGTH);

  return g_strstrip (scho_text_dup_range (text, start, end));
}

static void
add_hit (SchoTable *table,
         const SchoDocument *document,
         SchoText *text,
         const SchoHit *hit)
{
  gsize row = scho_table_add_row (table);
  g_autofree char *passage = scho_text_dup_range (text, hit->start, hit->end);
  g_autofree char *context = dup_context (text, hit);

  scho_table_set_text (table, row, 0, document->title);
  scho_table_set_integer (table, row, 1, hit->start);
  scho_table_set_integer (table, row, 2, hit->end);
  scho_table_set_text (table, row, 3, passage);
  scho_table_set_text (table, row, 4, context);
}

/* Hits come by document, so each text is read once. */
static SchoTable *
tabulate_hits (SchoSnapshot *snapshot, GArray *hits, GError **error)
{
  g_autoptr (SchoTable) table = new_hit_table ();
  g_autoptr (SchoText) text = NULL;
  const SchoDocument *document = NULL;

  for (guint i = 0; i < hits->len; i++)
    {
      const SchoHit *hit = &g_array_index (hits, SchoHit, i);

      if (document == NULL || document->id != hit->document)
        {
          g_clear_pointer (&text, scho_text_unref);
          document = scho_snapshot_get_document (snapshot, hit->document);
          if (!(text = scho_snapshot_read_text (snapshot, hit->document, error)))
            return NULL;
        }
      add_hit (table, document, text, hit);
    }
  return g_steal_pointer (&table);
}

static gboolean
run_query (CliCall *call, GError **error)
{
  g_autoptr (SchoPassageQuery) query = cli_parse_query (call, "query", error);
  g_autoptr (SchoProject) project = NULL;
  SchoTable *table;

  return query != NULL && (project = cli_open_to_read (call, error)) != NULL
         && (table = cli_find_passages (call, query, scho_project_get_snapshot (project),
                                        error))
                != NULL
         && cli_print_table (call, table, error);
}

/* Words to search for, or --query. */
static gboolean
check_question (CliCall *call, GError **error)
{
  gboolean has_query = cli_call_has_flag (call, "query");
  gboolean has_text = cli_call_get_argument (call, 1) != NULL;

  if (!has_query && !has_text)
    g_set_error (error, CLI_USAGE_ERROR, 0, _ ("%s needs: %s"), "find",
                 "PROJECT TEXT | PROJECT --query QUERY");
  else if (has_query && has_text)
    g_set_error_literal (error, CLI_USAGE_ERROR, 0,
                         _ ("find takes a text or --query, not both; a query has "
                            "“hit:” for a text"));
  else if (has_query && get_search_flags (call) != 0)
    g_set_error_literal (error, CLI_USAGE_ERROR, 0,
                         _ ("--regex, --case, --accents and --words go with a text, not "
                            "with --query"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
run_search (CliCall *call, GError **error)
{
  g_autoptr (SchoSearch) search = NULL;
  g_autoptr (SchoProject) project = NULL;
  g_autoptr (GArray) hits = NULL;
  SchoSnapshot *snapshot;
  SchoTable *table;

  if (!(search = scho_search_new (cli_call_get_argument (call, 1),
                                  get_search_flags (call), error))
      || !(project = cli_open_to_read (call, error)))
    return FALSE;
  snapshot = scho_project_get_snapshot (project);
  hits = scho_search_snapshot (search, NULL, snapshot, cli_call_get_progress (call),
                               cli_call_get_cancellable (call), error);
  if (hits != NULL && hits->len == 0)
    cli_call_say (call, _ ("No hits"));
  return hits != NULL && (table = tabulate_hits (snapshot, hits, error)) != NULL
         && cli_print_table (call, table, error);
}

static gboolean
run_find (CliCall *call, GError **error)
{
  if (!check_question (call, error))
    return FALSE;
  return cli_call_has_flag (call, "query") ? run_query (call, error)
                                           : run_search (call, error);
}

static const CliOption list_options[] = {
  { "query", "QUERY", N_ ("only passages that it finds, see scholiast-query(7)") },
  { "where", "QUERY", N_ ("only documents that it describes") },
  { "as", "FORMAT", N_ ("csv or json, with all columns (aligned for people)"),
    .choices = "csv|json" },
  { NULL },
};

static const CliOption find_options[] = {
  { "query", "QUERY", N_ ("passages by their codes, see scholiast-query(7)") },
  { "regex", NULL, N_ ("TEXT is a regular expression") },
  { "case", NULL, N_ ("capitals and small letters differ") },
  { "accents", NULL, N_ ("letters with and without accents differ") },
  { "words", NULL, N_ ("whole words only") },
  { "as", "FORMAT", N_ ("csv or json (aligned for people)"), .choices = "csv|json" },
  { NULL },
};

const CliCommand cli_list_commands[] = {
  { .name = "list",
    .arguments = "PROJECT documents|codes|coders|annotations|history",
    .text = N_ ("Lists what a project holds."),
    .min_arguments = 2,
    .max_arguments = 2,
    .n_paths = 1,
    .options = list_options,
    .is_long = TRUE,
    .run = run_list },
  { .name = "find",
    .arguments = "PROJECT TEXT | PROJECT --query QUERY",
    .text = N_ ("Finds a text in all documents, or passages by a query."),
    .details = N_ ("Positions are Unicode code points from 0, the end not included. "
                   "Nothing found is no failure, but said on standard error."),
    .min_arguments = 1,
    .max_arguments = 2,
    .n_paths = 1,
    .options = find_options,
    .is_long = TRUE,
    .run = run_find },
  { NULL },
};
