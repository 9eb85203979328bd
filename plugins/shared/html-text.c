#include "html-text.h"

#include "formula.h"
#include "html-attributes.h"
#include "html-losses.h"
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
  INLINE,     /* this and those before BLOCK stand in a line */
  NAVIGATION, /* of use with a browser only */
  RUBY,
  RUBY_MARK, /* parentheses for browsers that know no ruby */
  RUBY_READING,
  QUOTE,
  MATH,
  BREAK,
  BLOCK,
  DIALOG,
  TABLE_HEAD,
  PARAGRAPH,
  HEADING,
  LIST,
  ITEM,
  TABLE,
  ROW,
  CELL,
  PRE,
  SKIPPED, /* nobody sees it */
  TITLE,
  META,
  ROOT,
} Kind;

static const struct
{
  const char *names;
  Kind kind;
} kinds[] = {
  { "address article aside blockquote body center dd details dir div dl dt "
    "fieldset figcaption figure footer form header hgroup hr legend main section summary "
    "caption colgroup tbody tfoot search",
    BLOCK },
  { "p", PARAGRAPH },
  { "h1 h2 h3 h4 h5 h6", HEADING },
  { "ul ol menu", LIST },
  { "li", ITEM },
  { "table", TABLE },
  { "thead", TABLE_HEAD },
  { "tr", ROW },
  { "td th", CELL },
  { "br", BREAK },
  { "dialog", DIALOG },
  { "ruby", RUBY },
  { "rp", RUBY_MARK },
  { "rt", RUBY_READING },
  { "q", QUOTE },
  { "math", MATH },
  { "pre listing xmp", PRE },
  { "script style template noscript iframe object embed applet canvas audio video svg "
    "datalist noframes noembed frameset area param source track",
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
  gboolean in_formula;
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
  guint64 n_seen;    /* bytes of characters */
  gsize cut;         /* the next that is watched */
  guint item;        /* the open one */
  guint32 label_end; /* of the item; what follows is in its line */
  gboolean in_title, pre_begins, too_deep, has_ruby_marks;
  Formula *formula; /* nullable: the open one */
  GString *title;
  xmlParserCtxt *context;
  HtmlLosses losses;
} Reader;

static gboolean
is_navigation (Kind kind, const xmlChar **attributes)
{
  return kind == NAVIGATION || html_has_word (attributes, "role", "navigation")
         || html_has_word (attributes, "role", "menu")
         || html_has_word (attributes, "role", "menubar")
         || html_has_word (attributes, "role", "search")
         || html_has_word (attributes, "epub:type", "page-list");
}

static gboolean
is_note (const xmlChar **attributes)
{
  static const char *const types[] = { "footnote", "endnote", "rearnote", "note" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (html_has_word (attributes, "epub:type", types[i]))
      return TRUE;
  return html_has_word (attributes, "role", "doc-footnote")
         || html_has_word (attributes, "role", "doc-endnote");
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
  gboolean reversed = html_get (attributes, "reversed") != NULL;
  List list = { .step = reversed ? -1 : 1,
                .ordered = g_str_equal (name, "ol"),
                .style = find_style (html_get (attributes, "type")) };

  /* Where it begins is only known when all items are; then they have no numbers. */
  if (reversed && html_get (attributes, "start") == NULL)
    list.ordered = FALSE;
  list.number = html_get_number (attributes, "start", 1) - list.step;
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
  list->number = html_get_number (attributes, "value", list->number + list->step);
  {
    g_autofree char *number = numeral_dup (list->number, list->style);
    g_autofree char *label = g_strconcat (number, ".", NULL);

    text_builder_set_label (self->builder, self->item, label);
    text_builder_append (self->builder, label, -1);
    text_builder_append (self->builder, " ", -1);
    self->label_end = text_builder_get_length (self->builder);
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
  table.ignored = html_has_word (attributes, "role", "presentation")
                  || html_has_word (attributes, "role", "none");
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
  guint columns = CLAMP (html_get_number (attributes, "colspan", 1), 1, MAX_SPAN);
  guint rows = CLAMP (html_get_number (attributes, "rowspan", 1), 1, 65534);

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
    { "keywords", "keywords", SCHO_ATTRIBUTE_TEXT },
    { "description", "description", SCHO_ATTRIBUTE_TEXT },
  };
  const char *name = html_get (attributes, "name");

  if (name == NULL)
    name = html_get (attributes, "property");
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (known); i++)
    if (g_ascii_strcasecmp (name, known[i].meta) == 0 && self->page->attributes != NULL)
      import_attributes_add (self->page->attributes, known[i].name,
                             html_get (attributes, "content"), known[i].type);
}

static void
read_root (Reader *self, const xmlChar **attributes)
{
  const char *language = html_get (attributes, "lang");

  if (language == NULL)
    language = html_get (attributes, "xml:lang");
  if (self->page->language == NULL && language != NULL && language[0] != '\0')
    self->page->language = g_strdup (language);
}

/* Elements */

/* A paragraph that begins an item begins after its number. */
static void
break_line (Reader *self, Kind kind)
{
  gboolean goes_on = kind == BLOCK || kind == PARAGRAPH || kind == HEADING;

  if (!goes_on || self->label_end != text_builder_get_length (self->builder))
    text_builder_break_line (self->builder);
}

/* Of a printed book, with its number. */
static gboolean
is_page_break (Reader *self, const xmlChar **attributes)
{
  const char *label = html_get (attributes, "title");

  if (!html_has_word (attributes, "epub:type", "pagebreak")
      && !html_has_word (attributes, "role", "doc-pagebreak"))
    return FALSE;
  if (label == NULL)
    label = html_get (attributes, "aria-label");
  if (label != NULL && self->n_skipping == 0)
    text_builder_mark (self->builder, SCHO_STRETCH_PAGE, label);
  return label != NULL;
}

static void
begin_ruby (Reader *self, Kind kind)
{
  if (kind != RUBY_READING)
    self->has_ruby_marks = kind == RUBY_MARK;
  else if (!self->has_ruby_marks)
    text_builder_append_flowing (self->builder, "(", 1);
}

static void
end_inline (Reader *self, Kind kind)
{
  g_autofree char *line = NULL;
  gboolean built;

  if (kind == QUOTE)
    text_builder_append_flowing (self->builder, "”", -1);
  else if (kind == RUBY_READING && !self->has_ruby_marks)
    text_builder_append_flowing (self->builder, ")", 1);
  else if (kind == MATH && self->formula != NULL)
    {
      if (formula_is_too_big (self->formula))
        self->too_deep = TRUE;
      line = formula_finish (self->formula, &built);
      self->page->n_formulas += built;
      text_builder_append_flowing (self->builder, line, -1);
      g_clear_pointer (&self->formula, formula_free);
    }
}

static gboolean
must_skip (Reader *self, Kind kind, const xmlChar **attributes)
{
  if (kind == SKIPPED || is_page_break (self, attributes))
    return TRUE;
  if (!self->page->keep_navigation && is_navigation (kind, attributes))
    {
      html_losses_add_navigation (&self->losses, self->n_skipping == 0);
      return TRUE;
    }
  if ((kind != ROOT && html_is_hidden (attributes))
      || (kind == DIALOG && html_get (attributes, "open") == NULL))
    {
      html_losses_add_hidden (&self->losses, self->n_skipping == 0);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_in (Reader *self, Kind kind)
{
  guint n = self->frames->len;

  return n > 0 && g_array_index (self->frames, Frame, n - 1).kind == kind;
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
  if (frame->kind >= BLOCK)
    break_line (self, frame->kind);
  else if (frame->kind == RUBY || frame->kind == RUBY_MARK || frame->kind == RUBY_READING)
    begin_ruby (self, frame->kind);
  else if (frame->kind == QUOTE)
    text_builder_append_flowing (builder, "“", -1);
  else if (frame->kind == MATH)
    self->formula = formula_new ();
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
    begin_row (self, is_in (self, TABLE_HEAD));
  else if (frame->kind == CELL)
    frame->stretch = begin_cell (self, attributes);
  if (frame->kind == PRE)
    {
      self->n_pre++;
      self->pre_begins = TRUE;
    }
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
    {
      self->label_end = NONE;
      close_item (self);
    }
  else if (frame->kind == ROW && get_table (self) != NULL)
    end_row (self, get_table (self));
  else if (frame->kind == TABLE)
    end_table (self);
  else if (frame->kind == PRE)
    self->n_pre--;
  if (frame->kind >= BLOCK)
    break_line (self, frame->kind);
  else
    end_inline (self, frame->kind);
}

static void
pop (Reader *self)
{
  Frame frame = g_array_index (self->frames, Frame, self->frames->len - 1);

  g_array_set_size (self->frames, self->frames->len - 1);
  if (self->n_skipping == 0)
    html_losses_end (&self->losses, (const char *) frame.name);
  if (frame.kind == TITLE)
    self->in_title = FALSE;
  else if (frame.in_formula)
    {
      if (self->formula != NULL)
        formula_end (self->formula);
    }
  else if (frame.kind != META && frame.kind != ROOT && self->n_skipping == 0)
    end_shown (self, &frame);
  self->n_skipping -= frame.skips;
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
  /* libxml2 does not know that newer elements end a paragraph. */
  if (frame.kind >= BLOCK && frame.kind != SKIPPED && self->formula == NULL
      && is_in (self, PARAGRAPH))
    pop (self);
  frame.skips = must_skip (self, frame.kind, attributes);
  if (self->n_skipping == 0)
    html_losses_begin (&self->losses, (const char *) name, attributes, frame.skips);
  self->n_skipping += frame.skips;
  if (frame.kind == TITLE && self->title->len == 0)
    self->in_title = TRUE;
  else if (frame.kind == META)
    read_meta (self, attributes);
  else if (frame.kind == ROOT)
    read_root (self, attributes);
  else if (self->n_skipping == 0 && self->formula != NULL)
    {
      frame.in_formula = TRUE;
      frame.kind = INLINE;
      formula_begin (self->formula, (const char *) name, NULL);
    }
  else if (self->n_skipping == 0 && frame.kind != TITLE)
    begin_shown (self, &frame, (const char *) name, attributes);
  g_array_append_val (self->frames, frame);
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

/* No text has these controls: `&#150;` means what Windows-1252 has there. */
static char *
mend_controls (const char *utf8, int n)
{
  GString *out = g_string_sized_new ((gsize) n);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *sign = NULL;

      if (utf8[i] == '\xc2' && i + 1 < n && (guint8) utf8[i + 1] < 0xa0)
        sign = g_convert (&utf8[++i], 1, "UTF-8", "CP1252", NULL, NULL, NULL);
      if (sign != NULL)
        g_string_append (out, sign);
      else if (utf8[i] != '\xc2' || i + 1 >= n || (guint8) utf8[i + 1] >= 0xa0)
        g_string_append_c (out, utf8[i]);
    }
  return g_string_free (out, FALSE);
}

static gboolean
has_controls (const char *utf8, int n)
{
  for (int i = 0; i + 1 < n; i++)
    if (utf8[i] == '\xc2' && (guint8) utf8[i + 1] < 0xa0)
      return TRUE;
  return FALSE;
}

static void
take_characters (Reader *self, const char *text, int n)
{
  g_autofree char *mended = has_controls (text, n) ? mend_controls (text, n) : NULL;
  const char *utf8 = mended != NULL ? mended : text;

  if (mended != NULL)
    n = (int) strlen (mended);
  if (self->in_title)
    g_string_append_len (self->title, utf8, n);
  if (self->in_title || self->n_skipping > 0 || text_builder_is_full (self->builder))
    return;
  if (self->formula != NULL)
    formula_text (self->formula, utf8, (gsize) n);
  else if (self->n_pre == 0)
    text_builder_append_flowing (self->builder, utf8, n);
  if (self->formula != NULL || self->n_pre == 0)
    return;
  if (self->pre_begins && n > 0 && utf8[0] == '\n')
    {
      utf8++;
      n--;
    }
  self->pre_begins = FALSE;
  text_builder_append (self->builder, utf8, n);
}

/* Piece by piece, where places are watched. */
static void
characters (void *data, const xmlChar *text, int n)
{
  Reader *self = data;
  const char *utf8 = (const char *) text;
  guint64 end = self->n_seen + (guint64) n;

  for (; self->cut < self->page->n_cuts && self->page->cuts[self->cut] < end; self->cut++)
    {
      guint64 place = MAX (self->page->cuts[self->cut], self->n_seen);

      if (place > self->n_seen)
        take_characters (self, utf8, (int) (place - self->n_seen));
      utf8 += place - self->n_seen;
      self->n_seen = place;
      self->page->at_cut (self->page->data, self->cut, self->builder);
    }
  if (end > self->n_seen)
    take_characters (self, utf8, (int) (end - self->n_seen));
  self->n_seen = end;
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
  self->item = self->label_end = NONE;
}

static void
reader_clear (Reader *self)
{
  while (self->tables->len > 0)
    end_table (self);
  g_clear_pointer (&self->formula, formula_free);
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
  g_clear_pointer (&self->losses, scho_losses_unref);
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
  if (self->losses == NULL)
    self->losses = scho_losses_new ();
  reader.losses = (HtmlLosses){ self->losses, name, builder };
  reader_init (&reader);
  reader.context
      = htmlCreatePushParserCtxt (&sax, &reader, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  htmlCtxtUseOptions (reader.context, HTML_PARSE_RECOVER | HTML_PARSE_NONET
                                          | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                                          | HTML_PARSE_IGNORE_ENC);
  good = parse (&reader, utf8, n_bytes, progress, name, cancellable, error);
  self->n_bytes = reader.n_seen;
  htmlFreeParserCtxt (reader.context);
  html_losses_clear (&reader.losses);
  reader_clear (&reader);
  return good;
}
