#include "print-block.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_MADE 300000 /* characters whose paragraphs are kept, laid out */
#define TEXT_SIZE 10.5
#define SMALL_SIZE 8.5
#define TITLE_SIZE 17.0
#define SPACING 1.38
#define BLANK_SPACING 0.7 /* a line without letters */
#define LEGEND_INDENT 20
#define LIST_STEP 16
#define LIST_HANG 9
#define SPEAKER_HANG 16

/* Longer paragraphs are laid out in parts, so that no page costs more than others. */
#define LONGEST 4000

typedef struct
{
  const SchoCode *code;
  guint64 count;
} Entry;

struct _SchoBlocks
{
  SchoSnapshot *snapshot;
  const SchoDocument *document;
  SchoText *text;
  PangoFontMap *map;
  PangoContext *context;
  char *family;
  double width;
  GArray *legend;    /* of Entry, in the order of the tree */
  guint64 n_codings; /* that are shown */
  gboolean *coded;   /* by coder id: who has one of them */
  guint32 *furthest; /* of each stretch and all before it: the greatest end */

  /* Of SchoBlock, by where they begin: they are laid out to find the pages, and drawn
   * then. */
  GHashTable *made;
  guint32 n_made; /* characters of them */
};

static void
fill_legend (SchoBlocks *self, SchoCodings *codings)
{
  g_autofree guint64 *counts
      = g_new0 (guint64, scho_snapshot_get_code_limit (self->snapshot));
  guint32 length = scho_text_get_length (self->text);
  gsize n, n_codes;
  const SchoAnnotation *all = scho_codings_get_all (codings, &n);
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n_codes);

  for (gsize i = scho_codings_next (codings, 0, 0, length); i < n;
       i = scho_codings_next (codings, i + 1, 0, length))
    {
      counts[all[i].code]++;
      self->coded[all[i].coder] = TRUE;
      self->n_codings++;
    }
  for (gsize i = 0; i < n_codes; i++)
    {
      Entry entry = { codes[i], counts[codes[i]->id] };

      if (entry.count > 0)
        g_array_append_val (self->legend, entry);
    }
}

static void
measure_stretches (SchoBlocks *self)
{
  gsize n;
  const SchoStretch *stretches = scho_text_get_stretches (self->text, &n);

  self->furthest = g_new (guint32, n + 1);
  for (gsize i = 0; i < n; i++)
    self->furthest[i] = MAX (stretches[i].end, i > 0 ? self->furthest[i - 1] : 0);
}

/* Of its own, so that it may work in any thread; and independent of the printer, so that
 * a page holds the same lines however often it is laid out. */
static void
make_context (SchoBlocks *self)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  self->map = pango_cairo_font_map_new ();
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (self->map), 72);
  self->context = pango_font_map_create_context (self->map);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  /* Else letters would be those of the locale's language. */
  pango_context_set_language (self->context,
                              pango_language_from_string (self->document->language != NULL
                                                              ? self->document->language
                                                              : "und"));
}

SchoBlocks *
scho_blocks_new (SchoSnapshot *snapshot,
                 guint32 document,
                 SchoText *text,
                 SchoCodings *codings,
                 const char *family,
                 double width)
{
  SchoBlocks *self = g_new0 (SchoBlocks, 1);

  self->snapshot = scho_snapshot_ref (snapshot);
  self->document = scho_snapshot_get_document (snapshot, document);
  self->text = scho_text_ref (text);
  self->family = g_strdup (family != NULL ? family : "Serif");
  self->width = width;
  self->legend = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->made
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) scho_block_unref);
  self->coded = g_new0 (gboolean, scho_snapshot_get_coder_limit (snapshot) + 1);
  fill_legend (self, codings);
  measure_stretches (self);
  make_context (self);
  return self;
}

void
scho_blocks_free (SchoBlocks *self)
{
  g_hash_table_unref (self->made);
  g_object_unref (self->context);
  g_object_unref (self->map);
  g_array_unref (self->legend);
  g_free (self->furthest);
  g_free (self->coded);
  g_free (self->family);
  scho_text_unref (self->text);
  scho_snapshot_unref (self->snapshot);
  g_free (self);
}

