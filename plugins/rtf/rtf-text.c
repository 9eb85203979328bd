#include "rtf-reader.h"

#include "../shared/symbols.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 4000 /* groups in each other */
#define MAX_WORD 32
#define MAX_REPLAYS 8

void
rtf_reader_close (RtfReader *self, guint *number)
{
  if (*number != NONE)
    text_builder_close (self->builder, *number);
  *number = NONE;
}

/* Paragraphs */

static guint
find_heading (RtfReader *self)
{
  if (self->outline >= 0)
    return self->outline < 9 ? MIN ((guint) self->outline + 1, 6) : 0;
  return GPOINTER_TO_UINT (
      g_hash_table_lookup (self->headings, GINT_TO_POINTER (self->paragraph_style)));
}

static void
begin_text (RtfReader *self)
{
  guint heading = find_heading (self);

  text_builder_break_line (self->builder);
  rtf_tables_enter (self, self->n_around + (self->in_table ? self->nesting : 0));
  self->begun = TRUE;
  if (self->found->office->comments != NULL)
    self->passage = text_builder_open (self->builder, TEXT_BUILDER_PASSAGE, 0, NULL);
  self->lines = text_builder_open (self->builder, SCHO_STRETCH_PARAGRAPH, 0, NULL);
  self->paragraph = NONE;
  if (heading > 0)
    self->paragraph
        = text_builder_open (self->builder, SCHO_STRETCH_HEADING, heading, self->number);
  else if (self->is_item)
    self->paragraph = text_builder_open (self->builder, SCHO_STRETCH_LIST_ITEM,
                                         (guint) self->level + 1, self->number);
  if (self->number != NULL)
    {
      text_builder_append (self->builder, self->number, -1);
      text_builder_append (self->builder, " ", 1);
    }
}

static gboolean
end_paragraph (RtfReader *self, GError **error)
{
  if (self->begun)
    {
      text_builder_close_if_lines (self->builder, self->lines);
      rtf_reader_close (self, &self->paragraph);
      rtf_reader_close (self, &self->passage);
      text_builder_break_line (self->builder);
    }
  else if (!self->in_table && self->n_replays == 0)
    text_builder_leave_line (self->builder);
  self->begun = self->is_item = FALSE;
  g_clear_pointer (&self->number, g_free);
  while (self->boxes->len > 0 && self->n_replays == 0)
    {
      RtfRange box = g_array_index (self->boxes, RtfRange, 0);

      g_array_remove_index (self->boxes, 0);
      if (!rtf_reader_read_range (self, &box, error))
        return FALSE;
    }
  return TRUE;
}

/* Characters */

gboolean
rtf_reader_is_text (const RtfReader *self)
{
  return self->group.destination == TEXT && !self->group.recorded && !self->group.hidden
         && !self->group.deleted;
}

void
rtf_reader_append (RtfReader *self, const char *utf8, gsize n)
{
  if (self->group.destination != TEXT && self->group.destination != NOTHING)
    g_string_append_len (self->words, utf8, (gssize) n);
  rtf_lost_hide (self, utf8, n);
  if (!rtf_reader_is_text (self))
    return;
  if (self->hidden->len > 0)
    rtf_lost_end_hidden (self);
  /* After a number there is one space, whatever the file has. */
  while (!self->begun && self->number != NULL && n > 0 && g_ascii_isspace (*utf8))
    {
      utf8++;
      n--;
    }
  if (n == 0)
    return;
  if (!self->begun)
    begin_text (self);
  text_builder_append (self->builder, utf8, (gssize) n);
}

static int
get_code_page (const RtfReader *self)
{
  int page = GPOINTER_TO_INT (
      g_hash_table_lookup (self->fonts, GINT_TO_POINTER (self->group.font)));

  return page > 0 ? page : self->group.code_page;
}

static void
append_sign (RtfReader *self, int page, gunichar code)
{
  g_autofree char *sign = symbol_dup (page == RTF_PAGE_SYMBOL ? "Symbol" : NULL, code);

  if (sign != NULL)
    rtf_reader_append (self, sign, strlen (sign));
  else if (rtf_reader_is_text (self))
    office_text_lose (self->found->office, OFFICE_SYMBOL, NULL);
}

