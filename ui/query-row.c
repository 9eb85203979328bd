#include "query-row.h"

#include "name-entry.h"
#include "spoken.h"

#include <glib/gi18n.h>

struct _SchoQueryRow
{
  GtkWidget parent_instance;
  SchoSession *session;
  gboolean filling; /* the program sets the fields, not the user */
  GtkDropDown *kind;
  GtkBox *fields; /* of that kind; the widgets below are in it or NULL */
  GtkDropDown *scope, *sign, *choice, *relation, *unit;
  GtkWidget *name, *value, *left, *right;
  GtkBox *distance;
  GtkSpinButton *reach;
};

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoQueryRow, scho_query_row, GTK_TYPE_WIDGET)

/* What rows there are --------------------------------------------------------------- */

/* What may be said of a value, and by which sign; ends with NULL. */
typedef struct
{
  const char *words;
  SchoQuerySign sign;
} Sign;

static const Sign words_signs[] = { { N_ ("has in it"), SCHO_QUERY_HAS },
                                    { N_ ("is"), SCHO_QUERY_IS },
                                    { N_ ("is not"), SCHO_QUERY_IS_NOT },
                                    { NULL } };
static const Sign same_signs[]
    = { { N_ ("is"), SCHO_QUERY_HAS }, { N_ ("is not"), SCHO_QUERY_IS_NOT }, { NULL } };
static const Sign text_signs[] = { { N_ ("has in it"), SCHO_QUERY_HAS },
                                   { N_ ("has, as an expression,"), SCHO_QUERY_MATCHES },
                                   { NULL } };
static const Sign date_signs[] = { { N_ ("in"), SCHO_QUERY_IS },
                                   { N_ ("not in"), SCHO_QUERY_IS_NOT },
                                   { N_ ("before"), SCHO_QUERY_LESS },
                                   { N_ ("until"), SCHO_QUERY_AT_MOST },
                                   { N_ ("from"), SCHO_QUERY_AT_LEAST },
                                   { N_ ("after"), SCHO_QUERY_MORE },
                                   { NULL } };
static const Sign number_signs[] = { { "=", SCHO_QUERY_IS },
                                     { "≠", SCHO_QUERY_IS_NOT },
                                     { "<", SCHO_QUERY_LESS },
                                     { "≤", SCHO_QUERY_AT_MOST },
                                     { "≥", SCHO_QUERY_AT_LEAST },
                                     { ">", SCHO_QUERY_MORE },
                                     { NULL } };
static const Sign attribute_signs[] = { { N_ ("has in it"), SCHO_QUERY_HAS },
                                        { N_ ("is"), SCHO_QUERY_IS },
                                        { N_ ("is not"), SCHO_QUERY_IS_NOT },
                                        { "<", SCHO_QUERY_LESS },
                                        { "≤", SCHO_QUERY_AT_MOST },
                                        { "≥", SCHO_QUERY_AT_LEAST },
                                        { ">", SCHO_QUERY_MORE },
                                        { NULL } };

static const struct
{
  const char *title;
  SchoQueryPartKind part;
  SchoQueryField field;
  const Sign *signs;
  const char *hint; /* in an empty value */
} kinds[] = {
  { N_ ("Code"), SCHO_PART_CODE },
  { N_ ("Code beside another"), SCHO_PART_RELATION },
  { N_ ("Words in the passage"), SCHO_PART_TERM, SCHO_QUERY_TEXT, text_signs },
  { N_ ("Words anywhere"), SCHO_PART_HIT, SCHO_QUERY_TEXT, text_signs },
  { N_ ("Coder"), SCHO_PART_TERM, SCHO_QUERY_CODER, same_signs },
  { N_ ("Coded"), SCHO_PART_TERM, SCHO_QUERY_CODED, date_signs, "2024-05-31" },
  { N_ ("Memo"), SCHO_PART_TERM, SCHO_QUERY_MEMO, words_signs },
  { N_ ("Weight"), SCHO_PART_TERM, SCHO_QUERY_WEIGHT, number_signs },
  { N_ ("Example of its code"), SCHO_PART_TERM, SCHO_QUERY_EXAMPLE, same_signs },
  { N_ ("Attribute"), SCHO_PART_TERM, SCHO_QUERY_ATTRIBUTE, attribute_signs },
  { N_ ("Title"), SCHO_PART_TERM, SCHO_QUERY_TITLE, words_signs },
  { N_ ("Source"), SCHO_PART_TERM, SCHO_QUERY_SOURCE, words_signs },
  { N_ ("Saved query"), SCHO_PART_SAVED },
  { N_ ("Language"), SCHO_PART_TERM, SCHO_QUERY_LANGUAGE, words_signs, "en" },
};

