/* codebook.c - each code with what it means, how often it was used, and examples. */
#include <scholiast/plugin.h>

#include "../shared/tables.h"
#include "../shared/which.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SchoOptionSpec option_specs[] = {
  { "examples", SCHO_OPTION_INTEGER, "3", N_ ("Example passages of each code, at most"),
    NULL },
  { "code", SCHO_OPTION_CODE, "", N_ ("Only this code and those below"), NULL },
  { "coder", SCHO_OPTION_CODER, "", N_ ("Whose codings"), NULL },
  { NULL },
};

/* What is known of a code. */
typedef struct
{
  guint64 codings;
  guint documents;
  guint32 last_document;
  GArray *examples; /* of SchoAnnotation, the snapshot's: those marked come first */
  guint n_marked;
} Entry;

typedef struct
{
  SchoSnapshot *snapshot;
  Which which;
  guint n_examples;
  GPtrArray *entries; /* by code id; NULL for those left out */
} Codebook;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  if (entry == NULL)
    return;
  g_array_unref (entry->examples);
  g_free (entry);
}

static Entry *
get_entry (Codebook *self, guint32 code)
{
  return self->entries->pdata[code];
}

static void
make_entries (Codebook *self)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);
  g_autofree gboolean *branch
      = self->which.code != 0 ? scho_lookup_branch (self->snapshot, self->which.code)
                              : NULL;

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  g_ptr_array_set_size (self->entries,
                        (gint) scho_snapshot_get_code_limit (self->snapshot));
  for (gsize i = 0; i < n; i++)
    if (branch == NULL || branch[codes[i]->id])
      {
        Entry *entry = g_new0 (Entry, 1);

        entry->examples = g_array_new (FALSE, FALSE, sizeof (SchoAnnotation));
        self->entries->pdata[codes[i]->id] = entry;
      }
}

/* Marked ones push out the last of the others. */
static void
offer_example (Codebook *self, Entry *entry, const SchoAnnotation *coding)
{
  gboolean is_marked = (coding->flags & SCHO_ANNOTATION_EXAMPLE) != 0;

  if (is_marked && entry->n_marked < self->n_examples)
    {
      g_array_insert_val (entry->examples, entry->n_marked, *coding);
      entry->n_marked++;
    }
  else if (!is_marked && entry->examples->len < self->n_examples)
    g_array_append_val (entry->examples, *coding);
  if (entry->examples->len > self->n_examples)
    g_array_set_size (entry->examples, self->n_examples);
}

static gboolean
count_document (const SchoDocument *document, gpointer data, GError **error)
{
  Codebook *self = data;
  gsize n;
  const SchoAnnotation *codings
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);

  for (gsize i = 0; i < n; i++)
    {
      Entry *entry = get_entry (self, codings[i].code);

      if (entry == NULL
          || (self->which.coder != 0 && codings[i].coder != self->which.coder))
        continue;
      entry->codings++;
      entry->documents += entry->last_document != document->id;
      entry->last_document = document->id;
      offer_example (self, entry, &codings[i]);
    }
  return TRUE;
}

static SchoTable *
list_codes (Codebook *self)
{
  static const TablesColumn columns[] = {
    { "code", N_ ("Code"), SCHO_COLUMN_TEXT },
    { "definition", N_ ("Definition"), SCHO_COLUMN_TEXT },
    { "use-when", N_ ("When to use"), SCHO_COLUMN_TEXT },
    { "use-not", N_ ("When not"), SCHO_COLUMN_TEXT },
    { "codings", N_ ("Codings"), SCHO_COLUMN_INTEGER },
    { "documents", N_ ("Documents"), SCHO_COLUMN_INTEGER },
  };
  SchoTable *table
      = tables_make ("codebook", _ ("Codebook"), columns, G_N_ELEMENTS (columns));
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      const Entry *entry = get_entry (self, codes[i]->id);
      g_autofree char *path = scho_snapshot_dup_code_path (self->snapshot, codes[i]->id);
      gsize row;

      if (entry == NULL)
        continue;
      row = scho_table_add_row (table);
      scho_table_set_text (table, row, 0, path);
      scho_table_set_text (table, row, 1, codes[i]->definition);
      scho_table_set_text (table, row, 2, codes[i]->use_when);
      scho_table_set_text (table, row, 3, codes[i]->use_not);
      scho_table_set_integer (table, row, 4, (gint64) entry->codings);
      scho_table_set_integer (table, row, 5, entry->documents);
    }
  scho_table_add_chart (
      table, &(SchoChart){ SCHO_CHART_BARS, .label = "code", .value = "codings" });
  return table;
}