static gboolean
is_of_signs (int page)
{
  return page == RTF_PAGE_SYMBOL || page == RTF_PAGE_SIGNS;
}

static void
flush_signs (RtfReader *self, int page)
{
  for (gsize i = 0; i < self->pending->len; i++)
    append_sign (self, page, (guint8) self->pending->str[i]);
  g_string_truncate (self->pending, 0);
}

static void
flush (RtfReader *self)
{
  const char *encoding = rtf_find_encoding (get_code_page (self));
  g_autofree char *utf8 = NULL;
  gsize n;

  if (self->pending->len == 0)
    return;
  if (self->group.destination != FONTS && is_of_signs (get_code_page (self)))
    {
      flush_signs (self, get_code_page (self));
      return;
    }
  utf8
      = g_convert_with_fallback (self->pending->str, (gssize) self->pending->len, "UTF-8",
                                 encoding ? encoding : "CP1252", "?", NULL, &n, NULL);
  if (utf8 == NULL)
    {
      utf8 = g_utf8_make_valid (self->pending->str, (gssize) self->pending->len);
      n = strlen (utf8);
      if (rtf_reader_is_text (self))
        office_text_lose (self->found->office, OFFICE_UNREADABLE, utf8);
    }
  g_string_truncate (self->pending, 0);
  rtf_reader_append (self, utf8, n);
}

static void
append_byte (RtfReader *self, char byte)
{
  if (self->n_skip > 0)
    self->n_skip--;
  else if (byte != '\0')
    g_string_append_c (self->pending, byte);
}

static void
append_character (RtfReader *self, gunichar c)
{
  char utf8[6];

  flush (self);
  if (c >= 0xd800 && c < 0xdc00)
    {
      self->high = c;
      return;
    }
  if (c >= 0xdc00 && c < 0xe000)
    c = self->high != 0 ? 0x10000 + ((self->high - 0xd800) << 10) + (c - 0xdc00) : 0xfffd;
  self->high = 0;
  if (c >= 0xf020 && c <= 0xf0ff && is_of_signs (get_code_page (self)))
    {
      append_sign (self, get_code_page (self), c);
      return;
    }
  /* Signs of symbol fonts are bytes in the private area. */
  if (c >= 0xf020 && c <= 0xf07e)
    c -= 0xf000;
  if (c > 0 && g_unichar_validate (c))
    rtf_reader_append (self, utf8, (gsize) g_unichar_to_utf8 (c, utf8));
}

/* Groups */

static gboolean
open_group (RtfReader *self, GError **error)
{
  flush (self);
  self->n_skip = 0;
  self->star = FALSE;
  if (self->groups->len >= MAX_DEPTH)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("“%s”: more than %d groups in each other"), self->name, MAX_DEPTH);
      return FALSE;
    }
  g_array_append_val (self->groups, self->group);
  self->group.begin = self->p;
  if (self->group.has_unicode)
    self->group.destination = NOTHING;
  self->group.has_unicode = self->group.is_link = self->group.is_shape = FALSE;
  return TRUE;
}

static void
keep_words (RtfReader *self, Destination outer)
{
  static const char *const names[]
      = { "title", "author", "subject", "keywords", "description" };
  char *words = g_strstrip (self->words->str);

  if (self->group.destination >= COMMENT)
    rtf_comments_end (self, words);
  else if (self->group.destination == HEADER || self->group.destination == INSTRUCTION)
    rtf_lost_end_words (self, words);
  else if (self->group.destination >= TITLE && self->group.destination <= DESCRIPTION)
    import_attributes_add (self->found->attributes,
                           names[self->group.destination - TITLE], words,
                           SCHO_ATTRIBUTE_TEXT);
  else if (self->group.destination == NUMBER && outer != NUMBER)
    {
      gboolean is_number = FALSE;

      for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
        is_number = is_number || g_unichar_isdigit (g_utf8_get_char (p))
                    || (g_ascii_isalpha (*p) && p[1] != '\0');
      g_free (self->number);
      self->number = is_number ? g_strdup (words) : NULL;
      self->is_item = TRUE;
    }
  else if (self->group.destination == STYLES
           && g_ascii_strncasecmp (words, "heading ", 8) == 0
           && g_ascii_isdigit (words[8]) && words[8] != '0')
    g_hash_table_replace (self->headings, GINT_TO_POINTER (self->style),
                          GUINT_TO_POINTER (MIN (words[8] - '0', 6)));
  g_string_truncate (self->words, 0);
}

