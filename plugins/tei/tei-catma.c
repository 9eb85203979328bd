#include "tei-reader.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* CATMA writes no text: it cuts it into pieces and says of each where it lies and which
 * annotations (fs) it has. The text must be in the project already. */

typedef struct
{
  const char *ana;
  guint32 start, end;
  gboolean first; /* of its annotation */
} Run;

void
tei_catma_parse_uuid (const char *id, SchoUuid *uuid)
{
  if (!g_str_has_prefix (id, "CATMA_") || !scho_uuid_parse (id + strlen ("CATMA_"), uuid))
    memset (uuid, 0, sizeof *uuid);
}

void
tei_inclusion_clear (gpointer data)
{
  g_free (((TeiInclusion *) data)->ana);
}

/* What a pointer has next; spaces before it do not count. */
static gboolean
skip (const char **p, const char *words)
{
  while (g_ascii_isspace (**p))
    ++*p;
  if (!g_str_has_prefix (*p, words))
    return FALSE;
  *p += strlen (words);
  return TRUE;
}

static gboolean
parse_number (const char **p, guint32 *number)
{
  gsize n = strspn (*p, "0123456789");

  if (n == 0 || n > 9)
    return FALSE;
  *number = (guint32) g_ascii_strtoull (*p, NULL, 10);
  *p += n;
  return TRUE;
}

/* `…#char=12,34` or `…#range( /.12, /.34)` */
static gboolean
parse (const char *target, guint32 *start, guint32 *end)
{
  const char *p = strrchr (target, '#');
  gboolean is_range = FALSE;

  if (p == NULL || strlen (target) > 4096 || !skip (&p, "#")
      || (!skip (&p, "char=") && !(is_range = skip (&p, "range("))))
    return FALSE;
  return (!is_range || skip (&p, "/.")) && parse_number (&p, start) && skip (&p, ",")
         && (!is_range || skip (&p, "/.")) && parse_number (&p, end)
         && (!is_range || skip (&p, ")")) && *p == '\0' && *start <= *end;
}

void
tei_reader_add_inclusion (TeiReader *self, const char *target, const char *ana)
{
  TeiInclusion inclusion = { 0 };

  if (!parse (target, &inclusion.start, &inclusion.end))
    {
      if (ana != NULL && (strstr (target, "#char=") || strstr (target, "#range( /.")))
        tei_counts_add (&self->counts, TEI_COUNT_TARGETS, 1, target);
      return;
    }
  inclusion.ana = g_strdup (ana);
  g_array_append_val (self->inclusions, inclusion);
  if (self->elsewhere == NULL)
    {
      const char *name = strncmp (target, "catma://", 8) == 0 ? target + 8 : target;

      name += *name == '/';
      self->elsewhere = g_strndup (name, strcspn (name, "#"));
    }
}

/* `talk.xml` beside `talk.txt`, as we write them. */
static gboolean
is_beside (const char *file, const char *source)
{
  const char *dot = strrchr (file, '.');

  return dot != NULL && source != NULL && g_str_has_suffix (source, ".txt")
         && strlen (source) == (gsize) (dot - file) + strlen (".txt")
         && strncmp (source, file, dot - file) == 0;
}

static guint32
find_document (TeiReader *self)
{
  SchoSnapshot *base = scho_step_get_base (self->step);
  g_autoptr (GError) error = NULL;
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (base, &n);
  const SchoDocument *document;

  if (*self->wishes.document != '\0')
    {
      document = scho_lookup_document (base, self->wishes.document, &error);
      if (document == NULL)
        tei_reader_fail (self, "%s", error->message);
      return document != NULL ? document->id : 0;
    }
  for (gsize i = 0; i < n; i++)
    if (!scho_uuid_is_null (&self->uuid)
        && scho_uuid_compare (&documents[i]->uuid, &self->uuid) == 0)
      return documents[i]->id;
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (documents[i]->title, self->elsewhere) == 0
        || g_strcmp0 (documents[i]->source, self->elsewhere) == 0
        || g_strcmp0 (documents[i]->title, self->header.title) == 0
        || is_beside (self->file, documents[i]->source))
      return documents[i]->id;
  return 0;
}

typedef struct
{
  TeiReader *reader;
  guint32 document;
  SchoText *text;
  gboolean has_cr;   /* each line end is two characters to CATMA */
  GHashTable *uuids; /* SchoUuid of codings that are there */
} Place;

/* Where each line end may be two units. */
static guint32
count_units (const Place *self, guint32 offset)
{
  return scho_text_offset_to_utf16 (self->text, offset)
         + (self->has_cr ? scho_text_offset_to_line (self->text, offset) : 0);
}

