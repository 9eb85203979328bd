#include "rtf-text.h"

#include "rtf-words.h"

#include "../shared/numerals.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NONE G_MAXUINT
#define MAX_DEPTH 4000 /* groups in each other */
#define MAX_WORD 32
#define MAX_REPLAYS 8

/* What a group is, and what holds in it. */
typedef enum
{
  TEXT,
  NOTHING,
  FONTS,
  STYLES,
  INFO,
  TITLE,
  AUTHOR,
  NUMBER, /* of a list's item */
} Destination;

typedef struct
{
  Destination destination;
  int unicode_skip, code_page, font;
  gboolean hidden, deleted;
  const char *begin; /* of the group's content */
  gboolean recorded; /* to be read later: what comes in it is no text */
} Group;

typedef struct
{
  const char *from, *to;
  int code_page;
} Range;

typedef struct
{
  Range range;
  gboolean is_endnote;
  char *label;
} Note;

typedef struct
{
  TextBuilder *builder;
  RtfFound *found;
  const char *name;
  GCancellable *cancellable;
  const char *p, *end;

  Group group;
  GArray *groups; /* of Group: the outer ones */
  int standard_page, standard_font;
  GHashTable *fonts;    /* number → code page + 1 */
  GHashTable *headings; /* style → level */
  int style;            /* in the table of styles */
  GString *pending;     /* bytes in the code page of the group */
  GString *words;       /* of what is no text: a name, a title, a number */
  gunichar high;        /* half of a character */
  int n_skip;           /* characters that stand for the one before */
  gboolean star;        /* the group can be ignored */

  gboolean begun, in_table;
  int outline, level, paragraph_style;
  guint paragraph, lines;
  char *number; /* nullable */
  gboolean is_item;
  guint table, row, cell, column;

  GArray *boxes; /* of Range */
  GArray *notes; /* of Note */
  guint n_footnotes, n_endnotes, n_replays;
} Reader;

static gboolean read_range (Reader *self, const Range *range, GError **error);

/* Tables */

static void
close_stretch (Reader *self, guint *number)
{
  if (*number != NONE)
    text_builder_close (self->builder, *number);
  *number = NONE;
}

static void
end_table (Reader *self)
{
  close_stretch (self, &self->cell);
  close_stretch (self, &self->row);
  close_stretch (self, &self->table);
}

static void
ensure_cell (Reader *self)
{
  if (self->table == NONE)
    self->table = text_builder_open (self->builder, SCHO_STRETCH_TABLE, 0, NULL);
  if (self->row == NONE)
    {
      self->row = text_builder_open (self->builder, SCHO_STRETCH_TABLE_ROW, 0, NULL);
      self->column = 0;
    }
  if (self->cell == NONE)
    self->cell = text_builder_open (self->builder, SCHO_STRETCH_TABLE_CELL,
                                    self->column + 1, NULL);
}

/* Paragraphs */

static guint
find_heading (Reader *self)
{
  if (self->outline >= 0)
    return self->outline < 9 ? MIN ((guint) self->outline + 1, 6) : 0;
  return GPOINTER_TO_UINT (
      g_hash_table_lookup (self->headings, GINT_TO_POINTER (self->paragraph_style)));
}