SchoBlockPlace
scho_blocks_get_first (SchoBlocks *self)
{
  return (SchoBlockPlace){ SCHO_BLOCK_TITLE, 0, 0 };
}

static PangoLayout *
make_layout (SchoBlocks *self, const char *string, double size, double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, self->family);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, string, -1);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
}

PangoLayout *
scho_blocks_make_line (SchoBlocks *self, const char *string, double size, double width)
{
  PangoLayout *layout = make_layout (self, string, size, width);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static void
add (PangoAttrList *list, PangoAttribute *attribute, gsize start, gsize end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

/* What stands small below a title: bytes from @start on. */
static void
make_small (PangoLayout *layout, gsize start)
{
  g_autoptr (PangoAttrList) list = pango_attr_list_new ();

  add (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), 0, start);
  add (list, pango_attr_size_new_absolute (SMALL_SIZE * PANGO_SCALE), start, G_MAXUINT);
  pango_layout_set_attributes (layout, list);
}

static char *
dup_coders (SchoBlocks *self)
{
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (self->snapshot, &n);
  g_autoptr (GString) string = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    if (self->coded[coders[i]->id])
      g_string_append_printf (string, "%s%s", string->len > 0 ? ", " : "",
                              coders[i]->name);
  return g_string_free (g_steal_pointer (&string), FALSE);
}

static char *
dup_facts (SchoBlocks *self)
{
  const char *title = scho_snapshot_get_info (self->snapshot)->title;
  g_autofree char *coders = dup_coders (self);
  g_autoptr (GString) facts = g_string_new (title);

  if (self->document->source != NULL
      && !g_str_equal (self->document->source, self->document->title))
    g_string_append_printf (facts, " · %s", self->document->source);
  g_string_append (facts, " · ");
  g_string_append_printf (facts,
                          ngettext ("%u coding", "%u codings", (guint) self->n_codings),
                          (guint) self->n_codings);
  if (coders[0] != '\0')
    g_string_append_printf (facts, " · %s", coders);
  return g_string_free (g_steal_pointer (&facts), FALSE);
}

static SchoBlock *
make_title (SchoBlocks *self)
{
  SchoBlock *block = g_rc_box_new0 (SchoBlock);
  g_autofree char *facts = dup_facts (self);
  g_autofree char *string = g_strconcat (self->document->title, "\n", facts, NULL);

  block->layout = make_layout (self, string, TITLE_SIZE, self->width);
  make_small (block->layout, strlen (self->document->title));
  block->spacing = 1.2;
  block->stays = TRUE;
  block->next = (SchoBlockPlace){ SCHO_BLOCK_TEXT, 0, 0 };
  return block;
}

static SchoBlock *
make_legend_title (SchoBlocks *self)
{
  SchoBlock *block = g_rc_box_new0 (SchoBlock);
  const char *title = _ ("Codes");

  block->layout = make_layout (self, title, TEXT_SIZE * 1.3, self->width);
  make_small (block->layout, strlen (title));
  block->spacing = SPACING;
  block->above = 24;
  block->stays = TRUE;
  block->next = (SchoBlockPlace){ SCHO_BLOCK_LEGEND, 0, 0 };
  return block;
}

static SchoBlock *
make_legend (SchoBlocks *self, guint32 i)
{
  SchoBlock *block = g_rc_box_new0 (SchoBlock);
  const Entry *entry = &g_array_index (self->legend, Entry, i);
  g_autofree char *path = scho_snapshot_dup_code_path (self->snapshot, entry->code->id);
  g_autofree char *count = g_strdup_printf ("  %" G_GUINT64_FORMAT, entry->count);
  const char *definition = entry->code->definition;
  g_autofree char *string
      = g_strconcat (path, count, definition != NULL ? "\n" : NULL, definition, NULL);

  block->layout = make_layout (self, string, TEXT_SIZE, self->width - LEGEND_INDENT);
  make_small (block->layout, strlen (path));
  block->code = entry->code;
  block->x = LEGEND_INDENT;
  block->spacing = 1.2;
  block->above = 6;
  block->next = (SchoBlockPlace){ SCHO_BLOCK_LEGEND, i + 1, 0 };
  if (i + 1 == self->legend->len)
    block->next.kind = SCHO_BLOCK_END;
  return block;
}

/* Text --------------------------------------------------------------------------------
 */

/* Until the end of the paragraph, or the last blank before too much. */
static guint32
find_end (SchoBlocks *self, guint32 start)
{
  guint32 line = scho_text_offset_to_line (self->text, start);
  guint32 end = line + 1 < scho_text_get_n_lines (self->text)
                    ? scho_text_line_to_offset (self->text, line + 1)
                    : scho_text_get_length (self->text);
  g_autofree char *part = NULL;
  guint32 n = LONGEST;

  if (end - start <= LONGEST)
    return end;
  part = scho_text_dup_range (self->text, start, start + LONGEST);
  for (char *p = g_utf8_offset_to_pointer (part, LONGEST); p > part && n > LONGEST / 2;
       n--)
    {
      p = g_utf8_prev_char (p);
      if (g_unichar_isspace (g_utf8_get_char (p)))
        return start + n;
    }
  return start + LONGEST;
}

typedef struct
{
  SchoBlock *block;
  PangoAttrList *list;
  const char *string;
  guint32 start, end;
} Styling;

/* Bytes of the block's string. */
static gsize
to_byte (const Styling *styling, guint32 offset)
{
  offset = CLAMP (offset, styling->start, styling->end) - styling->start;
  return g_utf8_offset_to_pointer (styling->string, offset) - styling->string;
}

static void
style (const Styling *styling, PangoAttribute *attribute, guint32 start, guint32 end)
{
  add (styling->list, attribute, to_byte (styling, start), to_byte (styling, end));
}

static void
move_in (SchoBlocks *self, const Styling *styling, double margin, double hang)
{
  pango_layout_set_width (styling->block->layout, (self->width - margin) * PANGO_SCALE);
  pango_layout_set_indent (styling->block->layout, -hang * PANGO_SCALE);
  styling->block->x = margin;
}

static void
style_heading (const Styling *styling, const SchoStretch *stretch)
{
  static const double scales[] = { 1.6, 1.35, 1.2, 1.1, 1.0, 1.0 };
  guint level = CLAMP (stretch->level, 1, G_N_ELEMENTS (scales));

  style (styling, pango_attr_scale_new (scales[level - 1]), stretch->start, stretch->end);
  style (styling, pango_attr_weight_new (PANGO_WEIGHT_BOLD), stretch->start,
         stretch->end);
  styling->block->above = 8;
  styling->block->stays = TRUE;
  styling->block->heading = MIN (level + 1, 6);
}

/* The name at the beginning, where the text has it there. */
static void
style_turn (SchoBlocks *self, const Styling *styling, const SchoStretch *stretch)
{
  const char *label = stretch->label;
  gboolean is_first = stretch->start >= styling->start;

  move_in (self, styling, is_first ? 0 : SPEAKER_HANG, is_first ? SPEAKER_HANG : 0);
  if (!is_first || label == NULL
      || !g_str_has_prefix (styling->string + to_byte (styling, stretch->start), label))
    return;
  style (styling, pango_attr_weight_new (PANGO_WEIGHT_BOLD), stretch->start,
         stretch->start + g_utf8_strlen (label, -1) + 1);
}

static void
style_stretch (SchoBlocks *self, const Styling *styling, const SchoStretch *stretch)
{
  guint level = CLAMP (stretch->level, 1, 6);

  switch ((SchoStretchKind) stretch->kind)
    {
    case SCHO_STRETCH_HEADING:
      style_heading (styling, stretch);
      break;
    case SCHO_STRETCH_LIST_ITEM:
      move_in (self, styling, LIST_STEP * level, LIST_HANG);
      break;
    case SCHO_STRETCH_SPEAKER_TURN:
      style_turn (self, styling, stretch);
      break;
    case SCHO_STRETCH_TIME_CODE:
      style (styling, pango_attr_family_new ("Monospace"), stretch->start, stretch->end);
      style (styling, pango_attr_scale_new (0.85), stretch->start, stretch->end);
      break;
    case SCHO_STRETCH_PAGE:
      if (stretch->start >= styling->start)
        styling->block->page = stretch->label;
      break;
    case SCHO_STRETCH_PARAGRAPH:
    case SCHO_STRETCH_TABLE:
    case SCHO_STRETCH_TABLE_ROW:
    case SCHO_STRETCH_TABLE_CELL:
    case SCHO_STRETCH_NOTE:
    case SCHO_STRETCH_VERSE:
      break;
    }
}

/* The first stretch that reaches beyond @offset, or that begins after it. */
static gsize
find_stretch (SchoBlocks *self, guint32 offset, gsize n)
{
  gsize low = 0, high = n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->furthest[middle] > offset)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static void
style_text (SchoBlocks *self, Styling *styling)
{
  gsize n;
  const SchoStretch *stretches = scho_text_get_stretches (self->text, &n);

  for (gsize i = find_stretch (self, styling->start, n);
       i < n && stretches[i].start < styling->end; i++)
    if (stretches[i].end > styling->start)
      style_stretch (self, styling, &stretches[i]);
}

static SchoBlock *
make_text (SchoBlocks *self, guint32 start)
{
  SchoBlock *block = g_rc_box_new0 (SchoBlock);
  guint32 end = find_end (self, start);
  g_autofree char *string = scho_text_dup_range (self->text, start, end);
  gsize length = strlen (string);
  g_autoptr (PangoAttrList) list = pango_attr_list_new ();
  Styling styling = { block, list, string, start, end };

  if (length > 0 && string[length - 1] == '\n')
    string[length - 1] = '\0';
  block->layout = make_layout (self, string, TEXT_SIZE, self->width);
  block->start = start;
  block->spacing = string[0] == '\0' ? BLANK_SPACING : SPACING;
  block->above = start == 0 ? 14 : 0;
  block->next = (SchoBlockPlace){ SCHO_BLOCK_TEXT, end, 0 };
  style_text (self, &styling);
  pango_layout_set_attributes (block->layout, list);
  return block;
}

/* The paragraphs of a long text are laid out twice rather than kept. */
static SchoBlock *
get_text (SchoBlocks *self, guint32 start)
{
  gpointer key = GUINT_TO_POINTER (start);
  SchoBlock *block = g_hash_table_lookup (self->made, key);
  guint32 length;

  if (block != NULL)
    return g_rc_box_acquire (block);
  block = make_text (self, start);
  length = block->next.index - start;
  if (self->n_made + length <= MOST_MADE)
    {
      self->n_made += length;
      g_hash_table_insert (self->made, key, g_rc_box_acquire (block));
    }
  return block;
}

SchoBlock *
scho_blocks_make (SchoBlocks *self, const SchoBlockPlace *place)
{
  SchoBlock *block = place->kind == SCHO_BLOCK_TITLE  ? make_title (self)
                     : place->kind == SCHO_BLOCK_TEXT ? get_text (self, place->index)
                     : place->kind == SCHO_BLOCK_LEGEND_TITLE
                         ? make_legend_title (self)
                         : make_legend (self, place->index);

  block->kind = place->kind;
  if (place->kind == SCHO_BLOCK_TITLE)
    block->heading = 1;
  else if (place->kind == SCHO_BLOCK_LEGEND_TITLE)
    block->heading = 2;
  if (block->next.kind == SCHO_BLOCK_TEXT
      && block->next.index >= scho_text_get_length (self->text))
    block->next = (SchoBlockPlace){ self->legend->len > 0 ? SCHO_BLOCK_LEGEND_TITLE
                                                          : SCHO_BLOCK_END,
                                    0, 0 };
  return block;
}

static void
block_clear (gpointer data)
{
  g_object_unref (((SchoBlock *) data)->layout);
}

void
scho_block_unref (SchoBlock *self)
{
  g_rc_box_release_full (self, block_clear);
}
