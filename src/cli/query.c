#include "query.h"

#include <glib/gi18n.h>
#include <scholiast/search.h>
#include <scholiast/text-unit.h>
#include <string.h>

enum
{
  CONTEXT_LENGTH = 30, /* characters on each side of a passage */
};

void
cli_show_query_place (const char *text, const SchoQueryPlace *place, GError **error)
{
  g_autofree char *drawn = NULL, *message = NULL;

  if (text[strspn (text, " ")] == '\0')
    return;
  drawn = scho_query_place_draw (place, text);
  message = g_steal_pointer (&(*error)->message);
  (*error)->message = g_strconcat (message, "\n", drawn, NULL);
}

/* The query and the place in it below what is wrong with it. */
static void
show_place (const char *option,
            const char *text,
            const SchoQueryPlace *place,
            GError **error)
{
  if (error == NULL || *error == NULL
      || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_prefix_error (error, "--%s: ", option);
  cli_show_query_place (text, place, error);
}

SchoPassageQuery *
cli_parse_query (CliCall *call, const char *option, GError **error)
{
  const char *text = cli_call_get_option (call, option);
  SchoQueryPlace place;
  SchoPassageQuery *query = scho_passage_query_parse (text, &place, error);

  if (query == NULL)
    show_place (option, text, &place, error);
  return query;
}

/* Tables -------------------------------------------------------------------------- */

typedef struct
{
  SchoTable *table;
  SchoSnapshot *snapshot;
  const SchoDocument *document;
  SchoText *text;
  GPtrArray *labels; /* by id of the code; made when needed */
  gboolean for_people;
  /* Columns; 0: there is none */
  guint code, coder, related, passage, context, memo, uuid, related_uuid;
} Listing;

static guint
add_text (Listing *self, const char *name, const char *title)
{
  return scho_table_add_column (self->table, name, title, SCHO_COLUMN_TEXT);
}

/* For people only what is not the same in all rows. */
static void
add_columns (Listing *self, gboolean has_related)
{
  add_text (self, "document", _ ("Document"));
  scho_table_add_column (self->table, "start", _ ("Start"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (self->table, "end", _ ("End"), SCHO_COLUMN_INTEGER);
  self->code = add_text (self, "code", _ ("Code"));
  self->coder = add_text (self, "coder", _ ("Coder"));
  if (has_related || !self->for_people)
    /* Translators: the code of the passage that another overlaps, follows, … */
    self->related = add_text (self, "related", _ ("Related"));
  self->passage = add_text (self, "passage", _ ("Passage"));
  if (self->for_people)
    return;
  self->context = add_text (self, "context", _ ("Context"));
  self->memo = add_text (self, "memo", _ ("Memo"));
  self->uuid = add_text (self, "uuid", _ ("Identity"));
  self->related_uuid = add_text (self, "related-uuid", _ ("Identity of the related"));
}

static const char *
get_label (Listing *self, guint32 code)
{
  char **label = (char **) &g_ptr_array_index (self->labels, code);

  if (*label == NULL)
    *label = scho_snapshot_dup_code_label (self->snapshot, code);
  return *label;
}

/* Each name once, with “; ” between. */
static void
set_names (Listing *self, gsize row, guint column, GPtrArray *names)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      gboolean is_new = TRUE;

      for (guint k = 0; k < i && is_new; k++)
        is_new = !g_str_equal (names->pdata[i], names->pdata[k]);
      if (is_new)
        g_string_append_printf (joined, "%s%s", i > 0 ? "; " : "",
                                (const char *) names->pdata[i]);
    }
  if (joined->len > 0)
    scho_table_set_text (self->table, row, column, joined->str);
}

/* @codings: that lie on the passage: several where it is a stretch. */
static void
set_codings (Listing *self, gsize row, GPtrArray *codings)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new (), coders = g_ptr_array_new ();

  for (guint i = 0; i < codings->len; i++)
    {
      const SchoAnnotation *coding = codings->pdata[i];

      g_ptr_array_add (codes, (gpointer) get_label (self, coding->code));
      g_ptr_array_add (
          coders,
          (gpointer) scho_snapshot_get_coder (self->snapshot, coding->coder)->name);
    }
  set_names (self, row, self->code, codes);
  set_names (self, row, self->coder, coders);
}

static void
set_uuid (Listing *self, gsize row, guint column, const SchoAnnotation *coding)
{
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  if (coding == NULL)
    return;
  scho_uuid_format (&coding->uuid, uuid);
  scho_table_set_text (self->table, row, column, uuid);
}

static void
set_for_programs (Listing *self, gsize row, const SchoMatch *match)
{
  guint32 start = scho_text_context_start (self->text, match->start, CONTEXT_LENGTH);
  guint32 end = scho_text_context_end (self->text, match->end, CONTEXT_LENGTH);
  g_autofree char *context = g_strstrip (scho_text_dup_range (self->text, start, end));

  scho_table_set_text (self->table, row, self->context, context);
  if (match->annotation != NULL && match->annotation->memo != NULL)
    scho_table_set_text (self->table, row, self->memo, match->annotation->memo);
  set_uuid (self, row, self->uuid, match->annotation);
  set_uuid (self, row, self->related_uuid, match->other);
}

static void
add_match (Listing *self, const SchoMatch *match, GPtrArray *codings)
{
  gsize row = scho_table_add_row (self->table);
  g_autofree char *passage = scho_text_dup_range (self->text, match->start, match->end);

  scho_table_set_text (self->table, row, 0, self->document->title);
  scho_table_set_integer (self->table, row, 1, match->start);
  scho_table_set_integer (self->table, row, 2, match->end);
  set_codings (self, row, codings);
  if (match->other != NULL)
    scho_table_set_text (self->table, row, self->related,
                         get_label (self, match->other->code));
  scho_table_set_text (self->table, row, self->passage, passage);
  if (!self->for_people)
    set_for_programs (self, row, match);
}

