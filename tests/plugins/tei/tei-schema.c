#include "tei-project.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>

struct _TeiSchema
{
  xmlRelaxNG *schema;
};

static void
#if LIBXML_VERSION >= 21200
keep (void *data, const xmlError *error)
#else
keep (void *data, xmlError *error)
#endif
{
  GString *words = data;

  if (words->len < 2000)
    g_string_append_printf (words, "line %d: %s", error->line, error->message);
}

TeiSchema *
tei_schema_new (void)
{
  TeiSchema *self = g_new0 (TeiSchema, 1);
  g_autofree char *path = g_build_filename (g_getenv ("SCHOLIAST_SOURCE_DIR"), "data",
                                            "schemas", "tei", "tei_all-subset.rng", NULL);
  xmlRelaxNGParserCtxt *context = xmlRelaxNGNewParserCtxt (path);

  self->schema = xmlRelaxNGParse (context);
  xmlRelaxNGFreeParserCtxt (context);
  g_assert_nonnull (self->schema);
  return self;
}

void
tei_schema_free (TeiSchema *self)
{
  xmlRelaxNGFree (self->schema);
  g_free (self);
}

char *
tei_schema_check (TeiSchema *self, const char *bytes, gsize n_bytes)
{
  g_autoptr (GString) words = g_string_new (NULL);
  xmlDoc *document = xmlReadMemory (bytes, n_bytes, "export.xml", NULL,
                                    XML_PARSE_NONET | XML_PARSE_HUGE);
  xmlRelaxNGValidCtxt *context;
  int result;

  if (document == NULL)
    return g_strdup ("not well-formed");
  context = xmlRelaxNGNewValidCtxt (self->schema);
  xmlRelaxNGSetValidStructuredErrors (context, keep, words);
  result = xmlRelaxNGValidateDoc (context, document);
  xmlRelaxNGFreeValidCtxt (context);
  xmlFreeDoc (document);
  return result == 0 ? NULL : g_strdup (words->len > 0 ? words->str : "not valid");
}