/* The name comes last. There are more fonts of signs than Symbol. */
static void
name_font (RtfReader *self)
{
  gpointer font = GINT_TO_POINTER (self->group.font);

  if (self->group.destination == FONTS
      && GPOINTER_TO_INT (g_hash_table_lookup (self->fonts, font)) == RTF_PAGE_SYMBOL
      && strstr (self->words->str, "Symbol") == NULL)
    g_hash_table_replace (self->fonts, font, GINT_TO_POINTER (RTF_PAGE_SIGNS));
}

/* Its words are those of all groups in it. */
static gboolean
is_whole (Destination destination)
{
  return destination == COMMENT || destination == HEADER || destination == INSTRUCTION;
}

static void
close_group (RtfReader *self)
{
  Group inner = self->group;
  const Group *outer;

  flush (self);
  self->n_skip = 0;
  if (self->groups->len == 0)
    return;
  outer = &g_array_index (self->groups, Group, self->groups->len - 1);
  name_font (self);
  if (inner.destination != TEXT && inner.destination != NOTHING
      && inner.destination != FONTS
      && (inner.destination != outer->destination || !is_whole (inner.destination)))
    keep_words (self, outer->destination);
  rtf_lost_end_group (self);
  self->group = *outer;
  g_array_set_size (self->groups, self->groups->len - 1);
}

/* Control words */

static void
begin_destination (RtfReader *self, Destination destination)
{
  if (self->group.destination == TEXT || destination != TEXT)
    self->group.destination = destination;
  g_string_truncate (self->words, 0);
}

/* In what is no text, as a deletion, there is no comment. */
static void
begin_comment (RtfReader *self, Destination destination)
{
  Destination outer = self->group.destination;

  if (rtf_reader_is_text (self) || outer == COMMENT)
    begin_destination (self, destination);
  else
    self->group.destination = NOTHING;
}

static void
set_font (RtfReader *self, int font)
{
  if (self->group.destination == FONTS)
    g_string_truncate (self->words, 0);
  self->group.font = font;
}

/* Western fonts in a file of East Asia have Western letters; elsewhere many a program
 * says “Western” of all fonts. */
static void
set_character_set (RtfReader *self, int set)
{
  gboolean is_western = set == 0 && rtf_is_first_of_two (self->standard_page, 0x81);
  int page = is_western ? 1252 : rtf_find_code_page (set);

  if (self->group.destination == FONTS)
    g_hash_table_replace (self->fonts, GINT_TO_POINTER (self->group.font),
                          GINT_TO_POINTER (page));
}

static void
reset_paragraph (RtfReader *self)
{
  self->in_table = FALSE;
  self->nesting = 1;
  self->outline = -1;
  self->paragraph_style = -1;
  self->level = 0;
}

static void
set_style (RtfReader *self, int style)
{
  if (self->group.destination == STYLES)
    self->style = style;
  else
    self->paragraph_style = style;
}

static gboolean
end_in_table (RtfReader *self, RtfKind kind, GError **error)
{
  guint depth = kind == RTF_NESTED_CELL ? MAX (self->nesting, 2)
                : kind == RTF_NESTED_ROW
                    ? MAX (self->n_tables - MIN (self->n_around, self->n_tables), 2)
                    : 1;

  if (!rtf_reader_is_text (self))
    return TRUE;
  self->in_table = TRUE;
  if (kind == RTF_CELL || kind == RTF_NESTED_CELL)
    {
      if (!end_paragraph (self, error))
        return FALSE;
      rtf_tables_end_cell (self, self->n_around + depth);
    }
  else
    rtf_tables_end_row (self, self->n_around + depth);
  return TRUE;
}