/* Passages come by document, so each text is read once. */
static gboolean
go_to_document (Listing *self, guint32 document, GError **error)
{
  if (self->document != NULL && self->document->id == document)
    return TRUE;
  g_clear_pointer (&self->text, scho_text_unref);
  self->document = scho_snapshot_get_document (self->snapshot, document);
  self->text = scho_snapshot_read_text (self->snapshot, document, error);
  return self->text != NULL;
}

static gboolean
add_matches (Listing *self, GArray *matches, GPtrArray *codings, GError **error)
{
  for (guint i = 0; i < matches->len; i++)
    {
      const SchoMatch *match = &g_array_index (matches, SchoMatch, i);

      if (!go_to_document (self, match->document, error))
        return FALSE;
      add_match (self, match, codings->pdata[i]);
    }
  return TRUE;
}

static gboolean
has_related (GArray *matches)
{
  for (guint i = 0; i < matches->len; i++)
    if (g_array_index (matches, SchoMatch, i).other != NULL)
      return TRUE;
  return FALSE;
}

static SchoTable *
tabulate (SchoSnapshot *snapshot,
          GArray *matches,
          GPtrArray *codings,
          gboolean for_people,
          GError **error)
{
  g_autoptr (SchoTable) table = scho_table_new ("passages", _ ("Passages found"));
  Listing listing = { .table = table, .snapshot = snapshot, .for_people = for_people };
  gboolean done;

  add_columns (&listing, has_related (matches));
  listing.labels = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (listing.labels, (int) scho_snapshot_get_code_limit (snapshot));
  done = add_matches (&listing, matches, codings, error);
  g_clear_pointer (&listing.text, scho_text_unref);
  g_ptr_array_unref (listing.labels);
  return done ? g_steal_pointer (&table) : NULL;
}

SchoTable *
cli_find_passages (CliCall *call,
                   SchoPassageQuery *query,
                   SchoSnapshot *snapshot,
                   GError **error)
{
  SchoQueryPlace place;
  g_autoptr (GArray) matches
      = scho_passage_query_run (query, snapshot, cli_call_get_progress (call),
                                cli_call_get_cancellable (call), &place, error);
  g_autoptr (GPtrArray) codings = NULL;

  if (matches == NULL)
    {
      show_place ("query", cli_call_get_option (call, "query"), &place, error);
      return NULL;
    }
  if (matches->len == 0)
    cli_call_say (call, _ ("No passages"));
  codings = scho_passage_query_list_codings (
      query, snapshot, (const SchoMatch *) (gpointer) matches->data, matches->len,
      cli_call_get_cancellable (call), error);
  return codings != NULL ? tabulate (snapshot, matches, codings,
                                     cli_call_get_option (call, "as") == NULL, error)
                         : NULL;
}

/* Less of a project --------------------------------------------------------------- */

static SchoSnapshot *
narrow_to_documents (CliCall *call, SchoSnapshot *snapshot, GError **error)
{
  g_autoptr (SchoPassageQuery) query = cli_parse_query (call, "where", error);
  g_autofree gboolean *documents = NULL;
  SchoQueryPlace place;

  if (query == NULL)
    return NULL;
  documents = scho_passage_query_match_documents (
      query, snapshot, cli_call_get_progress (call), cli_call_get_cancellable (call),
      &place, error);
  if (documents != NULL)
    return scho_snapshot_narrow (snapshot, documents, NULL);
  show_place ("where", cli_call_get_option (call, "where"), &place, error);
  return NULL;
}

typedef SchoSnapshot *(*Narrow) (SchoPassageQuery *query,
                                 SchoSnapshot *snapshot,
                                 const SchoProgress *progress,
                                 GCancellable *cancellable,
                                 SchoQueryPlace *place,
                                 GError **error);

static SchoSnapshot *
narrow_to_passages (CliCall *call, SchoSnapshot *snapshot, Narrow func, GError **error)
{
  g_autoptr (SchoPassageQuery) query = cli_parse_query (call, "query", error);
  SchoQueryPlace place;
  SchoSnapshot *narrow;

  if (query == NULL)
    return NULL;
  narrow = func (query, snapshot, cli_call_get_progress (call),
                 cli_call_get_cancellable (call), &place, error);
  if (narrow == NULL)
    show_place ("query", cli_call_get_option (call, "query"), &place, error);
  return narrow;
}

static SchoSnapshot *
narrow_by (CliCall *call, SchoSnapshot *snapshot, Narrow func, GError **error)
{
  g_autoptr (SchoSnapshot) documents = NULL;

  if (cli_call_get_option (call, "where") == NULL)
    documents = scho_snapshot_ref (snapshot);
  else if (!(documents = narrow_to_documents (call, snapshot, error)))
    return NULL;
  if (cli_call_get_option (call, "query") == NULL)
    return g_steal_pointer (&documents);
  return narrow_to_passages (call, documents, func, error);
}

SchoSnapshot *
cli_narrow (CliCall *call, SchoSnapshot *snapshot, GError **error)
{
  return narrow_by (call, snapshot, scho_passage_query_narrow, error);
}

SchoSnapshot *
cli_limit (CliCall *call, SchoSnapshot *snapshot, GError **error)
{
  g_autoptr (SchoSnapshot) limited
      = narrow_by (call, snapshot, scho_passage_query_limit, error);

  if (limited == NULL || limited == snapshot)
    return g_steal_pointer (&limited);
  return scho_snapshot_without_idle_coders (limited);
}
