/* text.h - the text of a document, and all that converts positions in it.
 *
 * A text is valid UTF-8 with line feeds only, without byte-order mark, zero characters
 * or carriage returns. Positions are Unicode code points, ranges half-open [start, end).
 * Nobody else converts between code points, bytes, UTF-16 units and lines.
 */
#pragma once

#include <scholiast/error.h>

/**
 * SchoStretchKind:
 *
 * What a stretch of the text is: the light structure that an importer found. Numbers are
 * kept in files. A time is `00:01:02`, or from and to, `00:01:02.500–00:01:04`.
 */
typedef enum
{
  SCHO_STRETCH_PARAGRAPH,
  SCHO_STRETCH_HEADING,      /* level 1 to 6 */
  SCHO_STRETCH_LIST_ITEM,    /* level 1 = outermost */
  SCHO_STRETCH_SPEAKER_TURN, /* label: the speaker */
  SCHO_STRETCH_TIME_CODE,    /* label: the time; empty where the text does not say it */
  SCHO_STRETCH_PAGE,         /* label: the page number */
  SCHO_STRETCH_TABLE,        /* holds rows, these hold cells; each cell has its lines */
  SCHO_STRETCH_TABLE_ROW,    /* level 1: of titles */
  SCHO_STRETCH_TABLE_CELL,   /* level: its column, from 1; empty cells have no stretch */
  SCHO_STRETCH_NOTE,         /* a foot- or endnote; label: its number or mark */
  SCHO_STRETCH_VERSE,        /* a line of verse */
  SCHO_STRETCH_LAST = SCHO_STRETCH_VERSE
} SchoStretchKind;

typedef struct
{
  guint32 start, end; /* code points, half-open */
  guint16 kind;       /* SchoStretchKind */
  guint16 level;
  const char *label; /* nullable */
} SchoStretch;

/* Immutable, shared by reference, may be used by any thread. */
typedef struct _SchoText SchoText;

/**
 * scho_text_new_take:
 * @utf8: (transfer full): from g_malloc(); freed also when the call fails
 * @n_bytes: its length
 * @stretches: (nullable) (array length=n_stretches): copied and sorted by start
 *
 * Refuses what is not a text as described above, with the byte where it goes wrong, and
 * stretches outside the text.
 */
SCHO_API SchoText *scho_text_new_take (char *utf8,
                                       gsize n_bytes,
                                       const SchoStretch *stretches,
                                       gsize n_stretches,
                                       GError **error);

/* The same, with a copy of a zero-terminated string and no stretches. */
SCHO_API SchoText *scho_text_new (const char *utf8, GError **error);

SCHO_API SchoText *scho_text_ref (SchoText *self);
SCHO_API void scho_text_unref (SchoText *self);

/* Zero-terminated. */
SCHO_API const char *scho_text_get_utf8 (SchoText *self, gsize *n_bytes);

/* In code points. */
SCHO_API guint32 scho_text_get_length (SchoText *self);

SCHO_API const SchoStretch *scho_text_get_stretches (SchoText *self, gsize *n);

/* 64 hexadecimal digits: SHA-256 of bytes and stretches. Equal texts are kept once. */
SCHO_API const char *scho_text_get_digest (SchoText *self);

/* Positions past the end give the end. All cost O(1) and at most 256 steps. */
SCHO_API gsize scho_text_offset_to_byte (SchoText *self, guint32 offset);
SCHO_API guint32 scho_text_byte_to_offset (SchoText *self, gsize byte);
SCHO_API guint32 scho_text_offset_to_utf16 (SchoText *self, guint32 offset);
SCHO_API guint32 scho_text_utf16_to_offset (SchoText *self, guint32 unit);

/* Lines are counted from 0 and end after their line feed. */
SCHO_API guint32 scho_text_get_n_lines (SchoText *self);
SCHO_API guint32 scho_text_offset_to_line (SchoText *self, guint32 offset);
SCHO_API guint32 scho_text_line_to_offset (SchoText *self, guint32 line);

/* The characters of [start, end), cut to the text. */
SCHO_API char *scho_text_dup_range (SchoText *self, guint32 start, guint32 end);

/**
 * scho_text_normalise:
 * @utf8: (transfer full): as it came from a file, NUL characters included
 * @n_bytes: (inout): its length, before and after
 * @had_mark: (out) (optional): a byte-order mark was taken away
 * @had_cr: (out) (optional): CR LF or CR became LF
 *
 * Makes what scho_text_new_take() asks for out of valid UTF-8.
 *
 * Returns: (transfer full): zero-terminated
 */
SCHO_API char *
scho_text_normalise (char *utf8, gsize *n_bytes, gboolean *had_mark, gboolean *had_cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoText, scho_text_unref)