static const char *const scopes[] = {
  [SCHO_QUERY_ITSELF] = N_ ("itself"),
  [SCHO_QUERY_BRANCH] = N_ ("and those below"),
  [SCHO_QUERY_BELOW] = N_ ("those below"),
  [SCHO_QUERY_ANY_CODE] = N_ ("any code"),
};

/* Each, and then each that is not so. */
static const char *const relations[] = {
  N_ ("overlaps"),
  N_ ("lies inside"),
  N_ ("contains"),
  N_ ("covers the same as"),
  N_ ("touches"),
  N_ ("follows"),
  N_ ("precedes"),
  N_ ("is near"),
  N_ ("lies with"),
  N_ ("does not overlap"),
  N_ ("does not lie inside"),
  N_ ("does not contain"),
  N_ ("does not cover the same as"),
  N_ ("does not touch"),
  N_ ("does not follow"),
  N_ ("does not precede"),
  N_ ("is not near"),
  N_ ("does not lie with"),
};

#define N_RELATIONS (G_N_ELEMENTS (relations) / 2)

static const char *const units[] = { N_ ("characters"), N_ ("words"), N_ ("sentences"),
                                     N_ ("paragraphs"), N_ ("turns") };
static const char *const same_units[]
    = { N_ ("in the same sentence"), N_ ("in the same paragraph"),
        N_ ("in the same turn"), N_ ("in the same document") };

G_STATIC_ASSERT (G_N_ELEMENTS (units) == SCHO_UNIT_LAST + 1);

static guint
find_kind (const SchoQueryPart *part)
{
  for (guint i = 0; part != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].part == part->kind
        && (part->kind != SCHO_PART_TERM || kinds[i].field == part->field))
      return i;
  return 0;
}

/* Fields ------------------------------------------------------------------------------
 */

static void
changed_cb (SchoQueryRow *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_field (SchoQueryRow *self, GtkWidget *field, const char *label)
{
  if (GTK_IS_DROP_DOWN (field))
    scho_spoken_name_choice (GTK_DROP_DOWN (field), label);
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    label, -1);
  gtk_box_append (self->fields, field);
}

static GtkDropDown *
new_choice (SchoQueryRow *self, GtkStringList *names)
{
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (names), NULL);

  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_DROP_DOWN (choice);
}

static GtkDropDown *
add_choice (SchoQueryRow *self, const char *const *words, guint n, const char *label)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkDropDown *choice;

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, _ (words[i]));
  choice = new_choice (self, names);
  add_field (self, GTK_WIDGET (choice), label);
  return choice;
}

static void
add_sign (SchoQueryRow *self, const Sign *signs)
{
  const char *words[8];
  guint n = 0;

  for (; signs[n].words != NULL; n++)
    words[n] = signs[n].words;
  self->sign = add_choice (self, words, n, _ ("How it compares"));
}

/* “:” and “=” are the same where only one of them is offered, and of “”. */
static void
show_sign (SchoQueryRow *self, const SchoQueryPart *part, const Sign *signs)
{
  gboolean is_nothing = part->sign == SCHO_QUERY_HAS && part->value[0] == '\0';

  for (guint i = 0; signs[i].words != NULL; i++)
    if (signs[i].sign == (is_nothing ? SCHO_QUERY_IS : part->sign))
      gtk_drop_down_set_selected (self->sign, i);
}

static GtkWidget *
add_names (SchoQueryRow *self, SchoNames names, const char *label, const char *text)
{
  GtkWidget *entry = scho_name_entry_new (self->session, names, label);

  scho_name_entry_set_text (SCHO_NAME_ENTRY (entry), text);
  gtk_entry_set_activates_default (scho_name_entry_get_entry (SCHO_NAME_ENTRY (entry)),
                                   TRUE);
  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->fields, entry);
  return entry;
}

