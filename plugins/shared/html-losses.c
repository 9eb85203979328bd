#include "html-losses.h"

#include "html-attributes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What plays or is another page. */
static gboolean
is_embedded (const char *element)
{
  static const char *const names[]
      = { "audio", "video", "canvas", "iframe", "object", "embed", "applet", NULL };

  return g_strv_contains (names, element);
}

/* The name at the end of an address. (nullable) */
static const char *
get_address (const xmlChar **attributes)
{
  const char *address = html_get (attributes, "src");

  if (address == NULL)
    address = html_get (attributes, "data");
  return address != NULL && !g_str_has_prefix (address, "data:") ? address : NULL;
}

static void
add_embedded (HtmlLosses *self, const xmlChar **attributes)
{
  const char *what = _ ("Sound, films and other embedded things");
  const char *address = get_address (attributes);

  if (address != NULL)
    lost_add (self->losses, 1, what, self->name, address);
  else
    lost_add_here (self->losses, what, self->name, self->builder);
}

void
html_losses_clear (HtmlLosses *self)
{
  lost_link_clear (&self->link);
}

void
html_losses_begin (HtmlLosses *self,
                   const char *element,
                   const xmlChar **attributes,
                   gboolean is_skipped)
{
  if (is_skipped && html_is_hidden (attributes))
    return; /* told as hidden, or seen by nobody */
  if (strcmp (element, "svg") == 0 || (strcmp (element, "img") == 0 && !is_skipped))
    lost_add_picture (self->losses, self->name, html_get (attributes, "alt"),
                      self->builder);
  else if (is_embedded (element))
    add_embedded (self, attributes);
  else if (strcmp (element, "a") == 0 && !is_skipped)
    lost_link_begin (&self->link, html_get (attributes, "href"), self->builder);
}

void
html_losses_end (HtmlLosses *self, const char *element)
{
  if (strcmp (element, "a") == 0)
    lost_link_end (&self->link, self->losses, self->name, self->builder);
}

void
html_losses_add_navigation (HtmlLosses *self, gboolean counts)
{
  if (counts)
    lost_add_here (self->losses,
                   _ ("Menus, buttons and lists of contents (--set navigation=true keeps "
                      "them)"),
                   self->name, self->builder);
}

void
html_losses_add_hidden (HtmlLosses *self, gboolean counts)
{
  if (counts)
    lost_add_here (self->losses, _ ("Hidden parts of pages"), self->name, self->builder);
}
