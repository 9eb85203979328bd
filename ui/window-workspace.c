/* window-workspace.c - lists, text and side pane, made when the first project opens:
 * until then nobody sees them, and making them would cost a third of the start. */
#include "window-private.h"

#include "clipped.h"
#include "settings.h"
#include "spoken.h"

#define WORKSPACE "/org/scholiast/Scholiast/workspace.ui"

static void
document_activated_cb (SchoWindow *self, guint document)
{
  AdwTabPage *tab = scho_window_open_document (self, document);

  if (tab != NULL)
    gtk_widget_grab_focus (adw_tab_page_get_child (tab));
}

static void
document_described_cb (SchoWindow *self, guint document)
{
  scho_document_pane_set_document (self->document_pane, document);
  scho_window_show_side (self, "document");
  gtk_widget_grab_focus (GTK_WIDGET (self->document_pane));
}

static void
code_activated_cb (SchoWindow *self, guint code)
{
  scho_window_apply_code (self, code);
}

static void
code_described_cb (SchoWindow *self, guint code)
{
  /* First, since it shows the code that is selected. */
  scho_window_show_side (self, "code");
  scho_code_pane_set_code (self->code_pane, code);
  gtk_widget_grab_focus (GTK_WIDGET (self->code_pane));
}

static void
code_passages_cb (SchoWindow *self, guint code)
{
  scho_window_list_code (self, code);
}

static void
coding_chosen_cb (SchoWindow *self, const SchoAnnotation *coding)
{
  SchoPage *page = scho_window_get_page (self);

  if (page == NULL)
    return;
  scho_page_set_active (page, &coding->uuid);
  scho_page_scroll_to (page, coding->start, coding->end);
}

static void
palette_chosen_cb (SchoWindow *self, guint code, const char *new_name)
{
  scho_window_take_choice (self, code, new_name);
}

static void
palette_closed_cb (SchoWindow *self)
{
  GtkWidget *page = GTK_WIDGET (scho_window_get_page (self));

  if (page != NULL)
    gtk_widget_grab_focus (page);
}

static void
ensure_types (void)
{
  g_type_ensure (SCHO_TYPE_DOCUMENT_LIST);
  g_type_ensure (SCHO_TYPE_CODE_TREE);
  g_type_ensure (SCHO_TYPE_FIND_BAR);
  g_type_ensure (SCHO_TYPE_EDIT_BAR);
  g_type_ensure (SCHO_TYPE_CODE_PALETTE);
  g_type_ensure (SCHO_TYPE_PASSAGE_PANE);
  g_type_ensure (SCHO_TYPE_CODE_PANE);
  g_type_ensure (SCHO_TYPE_DOCUMENT_PANE);
  g_type_ensure (SCHO_TYPE_HISTORY_LIST);
}

static GtkBuilderScope *
new_scope (void)
{
  GtkBuilderCScope *scope = GTK_BUILDER_CSCOPE (gtk_builder_cscope_new ());

  gtk_builder_cscope_add_callback (scope, document_activated_cb);
  gtk_builder_cscope_add_callback (scope, document_described_cb);
  gtk_builder_cscope_add_callback (scope, code_activated_cb);
  gtk_builder_cscope_add_callback (scope, code_described_cb);
  gtk_builder_cscope_add_callback (scope, code_passages_cb);
  gtk_builder_cscope_add_callback (scope, coding_chosen_cb);
  gtk_builder_cscope_add_callback (scope, palette_chosen_cb);
  gtk_builder_cscope_add_callback (scope, palette_closed_cb);
  return GTK_BUILDER_SCOPE (scope);
}

/* Each has the name that it has in the window. */
static void
take_children (SchoWindow *self, GtkBuilder *builder)
{
  const struct
  {
    const char *name;
    gpointer *field;
  } children[] = {
    { "outer", (gpointer *) &self->outer },
    { "lists", (gpointer *) &self->lists },
    { "document_list", (gpointer *) &self->document_list },
    { "code_tree", (gpointer *) &self->code_tree },
    { "inner", (gpointer *) &self->inner },
    { "tab_bar", (gpointer *) &self->tab_bar },
    { "find_bar", (gpointer *) &self->find_bar },
    { "edit_bar", (gpointer *) &self->edit_bar },
    { "tabs_stack", (gpointer *) &self->tabs_stack },
    { "tabs", (gpointer *) &self->tabs },
    { "palette", (gpointer *) &self->palette },
    { "side", (gpointer *) &self->side },
    { "side_stack", (gpointer *) &self->side_stack },
    { "passage_pane", (gpointer *) &self->passage_pane },
    { "code_pane", (gpointer *) &self->code_pane },
    { "document_pane", (gpointer *) &self->document_pane },
    { "history_list", (gpointer *) &self->history_list },
  };

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      *children[i].field = gtk_builder_get_object (builder, children[i].name);
      g_assert (*children[i].field != NULL);
    }
}

static void
restore_widths (SchoWindow *self)
{
  GSettings *settings = scho_window_get_settings (self);

  gtk_paned_set_position (self->outer,
                          scho_settings_get_int (settings, "sidebar-width", 264));
  gtk_paned_set_position (self->lists,
                          scho_settings_get_int (settings, "documents-height", 220));
  scho_window_bind_lists (self, settings);
}

void
scho_window_build_workspace (SchoWindow *self)
{
  g_autoptr (GtkBuilder) builder = NULL;
  g_autoptr (GtkBuilderScope) scope = NULL;
  g_autoptr (GError) error = NULL;

  if (self->outer != NULL)
    return;
  ensure_types ();
  builder = gtk_builder_new ();
  scope = new_scope ();
  gtk_builder_set_scope (builder, scope);
  gtk_builder_set_current_object (builder, G_OBJECT (self));
  if (!gtk_builder_add_from_resource (builder, WORKSPACE, &error))
    g_error ("%s: %s", WORKSPACE, error->message);
  take_children (self, builder);
  scho_clipped_init (ADW_BIN (gtk_builder_get_object (builder, "middle")));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->outer), "project");
  scho_spoken_name_tabs (ADW_TAB_BAR (self->tab_bar));
  scho_window_init_tabs (self);
  scho_window_init_desk (self);
  scho_window_init_find (self);
  scho_window_init_edit (self);
  scho_window_init_history (self);
  scho_window_init_codes (self);
  scho_window_init_focus (self);
  restore_widths (self);
  if (self->width_step > 0)
    scho_window_fold_panes (self);
}
