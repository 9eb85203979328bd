#include "code-tree-private.h"

#include "dialogs.h"
#include "large-step.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>
#include <scholiast/error.h>

static SchoSnapshot *
get_snapshot (SchoCodeTree *self)
{
  return scho_session_get_snapshot (self->session);
}

static const SchoCode *
get_code (SchoCodeTree *self, guint32 code)
{
  return self->session != NULL ? scho_snapshot_get_code (get_snapshot (self), code)
                               : NULL;
}

/* The one code that an action is about; %NULL when there is none. */
static const SchoCode *
get_selected (SchoCodeTree *self)
{
  return get_code (self, scho_code_tree_get_selected (self));
}

/* New codes */

void
scho_code_tree_open_add (SchoCodeTree *self, guint32 parent)
{
  const SchoCode *above = get_code (self, parent);
  g_autofree char *where = NULL;

  if (self->session == NULL)
    return;
  self->parent = above != NULL ? parent : 0;
  if (above != NULL)
    /* Translators: %s is the name of a code. */
    where = g_strdup_printf (_ ("New code below “%s”"), above->name);
  gtk_label_set_label (self->add_where, where != NULL ? where : _ ("New code"));
  gtk_editable_set_text (self->add_name, "");
  g_set_weak_pointer (&self->add_from,
                      gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_menu_button_popup (self->add_button);
  gtk_widget_grab_focus (GTK_WIDGET (self->add_name));
}

/* GTK 4.18 gives the keyboard to the button of a popover, after it is closed. */
static gboolean
return_cb (gpointer from)
{
  GtkRoot *root = gtk_widget_get_root (from);

  if (root != NULL && GTK_IS_TOGGLE_BUTTON (gtk_root_get_focus (root)))
    gtk_widget_grab_focus (from);
  return G_SOURCE_REMOVE;
}

void
scho_code_tree_end_add (SchoCodeTree *self)
{
  GtkWidget *from = self->add_from;

  self->parent = 0;
  gtk_label_set_label (self->add_where, _ ("New code"));
  if (from != NULL && gtk_widget_get_mapped (from))
    {
      gtk_widget_grab_focus (from);
      g_idle_add_full (G_PRIORITY_DEFAULT, return_cb, g_object_ref (from),
                       g_object_unref);
    }
  g_clear_weak_pointer (&self->add_from);
}

void
scho_code_tree_add (SchoCodeTree *self)
{
  const char *name = gtk_editable_get_text (self->add_name);
  gboolean from_here = self->add_from == NULL
                       || gtk_widget_is_ancestor (self->add_from, GTK_WIDGET (self));
  guint32 id;

  if (self->session == NULL || name[0] == '\0')
    return;
  id = scho_session_apply_new_code (self->session, 0, 0, 0, self->parent, name);
  if (id == 0)
    return;
  gtk_editable_set_text (self->add_name, "");
  gtk_popover_popdown (self->add_popover);
  scho_code_tree_select (self, id);
  if (from_here)
    scho_code_tree_focus (self, id);
}

static void
add_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SchoCodeTree *self = SCHO_CODE_TREE (widget);
  gboolean below = g_str_equal (action, "code.add-below");

  scho_code_tree_open_add (self, below ? scho_code_tree_get_selected (self) : 0);
}

/* Name and colour */

static gboolean
change (SchoCodeTree *self, const SchoCode *after)
{
  GError *error = NULL;
  SchoStep *step = scho_edit_change_code (get_snapshot (self), after, &error);

  return scho_session_apply (self->session, step, error);
}

void
scho_code_tree_rename (SchoCodeTree *self, guint32 code, const char *name)
{
  const SchoCode *before = get_code (self, code);
  SchoCode after;

  if (before == NULL)
    return;
  after = *before;
  after.name = name;
  change (self, &after);
}

static void
rename_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SchoCodeTree *self = SCHO_CODE_TREE (widget);
  SchoCodeRow *row = NULL;

  if (get_selected (self) != NULL)
    row = scho_code_tree_find_row (self, get_selected (self)->id);
  if (row != NULL)
    scho_code_row_rename (row);
}

static void
colour_chosen_cb (SchoCodeTree *self, guint colour)
{
  const SchoCode *before = get_code (self, self->recoloured);
  SchoCode after;

  gtk_popover_popdown (self->colours);
  if (before == NULL)
    return;
  after = *before;
  after.colour = colour;
  change (self, &after);
}

