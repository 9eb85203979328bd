/* xml-context.h - a parser of libxml2 that loads nothing, builds no tree, prints nothing.
 */
#pragma once

#include <libxml/SAX2.h>
#include <libxml/parser.h>

/* What a handler of errors gets. */
#if LIBXML_VERSION >= 21200
typedef const xmlError XmlFault;
#else
typedef xmlError XmlFault;
#endif

/* @sax: zeros but for what is listened to. Its `characters` get white space and CDATA
 * too. */
xmlParserCtxt *xml_context_new (xmlSAXHandler *sax, void *data);

/* A document type that was declared is kept in a tree after all, which goes with it. */
void xml_context_free (xmlParserCtxt *self);

/* While other parsers of libxml2 work, which print nothing then. */
typedef struct
{
  xmlGenericErrorFunc say;
  xmlStructuredErrorFunc keep;
  void *say_data, *keep_data;
} XmlSilence;

void xml_silence_begin (XmlSilence *self);
void xml_silence_end (const XmlSilence *self);

/* As xmlParseChunk(). */
int xml_context_parse (xmlParserCtxt *self, const char *bytes, int n, int is_last);