static SchoTable *
make_example_table (void)
{
  SchoTable *table = scho_table_new ("examples", _ ("Example passages"));

  scho_table_add_column (table, "code", _ ("Code"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "document", _ ("Document"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "start", _ ("From"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "end", _ ("To"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "coder", _ ("Coder"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "marked", _ ("Marked as example"), SCHO_COLUMN_BOOLEAN);
  scho_table_add_column (table, "quote", _ ("Passage"), SCHO_COLUMN_TEXT);
  return table;
}

static gboolean
add_example (Codebook *self,
             SchoTable *table,
             const char *path,
             const SchoAnnotation *coding,
             GError **error)
{
  SchoSnapshot *snapshot = self->snapshot;
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, coding->document, error);
  g_autofree char *quote = NULL;
  gsize row;

  if (text == NULL)
    return FALSE;
  quote = scho_text_dup_range (text, coding->start, coding->end);
  row = scho_table_add_row (table);
  scho_table_set_text (table, row, 0, path);
  scho_table_set_text (table, row, 1,
                       scho_snapshot_get_document (snapshot, coding->document)->title);
  scho_table_set_integer (table, row, 2, coding->start);
  scho_table_set_integer (table, row, 3, coding->end);
  scho_table_set_text (table, row, 4,
                       scho_snapshot_get_coder (snapshot, coding->coder)->name);
  scho_table_set_boolean (table, row, 5, (coding->flags & SCHO_ANNOTATION_EXAMPLE) != 0);
  scho_table_set_text (table, row, 6, quote);
  return TRUE;
}

static SchoTable *
list_examples (Codebook *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (SchoTable) table = make_example_table ();
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      const Entry *entry = get_entry (self, codes[i]->id);
      g_autofree char *path = scho_snapshot_dup_code_path (self->snapshot, codes[i]->id);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      for (guint k = 0; entry != NULL && k < entry->examples->len; k++)
        if (!add_example (self, table, path,
                          &g_array_index (entry->examples, SchoAnnotation, k), error))
          return NULL;
    }
  scho_table_add_note (table, _ ("Passages marked as examples come first, then the first "
                                 "of the documents."));
  return g_steal_pointer (&table);
}

static GPtrArray *
run (SchoSnapshot *snapshot,
     SchoOptions *options,
     const SchoProgress *progress,
     GCancellable *cancellable,
     GError **error)
{
  Codebook self = { .snapshot = snapshot };
  g_autoptr (GPtrArray) entries = NULL;
  GPtrArray *tables;
  SchoTable *examples;

  self.n_examples
      = (guint) CLAMP (scho_options_get_integer (options, "examples"), 0, 1000);
  if (!which_find (&self.which, snapshot, NULL, scho_options_get_text (options, "code"),
                   scho_options_get_text (options, "coder"), error))
    return NULL;
  make_entries (&self);
  entries = self.entries;
  if (!which_each_document (&self.which, snapshot, count_document, &self, progress,
                            cancellable, error)
      || !(examples = list_examples (&self, cancellable, error)))
    return NULL;
  tables = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_table_unref);
  g_ptr_array_add (tables, list_codes (&self));
  g_ptr_array_add (tables, examples);
  return tables;
}

static const SchoAnalysis analyses[] = {
  { .id = "codebook",
    .title = N_ ("Codebook report"),
    .description = N_ ("Lists each code with definition, counts and example passages."),
    .options = option_specs,
    .run = run },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.codebook",
  .title = N_ ("Codebook report"),
  .description
  = N_ ("Each code with what it means, how often it was used, and examples."),
  .analyses = analyses,
};