static void
ensure_colours (SchoCodeTree *self)
{
  if (self->colours != NULL)
    return;
  self->colours = GTK_POPOVER (gtk_popover_new ());
  self->grid = SCHO_COLOUR_GRID (scho_colour_grid_new ());
  gtk_popover_set_child (self->colours, GTK_WIDGET (self->grid));
  gtk_popover_set_position (self->colours, GTK_POS_BOTTOM);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->colours),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Colour of the code"),
                                  -1);
  gtk_widget_set_parent (GTK_WIDGET (self->colours), GTK_WIDGET (self));
  g_signal_connect_swapped (self->grid, "chosen", G_CALLBACK (colour_chosen_cb), self);
}

/* Where a popover about the code points to. */
static GdkRectangle
get_place (SchoCodeTree *self, guint32 code)
{
  SchoCodeRow *row = scho_code_tree_find_row (self, code);
  GtkWidget *widget = row != NULL ? scho_code_row_get_swatch (row) : NULL;
  graphene_rect_t bounds;

  if (widget == NULL || !gtk_widget_compute_bounds (widget, GTK_WIDGET (self), &bounds))
    return (GdkRectangle){ gtk_widget_get_width (GTK_WIDGET (self)) / 2, 40, 1, 1 };
  return (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                         (int) bounds.size.width, (int) bounds.size.height };
}

void
scho_code_tree_recolour (SchoCodeTree *self, guint32 code)
{
  const SchoCode *noun = get_code (self, code);
  GdkRectangle place = get_place (self, code);

  if (noun == NULL)
    return;
  ensure_colours (self);
  self->recoloured = code;
  scho_colour_grid_set_colour (self->grid, noun->colour);
  gtk_popover_set_pointing_to (self->colours, &place);
  gtk_popover_popup (self->colours);
}

static void
recolour_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SchoCodeTree *self = SCHO_CODE_TREE (widget);

  scho_code_tree_recolour (self, scho_code_tree_get_selected (self));
}

/* Moving */

/* As the project arranges them; 0: none. */
static guint32
get_sibling (SchoCodeTree *self, guint32 code, int by)
{
  SchoSnapshot *snapshot = get_snapshot (self);
  const SchoCode *noun = scho_snapshot_get_code (snapshot, code);
  guint32 last = 0;
  gboolean passed = FALSE;
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n && noun != NULL; i++)
    {
      if (codes[i]->parent != noun->parent)
        continue;
      if (passed)
        return codes[i]->id;
      if (codes[i]->id == code && by < 0)
        return last;
      passed = codes[i]->id == code;
      last = codes[i]->id;
    }
  return 0;
}

guint32
scho_code_tree_get_next_sibling (SchoCodeTree *self, guint32 code)
{
  return get_sibling (self, code, 1);
}

gboolean
scho_code_tree_focus (SchoCodeTree *self, guint32 code)
{
  SchoCodeRow *row = scho_code_tree_find_row (self, code);

  return row != NULL && gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (row)));
}

void
scho_code_tree_move (SchoCodeTree *self,
                     const GArray *ids,
                     guint32 parent,
                     guint32 before)
{
  GError *error = NULL;
  SchoStep *step;

  if (self->session == NULL || ids->len == 0)
    return;
  step = scho_edit_move_codes (get_snapshot (self), (guint32 *) ids->data, ids->len,
                               parent, before, &error);
  if (!scho_session_apply (self->session, step, error))
    return;
  scho_code_tree_select_all (self, ids);
  /* The moved rows were made anew: the keyboard goes on with them. */
  scho_code_tree_focus (self, g_array_index (ids, guint32, 0));
}

static void
move_up (SchoCodeTree *self, const GArray *ids, const SchoCode *first)
{
  guint32 before = get_sibling (self, first->id, -1);

  if (before != 0)
    scho_code_tree_move (self, ids, first->parent, before);
}

static void
move_down (SchoCodeTree *self, const GArray *ids, const SchoCode *first)
{
  guint32 last = g_array_index (ids, guint32, ids->len - 1);
  guint32 next = get_sibling (self, last, 1);

  if (next != 0)
    scho_code_tree_move (self, ids, first->parent, get_sibling (self, next, 1));
}