static guint32
convert (const Place *self, guint32 unit)
{
  guint32 low = 0, high = scho_text_get_length (self->text);

  if (!self->has_cr)
    return scho_text_utf16_to_offset (self->text, unit);
  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (count_units (self, middle) < unit)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* That of the annotation for its first passage; FALSE: the project has it. */
static gboolean
pick_uuid (const Place *self, TeiFeatures *features, gboolean first, SchoUuid *uuid)
{
  if (features != NULL && !scho_uuid_is_null (&features->uuid) && first)
    {
      if (g_hash_table_contains (self->uuids, &features->uuid))
        return FALSE;
      *uuid = features->uuid;
      return TRUE;
    }
  *uuid = features != NULL && features->time >= 0 ? scho_uuid_new_at (features->time)
                                                  : scho_uuid_new ();
  return TRUE;
}

/* As CATMA writes it, or as near as makes it found in the file. */
static void
count_run (const Place *self, const Run *run, TeiCount count)
{
  g_autofree char *shown
      = g_strdup_printf ("%s#char=%u,%u", self->reader->elsewhere, run->start, run->end);

  tei_counts_add (&self->reader->counts, count, 1, shown);
}

static void
add_run (const Place *self, const Run *run)
{
  const char *id = tei_pointer_get_id (run->ana);
  TeiFeatures *features = id ? g_hash_table_lookup (self->reader->features, id) : NULL;
  TeiCoding coding = { .name = features ? features->coder : NULL };
  SchoAnnotation annotation = { .document = self->document, .weight = SCHO_NO_WEIGHT };

  annotation.start = convert (self, run->start);
  annotation.end = convert (self, run->end);
  annotation.code = id ? tei_reader_get_code (self->reader, id) : 0;
  if (run->end > count_units (self, scho_text_get_length (self->text)))
    count_run (self, run, TEI_COUNT_TARGETS);
  else if (annotation.start >= annotation.end)
    count_run (self, run, TEI_COUNT_EMPTY);
  else if (annotation.code == 0)
    count_run (self, run, TEI_COUNT_CODES);
  else
    {
      annotation.coder = tei_reader_get_coder (self->reader, &coding);
      if (features != NULL && features->memo->len > 0)
        annotation.memo = features->memo->str;
      annotation.weight = features != NULL ? features->weight : SCHO_NO_WEIGHT;
      if (pick_uuid (self, features, run->first, &annotation.uuid))
        scho_step_add_annotation (self->reader->step, &annotation);
      else
        tei_counts_add (&self->reader->counts, TEI_COUNT_KNOWN, 1, NULL);
    }
}

/* Pieces that follow each other and have the same annotation are one passage. */
static GArray *
list_runs (TeiReader *self, GHashTable *last)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));

  for (guint i = 0; i < self->inclusions->len; i++)
    {
      TeiInclusion *inclusion = &g_array_index (self->inclusions, TeiInclusion, i);
      g_auto (GStrv) words
          = g_strsplit_set (inclusion->ana ? inclusion->ana : "", " \t\n", 1024);

      for (char **word = words; *word != NULL; word++)
        {
          Run run = { NULL, inclusion->start, inclusion->end };
          gpointer key, number;

          if (**word == '\0')
            continue;
          if (g_hash_table_lookup_extended (last, *word, NULL, &number)
              && g_array_index (runs, Run, GPOINTER_TO_UINT (number)).end == run.start)
            {
              g_array_index (runs, Run, GPOINTER_TO_UINT (number)).end = run.end;
              continue;
            }
          run.first = !g_hash_table_contains (last, *word);
          g_hash_table_insert (last, g_strdup (*word), GUINT_TO_POINTER (runs->len));
          g_hash_table_lookup_extended (last, *word, &key, NULL);
          run.ana = key;
          g_array_append_val (runs, run);
        }
    }
  return runs;
}

static GHashTable *
list_uuids (SchoSnapshot *base, guint32 document)
{
  GHashTable *uuids = g_hash_table_new (tei_uuid_hash, tei_uuid_equal);
  gsize n;
  const SchoAnnotation *annotations = scho_snapshot_get_annotations (base, document, &n);

  for (gsize i = 0; i < n; i++)
    g_hash_table_add (uuids, (gpointer) &annotations[i].uuid);
  return uuids;
}

void
tei_reader_resolve_inclusions (TeiReader *self)
{
  g_autoptr (GHashTable) last
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) runs = NULL;
  g_autoptr (SchoText) text = NULL;
  SchoSnapshot *base = scho_step_get_base (self->step);
  g_autoptr (GHashTable) uuids = NULL;
  Place place = { .reader = self };

  if (self->inclusions->len == 0)
    return;
  place.document = find_document (self);
  runs = list_runs (self, last);
  if (place.document != 0)
    text = scho_snapshot_read_text (base, place.document, NULL);
  if (text == NULL)
    {
      scho_step_add_note (
          self->step,
          _ ("%s: the text lies in another file, “%s”, which is not in the "
             "project: import that first."),
          self->file, self->elsewhere);
      scho_losses_add (scho_step_get_losses (self->step), runs->len,
                       _ ("Codings of a text that is not in the project"),
                       self->elsewhere);
      return;
    }
  place.text = text;
  place.uuids = uuids = list_uuids (base, place.document);
  place.has_cr = scho_snapshot_get_document (base, place.document)->line_ends
                 == SCHO_LINE_ENDS_CRLF;
  for (guint i = 0; i < runs->len; i++)
    add_run (&place, &g_array_index (runs, Run, i));
}
