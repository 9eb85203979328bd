/* xml-reader.h - reads XML element by element: no tree, no network, no entities.
 *
 * Names come as `w:p`, with the prefix that the reader gives a namespace, whatever the
 * file calls it.
 */
#pragma once

#include <scholiast/plugin.h>

typedef struct
{
  const char *uri;
  const char *prefix; /* "w"; two addresses may have the same */
} XmlNamespace;

typedef struct _XmlAttributes XmlAttributes;

/* (nullable) (transfer full): by local name, in any namespace or none */
char *xml_attributes_dup (const XmlAttributes *self, const char *name);
/* The number at its begin, else @otherwise. */
int xml_attributes_get_int (const XmlAttributes *self, const char *name, int otherwise);
gboolean
xml_attributes_is (const XmlAttributes *self, const char *name, const char *value);

/* All of them as ` name="value"`, by local name, each name once. */
void xml_attributes_write (const XmlAttributes *self, GString *out);

/* The begin and end tags and the text of an element within, to be read again later: as a
 * part that stands elsewhere. @out is then a whole file with @root around it. */
typedef struct
{
  GString *out;
  guint depth;
} XmlRecorder;

void xml_recorder_start (XmlRecorder *self, const char *root, const XmlNamespace *names);
void
xml_recorder_begin (XmlRecorder *self, const char *name, const XmlAttributes *attributes);
void xml_recorder_text (XmlRecorder *self, const char *utf8, gsize n_bytes);
/* %FALSE when that was the end of the recorded element itself. */
gboolean xml_recorder_end (XmlRecorder *self, const char *name);
/* (transfer full) */
char *xml_recorder_finish (XmlRecorder *self, const char *root, gsize *n_bytes);

typedef struct
{
  /* Elements in unknown namespaces have the prefix "?". All are optional. */
  void (*begin) (gpointer data, const char *name, const XmlAttributes *attributes);
  void (*end) (gpointer data, const char *name);
  void (*text) (gpointer data, const char *utf8, gsize n_bytes);
} XmlHandler;

/**
 * xml_read:
 * @namespaces: ends with a %NULL uri
 * @name: of the file or part, for messages
 * @data: for the handler
 *
 * Refuses more than 512 elements in each other, and entities of the file's own.
 */
gboolean xml_read (const char *bytes,
                   gsize n_bytes,
                   const XmlNamespace *namespaces,
                   const XmlHandler *handler,
                   gpointer data,
                   const char *name,
                   GCancellable *cancellable,
                   GError **error);