static void
move_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SchoCodeTree *self = SCHO_CODE_TREE (widget);
  g_autoptr (GArray) ids = scho_code_tree_list_selected (self);
  const SchoCode *first = get_selected (self), *above;
  guint32 sibling;

  if (first == NULL)
    return;
  above = get_code (self, first->parent);
  sibling = get_sibling (self, first->id, -1);
  if (g_str_equal (action, "code.move-up"))
    move_up (self, ids, first);
  else if (g_str_equal (action, "code.move-down"))
    move_down (self, ids, first);
  else if (g_str_equal (action, "code.indent") && sibling != 0)
    scho_code_tree_move (self, ids, sibling, 0);
  else if (g_str_equal (action, "code.outdent") && above != NULL)
    scho_code_tree_move (self, ids, above->parent, get_sibling (self, above->id, 1));
}

/* For good, unlike the order that is only shown. @parameter: name or count. */
static void
arrange_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SchoCodeTree *self = SCHO_CODE_TREE (widget);
  gboolean top = g_str_equal (action, "code.arrange-top");
  const SchoCode *above = top ? NULL : get_selected (self);
  gboolean by_name = g_str_equal (g_variant_get_string (parameter, NULL), "name");

  if (self->session == NULL || (!top && above == NULL))
    return;
  scho_session_apply (
      self->session,
      scho_edit_sort_codes (get_snapshot (self), top ? 0 : above->id,
                            by_name ? SCHO_CODES_BY_NAME : SCHO_CODES_BY_COUNT),
      NULL);
}

/* Codes with all their codings */

typedef struct
{
  GArray *codes; /* of guint32 */
  guint32 into;  /* that they are merged into; 0: they are removed */
} Order;

static Order *
order_new (const guint32 *codes, gsize n, guint32 into)
{
  Order *self = g_new0 (Order, 1);

  self->codes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_vals (self->codes, codes, (guint) n);
  self->into = into;
  return self;
}

static void
order_free (gpointer data)
{
  Order *self = data;

  g_array_unref (self->codes);
  g_free (self);
}

/* They may have gone since the user was asked. */
static gboolean
check_codes (SchoSnapshot *snapshot, const Order *order, GError **error)
{
  for (guint i = 0; i < order->codes->len; i++)
    if (scho_snapshot_get_code (snapshot, g_array_index (order->codes, guint32, i))
        == NULL)
      {
        g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                             _ ("The code is no longer there."));
        return FALSE;
      }
  return TRUE;
}

static SchoStep *
make_step (SchoSnapshot *snapshot, gpointer data, GError **error)
{
  Order *order = data;
  const guint32 *codes = (guint32 *) order->codes->data;

  if (!check_codes (snapshot, order, error))
    return NULL;
  if (order->into != 0)
    return scho_edit_merge_codes (snapshot, codes, order->codes->len, order->into, error);
  return scho_edit_remove_codes (snapshot, codes, order->codes->len);
}

static void
step_done (gpointer owner, gpointer data, SchoStep *step)
{
  SchoCodeTree *self = owner;
  Order *order = data;

  if (step != NULL && order->into != 0 && self->session != NULL)
    scho_code_tree_select (self, order->into);
}

static void
apply_order (SchoCodeTree *self, Order *order)
{
  SchoCodeModel *model = scho_session_get_codes (self->session);
  gsize size = 0;

  for (guint i = 0; i < order->codes->len; i++)
    {
      SchoCodeItem *item
          = scho_code_model_get_item (model, g_array_index (order->codes, guint32, i));

      size += item != NULL ? scho_code_item_get_total (item) : 0;
    }
  scho_session_make_step (self->session, size, make_step, order, order_free, step_done,
                          self);
}

/* Merging and splitting */

static void
merge_chosen_cb (SchoCodeTree *self, guint into)
{
  g_autoptr (GArray) from = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (self->session == NULL || self->merged == NULL)
    return;
  for (guint i = 0; i < self->merged->len; i++)
    if (g_array_index (self->merged, guint32, i) != into)
      g_array_append_val (from, g_array_index (self->merged, guint32, i));
  if (from->len == 0)
    return;
  apply_order (self, order_new ((guint32 *) from->data, from->len, into));
}