static void
begin_text (Reader *self)
{
  guint heading = find_heading (self);

  text_builder_break_line (self->builder);
  if (self->in_table)
    ensure_cell (self);
  else
    end_table (self);
  self->begun = TRUE;
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
end_paragraph (Reader *self, GError **error)
{
  if (self->begun)
    {
      text_builder_close_if_lines (self->builder, self->lines);
      close_stretch (self, &self->paragraph);
      text_builder_break_line (self->builder);
    }
  else if (!self->in_table && self->n_replays == 0)
    text_builder_leave_line (self->builder);
  self->begun = self->is_item = FALSE;
  g_clear_pointer (&self->number, g_free);
  while (self->boxes->len > 0 && self->n_replays == 0)
    {
      Range box = g_array_index (self->boxes, Range, 0);

      g_array_remove_index (self->boxes, 0);
      if (!read_range (self, &box, error))
        return FALSE;
    }
  return TRUE;
}

/* Characters */

static gboolean
is_text (const Reader *self)
{
  return self->group.destination == TEXT && !self->group.recorded && !self->group.hidden
         && !self->group.deleted;
}

static void
append (Reader *self, const char *utf8, gsize n)
{
  if (self->group.destination != TEXT && self->group.destination != NOTHING)
    g_string_append_len (self->words, utf8, (gssize) n);
  if (!is_text (self))
    return;
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
get_code_page (const Reader *self)
{
  int page = GPOINTER_TO_INT (
      g_hash_table_lookup (self->fonts, GINT_TO_POINTER (self->group.font)));

  return page > 0 ? page : self->group.code_page;
}

static void
flush (Reader *self)
{
  const char *encoding = rtf_find_encoding (get_code_page (self));
  g_autofree char *utf8 = NULL;
  gsize n;

  if (self->pending->len == 0)
    return;
  utf8
      = g_convert_with_fallback (self->pending->str, (gssize) self->pending->len, "UTF-8",
                                 encoding ? encoding : "CP1252", "?", NULL, &n, NULL);
  if (utf8 == NULL)
    {
      utf8 = g_utf8_make_valid (self->pending->str, (gssize) self->pending->len);
      n = strlen (utf8);
      self->found->n_unreadable++;
    }
  g_string_truncate (self->pending, 0);
  append (self, utf8, n);
}

static void
append_byte (Reader *self, char byte)
{
  if (self->n_skip > 0)
    self->n_skip--;
  else if (byte != '\0')
    g_string_append_c (self->pending, byte);
}

static void
append_character (Reader *self, gunichar c)
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
  /* Signs of symbol fonts are bytes in the private area. */
  if (c >= 0xf020 && c <= 0xf07e)
    c -= 0xf000;
  if (c > 0 && g_unichar_validate (c))
    append (self, utf8, (gsize) g_unichar_to_utf8 (c, utf8));
}

/* Groups */

static gboolean
open_group (Reader *self, GError **error)
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
  return TRUE;
}

