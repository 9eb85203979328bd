#include "xml-context.h"

/* Converters of encodings speak to nobody in particular, that is to standard error. What
 * they mean comes back as a result. libxml2 keeps both for each thread. */
static void
say_nothing (void *data, const char *format, ...)
{
}

static void
keep_nothing (void *data, XmlFault *fault)
{
}

xmlParserCtxt *
xml_context_new (xmlSAXHandler *sax, void *data)
{
  xmlParserCtxt *self;

  sax->initialized = XML_SAX2_MAGIC;
  sax->ignorableWhitespace = sax->cdataBlock = sax->characters;
  self = xmlCreatePushParserCtxt (sax, data, NULL, 0, NULL);
  xmlCtxtUseOptions (self, XML_PARSE_NONET);
  return self;
}

void
xml_context_free (xmlParserCtxt *self)
{
  xmlFreeDoc (self->myDoc);
  self->myDoc = NULL;
  xmlFreeParserCtxt (self);
}

int
xml_context_parse (xmlParserCtxt *self, const char *bytes, int n, int is_last)
{
  xmlGenericErrorFunc say = xmlGenericError;
  void *say_data = xmlGenericErrorContext;
  xmlStructuredErrorFunc keep = xmlStructuredError;
  void *keep_data = xmlStructuredErrorContext;
  int result;

  xmlSetGenericErrorFunc (NULL, say_nothing);
  xmlSetStructuredErrorFunc (NULL, keep_nothing);
  result = xmlParseChunk (self, bytes, n, is_last);
  xmlSetGenericErrorFunc (say_data, say);
  xmlSetStructuredErrorFunc (keep_data, keep);
  return result;
}