static void
obey_group_word (RtfReader *self, RtfKind kind, int number)
{
  switch (kind)
    {
    case RTF_SKIPPED:
      self->group.destination = NOTHING;
      break;
    case RTF_ALTERNATIVE:
      self->group.has_unicode = TRUE;
      break;
    case RTF_IN_UNICODE:
      if (self->groups->len > 0)
        self->group.destination
            = g_array_index (self->groups, Group, self->groups->len - 1).destination;
      break;
    case RTF_FONT_TABLE:
      begin_destination (self, FONTS);
      break;
    case RTF_STYLES:
      begin_destination (self, STYLES);
      self->style = 0;
      break;
    case RTF_INFO:
      begin_destination (self, INFO);
      break;
    case RTF_TITLE:
    case RTF_AUTHOR:
    case RTF_SUBJECT:
    case RTF_KEYWORDS:
    case RTF_DESCRIPTION:
      if (self->group.destination == INFO)
        begin_destination (self, TITLE + (kind - RTF_TITLE));
      break;
    case RTF_LIST_TEXT:
      if (rtf_reader_is_text (self))
        begin_destination (self, NUMBER);
      break;
    case RTF_COMMENT:
      begin_comment (self, COMMENT);
      break;
    case RTF_COMMENT_AUTHOR:
      begin_comment (self, COMMENT_AUTHOR);
      break;
    case RTF_COMMENT_START:
      begin_comment (self, COMMENT_START);
      break;
    case RTF_COMMENT_END:
      begin_comment (self, COMMENT_END);
      break;
    case RTF_COMMENT_NUMBER:
      begin_comment (self, COMMENT_NUMBER);
      break;
    case RTF_NOTE:
      rtf_notes_begin (self);
      break;
    case RTF_SHAPE_TEXT:
      self->shape_has_words = TRUE;
      rtf_notes_begin_box (self);
      break;
    default:
      rtf_lost_begin (self, kind);
      break;
    }
}

/* By tracked changes. */
static void
take_away (RtfReader *self, gboolean gone, OfficeLost what)
{
  if (gone && rtf_reader_is_text (self))
    office_text_lose (self->found->office, what, NULL);
  self->group.deleted = gone;
}

static void
obey_property (RtfReader *self, const RtfWord *word, int number, gboolean on)
{
  switch (word->kind)
    {
    case RTF_CODE_PAGE:
      self->group.code_page = self->standard_page = (int) word->sign;
      break;
    case RTF_ANSI_CODE_PAGE:
      if (rtf_find_encoding (number) != NULL)
        self->group.code_page = self->standard_page = number;
      break;
    case RTF_CHARACTER_SET:
      set_character_set (self, number);
      break;
    case RTF_FONT:
      set_font (self, number);
      break;
    case RTF_STANDARD_FONT:
      self->group.font = self->standard_font = number;
      break;
    case RTF_STYLE:
      set_style (self, number);
      break;
    case RTF_UNICODE_SKIP:
      self->group.unicode_skip = CLAMP (number, 0, 100);
      break;
    case RTF_PARAGRAPH_RESET:
      if (self->group.destination != COMMENT)
        reset_paragraph (self);
      break;
    case RTF_PLAIN:
      self->group.hidden = FALSE;
      self->group.font = self->standard_font;
      break;
    case RTF_HIDDEN:
      self->group.hidden = on;
      break;
    case RTF_DELETED:
      self->found->office->n_deleted += on;
      take_away (self, on && !self->found->office->original, OFFICE_DELETED);
      break;
    case RTF_INSERTED:
      self->found->office->n_inserted += on;
      take_away (self, on && self->found->office->original, OFFICE_INSERTED);
      break;
    case RTF_OUTLINE:
      self->outline = number;
      break;
    case RTF_LIST_LEVEL:
      self->level = CLAMP (number, 0, 8);
      break;
    case RTF_IN_TABLE:
      self->in_table = TRUE;
      break;
    case RTF_NESTING:
      self->nesting = (guint) CLAMP (number, 1, RTF_MAX_TABLES);
      self->in_table = self->in_table || number > 0;
      break;
    default:
      obey_group_word (self, word->kind, number);
      break;
    }
}