static void
keep_words (Reader *self, Destination outer)
{
  char *words = g_strstrip (self->words->str);

  if (self->group.destination == TITLE)
    import_attributes_add (self->found->attributes, "title", words, SCHO_ATTRIBUTE_TEXT);
  else if (self->group.destination == AUTHOR)
    import_attributes_add (self->found->attributes, "author", words, SCHO_ATTRIBUTE_TEXT);
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

static void
close_group (Reader *self)
{
  Group inner = self->group;
  const Group *outer;

  flush (self);
  self->n_skip = 0;
  if (self->groups->len == 0)
    return;
  outer = &g_array_index (self->groups, Group, self->groups->len - 1);
  if (inner.destination != TEXT && inner.destination != NOTHING
      && inner.destination != FONTS)
    keep_words (self, outer->destination);
  self->group = *outer;
  g_array_set_size (self->groups, self->groups->len - 1);
}

/* What the group of a note or a box holds is read later: up to its closing brace. */
static const char *
find_end (const Reader *self, const char *from)
{
  guint depth = 1;

  for (const char *p = from; p < self->end; p++)
    if (*p == '\\' && p + 1 < self->end)
      p++;
    else if (*p == '{')
      depth++;
    else if (*p == '}' && --depth == 0)
      return p;
  return self->end;
}

static void
begin_note (Reader *self)
{
  Note note = { .range = { self->p, find_end (self, self->p), self->group.code_page } };
  g_autofree char *mark = NULL;

  if (!is_text (self))
    {
      self->group.recorded = TRUE;
      return;
    }
  note.is_endnote = g_str_has_prefix (self->p, "\\ftnalt");
  note.label = note.is_endnote
                   ? numeral_dup ((int) ++self->n_endnotes, NUMERAL_LOWER_ROMAN)
                   : numeral_dup ((int) ++self->n_footnotes, NUMERAL_DECIMAL);
  mark = g_strdup_printf ("[%s]", note.label);
  append (self, mark, strlen (mark));
  g_array_append_val (self->notes, note);
  self->p = note.range.to;
}

static void
begin_box (Reader *self)
{
  Range box = { self->p, find_end (self, self->p), self->standard_page };

  if (!self->group.recorded && !self->group.hidden && !self->group.deleted)
    g_array_append_val (self->boxes, box);
  self->p = box.to;
}

/* Control words */

static void
begin_destination (Reader *self, Destination destination)
{
  if (self->group.destination == TEXT || destination != TEXT)
    self->group.destination = destination;
  g_string_truncate (self->words, 0);
}

static void
set_font (Reader *self, int font)
{
  self->group.font = font;
}

static void
set_character_set (Reader *self, int set)
{
  if (self->group.destination == FONTS)
    g_hash_table_replace (self->fonts, GINT_TO_POINTER (self->group.font),
                          GINT_TO_POINTER (rtf_find_code_page (set)));
}

static void
reset_paragraph (Reader *self)
{
  self->in_table = FALSE;
  self->outline = -1;
  self->paragraph_style = -1;
  self->level = 0;
}

static void
set_style (Reader *self, int style)
{
  if (self->group.destination == STYLES)
    self->style = style;
  else
    self->paragraph_style = style;
}

static gboolean
end_cell (Reader *self, gboolean ends_row, GError **error)
{
  if (!is_text (self))
    return TRUE;
  self->in_table = TRUE;
  if (!ends_row)
    {
      if (!end_paragraph (self, error))
        return FALSE;
      ensure_cell (self);
      close_stretch (self, &self->cell);
      self->column++;
      return TRUE;
    }
  close_stretch (self, &self->cell);
  close_stretch (self, &self->row);
  return TRUE;
}

static void
obey_group_word (Reader *self, RtfKind kind, int number)
{
  switch (kind)
    {
    case RTF_SKIPPED:
      self->group.destination = NOTHING;
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
      if (self->group.destination == INFO)
        begin_destination (self, kind == RTF_TITLE ? TITLE : AUTHOR);
      break;
    case RTF_LIST_TEXT:
      if (is_text (self))
        begin_destination (self, NUMBER);
      break;
    case RTF_NOTE:
      begin_note (self);
      break;
    case RTF_SHAPE_TEXT:
      begin_box (self);
      break;
    default:
      break;
    }
}

static void
obey_property (Reader *self, const RtfWord *word, int number, gboolean on)
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
      reset_paragraph (self);
      break;
    case RTF_PLAIN:
      self->group.hidden = FALSE;
      self->group.font = self->standard_font;
      break;
    case RTF_HIDDEN:
      self->group.hidden = on;
      self->found->n_hidden += on;
      break;
    case RTF_DELETED:
      self->group.deleted = on;
      self->found->n_deleted += on;
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
    default:
      obey_group_word (self, word->kind, number);
      break;
    }
}

static gboolean
obey (Reader *self, const RtfWord *word, int number, gboolean on, GError **error)
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
      append (self, "\n", 1);
      return TRUE;
    case RTF_PARAGRAPH:
      return !is_text (self) || end_paragraph (self, error);
    case RTF_CELL:
    case RTF_ROW:
      return end_cell (self, word->kind == RTF_ROW, error);
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
read_word (Reader *self, GError **error)
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
  if (self->star && (word == NULL || word->kind != RTF_SHAPE_TEXT))
    self->group.destination = NOTHING;
  else if (word != NULL
           && !obey (self, word, sign * number, !has_number || number != 0, error))
    return FALSE;
  self->star = FALSE;
  return TRUE;
}