static void
ensure_chooser (SchoCodeTree *self)
{
  if (self->chooser != NULL)
    return;
  self->chooser = SCHO_CODE_CHOOSER (scho_code_chooser_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->chooser), GTK_WIDGET (self));
  g_signal_connect_swapped (self->chooser, "chosen", G_CALLBACK (merge_chosen_cb), self);
}

/* What the codes cannot be merged into is not offered: what lies below them, and a single
 * code itself. Of several, one may be the one that stays. */
static GArray *
list_targets (SchoCodeTree *self, const GArray *from)
{
  SchoSnapshot *snapshot = get_snapshot (self);
  g_autofree gboolean *chosen
      = g_new0 (gboolean, (gsize) scho_snapshot_get_code_limit (snapshot) + 1);
  g_autofree gboolean *below
      = g_new0 (gboolean, (gsize) scho_snapshot_get_code_limit (snapshot) + 1);
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (guint i = 0; i < from->len; i++)
    chosen[g_array_index (from, guint32, i)] = TRUE;
  for (guint i = 0; i < from->len && from->len > 1; i++)
    g_array_append_val (targets, g_array_index (from, guint32, i));
  for (gsize i = 0; i < n; i++)
    {
      guint32 id = codes[i]->id;

      below[id] = below[codes[i]->parent] || chosen[codes[i]->parent];
      if (!below[id] && !chosen[id])
        g_array_append_val (targets, id);
    }
  return targets;
}

static void
merge_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SchoCodeTree *self = SCHO_CODE_TREE (widget);
  g_autoptr (GArray) ids = scho_code_tree_list_selected (self);
  g_autoptr (GArray) targets = NULL;
  g_autofree char *heading = NULL;
  GdkRectangle place;

  if (self->session == NULL || ids->len == 0)
    return;
  g_clear_pointer (&self->merged, g_array_unref);
  self->merged = g_steal_pointer (&ids);
  targets = list_targets (self, self->merged);
  if (self->merged->len == 1)
    /* Translators: %s is the name of a code; the other is chosen from the list below. */
    heading = g_strdup_printf (_ ("Merge “%s” into"), get_selected (self)->name);
  else
    heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Merge %u code into",
                                            "Merge %u codes into", self->merged->len),
                               self->merged->len);
  ensure_chooser (self);
  place = get_place (self, g_array_index (self->merged, guint32, 0));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->chooser), &place);
  scho_code_chooser_open (self->chooser, self->session, heading, targets);
}

static void
split_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SchoCodeTree *self = SCHO_CODE_TREE (widget);

  if (get_selected (self) != NULL)
    scho_code_tree_emit_split (self, get_selected (self)->id);
}

/* Removing */

static void
remove_confirmed_cb (gpointer data, GVariant *detail)
{
  SchoCodeTree *self = data;
  gsize n;
  const guint32 *ids = g_variant_get_fixed_array (detail, &n, sizeof (guint32));

  if (self->session != NULL)
    apply_order (self, order_new (ids, n, 0));
}

static void
append_codings (GString *text, const SchoRemoval *removal)
{
  g_autofree char *documents
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "in %u document",
                                      "in %u documents", removal->n_documents),
                         removal->n_documents);
  g_autofree char *coders = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "by %u coder", "by %u coders", removal->n_coders),
      removal->n_coders);

  if (removal->n_codings == 0)
    return;
  g_string_append_printf (
      text,
      /* Translators: the rest is “in 3 documents” and “by 2 coders”. */
      g_dngettext (GETTEXT_PACKAGE, "\n• %u coding %s %s", "\n• %u codings %s %s",
                   removal->n_codings),
      removal->n_codings, documents, coders);
}

/* What goes with the codes, a line each. */
static char *
dup_account (const SchoRemoval *removal)
{
  GString *text = g_string_new (_ ("With it goes:"));

  if (removal->n_codes > 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, "\n• %u code below",
                                         "\n• %u codes below", removal->n_codes),
                            removal->n_codes);
  append_codings (text, removal);
  if (removal->n_memos > 0)
    g_string_append_printf (
        text,
        g_dngettext (GETTEXT_PACKAGE, "\n• %u memo", "\n• %u memos", removal->n_memos),
        removal->n_memos);
  g_string_append_printf (text, "\n\n%s", _ ("You can undo this."));
  return g_string_free (text, FALSE);
}

