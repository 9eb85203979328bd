/* page-text.h - a text as it is laid out, and where its characters come from.
 *
 * Layout costs grow with the length of a paragraph, and one of more than some 300,000
 * characters is not wrapped at all. So long paragraphs are broken here, at the end of a
 * sentence or at a space, by line feeds that the document does not have. "Offset" is a
 * code point of the document, "place" one of the displayed text.
 */
#pragma once

#include <scholiast/text.h>

#define SCHO_PAGE_PARAGRAPH 5000 /* code points */

/* Shared by reference. Never changes, but while the text is being corrected: see below.
 */
typedef struct _SchoPageText SchoPageText;

SchoPageText *scho_page_text_new (SchoText *text);

/* Only [start, end) of it: of a text that is shown in parts. Offsets are those of the
 * whole text still; one outside is taken for the part's nearest end. */
SchoPageText *scho_page_text_new_part (SchoText *text, guint32 start, guint32 end);

SchoPageText *scho_page_text_ref (SchoPageText *self);
void scho_page_text_unref (SchoPageText *self);

SchoText *scho_page_text_get_text (SchoPageText *self);

/* What of it is shown. */
guint32 scho_page_text_get_start (SchoPageText *self);
guint32 scho_page_text_get_end (SchoPageText *self);

/* @n_bytes of them; without a zero where it is a part. */
const char *scho_page_text_get_display (SchoPageText *self, gsize *n_bytes);

/* An offset at a break gives the place after it, where its character is. */
guint32 scho_page_text_to_place (SchoPageText *self, guint32 offset);

/* A break gives the offset of the character after it. */
guint32 scho_page_text_to_offset (SchoPageText *self, guint32 place);

/* The places of the characters of [start, end), which is not empty; none when all of it
 * is outside the part. */
void scho_page_text_to_places (
    SchoPageText *self, guint32 start, guint32 end, guint32 *first, guint32 *after);

/* The document's length in code points, as it is now. */
guint32 scho_page_text_get_length (SchoPageText *self);

gboolean scho_page_text_is_break (SchoPageText *self, guint32 place);

/* (transfer full): what is shown from @place on, without the breaks in it. */
char *scho_page_text_strip_breaks (SchoPageText *self, guint32 place, const char *utf8);

/* Is anything in it that is written from right to left. */
gboolean scho_page_text_has_rtl (SchoPageText *self);

/* The same of a few bytes; also of what only controls the direction. */
gboolean scho_utf8_has_rtl (const char *utf8, gsize n_bytes);

/* What changes in the displayed text while it is being corrected. The display stays as it
 * was: the buffer has what is true.
 *
 * @n characters came in at @place; all of [first, after) went; only a break came in. */
void scho_page_text_insert (SchoPageText *self, guint32 place, guint32 n);
void scho_page_text_remove (SchoPageText *self, guint32 first, guint32 after);
void scho_page_text_add_break (SchoPageText *self, guint32 place);
void scho_page_text_set_rtl (SchoPageText *self);

/* What all these changes have made of it; as long as nobody says, it is the old one. */
void scho_page_text_set_text (SchoPageText *self, SchoText *text);

/* Where a paragraph of more than SCHO_PAGE_PARAGRAPH characters is best broken. */
guint32 scho_page_text_find_cut (const char *utf8);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoPageText, scho_page_text_unref)
