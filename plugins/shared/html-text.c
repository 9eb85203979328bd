#include "html-text.h"

#include "numerals.h"

#include <libxml/HTMLparser.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK (32 * 1024)
/* libxml2 looks through all open elements again and again. */
#define MAX_DEPTH 2000
#define MAX_SPAN 1000
#define NONE G_MAXUINT

typedef enum
{
  INLINE,
  BLOCK,
  PARAGRAPH,
  HEADING,
  LIST,
  ITEM,
  TABLE,
  ROW,
  CELL,
  BREAK,
  PRE,
  SKIPPED,    /* nobody sees it */
  NAVIGATION, /* of use with a browser only */
  TITLE,
  META,
  ROOT,
} Kind;

static const struct
{
  const char *names;
  Kind kind;
} kinds[] = {
  { "address article aside blockquote body center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form header hgroup hr legend main section summary "
    "caption colgroup tbody thead tfoot search",
    BLOCK },
  { "p", PARAGRAPH },
  { "h1 h2 h3 h4 h5 h6", HEADING },
  { "ul ol menu", LIST },
  { "li", ITEM },
  { "table", TABLE },
  { "tr", ROW },
  { "td th", CELL },
  { "br", BREAK },
  { "pre listing xmp", PRE },
  { "script style template noscript iframe object embed applet canvas audio video svg "
    "rp datalist noframes noembed frameset area param source track",
    SKIPPED },
  { "nav button select textarea input", NAVIGATION },
  { "title", TITLE },
  { "meta", META },
  { "html", ROOT },
};

typedef struct
{
  const xmlChar *name; /* of libxml2's dictionary */
  Kind kind;
  guint stretch; /* NONE */
  guint note;
  gboolean skips;
} Frame;

typedef struct
{
  guint stretch, row, column;
  GArray *spans;    /* of guint: rows that a cell above still reaches into */
  gboolean ignored; /* only for layout */
} Table;

typedef struct
{
  int number;
  int step;
  NumeralStyle style;
  gboolean ordered;
} List;

typedef struct
{
  HtmlPage *page;
  TextBuilder *builder;
  GHashTable *kinds;
  GArray *frames, *tables, *lists;
  guint n_skipping, n_pre, n_notes;
  guint item; /* the open one */
  gboolean in_title, pre_begins, too_deep;
  GString *title;
  xmlParserCtxt *context;
} Reader;

static const char *
get_attribute (const xmlChar **attributes, const char *name)
{
  for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
    if (g_ascii_strcasecmp ((const char *) attributes[0], name) == 0)
      return attributes[1] != NULL ? (const char *) attributes[1] : "";
  return NULL;
}

static int
get_number (const xmlChar **attributes, const char *name, int otherwise)
{
  const char *value = get_attribute (attributes, name);
  char *end;
  gint64 number = value != NULL ? g_ascii_strtoll (value, &end, 10) : 0;

  return value == NULL || end == value ? otherwise : CLAMP (number, -1000000, 1000000);
}

