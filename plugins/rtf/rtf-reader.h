/* rtf-reader.h - what reads RTF, for the files of this folder. */
#pragma once

#include "rtf-text.h"
#include "rtf-words.h"

#define NONE G_MAXUINT

/* What a group is, and what holds in it. */
typedef enum
{
  TEXT,
  NOTHING,
  FONTS,
  STYLES,
  INFO,
  TITLE, /* to DESCRIPTION: attributes, as the words of RTF come */
  AUTHOR,
  SUBJECT,
  KEYWORDS,
  DESCRIPTION,
  NUMBER, /* of a list's item */
  HEADER,
  INSTRUCTION, /* of a field */
  COMMENT,
  COMMENT_AUTHOR,
  COMMENT_START, /* the number of a comment whose passage begins here */
  COMMENT_END,
  COMMENT_NUMBER,
} Destination;

typedef struct
{
  Destination destination;
  int unicode_skip, code_page, font;
  gboolean hidden, deleted;
  gboolean in_object;         /* of another program */
  gboolean is_link, is_shape; /* it itself, not what is in it */
  gboolean has_unicode;       /* its next group stands in another once more */
  const char *begin;          /* of the group's content */
  gboolean recorded;          /* to be read later: what comes in it is no text */
} Group;

typedef struct
{
  const char *from, *to;
  int code_page;
} RtfRange;

typedef struct
{
  RtfRange range;
  gboolean is_endnote;
  char *label;
} RtfNote;

#define RTF_MAX_TABLES 16

typedef struct
{
  guint table, row, cell, column;
} RtfTable;

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
  guint paragraph, lines, passage;
  char *number; /* nullable */
  gboolean is_item;
  guint nesting;                   /* of the paragraph: 1 = a table in no other */
  RtfTable tables[RTF_MAX_TABLES]; /* the open ones, each in a cell of that before */
  guint n_tables, n_around;        /* those around a box do not end with it */

  GString *hidden; /* words that are not shown, until the next that are */
  char *address;   /* nullable: where the field leads whose result comes next */
  gboolean header_has_picture, in_shape, shape_has_picture, shape_has_words;

  GArray *boxes;        /* of RtfRange */
  GArray *notes;        /* of RtfNote */
  GHashTable *passages; /* number of a comment → its passage + 1 */
  guint comment;        /* the passage of the comment that is read, + 1 */
  char *comment_author; /* nullable */
  guint n_footnotes, n_endnotes, n_replays;
} RtfReader;

/* Text of the document, or of what else the group is. */
void rtf_reader_append (RtfReader *self, const char *utf8, gsize n);

/* What stands in the document counts: it is not hidden, taken away or read later. */
gboolean rtf_reader_is_text (const RtfReader *self);

/* In a state of its own, as at the begin of the file. */
gboolean rtf_reader_read_range (RtfReader *self, const RtfRange *range, GError **error);

/* Ends a stretch; @number: NONE where there is none */
void rtf_reader_close (RtfReader *self, guint *number);

/* rtf-tables.c: how deep the paragraph is in tables; 0 ends them all. */
void rtf_tables_enter (RtfReader *self, guint depth);
/* Its cell ends, and what is open in it. */
void rtf_tables_end_cell (RtfReader *self, guint depth);
void rtf_tables_end_row (RtfReader *self, guint depth);

/* rtf-notes.c: notes and boxes are read where they are shown. */
void rtf_notes_begin (RtfReader *self);
void rtf_notes_begin_box (RtfReader *self);
gboolean rtf_notes_read (RtfReader *self, gboolean endnotes, GError **error);
void rtf_notes_clear (gpointer note);

/* rtf-lost.c: a word that begins what is no text; its words when it ends. */
void rtf_lost_begin (RtfReader *self, RtfKind kind);
void rtf_lost_end_words (RtfReader *self, const char *words);
/* The group ends, whatever it is. */
void rtf_lost_end_group (RtfReader *self);
/* Words that are not shown, if so; the next that are end them. */
void rtf_lost_hide (RtfReader *self, const char *utf8, gsize n);
void rtf_lost_end_hidden (RtfReader *self);

/* rtf-comments.c: a group of one ended, with @words in it. */
void rtf_comments_end (RtfReader *self, const char *words);