static gboolean
obey (RtfReader *self, const RtfWord *word, int number, gboolean on, GError **error)
{
  switch (word->kind)
    {
    case RTF_SIGN:
      append_character (self, word->sign);
      return TRUE;
    case RTF_UNICODE:
      append_character (self, (gunichar) (number < 0 ? number + 65536 : number));
      self->n_skip = self->group.unicode_skip;
      return TRUE;
    case RTF_LINE:
      rtf_reader_append (self, "\n", 1);
      return TRUE;
    case RTF_PARAGRAPH:
      if (self->group.destination == COMMENT)
        g_string_append_c (self->words, '\n');
      return !rtf_reader_is_text (self) || end_paragraph (self, error);
    case RTF_CELL:
    case RTF_ROW:
    case RTF_NESTED_CELL:
    case RTF_NESTED_ROW:
      return end_in_table (self, word->kind, error);
    case RTF_BINARY:
      self->p += MIN ((gsize) MAX (number, 0), (gsize) (self->end - self->p));
      return TRUE;
    default:
      obey_property (self, word, number, on);
      return TRUE;
    }
}

/* What begins with a star and is not known is nothing that is read. */
static gboolean
read_word (RtfReader *self, GError **error)
{
  char name[MAX_WORD + 1];
  gsize n = 0;
  int number = 0, sign = 1;
  gboolean has_number;
  const RtfWord *word;

  for (; self->p < self->end && g_ascii_isalpha (*self->p); self->p++)
    if (n < MAX_WORD)
      name[n++] = *self->p;
  name[n] = '\0';
  if (self->p + 1 < self->end && *self->p == '-' && g_ascii_isdigit (self->p[1]))
    {
      sign = -1;
      self->p++;
    }
  has_number = self->p < self->end && g_ascii_isdigit (*self->p);
  for (; self->p < self->end && g_ascii_isdigit (*self->p); self->p++)
    number = number < 100000000 ? number * 10 + (*self->p - '0') : number;
  if (self->p < self->end && *self->p == ' ')
    self->p++;
  if (self->n_skip > 0)
    {
      self->n_skip--;
      return TRUE;
    }
  flush (self);
  word = rtf_word_find (name);
  if (self->star && (word == NULL || word->kind < RTF_SHAPE_TEXT))
    self->group.destination = NOTHING;
  else if (word != NULL
           && !obey (self, word, sign * number, !has_number || number != 0, error))
    return FALSE;
  self->star = FALSE;
  return TRUE;
}

static void
read_symbol (RtfReader *self)
{
  char c = *self->p++;

  if (c == '\'' && self->end - self->p >= 2)
    {
      int high = g_ascii_xdigit_value (self->p[0]);
      int low = g_ascii_xdigit_value (self->p[1]);

      self->p += 2;
      if (high >= 0 && low >= 0)
        append_byte (self, (char) (high * 16 + low));
      return;
    }
  if (c == '\\' || c == '{' || c == '}')
    append_byte (self, c);
  else if (c == '~')
    append_character (self, 0xa0);
  else if (c == '-')
    append_character (self, 0xad);
  else if (c == '_')
    append_character (self, 0x2011);
  else if (c == '*')
    self->star = TRUE;
}

static gboolean
read_control (RtfReader *self, GError **error)
{
  if (self->p >= self->end)
    return TRUE;
  if (g_ascii_isalpha (*self->p))
    return read_word (self, error);
  if (*self->p == '\n' || *self->p == '\r')
    {
      self->p++;
      flush (self);
      return !rtf_reader_is_text (self) || end_paragraph (self, error);
    }
  read_symbol (self);
  return TRUE;
}

