#include <scholiast/facts.h>

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <scholiast/lookup.h>
#include <string.h>

/* Fingerprint ------------------------------------------------------------------------ */

/* The finisher of MurmurHash3 (Austin Appleby, public domain). */
static guint64
mix (guint64 x)
{
  x ^= x >> 33;
  x *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  x ^= x >> 33;
  x *= G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  return x ^ (x >> 33);
}

static guint64
mix_bytes (guint64 seed, const void *bytes, gsize n)
{
  const guint8 *from = bytes;
  guint64 hash = mix (seed + n);

  for (; n >= 8; n -= 8, from += 8)
    {
      guint64 word;

      memcpy (&word, from, 8);
      hash = mix (hash ^ GUINT64_FROM_LE (word));
    }
  for (; n > 0; n--, from++)
    hash = mix (hash ^ *from);
  return hash;
}

static guint64
mix_text (guint64 seed, const char *text)
{
  return mix_bytes (seed, text != NULL ? text : "", text != NULL ? strlen (text) : 0);
}

static guint64
mix_uuid (guint64 seed, const SchoUuid *uuid)
{
  return mix_bytes (seed, uuid, sizeof *uuid);
}

/* A sum, since numbers, and with them the order, differ from copy to copy. */
static guint64
sum_codings (SchoSnapshot *snapshot, const SchoDocument *document)
{
  gsize n;
  const SchoAnnotation *codings
      = scho_snapshot_get_annotations (snapshot, document->id, &n);
  guint64 sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      const SchoCode *code = scho_snapshot_get_code (snapshot, codings[i].code);
      const SchoCoder *coder = scho_snapshot_get_coder (snapshot, codings[i].coder);
      guint64 hash = mix_uuid (3, &codings[i].uuid);

      hash = mix (hash ^ ((guint64) codings[i].start << 32 | codings[i].end));
      hash ^= code != NULL ? mix_uuid (4, &code->uuid) : 0;
      hash ^= coder != NULL ? mix_uuid (5, &coder->uuid) : 0;
      sum += mix (hash);
    }
  return sum;
}

char *
scho_facts_dup_fingerprint (SchoSnapshot *snapshot)
{
  gsize n;
  guint64 sum = 0;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);
  const SchoCode *const *codes;
  const SchoCoder *const *coders;

  for (gsize i = 0; i < n; i++)
    sum += mix (mix_text (mix_uuid (1, &documents[i]->uuid), documents[i]->title)
                ^ mix_text (7, documents[i]->digest))
           + sum_codings (snapshot, documents[i]);
  codes = scho_snapshot_get_codes (snapshot, &n);
  for (gsize i = 0; i < n; i++)
    sum += mix_text (mix_uuid (2, &codes[i]->uuid), codes[i]->name);
  coders = scho_snapshot_get_coders (snapshot, &n);
  for (gsize i = 0; i < n; i++)
    sum += mix_text (mix_uuid (6, &coders[i]->uuid), coders[i]->name);
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", sum);
}

/* Facts ------------------------------------------------------------------------------ */

/* Of every table the same. */
typedef struct
{
  const SchoAnalysis *analysis;
  SchoSnapshot *snapshot;
  SchoOptions *options;
  const char *state, *date;
} Facts;

static char *
dup_date (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  gint64 seconds = epoch != NULL ? g_ascii_strtoll (epoch, NULL, 10) : 0;
  g_autoptr (GDateTime) time = epoch != NULL ? g_date_time_new_from_unix_utc (seconds)
                                             : g_date_time_new_now_local ();

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M %z") : g_strdup ("");
}

/* Of the whole project, whatever part of it was counted. */
static char *
dup_state (SchoSnapshot *part)
{
  SchoSnapshot *snapshot = scho_snapshot_get_whole (part);
  g_autofree char *fingerprint = scho_facts_dup_fingerprint (snapshot);
  gsize n_documents, n_codes, n_coders;

  scho_snapshot_get_documents (snapshot, &n_documents);
  scho_snapshot_get_codes (snapshot, &n_codes);
  scho_snapshot_get_coders (snapshot, &n_coders);
  /* Translators: what there is in a project, and digits that name this state of it. */
  return g_strdup_printf (
      _ ("documents: %u, codes: %u, coders: %u, codings: %" PRIu64 "; fingerprint %s"),
      (guint) n_documents, (guint) n_codes, (guint) n_coders,
      scho_snapshot_get_n_annotations (snapshot), fingerprint);
}

/* A document is known by its title; but where several have it, by its UUID. */
static const char *
get_shown (SchoSnapshot *snapshot, const SchoOptionSpec *spec, const char *value)
{
  const SchoDocument *document;

  if (spec->type != SCHO_OPTION_DOCUMENT || value[0] == '\0')
    return value;
  document = scho_lookup_document (snapshot, value, NULL);
  return document != NULL
                 && scho_lookup_document (snapshot, document->title, NULL) == document
             ? document->title
             : value;
}

