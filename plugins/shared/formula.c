#include "formula.h"

#include <string.h>

#define MAX_BYTES (256 * 1024)
#define MAX_DEPTH 256 /* what is deeper is a row of signs */

typedef enum
{
  ROW, /* its parts follow each other */
  FRACTION,
  ABOVE,
  BELOW,
  BELOW_AND_ABOVE,
  BEFORE, /* below, above, what they stand before */
  ROOT,   /* degree, what is under it */
  SQUARE_ROOT,
  INDEXED_ROOT, /* as MathML has it: what is under it, degree */
  BRACKETS,
  SUM, /* below, above, of what */
  LINES,
  CELLS,
  ACCENT,
  FUNCTION,
  SPACE,
  PROPERTIES, /* of Word's elements, before their parts */
  VALUE,      /* says what a sign is, has no text */
  NOTHING,
} Shape;

static const struct
{
  const char *name;
  Shape shape;
} shapes[] = {
  { "m:f", FRACTION },
  { "m:sSup", ABOVE },
  { "m:sSub", BELOW },
  { "m:sPre", BEFORE },
  { "m:rad", ROOT },
  { "m:sSubSup", BELOW_AND_ABOVE },
  { "m:d", BRACKETS },
  { "m:nary", SUM },
  { "m:m", LINES },
  { "m:mr", CELLS },
  { "m:eqArr", LINES },
  { "m:limLow", BELOW },
  { "m:limUpp", ABOVE },
  { "m:acc", ACCENT },
  { "m:func", FUNCTION },
  { "m:chr", VALUE },
  { "m:begChr", VALUE },
  { "m:endChr", VALUE },
  { "m:sepChr", VALUE },
  { "mfrac", FRACTION },
  { "msup", ABOVE },
  { "mover", ABOVE },
  { "msub", BELOW },
  { "munder", BELOW },
  { "munderover", BELOW_AND_ABOVE },
  { "msubsup", BELOW_AND_ABOVE },
  { "msqrt", SQUARE_ROOT },
  { "mroot", INDEXED_ROOT },
  { "mfenced", BRACKETS },
  { "mtable", LINES },
  { "mtr", CELLS },
  { "mlabeledtr", CELLS },
  { "mspace", SPACE },
  { "annotation", NOTHING },
  { "annotation-xml", NOTHING },
  { "mphantom", NOTHING },
};

typedef struct
{
  Shape shape;
  gboolean plain; /* white space in it is only how the file is laid out */
  GString *text;
  GPtrArray *parts; /* of char *, of all but a row */
  char *sign, *open, *close, *separator;
} Node;

struct _Formula
{
  GPtrArray *nodes; /* of Node: the root and what is open in it */
  guint n_deeper, n_nothing;
  gsize n_bytes;
  gboolean built;
};

static void
node_free (gpointer data)
{
  Node *node = data;

  g_string_free (node->text, TRUE);
  g_ptr_array_unref (node->parts);
  g_free (node->sign);
  g_free (node->open);
  g_free (node->close);
  g_free (node->separator);
  g_free (node);
}

static Node *
node_new (Shape shape)
{
  Node *node = g_new0 (Node, 1);

  node->shape = shape;
  node->text = g_string_new (NULL);
  node->parts = g_ptr_array_new_with_free_func (g_free);
  return node;
}

static Node *
get_node (Formula *self)
{
  return self->nodes->pdata[self->nodes->len - 1];
}

Formula *
formula_new (void)
{
  Formula *self = g_new0 (Formula, 1);

  self->nodes = g_ptr_array_new_with_free_func (node_free);
  g_ptr_array_add (self->nodes, node_new (ROW));
  return self;
}

void
formula_free (Formula *self)
{
  g_ptr_array_unref (self->nodes);
  g_free (self);
}

static Shape
find_shape (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (strcmp (name, shapes[i].name) == 0)
      return shapes[i].shape;
  return g_str_has_prefix (name, "m:") && g_str_has_suffix (name, "Pr") ? PROPERTIES
                                                                        : ROW;
}

/* Of brackets and signs, to the element that the properties belong to: the next but
 * one outwards. */
static void
keep_value (Formula *self, const char *name, const char *value)
{
  Node *node = self->nodes->len > 1 ? self->nodes->pdata[self->nodes->len - 2] : NULL;
  char **field;

  if (node == NULL || value == NULL)
    return;
  field = strcmp (name, "m:begChr") == 0   ? &node->open
          : strcmp (name, "m:endChr") == 0 ? &node->close
          : strcmp (name, "m:chr") == 0    ? &node->sign
                                           : &node->separator;
  g_free (*field);
  *field = g_strdup (value);
}

void
formula_begin (Formula *self, const char *name, const char *value)
{
  const char *local = g_str_has_prefix (name, "math:") ? name + 5 : name;
  Shape shape = find_shape (local);
  Node *node;

  if (shape == VALUE)
    keep_value (self, local, value);
  if (self->n_nothing > 0 || shape == NOTHING || shape == VALUE)
    self->n_nothing++;
  else if (self->nodes->len >= MAX_DEPTH)
    self->n_deeper++;
  else
    {
      g_ptr_array_add (self->nodes, node = node_new (shape));
      node->plain = !g_str_has_prefix (name, "m:");
      self->built = self->built || (shape != ROW && shape < SPACE);
    }
}

/* Signs that nobody sees are for calculating. */
static gboolean
is_unseen (gunichar c)
{
  return c >= 0x2061 && c <= 0x2064;
}

