/* saturation.c - how many new codes each further document brings, and when it was coded.
 *
 * When a passage was coded is in the UUID of its coding (version 7).
 */
#include <scholiast/plugin.h>

#include "../shared/which.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SchoOptionSpec option_specs[] = {
  { "order", SCHO_OPTION_CHOICE, "coded", N_ ("Documents in the order they were"),
    "coded|imported" },
  { "by", SCHO_OPTION_CHOICE, "day", N_ ("Codings over time, by"), "day|week|month" },
  { "code", SCHO_OPTION_CODE, "", N_ ("Only this code and those below"), NULL },
  { "coder", SCHO_OPTION_CODER, "", N_ ("Whose codings"), NULL },
  { NULL },
};

typedef struct
{
  guint32 document;
  gint64 first; /* when its first coding was made, in ms since 1970; G_MAXINT64: none */
} Turn;

typedef struct
{
  SchoSnapshot *snapshot;
  Which which;
  gboolean *branch; /* nullable */
  GArray *turns;    /* of Turn */
  GArray *codings;  /* of Coding */
} Saturation;

typedef struct
{
  gint64 time; /* 0: not known */
  guint32 code;
} Coding;

static void
saturation_clear (Saturation *self)
{
  g_clear_pointer (&self->branch, g_free);
  g_clear_pointer (&self->turns, g_array_unref);
  g_clear_pointer (&self->codings, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Saturation, saturation_clear)

static gboolean
is_counted (Saturation *self, const SchoAnnotation *coding)
{
  return (self->branch == NULL || self->branch[coding->code])
         && (self->which.coder == 0 || coding->coder == self->which.coder);
}

static void
take_document (Saturation *self, guint32 document)
{
  Turn turn = { document, G_MAXINT64 };
  gsize n;
  const SchoAnnotation *codings
      = scho_snapshot_get_annotations (self->snapshot, document, &n);

  for (gsize i = 0; i < n; i++)
    if (is_counted (self, &codings[i]))
      {
        gint64 time = scho_uuid_get_time (&codings[i].uuid);
        Coding coding = { MAX (time, 0), codings[i].code };

        turn.first = MIN (turn.first, coding.time);
        g_array_append_val (self->codings, coding);
      }
  g_array_append_val (self->turns, turn);
}

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  const Turn *one = a, *other = b;

  if (one->first != other->first)
    return one->first < other->first ? -1 : 1;
  return (one->document > other->document) - (one->document < other->document);
}

static int
compare_codings (gconstpointer a, gconstpointer b)
{
  const Coding *one = a, *other = b;

  return (one->time > other->time) - (one->time < other->time);
}

/* Numbers of a document, or of a span of time. */
typedef struct
{
  guint64 codings;
  guint used, new, so_far;
} Numbers;

static void
add_numbers (SchoTable *table, gsize row, guint column, const Numbers *numbers)
{
  scho_table_set_integer (table, row, column, (gint64) numbers->codings);
  scho_table_set_integer (table, row, column + 1, numbers->used);
  scho_table_set_integer (table, row, column + 2, numbers->new);
  scho_table_set_integer (table, row, column + 3, numbers->so_far);
}