static GtkWidget *
add_value (SchoQueryRow *self, const char *hint, const char *text)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  add_field (self, entry, _ ("Value"));
  return entry;
}

/* Where a code is any, there is no name. */
static void
scope_changed_cb (SchoQueryRow *self)
{
  gtk_widget_set_sensitive (self->name, gtk_drop_down_get_selected (self->scope)
                                            != SCHO_QUERY_ANY_CODE);
}

static void
fill_code (SchoQueryRow *self, const SchoQueryPart *part)
{
  self->name
      = add_names (self, SCHO_NAMES_CODES, _ ("Code"), part != NULL ? part->name : NULL);
  self->scope = add_choice (self, scopes, G_N_ELEMENTS (scopes), _ ("Which codes"));
  g_signal_connect_object (self->scope, "notify::selected", G_CALLBACK (scope_changed_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_drop_down_set_selected (self->scope, part != NULL ? part->scope : 0);
}

static void
fill_term (SchoQueryRow *self, const SchoQueryPart *part, guint kind)
{
  static const char *const answers[] = { N_ ("yes"), N_ ("no") };
  const char *value = part != NULL ? part->value : NULL;
  SchoQueryField field = kinds[kind].field;

  if (field == SCHO_QUERY_ATTRIBUTE)
    self->name = add_names (self, SCHO_NAMES_ATTRIBUTES, _ ("Attribute"),
                            part != NULL ? part->name : NULL);
  add_sign (self, kinds[kind].signs);
  if (part != NULL)
    show_sign (self, part, kinds[kind].signs);
  if (field == SCHO_QUERY_CODER)
    self->value = add_names (self, SCHO_NAMES_CODERS, _ ("Coder"), value);
  else if (field == SCHO_QUERY_EXAMPLE)
    {
      self->choice = add_choice (self, answers, G_N_ELEMENTS (answers), _ ("Value"));
      gtk_drop_down_set_selected (
          self->choice, value != NULL && g_ascii_strncasecmp (value, "n", 1) == 0);
    }
  else
    self->value = add_value (self, kinds[kind].hint, value);
}

/* The distance of a relation, where it has one. */

static gboolean
has_distance (SchoQueryRelation relation)
{
  return relation == SCHO_QUERY_FOLLOWS || relation == SCHO_QUERY_PRECEDES
         || relation == SCHO_QUERY_NEAR;
}

static SchoQueryRelation
get_relation (SchoQueryRow *self)
{
  return gtk_drop_down_get_selected (self->relation) % N_RELATIONS;
}

static void
empty_distance (SchoQueryRow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->distance))) != NULL)
    gtk_box_remove (self->distance, child);
  self->unit = NULL;
  self->reach = NULL;
}

static void
unit_changed_cb (SchoQueryRow *self)
{
  if (self->reach != NULL && get_relation (self) != SCHO_QUERY_NEAR)
    gtk_widget_set_visible (GTK_WIDGET (self->reach),
                            gtk_drop_down_get_selected (self->unit) > 0);
}

static void
add_unit (SchoQueryRow *self, const char *first, const char *const *words, guint n)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  if (first != NULL)
    gtk_string_list_append (names, first);
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, _ (words[i]));
  self->unit = new_choice (self, names);
  g_signal_connect_object (self->unit, "notify::selected", G_CALLBACK (unit_changed_cb),
                           self, G_CONNECT_SWAPPED);
  scho_spoken_name_choice (self->unit, _ ("Unit"));
  gtk_box_append (self->distance, GTK_WIDGET (self->unit));
}

static void
add_reach (SchoQueryRow *self, guint32 reach)
{
  self->reach = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, 1e9, 1));
  gtk_spin_button_set_value (self->reach, reach);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->reach), 4);
  g_signal_connect_object (self->reach, "value-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reach),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("How far at the most"), -1);
  gtk_box_append (self->distance, GTK_WIDGET (self->reach));
}