static gboolean
read_some (RtfReader *self, GError **error)
{
  char c = *self->p++;

  switch (c)
    {
    case '{':
      return open_group (self, error);
    case '}':
      close_group (self);
      return TRUE;
    case '\\':
      return read_control (self, error);
    case '\n':
    case '\r':
      return TRUE;
    default:
      append_byte (self, c);
      /* The second of two may look like a brace or a backslash. */
      if (self->p < self->end && rtf_is_first_of_two (get_code_page (self), (guint8) c))
        append_byte (self, *self->p++);
      return TRUE;
    }
}

static gboolean
read_until_end (RtfReader *self, GError **error)
{
  for (guint i = 0; self->p < self->end; i++)
    if ((i % 65536 == 0
         && g_cancellable_set_error_if_cancelled (self->cancellable, error))
        || !read_some (self, error))
      return FALSE;
  flush (self);
  return TRUE;
}

gboolean
rtf_reader_read_range (RtfReader *self, const RtfRange *range, GError **error)
{
  const char *p = self->p, *end = self->end;
  Group group = self->group;
  GArray *groups = self->groups;
  guint n_around = self->n_around, nesting = self->nesting;
  gboolean in_table = self->in_table, done;
  int outline = self->outline, level = self->level, style = self->paragraph_style;

  if (self->n_replays >= MAX_REPLAYS)
    return TRUE;
  self->n_replays++;
  self->groups = g_array_new (FALSE, FALSE, sizeof (Group));
  self->group = (Group){ .unicode_skip = 1,
                         .code_page = range->code_page,
                         .font = self->standard_font };
  self->n_around = self->n_tables;
  self->p = range->from;
  self->end = range->to;
  reset_paragraph (self);
  done = read_until_end (self, error) && (!self->begun || end_paragraph (self, error));
  rtf_tables_enter (self, self->n_around);
  self->n_around = n_around;
  self->nesting = nesting;
  self->in_table = in_table;
  self->outline = outline;
  self->level = level;
  self->paragraph_style = style;
  g_array_unref (self->groups);
  self->groups = groups;
  self->group = group;
  self->p = p;
  self->end = end;
  self->n_replays--;
  return done;
}

static gboolean
read_all (RtfReader *self, GError **error)
{
  gboolean done;

  reset_paragraph (self);
  done = read_until_end (self, error) && (!self->begun || end_paragraph (self, error));
  rtf_tables_enter (self, 0);
  rtf_lost_end_hidden (self);
  return done && rtf_notes_read (self, FALSE, error)
         && rtf_notes_read (self, TRUE, error);
}

gboolean
rtf_read (const char *bytes,
          gsize n_bytes,
          RtfFound *found,
          GCancellable *cancellable,
          GError **error)
{
  RtfReader self = { .builder = found->office->builder,
                     .found = found,
                     .name = found->office->name,
                     .cancellable = cancellable,
                     .p = bytes,
                     .end = bytes + n_bytes };
  gboolean done;

  self.group = (Group){ .unicode_skip = 1, .code_page = 1252 };
  self.standard_page = 1252;
  self.paragraph = self.passage = NONE;
  self.groups = g_array_new (FALSE, FALSE, sizeof (Group));
  self.fonts = g_hash_table_new (NULL, NULL);
  self.headings = g_hash_table_new (NULL, NULL);
  self.pending = g_string_new (NULL);
  self.words = g_string_new (NULL);
  self.hidden = g_string_new (NULL);
  self.boxes = g_array_new (FALSE, FALSE, sizeof (RtfRange));
  self.notes = g_array_new (FALSE, FALSE, sizeof (RtfNote));
  self.passages = g_hash_table_new (NULL, NULL);
  g_array_set_clear_func (self.notes, rtf_notes_clear);
  done = read_all (&self, error);
  g_array_unref (self.groups);
  g_hash_table_unref (self.fonts);
  g_hash_table_unref (self.headings);
  g_string_free (self.pending, TRUE);
  g_string_free (self.words, TRUE);
  g_string_free (self.hidden, TRUE);
  g_free (self.address);
  g_array_unref (self.boxes);
  g_array_unref (self.notes);
  g_hash_table_unref (self.passages);
  g_free (self.comment_author);
  g_free (self.number);
  return done;
}