static void
add_number_columns (SchoTable *table)
{
  scho_table_add_column (table, "codings", _ ("Codings"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "codes", _ ("Codes used"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "new-codes", _ ("New codes"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "codes-so-far", _ ("Codes so far"), SCHO_COLUMN_INTEGER);
}

/* @last: by code id: the number of the document or span that had it last; 0: none. */
static void
count_code (Numbers *numbers, guint *last, guint32 code, guint number)
{
  numbers->codings++;
  if (last[code] == number)
    return;
  numbers->used++;
  numbers->new += last[code] == 0;
  last[code] = number;
}

static SchoTable *
list_documents (Saturation *self)
{
  SchoTable *table = scho_table_new ("saturation", _ ("New codes by document"));
  g_autofree guint *last
      = g_new0 (guint, scho_snapshot_get_code_limit (self->snapshot) + 1);
  guint so_far = 0;

  scho_table_add_column (table, "number", _ ("No."), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "document", _ ("Document"), SCHO_COLUMN_TEXT);
  add_number_columns (table);
  scho_table_add_chart (table,
                        &(SchoChart){ SCHO_CHART_LINES, .label = "document",
                                      .value = "codes-so-far", .also = "new-codes" });
  for (guint t = 0; t < self->turns->len; t++)
    {
      guint32 document = g_array_index (self->turns, Turn, t).document;
      gsize row = scho_table_add_row (table), n;
      const SchoAnnotation *codings
          = scho_snapshot_get_annotations (self->snapshot, document, &n);
      Numbers numbers = { 0 };

      for (gsize i = 0; i < n; i++)
        if (is_counted (self, &codings[i]))
          count_code (&numbers, last, codings[i].code, t + 1);
      numbers.so_far = so_far += numbers.new;
      scho_table_set_integer (table, row, 0, t + 1);
      scho_table_set_text (table, row, 1,
                           scho_snapshot_get_document (self->snapshot, document)->title);
      add_numbers (table, row, 2, &numbers);
    }
  return table;
}

/* The span's first day, as 2026-11-26, or its month, as 2026-11; in UTC. */
static char *
name_span (gint64 time, const char *by)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (time / 1000);
  g_autoptr (GDateTime) monday = NULL;

  if (time == 0 || day == NULL)
    return NULL;
  if (strcmp (by, "month") == 0)
    return g_date_time_format (day, "%Y-%m");
  if (strcmp (by, "day") == 0)
    return g_date_time_format (day, "%Y-%m-%d");
  monday = g_date_time_add_days (day, 1 - g_date_time_get_day_of_week (day));
  return g_date_time_format (monday, "%Y-%m-%d");
}

static void
add_span (SchoTable *table, const char *name, Numbers *numbers)
{
  gsize row = scho_table_add_row (table);

  numbers->so_far += numbers->new;
  scho_table_set_text (table, row, 0, name != NULL ? name : _ ("not known"));
  add_numbers (table, row, 1, numbers);
  *numbers = (Numbers){ .so_far = numbers->so_far };
}

static SchoTable *
list_spans (Saturation *self, const char *by)
{
  SchoTable *table = scho_table_new ("over-time", _ ("Codings over time"));
  g_autofree guint *last
      = g_new0 (guint, scho_snapshot_get_code_limit (self->snapshot) + 1);
  g_autofree char *name = NULL;
  Numbers numbers = { 0 };
  guint number = 1;

  scho_table_add_column (table, "from", _ ("From"), SCHO_COLUMN_TEXT);
  add_number_columns (table);
  scho_table_add_chart (table, &(SchoChart){ SCHO_CHART_LINES, .label = "from",
                                             .value = "codings", .also = "codes" });
  g_array_sort (self->codings, compare_codings);
  for (guint i = 0; i < self->codings->len; i++)
    {
      const Coding *coding = &g_array_index (self->codings, Coding, i);
      char *here = name_span (coding->time, by);

      if (i > 0 && g_strcmp0 (here, name) != 0)
        {
          add_span (table, name, &numbers);
          number++;
        }
      g_free (name);
      name = here;
      count_code (&numbers, last, coding->code, number);
    }
  if (self->codings->len > 0)
    add_span (table, name, &numbers);
  return table;
}

static void
take_all (Saturation *self, gboolean as_coded)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  self->turns = g_array_new (FALSE, FALSE, sizeof (Turn));
  self->codings = g_array_new (FALSE, FALSE, sizeof (Coding));
  for (gsize i = 0; i < n; i++)
    take_document (self, documents[i]->id);
  if (as_coded)
    g_array_sort (self->turns, compare_turns);
}

static void
add_notes (SchoTable *documents, SchoTable *spans, gboolean as_coded)
{
  scho_table_add_note (documents,
                       as_coded ? _ ("In the order in which documents were first coded; "
                                     "those without codings come last.")
                                : _ ("In the order in which documents came in."));
  scho_table_add_note (documents, _ ("Saturated is not proved by a row of noughts: it "
                                     "depends on the order and on what was looked for."));
  scho_table_add_note (spans, _ ("By when each coding that is there now was made, in "
                                 "universal time (UTC). Codings from other programs may "
                                 "not say it."));
}

static GPtrArray *
run (SchoSnapshot *snapshot,
     SchoOptions *options,
     const SchoProgress *progress,
     GCancellable *cancellable,
     GError **error)
{
  g_auto (Saturation) self = { .snapshot = snapshot };
  gboolean as_coded = strcmp (scho_options_get_text (options, "order"), "coded") == 0;
  GPtrArray *tables;
  SchoTable *documents, *spans;

  if (!which_find (&self.which, snapshot, NULL, scho_options_get_text (options, "code"),
                   scho_options_get_text (options, "coder"), error))
    return NULL;
  if (self.which.code != 0)
    self.branch = scho_lookup_branch (snapshot, self.which.code);
  take_all (&self, as_coded);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  documents = list_documents (&self);
  spans = list_spans (&self, scho_options_get_text (options, "by"));
  add_notes (documents, spans, as_coded);
  tables = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_table_unref);
  g_ptr_array_add (tables, documents);
  g_ptr_array_add (tables, spans);
  return tables;
}

static const SchoAnalysis analyses[] = {
  { .id = "saturation",
    .title = N_ ("Saturation"),
    .description = N_ ("Counts the new codes that each document brings, and codings over "
                       "time."),
    .options = option_specs,
    .run = run },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.saturation",
  .title = N_ ("Saturation"),
  .description = N_ ("New codes by document, and codings over time."),
  .analyses = analyses,
};