/* @part: (nullable): the values */
static void
fill_distance (SchoQueryRow *self, const SchoQueryPart *part)
{
  SchoQueryRelation relation = get_relation (self);
  gboolean was_filling = self->filling, has_reach = part == NULL || part->has_reach;
  guint unit = part != NULL ? part->unit : SCHO_UNIT_PARAGRAPH;

  self->filling = TRUE;
  empty_distance (self);
  if (relation == SCHO_QUERY_IN_SAME)
    {
      add_unit (self, NULL, same_units, G_N_ELEMENTS (same_units));
      gtk_drop_down_set_selected (self->unit, unit - SCHO_UNIT_SENTENCE);
    }
  else if (has_distance (relation))
    {
      gboolean may_lack = relation != SCHO_QUERY_NEAR;

      gtk_box_append (self->distance, gtk_label_new (_ ("within")));
      add_reach (self, part != NULL && part->has_reach ? part->reach : 1);
      add_unit (self, may_lack ? _ ("any distance") : NULL, units, G_N_ELEMENTS (units));
      gtk_drop_down_set_selected (self->unit, may_lack ? has_reach ? unit + 1 : 0 : unit);
      unit_changed_cb (self);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->distance), self->unit != NULL);
  self->filling = was_filling;
}

static void
relation_changed_cb (SchoQueryRow *self)
{
  if (!self->filling)
    fill_distance (self, NULL);
}

static void
fill_relation (SchoQueryRow *self, const SchoQueryPart *part)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  self->left
      = add_names (self, SCHO_NAMES_QUERY, _ ("Code"), part != NULL ? part->left : NULL);
  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    gtk_string_list_append (names, _ (relations[i]));
  self->relation = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (names), NULL));
  /* First, so that what is said of the change has the distance. */
  g_signal_connect_object (self->relation, "notify::selected",
                           G_CALLBACK (relation_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->relation, "notify::selected", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  add_field (self, GTK_WIDGET (self->relation), _ ("How it lies to the other"));
  self->right = add_names (self, SCHO_NAMES_QUERY, _ ("Other code"),
                           part != NULL ? part->right : NULL);
  if (part != NULL)
    gtk_drop_down_set_selected (self->relation,
                                part->relation + (part->is_negated ? N_RELATIONS : 0));
  fill_distance (self, part);
}

static void
empty_fields (SchoQueryRow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->fields))) != NULL)
    gtk_box_remove (self->fields, child);
  empty_distance (self);
  gtk_widget_set_visible (GTK_WIDGET (self->distance), FALSE);
  self->scope = self->sign = self->choice = self->relation = NULL;
  self->name = self->value = self->left = self->right = NULL;
}

static void
fill (SchoQueryRow *self, const SchoQueryPart *part)
{
  guint kind = gtk_drop_down_get_selected (self->kind);

  self->filling = TRUE;
  empty_fields (self);
  if (kinds[kind].part == SCHO_PART_CODE)
    fill_code (self, part);
  else if (kinds[kind].part == SCHO_PART_RELATION)
    fill_relation (self, part);
  else if (kinds[kind].part == SCHO_PART_SAVED)
    self->name = add_names (self, SCHO_NAMES_SAVED, _ ("Saved query"),
                            part != NULL ? part->name : NULL);
  else
    fill_term (self, part, kind);
  self->filling = FALSE;
}

static void
kind_changed_cb (SchoQueryRow *self)
{
  if (self->filling)
    return;
  fill (self, NULL);
  changed_cb (self);
}

static void
remove_clicked_cb (SchoQueryRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

/* The widget --------------------------------------------------------------------------
 */

static gboolean
scho_query_row_grab_focus (GtkWidget *widget)
{
  SchoQueryRow *self = SCHO_QUERY_ROW (widget);
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->fields));

  return gtk_widget_grab_focus (first != NULL ? first : GTK_WIDGET (self->kind));
}

static void
scho_query_row_dispose (GObject *object)
{
  SchoQueryRow *self = SCHO_QUERY_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (scho_query_row_parent_class)->dispose (object);
}

static void
scho_query_row_class_init (SchoQueryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_query_row_dispose;
  widget_class->grab_focus = scho_query_row_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", SCHO_TYPE_QUERY_ROW, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", SCHO_TYPE_QUERY_ROW, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "query-row");
}