static void
add_option (SchoTable *table, const SchoOptionSpec *spec, const Facts *self)
{
  g_autofree char *name = g_strconcat ("option-", spec->name, NULL);
  const char *value = scho_options_get_text (self->options, spec->name);

  scho_table_add_fact (table, name, spec->text != NULL ? _ (spec->text) : spec->name,
                       get_shown (self->snapshot, spec, value));
}

static void
add_facts (SchoTable *table, const Facts *self)
{
  const SchoOptionSpec *spec = self->analysis->options;

  scho_table_add_fact (table, "analysis", _ ("Analysis"), self->analysis->id);
  for (; spec != NULL && spec->name != NULL; spec++)
    add_option (table, spec, self);
  scho_table_add_fact (table, "project", _ ("Project"),
                       scho_snapshot_get_info (self->snapshot)->title);
  scho_table_add_fact (table, "state", _ ("State of the project"), self->state);
  scho_table_add_fact (table, "date", _ ("Counted on"), self->date);
}

void
scho_facts_add (GPtrArray *tables,
                const SchoAnalysis *analysis,
                SchoSnapshot *snapshot,
                SchoOptions *options)
{
  g_autofree char *state = dup_state (snapshot);
  g_autofree char *date = dup_date ();
  Facts facts = { analysis, snapshot, options, state, date };

  for (guint i = 0; i < tables->len; i++)
    add_facts (tables->pdata[i], &facts);
}

void
scho_facts_add_query (GPtrArray *tables, const char *name, const char *query)
{
  const char *title
      = g_str_equal (name, "query") ? _ ("Only passages") : _ ("Only documents");

  for (guint i = 0; query != NULL && query[0] != '\0' && i < tables->len; i++)
    scho_table_add_fact (tables->pdata[i], name, title, query);
}

const char *
scho_facts_note_nothing (GPtrArray *tables, SchoSnapshot *part, const char *query)
{
  gsize n_documents;
  const char *note = NULL;

  scho_snapshot_get_documents (part, &n_documents);
  if (n_documents == 0)
    note = _ ("The query finds no documents.");
  else if (scho_snapshot_get_n_annotations (part) == 0)
    note = _ ("The query finds no codings.");
  if (note == NULL || query == NULL || query[0] == '\0')
    return NULL;
  for (guint i = 0; i < tables->len; i++)
    scho_table_add_note (tables->pdata[i], "%s", note);
  return note;
}

/* As a table ------------------------------------------------------------------------- */

static void
add_row (SchoTable *table, const char *name, const char *title, const char *value)
{
  gsize row = scho_table_add_row (table);

  scho_table_set_text (table, row, 0, name);
  scho_table_set_text (table, row, 1, title);
  scho_table_set_text (table, row, 2, value);
}

static void
add_notes (SchoTable *self, SchoTable *table)
{
  for (guint i = 0; i < scho_table_get_n_notes (table); i++)
    add_row (self, "note", scho_table_get_title (table), scho_table_get_note (table, i));
}

SchoTable *
scho_facts_new_table (GPtrArray *tables)
{
  g_autoptr (SchoTable) self = scho_table_new ("facts", _ ("How it was counted"));
  SchoTable *first = tables->len > 0 ? tables->pdata[0] : NULL;

  scho_table_add_column (self, "name", _ ("Name"), SCHO_COLUMN_TEXT);
  scho_table_add_column (self, "title", _ ("What"), SCHO_COLUMN_TEXT);
  scho_table_add_column (self, "value", _ ("Value"), SCHO_COLUMN_TEXT);
  for (guint i = 0; first != NULL && i < scho_table_get_n_facts (first); i++)
    {
      const char *name, *title, *value = scho_table_get_fact (first, i, &name, &title);

      add_row (self, name, title, value);
    }
  for (guint i = 0; i < tables->len; i++)
    add_notes (self, tables->pdata[i]);
  return scho_table_get_n_rows (self) > 0 ? g_steal_pointer (&self) : NULL;
}

static gboolean
write_csv_file (SchoTable *table, SchoOutput *output, GError **error)
{
  g_autofree char *name = g_strconcat (scho_table_get_id (table), ".csv", NULL);
  g_autoptr (GOutputStream) stream = scho_output_add_file (output, name, error);

  return stream != NULL && scho_table_write_csv (table, stream, error)
         && g_output_stream_close (stream, NULL, error);
}

gboolean
scho_facts_write_csv_files (GPtrArray *tables, SchoOutput *output, GError **error)
{
  g_autoptr (SchoTable) facts = scho_facts_new_table (tables);

  for (guint i = 0; i < tables->len; i++)
    if (!write_csv_file (tables->pdata[i], output, error))
      return FALSE;
  return facts == NULL || write_csv_file (facts, output, error);
}
