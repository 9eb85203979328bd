#include "refi-points.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  SchoUuid guid;
  gint64 time; /* -1: unknown */
  guint32 offset;
} Point;

struct _RefiPoints
{
  const SchoDocument *document;
  SchoText *text;
  GArray *points;     /* of Point */
  GHashTable *places; /* offset → number in points, from 1: the first there */
};

static void
append (RefiPoints *self, const Point *point)
{
  gpointer key = GUINT_TO_POINTER (point->offset);

  g_array_append_val (self->points, *point);
  if (!g_hash_table_contains (self->places, key))
    g_hash_table_insert (self->places, key, GUINT_TO_POINTER (self->points->len));
}

/* The next mark of that time; each counts once. */
static gboolean
find_mark (RefiPoints *self, const char *label, gboolean *used, guint32 *offset)
{
  gsize n;
  const SchoStretch *stretches = scho_text_get_stretches (self->text, &n);

  for (gsize i = 0; i < n; i++)
    if (stretches[i].kind == SCHO_STRETCH_TIME_CODE && !used[i]
        && g_strcmp0 (stretches[i].label, label) == 0)
      {
        used[i] = TRUE;
        *offset = stretches[i].start;
        return TRUE;
      }
  return FALSE;
}

static void
add_times (RefiPoints *self, RefiExport *export, const xmlNode *transcript)
{
  g_autofree gboolean *used = NULL;
  gsize n;

  scho_text_get_stretches (self->text, &n);
  used = g_new0 (gboolean, MAX (n, 1));
  for (xmlNode *node = refi_xml_first (transcript); node; node = refi_xml_next (node))
    {
      g_autofree char *label = NULL;
      Point point;

      if (!refi_xml_is (node, "SyncPoint")
          || !refi_xml_get_guid (node, "guid", &point.guid)
          || !refi_xml_get_number (node, "timeStamp", &point.time) || point.time < 0)
        continue;
      label = refi_time_label (point.time);
      if (find_mark (self, label, used, &point.offset))
        append (self, &point);
      else
        refi_export_lose (export, 1, _ ("Times of transcripts whose place is gone"),
                          label);
    }
}

RefiPoints *
refi_points_new (RefiExport *export,
                 const SchoDocument *document,
                 SchoText *text,
                 const xmlNode *transcript)
{
  RefiPoints *self = g_new0 (RefiPoints, 1);

  self->document = document;
  self->text = text;
  self->points = g_array_new (FALSE, FALSE, sizeof (Point));
  self->places = g_hash_table_new (NULL, NULL);
  add_times (self, export, transcript);
  return self;
}

void
refi_points_free (RefiPoints *self)
{
  g_array_unref (self->points);
  g_hash_table_unref (self->places);
  g_free (self);
}

void
refi_points_add (RefiPoints *self, guint32 offset)
{
  g_autofree char *purpose = g_strdup_printf ("sync point %u", offset);
  Point point = { .time = -1, .offset = offset };

  if (g_hash_table_contains (self->places, GUINT_TO_POINTER (offset)))
    return;
  point.guid = refi_guid_derive (&self->document->uuid, purpose);
  append (self, &point);
}

static void
put_place (RefiPoints *self, const char *name, guint32 offset, GString *xml)
{
  guint number
      = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, GUINT_TO_POINTER (offset)));

  if (number > 0)
    refi_xml_put_guid (xml, name, &g_array_index (self->points, Point, number - 1).guid);
}

void
refi_points_put (RefiPoints *self, guint32 start, guint32 end, GString *xml)
{
  put_place (self, "fromSyncPoint", start, xml);
  put_place (self, "toSyncPoint", end, xml);
}

void
refi_points_write (RefiPoints *self, RefiExport *export)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      const Point *point = &g_array_index (self->points, Point, i);

      g_string_append (export->xml, "<SyncPoint");
      refi_xml_put_guid (export->xml, "guid", &point->guid);
      if (point->time >= 0)
        g_string_append_printf (export->xml, " timeStamp=\"%" G_GINT64_FORMAT "\"",
                                point->time);
      g_string_append_printf (
          export->xml, " position=\"%" G_GUINT64_FORMAT "\"/>\n",
          refi_export_get_position (export, self->text, point->offset));
    }
}
