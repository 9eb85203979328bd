/* link.h - relations between codings, codes and documents: attachments of the kind link,
 * whose text is JSON: { "from": UUID, "to": UUID, "type": words }.
 */
#pragma once

#include <scholiast/plugin.h>

typedef struct
{
  const SchoAttachment *attachment;
  SchoUuid from, to;
  char *type; /* nullable */
} Link;

void link_clear (gpointer link);

/* %FALSE where the attachment is none, or says something else. */
gboolean link_parse (const SchoAttachment *attachment, Link *link);

/* @type: (nullable). (transfer full) */
char *link_dup_text (const SchoUuid *from, const SchoUuid *to, const char *type);