/* One of the words of an attribute. */
static gboolean
has_word (const xmlChar **attributes, const char *name, const char *word)
{
  const char *value = get_attribute (attributes, name);
  g_auto (GStrv) words = value ? g_strsplit_set (value, " \t\n", -1) : NULL;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (g_ascii_strcasecmp (words[i], word) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_style (const char *style, const char *property, const char *value)
{
  g_auto (GStrv) rules = g_strsplit (style, ";", -1);

  for (guint i = 0; rules[i] != NULL; i++)
    {
      char *colon = strchr (rules[i], ':');

      if (colon == NULL)
        continue;
      *colon = '\0';
      if (g_ascii_strcasecmp (g_strstrip (rules[i]), property) == 0
          && g_ascii_strncasecmp (g_strstrip (colon + 1), value, strlen (value)) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_hidden (const xmlChar **attributes)
{
  const char *style = get_attribute (attributes, "style");

  return get_attribute (attributes, "hidden") != NULL
         || (style != NULL
             && (has_style (style, "display", "none")
                 || has_style (style, "visibility", "hidden")));
}

static gboolean
is_navigation (Kind kind, const xmlChar **attributes)
{
  return kind == NAVIGATION || has_word (attributes, "role", "navigation")
         || has_word (attributes, "role", "menu")
         || has_word (attributes, "role", "menubar")
         || has_word (attributes, "role", "search")
         || has_word (attributes, "epub:type", "page-list");
}

static gboolean
is_note (const xmlChar **attributes)
{
  static const char *const types[] = { "footnote", "endnote", "rearnote", "note" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (has_word (attributes, "epub:type", types[i]))
      return TRUE;
  return has_word (attributes, "role", "doc-footnote")
         || has_word (attributes, "role", "doc-endnote");
}

/* Lists: flat items, each from its own begin to the list within it. */

static NumeralStyle
find_style (const char *type)
{
  static const struct
  {
    const char *type;
    NumeralStyle style;
  } styles[] = {
    { "a", NUMERAL_LOWER_LETTER },
    { "A", NUMERAL_UPPER_LETTER },
    { "i", NUMERAL_LOWER_ROMAN },
    { "I", NUMERAL_UPPER_ROMAN },
  };

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (type, styles[i].type))
      return styles[i].style;
  return NUMERAL_DECIMAL;
}

static void
close_item (Reader *self)
{
  if (self->item != NONE)
    text_builder_close (self->builder, self->item);
  self->item = NONE;
}

static void
begin_list (Reader *self, const char *name, const xmlChar **attributes)
{
  gboolean reversed = get_attribute (attributes, "reversed") != NULL;
  List list = { .step = reversed ? -1 : 1,
                .ordered = g_str_equal (name, "ol"),
                .style = find_style (get_attribute (attributes, "type")) };

  list.number = get_number (attributes, "start", 1) - list.step;
  close_item (self);
  g_array_append_val (self->lists, list);
}

static void
begin_item (Reader *self, const xmlChar **attributes)
{
  List *list = self->lists->len > 0
                   ? &g_array_index (self->lists, List, self->lists->len - 1)
                   : NULL;
  guint level = MAX (self->lists->len, 1);

  close_item (self);
  self->item = text_builder_open (self->builder, SCHO_STRETCH_LIST_ITEM, level, NULL);
  if (list == NULL || !list->ordered)
    return;
  list->number = get_number (attributes, "value", list->number + list->step);
  {
    g_autofree char *number = numeral_dup (list->number, list->style);
    g_autofree char *label = g_strconcat (number, ".", NULL);

    text_builder_set_label (self->builder, self->item, label);
    text_builder_append (self->builder, label, -1);
    text_builder_append (self->builder, " ", -1);
  }
}

/* Tables */

static Table *
get_table (Reader *self)
{
  Table *table;

  if (self->tables->len == 0)
    return NULL;
  table = &g_array_index (self->tables, Table, self->tables->len - 1);
  return table->ignored ? NULL : table;
}

static void
begin_table (Reader *self, const xmlChar **attributes)
{
  Table table = { .stretch = NONE, .row = NONE };

  close_item (self);
  table.spans = g_array_new (FALSE, TRUE, sizeof (guint));
  table.ignored = has_word (attributes, "role", "presentation")
                  || has_word (attributes, "role", "none");
  g_array_append_val (self->tables, table);
}

static void
end_row (Reader *self, Table *table)
{
  if (table->row == NONE)
    return;
  text_builder_close (self->builder, table->row);
  table->row = NONE;
  for (guint i = 0; i < table->spans->len; i++)
    {
      guint *left = &g_array_index (table->spans, guint, i);

      *left -= *left > 0;
    }
}

static void
begin_row (Reader *self, gboolean is_head)
{
  Table *table = get_table (self);

  if (table == NULL)
    return;
  end_row (self, table);
  /* A caption stands before it. */
  if (table->stretch == NONE)
    table->stretch = text_builder_open (self->builder, SCHO_STRETCH_TABLE, 0, NULL);
  table->row = text_builder_open (self->builder, SCHO_STRETCH_TABLE_ROW, is_head, NULL);
  table->column = 0;
}

/* The next column that no cell above reaches into. */
static guint
begin_cell (Reader *self, const xmlChar **attributes)
{
  Table *table = get_table (self);
  guint columns = CLAMP (get_number (attributes, "colspan", 1), 1, MAX_SPAN);
  guint rows = CLAMP (get_number (attributes, "rowspan", 1), 1, 65534);

  if (table == NULL)
    return NONE;
  if (table->row == NONE)
    begin_row (self, FALSE);
  while (table->column < table->spans->len
         && g_array_index (table->spans, guint, table->column) > 0)
    table->column++;
  if (table->column + columns > MAX_SPAN)
    columns = 1;
  if (table->column + columns > table->spans->len && table->column < MAX_SPAN)
    g_array_set_size (table->spans, table->column + columns);
  for (guint i = 0; i < columns && table->column + i < table->spans->len; i++)
    g_array_index (table->spans, guint, table->column + i) = rows;
  table->column += columns;
  return text_builder_open (self->builder, SCHO_STRETCH_TABLE_CELL,
                            table->column - columns + 1, NULL);
}

static void
end_table (Reader *self)
{
  Table *table = &g_array_index (self->tables, Table, self->tables->len - 1);

  end_row (self, table);
  if (table->stretch != NONE)
    text_builder_close (self->builder, table->stretch);
  g_array_unref (table->spans);
  g_array_set_size (self->tables, self->tables->len - 1);
}

/* What the page says of itself. */

static void
read_meta (Reader *self, const xmlChar **attributes)
{
  static const struct
  {
    const char *meta, *name;
    SchoAttributeType type;
  } known[] = {
    { "author", "author", SCHO_ATTRIBUTE_TEXT },
    { "dc.creator", "author", SCHO_ATTRIBUTE_TEXT },
    { "article:published_time", "date", SCHO_ATTRIBUTE_DATE },
    { "date", "date", SCHO_ATTRIBUTE_DATE },
    { "dc.date", "date", SCHO_ATTRIBUTE_DATE },
    { "og:site_name", "outlet", SCHO_ATTRIBUTE_TEXT },
  };
  const char *name = get_attribute (attributes, "name");

  if (name == NULL)
    name = get_attribute (attributes, "property");
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (known); i++)
    if (g_ascii_strcasecmp (name, known[i].meta) == 0 && self->page->attributes != NULL)
      import_attributes_add (self->page->attributes, known[i].name,
                             get_attribute (attributes, "content"), known[i].type);
}

static void
read_root (Reader *self, const xmlChar **attributes)
{
  const char *language = get_attribute (attributes, "lang");

  if (language == NULL)
    language = get_attribute (attributes, "xml:lang");
  if (self->page->language == NULL && language != NULL && language[0] != '\0')
    self->page->language = g_strdup (language);
}

/* Elements */

static gboolean
must_skip (Reader *self, Kind kind, const xmlChar **attributes)
{
  if (kind == SKIPPED)
    return TRUE;
  if (!self->page->keep_navigation && is_navigation (kind, attributes))
    {
      self->page->n_left_out += self->n_skipping == 0;
      return TRUE;
    }
  if (kind != ROOT && is_hidden (attributes))
    {
      self->page->n_hidden += self->n_skipping == 0;
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_in_head (Reader *self)
{
  guint n = self->frames->len;

  return n > 0
         && strcmp ((const char *) g_array_index (self->frames, Frame, n - 1).name,
                    "thead")
                == 0;
}

static void
begin_shown (Reader *self, Frame *frame, const char *name, const xmlChar **attributes)
{
  TextBuilder *builder = self->builder;

  if (frame->kind == BREAK)
    {
      text_builder_feed_at_most (builder, 2);
      return;
    }
  if (frame->kind != INLINE && frame->kind != NAVIGATION)
    text_builder_break_line (builder);
  if (is_note (attributes))
    frame->note = text_builder_open (builder, SCHO_STRETCH_NOTE, 0, NULL);
  if (frame->kind == PARAGRAPH || frame->kind == PRE)
    frame->stretch = text_builder_open (builder, SCHO_STRETCH_PARAGRAPH, 0, NULL);
  else if (frame->kind == HEADING)
    frame->stretch
        = text_builder_open (builder, SCHO_STRETCH_HEADING, name[1] - '0', NULL);
  else if (frame->kind == LIST)
    begin_list (self, name, attributes);
  else if (frame->kind == ITEM)
    begin_item (self, attributes);
  else if (frame->kind == TABLE)
    begin_table (self, attributes);
  else if (frame->kind == ROW)
    begin_row (self, is_in_head (self));
  else if (frame->kind == CELL)
    frame->stretch = begin_cell (self, attributes);
  if (frame->kind == PRE)
    {
      self->n_pre++;
      self->pre_begins = TRUE;
    }
}

static void
begin_element (void *data, const xmlChar *name, const xmlChar **attributes)
{
  Reader *self = data;
  Frame frame = { .name = name, .stretch = NONE, .note = NONE };

  frame.kind = GPOINTER_TO_UINT (g_hash_table_lookup (self->kinds, name));
  if (self->frames->len >= MAX_DEPTH)
    {
      self->too_deep = TRUE;
      xmlStopParser (self->context);
      return;
    }
  frame.skips = must_skip (self, frame.kind, attributes);
  self->page->n_pictures
      += self->n_skipping == 0 && !frame.skips && xmlStrEqual (name, BAD_CAST "img");
  self->n_skipping += frame.skips;
  if (frame.kind == TITLE && self->title->len == 0)
    self->in_title = TRUE;
  else if (frame.kind == META)
    read_meta (self, attributes);
  else if (frame.kind == ROOT)
    read_root (self, attributes);
  else if (self->n_skipping == 0 && frame.kind != TITLE)
    begin_shown (self, &frame, (const char *) name, attributes);
  g_array_append_val (self->frames, frame);
}

static void
end_shown (Reader *self, Frame *frame)
{
  TextBuilder *builder = self->builder;

  if (frame->kind == PARAGRAPH || frame->kind == PRE)
    text_builder_close_if_lines (builder, frame->stretch);
  else if (frame->stretch != NONE)
    text_builder_close (builder, frame->stretch);
  if (frame->note != NONE)
    text_builder_close (builder, frame->note);
  if (frame->kind == LIST && self->lists->len > 0)
    {
      close_item (self);
      g_array_set_size (self->lists, self->lists->len - 1);
    }
  else if (frame->kind == ITEM)
    close_item (self);
  else if (frame->kind == ROW && get_table (self) != NULL)
    end_row (self, get_table (self));
  else if (frame->kind == TABLE)
    end_table (self);
  else if (frame->kind == PRE)
    self->n_pre--;
  if (frame->kind != INLINE && frame->kind != BREAK && frame->kind != NAVIGATION)
    text_builder_break_line (builder);
}

static void
pop (Reader *self)
{
  Frame frame = g_array_index (self->frames, Frame, self->frames->len - 1);

  g_array_set_size (self->frames, self->frames->len - 1);
  if (frame.kind == TITLE)
    self->in_title = FALSE;
  else if (frame.kind != META && frame.kind != ROOT && self->n_skipping == 0)
    end_shown (self, &frame);
  self->n_skipping -= frame.skips;
}

static void
end_element (void *data, const xmlChar *name)
{
  Reader *self = data;
  guint i = self->frames->len;

  while (i > 0 && !xmlStrEqual (g_array_index (self->frames, Frame, i - 1).name, name))
    i--;
  while (i > 0 && self->frames->len >= i)
    pop (self);
}

static void
characters (void *data, const xmlChar *text, int n)
{
  Reader *self = data;
  const char *utf8 = (const char *) text;

  if (self->in_title)
    g_string_append_len (self->title, utf8, n);
  if (self->in_title || self->n_skipping > 0 || text_builder_is_full (self->builder))
    return;
  if (self->n_pre == 0)
    {
      text_builder_append_flowing (self->builder, utf8, n);
      return;
    }
  if (self->pre_begins && n > 0 && utf8[0] == '\n')
    {
      utf8++;
      n--;
    }
  self->pre_begins = FALSE;
  text_builder_append (self->builder, utf8, n);
}

static gboolean
parse (Reader *self,
       const char *utf8,
       gsize n_bytes,
       const SchoProgress *progress,
       const char *name,
       GCancellable *cancellable,
       GError **error)
{
  for (gsize done = 0; done < n_bytes && !self->too_deep; done += CHUNK)
    {
      gsize n = MIN (CHUNK, n_bytes - done);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      scho_progress_set (progress, (double) done / n_bytes, name);
      htmlParseChunk (self->context, utf8 + done, (int) n, done + n == n_bytes);
    }
  while (self->frames->len > 0)
    pop (self);
  if (!self->too_deep)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("“%s”: more than %d elements in each other"), name, MAX_DEPTH);
  return FALSE;
}

static void
reader_init (Reader *self)
{
  self->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (GStrv) names = g_strsplit (kinds[i].names, " ", -1);

      for (guint n = 0; names[n] != NULL; n++)
        g_hash_table_insert (self->kinds, g_strdup (names[n]),
                             GUINT_TO_POINTER (kinds[i].kind));
    }
  self->frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  self->tables = g_array_new (FALSE, FALSE, sizeof (Table));
  self->lists = g_array_new (FALSE, FALSE, sizeof (List));
  self->title = g_string_new (NULL);
  self->item = NONE;
}

static void
reader_clear (Reader *self)
{
  while (self->tables->len > 0)
    end_table (self);
  g_hash_table_unref (self->kinds);
  g_array_unref (self->frames);
  g_array_unref (self->tables);
  g_array_unref (self->lists);
  if (self->title->len > 0 && self->page->title == NULL)
    self->page->title = g_strdup (self->title->str);
  g_string_free (self->title, TRUE);
}

/* Errors are what pages are made of. */
static void
ignore_error (void *data, const char *format, ...)
{
}

void
html_page_clear (HtmlPage *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->attributes, import_attributes_free);
}

gboolean
html_page_read (HtmlPage *self,
                const char *utf8,
                gsize n_bytes,
                TextBuilder *builder,
                const SchoProgress *progress,
                const char *name,
                GCancellable *cancellable,
                GError **error)
{
  Reader reader = { .page = self, .builder = builder };
  htmlSAXHandler sax = { 0 };
  gboolean good;

  sax.startElement = begin_element;
  sax.endElement = end_element;
  sax.characters = sax.ignorableWhitespace = sax.cdataBlock = characters;
  sax.error = sax.warning = ignore_error;
  reader_init (&reader);
  reader.context
      = htmlCreatePushParserCtxt (&sax, &reader, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  htmlCtxtUseOptions (reader.context, HTML_PARSE_RECOVER | HTML_PARSE_NONET
                                          | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                                          | HTML_PARSE_IGNORE_ENC);
  good = parse (&reader, utf8, n_bytes, progress, name, cancellable, error);
  htmlFreeParserCtxt (reader.context);
  reader_clear (&reader);
  return good;
}
