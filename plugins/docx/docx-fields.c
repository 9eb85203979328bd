#include "docx-fields.h"

#include <string.h>

typedef enum
{
  NO_FORM,
  CHECK_BOX,
  CHOICES,
} Form;

typedef struct
{
  gboolean instructions; /* not yet what it shows */
  Form form;
  gboolean ticked, told;
  int chosen;
  GPtrArray *lines; /* nullable: of char *, to choose from */
  GString *words;   /* nullable: of its instructions */
  char *link;       /* nullable */
} Field;

struct _DocxFields
{
  GArray *fields; /* of Field: those that are open */
  guint n_instructions;
};

static void
clear_field (gpointer data)
{
  Field *field = data;

  g_clear_pointer (&field->lines, g_ptr_array_unref);
  g_clear_pointer (&field->link, g_free);
  if (field->words != NULL)
    g_string_free (g_steal_pointer (&field->words), TRUE);
}

DocxFields *
docx_fields_new (void)
{
  DocxFields *self = g_new0 (DocxFields, 1);

  self->fields = g_array_new (FALSE, FALSE, sizeof (Field));
  g_array_set_clear_func (self->fields, clear_field);
  return self;
}

void
docx_fields_free (DocxFields *self)
{
  g_array_unref (self->fields);
  g_free (self);
}

static Field *
get_field (DocxFields *self)
{
  return self->fields->len > 0
             ? &g_array_index (self->fields, Field, self->fields->len - 1)
             : NULL;
}

static char *
show_form (const Field *field)
{
  if (field->form == CHECK_BOX)
    return g_strdup (field->ticked ? "☒" : "☐");
  if (field->form != CHOICES || field->lines == NULL || field->chosen < 0
      || (guint) field->chosen >= field->lines->len)
    return NULL;
  return g_strdup (field->lines->pdata[field->chosen]);
}

static char *
end_field (DocxFields *self, Field *field)
{
  char *shown = field->instructions ? show_form (field) : NULL;

  self->n_instructions -= field->instructions;
  g_array_set_size (self->fields, self->fields->len - 1);
  return shown;
}

/* `HYPERLINK "https://…" \o "…"`. (nullable) */
static char *
find_link (const char *words)
{
  const char *from = strstr (words, "HYPERLINK") != NULL ? strchr (words, '"') : NULL;
  const char *to = from != NULL ? strchr (from + 1, '"') : NULL;

  return to != NULL ? g_strndup (from + 1, (gsize) (to - from - 1)) : NULL;
}

char *
docx_fields_change (DocxFields *self, const XmlAttributes *attributes)
{
  g_autofree char *type = xml_attributes_dup (attributes, "fldCharType");
  Field *field = get_field (self);

  if (g_strcmp0 (type, "begin") == 0)
    {
      Field new = { .instructions = TRUE };

      g_array_append_val (self->fields, new);
      self->n_instructions++;
    }
  else if (field != NULL && field->instructions && g_strcmp0 (type, "separate") == 0)
    {
      field->instructions = FALSE;
      field->link = field->words != NULL ? find_link (field->words->str) : NULL;
      self->n_instructions--;
    }
  else if (field != NULL && g_strcmp0 (type, "end") == 0)
    return end_field (self, field);
  return NULL;
}

static void
tick (Field *field, gboolean is_standard, const XmlAttributes *attributes)
{
  if (is_standard && field->told)
    return;
  field->told = field->told || !is_standard;
  field->ticked = !xml_attributes_is (attributes, "val", "0")
                  && !xml_attributes_is (attributes, "val", "false")
                  && !xml_attributes_is (attributes, "val", "off");
}

void
docx_fields_describe (DocxFields *self, const char *name, const XmlAttributes *attributes)
{
  Field *field = get_field (self);

  if (field == NULL)
    return;
  if (strcmp (name, "w:checkBox") == 0)
    field->form = CHECK_BOX;
  else if (strcmp (name, "w:ddList") == 0)
    field->form = CHOICES;
  else if (field->form == CHECK_BOX
           && (strcmp (name, "w:checked") == 0 || strcmp (name, "w:default") == 0))
    tick (field, name[2] == 'd', attributes);
  else if (field->form == CHOICES && strcmp (name, "w:result") == 0)
    field->chosen = xml_attributes_get_int (attributes, "val", 0);
  else if (field->form == CHOICES && strcmp (name, "w:listEntry") == 0)
    {
      char *line = xml_attributes_dup (attributes, "val");

      if (field->lines == NULL)
        field->lines = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (field->lines, line != NULL ? line : g_strdup (""));
    }
}

void
docx_fields_instruct (DocxFields *self, const char *utf8, gsize n_bytes)
{
  Field *field = get_field (self);

  if (field == NULL || !field->instructions)
    return;
  if (field->words == NULL)
    field->words = g_string_new (NULL);
  g_string_append_len (field->words, utf8, (gssize) n_bytes);
}

const char *
docx_fields_get_link (DocxFields *self)
{
  const Field *field = get_field (self);

  return field != NULL && !field->instructions ? field->link : NULL;
}

gboolean
docx_fields_is_hiding (const DocxFields *self)
{
  return self->n_instructions > 0;
}
