#include "odt-lists.h"

typedef struct
{
  char *style;     /* nullable */
  gboolean starts; /* the item has not said its number yet */
} List;

struct _OdtLists
{
  OdtStyles *styles;
  int counts[ODT_LEVELS], headings[ODT_LEVELS];
  GArray *open;     /* of List */
  GHashTable *last; /* list style → the last number of its first level */
};

static void
clear_list (gpointer data)
{
  g_free (((List *) data)->style);
}

OdtLists *
odt_lists_new (OdtStyles *styles)
{
  OdtLists *self = g_new0 (OdtLists, 1);

  self->styles = styles;
  self->open = g_array_new (FALSE, FALSE, sizeof (List));
  g_array_set_clear_func (self->open, clear_list);
  self->last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
odt_lists_free (OdtLists *self)
{
  g_array_unref (self->open);
  g_hash_table_unref (self->last);
  g_free (self);
}

guint
odt_lists_get_depth (OdtLists *self)
{
  return self->open->len;
}

static List *
get_list (OdtLists *self)
{
  return self->open->len > 0 ? &g_array_index (self->open, List, self->open->len - 1)
                             : NULL;
}

void
odt_lists_begin (OdtLists *self, const XmlAttributes *attributes)
{
  List *outer = get_list (self);
  List list = { .style = xml_attributes_dup (attributes, "style-name") };
  guint level = MIN (self->open->len, ODT_LEVELS - 1);

  if (list.style == NULL && outer != NULL)
    list.style = g_strdup (outer->style);
  self->counts[level] = list.style != NULL
                            ? odt_styles_get_start (self->styles, list.style, level) - 1
                            : 0;
  if (level == 0 && list.style != NULL
      && xml_attributes_is (attributes, "continue-numbering", "true"))
    self->counts[0] = GPOINTER_TO_INT (g_hash_table_lookup (self->last, list.style));
  g_array_append_val (self->open, list);
}

void
odt_lists_end (OdtLists *self)
{
  List *list = get_list (self);

  if (list == NULL)
    return;
  if (self->open->len == 1 && list->style != NULL)
    g_hash_table_replace (self->last, g_strdup (list->style),
                          GINT_TO_POINTER (self->counts[0]));
  g_array_set_size (self->open, self->open->len - 1);
}

void
odt_lists_begin_item (OdtLists *self, gboolean header, const XmlAttributes *attributes)
{
  List *list = get_list (self);
  guint level = MIN (self->open->len, ODT_LEVELS);
  int start = xml_attributes_get_int (attributes, "start-value", -1);

  if (list == NULL)
    return;
  list->starts = !header;
  if (header)
    return;
  if (start >= 0)
    self->counts[level - 1] = start;
  else if (self->counts[level - 1] < G_MAXINT)
    self->counts[level - 1]++;
}

gboolean
odt_lists_take_item (OdtLists *self, char **number)
{
  List *list = get_list (self);
  guint level = MIN (self->open->len, ODT_LEVELS);

  if (list == NULL || !list->starts)
    return FALSE;
  list->starts = FALSE;
  if (list->style != NULL)
    *number = odt_styles_format (self->styles, list->style, self->counts, level - 1);
  return TRUE;
}

char *
odt_lists_next_heading (OdtLists *self, guint level)
{
  level = MIN (level, ODT_LEVELS) - 1;
  if (self->headings[level] < G_MAXINT)
    self->headings[level]++;
  for (guint i = level + 1; i < ODT_LEVELS; i++)
    self->headings[i] = 0;
  return odt_styles_format (self->styles, NULL, self->headings, level);
}
