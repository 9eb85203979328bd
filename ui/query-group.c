#include "query-group.h"

#include "query-row.h"
#include "spoken.h"

#include <glib/gi18n.h>

struct _SchoQueryGroup
{
  GtkWidget parent_instance;
  SchoSession *session;
  gboolean filling; /* the program sets it, not the user */
  GtkDropDown *kind;
  GtkBox *conditions; /* of SchoQueryRow and SchoQueryGroup */
  GtkWidget *remove, *add;
};

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoQueryGroup, scho_query_group, GTK_TYPE_WIDGET)

/* In the order of SchoQueryPartKind. */
static const char *const kinds[]
    = { N_ ("All of these"), N_ ("Any of these"), N_ ("None of these") };

static void
changed_cb (SchoQueryGroup *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* The keyboard goes to what is beside it. */
static void
condition_removed_cb (SchoQueryGroup *self, GtkWidget *condition)
{
  GtkWidget *beside = gtk_widget_get_prev_sibling (condition);

  if (beside == NULL)
    beside = gtk_widget_get_next_sibling (condition);
  gtk_widget_grab_focus (beside != NULL ? beside : self->add);
  gtk_box_remove (self->conditions, condition);
  changed_cb (self);
}

static void
add_condition (SchoQueryGroup *self, GtkWidget *condition)
{
  g_signal_connect_object (condition, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (condition, "removed", G_CALLBACK (condition_removed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->conditions, condition);
}

static void
add_part (SchoQueryGroup *self, const SchoQueryPart *part)
{
  GtkWidget *group;

  if (part == NULL || part->kind > SCHO_PART_NONE)
    {
      add_condition (self, scho_query_row_new (self->session, part));
      return;
    }
  group = scho_query_group_new (self->session, TRUE);
  scho_query_group_set_part (SCHO_QUERY_GROUP (group), part);
  add_condition (self, group);
}

static void
add_clicked_cb (SchoQueryGroup *self)
{
  add_part (self, NULL);
  /* Its kind comes first, which is often another. */
  scho_query_row_focus_kind (
      SCHO_QUERY_ROW (gtk_widget_get_last_child (GTK_WIDGET (self->conditions))));
  changed_cb (self);
}

/* Any of them in a group of all, and the other way round: else it needs no group. */
static void
add_group_clicked_cb (SchoQueryGroup *self)
{
  guint kind = gtk_drop_down_get_selected (self->kind);
  g_autoptr (SchoQueryPart) part
      = scho_query_part_new (kind == SCHO_PART_ALL ? SCHO_PART_ANY : SCHO_PART_ALL);

  g_ptr_array_add (part->parts, scho_query_part_new (SCHO_PART_CODE));
  add_part (self, part);
  gtk_widget_grab_focus (gtk_widget_get_last_child (GTK_WIDGET (self->conditions)));
  changed_cb (self);
}

static void
remove_clicked_cb (SchoQueryGroup *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

/* The widget --------------------------------------------------------------------------
 */

static gboolean
scho_query_group_grab_focus (GtkWidget *widget)
{
  SchoQueryGroup *self = SCHO_QUERY_GROUP (widget);
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->conditions));

  return gtk_widget_grab_focus (first != NULL ? first : self->add);
}

static void
scho_query_group_dispose (GObject *object)
{
  SchoQueryGroup *self = SCHO_QUERY_GROUP (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (scho_query_group_parent_class)->dispose (object);
}

static void
scho_query_group_class_init (SchoQueryGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_query_group_dispose;
  widget_class->grab_focus = scho_query_group_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", SCHO_TYPE_QUERY_GROUP, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", SCHO_TYPE_QUERY_GROUP, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "query-group");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
add_button (SchoQueryGroup *self, GtkBox *line, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (line, button);
  return button;
}

static GtkBox *
add_line (SchoQueryGroup *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_parent (line, GTK_WIDGET (self));
  return GTK_BOX (line);
}

static void
fill_head (SchoQueryGroup *self, GtkBox *head)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (names, _ (kinds[i]));
  self->kind = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (names), NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->kind), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->kind), GTK_ALIGN_START);
  scho_spoken_name_choice (self->kind, _ ("How many of the conditions must hold"));
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  gtk_widget_add_css_class (self->remove, "flat");
  gtk_widget_set_tooltip_text (self->remove, _ ("Remove this group"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Remove this group"),
                                  -1);
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (head, GTK_WIDGET (self->kind));
  gtk_box_append (head, self->remove);
}

static void
scho_query_group_init (SchoQueryGroup *self)
{
  GtkBox *line;

  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
      GTK_ORIENTATION_VERTICAL);
  fill_head (self, add_line (self));
  self->conditions = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_set_parent (GTK_WIDGET (self->conditions), GTK_WIDGET (self));
  line = add_line (self);
  self->add
      = add_button (self, line, _ ("_Add a condition"), G_CALLBACK (add_clicked_cb));
  add_button (self, line, _ ("Add a _group"), G_CALLBACK (add_group_clicked_cb));
}

GtkWidget *
scho_query_group_new (SchoSession *session, gboolean is_inner)
{
  SchoQueryGroup *self = g_object_new (SCHO_TYPE_QUERY_GROUP, NULL);

  self->session = g_object_ref (session);
  gtk_widget_set_visible (self->remove, is_inner);
  if (is_inner)
    gtk_widget_add_css_class (GTK_WIDGET (self), "inner");
  return GTK_WIDGET (self);
}

void
scho_query_group_set_part (SchoQueryGroup *self, const SchoQueryPart *part)
{
  gboolean is_group = part != NULL && part->kind <= SCHO_PART_NONE;
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->conditions))) != NULL)
    gtk_box_remove (self->conditions, child);
  gtk_drop_down_set_selected (self->kind, is_group ? part->kind : SCHO_PART_ALL);
  if (!is_group)
    add_part (self, part);
  for (guint i = 0; is_group && i < part->parts->len; i++)
    add_part (self, part->parts->pdata[i]);
  self->filling = FALSE;
}

SchoQueryPart *
scho_query_group_dup_part (SchoQueryGroup *self)
{
  SchoQueryPart *part = scho_query_part_new (gtk_drop_down_get_selected (self->kind));

  for (GtkWidget *each = gtk_widget_get_first_child (GTK_WIDGET (self->conditions));
       each != NULL; each = gtk_widget_get_next_sibling (each))
    g_ptr_array_add (part->parts,
                     SCHO_IS_QUERY_ROW (each)
                         ? scho_query_row_dup_part (SCHO_QUERY_ROW (each))
                         : scho_query_group_dup_part (SCHO_QUERY_GROUP (each)));
  return part;
}
