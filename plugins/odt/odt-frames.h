/* odt-frames.h - frames and shapes: what of them no text can hold, and what is said of
 * it.
 */
#pragma once

#include "odt-kinds.h"

#include "../shared/office.h"

/* The open frame or shape.
 * @has_picture: one that shows nothing else; several are the same in other formats
 * @alternative: (nullable): what the file says of it, after what it has
 * @has_words: the shape has words
 */
typedef struct
{
  OfficeText *office;
  gboolean has_picture, has_words, in_alternative;
  GString *alternative;
} OdtFrame;

void odt_frame_clear (OdtFrame *self);

void odt_frame_begin (OdtFrame *self, OdtKind kind);
void odt_frame_text (OdtFrame *self, const char *utf8, gsize n_bytes);

/* Of a frame or a shape: tells what is lost. */
void odt_frame_end (OdtFrame *self, OdtKind kind);