static GtkDropDown *
new_kinds (SchoQueryRow *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *kind;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (names, _ (kinds[i].title));
  kind = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  scho_spoken_name_choice (GTK_DROP_DOWN (kind), _ ("What is asked of the passage"));
  g_signal_connect_object (kind, "notify::selected", G_CALLBACK (kind_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_DROP_DOWN (kind);
}

static void
scho_query_row_init (SchoQueryRow *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
      GTK_ORIENTATION_VERTICAL);
  self->filling = TRUE;
  self->kind = new_kinds (self);
  gtk_widget_set_hexpand (GTK_WIDGET (self->kind), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->kind), GTK_ALIGN_START);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _ ("Remove this condition"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove this condition"), -1);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->kind));
  gtk_box_append (GTK_BOX (head), remove);
  self->fields = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->distance = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_widget_set_parent (head, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->fields), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->distance), GTK_WIDGET (self));
}

GtkWidget *
scho_query_row_new (SchoSession *session, const SchoQueryPart *part)
{
  SchoQueryRow *self = g_object_new (SCHO_TYPE_QUERY_ROW, NULL);

  self->session = g_object_ref (session);
  gtk_drop_down_set_selected (self->kind, find_kind (part));
  fill (self, part);
  return GTK_WIDGET (self);
}

void
scho_query_row_focus_kind (SchoQueryRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->kind));
}

/* What it says ------------------------------------------------------------------------
 */

static void
read_distance (SchoQueryRow *self, SchoQueryPart *part)
{
  guint unit = self->unit != NULL ? gtk_drop_down_get_selected (self->unit) : 0;
  gboolean may_lack = part->relation != SCHO_QUERY_NEAR;

  if (part->relation == SCHO_QUERY_IN_SAME)
    part->unit = SCHO_UNIT_SENTENCE + unit;
  if (!has_distance (part->relation))
    return;
  part->has_reach = !may_lack || unit > 0;
  part->unit = part->has_reach && may_lack ? unit - 1 : unit;
  part->reach = (guint32) gtk_spin_button_get_value (self->reach);
}

static void
read_relation (SchoQueryRow *self, SchoQueryPart *part)
{
  part->left = g_strdup (scho_name_entry_get_text (SCHO_NAME_ENTRY (self->left)));
  part->right = g_strdup (scho_name_entry_get_text (SCHO_NAME_ENTRY (self->right)));
  part->relation = get_relation (self);
  part->is_negated = gtk_drop_down_get_selected (self->relation) >= N_RELATIONS;
  read_distance (self, part);
}

static char *
dup_value (SchoQueryRow *self)
{
  if (self->choice != NULL)
    return g_strdup (gtk_drop_down_get_selected (self->choice) == 0 ? "yes" : "no");
  return g_strdup (SCHO_IS_NAME_ENTRY (self->value)
                       ? scho_name_entry_get_text (SCHO_NAME_ENTRY (self->value))
                       : gtk_editable_get_text (GTK_EDITABLE (self->value)));
}

/* Whether “” asks for something: a memo that is empty, an attribute that is not known. */
static gboolean
may_be_empty (const SchoQueryPart *part)
{
  return part->sign == SCHO_QUERY_IS || part->sign == SCHO_QUERY_IS_NOT;
}

static void
read_term (SchoQueryRow *self, SchoQueryPart *part, guint kind)
{
  gboolean is_number = kinds[kind].signs == number_signs;
  gboolean is_date = kinds[kind].signs == date_signs;

  part->field = kinds[kind].field;
  part->sign = kinds[kind].signs[gtk_drop_down_get_selected (self->sign)].sign;
  part->value = dup_value (self);
  if (part->value[0] == '\0'
      && (!may_be_empty (part) || is_number || is_date
          || part->field == SCHO_QUERY_CODER))
    g_clear_pointer (&part->value, g_free);
}

SchoQueryPart *
scho_query_row_dup_part (SchoQueryRow *self)
{
  guint kind = gtk_drop_down_get_selected (self->kind);
  SchoQueryPart *part = scho_query_part_new (kinds[kind].part);

  if (self->name != NULL)
    part->name = g_strdup (scho_name_entry_get_text (SCHO_NAME_ENTRY (self->name)));
  if (part->kind == SCHO_PART_CODE)
    part->scope = gtk_drop_down_get_selected (self->scope);
  else if (part->kind == SCHO_PART_RELATION)
    read_relation (self, part);
  else if (part->kind != SCHO_PART_SAVED)
    read_term (self, part, kind);
  return part;
}
