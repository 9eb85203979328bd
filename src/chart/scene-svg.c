/* scene-svg.c - a drawing as SVG: text stays text, each mark says what it is. */
#include <chart/scene.h>

#include <math.h>

/* Without what XML cannot say in any way. */
static void
add_text (GString *out, const char *text)
{
  g_autofree char *plain = g_strdup (text);
  g_autofree char *escaped = NULL;

  for (guchar *c = (guchar *) plain; *c != '\0'; c++)
    if (*c < 0x20 || *c == 0x7f)
      *c = ' ';
  escaped = g_markup_escape_text (plain, -1);
  g_string_append (out, escaped);
}

/* ` name="3.5"`, always with a point. */
static void
add_number (GString *out, const char *name, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.6g", round (value * 100) / 100);
  g_string_append_printf (out, " %s=\"%s\"", name, buffer);
}

static void
add_colour (GString *out, const char *name, ChartColour colour)
{
  if (colour.alpha <= 0)
    {
      g_string_append_printf (out, " %s=\"none\"", name);
      return;
    }
  g_string_append_printf (
      out, " %s=\"#%02x%02x%02x\"", name, (guint) round (colour.red * 255),
      (guint) round (colour.green * 255), (guint) round (colour.blue * 255));
  if (colour.alpha < 1)
    {
      g_autofree char *opacity = g_strconcat (name, "-opacity", NULL);

      add_number (out, opacity, colour.alpha);
    }
}

static void
add_border (GString *out, const Shape *shape)
{
  if (shape->border.alpha <= 0)
    return;
  add_colour (out, "stroke", shape->border);
  add_number (out, "stroke-width", shape->thickness);
}

static void
add_line (GString *out, const Shape *shape)
{
  g_string_append (out, "<line");
  add_number (out, "x1", shape->x);
  add_number (out, "y1", shape->y);
  add_number (out, "x2", shape->x + shape->width);
  add_number (out, "y2", shape->y + shape->height);
  add_colour (out, "stroke", shape->fill);
  add_number (out, "stroke-width", shape->thickness);
  if (shape->dash > 0)
    add_number (out, "stroke-dasharray", shape->dash);
  g_string_append (out, "/>\n");
}

/* The middle of a line is a third of its size above where the letters stand. */
static void
add_words (GString *out, const Shape *shape, double size)
{
  static const char *const anchors[] = { "start", "middle", "end" };

  g_string_append (out, "<text");
  add_number (out, "x", shape->x);
  add_number (out, "y", shape->y + (shape->upright ? 0 : size * 0.36));
  if (shape->upright)
    {
      char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE],
          shift[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (x, sizeof x, "%.6g", shape->x);
      g_ascii_formatd (y, sizeof y, "%.6g", shape->y);
      g_ascii_formatd (shift, sizeof shift, "%.4g", size * 0.36);
      g_string_append_printf (out, " dy=\"%s\" transform=\"rotate(-90 %s %s)\"", shift, x,
                              y);
    }
  add_colour (out, "fill", shape->fill);
  g_string_append_printf (out, " text-anchor=\"%s\">", anchors[shape->anchor]);
  add_text (out, shape->text);
  g_string_append (out, "</text>\n");
}

static void
add_shape (GString *out, const Shape *shape, double size)
{
  switch (shape->kind)
    {
    case SHAPE_RECTANGLE:
      g_string_append (out, "<rect");
      add_number (out, "x", shape->x);
      add_number (out, "y", shape->y);
      add_number (out, "width", shape->width);
      add_number (out, "height", shape->height);
      add_colour (out, "fill", shape->fill);
      add_border (out, shape);
      g_string_append (out, "/>\n");
      break;
    case SHAPE_CIRCLE:
      g_string_append (out, "<circle");
      add_number (out, "cx", shape->x);
      add_number (out, "cy", shape->y);
      add_number (out, "r", shape->width);
      add_colour (out, "fill", shape->fill);
      add_border (out, shape);
      g_string_append (out, "/>\n");
      break;
    case SHAPE_LINE:
      add_line (out, shape);
      break;
    default:
      add_words (out, shape, size);
      break;
    }
}

/* Where the pointer rests; nothing is seen of it. */
static void
add_mark (GString *out, const ChartMark *mark)
{
  if (mark->is_line)
    {
      g_string_append (out, "<line");
      add_number (out, "x1", mark->x);
      add_number (out, "y1", mark->y);
      add_number (out, "x2", mark->x + mark->width);
      add_number (out, "y2", mark->y + mark->height);
      g_string_append (out, " stroke=\"#000\" stroke-opacity=\"0\" stroke-width=\"8\">");
    }
  else
    {
      g_string_append (out, "<rect");
      add_number (out, "x", mark->x);
      add_number (out, "y", mark->y);
      add_number (out, "width", mark->width);
      add_number (out, "height", mark->height);
      g_string_append (out, " fill-opacity=\"0\">");
    }
  g_string_append (out, "<title>");
  add_text (out, mark->words);
  g_string_append (out, mark->is_line ? "</title></line>\n" : "</title></rect>\n");
}

/* In Dublin Core, which programs that draw show as the description. */
static void
add_facts (GString *out, SchoDrawing *self)
{
  g_autofree char *facts = scene_dup_facts (self);
  g_auto (GStrv) lines = g_strsplit (facts, "\n", -1);

  if (facts[0] == '\0')
    return;
  g_string_append (out,
                   "<metadata>\n"
                   "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
                   " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
                   "<rdf:Description rdf:about=\"\">\n<dc:description>");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_string_append (out, i > 0 ? "\n" : "");
      add_text (out, lines[i]);
    }
  g_string_append (out, "</dc:description>\n</rdf:Description>\n</rdf:RDF>\n"
                        "</metadata>\n");
}

char *
scho_drawing_dup_svg (SchoDrawing *self, gboolean is_inline)
{
  GString *out
      = g_string_new (is_inline ? "" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  g_string_append (out, "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\"");
  add_number (out, "width", self->width);
  add_number (out, "height", self->height);
  g_string_append_printf (out, " viewBox=\"0 0 %d %d\" role=\"img\"",
                          (int) ceil (self->width), (int) ceil (self->height));
  g_string_append (out, " font-family=\"sans-serif\"");
  add_number (out, "font-size", self->style.size);
  g_string_append (out, ">\n<title>");
  add_text (out, scho_table_get_title (self->table));
  g_string_append (out, "</title>\n<desc>");
  add_text (out, self->summary);
  g_string_append (out, "</desc>\n");
  if (!is_inline)
    add_facts (out, self);
  g_string_append (out, "<rect width=\"100%\" height=\"100%\"");
  add_colour (out, "fill", self->style.paper);
  g_string_append (out, "/>\n");
  for (guint i = 0; i < self->shapes->len; i++)
    add_shape (out, &g_array_index (self->shapes, Shape, i), self->style.size);
  for (guint i = 0; i < self->marks->len; i++)
    add_mark (out, &g_array_index (self->marks, ChartMark, i));
  g_string_append (out, "</svg>\n");
  return g_string_free (out, FALSE);
}