static void
read_symbol (Reader *self)
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
read_control (Reader *self, GError **error)
{
  if (self->p >= self->end)
    return TRUE;
  if (g_ascii_isalpha (*self->p))
    return read_word (self, error);
  if (*self->p == '\n' || *self->p == '\r')
    {
      self->p++;
      flush (self);
      return !is_text (self) || end_paragraph (self, error);
    }
  read_symbol (self);
  return TRUE;
}

static gboolean
read_some (Reader *self, GError **error)
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
      return TRUE;
    }
}

static gboolean
read_until_end (Reader *self, GError **error)
{
  for (guint i = 0; self->p < self->end; i++)
    if ((i % 65536 == 0
         && g_cancellable_set_error_if_cancelled (self->cancellable, error))
        || !read_some (self, error))
      return FALSE;
  flush (self);
  return TRUE;
}

/* In a state of its own, as at the begin of the file. */
static gboolean
read_range (Reader *self, const Range *range, GError **error)
{
  const char *p = self->p, *end = self->end;
  Group group = self->group;
  GArray *groups = self->groups;
  gboolean done;

  if (self->n_replays >= MAX_REPLAYS)
    return TRUE;
  self->n_replays++;
  self->groups = g_array_new (FALSE, FALSE, sizeof (Group));
  self->group = (Group){ .unicode_skip = 1,
                         .code_page = range->code_page,
                         .font = self->standard_font };
  self->p = range->from;
  self->end = range->to;
  reset_paragraph (self);
  done = read_until_end (self, error) && (!self->begun || end_paragraph (self, error));
  g_array_unref (self->groups);
  self->groups = groups;
  self->group = group;
  self->p = p;
  self->end = end;
  self->n_replays--;
  return done;
}

static gboolean
read_notes (Reader *self, gboolean endnotes, GError **error)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      Note note = g_array_index (self->notes, Note, i);
      guint stretch;

      if (note.is_endnote != endnotes)
        continue;
      text_builder_break_line (self->builder);
      stretch = text_builder_open (self->builder, SCHO_STRETCH_NOTE, 0, note.label);
      g_free (self->number);
      self->number = g_strdup_printf ("[%s]", note.label);
      if (!read_range (self, &note.range, error))
        return FALSE;
      text_builder_close (self->builder, stretch);
    }
  return TRUE;
}

static void
clear_note (gpointer note)
{
  g_free (((Note *) note)->label);
}

static gboolean
read_all (Reader *self, GError **error)
{
  gboolean done;

  reset_paragraph (self);
  done = read_until_end (self, error) && (!self->begun || end_paragraph (self, error));
  end_table (self);
  return done && read_notes (self, FALSE, error) && read_notes (self, TRUE, error);
}

gboolean
rtf_read (const char *bytes,
          gsize n_bytes,
          TextBuilder *builder,
          RtfFound *found,
          const char *name,
          GCancellable *cancellable,
          GError **error)
{
  Reader self = { .builder = builder,
                  .found = found,
                  .name = name,
                  .cancellable = cancellable,
                  .p = bytes,
                  .end = bytes + n_bytes };
  gboolean done;

  self.group = (Group){ .unicode_skip = 1, .code_page = 1252 };
  self.standard_page = 1252;
  self.table = self.row = self.cell = self.paragraph = NONE;
  self.groups = g_array_new (FALSE, FALSE, sizeof (Group));
  self.fonts = g_hash_table_new (NULL, NULL);
  self.headings = g_hash_table_new (NULL, NULL);
  self.pending = g_string_new (NULL);
  self.words = g_string_new (NULL);
  self.boxes = g_array_new (FALSE, FALSE, sizeof (Range));
  self.notes = g_array_new (FALSE, FALSE, sizeof (Note));
  g_array_set_clear_func (self.notes, clear_note);
  done = read_all (&self, error);
  g_array_unref (self.groups);
  g_hash_table_unref (self.fonts);
  g_hash_table_unref (self.headings);
  g_string_free (self.pending, TRUE);
  g_string_free (self.words, TRUE);
  g_array_unref (self.boxes);
  g_array_unref (self.notes);
  g_free (self.number);
  return done;
}
