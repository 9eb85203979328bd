/* tei-structure.h - the elements around the lines of an exported text.
 *
 * Headings open divisions; list items, tables, turns and notes are what they are called
 * in TEI where TEI lets them stand, and each line is one element: p, head, l or u. What
 * does not fit is only in xenoData, which has every stretch as it is.
 */
#pragma once

#include "tei-export.h"

typedef struct _TeiStructure TeiStructure;

/* (transfer container): the distinct labels of the speaker turns, in their order */
GPtrArray *tei_structure_list_speakers (SchoText *text);

/* @iso: turns are blocks of ISO 24624, and times are points of its timeline. */
TeiStructure *tei_structure_new (TeiWriter *writer, const TeiPart *part, gboolean iso);

/* The start tag of the body, with the timeline that turns with times point to. */
void tei_structure_begin_body (TeiStructure *self);

/* Writes the start tag of the line of these bytes and of all that begins with it, after
 * the end tags of what ended. */
void tei_structure_begin_line (TeiStructure *self, guint32 line, gsize from, gsize to);
void tei_structure_end_line (TeiStructure *self);

/* For an empty line, which is none of them. */
void tei_structure_skip_line (TeiStructure *self, gsize from);

/* The byte of the next page break or time within lines; G_MAXSIZE after the last. */
gsize tei_structure_get_mark (TeiStructure *self);
void tei_structure_write_mark (TeiStructure *self);

/* Closes what is open. */
void tei_structure_free (TeiStructure *self);
