/* text-pieces-private.h - a text that is being corrected, as a list of pieces.
 *
 * A piece is what is left of the old text, or what was written. What was written knows
 * which part of the old text it stands in the place of; that decides which passages it
 * belongs to, whatever is deleted around it later.
 */
#pragma once

#include <scholiast/text.h>

/**
 * SchoPiece:
 * @length: its characters
 * @from: of the old text: where it begins, or where that begins what was replaced
 * @to: where that ends; where nothing was replaced the same as @from
 * @byte: of what was written: where it lies; %SCHO_PIECE_KEPT of the old text
 * @n_bytes: of what was written
 */
typedef struct
{
  guint32 length;
  guint32 from, to;
  gsize byte, n_bytes;
} SchoPiece;

#define SCHO_PIECE_KEPT G_MAXSIZE

typedef struct _SchoPieces SchoPieces;

SchoPieces *scho_pieces_new (SchoText *before);
void scho_pieces_free (SchoPieces *self);
SchoPieces *scho_pieces_copy (SchoPieces *self);

guint32 scho_pieces_get_length (SchoPieces *self);
gboolean scho_pieces_is_changed (SchoPieces *self);

/* What is to be written at @offset: keeps the bytes, puts nothing in. */
SchoPiece scho_pieces_write (
    SchoPieces *self, guint32 offset, const char *utf8, gsize n_bytes, guint32 length);

/* The same of what is known to stand in the place of [from, to) of the old text. */
SchoPiece
scho_pieces_write_at (SchoPieces *self, guint32 from, guint32 to, const char *utf8);

/* (transfer floating): a(uus): each with its place in the old text, and what was written
 * there; "" for what was kept. */
GVariant *scho_pieces_save (SchoPieces *self);

/* Adds @more to the end of @piece where both are one: %FALSE where they are not. */
gboolean scho_piece_extend (SchoPiece *piece, const SchoPiece *more);

/**
 * scho_pieces_splice:
 *
 * Puts @pieces in the place of [start, end). What it returns, put back in the place of
 * @pieces, gives exactly what was before.
 *
 * Returns: (transfer full) (element-type SchoPiece): what was there
 */
GArray *scho_pieces_splice (
    SchoPieces *self, guint32 start, guint32 end, const SchoPiece *pieces, guint n);

guint32 scho_pieces_sum (const SchoPiece *pieces, guint n);

void scho_pieces_append_utf8 (SchoPieces *self, const SchoPiece *piece, GString *utf8);

/* (transfer full): the whole text as it is now. */
char *scho_pieces_dup_utf8 (SchoPieces *self);

/* Where [start, end) of the old text is now; %FALSE when nothing of it is left. */
gboolean scho_pieces_map (
    SchoPieces *self, guint32 start, guint32 end, guint32 *new_start, guint32 *new_end);

/* The place of a position of the old text, and back. */
guint32 scho_pieces_to_new (SchoPieces *self, guint32 offset);
guint32 scho_pieces_to_old (SchoPieces *self, guint32 offset);

/* What was written right before @offset and right after it, up to the next line feed. */
guint32 scho_pieces_written_before (SchoPieces *self, guint32 offset);
guint32 scho_pieces_written_after (SchoPieces *self, guint32 offset);

/* The first line feed in [start, end) that was written, or @end. */
guint32 scho_pieces_find_feed (SchoPieces *self, guint32 start, guint32 end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoPieces, scho_pieces_free)
