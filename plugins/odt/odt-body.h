/* odt-body.h - the text of an OpenDocument text: paragraphs, lists, tables, notes. */
#pragma once

#include "../shared/comments.h"
#include "odt-styles.h"

/* The first fields are for the reader; the counts are what it found. */
typedef struct
{
  const OdtParts *parts;
  OdtStyles *styles;
  TextBuilder *builder;
  gboolean original;  /* as before tracked changes */
  Comments *comments; /* nullable: not wanted */
  const char *name;

  guint n_inserted, n_deleted, n_hidden, n_comments;
} OdtBody;

gboolean odt_body_read (OdtBody *self, GCancellable *cancellable, GError **error);
