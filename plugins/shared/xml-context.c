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

void
xml_silence_begin (XmlSilence *self)
{
  self->say = xmlGenericError;
  self->say_data = xmlGenericErrorContext;
  self->keep = xmlStructuredError;
  self->keep_data = xmlStructuredErrorContext;
  xmlSetGenericErrorFunc (NULL, say_nothing);
  xmlSetStructuredErrorFunc (NULL, keep_nothing);
}

void
xml_silence_end (const XmlSilence *self)
{
  xmlSetGenericErrorFunc (self->say_data, self->say);
  xmlSetStructuredErrorFunc (self->keep_data, self->keep);
}

int
xml_context_parse (xmlParserCtxt *self, const char *bytes, int n, int is_last)
{
  XmlSilence silence;
  int result;

  xml_silence_begin (&silence);
  result = xmlParseChunk (self, bytes, n, is_last);
  xml_silence_end (&silence);
  return result;
}
