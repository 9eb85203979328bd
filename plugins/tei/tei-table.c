#include "tei.h"

#include "tei-ids.h"
#include "tei-writer.h"

#include "../shared/controls.h"

#include <string.h>

/* Looked at every so many rows. */
#define ROWS_BETWEEN_CHECKS 1024

/* What cells point at: the same urn:uuid as @corresp in the exports of the project. */
typedef enum
{
  NOTHING,
  DOCUMENT,
  CODE,
  CODER,
  N_NOUNS
} Noun;

static const char *const noun_columns[N_NOUNS] = { NULL, "document", "code", "coder" };

typedef struct
{
  TeiWriter *writer;
  SchoSnapshot *snapshot;
  GHashTable *found[N_NOUNS]; /* words of cells → SchoUuid, or %NULL for no such noun */
} Tables;

/* Columns of one table. */
typedef struct
{
  Noun *nouns;    /* by column */
  int start, end; /* of the passage that a row is about; -1: none */
} Columns;

static void
tables_clear (Tables *self)
{
  for (Noun noun = DOCUMENT; noun < N_NOUNS; noun++)
    g_hash_table_unref (self->found[noun]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tables, tables_clear)

static const SchoUuid *
query (SchoSnapshot *snapshot, Noun noun, const char *words)
{
  const SchoDocument *document;
  const SchoCode *code;
  const SchoCoder *coder;

  switch (noun)
    {
    case DOCUMENT:
      document = scho_lookup_document (snapshot, words, NULL);
      return document != NULL ? &document->uuid : NULL;
    case CODE:
      code = scho_lookup_code (snapshot, words, NULL);
      return code != NULL ? &code->uuid : NULL;
    case CODER:
      coder = scho_lookup_coder (snapshot, words, NULL);
      return coder != NULL ? &coder->uuid : NULL;
    default:
      return NULL;
    }
}

/* Each name is asked for once; (nullable) */
static const SchoUuid *
find_noun (Tables *self, Noun noun, const char *words)
{
  gpointer uuid;

  if (noun == NOTHING || *words == '\0')
    return NULL;
  if (!g_hash_table_lookup_extended (self->found[noun], words, NULL, &uuid))
    {
      uuid = (gpointer) query (self->snapshot, noun, words);
      g_hash_table_insert (self->found[noun], g_strdup (words), uuid);
    }
  return uuid;
}

/* `"document"`, `"code-2"`: numbers tell the same nouns apart. */
static Noun
find_kind (const char *name)
{
  for (Noun noun = DOCUMENT; noun < N_NOUNS; noun++)
    {
      gsize n = strlen (noun_columns[noun]);

      if (strncmp (name, noun_columns[noun], n) == 0
          && (name[n] == '\0' || (name[n] == '-' && g_ascii_isdigit (name[n + 1]))))
        return noun;
    }
  return NOTHING;
}

static int
find_position (SchoTable *table, const char *name)
{
  int column = scho_table_find_column (table, name);

  return column >= 0 && scho_table_get_column_type (table, column) == SCHO_COLUMN_INTEGER
             ? column
             : -1;
}

static void
write_reference (Tables *self,
                 SchoTable *table,
                 gsize row,
                 const Columns *columns,
                 Noun noun,
                 const SchoUuid *uuid)
{
  char string[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (uuid, string);
  tei_writer_printf (self->writer, "<ref target=\"urn:uuid:%s", string);
  if (noun == DOCUMENT && columns->start >= 0 && columns->end >= 0
      && scho_table_is_defined (table, row, columns->start)
      && scho_table_is_defined (table, row, columns->end))
    tei_writer_printf (self->writer, "#char=%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT,
                       scho_table_get_integer (table, row, columns->start),
                       scho_table_get_integer (table, row, columns->end));
  tei_writer_markup (self->writer, "\">");
}

static void
write_label (TeiWriter *writer, const char *words)
{
  tei_writer_markup (writer, "<cell>");
  tei_writer_text (writer, words, -1);
  tei_writer_markup (writer, "</cell>");
}

static void
write_cell (
    Tables *self, SchoTable *table, gsize row, guint column, const Columns *columns)
{
  g_autofree char *words = scho_table_dup_cell (table, row, column);
  Noun noun = columns->nouns[column];
  const SchoUuid *uuid = find_noun (self, noun, words);

  tei_writer_markup (self->writer, *words == '\0' ? "<cell/>" : "<cell>");
  if (*words == '\0')
    return;
  if (uuid != NULL)
    write_reference (self, table, row, columns, noun, uuid);
  tei_writer_text (self->writer, words, -1);
  tei_writer_markup (self->writer, uuid != NULL ? "</ref></cell>" : "</cell>");
}

static void
write_row (Tables *self, SchoTable *table, gsize row, const Columns *columns)
{
  tei_writer_markup (self->writer, "<row>");
  for (guint column = 0; column < scho_table_get_n_columns (table); column++)
    write_cell (self, table, row, column, columns);
  tei_writer_markup (self->writer, "</row>\n");
}

static Noun *
list_nouns (SchoTable *table)
{
  guint n = scho_table_get_n_columns (table);
  Noun *nouns = g_new0 (Noun, n);

  for (guint column = 0; column < n; column++)
    if (scho_table_get_column_type (table, column) == SCHO_COLUMN_TEXT)
      nouns[column] = find_kind (scho_table_get_column_name (table, column));
  return nouns;
}

static gboolean
write_rows (Tables *self,
            SchoTable *table,
            const char *id,
            GCancellable *cancellable,
            GError **error)
{
  TeiWriter *writer = self->writer;
  gsize n_rows = scho_table_get_n_rows (table);
  g_autofree Noun *nouns = list_nouns (table);
  Columns columns
      = { nouns, find_position (table, "start"), find_position (table, "end") };
  guint n_columns = scho_table_get_n_columns (table);

  if (n_columns == 0) /* a row without a cell is no TEI */
    {
      tei_writer_printf (writer, "<p xml:id=\"%s\"/>\n", id);
      return TRUE;
    }
  tei_writer_printf (
      writer, "<table xml:id=\"%s\" rows=\"%" G_GSIZE_FORMAT "\" cols=\"%u\">\n<head>",
      id, n_rows + 1, n_columns);
  tei_writer_text (writer, scho_table_get_title (table), -1);
  tei_writer_markup (writer, "</head>\n<row role=\"label\">");
  for (guint column = 0; column < n_columns; column++)
    write_label (writer, scho_table_get_column_title (table, column));
  tei_writer_markup (writer, "</row>\n");
  for (gsize row = 0; row < n_rows; row++)
    {
      if (row % ROWS_BETWEEN_CHECKS == 0
          && (g_cancellable_set_error_if_cancelled (cancellable, error)
              || !tei_writer_check (writer, error)))
        return FALSE;
      write_row (self, table, row, &columns);
    }
  tei_writer_markup (writer, "</table>\n");
  return TRUE;
}

/* Of what it was counted, how, and when. */
static void
write_facts (TeiWriter *writer, SchoTable *table)
{
  if (scho_table_get_n_facts (table) == 0)
    return;
  tei_writer_markup (writer, "<div type=\"facts\">\n<list type=\"gloss\">\n");
  for (guint i = 0; i < scho_table_get_n_facts (table); i++)
    {
      const char *name, *title, *value = scho_table_get_fact (table, i, &name, &title);

      tei_writer_markup (writer, "<label>");
      tei_writer_text (writer, title, -1);
      tei_writer_markup (writer, "</label>");
      tei_writer_printf (writer, "<item n=\"%s\">", name);
      tei_writer_text (writer, value, -1);
      tei_writer_markup (writer, "</item>\n");
    }
  tei_writer_markup (writer, "</list>\n</div>\n");
}

static gboolean
write_table (Tables *self,
             SchoTable *table,
             TeiIds *ids,
             GCancellable *cancellable,
             GError **error)
{
  TeiWriter *writer = self->writer;
  g_autofree char *id = tei_ids_make (ids, "table", scho_table_get_id (table));

  tei_writer_markup (writer, "<div>\n<head>");
  tei_writer_text (writer, scho_table_get_title (table), -1);
  tei_writer_markup (writer, "</head>\n");
  if (!write_rows (self, table, id, cancellable, error))
    return FALSE;
  for (guint i = 0; i < scho_table_get_n_notes (table); i++)
    {
      tei_writer_printf (writer, "<note target=\"#%s\">", id);
      tei_writer_text (writer, scho_table_get_note (table, i), -1);
      tei_writer_markup (writer, "</note>\n");
    }
  tei_writer_markup (writer, "</div>\n");
  return TRUE;
}

static void
write_header (TeiWriter *writer, GPtrArray *tables, const char *project)
{
  tei_writer_markup (writer, "<teiHeader>\n<fileDesc>\n<titleStmt><title>");
  for (guint i = 0; i < tables->len; i++)
    {
      if (i > 0)
        tei_writer_markup (writer, "; ");
      tei_writer_text (writer, scho_table_get_title (tables->pdata[i]), -1);
    }
  tei_writer_markup (
      writer, "</title></titleStmt>\n<publicationStmt><p>Not published: counted by "
              "Scholiast.</p></publicationStmt>\n<sourceDesc><p>The codings of the "
              "project “");
  tei_writer_text (writer, project, -1);
  tei_writer_markup (writer,
                     "”.</p></sourceDesc>\n</fileDesc>\n<encodingDesc>"
                     "<editorialDecl><interpretation><p>A <gi>ref</gi> names a "
                     "document, code or coder by the UUID that is its "
                     "<att>corresp</att> where the project is written as TEI; "
                     "<code>#char=</code> gives the passage of the row: its first "
                     "character and the one after its last, counted from 0 in "
                     "Unicode code points.</p></interpretation></editorialDecl>"
                     "<appInfo>"
                     "<application ident=\"scholiast-tei\" version=\"1\">"
                     "<desc>Scholiast</desc></application></appInfo>"
                     "</encodingDesc>\n</teiHeader>\n");
}

gboolean
tei_write_tables (GPtrArray *tables,
                  SchoSnapshot *snapshot,
                  SchoOutput *output,
                  const SchoProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (TeiIds) ids = tei_ids_new ();
  GOutputStream *stream = scho_output_open (output, "tables.xml", error);
  g_autoptr (TeiWriter) writer = stream ? tei_writer_new (stream, cancellable) : NULL;
  g_auto (Tables) self = { .writer = writer, .snapshot = snapshot };

  for (Noun noun = DOCUMENT; noun < N_NOUNS; noun++)
    self.found[noun] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (writer == NULL)
    return FALSE;
  controls_tell_tables (scho_output_get_losses (output), tables);
  tei_writer_markup (
      writer,
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"" TEI_NAMESPACE "\">\n");
  write_header (writer, tables, scho_snapshot_get_info (snapshot)->title);
  tei_writer_markup (writer, "<text>\n<body>\n");
  if (tables->len == 0)
    tei_writer_markup (writer, "<p/>\n");
  for (guint i = 0; i < tables->len; i++)
    {
      scho_progress_set (progress, (double) i / tables->len,
                         scho_table_get_title (tables->pdata[i]));
      if (!write_table (&self, tables->pdata[i], ids, cancellable, error))
        return FALSE;
    }
  if (tables->len > 0)
    write_facts (writer, tables->pdata[0]);
  tei_writer_markup (writer, "</body>\n</text>\n</TEI>\n");
  return tei_writer_close (writer, error);
}
