#include "noun-choice.h"

#include <glib/gi18n.h>
#include <scholiast/lookup.h>

#define MOST_CHARACTERS 24

/* What belongs to the drop-down; it lives as long. */
typedef struct
{
  SchoSession *session;
  SchoOptionType type;
  GPtrArray *values; /* of char: what each row stands for */
} Choice;

static void
choice_free (gpointer data)
{
  Choice *self = data;

  g_object_unref (self->session);
  g_ptr_array_unref (self->values);
  g_free (self);
}

static Choice *
get_choice (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "choice");
}

static void
add (Choice *self, GtkStringList *names, const char *name, char *value)
{
  gtk_string_list_append (names, name);
  g_ptr_array_add (self->values, value);
}

static void
add_documents (Choice *self, GtkStringList *names)
{
  gsize n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (scho_session_get_snapshot (self->session), &n);

  for (gsize i = 0; i < n; i++)
    {
      char *uuid = g_malloc (SCHO_UUID_STRING_LENGTH + 1);

      /* Titles may be there twice. */
      scho_uuid_format (&documents[i]->uuid, uuid);
      add (self, names, documents[i]->title, uuid);
    }
}

static void
add_coders (Choice *self, GtkStringList *names)
{
  gsize n;
  const SchoCoder *const *coders
      = scho_snapshot_get_coders (scho_session_get_snapshot (self->session), &n);

  for (gsize i = 0; i < n; i++)
    add (self, names, coders[i]->name, g_strdup (coders[i]->name));
}

static void
add_codes (Choice *self, GtkStringList *names)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      char *label = scho_snapshot_dup_code_label (snapshot, codes[i]->id);

      add (self, names, label, label);
    }
}

static void
fill (GtkWidget *widget)
{
  Choice *self = get_choice (widget);
  g_autofree char *value = scho_noun_choice_dup_value (widget);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->values, 0);
  add (self, names,
       self->type == SCHO_OPTION_DOCUMENT ? _ ("All documents")
       : self->type == SCHO_OPTION_CODER  ? _ ("All coders")
                                          : _ ("All codes"),
       g_strdup (""));
  if (self->type == SCHO_OPTION_DOCUMENT)
    add_documents (self, names);
  else if (self->type == SCHO_OPTION_CODER)
    add_coders (self, names);
  else
    add_codes (self, names);
  gtk_drop_down_set_model (GTK_DROP_DOWN (widget), G_LIST_MODEL (names));
  scho_noun_choice_set_value (widget, value);
}

/* Long names are cut where they stand, and whole in the tooltip. */
static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MOST_CHARACTERS);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (label), name);
  gtk_widget_set_tooltip_text (label, name);
}

GtkWidget *
scho_noun_choice_new (SchoSession *session, SchoOptionType type)
{
  GtkWidget *widget = gtk_drop_down_new (
      NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  Choice *self = g_new0 (Choice, 1);

  self->session = g_object_ref (session);
  self->type = type;
  self->values = g_ptr_array_new_with_free_func (g_free);
  g_object_set_data_full (G_OBJECT (widget), "choice", self, choice_free);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (widget), factory);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (widget), TRUE);
  g_signal_connect (widget, "map", G_CALLBACK (fill), NULL);
  fill (widget);
  return widget;
}

char *
scho_noun_choice_dup_value (GtkWidget *widget)
{
  Choice *self = get_choice (widget);
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (widget));

  return g_strdup (i < self->values->len ? g_ptr_array_index (self->values, i) : "");
}

/* What the row of a noun stands for that somebody has named otherwise: a document by its
 * title, a code by its path. (transfer full) (nullable) */
static char *
dup_value_of (Choice *self, const char *name)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);
  const SchoDocument *document;
  const SchoCoder *coder;
  const SchoCode *code;
  char *uuid;

  if (self->type == SCHO_OPTION_CODER)
    return (coder = scho_lookup_coder (snapshot, name, NULL)) != NULL
               ? g_strdup (coder->name)
               : NULL;
  if (self->type == SCHO_OPTION_CODE)
    return (code = scho_lookup_code (snapshot, name, NULL)) != NULL
               ? scho_snapshot_dup_code_label (snapshot, code->id)
               : NULL;
  if ((document = scho_lookup_document (snapshot, name, NULL)) == NULL)
    return NULL;
  uuid = g_malloc (SCHO_UUID_STRING_LENGTH + 1);
  scho_uuid_format (&document->uuid, uuid);
  return uuid;
}

static gboolean
find_value (Choice *self, const char *value, guint *i)
{
  return g_ptr_array_find_with_equal_func (self->values, value, g_str_equal, i);
}

void
scho_noun_choice_set_value (GtkWidget *widget, const char *value)
{
  Choice *self = get_choice (widget);
  g_autofree char *same = NULL;
  guint i = 0;

  if (!find_value (self, value, &i)
      && ((same = dup_value_of (self, value)) == NULL || !find_value (self, same, &i)))
    i = 0;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (widget), i);
}