void
formula_text (Formula *self, const char *utf8, gsize n_bytes)
{
  Node *node = get_node (self);
  const char *end = utf8 + n_bytes;

  if (self->n_nothing > 0)
    return;
  for (const char *p = utf8; p < end; p = g_utf8_next_char (p))
    {
      gsize n = (gsize) (g_utf8_next_char (p) - p);

      if (is_unseen (g_utf8_get_char (p)) || (node->plain && g_ascii_isspace (*p)))
        continue;
      if ((self->n_bytes += n) <= MAX_BYTES)
        g_string_append_len (node->text, p, (gssize) n);
    }
}

/* One sign, a number, or a name. */
static gboolean
is_one (const char *text)
{
  const char *p = text, *q = text;

  if (*text == '\0' || *g_utf8_next_char (text) == '\0')
    return TRUE;
  while (g_unichar_isdigit (g_utf8_get_char (p)) || *p == '.')
    p = g_utf8_next_char (p);
  while (g_unichar_isalpha (g_utf8_get_char (q)))
    q = g_utf8_next_char (q);
  return *p == '\0' || *q == '\0';
}

/* In parentheses, unless it is one thing or is in some already. */
static void
wrap (GString *out, const char *text)
{
  gsize n = strlen (text);
  gboolean plain = is_one (text);

  if (!plain && text[0] == '(' && text[n - 1] == ')')
    {
      int depth = 0;
      gsize i = 0;

      for (; i < n; i++)
        if ((depth += (text[i] == '(') - (text[i] == ')')) == 0)
          break;
      plain = i == n - 1;
    }
  g_string_append_printf (out, plain ? "%s" : "(%s)", text);
}

static const char *
get_part (const Node *node, guint i)
{
  return i < node->parts->len ? node->parts->pdata[i] : "";
}

static void
add_script (GString *out, const char *sign, const char *text)
{
  if (*text == '\0')
    return;
  g_string_append (out, sign);
  wrap (out, text);
}

static void
join (GString *out, const Node *node, guint from, const char *between)
{
  for (guint i = from; i < node->parts->len; i++)
    g_string_append_printf (out, "%s%s", i > from ? between : "", get_part (node, i));
}

static void
add_root (GString *out, const char *degree, const char *under)
{
  g_string_append (out, "√");
  if (*degree != '\0')
    g_string_append_printf (out, "[%s]", degree);
  wrap (out, under);
}

static void
add_scripts (GString *out, const Node *node)
{
  gboolean before = node->shape == BEFORE, sum = node->shape == SUM;
  guint first = before || sum ? 0 : 1;

  if (sum)
    g_string_append (out, node->sign != NULL ? node->sign : "∫");
  else if (!before)
    wrap (out, get_part (node, 0));
  add_script (out, node->shape == ABOVE ? "^" : "_", get_part (node, first));
  add_script (out, "^", get_part (node, first + 1));
  if (sum && *get_part (node, 2) != '\0')
    g_string_append_c (out, ' ');
  join (out, node, first + 2, "");
}

static void
add_brackets (GString *out, const Node *node)
{
  g_string_append (out, node->open != NULL ? node->open : "(");
  join (out, node, 0,
        node->separator != NULL ? node->separator
        : node->plain           ? ","
                                : "|");
  g_string_append (out, node->close != NULL ? node->close : ")");
}

/* Of all that has parts in their order. */
static void
put_together (GString *out, const Node *node)
{
  switch (node->shape)
    {
    case FRACTION:
      wrap (out, get_part (node, 0));
      add_script (out, "/", get_part (node, 1));
      break;
    case ABOVE:
    case BELOW:
    case BELOW_AND_ABOVE:
    case BEFORE:
    case SUM:
      add_scripts (out, node);
      break;
    case ROOT:
      add_root (out, get_part (node, 0), get_part (node, 1));
      break;
    case INDEXED_ROOT:
      add_root (out, get_part (node, 1), get_part (node, 0));
      break;
    case BRACKETS:
      add_brackets (out, node);
      break;
    case ACCENT:
      wrap (out, get_part (node, 0));
      g_string_append (out, node->sign != NULL ? node->sign : "\u0302");
      break;
    case LINES:
    case CELLS:
    case FUNCTION:
      join (out, node, 0,
            node->shape == LINES   ? "; "
            : node->shape == CELLS ? ", "
                                   : " ");
      break;
    case SQUARE_ROOT:
      {
        g_autoptr (GString) under = g_string_new (NULL);

        join (under, node, 0, "");
        add_root (out, "", under->str);
      }
      break;
    case SPACE:
      g_string_append_c (out, ' ');
      break;
    default:
      break;
    }
}

void
formula_end (Formula *self)
{
  Node *outer;
  GString *made;

  if (self->n_nothing > 0)
    self->n_nothing--;
  else if (self->n_deeper > 0)
    self->n_deeper--;
  else if (self->nodes->len > 1)
    {
      Node *node = g_ptr_array_steal_index (self->nodes, self->nodes->len - 1);

      outer = get_node (self);
      made = g_string_new (NULL);
      put_together (made, node);
      g_string_append_len (made, node->text->str, (gssize) node->text->len);
      if (outer->shape == ROW)
        g_string_append_len (outer->text, made->str, (gssize) made->len);
      else if (node->shape != PROPERTIES)
        g_ptr_array_add (outer->parts, g_strdup (made->str));
      g_string_free (made, TRUE);
      node_free (node);
    }
}

gboolean
formula_is_too_big (const Formula *self)
{
  return self->n_bytes > MAX_BYTES;
}

char *
formula_finish (Formula *self, gboolean *built)
{
  self->n_nothing = self->n_deeper = 0;
  while (self->nodes->len > 1)
    formula_end (self);
  *built = self->built;
  return g_strdup (get_node (self)->text->str);
}
