#include "odt-objects.h"

#include <string.h>

typedef struct
{
  Formula *formula; /* nullable: it is none */
  gboolean is_chart;
} Object;

static void
begin (gpointer data, const char *name, const XmlAttributes *attributes)
{
  Object *self = data;

  if (strcmp (name, "math:math") == 0 && self->formula == NULL)
    self->formula = formula_new ();
  if (self->formula != NULL)
    formula_begin (self->formula, name, NULL);
  else if (strcmp (name, "office:chart") == 0)
    self->is_chart = TRUE;
}

static void
end (gpointer data, const char *name)
{
  Object *self = data;

  if (self->formula != NULL)
    formula_end (self->formula);
}

static void
text (gpointer data, const char *utf8, gsize n_bytes)
{
  Object *self = data;

  if (self->formula != NULL)
    formula_text (self->formula, utf8, n_bytes);
}

static void
read_part (Object *self,
           const OdtParts *parts,
           const char *reference,
           GCancellable *cancellable)
{
  static const XmlHandler handler = { .begin = begin, .end = end, .text = text };
  g_autofree char *folder = reference != NULL && parts->package != NULL
                                ? package_resolve ("", reference)
                                : NULL;
  g_autofree char *part
      = folder != NULL ? g_strconcat (folder, "/content.xml", NULL) : NULL;
  gsize n_bytes;
  const char *bytes = part != NULL ? package_get (parts->package, part, &n_bytes) : NULL;

  if (bytes != NULL && n_bytes > 0)
    xml_read (bytes, n_bytes, odt_namespaces, &handler, self, part, cancellable, NULL);
}

char *
odt_object_read (const OdtParts *parts,
                 OfficeText *office,
                 const char *reference,
                 GCancellable *cancellable)
{
  Object self = { 0 };
  char *line = NULL;

  read_part (&self, parts, reference, cancellable);
  if (self.formula != NULL)
    {
      if (!office_text_add_formula (office, self.formula, &line, NULL))
        office_text_lose (office, OFFICE_OBJECT, reference);
      formula_free (self.formula);
    }
  else if (self.is_chart)
    office_text_lose (office, OFFICE_CHART, NULL);
  else
    office_text_lose (office, OFFICE_OBJECT, NULL);
  return line;
}
