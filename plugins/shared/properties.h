/* properties.h - what a package says of its document: title, author, date, language. */
#pragma once

#include "import.h"
#include "xml-reader.h"

/* Which element becomes which attribute. */
typedef struct
{
  const char *element; /* "dc:title" */
  const char *name;
  SchoAttributeType type;
  gsize n_bytes; /* no more than these count; 0: all */
} PropertyName;

/**
 * Properties:
 * @names: ends with a %NULL element
 * @language: (nullable): of `dc:language`
 * @named: (nullable): of the open property that its author named
 * @type: of that
 * @left_out: (nullable) (element-type utf8): names of those that programs keep for
 * themselves
 * @is_ours: Scholiast wrote it, and nobody has saved it anew
 *
 * The first field is for the reader, the others are what it found.
 */
typedef struct
{
  const PropertyName *names;
  ImportAttributes *attributes;
  char *language, *named;
  gboolean is_ours;
  SchoAttributeType type;
  GPtrArray *left_out;
  GString *words; /* of the element that is open */
} Properties;

void properties_init (Properties *self, const PropertyName *names);
void properties_clear (Properties *self);

/* For reading them among other things; @data is the Properties. */
void properties_begin (gpointer data, const char *name, const XmlAttributes *attributes);
void properties_text (gpointer data, const char *utf8, gsize n_bytes);
void properties_end (gpointer data, const char *name);

/* For a part with nothing else. */
extern const XmlHandler properties_handler;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Properties, properties_clear)