static char *
dup_question (SchoCodeTree *self, const GArray *ids)
{
  if (ids->len == 1)
    return g_strdup_printf (_ ("Remove the code “%s”?"),
                            get_code (self, g_array_index (ids, guint32, 0))->name);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Remove %u code?", "Remove %u codes?", ids->len),
      ids->len);
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SchoCodeTree *self = SCHO_CODE_TREE (widget);
  g_autoptr (GArray) ids = scho_code_tree_list_selected (self);
  g_autofree char *heading = NULL, *body = NULL;
  SchoRemoval removal;

  if (self->session == NULL || ids->len == 0)
    return;
  removal
      = scho_edit_describe_removal (get_snapshot (self), (guint32 *) ids->data, ids->len);
  if (removal.n_codes == 0 && removal.n_codings == 0 && removal.n_memos == 0)
    {
      apply_order (self, order_new ((guint32 *) ids->data, ids->len, 0));
      return;
    }
  heading = dup_question (self, ids);
  body = dup_account (&removal);
  scho_dialogs_confirm (GTK_WINDOW (gtk_widget_get_root (widget)), heading, body,
                        _ ("_Remove"), TRUE, NULL, remove_confirmed_cb, G_OBJECT (self),
                        g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, ids->data,
                                                   ids->len, sizeof (guint32)));
}

/* What can be done now */

static void
enable (SchoCodeTree *self, gboolean enabled, const char *const *actions)
{
  for (guint i = 0; actions[i] != NULL; i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], enabled);
}

void
scho_code_tree_update_actions (SchoCodeTree *self)
{
  static const char *const one[]
      = { "code.passages", "code.describe",  "code.rename",  "code.recolour",
          "code.split",    "code.add-below", "code.arrange", NULL };
  static const char *const passage[] = { "code.apply", NULL };
  static const char *const some[]
      = { "code.merge", "code.remove", "code.indent", "code.outdent", NULL };
  static const char *const order[] = { "code.move-up", "code.move-down", NULL };
  g_autoptr (GtkBitset) selected
      = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint64 n = gtk_bitset_get_size (selected);

  enable (self, n == 1, one);
  enable (self, n == 1 && self->has_passage, passage);
  enable (self, n > 0, some);
  enable (self, n > 0 && scho_code_tree_is_arranged (self), order);
}

static void
bind_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_F2, 0, "code.rename" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "code.passages" },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "code.passages" },
    { GDK_KEY_Delete, 0, "code.remove" },
    { GDK_KEY_KP_Delete, 0, "code.remove" },
    { GDK_KEY_Up, GDK_ALT_MASK, "code.move-up" },
    { GDK_KEY_KP_Up, GDK_ALT_MASK, "code.move-up" },
    { GDK_KEY_Down, GDK_ALT_MASK, "code.move-down" },
    { GDK_KEY_KP_Down, GDK_ALT_MASK, "code.move-down" },
    { GDK_KEY_Right, GDK_ALT_MASK, "code.indent" },
    { GDK_KEY_KP_Right, GDK_ALT_MASK, "code.indent" },
    { GDK_KEY_Left, GDK_ALT_MASK, "code.outdent" },
    { GDK_KEY_KP_Left, GDK_ALT_MASK, "code.outdent" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
}

void
scho_code_tree_install_actions (GtkWidgetClass *klass)
{
  static const struct
  {
    const char *name, *type;
    GtkWidgetActionActivateFunc func;
  } actions[] = {
    { "code.add", NULL, add_cb },        { "code.add-below", NULL, add_cb },
    { "code.rename", NULL, rename_cb },  { "code.recolour", NULL, recolour_cb },
    { "code.move-up", NULL, move_cb },   { "code.move-down", NULL, move_cb },
    { "code.indent", NULL, move_cb },    { "code.outdent", NULL, move_cb },
    { "code.arrange", "s", arrange_cb }, { "code.arrange-top", "s", arrange_cb },
    { "code.merge", NULL, merge_cb },    { "code.split", NULL, split_cb },
    { "code.remove", NULL, remove_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, actions[i].type,
                                     actions[i].func);
  bind_keys (klass);
}
